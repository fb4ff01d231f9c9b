import type { Gate } from '../../law/index.ts';
import type { Checkpoints, Ledger, PartnerRecords } from '../../store/index.ts';
import type { Link, Outbox } from '../link/index.ts';
import type { Partners } from '../partners/index.ts';
import type { Why } from './messages.ts';

/**
 * Somebody rewrote a ledger, or shows two of it: it was not cosigned (`refused`), what two services saw does not go together
 * (`found`), or another one says so (`told`). `whose` is `ours` where it is our ledger.
 */
export interface WitnessEvent {
  readonly type: 'refused' | 'found' | 'told';
  readonly whose: 'ours' | 'theirs';
  /** Whose ledger it is; where a partner refused ours, that partner. */
  readonly partner: string;
  readonly why: Why;
  readonly at: string;
  /** For people. */
  readonly message: string;
}

/** What the room stands on. */
export interface WitnessOptions {
  readonly link: Link;
  readonly outbox: Pick<Outbox, 'post'>;
  readonly partners: Pick<Partners, 'list'>;
  readonly records: PartnerRecords;
  readonly ledger: Ledger;
  readonly checkpoints: Checkpoints;
  readonly gate: Gate;
  /** The name that partners know a ledger's service by, from its origin. */
  readonly nameOf: (origin: string) => string;
  readonly now: () => Date;
  /** Whether the process stays: it then asks by itself, at once and every few minutes. */
  readonly stays: boolean;
  readonly onError: (error: unknown) => void;
}
