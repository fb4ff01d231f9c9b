import type { Screening } from '../screening/index.ts';
import type { FilePart, StoredTraveller, Travel, TravelFile } from '../store/index.ts';
import type { ToldMessage } from './aboard.ts';
import type { Delivery } from './delivery.ts';
import { grouped } from './grouped.ts';
import { applyMessages, journeyKey, otherJourneys } from './journeys.ts';
import { MACHINE, type Matches, matchTravellers } from './matching.ts';
import { type Matched, nextHits } from './next-hits.ts';
import { BATCH, GROUP, GROUPS_WAITING, LANES } from './tuning.ts';

export interface ArrivalOptions {
  readonly travel: Travel;
  readonly screening: Screening;
  readonly now: () => Date;
  readonly threshold: number;
  readonly identityKey: Uint8Array;
  readonly onChange: () => void;
}

export interface ArrivalRoom {
  /**
   * Resolves when the delivery is on disk and its travellers are matched; with the file that came before where a whole file
   * came again, and nothing was done.
   */
  deliver(delivery: Delivery): Promise<TravelFile | undefined>;
  /** Resolves when so few deliveries wait that more may come. */
  room(): Promise<void>;
  /** Matches kept travellers again; who was erased or masked meanwhile is left out. */
  rescreen(ids: readonly string[]): Promise<void>;
  idle(): Promise<void>;
}

/** A delivery on its way, and what became of it. */
interface Item {
  readonly delivery: Delivery;
  repeated?: TravelFile | undefined;
}

const partKey = ({ file, part }: FilePart): string => `${file} ${part}`;

/** Where deliveries become journeys, travellers and hits. */
export function openArrivalRoom({
  travel,
  screening,
  now,
  threshold,
  identityKey,
  onChange,
}: ArrivalOptions): ArrivalRoom {
  /** Of those to be matched, in pieces: the answers of so many are some MB. */
  const match = async (travellers: readonly StoredTraveller[]): Promise<Matches> => {
    const of = new Map<string, Matches['of'] extends ReadonlyMap<string, infer V> ? V : never>();
    let listsSeen = Number.POSITIVE_INFINITY;
    for (let at = 0; at < travellers.length; at += BATCH) {
      const some = await matchTravellers(screening, threshold, travellers.slice(at, at + BATCH));
      for (const [id, matches] of some.of) of.set(id, matches);
      listsSeen = Math.min(listsSeen, some.listsSeen);
    }
    return { of, listsSeen };
  };

  /** Those of files that did not come before; asked for many at once, because each question waits for the disk. */
  const newOnes = async (items: readonly Item[]): Promise<readonly Delivery[]> => {
    const known = new Map<string, TravelFile>();
    const asked = items.flatMap(({ delivery: { whole, part, again } }) =>
      whole && part === 0 && !again ? whole.sha256 : [],
    );
    if (asked.length === 0) return items.map(({ delivery }) => delivery);
    for (const file of await travel.filesWith(asked)) known.set(file.sha256, file);
    return items.flatMap((item) => {
      const { whole, part, again } = item.delivery;
      const before = whole && part === 0 && !again ? known.get(whole.sha256) : undefined;
      item.repeated = before;
      if (before) return [];
      if (whole) known.set(whole.sha256, whole);
      return item.delivery;
    });
  };

  /** Tries until nobody changed anything between reading and writing. */
  const settle = async (items: readonly Item[]): Promise<void> => {
    let open = await newOnes(items);
    while (open.length > 0) {
      const messages = open.flatMap(({ journeys, file, part, receivedAt }) =>
        journeys.map((journey): ToldMessage => ({ journey, file, part, receivedAt })),
      );
      const keys = [...new Set(messages.map(({ journey }) => journeyKey(journey)))];
      const found = await travel.journeysAt(
        keys,
        messages.flatMap(({ journey }) => otherJourneys(journey) ?? []),
      );
      const versions = new Map(found.journeys.map(({ key, version }) => [key, version]));
      const told = applyMessages(messages, found, { now: now(), identityKey });
      const { of, listsSeen } = await match(told.travellers.filter(({ id }) => told.renewed.has(id)));
      const matched = told.travellers.map(
        (traveller): Matched => ({ traveller, matches: of.get(traveller.id) }),
      );
      const outdated = await travel.commit({
        versions: new Map([...versions, ...keys.map((key) => [key, versions.get(key) ?? 0] as const)]),
        listsSeen,
        parts: open,
        files: open.flatMap(({ whole }) => whole ?? []),
        journeys: told.journeys,
        travellers: told.travellers,
        retold: told.retold,
        joined: told.joined,
        matched: told.travellers,
        hits: (before, cleared) => nextHits(matched, before, cleared, { told: true, now: now() }),
        at: now().toISOString(),
        by: MACHINE.account,
      });
      if (outdated === undefined) break;
      if (outdated === 'lists') await screening.follow();
      if (outdated === 'parts') {
        // Delivered before, by somebody who was cut off before it could say so.
        const done = new Set((await travel.written(open)).map(partKey));
        open = open.filter((delivery) => !done.has(partKey(delivery)));
      }
    }
    onChange();
  };

  const line = grouped<Item>(settle, {
    sizeOf: ({ delivery: { journeys } }) =>
      journeys.reduce((sum, { travellers }) => sum + travellers.length + 1, 1),
    // The same file twice is one: the second waits for the first.
    keysOf: ({ delivery: { journeys, whole } }) => [
      ...new Set([...journeys.map(journeyKey), ...(whole ? [whole.sha256] : [])]),
    ],
    group: GROUP,
    waiting: GROUPS_WAITING * GROUP,
    lanes: LANES,
  });

  const rescreenSome = async (ids: readonly string[]): Promise<void> => {
    for (;;) {
      const travellers = (await travel.travellersWith(ids)).filter(({ maskedAt }) => maskedAt === undefined);
      if (travellers.length === 0) return;
      const journeys = await travel.versionsOf([...new Set(travellers.map(({ journey }) => journey))]);
      const { of, listsSeen } = await match(travellers);
      const outdated = await travel.commit({
        versions: journeys,
        listsSeen,
        parts: [],
        files: [],
        journeys: [],
        travellers: [],
        retold: [],
        joined: [],
        matched: travellers,
        hits: (before, cleared) =>
          nextHits(
            travellers.map((traveller) => ({ traveller, matches: of.get(traveller.id) })),
            before,
            cleared,
            { told: false, now: now() },
          ),
        at: now().toISOString(),
        by: MACHINE.account,
      });
      if (outdated === undefined) return;
      if (outdated === 'lists') await screening.follow();
    }
  };

  return {
    async deliver(delivery) {
      const item: Item = { delivery };
      await line.add(item);
      return item.repeated;
    },
    room: () => line.room(),
    async rescreen(ids) {
      for (let at = 0; at < ids.length; at += BATCH) await rescreenSome(ids.slice(at, at + BATCH));
      if (ids.length > 0) onChange();
    },
    idle: () => line.idle(),
  };
}
