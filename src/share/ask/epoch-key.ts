import { randomBytes } from 'node:crypto';
import type { KeyRing } from '../../store/index.ts';
import { deriveKeyPair, type KeyPair } from '../oprf/index.ts';

/**
 * Keys of epochs: derived from 32 random bytes that are kept in the key ring and destroyed with the epoch. The parts of the
 * name stand apart from one another, so that no owner and epoch give the name of another owner's.
 */
const infoOf = (owner: string, epoch: number): Buffer =>
  Buffer.from(`tocsin-ask/1|${owner}|${epoch}`, 'utf8');

/** RFC 9497 §3.2.1, for a holder of the owner's key: each holder has a seed of its own. */
export const epochKey = (seed: Uint8Array, owner: string, epoch: number): KeyPair =>
  deriveKeyPair(seed, infoOf(owner, epoch), 'voprf');

export interface EpochSeeds {
  /** Makes the seed where there is none. */
  make(owner: string, epoch: number): Promise<KeyPair>;
  /** `undefined` where the epoch is over, and its seed destroyed. */
  find(owner: string, epoch: number): Promise<KeyPair | undefined>;
  destroy(owner: string, epoch: number): Promise<boolean>;
}

const SEED_BYTES = 32;
const nameOf = (owner: string, epoch: number): string => `ask/epoch/${owner}/${epoch}`;

export function openEpochSeeds(keyRing: KeyRing): EpochSeeds {
  return {
    async make(owner, epoch) {
      const seed = await keyRing.secret(nameOf(owner, epoch), () => randomBytes(SEED_BYTES));
      return epochKey(seed, owner, epoch);
    },
    async find(owner, epoch) {
      const seed = await keyRing.find(nameOf(owner, epoch));
      return seed && epochKey(seed, owner, epoch);
    },
    destroy: (owner, epoch) => keyRing.destroy(nameOf(owner, epoch)),
  };
}
