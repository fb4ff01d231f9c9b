import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fetchFile, LIST_FORMATS, LIST_SOURCES, type ListSource } from '../intake/index.ts';
import { parseMarking } from '../model/index.ts';
import type { LoadReport } from '../screening/index.ts';
import { EXIT, UsageError } from './errors.ts';
import { progressBar } from './progress.ts';
import { administrator, type CommonOptions, type Desk, folderOf, openDesk, settingsOf } from './service.ts';

export interface LoadOptions extends CommonOptions {
  readonly format?: string;
  readonly dataset?: string;
  readonly mapping?: string;
  readonly marking?: string;
  readonly confirmShrink?: boolean;
}

/** `tocsin load FILE…`: one list, of one or several files, or a URL. */
export async function load(places: readonly string[], options: LoadOptions): Promise<number> {
  const { config } = settingsOf(options);
  if (options.format !== undefined && !LIST_FORMATS.some(({ name }) => name === options.format)) {
    throw new UsageError(
      `there is no format ${options.format}; there are ${LIST_FORMATS.map(({ name }) => name).join(', ')}`,
    );
  }
  if (options.marking !== undefined && !parseMarking(options.marking))
    throw new UsageError(
      `--marking ${options.marking} is none: write TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED, then //ORCON, //H1,H2, //GROUP:name as needed, and //FOR:service,service (in order of the alphabet) for whom TLP:RED is`,
    );
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-load-'));
  const service = await openDesk(config);
  try {
    const paths = await Promise.all(places.map((place) => (isUrl(place) ? download(place, folder) : place)));
    const report = await loadPaths(service, paths, options);
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
    return report.state === 'held' ? EXIT.held : EXIT.ok;
  } finally {
    await service.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const isUrl = (place: string): boolean => /^https?:\/\//i.test(place);

async function download(url: string, folder: string): Promise<string> {
  const name = basename(new URL(url).pathname) || 'list';
  const path = join(folder, name);
  const fetched = await fetchFile({ url }, { path });
  if (fetched.status !== 'fetched') throw new UsageError(`${url} gave nothing new`);
  return path;
}

async function loadPaths(service: Desk, paths: readonly string[], options: LoadOptions): Promise<LoadReport> {
  const bar = progressBar('bytes');
  const marking = parseMarking(options.marking ?? '');
  try {
    return await service.screening.load(administrator(), {
      paths,
      ...(options.format !== undefined && { format: options.format }),
      ...(options.dataset !== undefined && { dataset: options.dataset }),
      ...(options.mapping !== undefined && { mappingPath: options.mapping }),
      ...(marking && { marking }),
      ...(options.confirmShrink && { confirmShrink: true }),
      onProgress: ({ bytes, total, entities }) => bar.show(bytes, total, `${entities} entries`),
    });
  } finally {
    bar.end();
  }
}

const MOST_SHOWN = 10;

function reportText(report: LoadReport): string {
  if (report.unchanged)
    return `${report.dataset}: these files are version ${report.version}, which is loaded already.\n`;
  const lines = [
    `${report.dataset}: version ${report.version}, ${report.entities} entries, ${report.statements} statements, ${report.marking}`,
  ];
  if (report.state === 'held') {
    lines.push(
      'HELD: the list shrank by more than the set share, so nothing was changed.',
      `Look at the file; then load it with --confirm-shrink, or: tocsin confirm ${report.dataset} ${report.version}`,
    );
    return `${lines.join('\n')}\n`;
  }
  lines.push(`  ${report.added} added, ${report.changed} changed, ${report.removed} removed`);
  const { added, changed, removed, captions } = report.difference;
  const show = (sign: string, ids: readonly string[]): void => {
    // The first version of a list adds everything: nobody reads that.
    if (ids.length > 1_000 && sign === '+') return;
    for (const id of ids.slice(0, MOST_SHOWN)) lines.push(`    ${sign} ${captions[id] ?? id}  (${id})`);
    if (ids.length > MOST_SHOWN)
      lines.push(`    ${sign} … and ${ids.length - MOST_SHOWN} more; --json shows all`);
  };
  show('+', added);
  for (const change of changed.slice(0, MOST_SHOWN)) {
    lines.push(`    ~ ${captions[change.id] ?? change.id}  (${change.id})`);
    for (const { property, value } of change.added.slice(0, 3)) lines.push(`        + ${property}: ${value}`);
    for (const { property, value } of change.removed.slice(0, 3))
      lines.push(`        - ${property}: ${value}`);
  }
  if (changed.length > MOST_SHOWN)
    lines.push(`    ~ … and ${changed.length - MOST_SHOWN} more; --json shows all`);
  show('-', removed);
  const dropped = Object.entries(report.dropped);
  if (dropped.length > 0) {
    lines.push(
      `  dropped, not on the allow-list: ${dropped.map(([name, count]) => `${name} (${count})`).join(', ')}`,
    );
  }
  if (report.quarantined > 0) {
    lines.push(`  ${report.quarantined} things could not be read:`);
    for (const { file, line, record, reason } of report.quarantine.slice(0, MOST_SHOWN)) {
      lines.push(
        `    ${file}${line === undefined ? '' : `:${line}`}${record === undefined ? '' : ` (${record})`}: ${reason}`,
      );
    }
    if (report.quarantined > MOST_SHOWN)
      lines.push(`    … and ${report.quarantined - MOST_SHOWN} more; --json shows all`);
  }
  return `${lines.join('\n')}\n`;
}

/** What the publishers said of the files when they were last fetched: sent back, so that they send only what is new. */
type Marks = Record<string, { readonly etag?: string; readonly lastModified?: string }>;

/** `tocsin update [DATASET…]`: fetches the lists from their publishers and loads what is new. */
export async function update(names: readonly string[], options: LoadOptions): Promise<number> {
  const { config } = settingsOf(options);
  const sources = names.length === 0 ? LIST_SOURCES : names.map(sourceNamed);
  const folder = join(folderOf(config), 'downloads');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const service = await openDesk(config);
  const results: { readonly dataset: string; readonly outcome: string; readonly report?: LoadReport }[] = [];
  let failed = 0;
  try {
    for (const source of sources) {
      try {
        results.push(await updateOne(service, source, folder, options));
      } catch (error) {
        failed++;
        results.push({ dataset: source.dataset, outcome: `failed: ${(error as Error).message}` });
      }
      const last = results.at(-1)!;
      if (!options.json)
        process.stdout.write(last.report ? reportText(last.report) : `${last.dataset}: ${last.outcome}\n`);
    }
  } finally {
    await service.close();
  }
  if (options.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  if (failed > 0) return EXIT.failed;
  return results.some(({ report }) => report?.state === 'held') ? EXIT.held : EXIT.ok;
}

function sourceNamed(name: string): ListSource {
  const found = LIST_SOURCES.find(({ dataset }) => dataset === name);
  if (!found)
    throw new UsageError(
      `no address is known for ${name}; known are ${LIST_SOURCES.map(({ dataset }) => dataset).join(', ')}`,
    );
  return found;
}

async function updateOne(service: Desk, source: ListSource, folder: string, options: LoadOptions) {
  const own = join(folder, source.dataset);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const marksPath = join(folder, `${source.dataset}.json`);
  const marks = readMarks(marksPath);
  const next: Marks = {};
  let news = false;
  for (const { name, url } of source.files) {
    const before = marks[url];
    const fetched = await fetchFile(
      {
        url,
        ...(before?.etag && { etag: before.etag }),
        ...(before?.lastModified && { lastModified: before.lastModified }),
      },
      { path: join(own, name) },
    );
    if (fetched.status === 'fetched') {
      news = true;
      next[url] = {
        ...(fetched.etag !== undefined && { etag: fetched.etag }),
        ...(fetched.lastModified !== undefined && { lastModified: fetched.lastModified }),
      };
    } else next[url] = before ?? {};
  }
  if (!news) return { dataset: source.dataset, outcome: 'nothing new' };
  const paths = source.files.map(({ name }) => join(own, name));
  const report = await loadPaths(service, paths, {
    ...options,
    format: source.format,
    dataset: source.dataset,
  });
  writeFileSync(marksPath, JSON.stringify(next));
  return { dataset: source.dataset, outcome: 'loaded', report };
}

function readMarks(path: string): Marks {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Marks;
  } catch {
    return {};
  }
}

/** `tocsin lists`: what is loaded, from when. */
export async function lists(options: CommonOptions): Promise<number> {
  const { config } = settingsOf(options);
  const service = await openDesk(config);
  try {
    const all = await service.screening.lists(administrator());
    if (options.json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    else {
      for (const { dataset, current, versions } of all) {
        process.stdout.write(`${dataset.name}  ${dataset.title} (${dataset.publisher})\n`);
        const now = current
          ? `version ${current.version}, ${current.entities} entries, loaded ${current.recordedAt.slice(0, 16)}`
          : 'nothing in force';
        process.stdout.write(`  ${now}\n`);
        for (const { version, state, entities } of versions) {
          if (state === 'held')
            process.stdout.write(`  HELD: version ${version}, ${entities} entries, waits for confirmation\n`);
        }
      }
    }
    return 0;
  } finally {
    await service.close();
  }
}
