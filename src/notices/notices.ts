import type { Alarm, Law, ServiceAlarm } from '../law/index.ts';
import type { HitNews, Watch } from '../watch/index.ts';

/** Somebody who is told. */
export interface NoticeTarget {
  /** Under this name it is remembered how far they were told. */
  readonly name: string;
  /** Resolves when they have it; `id` is the same when it is sent again. Absent: they are not told of hits. */
  readonly tell?: (news: readonly HitNews[], id: string) => Promise<void>;
  /** Somebody took emergency access. Absent: they are not told of it. */
  readonly tellAlarm?: (alarm: Alarm, id: string) => Promise<void>;
  /** A service rewrote its ledger, or asked beyond what was agreed. Absent: they are not told of it. */
  readonly tellServiceAlarm?: (alarm: ServiceAlarm, id: string) => Promise<void>;
}

export interface Notices {
  /** Ends when what is being sent is sent. */
  stop(): Promise<void>;
}

export interface NoticeOptions {
  readonly watch: Pick<Watch, 'tellNews'>;
  readonly law: Pick<Law, 'tellAlarms' | 'tellServiceAlarms' | 'onAlarm'>;
  readonly targets: readonly NoticeTarget[];
  /** Told of what could not be sent; it is tried again. */
  readonly onError: (target: string, error: unknown) => void;
  /** Milliseconds between looks; what comes meanwhile goes together. */
  readonly every?: number;
}

const EVERY_MS = 5_000;
/** After a failure the wait is doubled, up to this. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** Tells each target by itself: one that does not answer keeps nobody else waiting, and loses nothing. */
export function startNotices({ watch, law, targets, onError, every = EVERY_MS }: NoticeOptions): Notices {
  let stopped = false;
  const wakers = new Set<() => void>();
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      timer.unref();
      wakers.add(wake);
    });
  const wakeAll = (): void => {
    for (const wake of [...wakers]) wake();
  };
  const loop = async ({ name }: NoticeTarget, round: () => Promise<void>): Promise<void> => {
    let wait = every;
    while (!stopped) {
      try {
        await round();
        wait = every;
      } catch (error) {
        onError(name, error);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
      if (!stopped) await pause(wait);
    }
  };
  // An alarm waits neither for the next round nor behind hits that are not taken.
  law.onAlarm(wakeAll);
  const loops = targets.flatMap((target) => {
    const { name, tell, tellAlarm, tellServiceAlarm } = target;
    return [
      ...(tell ? [loop(target, () => watch.tellNews(name, tell))] : []),
      ...(tellAlarm ? [loop(target, () => law.tellAlarms(name, tellAlarm))] : []),
      ...(tellServiceAlarm ? [loop(target, () => law.tellServiceAlarms(name, tellServiceAlarm))] : []),
    ];
  });
  return {
    async stop() {
      stopped = true;
      wakeAll();
      await Promise.all(loops);
    },
  };
}
