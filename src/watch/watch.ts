import { closeListFiles, openListFiles } from '../intake/index.ts';
import type { Gate, HeldSource } from '../law/index.ts';
import { NotFoundError, type Screening } from '../screening/index.ts';
import type { Pulse, Travel } from '../store/index.ts';
import { openArrivalRoom } from './arrivals.ts';
import { openDecisions } from './decisions.ts';
import { type Delivery, decodeDelivery } from './delivery.ts';
import { heldTravellers } from './held.ts';
import { openKeptTravellers } from './kept-travellers.ts';
import { openLookBack } from './look-back.ts';
import { type Line, openReceiver } from './receive.ts';
import { openRetention, type RetentionRule } from './retention.ts';
import { seldom } from './seldom.ts';
import { FILES_AT_ONCE, GROUP, TELL_EVERY_MS, WATCH_THRESHOLD } from './tuning.ts';
import { type ReceiveReport, type Watch, WatchError } from './types.ts';
import { openViews } from './views.ts';

export interface WatchOptions {
  readonly travel: Travel;
  readonly screening: Screening;
  readonly gate: Gate;
  readonly now: () => Date;
  /** Active accounts that may decide hits: a hit can be handed over to them. */
  readonly officers: () => Promise<readonly string[]>;
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

function readAgain(delivery: Uint8Array): Delivery {
  try {
    return decodeDelivery(delivery);
  } catch {
    throw new WatchError('Its bytes are no delivery: it cannot be tried again. Set it aside.');
  }
}

/** The rooms of the watch put together. */
export async function openWatch({
  travel,
  screening,
  gate,
  now,
  officers,
  onError,
  maskKey,
  retention: rule,
  line,
  looksBack = true,
  registerHeld,
  threshold = WATCH_THRESHOLD,
}: WatchOptions): Promise<Watch> {
  const listeners = new Set<() => void>();
  const changes = seldom(() => {
    for (const listener of listeners) listener();
  }, TELL_EVERY_MS);
  const onChange = changes.call;
  let pulse: Pulse | undefined;
  const identityKey = await travel.identityKey();
  const arrivals = openArrivalRoom({ travel, screening, now, threshold, identityKey, onChange });
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
    ...openDecisions({ travel, gate, officers, now, onChange }),
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
        await arrivals.deliver(readAgain(delivery));
        await travel.removePoisoned(part);
        return { result: undefined, ids: [] };
      }),
    setAside: (actor, part) =>
      gate.pass(actor, 'decide-hits', { ids: [`delivery ${part.file} ${part.part} set aside`] }, async () => {
        if (!(await travel.removePoisoned(part)))
          throw new NotFoundError(`no delivery ${part.file} ${part.part} is in quarantine`);
        return { result: undefined, ids: [], count: 1 };
      }),
    async tellNews(target, tell) {
      // A lock for each: one that does not answer keeps nobody else waiting, in no process.
      const one = async (): Promise<void> => {
        const told = await travel.told(target);
        const to = told?.pending ?? (await travel.mark());
        // Somebody new is not told of the past.
        const news = told === undefined ? [] : await travel.newsBetween(told.mark, to);
        if (told && news.length > 0) {
          // Sent again, it is the same news under the same id.
          if (told.pending === undefined) await travel.setPending(target, to);
          await tell(news, `${told.mark}-${to}`);
        }
        if (told?.mark !== to) await travel.setTold(target, to);
      };
      await travel.alone('notices', one, target);
    },
    async follow() {
      const { pulse: next, changed } = await travel.pulse(pulse);
      pulse = next;
      if (changed) onChange();
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
    async hear(actor, listener) {
      await gate.open(actor, 'read-travellers');
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      changes.end();
      await receiver.idle();
      await arrivals.idle();
      await lookBack.close();
      await kept.close();
    },
  };
}
