import type { KeyObject } from 'node:crypto';
import type { Gate, HeldSource } from '../law/index.ts';
import type { Ground, Screening } from '../screening/index.ts';
import type { KeyRing } from '../store/index.ts';
import type { Link, Outbox } from './link/index.ts';
import type { PartnersRoom } from './partners/index.ts';

/** What a room of share/ stands on: how to ask partners, how to be asked, and what is agreed. */
export interface ShareGround {
  readonly link: Link;
  readonly outbox: Outbox;
  readonly partners: PartnersRoom;
  readonly ring: KeyRing;
  readonly store: Ground['store'];
  readonly screening: Screening;
  readonly gate: Gate;
  /** What this service signs with for a partner: the newest key that the partner has acknowledged. Asked for every signature. */
  readonly signingKey: (partner: string) => Promise<KeyObject>;
  /** A room that holds something on persons takes part in every answer to a person. */
  readonly registerHeld: (source: HeldSource) => void;
  /** Whether the process stays: only then is something done at times of its own. */
  readonly stays: boolean;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}
