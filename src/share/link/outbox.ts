import { type OutboxMessage, type PartnerRecords, uuidV7 } from '../../store/index.ts';
import type { Caller } from './caller.ts';
import type { LinkLimits } from './limits.ts';
import { LinkError, type Outbox } from './link.ts';
import type { Peers } from './peers.ts';
import { LARGEST_POSTED } from './tuning.ts';

export interface OutboxRoom extends Outbox {
  /** Tries at once what waits for a partner, or for all; resolves when the try is over. */
  bring(partner?: string): Promise<void>;
  close(): Promise<void>;
}

export interface OutboxOptions {
  readonly peers: Peers;
  readonly caller: Caller;
  readonly records: PartnerRecords;
  readonly now: () => Date;
  readonly limits: LinkLimits;
  readonly onError: (error: unknown) => void;
  /** The partner has acknowledged it; may be told twice of the same. */
  readonly onArrived: (message: OutboxMessage) => Promise<void>;
  /** Whether what does not arrive is tried again later; a short-lived command tries once. */
  readonly stays: boolean;
}

/** Opens the outbox on its table. */
export function openOutbox({
  peers,
  caller,
  records,
  now,
  limits,
  onError,
  onArrived,
  stays,
}: OutboxOptions): OutboxRoom {
  /** What is being brought to each partner, and when the next try is due. */
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const waits = new Map<string, { readonly timer: NodeJS.Timeout; readonly wait: number }>();
  let closed = false;

  /** Brings all that waits for a partner, in order; false where it could not. */
  const bringAll = async (partner: string): Promise<boolean> => {
    while (!closed) {
      const message = await records.nextPosted(partner);
      if (!message) return true;
      const peer = await peers.peer(partner);
      if (!peer) return false;
      try {
        await caller.call(peer, message.kind, message.body, { postedAs: message.id });
        await onArrived(message);
        await records.arrived(message.id);
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        if (error.code !== 'refused') return false;
        // It would be refused again, and stop all behind it: it stays to be looked at.
        await records.refused(message.id, error.message);
      }
    }
    return false;
  };

  const later = (partner: string): void => {
    if (!stays || closed) return;
    const before = waits.get(partner)?.wait;
    const wait = before === undefined ? limits.firstPostWait : Math.min(before * 2, limits.longestPostWait);
    clearTimeout(waits.get(partner)?.timer);
    const timer = setTimeout(() => void start(partner), wait);
    timer.unref();
    waits.set(partner, { timer, wait });
  };

  const start = (partner: string): Promise<void> => {
    if (closed) return Promise.resolve();
    const under = running.get(partner);
    if (under !== undefined) {
      // What came meanwhile is brought as well.
      again.add(partner);
      return under;
    }
    const run = (async () => {
      do {
        again.delete(partner);
        try {
          if (await records.alone(partner, () => bringAll(partner))) {
            clearTimeout(waits.get(partner)?.timer);
            waits.delete(partner);
          } else later(partner);
        } catch (error) {
          onError(error);
          later(partner);
        }
      } while (again.has(partner) && !closed && !waits.has(partner));
    })().finally(() => running.delete(partner));
    running.set(partner, run);
    return run;
  };

  return {
    async post(partner, kind, body) {
      if (Buffer.byteLength(JSON.stringify(body ?? null)) > LARGEST_POSTED)
        throw new RangeError(
          `a posted message has at most ${LARGEST_POSTED} bytes; send what is larger by call`,
        );
      const at = now();
      const id = uuidV7(at.getTime());
      await records.post({ id, partner, kind, body, madeAt: at.toISOString() });
      void start(partner);
      return id;
    },
    async waiting(partner) {
      return (await records.posted(partner)).map(({ body: _, ...shown }) => shown);
    },
    async bring(partner) {
      const partners = partner === undefined ? await peers.reachable() : [partner];
      await Promise.all(partners.map(start));
    },
    async close() {
      // What is under way is finished or fails with its connection.
      await Promise.allSettled(running.values());
      closed = true;
      for (const { timer } of waits.values()) clearTimeout(timer);
      waits.clear();
    },
  };
}
