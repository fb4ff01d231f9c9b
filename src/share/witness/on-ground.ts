import { serviceId } from '../../model/index.ts';
import { type Ground, ledgerOrigin } from '../../screening/index.ts';
import type { KeyRing } from '../../store/index.ts';
import type { WitnessOptions } from './ground.ts';
import { openWitness, type WitnessRoom } from './witness.ts';

/** What the origin of every ledger begins with; the name of its service follows ({@link ledgerOrigin}). */
const ORIGIN = 'tocsin/';

interface WitnessGround
  extends Pick<WitnessOptions, 'link' | 'outbox' | 'partners' | 'gate' | 'now' | 'onError'> {
  readonly ring: KeyRing;
  readonly store: Ground['store'];
}

/**
 * Opens the room for a service of this name. What it refuses, or is refused, also goes to where failures go that nobody waits
 * for: the log, which is watched where no page is open.
 */
export const witnessOf =
  ({ serviceName, stays }: { readonly serviceName: string; readonly stays: boolean }) =>
  async ({ ring, store, ...ground }: WitnessGround): Promise<WitnessRoom> => {
    const room = openWitness({
      link: ground.link,
      outbox: ground.outbox,
      partners: ground.partners,
      gate: ground.gate,
      now: ground.now,
      onError: ground.onError,
      records: store.partners,
      ledger: store.ledger,
      checkpoints: store.checkpoints(ring, ledgerOrigin(serviceName), ground.now),
      nameOf: (origin) => (origin.startsWith(ORIGIN) ? serviceId(origin.slice(ORIGIN.length)) : ''),
      stays,
    });
    room.onEvent(({ message }) => ground.onError(new Error(message)));
    return room;
  };
