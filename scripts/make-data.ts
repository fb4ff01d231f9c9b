/**
 * Makes data/: compact snapshots, facts only, of the lists that ship with the project, from the publishers' raw files.
 *
 *   TOCSIN_DATA=/folder/of/raw/data node --import tsx scripts/make-data.ts
 *
 * Deterministic: the same raw files give the same lines. What is read from which file is told in data/README.md.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { formatNamed, type ListFile } from '../src/intake/index.ts';
import type { Dataset, SourceEntity } from '../src/model/index.ts';
import { readName } from '../src/names/index.ts';
import { type ListedNames, ofacSnapshot, rowsOf } from './ofac-snapshot.ts';

const root = process.env.TOCSIN_DATA;
if (root === undefined) throw new Error('TOCSIN_DATA names the folder that holds lists/ofac and lists/un');
/** Dates after this one are mistakes; fixed, so that the same raw files give the same data. */
const TODAY = '2026-11-23';

function raw(path: string): Buffer {
  const bytes = readFileSync(join(`${root}`, 'lists', path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}
const text = (path: string): string => raw(path).toString('utf8');
const file = (name: string, content: string | Buffer): ListFile => ({
  name,
  open: () => Readable.from([Buffer.from(content)]),
});

async function read(format: string, files: readonly ListFile[]): Promise<SourceEntity[]> {
  const entities: SourceEntity[] = [];
  for await (const event of formatNamed(format).read(files, { today: TODAY })) {
    if (event.type === 'entity') entities.push(event.entity);
    if (event.type === 'quarantine') {
      process.stdout.write(
        `  ${event.entry.record ?? event.entry.file}: ${event.entry.reason} ${event.entry.excerpt ?? ''}\n`,
      );
    }
  }
  return entities;
}

const un = await read('un-xml', [file('un.xml', raw('un/un_sc_consolidated_2026-02-27.xml.gz'))]);

const snapshot = ofacSnapshot({
  names: text('ofac/sdn_names_2025-11.jsonl.gz')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ListedNames),
  aliases: rowsOf(text('ofac/alt_2025-12.csv.gz')),
  addresses: rowsOf(text('ofac/add_2025-12.csv.gz')),
  recent: rowsOf(text('ofac/sdn_2023-01.csv.gz')),
  older: rowsOf(text('ofac/sdn_2021-07.csv.gz')),
  olderComments: new Map(
    rowsOf(text('ofac/sdn_comments_2021-07.csv')).map(([key, rest]) => [key ?? '', rest ?? '']),
  ),
});
const recent = new Set(rowsOf(text('ofac/sdn_2023-01.csv.gz')).map(([key]) => `ofac-${key}`));
const ofac = (
  await read(
    'ofac-csv',
    [...snapshot].map(([name, content]) => file(name, content)),
  )
).map(
  (entity): SourceEntity =>
    // Of what came later and is no person, vessel or aircraft by its names, the kind is not known, unless a name says it.
    entity.schema === 'Organization' && !recent.has(entity.id) && !isNamedAsOrganisation(entity)
      ? { ...entity, schema: 'LegalEntity' }
      : entity,
);

/** Whether a name holds a legal form, or a word such as company, bank or foundation. */
function isNamedAsOrganisation({ properties }: SourceEntity): boolean {
  const names = [...(properties.name ?? []), ...(properties.alias ?? []), ...(properties.previousName ?? [])];
  return names.some((name) =>
    readName(name, { kind: 'organisation' }).some(({ tokens }) =>
      tokens.some(({ kind, text }) => kind === 'legal' || (kind === 'generic' && text.length > 3)),
    ),
  );
}

function write(dataset: Dataset, version: string, entities: readonly SourceEntity[]) {
  const sorted = [...entities].sort((a, b) => (a.id < b.id ? -1 : 1));
  const lines = sorted.map(({ id, schema, properties }) =>
    JSON.stringify({ id, schema, properties, datasets: [dataset.name] }),
  );
  const bytes = gzipSync(`${lines.join('\n')}\n`, { level: 9 });
  const name = `${dataset.name}.ndjson.gz`;
  writeFileSync(new URL(`../data/${name}`, import.meta.url), bytes);
  const counts: Record<string, number> = {};
  for (const { schema } of sorted) counts[schema] = (counts[schema] ?? 0) + 1;
  process.stdout.write(
    `${name}: ${sorted.length} entities, ${bytes.length} bytes, ${JSON.stringify(counts)}\n`,
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { dataset, version, file: name, format: 'ftm-ndjson', sha256, entities: counts };
}

const lists = [
  write(formatNamed('un-xml').dataset as Dataset, '2026-02-27', un),
  write(formatNamed('ofac-csv').dataset as Dataset, '2025-12-24', ofac),
];
writeFileSync(new URL('../data/manifest.json', import.meta.url), `${JSON.stringify({ lists }, null, 2)}\n`);
