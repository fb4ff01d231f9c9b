import type { Screening } from '../screening/index.ts';
import type { Travel } from '../store/index.ts';
import type { ArrivalRoom } from './arrivals.ts';
import { type KeptIndex, openKeptIndex } from './kept-index.ts';
import { MACHINE, questionAbout } from './matching.ts';
import { KEPT_PAGE, KEPT_THREADS, LOOK_BACK_MARGIN } from './tuning.ts';

export interface LookBackOptions {
  readonly travel: Travel;
  readonly screening: Screening;
  readonly arrivals: ArrivalRoom;
  readonly threshold: number;
}

export interface LookBack {
  /**
   * Matches kept travellers against what changed on the lists. Asked for while it runs, it runs once more afterwards. Where
   * another process is at it, that one does it.
   */
  run(): Promise<void>;
  /** Takes into the reverse index who came since, so that a change of a list finds it ready. */
  prepare(): Promise<void>;
  /** Forgets the reverse index: some of those in it were erased. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export function openLookBack({ travel, screening, arrivals, threshold }: LookBackOptions): LookBack {
  let kept: KeptIndex | undefined;
  /** Everything that committed before it is in the index. */
  let mark = '0';
  let closed = false;

  /** All travellers that changed since a mark, page by page. */
  async function* travellersSince(since: string) {
    for (let after = FIRST_ID; ; ) {
      const page = await travel.changedSince(since, after, KEPT_PAGE);
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (!last || page.length < KEPT_PAGE || closed) return;
      after = last.id;
    }
  }

  const follow = async (): Promise<KeptIndex> => {
    const index = kept ?? openKeptIndex(KEPT_THREADS, threshold - LOOK_BACK_MARGIN);
    kept = index;
    const next = await travel.mark();
    for await (const page of travellersSince(mark)) await index.add(page.map(questionAbout));
    mark = next;
    return index;
  };

  /** Everybody, when it is not known what changed. */
  const everybody = async (): Promise<void> => {
    for await (const page of travellersSince('0')) await arrivals.rescreen(page.map(({ id }) => id));
  };

  const lookBack = async (): Promise<void> => {
    for (;;) {
      const changes = await travel.notLookedBack();
      const last = changes.at(-1);
      if (!last || closed) return;
      await screening.follow();
      if (changes.some(({ ids }) => !ids)) await everybody();
      else {
        const ids = [...new Set(changes.flatMap(({ ids: some = [] }) => some))];
        const index = await follow();
        const entries = await screening.indexed(MACHINE, ids);
        const candidates = await index.candidates(entries);
        // Whoever matched what an entry was before, also under the id of what it was joined with.
        const had = await travel.travellersWithHits([...ids, ...entries.map(({ id }) => id)]);
        await arrivals.rescreen([...new Set([...candidates, ...had])]);
      }
      if (closed) return;
      await travel.markLookedBack(last.seq);
    }
  };

  let running: Promise<void> | undefined;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await travel.alone(lookBack);
    } while (again && !closed);
  };
  /** The index is used by one at a time. */
  let preparing: Promise<unknown> = Promise.resolve();

  return {
    run() {
      if (running) {
        again = true;
        return running;
      }
      running = preparing.then(loop).finally(() => {
        running = undefined;
      });
      return running;
    },
    prepare() {
      const prepared = preparing.then(() => running).then(follow);
      preparing = prepared.catch(() => undefined);
      return prepared.then(() => undefined);
    },
    async forget() {
      await running;
      await preparing;
      await kept?.close();
      kept = undefined;
      mark = '0';
    },
    async close() {
      closed = true;
      await running?.catch(() => undefined);
      await preparing;
      await kept?.close();
    },
  };
}
