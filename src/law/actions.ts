/** What an action is, for the rules and for people. */
export interface ActionFacts {
  /** "Somebody may …" */
  readonly title: string;
  /** Entity type of the schema that it is done to. */
  readonly on: ResourceKind;
  /** Shows or changes what is said of persons. */
  readonly persons: boolean;
}

/** Entity types of the schema (policies/schema.cedarschema) that something can be done to. */
export type ResourceKind =
  | 'Person'
  | 'Traveller'
  | 'List'
  | 'Request'
  | 'Partners'
  | 'Accounts'
  | 'Ledger'
  | 'PolicyVersion'
  | 'Emergency';

const person = (title: string): ActionFacts => ({ title, on: 'Person', persons: true });
const traveller = (title: string): ActionFacts => ({ title, on: 'Traveller', persons: true });
const request = (title: string): ActionFacts => ({ title, on: 'Request', persons: true });
const other = (title: string, on: ResourceKind): ActionFacts => ({ title, on, persons: false });

/** What may be done; every one is decided and written down. A new one stands here and in the schema. */
export const ACTION_FACTS = {
  search: person('search for a person'),
  'read-entity': person("read a person's record"),
  judge: person('judge whether two entries are the same person'),
  mark: person('change the marking of a statement'),
  'export-entities': person('export records'),
  'read-network': person('look at who is tied to whom'),
  'conclude-network': person('conclude something of the network, and keep views of it'),
  'export-network': person('export a chart of the network'),
  'subject-access': person('put together everything that is held on one person'),
  load: other('load and confirm lists', 'List'),
  'load-chart': other('bring a chart of persons and ties', 'List'),
  'read-lists': other('see which lists are loaded, and how they changed', 'List'),
  'receive-messages': traveller('send travel messages in'),
  'read-travellers': traveller('read travellers and their hits'),
  'read-co-travel': traveller('see which known persons were on one booking'),
  'decide-hits': traveller('decide hits, and pass them on'),
  erase: traveller('erase what was kept long enough'),
  'ask-unmasking': traveller('ask to see what was masked'),
  'read-unmaskings': other('see who asked to see what was masked', 'Traveller'),
  'approve-unmasking': traveller('approve that somebody sees what was masked'),
  'ask-partners': request('ask partners whether they know a person'),
  'open-commitments': request('open what was asked of partners, for oversight'),
  'read-requests': request('read requests to and from partners'),
  'send-request': request('prepare a request to a partner, or an answer to one'),
  'decide-request': request('approve or refuse a request or an answer that somebody else prepared'),
  'read-collections': request('fetch what is shared by TAXII'),
  'write-collections': request('leave something in an inbox by TAXII'),
  'manage-partners': other('agree with partners on what each may ask', 'Partners'),
  'sign-agreement': other('sign an agreement, or its end, that somebody else prepared', 'Partners'),
  'keep-links': other('keep the keys and the technical links to partners', 'Partners'),
  'manage-accounts': other('keep accounts and keys', 'Accounts'),
  'read-ledger': other('read the ledger', 'Ledger'),
  'read-close-persons': { ...other('see whom staff declared as close to them', 'Accounts'), persons: true },
  'change-policy': other('propose another policy, and try it on the past', 'PolicyVersion'),
  'approve-policy': other('approve a policy that somebody else proposed', 'PolicyVersion'),
  'emergency-access': other('break the glass: take emergency access, with a reason', 'Emergency'),
  'review-emergency': other("review somebody else's emergency access", 'Emergency'),
} as const satisfies Readonly<Record<string, ActionFacts>>;

export type Action = keyof typeof ACTION_FACTS;

export const ACTIONS = Object.keys(ACTION_FACTS) as readonly Action[];

export const isAction = (name: string): name is Action => Object.hasOwn(ACTION_FACTS, name);
