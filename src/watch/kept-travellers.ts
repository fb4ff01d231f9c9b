import type { MatchEntity } from '../match/index.ts';
import type { StoredTraveller, Travel } from '../store/index.ts';
import { type KeptIndex, openKeptIndex } from './kept-index.ts';
import { questionAbout } from './matching.ts';
import { partsOf } from './traveller.ts';
import { BEGINNINGS, KEPT_PAGE, KEPT_THREADS, SEARCH_THRESHOLD } from './tuning.ts';

/** The reverse index of kept travellers, made when it is first asked and brought up to date before each answer. */
export interface KeptTravellers {
  /** Takes in who came since, so that the next answer is quick. */
  prepare(): Promise<void>;
  /** Ids of travellers that may match one of these entries. */
  candidates(entries: readonly MatchEntity[], threshold: number): Promise<readonly string[]>;
  /** Ids of travellers by a name as one types it, a document number or a locator. */
  search(text: string): Promise<readonly string[]>;
  /** All travellers that are kept and not masked, page by page. */
  all(): AsyncIterable<readonly StoredTraveller[]>;
  /** Some of those in it were erased or masked: it is made again when it is next asked. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** As it is indexed: locators are found as numbers are. */
function indexed(traveller: StoredTraveller): MatchEntity {
  const question = questionAbout(traveller);
  const locators = partsOf(traveller).flatMap((part) => [...part.locators, ...part.traveller.locators]);
  const bare = locators.map((locator) => locator.slice(locator.indexOf(':') + 1));
  const idNumber = [...new Set([...(question.properties.idNumber ?? []), ...bare])];
  return { ...question, properties: { ...question.properties, idNumber } };
}

export function openKeptTravellers(travel: Travel): KeptTravellers {
  let index: KeptIndex | undefined;
  /** Everything that committed before it is in the index. */
  let mark = '0';
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  /** One at a time: the index grows by pages. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run);
    last = turn.catch(() => undefined);
    return turn;
  };

  async function* since(changed: string): AsyncIterable<readonly StoredTraveller[]> {
    for (let after = FIRST_ID; !closed; ) {
      const page = await travel.changedSince(changed, after, KEPT_PAGE);
      if (page.length > 0) yield page;
      const end = page.at(-1);
      if (!end || page.length < KEPT_PAGE) return;
      after = end.id;
    }
  }

  const follow = async (): Promise<KeptIndex> => {
    index ??= openKeptIndex(KEPT_THREADS);
    const next = await travel.mark();
    for await (const page of since(mark)) await index.add(page.map(indexed));
    mark = next;
    return index;
  };

  const clear = async (): Promise<void> => {
    await index?.close();
    index = undefined;
    mark = '0';
  };

  return {
    prepare: () => inTurn(async () => void (await follow())),
    candidates: (entries, threshold) => inTurn(async () => (await follow()).candidates(entries, threshold)),
    search: (text) =>
      inTurn(async () => {
        const kept = await follow();
        const number = text.replaceAll(/\s/g, '');
        const asked: MatchEntity[] = [
          { id: 'name', schema: 'Person', properties: { name: [text] } },
          { id: 'number', schema: 'Person', properties: { passportNumber: [number], idNumber: [number] } },
        ];
        const [found, begun] = await Promise.all([
          kept.candidates(asked, SEARCH_THRESHOLD),
          kept.begins(text, BEGINNINGS),
        ]);
        return [...new Set([...found, ...begun])];
      }),
    all: () => since('0'),
    forget: () => inTurn(clear),
    async close() {
      closed = true;
      await inTurn(clear);
    },
  };
}
