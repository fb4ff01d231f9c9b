import { formatMarking, PUBLIC_MARKING, parseMarking, type Statement } from '../../model/index.ts';
import type { RequestEvent, SharedStatement } from '../../store/index.ts';
import type { Subject } from '../ask/index.ts';
import type { Advice } from './advice.ts';
import type { Feedback } from './asker.ts';
import type { Item, ReceiptStep } from './ground.ts';
import { covers, inWords, stricter } from './markings.ts';
import type { RefusalCode } from './messages.ts';

/** What the one who looks may do next. */
export type Can = 'approve' | 'answer' | 'refuse' | 'not-now' | 'cancel' | 'feedback' | 'reopen' | 'consent';

/** A request or a consent as people see it, flat. What is absent does not apply. */
export interface RequestRow {
  readonly id: string;
  readonly kind: 'request' | 'consent';
  /** `sent`: by this service. */
  readonly side: 'sent' | 'received';
  readonly partner: string;
  readonly state: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly madeAt: string;
  readonly changedAt: string;
  readonly question?: string;
  readonly reference?: string;
  readonly epoch?: number;
  readonly deadline?: string;
  readonly overdue: boolean;
  readonly reminders: number;
  /** Own case; the partner has only `caseHash`. */
  readonly caseNumber?: string;
  readonly caseHash?: string;
  readonly strength?: string;
  /** The strictest marking under which an answer is of use to the asker. */
  readonly handling?: string;
  /** Whom it is about: at the asker. */
  readonly subject?: Subject;
  /** The own record that it is about: at the owner. */
  readonly record?: string;
  /** Consents: who would get it, and for which request. */
  readonly recipient?: string;
  readonly request?: string;
  readonly preparedBy?: string;
  readonly receipts: Readonly<Partial<Record<ReceiptStep, string>>>;
  readonly refusal?: { readonly code: RefusalCode; readonly note: string; readonly at: string };
  readonly notNow?: { readonly until: string; readonly note: string; readonly at: string };
  readonly feedback?: Feedback & { readonly at: string };
  readonly can: readonly Can[];
}

/** One statement on a page of a request: of the own record, or of what was given or came. */
export interface StatementRow {
  readonly id: string;
  /** Id between the services, where it was shared. */
  readonly sharedAs?: string;
  readonly schema: string;
  readonly property: string;
  readonly value: string;
  readonly grade: string;
  readonly marking: string;
  /** What the marking asks of whoever reads it. */
  readonly markingInWords: readonly string[];
  readonly sourceService: string;
  readonly dataset: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly recordedFrom: string;
  readonly recordedUntil?: string;
}

export interface AdviceRow extends StatementRow {
  readonly allowed: boolean;
  readonly rule: string;
  readonly reason: string;
  /** It may go once this service has agreed; the software asks it. */
  readonly originator?: string;
  readonly originatorAgreed?: boolean;
  /** Whether it fits what the asker can keep to. */
  readonly fits: boolean;
}

export interface SharedRow extends StatementRow {
  readonly state: 'current' | 'withdrawn' | 'corrected';
  readonly endedAt?: string;
  readonly reason?: string;
  /** The holder said that it is gone there. */
  readonly receiptAt?: string;
}

export interface RequestPage extends RequestRow {
  readonly events: readonly RequestEvent[];
  /** What could be released; at the owner, while it is open. */
  readonly advice: readonly AdviceRow[];
  /** What waits for a second person, or for an originator. */
  readonly proposal?: {
    readonly by: string;
    readonly at: string;
    readonly note: string;
    readonly statements?: readonly string[];
    readonly marking?: string;
    readonly agreed?: boolean;
    readonly mayBeNamed?: boolean;
  };
  /** Sharing groups that the asker belongs to by the agreement: an answer may be marked for one of them. */
  readonly groups: readonly string[];
  readonly consents: readonly { readonly id: string; readonly service: string; readonly state: string }[];
  readonly answer?: { readonly entity: string; readonly note: string; readonly at: string };
  /** What was given or came. */
  readonly shared: readonly SharedRow[];
  /** People found this pair not to be the same person. */
  readonly suppressed: boolean;
}

const OPEN = ['waiting-approval', 'sent', 'delivered', 'open', 'not-now', 'waiting-originator'];

