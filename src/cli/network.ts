import { closeSync, existsSync, openSync, renameSync } from 'node:fs';
import { charts, closeListFiles, type OpenedFile, openListFiles } from '../intake/index.ts';
import { decideRelease } from '../law/index.ts';
import {
  type Grade,
  isGrade,
  type Marking,
  parseMarking,
  parsePartialDate,
  SEALED,
  VERDICTS,
} from '../model/index.ts';
import {
  applyJudgements,
  countsAt,
  type JoinVerdict,
  joinNetwork,
  type Network,
  triangles,
} from '../network/index.ts';
import { chartsOut } from '../share/index.ts';
import { EXIT, FailedError, UsageError } from './errors.ts';
import { cutSection, inTimeSection, pathsSection, reliableSection } from './network-path-sections.ts';
import { LINK_SCORES } from './network-rank-sections.ts';
import { type AnalysisOptions, count, counted, type Section, type Table } from './network-section.ts';
import { ANALYSES, connectSection, joinsSection, suggestSection } from './network-sections.ts';
import { writeWhole } from './output.ts';
import type { CommonOptions } from './service.ts';

export interface NetworkOptions extends CommonOptions {
  readonly show?: string;
  readonly paths?: readonly string[];
  readonly reliable?: readonly string[];
  readonly inTime?: readonly string[];
  readonly since?: string;
  readonly cut?: readonly string[];
  readonly connect?: readonly string[];
  readonly asking?: string;
  readonly suggest?: string;
  readonly joins?: boolean;
  readonly event?: string;
  readonly known?: string;
  readonly columns?: string;
  readonly ownerBy?: string;
  readonly oneEnd?: boolean;
  readonly everyNode?: boolean;
  readonly judged?: string;
  readonly format?: string;
  readonly encoding?: string;
  readonly owner?: string;
  readonly marking?: string;
  readonly grade?: string;
  readonly mostInHub?: string;
  readonly top?: string;
  readonly seed?: string;
  readonly score?: string;
  readonly potts?: string;
  readonly weighted?: boolean;
  readonly clique?: string;
  readonly output?: string;
  readonly to?: string;
}

const DEFAULT_TOP = 15;
const DEFAULT_SEED = 7;
const DEFAULT_CLIQUE = 3;
const STDOUT = 1;

export const NETWORK_HELP = `
Files: CSV or TSV with columns source and target (and any of kind, weight, owner, report, derived_from, grade, marking, valid_from,
valid_until, recorded_from), tables of persons with a column id, GraphML, GEXF, i2 ANX, FollowTheMoney, STIX 2.1. Several files make
one network; NAME=FILE says whose file it is.

--show: summary, fragments (what each service sees), bridges, cut-points, components, core, brokers, roles, key-players, cells,
overlapping (cells), links (worth asking about); with commas, or all. --json gives all rows, and with several analyses one key for each.

Examples:
  tocsin network persons.tsv links.tsv --show fragments
  tocsin network fr=ours.graphml be=theirs.anx --connect "Anna Example" "Bob Example"
  tocsin network nodes.tsv edges.tsv --owner-by citizenship --suggest be
  tocsin network fr=a.csv be=b.csv --joins, then --judged verdicts.csv (left,right,verdict)
  tocsin network links.csv --known 2015-11-13 --paths p01 p07
  tocsin network links.csv --in-time p01 p07 --since 2015-06-01
  tocsin network links.csv --cut p01,p02 p07,p08 --reliable p01 p07
  tocsin network links.csv --show cells,overlapping,links --potts 0.2 --clique 4 --score katz
  tocsin network chart.anx -o chart.graphml`;

/**
 * `tocsin network FILE…`: who stands between, and what no service sees alone, in files of any make. Needs no store and keeps
 * nothing.
 */
