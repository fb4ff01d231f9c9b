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
const ACCOUNTABILITY = {
  name: 'accountability',
  title: 'Accountability and supervision (GDPR art. 5(2), art. 24; Directive (EU) 2016/680 art. 25)',
};

/**
 * What holds until an operator writes another policy: screeners ask, analysts also decide who is the same person,
 * administrators load lists and keep accounts but do not look at persons, auditors see the ledger and nothing else.
 */
export const DEFAULT_POLICY: Policy = {
  roles: ['screener', 'analyst', 'administrator', 'auditor'],
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
      name: 'administrators-keep-lists',
      roles: ['administrator'],
      purposes: ['administration'],
      actions: ['load', 'read-lists', 'manage-accounts'],
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
