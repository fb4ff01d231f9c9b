import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Arm, type ArmSummary, type Interval, makeWorld, measureCooperation } from '../world/index.ts';
import { listedPersons, worldOptions } from './demonstration.ts';
import { EXIT, UsageError } from './errors.ts';
import { progressBar } from './progress.ts';
import type { CommonOptions } from './service.ts';

const wholeNumber = (
  text: string | undefined,
  name: string,
  fallback: number,
  most: number,
  least = 1,
): number => {
  const found = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(found) || found < least || found > most)
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}`);
  return found;
};

export interface WorldCommandOptions extends CommonOptions {
  readonly seed?: string;
  readonly days?: string;
  readonly out?: string;
  readonly worlds?: string;
  readonly services?: string;
  readonly partners?: string;
  readonly lag?: string;
  readonly control?: boolean;
  readonly curves?: boolean;
  readonly jobs?: string;
}

/** `tocsin world`: writes a simulated world, or measures in many. */
export function world(action: string | undefined, options: WorldCommandOptions): Promise<number> {
  if (action === 'measure') return measure(options);
  if (action === undefined || action === 'write') return write(options);
  throw new UsageError(`there is no action ${action}: write or measure`);
}

/** Writes messages of a simulated world, and the truth about it, into a folder. */
async function write(options: WorldCommandOptions): Promise<number> {
  if (options.out === undefined) throw new UsageError('--out names the folder to write to');
  const seed = wholeNumber(options.seed, 'seed', 7, 4_294_967_295);
  const days = wholeNumber(options.days, 'days', 1, 366);
  mkdirSync(options.out, { recursive: true });
  // A fixed day, so that the same seed writes the same files.
  const begin = new Date('2026-06-01T00:00:00Z');
  let files = 0;
  let travellers = 0;
  const truths: string[] = [];
  for (const { name, content, told, truth } of makeWorld(
    worldOptions(await listedPersons(), seed, begin, days),
  )) {
    writeFileSync(join(options.out, name), content);
    files++;
    travellers += told;
    for (const one of truth ?? []) truths.push(JSON.stringify(one));
  }
  writeFileSync(join(options.out, 'truth.ndjson'), `${truths.join('\n')}\n`);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ folder: options.out, files, travellers, listed: truths.length })}\n`
      : `${files} messages of ${travellers} travellers in ${options.out}; truth.ndjson tells which ${truths.length} of them are listed.\n`,
  );
  return EXIT.ok;
}

/** Lags of the curves, in days. */
const LAGS = [0, 1, 3, 7, 14, 30, 60, 120];

/** What working together buys services, in worlds whose truth is known. */
async function measure(options: WorldCommandOptions): Promise<number> {
  const worlds = wholeNumber(options.worlds, 'worlds', 200, 100_000);
  const services = wholeNumber(options.services, 'services', 8, 50);
  const partners = wholeNumber(options.partners, 'partners', services, services);
  const lag = wholeNumber(options.lag, 'lag', 3, 400, 0);
  const seed = wholeNumber(options.seed, 'seed', 1, 4_294_967_295);
  const conditions = options.curves
    ? Array.from({ length: services }, (_, i) => LAGS.map((days) => ({ partners: i + 1, lag: days }))).flat()
    : [{ partners, lag }];
  const progress = progressBar('worlds');
  const measured = await measureCooperation({
    seed,
    worlds,
    services,
    organised: options.control !== true,
    conditions,
    threads: wholeNumber(options.jobs, 'jobs', availableParallelism(), 64),
    onWorld: (done) => progress.show(done, worlds, `of ${worlds}`),
  });
  progress.end();
  const of = { seed, worlds, services, organised: options.control !== true };
  if (options.curves || options.json) {
    const results = conditions.map((condition, place) => ({ ...condition, arms: measured[place] }));
    process.stdout.write(`${JSON.stringify({ ...of, results })}\n`);
    return EXIT.ok;
  }
  const columns = measured[0] as readonly ArmSummary[];
  const [head, ...rows] = [
    ['', ...columns.map(({ arm }) => ARM_WORDS[arm])],
    ...ROWS.filter(({ ofCells }) => !options.control || !ofCells).map(({ name, tell }) => [
      name,
      ...columns.map(tell),
    ]),
  ] as readonly (readonly string[])[];
  const widths = (head as readonly string[]).map((_, i) =>
    Math.max(...[head as readonly string[], ...rows].map((row) => (row[i] as string).length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .join('  ');
  process.stdout.write(
    `${worlds} worlds${options.control ? ' without any organisation' : ''}, seeds ${seed} to ${seed + worlds - 1}; ` +
      `${services} services, ${partners} of them work together, answers after ${lag} days; intervals of 95 %\n\n` +
      `${[head as readonly string[], ...rows].map(line).join('\n')}\n`,
  );
  return EXIT.ok;
}

const ARM_WORDS: Readonly<Record<Arm, string>> = {
  alone: 'alone',
  hit: 'hit or no-hit',
  request: 'hit and request',
  pool: 'one pool',
};

const percent = ([value, low, high]: Interval): string =>
  `${(100 * value).toFixed(0)} % (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
const plain = ([value, low, high]: Interval): string =>
  value === 0 && high === 0 ? '0' : `${rounded(value)} (${rounded(low)}–${rounded(high)})`;
const rounded = (value: number): string => (Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(2));

interface Row {
  readonly name: string;
  readonly tell: (summary: ArmSummary) => string;
  /** Says nothing where there are no cells. */
  readonly ofCells?: boolean;
}

const ROWS: readonly Row[] = [
  { name: 'cells recognised before they act', tell: ({ recognised }) => percent(recognised), ofCells: true },
  {
    name: 'points more than alone',
    tell: ({ arm, gain: [value, low, high] }) =>
      arm === 'alone' ? '' : plain([100 * value, 100 * low, 100 * high]),
    ofCells: true,
  },
  { name: 'days of lead, median', tell: ({ lead }) => plain(lead), ofCells: true },
  { name: 'brokers found', tell: ({ brokersFound }) => percent(brokersFound), ofCells: true },
  { name: 'false joins, of 1,000', tell: ({ falseJoins }) => plain(falseJoins) },
  { name: 'groups looked at in vain, a world', tell: ({ falseGroups }) => plain(falseGroups) },
  { name: 'innocents in groups looked at', tell: ({ innocentsLookedAt }) => plain(innocentsLookedAt) },
  { name: 'innocents whom another is told of', tell: ({ innocentsTold }) => plain(innocentsTold) },
  { name: 'blind questions', tell: ({ questions }) => plain(questions) },
  { name: 'requests answered', tell: ({ answers }) => plain(answers) },
  { name: 'reports given to another', tell: ({ disclosed }) => plain(disclosed) },
];
