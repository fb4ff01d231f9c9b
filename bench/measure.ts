import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Queries a second and percentiles of one run, in milliseconds. One core: nothing else runs in this process. */
export interface Rates {
  readonly queries: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly hits: number;
}

export function measure<Q>(queries: readonly Q[], ask: (query: Q) => number): Rates {
  const times = new Float64Array(queries.length);
  let hits = 0;
  const began = performance.now();
  queries.forEach((query, i) => {
    const start = performance.now();
    hits += ask(query);
    times[i] = performance.now() - start;
  });
  const total = performance.now() - began;
  times.sort();
  const at = (share: number): number =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0, 3);
  return {
    queries: queries.length,
    perSecond: Math.round((queries.length / total) * 1000),
    p50: at(0.5),
    p99: at(0.99),
    hits,
  };
}

/** A module as it is shipped: what runs the source puts code around every function. */
export const built = (path: string): Promise<unknown> =>
  import(new URL(`../dist/${path}`, import.meta.url).href);

export const round = (value: number, places: number): number =>
  Math.round(value * 10 ** places) / 10 ** places;

/** How long something took, in milliseconds. */
export function timed<T>(run: () => T): readonly [T, number] {
  const began = performance.now();
  const result = run();
  return [result, performance.now() - began];
}

export const machine = (): string =>
  `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.versions.node}`;

/** Prints rows as a table and keeps everything in bench/results. */
export function report(
  name: string,
  rows: readonly Readonly<Record<string, string | number>>[],
  details: object = {},
): void {
  console.log(`\n${name}`);
  console.table(rows);
  const folder = new URL('./results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const content = { name, date: new Date().toISOString().slice(0, 10), machine: machine(), rows, ...details };
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(content, null, 2)}\n`);
}
