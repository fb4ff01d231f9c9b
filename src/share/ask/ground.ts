import type { KeyObject } from 'node:crypto';
import type { Gate } from '../../law/index.ts';
import type { MatchEntity } from '../../match/index.ts';
import { ASK_ALARM, type AskStore, type KeyRing, type Ledger, type Limits } from '../../store/index.ts';
import type { Link } from '../link/index.ts';
import type { Partners } from '../partners/index.ts';
import type { HitAtPartner } from './question.ts';

/** A key that is held for an owner: who may ask, and how much. The holder counts for itself. */
export interface Holding {
  readonly owner: string;
  readonly askers: readonly string[];
  readonly limits: Limits;
  /** Own keys of the owner that are evaluated in one day: what a table of its size needs, and not more. */
  readonly keysPerDay: number;
}

/** What happened while nobody waited for it. Says nothing of any person. */
export type AskEvent =
  | { readonly type: 'alarm'; readonly kind: AlarmKind; readonly partner: string; readonly at: string }
  | {
      readonly type: 'standing-hit';
      readonly standing: string;
      readonly partner: string;
      readonly hit: HitAtPartner;
      readonly at: string;
    }
  | { readonly type: 'progress'; readonly epoch: number; readonly done: number; readonly of: number }
  | { readonly type: 'epoch'; readonly epoch: number; readonly until: string };

/**
 * `budget-day`, `budget-minute`: a partner asked beyond what is agreed; `decoy`: it asked on about somebody who does not
 * exist; `replay`: a question came twice; `other-key`: an owner tells another key than before, or did not use it.
 */
export type AlarmKind = 'budget-day' | 'budget-minute' | 'decoy' | 'replay' | 'other-key';

/** What the rooms of the blind question stand on. */
export interface AskGround {
  readonly store: AskStore;
  readonly ledger: Ledger;
  readonly gate: Gate;
  readonly keyRing: KeyRing;
  readonly link: Link;
  readonly partners: Partners;
  /** The name under which own lists are recorded. */
  readonly serviceName: string;
  /** Ed25519: what a partner knows this service to sign with now. A rotation changes it while the room is open. */
  readonly signingKey: (partner: string) => Promise<KeyObject>;
  readonly now: () => Date;
  /** Threads that tables are made with. */
  readonly threads: number;
  /** Ids of partners who hold a further share of this service's key. */
  readonly holders: readonly string[];
  readonly holdings: readonly Holding[];
  /** Invented persons that stand in every table: who asks on about one has guessed. */
  readonly decoys: readonly Pick<MatchEntity, 'id' | 'properties'>[];
  /** Whether people found a hit at a partner to be another person than this subject. */
  readonly suppressed: (partner: string, subject: string, reference: string) => Promise<boolean>;
  readonly tell: (event: AskEvent) => void;
  readonly onError: (error: unknown) => void;
}

/** Writes down what a machine did, for whom and on which ground. */
export const note = (
  { ledger, now }: Pick<AskGround, 'ledger' | 'now'>,
  entry: {
    readonly account: string;
    readonly role: 'partner' | 'machine';
    readonly purpose: string;
    readonly legalBasis: string;
    readonly action: string;
    readonly allowed: boolean;
    readonly rule: string;
    readonly subjects: readonly string[];
    readonly count: number;
  },
): Promise<void> => {
  const { role, ...rest } = entry;
  return ledger.append({ at: now().toISOString(), roles: [role], ...rest });
};

/** Tells of an alarm, once a day and kind and partner; counts the others. */
export async function alarm(
  ground: Pick<AskGround, 'store' | 'ledger' | 'now' | 'tell'>,
  partner: string,
  kind: AlarmKind,
): Promise<void> {
  const at = ground.now().toISOString();
  if ((await ground.store.countAlarm(partner, kind, at.slice(0, 10))) > 1) return;
  await note(ground, {
    account: `partner:${partner}`,
    role: 'partner',
    purpose: '',
    legalBasis: '',
    action: ASK_ALARM,
    allowed: false,
    rule: kind,
    subjects: [],
    count: 1,
  });
  ground.tell({ type: 'alarm', kind, partner, at });
}