export async function network(paths: readonly string[], options: NetworkOptions): Promise<number> {
  const wanted = wantedOf(options);
  const settings = settingsOf(options);
  const clocks = clocksOf(options);
  const judged = options.judged === undefined ? [] : await readVerdicts(options.judged);
  const read = await readAll(paths, options);
  const chart = { ...read, ...applyJudgements(read.persons, read.relations, judged) };
  const joined = joinNetwork(chart.persons, chart.relations, clocks);
  if (joined.persons.length === 0)
    throw new FailedError(
      `no person in ${paths.join(', ')}${chart.problems[0] ? `; ${chart.problems[0].reason}` : ''}`,
    );
  const sections: Record<string, Section> = {};
  for (const name of wanted) {
    sections[name] =
      name === 'summary' ? summarySection(joined, chart) : (ANALYSES[name]?.(joined, settings) as Section);
  }
  if (options.paths)
    sections.paths = pathsSection(joined, ...twoEnds('--paths', options.paths), settings.top);
  if (options.reliable)
    sections.reliable = reliableSection(joined, ...twoEnds('--reliable', options.reliable), settings.top);
  if (options.inTime)
    sections.inTime = inTimeSection(joined, ...twoEnds('--in-time', options.inTime), sinceOf(options));
  if (options.cut) sections.cut = cutSection(joined, ...twoEnds('--cut', options.cut));
  if (options.connect) {
    const [a, b] = twoEnds('--connect', options.connect);
    sections.connect = connectSection(joined, a, b, options.asking);
  }
  if (options.suggest !== undefined)
    sections.suggest = suggestSection(joined, options.suggest, new Date().toISOString());
  if (options.joins) sections.joins = joinsSection(joined, judged);
  if (options.output !== undefined) {
    const relations = chart.relations.filter((one) => countsAt(one, clocks));
    sections.written = writeChart({ persons: joined.persons, relations }, options);
  }
  tell(sections, options, settings);
  return EXIT.ok;
}

/** Analyses that were asked for; a summary where nothing else was. */
function wantedOf(options: NetworkOptions): readonly string[] {
  const { show } = options;
  const known = ['summary', ...Object.keys(ANALYSES)];
  if (show === undefined) {
    const others = ['paths', 'reliable', 'inTime', 'cut', 'connect', 'suggest', 'joins', 'output'] as const;
    return others.some((one) => options[one] !== undefined) ? [] : ['summary', 'fragments'];
  }
  const names = show === 'all' ? known : show.split(',').map((one) => one.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`there is no analysis ${unknown}; there are ${known.join(', ')}, and all`);
  return names;
}

function twoEnds(option: string, given: readonly string[]): readonly [string, string] {
  const [a, b, more] = given;
  if (a === undefined || b === undefined || more !== undefined)
    throw new UsageError(
      `${option} takes two persons; give the files before it: tocsin network FILE… ${option} A B`,
    );
  return [a, b];
}

function settingsOf(options: NetworkOptions): AnalysisOptions {
  const { score = 'resource-allocation' } = options;
  if (!isScore(score))
    throw new UsageError(`there is no score ${score}; there are ${Object.keys(LINK_SCORES).join(', ')}`);
  const potts = options.potts === undefined ? undefined : Number(options.potts);
  if (potts !== undefined && !(potts > 0 && potts <= 1))
    throw new UsageError(
      `--potts is a density of links above 0 and up to 1, such as 0.2, not ${options.potts}`,
    );
  return {
    top: numberOf('--top', options.top, DEFAULT_TOP),
    seed: numberOf('--seed', options.seed, DEFAULT_SEED),
    clique: numberOf('--clique', options.clique, DEFAULT_CLIQUE, 2),
    weighted: options.weighted === true,
    score,
    ...(potts !== undefined && { potts }),
  };
}

const isScore = (text: string): text is keyof typeof LINK_SCORES => Object.hasOwn(LINK_SCORES, text);

function sinceOf({ since }: NetworkOptions): string | undefined {
  if (since !== undefined && !parsePartialDate(since))
    throw new UsageError(`--since is YYYY, YYYY-MM or YYYY-MM-DD, not ${since}`);
  return since;
}

function numberOf(option: string, text: string | undefined, otherwise: number, least = 1): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new UsageError(`${option} is a whole number from ${least}, not ${text}`);
  return value;
}

async function readAll(paths: readonly string[], options: NetworkOptions): Promise<charts.Chart> {
  const opened: OpenedFile[] = [];
  const files: charts.ChartFile[] = [];
  try {
    for (const given of paths) {
      const { path, owner } = ownedPath(given);
      for (const file of await openListFiles([path])) {
        opened.push(file);
        files.push({ file, ...(owner !== undefined && { owner }) });
      }
    }
    return await charts.readCharts(files, {
      defaults: {
        ...(options.owner !== undefined && { owner: options.owner }),
        marking: markingOf(options.marking),
        grade: gradeOf(options.grade),
      },
      ...(options.columns !== undefined && { columns: columnsOf(options.columns) }),
      ...(options.ownerBy !== undefined && { ownerBy: options.ownerBy }),
      ...(options.oneEnd && { oneEnd: true }),
      ...(options.everyNode && { everyNode: true }),
      ...(options.mostInHub !== undefined && { mostInHub: numberOf('--most-in-hub', options.mostInHub, 0) }),
      ...(options.format !== undefined && { format: options.format }),
      ...(options.encoding !== undefined && { encoding: options.encoding }),
      today: new Date().toISOString().slice(0, 10),
    });
  } finally {
    await closeListFiles(opened);
  }
}

