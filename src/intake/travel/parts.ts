import type { Journey, MessageHead } from '../../model/index.ts';
import type { MessageCount } from './message.ts';

/**
 * Messages in several parts (UNH S010): a passenger list is handed out whole, and what is said of the number of travellers or
 * bookings is compared with all parts. Bookings are whole by themselves and are not held back.
 */
export interface Parts {
  /** Keeps a list that is one part of several until the others have come. */
  takes(journey: Journey): boolean;
  /** A message, or one part of it, is over. */
  close(head: MessageHead, count: MessageCount, offset: number): void;
  /** Nothing follows: parts that never came are told. */
  end(offset: number): void;
}

export interface PartsOut {
  problem(offset: number, reason: string): void;
  journey(journey: Journey): void;
}

/** Messages whose parts are waited for at once; more is an attack, or a stream whose parts never come. */
const MOST_OPEN = 100;

interface Open {
  readonly counts: Map<number, MessageCount>;
  readonly journeys: Map<number, Journey>;
  last?: number;
}

const isPart = ({ part, lastPart }: MessageHead): boolean =>
  part !== undefined && !(part === 1 && lastPart === true);

/** The parts of one message have its access reference in common; where there is none, its own. */
const keyOf = ({ format, sender, access, reference, interchange }: MessageHead): string =>
  [format, sender, access ?? `${interchange} ${reference}`].join('|');

export function openParts(out: PartsOut): Parts {
  const open = new Map<string, Open>();

  const openFor = (head: MessageHead): Open => {
    const key = keyOf(head);
    const known = open.get(key);
    if (known && !known.counts.has(head.part as number)) return known;
    // The same part once more: the message is told again, and what was waited for does not come.
    if (known) finish(key, known, undefined);
    const [oldest] = open;
    if (oldest && open.size >= MOST_OPEN) finish(...oldest, undefined);
    const made: Open = { counts: new Map(), journeys: new Map() };
    open.set(key, made);
    return made;
  };

  const check = (counts: readonly MessageCount[], offset: number): void => {
    const held = counts.reduce((sum, count) => sum + count.held, 0);
    const wrong = counts.filter((count) => count.said !== undefined && count.said !== held);
    // Some senders say of each part what it holds itself.
    if (wrong.length === 0 || counts.every((count) => count.said === count.held)) return;
    const [{ of, said }] = wrong as [MessageCount];
    out.problem(offset, `the message says ${said} ${of} and holds ${held}`);
  };

  /** `offset` where the message is whole. */
  const finish = (key: string, { counts, journeys, last }: Open, offset: number | undefined): void => {
    open.delete(key);
    const ordered = [...journeys].sort(([a], [b]) => a - b).map(([, journey]) => journey);
    const [first, ...others] = ordered;
    if (first) {
      const { part, lastPart: _, ...message } = first.message;
      out.journey({
        ...first,
        // Of a part alone it is told which one it is.
        message: others.length > 0 ? message : first.message,
        travellers: ordered.flatMap(({ travellers }) => travellers),
        end: Math.max(...ordered.map(({ end }) => end)),
        kept: ordered.flatMap(({ kept }) => kept),
      });
    }
    if (offset !== undefined) check([...counts.values()], offset);
    else {
      const highest = last ?? Math.max(...counts.keys());
      const missing = Array.from({ length: Math.min(highest, MOST_OPEN) }, (_, at) => at + 1).filter(
        (part) => !counts.has(part),
      );
      const lost = [
        ...missing.map((part) => `part ${part}`),
        ...(last === undefined ? ['the last part'] : []),
      ];
      out.problem(ordered[0]?.offset ?? 0, `of a message in several parts, ${lost.join(', ')} did not come`);
    }
  };

  return {
    takes(journey) {
      if (journey.kind !== 'manifest' || !isPart(journey.message)) return false;
      openFor(journey.message).journeys.set(journey.message.part as number, journey);
      return true;
    },
    close(head, count, offset) {
      if (!isPart(head)) {
        check([count], offset);
        return;
      }
      const message = openFor(head);
      message.counts.set(head.part as number, count);
      if (head.lastPart) message.last = head.part as number;
      const { last } = message;
      if (last !== undefined && message.counts.size >= last) finish(keyOf(head), message, offset);
    },
    end() {
      for (const [key, message] of [...open]) finish(key, message, undefined);
    },
  };
}