/** What somebody may do; the gate has the last word. */
export function canDo(item: Item, account: string, suppressed: boolean): readonly Can[] {
  const own = item.kind === 'consent' && item.side === 'sent' ? undefined : item.body.proposal?.by;
  const second: readonly Can[] = item.state === 'waiting-approval' && own !== account ? ['approve'] : [];
  if (item.kind === 'consent')
    return item.side === 'received' && item.state === 'open' ? ['consent'] : second;
  const reopen: readonly Can[] = suppressed ? ['reopen'] : [];
  if (item.side === 'received')
    return [
      ...second,
      ...(item.state === 'open' || item.state === 'not-now'
        ? (['answer', 'refuse', 'not-now'] as const)
        : []),
      ...reopen,
    ];
  return [
    ...second,
    ...(['waiting-approval', 'sent', 'delivered', 'not-now'].includes(item.state)
      ? (['cancel'] as const)
      : []),
    ...(item.state === 'answered' ? (['feedback'] as const) : []),
    ...reopen,
  ];
}

export function rowOf(item: Item, account: string, suppressed: boolean, now: string): RequestRow {
  const { id, kind, side, partner, state, madeAt, changedAt, record } = item;
  const { purpose, legalBasis } = item.body;
  const common = {
    id,
    kind,
    side,
    partner,
    state,
    purpose,
    legalBasis,
    madeAt,
    changedAt,
    ...(record !== undefined && { record }),
    can: canDo(item, account, suppressed),
  };
  if (item.kind === 'consent')
    return {
      ...common,
      overdue: false,
      reminders: 0,
      receipts: {},
      recipient: item.body.recipient,
      ...(item.side === 'sent' && { request: item.body.request }),
      ...(item.side === 'received' && item.body.proposal && { preparedBy: item.body.proposal.by }),
    };
  const {
    question,
    reference,
    epoch,
    deadline,
    reminders,
    caseHash,
    handling,
    receipts,
    refusal,
    notNow,
    feedback,
  } = item.body;
  return {
    ...common,
    question,
    reference,
    epoch,
    deadline,
    overdue: OPEN.includes(state) && deadline < now,
    reminders,
    caseHash,
    handling,
    receipts,
    ...(refusal && { refusal }),
    ...(notNow && { notNow }),
    ...(feedback && { feedback }),
    ...(item.body.proposal && { preparedBy: item.body.proposal.by }),
    ...(item.side === 'sent' && {
      caseNumber: item.body.caseNumber,
      strength: item.body.strength,
      subject: item.body.subject,
    }),
  };
}

export function statementRow(one: Statement, marking = one.marking): StatementRow {
  const {
    id,
    schema,
    property,
    value,
    grade,
    sourceService,
    dataset,
    validFrom,
    validUntil,
    recordedFrom,
    recordedUntil,
  } = one;
  return {
    id,
    schema,
    property,
    value,
    grade,
    marking: formatMarking(marking),
    markingInWords: inWords(marking),
    sourceService,
    dataset,
    ...(validFrom !== undefined && { validFrom }),
    ...(validUntil !== undefined && { validUntil }),
    recordedFrom,
    ...(recordedUntil !== undefined && { recordedUntil }),
  };
}

export function adviceRow(
  { statement, allowed, rule, reason, originator, consent }: Advice,
  handling: string,
): AdviceRow {
  const wanted = parseMarking(handling) ?? PUBLIC_MARKING;
  return {
    ...statementRow(statement),
    allowed,
    rule,
    reason,
    ...(originator !== undefined && { originator }),
    ...(consent?.agreed !== undefined && { originatorAgreed: consent.agreed }),
    fits: covers(wanted, statement.marking),
  };
}

export function sharedRow(shared: SharedStatement, statement: Statement): SharedRow {
  const { id, marking, ended, endedAt, reason, receiptAt } = shared;
  return {
    ...statementRow(
      statement,
      parseMarking(marking) ?? stricter(statement.marking, { tlp: 'RED', originatorControl: true }),
    ),
    sharedAs: id,
    state: ended ?? 'current',
    ...(endedAt !== undefined && { endedAt }),
    ...(reason !== undefined && { reason }),
    ...(receiptAt !== undefined && { receiptAt }),
  };
}