/** What people have judged of two ids: a table with the columns left, right and verdict. */
async function readVerdicts(path: string): Promise<readonly JoinVerdict[]> {
  const files = await openListFiles([path]);
  try {
    const verdicts: JoinVerdict[] = [];
    for (const file of files) {
      const problem = ({ line, reason }: { readonly line?: number; readonly reason: string }): never => {
        throw new UsageError(`${path}:${line}: ${reason}`);
      };
      let columns: readonly string[] = [];
      await charts.readRows(file, {
        header: (names) => {
          columns = names;
        },
        row: (fields, line) => {
          const [left, right, word] = ['left', 'right', 'verdict'].map(
            (name) => fields[columns.indexOf(name)],
          );
          const verdict = VERDICTS.find((one) => one === word);
          if (!left || !right || !verdict)
            throw new UsageError(
              `${path}:${line}: a verdict has left, right and one of ${VERDICTS.join(', ')}`,
            );
          verdicts.push({ left, right, verdict });
        },
        problem,
      });
    }
    return verdicts;
  } finally {
    await closeListFiles(files);
  }
}

/** `NAME=FILE` says whose file it is; a file that has such a name itself goes before. */
function ownedPath(given: string): { readonly path: string; readonly owner?: string } {
  const parts = /^([\p{L}\p{N}][\p{L}\p{N} _-]*)=(.+)$/u.exec(given);
  return parts?.[1] === undefined || parts[2] === undefined || existsSync(given)
    ? { path: given }
    : { path: parts[2], owner: parts[1] };
}

function columnsOf(text: string): Readonly<Record<string, string>> {
  const fields = [...Object.keys(charts.FIELDS.link), ...Object.keys(charts.FIELDS.node)];
  return Object.fromEntries(
    text.split(',').map((one) => {
      const [field, column] = one.split('=').map((part) => part.trim());
      if (!field || !column)
        throw new UsageError(`--columns is FIELD=COLUMN with commas between, not ${one}`);
      if (!fields.includes(field))
        throw new UsageError(`there is no field ${field}; there are ${fields.join(', ')}`);
      return [field, column];
    }),
  );
}

function markingOf(text: string | undefined): Marking {
  if (text === undefined) return SEALED;
  const marking = parseMarking(text);
  if (!marking)
    throw new UsageError(`${text} is no marking; write TLP:AMBER, or TLP:AMBER//ORCON//H1 (docs/law.md)`);
  return marking;
}

function gradeOf(text: string | undefined): Grade {
  if (text === undefined) return 'F6';
  if (!isGrade(text)) throw new UsageError(`${text} is no grade; write A1 to F6`);
  return text;
}

function clocksOf({ event, known }: NetworkOptions): { readonly event?: string; readonly known?: string } {
  if (event !== undefined && !/^\d{4}(?:-\d{2}){0,2}$/.test(event))
    throw new UsageError(`--event is YYYY, YYYY-MM or YYYY-MM-DD, not ${event}`);
  if (known !== undefined && !/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(known))
    throw new UsageError(`--known is YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ, not ${known}`);
  return { ...(event !== undefined && { event }), ...(known !== undefined && { known }) };
}

function summarySection(joined: Network, chart: charts.Chart): Section {
  const { graph, persons, services } = joined;
  const kinds = new Map<string, number>();
  let tellings = 0;
  let independent = 0;
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    for (const { kind } of joined.relationsOf(edge)) {
      const colon = kind.indexOf(':');
      const plain = colon < 0 ? kind : kind.slice(0, colon);
      kinds.set(plain, (kinds.get(plain) ?? 0) + 1);
      tellings++;
    }
    independent += joined.independent[edge] as number;
  }
  const { unfolded, leftOut } = chart;
  const closed = triangles(graph);
  const problems = chart.problems.length + chart.moreProblems;
  return {
    title: 'Summary',
    sentences: [
      `${counted(persons.length, 'person')}, ${counted(graph.edgeCount, 'link')} out of ${counted(tellings, 'telling')}; ${counted(independent, 'independent origin')}, counted for each link.`,
      `${counted(closed.count, 'triangle')}; of two who know a third, ${(closed.transitivity * 100).toFixed(0)} % know one another (transitivity).`,
      `Services: ${services.join(', ') || 'none named'}.`,
      `Kinds: ${[...kinds].map(([kind, n]) => `${kind} (${count(n)})`).join(', ') || 'none'}.`,
      ...unfolded.map(({ caption, reason }) => `Not folded: ${caption}: ${reason}.`),
      ...Object.entries(leftOut).map(([what, n]) => `Left out: ${what} (${count(n)}).`),
      ...chart.problems
        .slice(0, 5)
        .map(
          ({ file, line, reason }) => `Not read: ${file}${line === undefined ? '' : `:${line}`}: ${reason}.`,
        ),
      ...(problems > 5 ? [`Not read: ${count(problems - 5)} more.`] : []),
    ],
    json: {
      persons: persons.length,
      links: graph.edgeCount,
      tellings,
      origins: independent,
      triangles: closed.count,
      transitivity: closed.transitivity,
      services,
      kinds: Object.fromEntries(kinds),
      unfolded,
      leftOut,
      problems: chart.problems,
      moreProblems: chart.moreProblems,
    },
  };
}

