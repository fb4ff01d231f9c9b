import type { JWK } from 'jose';
import type { OwnKeys } from './keys.ts';

/** Another service, as the link must know it. */
export interface Peer {
  readonly id: string;
  readonly url: string;
  /** Pins that it may show, and keys that it may sign with; two each while they are changed. */
  readonly pins: readonly string[];
  readonly signingKeys: readonly JWK[];
  /** Whether the agreement is in force now; otherwise only what may come afterwards is taken. */
  readonly inForce: boolean;
  /** Our keys as this peer knows them. */
  readonly own: OwnKeys;
}

/** What the link must know of the services around it; asked anew for every message, so that a revocation counts at once. */
export interface Peers {
  peer(id: string): Promise<Peer | undefined>;
  peerOfPin(pin: string): Promise<Peer | undefined>;
  /** Whether somebody unknown with this pin may accept an invitation. */
  isGuest(pin: string): Promise<boolean>;
  /** Partners that posted messages may be brought to. */
  reachable(): Promise<readonly string[]>;
}

/** Something that should not be: told, and written into the ledger. */
export interface Incident {
  /** The partner, where the certificate tells. */
  readonly partner?: string;
  readonly what:
    | 'unknown-certificate'
    | 'wrong-signature'
    | 'wrong-address'
    | 'replayed'
    | 'wrong-time'
    | 'too-large'
    | 'wrong-pin'
    | 'wrong-answer'
    | 'broken-agreement';
}
