/**
 * The ledger: appends a second beside the chain of hashes that it took the place of, what it costs the watch, how long checking
 * takes, and how large an entry is. `--entries=N` (default 1,000,000) for checking, `--flights=N` (default 120) for the watch;
 * `--part=appends`, `checking` or `watch` runs that part only.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listedPersons, worldOptions } from '../src/cli/demonstration.ts';
import type { Ledger, LedgerEntry } from '../src/store/index.ts';
import { makeWorld, type WorldFile } from '../src/world/index.ts';
import { built, report, round } from './measure.ts';

const { canonicalJson } = (await built('model/index.js')) as typeof import('../src/model/index.ts');
const { openPglite } = (await built('store/pglite.js')) as typeof import('../src/store/pglite.ts');
const { migrate } = (await built('store/migrations.js')) as typeof import('../src/store/migrations.ts');
const { openStore } = (await built('store/index.js')) as typeof import('../src/store/index.ts');
const { written } = (await built('store/ledger/entry.js')) as typeof import('../src/store/ledger/entry.ts');
const { openLedger } = (await built(
  'store/ledger/index.js',
)) as typeof import('../src/store/ledger/index.ts');
const { grow } = (await built('store/ledger/ledger.js')) as typeof import('../src/store/ledger/ledger.ts');
const { EMPTY_FRONTIER } = (await built(
  'store/ledger/frontier.js',
)) as typeof import('../src/store/ledger/frontier.ts');
const { insertEntries } = (await built(
  'store/ledger/rows.js',
)) as typeof import('../src/store/ledger/rows.ts');
const { openScreening } = (await built('screening/index.js')) as typeof import('../src/screening/index.ts');
const { openWatch } = (await built('watch/index.js')) as typeof import('../src/watch/index.ts');
const { DEFAULT_POLICY, openGate } = (await built('law/index.js')) as typeof import('../src/law/index.ts');
const { shippedLists } = (await built(
  'screening/shipped.js',
)) as typeof import('../src/screening/shipped.ts');

const option = (name: string, fallback: number): number =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
const entries = option('entries', 1_000_000);
const flights = option('flights', 120);
const part = process.argv.find((one) => one.startsWith('--part='))?.slice('--part='.length);
const isWanted = (name: string): boolean => part === undefined || part === name;
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const begin = new Date('2026-06-01T00:00:00Z');

const entryOf = (n: number): LedgerEntry => ({
  at: new Date(begin.getTime() + n * 1000).toISOString(),
  account: `officer-${n % 40}`,
  roles: ['analyst', 'screener'],
  purpose: 'review',
  legalBasis: 'public-task',
  action: 'search',
  allowed: true,
  rule: 'screeners-ask',
  subjects: [`ofac-${n % 20_000}`, `un-sc-${n % 900}`],
  question: createHash('sha256').update(String(n)).digest('hex'),
  count: 2,
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** The older ledger copied what came, so that nobody changed it meanwhile. */
const copyOf = (entry: LedgerEntry): LedgerEntry => JSON.parse(JSON.stringify(entry)) as LedgerEntry;

/** The ledger of Tocsin until issue 4, cut to what appends: each entry held the hash of the one before. */
async function openChain(path: string): Promise<{
  readonly append: (group: readonly LedgerEntry[]) => Promise<void>;
  readonly close: () => Promise<void>;
}> {
  const database = await openPglite(path, begin.toISOString());
  await database.query(
    'CREATE TABLE chain (seq bigint PRIMARY KEY, at text NOT NULL, entry jsonb NOT NULL, previous text NOT NULL, hash text NOT NULL)',
  );
  let seq = 0;
  let previous = '0'.repeat(64);
  return {
    async append(group) {
      const rows = group.map(copyOf).map((entry) => {
        seq++;
        const hash = createHash('sha256')
          .update(`${previous}\n${seq}\n${canonicalJson(entry)}`)
          .digest('hex');
        const row = [seq, entry.at, JSON.stringify(entry), previous, hash] as const;
        previous = hash;
        return row;
      });
      await database.query(
        `INSERT INTO chain SELECT s, a, e::jsonb, p, h
         FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) AS t (s, a, e, p, h)`,
        [0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column])),
      );
    },
    close: () => database.close(),
  };
}

async function measureAppends(): Promise<void> {
  const groups = [1, 16, 256] as const;
  /** So many entries fill a tile: each block bears its cost. */
  const BLOCK = 256;
  const BLOCKS = { 1: 8, 16: 40, 256: 120 } as const;
  const appends: Record<string, string | number>[] = [];
  const chain = await openChain(join(folder, 'chain'));
  const database = await openPglite(join(folder, 'tree'), begin.toISOString());
  await migrate(database);
  const tree = openLedger(database);
  for (const size of groups) {
    const timed = async (append: (group: readonly LedgerEntry[]) => Promise<unknown>, first: number) => {
      const group = Array.from({ length: size }, (_, at) => entryOf(first + at));
      const began = performance.now();
      await append(group);
      return performance.now() - began;
    };
    const ofTree: number[] = [];
    const ofChain: number[] = [];
    // Group by group in turns, and the median of blocks: a machine that is busy elsewhere does not decide.
    for (let block = 0; block < BLOCKS[size]; block++) {
      let [tookTree, tookChain] = [0, 0];
      for (let n = block * BLOCK; n < (block + 1) * BLOCK; n += size) {
        tookTree += await timed((group) => Promise.all(group.map(tree.append)), n);
        tookChain += await timed(chain.append, n);
      }
      ofTree.push(tookTree);
      ofChain.push(tookChain);
    }
    const [tookTree, tookChain] = [median(ofTree), median(ofChain)];
    appends.push({
      'entries that come together': size,
      'tree, entries/s': Math.round((BLOCK * 1000) / tookTree),
      'chain before, entries/s': Math.round((BLOCK * 1000) / tookChain),
      'tree against chain %': round((100 * tookChain) / tookTree, 0),
    });
  }
  await chain.close();
  report('ledger-appends', appends);
  await database.close();
}

