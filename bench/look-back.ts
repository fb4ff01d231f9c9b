/**
 * A list changes: how long it takes to find, among the travellers that are kept, those whom 1,000 new entries may mean.
 * `--travellers=N` (default 10,000,000; needs some 3 GB). Beside it, in the same run: matching a sample of the travellers
 * again, one by one, which is what would have to be done without the reverse index.
 */
import { LOOK_BACK_MARGIN, WATCH_THRESHOLD } from '../src/watch/tuning.ts';
import { nameWorld } from './generate.ts';
import { personNames } from './lists.ts';
import { built, report, round } from './measure.ts';

const { buildIndex } = (await built('match/index.js')) as typeof import('../src/match/index.ts');
const { openKeptIndex } = (await built('watch/kept-index.js')) as typeof import('../src/watch/kept-index.ts');

const argument = (name: string, fallback: number): number =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
const travellers = argument('travellers', 10_000_000);
const ENTRIES = 1_000;
const PAGE = 5_000;
const SAMPLE = 5_000;
const CANDIDATES_FROM = WATCH_THRESHOLD - LOOK_BACK_MARGIN;

const world = nameWorld(personNames(), 20_261_123);
const person = (id: string) => ({
  id,
  schema: 'Person' as const,
  datasets: [],
  properties: {
    name: [world.name()],
    birthDate: [world.date()],
    passportNumber: [`P${Math.floor(world.uniform() * 1e9)}`],
  },
});
/** Half of the new entries are travellers under the same name; the others travel nowhere. */
const known: ReturnType<typeof person>[] = [];

const kept = openKeptIndex(2);
let began = performance.now();
let asked = began;
const sample: ReturnType<typeof person>[] = [];
for (let at = 0; at < travellers; at += PAGE) {
  const page = Array.from({ length: Math.min(PAGE, travellers - at) }, (_, n) =>
    person(`01999999-0000-7000-8000-${String(at + n).padStart(12, '0')}`),
  );
  if (known.length < ENTRIES / 2) known.push(...page.slice(0, 25));
  if (sample.length < SAMPLE) sample.push(...page.slice(0, 250));
  await kept.add(page);
  if (performance.now() - asked > 30_000) {
    asked = performance.now();
    console.error(`${at + page.length} travellers indexed`);
  }
}
const building = (performance.now() - began) / 1000;
const entries = [
  ...known.map((one, place) => ({ ...one, id: `new-${place}` })),
  ...Array.from({ length: ENTRIES - known.length }, (_, place) => person(`other-${place}`)),
];
const memory = process.memoryUsage().rss;

began = performance.now();
const found = new Set(await kept.candidates(entries, CANDIDATES_FROM));
const first = (performance.now() - began) / 1000;
began = performance.now();
await kept.candidates(entries, CANDIDATES_FROM);
const second = (performance.now() - began) / 1000;
await kept.close();

const lists = buildIndex(entries);
began = performance.now();
for (const one of sample) lists.search(one, { threshold: WATCH_THRESHOLD });
const each = (performance.now() - began) / sample.length / 1000;

report('look-back', [
  {
    'kept travellers': travellers,
    'new entries': entries.length,
    'seconds, first time': round(first, 1),
    'seconds, again': round(second, 1),
    candidates: found.size,
    'of the listed who travel, found': `${known.filter(({ id }) => found.has(id)).length} of ${known.length}`,
    'seconds to match all again, one thread': Math.round(each * travellers),
    'index built in s': Math.round(building),
    'memory GB': round(memory / 1e9, 1),
  },
]);
