/**
 * Makes data/: compact snapshots, facts only, of the lists that ship with the project, from the publishers' raw files.
 *
 *   TOCSIN_DATA=/folder/of/raw/data node --import tsx scripts/make-data.ts
 *
 * Deterministic: the same raw files give the same bytes. What is read from which file is told in data/README.md.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { formatNamed, type ListFile } from '../src/intake/index.ts';
import type { Dataset, SourceEntity } from '../src/model/index.ts';

const root = process.env.TOCSIN_DATA;
if (root === undefined) throw new Error('TOCSIN_DATA names the folder that holds lists/ofac and lists/un');
const TODAY = '2026-11-23';

const raw = (path: string): Buffer => {
  const bytes = readFileSync(join(root, 'lists', path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};
const file = (name: string, bytes: Buffer): ListFile => ({ name, open: () => Readable.from([bytes]) });

async function read(format: string, files: readonly ListFile[]): Promise<SourceEntity[]> {
  const entities: SourceEntity[] = [];
  for await (const event of formatNamed(format).read(files, { today: TODAY })) {
    if (event.type === 'entity') entities.push(event.entity);
  }
  return entities;
}

/** The UN list is complete in one file. */
const un = await read('un-xml', [file('un.xml', raw('un/un_sc_consolidated_2026-02-27.xml.gz'))]);

/** What the list said in full, newest state that is public with remarks: 2021-07 with its aliases, then 2023-01. */
const [old, recent] = [
  await read('ofac-csv', [
    file('sdn.csv', raw('ofac/sdn_2021-07.csv.gz')),
    file('alt.csv', raw('ofac/alt_2021-07.csv.gz')),
    file('add.csv', raw('ofac/add_2021-07.csv.gz')),
    file('sdn_comments.csv', raw('ofac/sdn_comments_2021-07.csv')),
  ]),
  await read('ofac-csv', [
    file('sdn.csv', raw('ofac/sdn_2023-01.csv.gz')),
    file('alt.csv', raw('ofac/alt_2025-12.csv.gz')),
    file('add.csv', raw('ofac/add_2025-12.csv.gz')),
    file('sdn_comments.csv', raw('ofac/sdn_comments_2025-12.csv')),
  ]),
];

/** Who is on the list: the names of 2025-11. */
interface ListedNames {
  readonly entity_id: number;
  readonly names: readonly {
    readonly full_name: string;
    readonly is_primary: boolean;
    readonly type_id: string;
  }[];
}
const listed = raw('ofac/sdn_names_2025-11.jsonl.gz')
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as ListedNames);

/** Aliases and addresses of 2025-12, also of entries that came after 2023-01, through the same reader. */
const aliasRows = raw('ofac/alt_2025-12.csv.gz').toString('utf8').split('\n');
const commaNames = new Set(
  aliasRows.flatMap((row) => {
    const found = /^(\d+),\d+,"[^"]*","([^"]+)"/.exec(row);
    return found && /^[^,]+, [^,]+$/.test(found[2]!) ? [found[1]!] : [];
  }),
);

const ownerOf = (id: string): string => /^ofac-\d+/.exec(id)?.[0] ?? id;
const present = new Set(listed.map((entry) => `ofac-${entry.entity_id}`));
const known = new Map<string, SourceEntity>();
for (const entity of [...old, ...recent]) known.set(entity.id, entity);
const kept = [...known.values()].filter(
  (entity) =>
    present.has(ownerOf(entity.id)) &&
    // A link whose other end has left the list says nothing any more.
    (entity.properties.object ?? []).every((id) => present.has(id)),
);
const detailed = new Set(kept.map((entity) => entity.id));

/**
 * Entries that came after 2023-01 have names only. They are persons where an alias is written `FAMILY, Given`, or where the
 * names mix cases as OFAC writes persons and none holds a word of organisations; of the others the kind is not known.
 */
const COMPANY =
  /\b(?:LLC|LTD|INC|CO|CORP|COMPANY|LIMITED|GMBH|S\.?A|JSC|OOO|AO|FZE|BANK|GROUP|TRADING|SHIPPING|FZCO|PTE|BV|PLC)\b/i;
function newEntry(entry: ListedNames): SourceEntity {
  const id = `ofac-${entry.entity_id}`;
  const primary = entry.names.filter((name) => name.is_primary).map((name) => name.full_name);
  const others = entry.names.filter((name) => !name.is_primary);
  const person =
    commaNames.has(String(entry.entity_id)) ||
    entry.names.every(({ full_name: name }) => /[a-z]/.test(name) && !COMPANY.test(name));
  const properties: Record<string, string[]> = { name: primary, topics: ['sanction'] };
  for (const { full_name: name, type_id: type } of others) {
    const property = type === '1401' ? 'previousName' : 'alias';
    if (!primary.includes(name) && !properties[property]?.includes(name))
      (properties[property] ??= []).push(name);
  }
  return { id, schema: person ? 'Person' : 'LegalEntity', properties };
}

const ofac = [...kept, ...listed.filter((entry) => !detailed.has(`ofac-${entry.entity_id}`)).map(newEntry)];

/** Latest names, added to what the older files say in full. */
const latest = new Map(listed.map((entry) => [`ofac-${entry.entity_id}`, entry]));
const ofacWithNames = ofac.map((entity) => {
  const entry = detailed.has(entity.id) ? latest.get(entity.id) : undefined;
  if (!entry || entity.schema === 'Person') return entity;
  const said = new Set(Object.values(entity.properties).flat());
  const more = entry.names.map((name) => name.full_name).filter((name) => !said.has(name));
  return more.length === 0
    ? entity
    : {
        ...entity,
        properties: { ...entity.properties, alias: [...(entity.properties.alias ?? []), ...more] },
      };
});

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
  return {
    dataset,
    version,
    file: name,
    format: 'ftm-ndjson',
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

const lists = [
  write(formatNamed('un-xml').dataset!, '2026-02-27', un),
  write(formatNamed('ofac-csv').dataset!, '2025-12-24', ofacWithNames),
];
writeFileSync(new URL('../data/manifest.json', import.meta.url), `${JSON.stringify({ lists }, null, 2)}\n`);