/** Filled directly: only checking is measured, and it looks at the same rows. */
async function measureChecking(): Promise<void> {
  const large = await openPglite(join(folder, 'large'), begin.toISOString());
  await migrate(large);
  let edge = EMPTY_FRONTIER;
  const FILL = 4_096;
  for (let n = 0; n < entries; n += FILL) {
    const part = Array.from({ length: Math.min(FILL, entries - n) }, (_, at) => entryOf(n + at));
    const grown = grow(part.map(written), edge);
    await insertEntries(large, grown);
    edge = grown.edge;
  }
  const [bytes] = await large.query<{ n: number }>(
    `SELECT pg_total_relation_size('ledger_entries') + pg_total_relation_size('ledger_tiles') AS n`,
  );
  const checked = openLedger(large);
  const timed = async <T>(run: () => Promise<T>): Promise<readonly [T, number]> => {
    const began = performance.now();
    return [await run(), performance.now() - began];
  };
  const [said, took] = await timed(() => checked.verify());
  if (!said.intact) throw new Error('the ledger of the bench is not intact');
  const [, proof] = await timed(() => checked.inclusion(Math.floor(entries / 3) + 1, entries));
  const [, subject] = await timed(() => checked.read({ subject: 'nobody', limit: 100 }));
  report('ledger-checking', [
    {
      entries,
      'all checked, s': round(took / 1000, 1),
      'entries/s': Math.round((entries * 1000) / took),
      'bytes an entry on disk': Math.round(Number(bytes?.n) / entries),
      'one proof, ms': round(proof, 1),
      'search that finds nothing, s': round(subject / 1000, 2),
    },
  ]);
  await large.close();
}

/** The watch with the ledger and with one that forgets, in turns. */
const silent: Pick<Ledger, 'append' | 'fingerprint'> = {
  append: async () => undefined,
  fingerprint: async () => '',
};
const listed = await listedPersons();
const officer = {
  account: 'bench',
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
};
const administrator = {
  account: 'bench',
  roles: ['administrator'],
  purpose: 'administration',
  legalBasis: 'accountability',
};
const SENDERS = 48;

interface Watching {
  readonly receive: (files: readonly WorldFile[]) => Promise<number>;
  readonly entries: () => Promise<number>;
  readonly close: () => Promise<void>;
}

async function openWatching(name: string, withLedger: boolean): Promise<Watching> {
  const kept = await openStore({ path: join(folder, name) }, begin);
  const store = withLedger ? kept : { ...kept, ledger: { ...kept.ledger, ...silent } };
  const now = (): Date => begin;
  const screening = await openScreening({ store, now, shrinkLimit: 0.2, serviceName: 'bench', threads: 1 });
  for (const { dataset, version, path, format } of shippedLists())
    await screening.load(administrator, {
      paths: [path],
      format,
      dataset: dataset.name,
      describes: dataset,
      version,
    });
  const watch = await openWatch({
    travel: store.travel,
    screening,
    gate: openGate(DEFAULT_POLICY, store.ledger, now),
    now,
    officers: async () => [],
    maskKey: Buffer.alloc(32),
    retention: 'erase',
    onError: (error) => console.log(error),
  });
  return {
    async receive(files) {
      let told = 0;
      let next = 0;
      const began = performance.now();
      await Promise.all(
        Array.from({ length: SENDERS }, async () => {
          while (next < files.length) {
            const file = files[next++] as WorldFile;
            async function* one(): AsyncIterable<Uint8Array> {
              yield file.content;
            }
            const { travellers } = await watch.receive(officer, { name: file.name, content: one() });
            told += travellers;
          }
        }),
      );
      return (told * 1000) / (performance.now() - began);
    },
    entries: () => kept.ledger.length(),
    async close() {
      await watch.close();
      await screening.close();
      await kept.close();
    },
  };
}

async function measureWatch(): Promise<void> {
  // One turn says little: what a machine does beside it moves a rate by a tenth.
  const TURNS = 15;
  const withLedger = await openWatching('with', true);
  const without = await openWatching('without', false);
  const rates: { readonly with: number; readonly without: number }[] = [];
  // The first turn only warms both up.
  for (let turn = 0; turn <= TURNS; turn++) {
    const day = new Date(begin.getTime() + turn * 86_400_000);
    const files = [...makeWorld({ ...worldOptions(listed, 7 + turn, day, flights / 120), listedShare: 1 })];
    // Who comes first changes from turn to turn.
    const first = turn % 2 === 0 ? withLedger : without;
    const one = await first.receive(files);
    const other = await (first === withLedger ? without : withLedger).receive(files);
    if (turn > 0)
      rates.push(first === withLedger ? { with: one, without: other } : { with: other, without: one });
  }
  const lost = median(rates.map((rate) => 100 * (1 - rate.with / rate.without)));
  report('ledger-watch', [
    {
      'travellers a second, with': Math.round(median(rates.map((rate) => rate.with))),
      'without a ledger': Math.round(median(rates.map((rate) => rate.without))),
      'lost %, median of turns': round(lost, 1),
      turns: TURNS,
      'entries written': await withLedger.entries(),
    },
  ]);
  await withLedger.close();
  await without.close();
}

if (isWanted('appends')) await measureAppends();
if (isWanted('checking')) await measureChecking();
if (isWanted('watch')) await measureWatch();
rmSync(folder, { recursive: true, force: true });
