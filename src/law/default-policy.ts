import type { Policy } from './policy.ts';

const SANCTIONS = {
  name: 'sanctions-law',
  title: 'Duty to screen under sanctions law (e.g. Regulation (EC) 881/2002 art. 2; GDPR art. 6(1)(c))',
};
const PUBLIC_TASK = {
  name: 'public-task',
  title: 'Task of a competent authority (Directive (EU) 2016/680 art. 8; GDPR art. 6(1)(e))',
};
const LEGITIMATE = {
  name: 'legitimate-interest',
  title: 'Legitimate interest, such as due diligence or reporting (GDPR art. 6(1)(f), art. 85)',
};
const PNR_DIRECTIVE = {
  name: 'pnr-directive',
  title: 'Assessment before arrival (Directive (EU) 2016/681 art. 6(2)(a), as read in CJEU C-817/19)',
};
const BORDER_ADVANCE_INFORMATION = {
  name: 'advance-information',
  title: 'Advance passenger information (Regulation (EU) 2025/12, 2025/13; Directive 2004/82/EC)',
};
const INDEPENDENT_REVIEW = {
  name: 'independent-review',
  title:
    'Approval by a court or an independent authority (Directive (EU) 2016/681 art. 12(3); CJEU C-817/19)',
};
const ACCOUNTABILITY = {
  name: 'accountability',
  title: 'Accountability and supervision (GDPR art. 5(2), art. 24; Directive (EU) 2016/680 art. 25)',
};

/**
 * What holds until an operator writes another policy: screeners ask, analysts also decide who is the same person,
 * watch officers see travellers before they arrive, carriers only send, an authority outside the service approves
 * unmasking, administrators load lists and keep accounts but do
 * not look at persons, auditors see the ledger and nothing else.
 */
export const DEFAULT_POLICY: Policy = {
  roles: [
    'screener',
    'analyst',
    'watch-officer',
    'liaison-officer',
    'carrier',
    'authority',
    'administrator',
    'auditor',
  ],
  purposes: [
    {
      name: 'screening',
      title: 'Screening',
      description: 'Is this person, organisation or vessel one that a list names?',
      legalBases: [SANCTIONS, PUBLIC_TASK, LEGITIMATE],
    },
    {
      name: 'review',
      title: 'Review',
      description: 'Looking into a hit, and deciding whether two entries are the same person.',
      legalBases: [SANCTIONS, PUBLIC_TASK, LEGITIMATE],
    },
    {
      name: 'pre-arrival',
      title: 'Pre-arrival',
      description: 'Is a person on the way whom a list names? Deciding hits, and passing them on.',
      legalBases: [PNR_DIRECTIVE, BORDER_ADVANCE_INFORMATION, PUBLIC_TASK],
    },
    {
      name: 'partnership',
      title: 'Partnership',
      description: 'Agreeing with other services on what each may ask.',
      legalBases: [PUBLIC_TASK],
    },
    {
      name: 'cooperation',
      title: 'Cooperation',
      description: 'Asking partner services whether they know a person, and answering them.',
      legalBases: [PUBLIC_TASK],
    },
    {
      name: 'oversight',
      title: 'Oversight',
      description: 'Deciding for others: may they see what was masked?',
      legalBases: [INDEPENDENT_REVIEW],
    },
    {
      name: 'administration',
      title: 'Administration',
      description: 'Loading lists, keeping accounts.',
      legalBases: [ACCOUNTABILITY, SANCTIONS, PUBLIC_TASK],
    },
    {
      name: 'audit',
      title: 'Audit',
      description: 'Who looked at what, and why.',
      legalBases: [ACCOUNTABILITY],
    },
  ],
  rules: [
    {
      name: 'screeners-ask',
      roles: ['screener', 'analyst'],
      purposes: ['screening', 'review'],
      actions: ['search', 'read-entity', 'read-lists'],
    },
    { name: 'analysts-judge', roles: ['analyst'], purposes: ['review'], actions: ['judge'] },
    {
      name: 'officers-watch',
      roles: ['watch-officer'],
      purposes: ['pre-arrival'],
      actions: [
        'receive-messages',
        'read-travellers',
        'decide-hits',
        'ask-unmasking',
        'read-unmaskings',
        'search',
        'read-entity',
        'read-lists',
      ],
    },
    {
      name: 'authorities-approve-unmasking',
      roles: ['authority'],
      purposes: ['oversight'],
      actions: ['approve-unmasking', 'read-unmaskings'],
    },
    {
      name: 'liaison-asks-partners',
      roles: ['liaison-officer', 'analyst'],
      purposes: ['review', 'cooperation'],
      actions: ['ask-partners'],
    },
    {
      name: 'liaison-handles-requests',
      roles: ['liaison-officer'],
      purposes: ['cooperation'],
      actions: [
        'read-requests',
        'send-request',
        'decide-request',
        'approve-request',
        'search',
        'read-entity',
      ],
    },
    {
      name: 'overseers-open-questions',
      roles: ['authority', 'auditor'],
      purposes: ['oversight', 'audit'],
      actions: ['open-commitments'],
    },
    {
      name: 'carriers-send',
      roles: ['carrier'],
      purposes: ['pre-arrival'],
      actions: ['receive-messages'],
    },
    {
      name: 'erasure-is-automatic',
      roles: ['administrator'],
      purposes: ['administration'],
      actions: ['erase'],
    },
    {
      name: 'administrators-keep-lists',
      roles: ['administrator'],
      purposes: ['administration'],
      actions: ['load', 'read-lists', 'manage-accounts'],
    },
    {
      name: 'liaison-officers-agree',
      roles: ['liaison-officer'],
      purposes: ['partnership'],
      actions: ['manage-partners', 'keep-links'],
    },
    {
      name: 'administrators-keep-links',
      roles: ['administrator'],
      purposes: ['administration'],
      actions: ['keep-links'],
    },
    {
      name: 'auditors-read-the-ledger',
      roles: ['auditor', 'administrator'],
      purposes: ['audit', 'administration'],
      actions: ['read-ledger'],
    },
    { name: 'auditors-see-lists', roles: ['auditor'], purposes: ['audit'], actions: ['read-lists'] },
  ],
};