/** This service, where the command does not say which it is: then no tie is its own word. */
const NOT_SAID = 'not said';

/** Writes the chart in the format that the file's name ends with: for whoever runs it, or as far as it may be published. */
function writeChart(
  chart: Pick<charts.Chart, 'persons' | 'relations'>,
  { output = '', to = 'self', owner = '' }: NetworkOptions,
): Section {
  if (to !== 'self' && to !== 'public')
    throw new UsageError(
      `--to is self or public, not ${to}; what goes to a partner goes out of the store (tocsin export --to)`,
    );
  const ending = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase() ?? '';
  const write = Object.hasOwn(chartsOut.CHART_WRITERS, ending) ? chartsOut.CHART_WRITERS[ending] : undefined;
  if (!write)
    throw new UsageError(
      `${output} should end with one of ${Object.keys(chartsOut.CHART_WRITERS)
        .map((one) => `.${one}`)
        .join(', ')}`,
    );
  const recipient = to === 'self' ? ({ kind: 'account', id: '' } as const) : ({ kind: 'public' } as const);
  const { chart: released, withheld } = chartsOut.releaseChart(chart, recipient.kind, (what) =>
    decideRelease({ exit: 'export', to: recipient, what, self: owner || NOT_SAID }),
  );
  const stamp = { made: new Date().toISOString(), by: owner || 'tocsin' };
  const files = [output];
  writeFile(output, write(released, stamp));
  if (ending === 'csv') {
    const persons = output.replace(/\.csv$/i, '-persons.csv');
    writeFile(persons, chartsOut.personsCsv(released));
    files.push(persons);
  }
  const { relations, persons, rules } = withheld;
  return {
    title: `Written: ${files.join(', ')}`,
    sentences: [
      `${counted(released.persons.length, 'person')}, ${counted(released.relations.length, 'telling')}.`,
      ...(relations + persons > 0
        ? [
            `Stayed here: ${counted(relations, 'telling')}, ${counted(persons, 'person')}, by ${
              Object.entries(rules)
                .map(([rule, n]) => `${rule} (${count(n)})`)
                .join(', ') || 'having no link'
            }. --marking says what holds where a file says nothing.`,
          ]
        : []),
    ],
    json: { files, persons: released.persons.length, tellings: released.relations.length, withheld },
  };
}

/** A file gets its name when it is whole, and may be read by this user only. */
function writeFile(path: string, parts: Iterable<string>): void {
  const file = openSync(`${path}.partial`, 'w', 0o600);
  let at = 0;
  try {
    for (const part of parts) {
      const bytes = Buffer.from(part);
      writeWhole(file, bytes, at);
      at += bytes.length;
    }
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.partial`, path);
}

function tell(
  sections: Readonly<Record<string, Section>>,
  { json }: NetworkOptions,
  { top }: AnalysisOptions,
): void {
  const text = json
    ? `${JSON.stringify(Object.fromEntries(Object.entries(sections).map(([name, one]) => [name, one.json])), null, 2)}\n`
    : Object.values(sections)
        .map((one) => sectionText(one, top))
        .join('\n');
  writeWhole(STDOUT, Buffer.from(text), null);
}

function sectionText({ title, sentences, table }: Section, top: number): string {
  const lines = [
    title,
    ...sentences.map((one) => `  ${one}`),
    ...(table && table.rows.length > 0 ? tableLines(table, top) : []),
  ];
  return lines.map((line) => `${shown(line)}\n`).join('');
}

function tableLines({ head, rows }: Table, top: number): readonly string[] {
  const some = rows.slice(0, top);
  const cells = [head, ...some].map((row) => row.map(String));
  const widths = head.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const isNumber = head.map((_, i) => some.every((row) => /^[\d,.]+$/.test(String(row[i] ?? ''))));
  const lines = cells.map((row) =>
    `  ${row.map((cell, i) => (isNumber[i] ? cell.padStart(widths[i] as number) : cell.padEnd(widths[i] as number))).join('  ')}`.trimEnd(),
  );
  return [
    '',
    ...lines,
    ...(rows.length > top ? [`  … ${count(rows.length - top)} more (--top, or --json)`] : []),
  ];
}

/** Control characters of a hostile file do not reach the terminal. */
const shown = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
