import { createHash } from 'node:crypto';
import { createTravelReader, type TravelItem, type TravelProblem } from '../intake/index.ts';
import type { Gate } from '../law/index.ts';
import type { Journey, MessageHead } from '../model/index.ts';
import type { Actor } from '../screening/index.ts';
import { type TravelFile, uuidV7 } from '../store/index.ts';
import type { Delivery } from './delivery.ts';
import { arrivalOf } from './journeys.ts';
import { packText } from './kept-text.ts';
import { type FileQuality, qualityOf, summed } from './quality.ts';
import { BATCH, DAY_MS, FURTHEST_DAYS, KEPT_PROBLEMS } from './tuning.ts';
import type { ReceivedFile, ReceiveReport } from './types.ts';

/** Where deliveries go: the room beside this one, or a stream that workers take them from. */
export interface Line {
  /** Resolves when the delivery cannot be lost any more; with the file that came before where it came again. */
  deliver(delivery: Delivery): Promise<TravelFile | undefined>;
  room(): Promise<void>;
  /** Travellers that one delivery holds at most, unless a single list has more. */
  readonly most: number;
}

export interface ReceiverOptions {
  readonly gate: Gate;
  readonly line: Line;
  readonly now: () => Date;
}

export interface Receiver {
  receive(actor: Actor, file: ReceivedFile): Promise<ReceiveReport>;
  /** Resolves when nothing is being read. */
  idle(): Promise<void>;
}

/** A date that no calendar of flights bears out: it is taken as it is told, and somebody should know. */
function implausible(journey: Journey, now: Date): TravelProblem | undefined {
  const arrival = arrivalOf(journey);
  if (arrival === undefined) return undefined;
  const days = Math.round((Date.parse(arrival) - now.getTime()) / DAY_MS);
  if (Math.abs(days) <= FURTHEST_DAYS) return undefined;
  return {
    severity: 'noted',
    offset: journey.offset,
    reason: `the journey is said to be on ${arrival.slice(0, 10)}, ${Math.abs(days)} days ${days < 0 ? 'ago' : 'ahead'}`,
  };
}

/** The door: bytes in, deliveries out. What must not be kept stays behind here. */
export function openReceiver({ gate, line, now }: ReceiverOptions): Receiver {
  // Files are read one after another: what they tell of one journey stays in order.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run);
    last = turn.catch(() => undefined);
    return turn;
  };
  const underWay = new Set<Promise<unknown>>();

  interface Read {
    readonly report: ReceiveReport;
    /** Resolves when everything of it is kept; with the file that came before where it came again. */
    readonly kept: Promise<TravelFile | undefined>;
  }

  const read = async (actor: Actor, { name, content, mapping, again }: ReceivedFile): Promise<Read> => {
    const id = uuidV7(now().getTime());
    const hash = createHash('sha256');
    const reader = createTravelReader({
      today: now().toISOString().slice(0, 10),
      keep: true,
      ...(mapping && { mapping }),
    });
    const problems: TravelProblem[] = [];
    const count = { journeys: 0, travellers: 0, bytes: 0 };
    let quality: FileQuality[] = [];
    let message: MessageHead | undefined;
    let batch: Journey[] = [];
    let size = 0;
    let unreadable = 0;
    const delivered: Promise<TravelFile | undefined>[] = [];

    const deliver = (whole?: TravelFile): Promise<TravelFile | undefined> => {
      const delivery: Delivery = {
        file: id,
        part: delivered.length,
        journeys: batch.map((journey) => ({ ...journey, kept: [] })),
        kept: packText(batch),
        receivedAt: now().toISOString(),
        ...(whole && { whole }),
        ...(again && { again }),
      };
      batch = [];
      size = 0;
      const done = line.deliver(delivery);
      // Told by who waits for all of them; until then nobody listens.
      done.catch(() => undefined);
      delivered.push(done);
      return done;
    };
    const note = (problem: TravelProblem): void => {
      if (problems.length < KEPT_PROBLEMS) problems.push(problem);
      if (problem.severity === 'unreadable') unreadable++;
    };
    const take = async (items: readonly TravelItem[]): Promise<void> => {
      for (const item of items) {
        if (item.type === 'problem') note(item.problem);
        if (item.type !== 'journey') continue;
        const doubt = implausible(item.journey, now());
        if (doubt) note(doubt);
        count.journeys++;
        count.travellers += item.journey.travellers.length;
        size += item.journey.travellers.length;
        batch.push(item.journey);
        quality.push(qualityOf(item.journey, now(), item.journey.message !== message));
        message = item.journey.message;
        if (quality.length > BATCH) quality = summed(quality);
        if (size < line.most) continue;
        await line.room();
        void deliver();
      }
    };

    for await (const chunk of content) {
      hash.update(chunk);
      count.bytes += chunk.length;
      await take(reader.push(chunk));
    }
    const sha256 = hash.digest('hex');
    await take(reader.end());
    quality = summed(quality);
    // A file is of one sender; what could not be read does not say of whom it is.
    const [sender] = quality;
    if (sender) sender.unreadable += unreadable;
    await line.room();
    const whole: TravelFile = {
      id,
      sha256,
      name,
      receivedAt: now().toISOString(),
      receivedBy: actor.account,
      ...count,
      problems,
      quality,
    };
    // The file is on record only when all of it is: a kill in between, and it is read again when it is sent again.
    await Promise.all(delivered);
    const kept = deliver(whole);
    underWay.add(kept);
    kept.catch(() => undefined).finally(() => underWay.delete(kept));
    return { report: { name, sha256, ...count, problems, repeated: false }, kept };
  };

  return {
    receive: (actor, file) =>
      gate.pass<ReceiveReport>(actor, 'receive-messages', {}, async () => {
        const { report, kept } = await inTurn(() => read(actor, file));
        // Acknowledged only when it is on disk, and matched.
        const before = await kept;
        if (!before) return { result: report, ids: [], count: report.travellers };
        return { result: { ...report, problems: [], repeated: true }, ids: [], count: 0 };
      }),
    async idle() {
      await last;
      await Promise.allSettled(underWay);
    },
  };
}
