/**
 * How commands and the process that holds the store speak. The embedded store belongs to one process; while that is
 * `tocsin start`, the other commands ask it over a socket that only this user can open, with a token that only this user
 * can read. See docs/decisions/0030-one-process-and-a-local-door.md.
 *
 * One call is one POST of a {@link Call}; the answer is one {@link Line} of JSON a line: progress any number of times,
 * then the result or the error.
 */
import type { Audit, Authority, ClosePersonDesk, KeepingRoom, Law } from '../law/index.ts';
import type { Actor, Screening } from '../screening/index.ts';
import type {
  FollowedAnswer,
  FollowedAsk,
  KeysRoom,
  PartnersRoom,
  RequestsRoom,
  taxii,
  WitnessRoom,
} from '../share/index.ts';
import type { Watch } from '../watch/index.ts';

/** Where the process that holds the store can be asked; kept in the data folder, for this user only. */
export interface DoorPlace {
  readonly pid: number;
  /** Of the pages, for people. */
  readonly url: string;
  readonly socket: string;
  readonly token: string;
}

export type Asked = Pick<
  Screening,
  | 'load'
  | 'confirm'
  | 'lists'
  | 'search'
  | 'searchMany'
  | 'entity'
  | 'judge'
  | 'undoJudgement'
  | 'status'
  | 'release'
  | 'close'
>;
export type AskedAuthority = Pick<Authority, 'keys' | 'createKey' | 'revokeKey'>;

export type AskedAudit = Pick<Audit, 'page' | 'exportTo' | 'verify' | 'checkpoint' | 'checkpoints'>;

export type AskedLaw = Pick<
  Law,
  'inWords' | 'versions' | 'tryOnPast' | 'propose' | 'decidePolicy' | 'findSubject' | 'collectSubject'
>;

export type AskedWatch = Pick<Watch, 'receivePath'>;

export type AskedPartners = Pick<
  PartnersRoom,
  'all' | 'show' | 'take' | 'prepared' | 'sign' | 'drop' | 'revoke' | 'check'
>;

export type AskedRequests = Pick<RequestsRoom, (typeof CALLS.requests)[number]>;
/** The blind question, for a command: it waits for all answers. */
export interface AskedPartnersQuestion {
  all(actor: Actor, request: FollowedAsk): Promise<readonly FollowedAnswer[]>;
}

/** What commands need of the rooms, whether they are open in this process or in another one. */
export interface Rooms {
  readonly screening: Asked;
  readonly authority: AskedAuthority;
  readonly audit: AskedAudit;
  readonly watch: AskedWatch;
  readonly law: AskedLaw;
  readonly taxii: Pick<taxii.TaxiiRoom, 'open' | 'all' | 'close' | 'received'>;
  readonly partners: AskedPartners;
  readonly keys: KeysRoom;
  readonly requests: AskedRequests;
  readonly question: AskedPartnersQuestion;
  readonly witness: Pick<WitnessRoom, 'cosign'>;
  readonly keeping: KeepingRoom;
  readonly closePersons: Pick<ClosePersonDesk, 'own' | 'declare' | 'withdraw' | 'all'>;
}

/** What can be asked for. The ledger and the gate stand behind every one of them. */
export const CALLS = {
  screening: [
    'load',
    'confirm',
    'lists',
    'search',
    'searchMany',
    'entity',
    'judge',
    'undoJudgement',
    'status',
    'release',
  ],
  authority: ['keys', 'createKey', 'revokeKey'],
  audit: ['page', 'exportTo', 'verify', 'checkpoint', 'checkpoints'],
  watch: ['receivePath'],
  law: ['inWords', 'versions', 'tryOnPast', 'propose', 'decidePolicy', 'findSubject', 'collectSubject'],
  taxii: ['open', 'all', 'close', 'received'],
  partners: ['all', 'show', 'take', 'prepared', 'sign', 'drop', 'revoke', 'check'],
  keys: ['list', 'rotate', 'changeMaster'],
  requests: [
    'list',
    'show',
    'prepare',
    'approve',
    'cancel',
    'answer',
    'refuse',
    'notNow',
    'consent',
    'feedback',
    'reopen',
    'correct',
    'setActiveCase',
    'figures',
  ],
  question: ['all'],
  witness: ['cosign'],
  keeping: ['overview', 'eraseDue'],
  closePersons: ['own', 'declare', 'withdraw', 'all'],
} as const;

/** Every method of a room that is opened when it is first asked. */
export const roomOf = <R extends 'partners' | 'keys' | 'requests' | 'taxii' | 'witness'>(
  room: R,
  open: () => Promise<Rooms[R]>,
): Rooms[R] =>
  Object.fromEntries(
    CALLS[room].map((method) => [
      method,
      async (...args: readonly unknown[]) => {
        const methods = (await open()) as unknown as Record<string, (...args: readonly unknown[]) => unknown>;
        return methods[method]?.(...args);
      },
    ]),
  ) as unknown as Rooms[R];

export interface Call {
  readonly room: keyof typeof CALLS;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Line =
  | { readonly progress: unknown }
  | { readonly error: { readonly name: string; readonly message: string } }
  | { readonly result?: unknown };
