import type { Screening } from '../screening/index.ts';
import type { Travel } from '../store/index.ts';
import type { ArrivalRoom } from './arrivals.ts';
import type { KeptTravellers } from './kept-travellers.ts';
import { isOfPerson, MACHINE } from './matching.ts';
import { LOOK_BACK_MARGIN } from './tuning.ts';

export interface LookBackOptions {
  readonly travel: Travel;
  readonly screening: Screening;
  readonly arrivals: ArrivalRoom;
  readonly kept: KeptTravellers;
  readonly threshold: number;
}

export interface LookBack {
  /**
   * Matches kept travellers against what changed on the lists. Asked for while it runs, it runs once more afterwards. Where
   * another process is at it, that one does it.
   */
  run(): Promise<void>;
  close(): Promise<void>;
}

export function openLookBack({ travel, screening, arrivals, kept, threshold }: LookBackOptions): LookBack {
  let closed = false;

  const lookBack = async (): Promise<void> => {
    for (;;) {
      const changes = await travel.notLookedBack();
      const last = changes.at(-1);
      if (!last || closed) return;
      await screening.follow();
      if (changes.some(({ ids }) => !ids)) {
        // It is not known what changed: everybody.
        for await (const page of kept.all()) await arrivals.rescreen(page.map(({ id }) => id));
      } else {
        const ids = [...new Set(changes.flatMap(({ ids: some = [] }) => some))];
        const entries = await screening.indexed(MACHINE, ids);
        const candidates = await kept.candidates(entries.filter(isOfPerson), threshold - LOOK_BACK_MARGIN);
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
      await travel.alone('look-back', lookBack);
    } while (again && !closed);
  };

  return {
    run() {
      if (running !== undefined) {
        again = true;
        return running;
      }
      running = loop().finally(() => {
        running = undefined;
      });
      return running;
    },
    async close() {
      closed = true;
      await running?.catch(() => undefined);
    },
  };
}
