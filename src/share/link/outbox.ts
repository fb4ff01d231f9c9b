import { type OutboxMessage, type PartnerRecords, uuidV7 } from '../../store/index.ts';
import { waitAfter } from './back-off.ts';
import type { Caller } from './caller.ts';
import type { Contacts } from './contacts.ts';
import type { LinkLimits } from './limits.ts';
import { LinkError, type Outbox } from './link.ts';
import type { Peers } from './peers.ts';
import { LARGEST_POSTED, POST_SWEEP, RECENTLY } from './tuning.ts';

export interface OutboxRoom extends Outbox {
  /** Tries at once what waits for a partner, or for all; resolves when the try is over. */
  bring(partner?: string): Promise<void>;
  /** The partner answered a call: it is there, and what waits for it goes now. */
  heard(partner: string): void;
  close(): Promise<void>;
}

export interface OutboxOptions {
  readonly peers: Pick<Peers, 'peer' | 'reachable'>;
  readonly caller: Caller;
  /** Told of the next try, for people. */
  readonly contacts: Pick<Contacts, 'nextTry'>;
  readonly records: Pick<PartnerRecords, 'nextPosted' | 'arrived' | 'refused' | 'alone' | 'post' | 'posted'>;
  readonly now: () => Date;
  readonly limits: LinkLimits;
  readonly onError: (error: unknown) => void;
  /** The partner has acknowledged it; may be told twice of the same. */
  readonly onArrived: (message: OutboxMessage) => Promise<void>;
  /** Whether what does not arrive is tried again later; a short-lived command tries once. */
  readonly stays: boolean;
  /** A number between 0 and 1; tests say which. */
  readonly chance?: () => number;
}

/** Opens the outbox on its table. */
export function openOutbox({
  peers,
  caller,
  contacts,
  records,
  now,
  limits,
  onError,
  onArrived,
  stays,
  chance = Math.random,
}: OutboxOptions): OutboxRoom {
  /** What is being brought to each partner, and when the next try is due. */
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const dues = new Map<string, NodeJS.Timeout>();
  /** Tries of each partner that failed, one after the other. */
  const failures = new Map<string, number>();
  /** When each partner was last heard, ms since 1970. */
  const heardAt = new Map<string, number>();
  let closed = false;

  const isRecent = (partner: string): boolean =>
    now().getTime() - (heardAt.get(partner) ?? Number.NEGATIVE_INFINITY) < RECENTLY;
  const settled = (partner: string): void => {
    clearTimeout(dues.get(partner));
    dues.delete(partner);
    failures.delete(partner);
  };

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
    // A try between two that were due changes nothing of the next one.
    if (!stays || closed || dues.has(partner)) return;
    const tries = (failures.get(partner) ?? 0) + 1;
    failures.set(partner, tries);
    const wait = waitAfter(tries, limits, chance());
    const timer = setTimeout(() => {
      dues.delete(partner);
      void start(partner);
    }, wait);
    timer.unref();
    dues.set(partner, timer);
    contacts.nextTry(partner, new Date(now().getTime() + wait));
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
          if (await records.alone(partner, () => bringAll(partner))) settled(partner);
          else later(partner);
        } catch (error) {
          onError(error);
          later(partner);
        }
      } while (again.has(partner) && !closed && !dues.has(partner));
    })().finally(() => running.delete(partner));
    running.set(partner, run);
    return run;
  };

  // What another process on this store left when it ended.
  const sweep = async (): Promise<void> => {
    for (const partner of await peers.reachable()) if (!dues.has(partner)) void start(partner);
  };
  const sweeping = stays ? setInterval(() => void sweep().catch(onError), POST_SWEEP) : undefined;
  sweeping?.unref();

  return {
    async post(partner, kind, body) {
      if (Buffer.byteLength(JSON.stringify(body ?? null)) > LARGEST_POSTED)
        throw new RangeError(
          `a posted message has at most ${LARGEST_POSTED} bytes; send what is larger by call`,
        );
      const at = now();
      const id = uuidV7(at.getTime());
      await records.post({ id, partner, kind, body, madeAt: at.toISOString() });
      // While a partner is away, each new message would cost a try, and tell it when the officers here are at work.
      if (!dues.has(partner) || isRecent(partner)) void start(partner);
      return id;
    },
    async waiting(partner) {
      return (await records.posted(partner)).map(({ body: _, ...shown }) => shown);
    },
    async bring(partner) {
      const partners = partner === undefined ? await peers.reachable() : [partner];
      await Promise.all(partners.map(start));
    },
    heard(partner) {
      heardAt.set(partner, now().getTime());
      if (!dues.has(partner)) return;
      settled(partner);
      void start(partner);
    },
    async close() {
      // What is under way is finished or fails with its connection.
      await Promise.allSettled(running.values());
      closed = true;
      clearInterval(sweeping);
      for (const timer of dues.values()) clearTimeout(timer);
      dues.clear();
    },
  };
}
