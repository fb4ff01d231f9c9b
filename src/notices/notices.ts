import type { HitNews, Watch } from '../watch/index.ts';

/** Somebody who is told. */
export interface NoticeTarget {
  /** Under this name it is remembered how far they were told. */
  readonly name: string;
  /** Resolves when they have it; `id` is the same when it is sent again. */
  tell(news: readonly HitNews[], id: string): Promise<void>;
}

export interface Notices {
  /** Ends when what is being sent is sent. */
  stop(): Promise<void>;
}

export interface NoticeOptions {
  readonly watch: Pick<Watch, 'tellNews'>;
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
export function startNotices({ watch, targets, onError, every = EVERY_MS }: NoticeOptions): Notices {
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
  const loop = async (target: NoticeTarget): Promise<void> => {
    let wait = every;
    while (!stopped) {
      try {
        await watch.tellNews(target.name, (news, id) => target.tell(news, id));
        wait = every;
      } catch (error) {
        onError(target.name, error);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
      if (!stopped) await pause(wait);
    }
  };
  const loops = targets.map(loop);
  return {
    async stop() {
      stopped = true;
      for (const wake of [...wakers]) wake();
      await Promise.all(loops);
    },
  };
}
