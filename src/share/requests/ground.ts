import { erasureProof, type Gate } from '../../law/index.ts';
import type { Ledger, RequestEvent, RequestStep, RequestStore, StoredRequest } from '../../store/index.ts';
import type { AskRoom, Strength, Subject } from '../ask/index.ts';
import type { Link, Outbox } from '../link/index.ts';
import type { Agreement, Partners } from '../partners/index.ts';
import { RequestError } from './errors.ts';
import type { Bodies, Kind, RefusalCode } from './messages.ts';

/** When a second person is needed before something leaves for a partner. */
export interface TwoPersons {
  /** `medium`: only where the hit is of medium strength. */
  readonly request: 'always' | 'medium';
  /** Also for consents. `marked`: only where something of it is more than TLP:CLEAR and TLP:GREEN, or has a code. */
  readonly answer: 'always' | 'marked' | 'never';
}

/** Times that a service chooses for itself, in days. */
export interface RequestDays {
  /** A request without a deadline of its own is late after so many. */
  readonly deadline: number;
  /** From the request to the first reminder, and between two. */
  readonly reminder: number;
  /** What is over is kept for so many. */
  readonly kept: number;
}

export interface RequestGround {
  readonly store: RequestStore;
  readonly ledger: Ledger;
  readonly gate: Gate;
  readonly link: Link;
  readonly outbox: Pick<Outbox, 'post'>;
  readonly partners: Partners;
  readonly ask: AskRoom;
  /** The name under which own lists are recorded. */
  readonly serviceName: string;
  readonly twoPersons: TwoPersons;
  readonly days: RequestDays;
  /** Statements came or went: the index follows. */
  readonly changed: () => Promise<void>;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

export interface Proposal {
  readonly by: string;
  readonly at: string;
  readonly note: string;
}

interface Answered {
  /** The id by which the asker knows the person. */
  readonly entity: string;
  readonly note: string;
  readonly at: string;
  /** The whole message as the owner signed it; at the asker only. It holds the values: it goes when one of them is withdrawn. */
  readonly jws?: string;
  /** SHA-256 of the message that went, hex: the owner still has what it gave. */
  readonly sha256?: string;
}

interface Both {
  readonly reference: string;
  readonly epoch: number;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseHash: string;
  readonly handling: string;
  readonly question: string;
  readonly deadline: string;
  readonly reminders: number;
  readonly refusal?: { readonly code: RefusalCode; readonly note: string; readonly at: string };
  readonly notNow?: { readonly until: string; readonly note: string; readonly at: string };
  readonly answer?: Answered;
  readonly feedback?: {
    readonly samePerson: boolean;
    readonly useful: boolean;
    readonly note: string;
    readonly at: string;
  };
  /** Instants: the request came there, was read there; the answer came, was read. */
  readonly receipts: Readonly<Partial<Record<ReceiptStep, string>>>;
}
export type ReceiptStep = 'delivered' | 'read' | 'answer-delivered' | 'answer-read';

/** A request of this service. */
export interface SentBody extends Both {
  readonly strength: Strength;
  readonly subject: Subject;
  readonly fingerprint: string;
  readonly caseNumber: string;
  readonly proposal: Proposal;
  readonly sentAt?: string;
  readonly remindedAt?: string;
}

/** What an originator said of one statement. */
export interface Consent {
  readonly id: string;
  readonly service: string;
  /** Absent: it has not answered yet. */
  readonly agreed?: boolean;
  readonly mayBeNamed?: boolean;
}

/** A request of a partner. */
export interface ReceivedBody extends Both {
  /** As the partner signed it. */
  readonly jws: string;
  readonly proposal?: Proposal & {
    readonly statements: readonly string[];
    readonly marking: string;
    /** The second person, or the first where none is needed. */
    readonly approvedBy?: string;
  };
  /** By own statement. */
  readonly consents: Readonly<Record<string, Consent>>;
}

interface ConsentBoth {
  readonly recipient: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly decided?: {
    readonly agreed: boolean;
    readonly mayBeNamed: boolean;
    readonly note: string;
    readonly at: string;
  };
}
/** What this service asks an originator. */
export interface ConsentSent extends ConsentBoth {
  readonly request: string;
  /** Ids under which the originator gave them. */
  readonly statements: readonly string[];
}
/** What this service is asked as an originator. */
export interface ConsentReceived extends ConsentBoth {
  readonly statements: readonly string[];
  readonly proposal?: Proposal & { readonly agreed: boolean; readonly mayBeNamed: boolean };
}

export type Sent = StoredRequest<SentBody> & { readonly kind: 'request'; readonly side: 'sent' };
export type Received = StoredRequest<ReceivedBody> & { readonly kind: 'request'; readonly side: 'received' };
export type AskedConsent = StoredRequest<ConsentSent> & { readonly kind: 'consent'; readonly side: 'sent' };
export type WantedConsent = StoredRequest<ConsentReceived> & {
  readonly kind: 'consent';
  readonly side: 'received';
};
/** What is kept, told apart by kind and side. */
export type Item = Sent | Received | AskedConsent | WantedConsent;

export const MACHINE = 'machine';
export const byPartner = (partner: string): string => `partner:${partner}`;
export const instant = ({ now }: Pick<RequestGround, 'now'>): string => now().toISOString();

/** Finds one; throws {@link RequestError} unless it is of this kind and side. */
export async function need<K extends Item['kind'], S extends Item['side']>(
  { store }: Pick<RequestGround, 'store'>,
  id: string,
  kind: K,
  side: S,
): Promise<Extract<Item, { kind: K; side: S }>> {
  const item = await found({ store }, id);
  if (item?.kind !== kind || item.side !== side)
    throw new RequestError(
      'unknown',
      `there is no such ${kind} ${side} under ${id}; see: tocsin requests list`,
    );
  return item as Extract<Item, { kind: K; side: S }>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const found = async (
  { store }: Pick<RequestGround, 'store'>,
  id: string,
): Promise<Item | undefined> => (UUID.test(id) ? ((await store.item(id)) as Item | undefined) : undefined);

/** Changes one that was looked at before; throws where somebody else changed it meanwhile. */
export async function change<I extends Item>(
  step: RequestStep,
  before: I,
  at: string,
  next: { readonly state?: string; readonly body?: I['body'] },
  ...events: readonly Omit<RequestEvent, 'at'>[]
): Promise<void> {
  const there = await step.item(before.id);
  if (JSON.stringify(there) !== JSON.stringify(before))
    throw new RequestError(
      'not-now',
      'somebody else changed it meanwhile, and nothing of yours was done: open it anew, and decide on what it is now',
    );
  await step.put({ ...before, ...next, changedAt: at });
  for (const event of events) await step.note(before.id, { at, ...event });
}

/** Throws {@link RequestError} unless its state is one of these. */
export function inState(item: Item, ...states: readonly string[]): void {
  if (!states.includes(item.state))
    throw new RequestError(
      'not-now',
      `it is ${item.state} by now, and this can be done only while it is ${states.join(' or ')}`,
    );
}

/** The agreement with a partner. Throws {@link RequestError} where there is none in force. */
export async function agreed(
  { partners }: Pick<RequestGround, 'partners'>,
  partner: string,
): Promise<Agreement> {
  const agreement = await partners.inForce(partner);
  if (!agreement)
    throw new RequestError(
      'not-now',
      `there is no agreement in force with ${partner}; see: tocsin partner list`,
    );
  return agreement;
}

/** Writes down what came from a partner, or what a machine did. */
export async function write(
  { ledger, now }: Pick<RequestGround, 'ledger' | 'now'>,
  entry: {
    readonly by: string;
    readonly action: string;
    readonly purpose?: string;
    readonly legalBasis?: string;
    readonly rule: string;
    readonly allowed?: boolean;
    readonly subjects: readonly string[];
  },
): Promise<void> {
  const {
    by,
    action,
    purpose = 'cooperation',
    legalBasis = 'agreement',
    rule,
    allowed = true,
    subjects,
  } = entry;
  await ledger.append({
    at: now().toISOString(),
    account: by,
    roles: [by === MACHINE ? 'machine' : 'partner'],
    purpose,
    legalBasis,
    action,
    allowed,
    rule,
    subjects,
    count: subjects.length,
  });
}

/** Writes down what was erased because its time was over; nothing where nothing was. */
export async function writeErased(
  ground: Pick<RequestGround, 'ledger' | 'now'>,
  ids: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  if (Object.values(ids).every(({ length }) => length === 0)) return;
  await write(ground, {
    by: MACHINE,
    action: 'erase',
    purpose: 'administration',
    legalBasis: 'accountability',
    rule: 'erasure-is-automatic',
    subjects: erasureProof(ids),
  });
}

/** Messages that have been written with a step go to the outbox, in order. */
export type Flush = () => Promise<void>;

/** The gate, with what a step sends on its way once the ledger holds the step. */
export const flushing = (gate: Gate, flush: Flush): Gate => ({
  ...gate,
  async pass(asker, action, subject, run) {
    try {
      return await gate.pass(asker, action, subject, run);
    } finally {
      await flush();
    }
  },
});

/** Typed sending inside a step. */
export const send = <K extends Kind>(
  step: RequestStep,
  partner: string,
  kind: K,
  body: Bodies[K],
): Promise<void> => step.send(partner, kind, body);
