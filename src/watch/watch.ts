import { closeListFiles, openListFiles } from '../intake/index.ts';
import type { Gate, HeldSource } from '../law/index.ts';
import { NotFoundError, type Screening } from '../screening/index.ts';
import type { Travel } from '../store/index.ts';
import { openArrivalRoom } from './arrivals.ts';
import { openDecisions } from './decisions.ts';
import { decodeDelivery } from './delivery.ts';
import { heldTravellers } from './held.ts';
import { openKeptTravellers } from './kept-travellers.ts';
import { openLookBack } from './look-back.ts';
import { type Line, openReceiver } from './receive.ts';
import { openRetention, type RetentionRule } from './retention.ts';
import { FILES_AT_ONCE, GROUP, WATCH_THRESHOLD } from './tuning.ts';
import type { ReceiveReport, Watch } from './types.ts';
import { openViews } from './views.ts';

export interface WatchOptions {
  readonly travel: Travel;
  readonly screening: Screening;
  readonly gate: Gate;
  readonly now: () => Date;
  readonly threshold?: number;
  /** 32 bytes that masked travellers are sealed with. */
  readonly maskKey: Uint8Array;
  readonly retention: RetentionRule;
  /** Where deliveries go instead of the room beside: a stream that workers take them from. */
  readonly line?: Line;
  /** Whether kept travellers are matched here against what changed on lists; one process in a cluster is enough. */
  readonly looksBack?: boolean;
  /** Told of what the watch holds on persons, for those who ask. */
  readonly registerHeld?: (source: HeldSource) => void;
  /** Told of what fails while nobody waits for it. */
  readonly onError: (error: unknown) => void;
}

/** The rooms of the watch put together. */
export async function openWatch({
  travel,
  screening,
  gate,
  now,
  onError,
  maskKey,
  retention: rule,
  line,
  looksBack = true,
  registerHeld,
  threshold = WATCH_THRESHOLD,
}: WatchOptions): Promise<Watch> {
  const listeners = new Set<() => void>();
  const onChange = (): void => {
    for (const listener of listeners) listener();
  };
  const arrivals = openArrivalRoom({ travel, screening, now, threshold, onChange });
  const receiver = openReceiver({
    gate,
    now,
    line: line ?? { deliver: arrivals.deliver, room: arrivals.room, most: GROUP },
  });
  const kept = openKeptTravellers(travel);
  registerHeld?.(heldTravellers(travel, kept));
  const lookBack = openLookBack({ travel, screening, arrivals, kept, threshold });
  const retention = openRetention({ travel, gate, now, maskKey, rule });

  if (looksBack) {
    // What a list changes may be about somebody who is on the way already.
    screening.onChange(() => void lookBack.run().catch(onError));
    // A kill may have come between a change of a list and the look back.
    void lookBack.run().catch(onError);
  }

  const receivePath: Watch['receivePath'] = async (actor, path, how = {}) => {
    const files = await openListFiles([path]);
    try {
      const reports: ReceiveReport[] = [];
      // Some at once: they share the waiting for the disk. Each is read whole before the next, in order.
      for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
        const some = files.slice(at, at + FILES_AT_ONCE);
        reports.push(
          ...(await Promise.all(
            some.map((file) => receiver.receive(actor, { ...how, name: file.name, content: file.open() })),
          )),
        );
      }
      return reports;
    } finally {
      await closeListFiles(files);
    }
  };

  return {
    ...openViews({ travel, gate, retention, kept, now }),
    ...openDecisions({ travel, gate, now, onChange }),
    receive: receiver.receive,
    receivePath,
    askUnmasking: retention.askUnmasking,
    decideUnmasking: retention.decideUnmasking,
    unmaskings: retention.unmaskings,
    lookBack: lookBack.run,
    prepare: kept.prepare,
    async erase(actor) {
      const done = await retention.erase(actor);
      if (done.travellers + done.masked > 0) await kept.forget();
      return done;
    },
    retry: (actor, part) =>
      gate.pass(actor, 'receive-messages', {}, async () => {
        const delivery = await travel.poisonedDelivery(part);
        if (!delivery) throw new NotFoundError(`no delivery ${part.file} ${part.part} is in quarantine`);
        await arrivals.deliver(decodeDelivery(delivery));
        await travel.removePoisoned(part);
        return { result: undefined, ids: [] };
      }),
    async tellNews(target, tell) {
      await travel.alone('notices', async () => {
        const to = await travel.mark();
        const from = await travel.toldUntil(target);
        // Somebody new is not told of the past.
        const news = from === undefined ? [] : await travel.newsBetween(from, to);
        if (news.length > 0) await tell(news, `${from}-${to}`);
        if (from !== to) await travel.setToldUntil(target, to);
      });
    },
    take: arrivals.deliver,
    isWell: () =>
      travel.lastListChange().then(
        () => true,
        () => false,
      ),
    async quarantineDelivery(part, reason, tries, content) {
      await travel.addPoisoned({ ...part, reason, tries, at: now().toISOString() }, content);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      await receiver.idle();
      await arrivals.idle();
      await lookBack.close();
      await kept.close();
    },
  };
}
