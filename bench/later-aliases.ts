/**
 * OFAC's list of July 2021, and the aliases that its later versions (December 2025) give to the same persons: names that turned
 * up in the world and that an index of 2021 had to recognise. Read from the folder named in TOCSIN_DATA.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { IndexedEntity } from 'tocsin/match';

/** Rows of comma-separated text; OFAC writes -0- for nothing. */
function rowsOf(path: string): string[][] {
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        (quoted ?? plain ?? '').replaceAll('""', '"').trim(),
      ),
    );
}

export interface LaterAliases {
  readonly entities: readonly IndexedEntity[];
  readonly aliases: readonly { readonly id: string; readonly name: string }[];
}

/** `undefined` where TOCSIN_DATA does not have the files. */
export function laterAliases(): LaterAliases | undefined {
  const root = process.env.TOCSIN_DATA;
  if (root === undefined) return undefined;
  const at = (name: string): string => join(root, 'lists', 'ofac', name);
  const files = [at('sdn_2021-07.csv.gz'), at('alt_2021-07.csv.gz'), at('alt_2025-12.csv.gz')] as const;
  if (!files.every((file) => existsSync(file))) return undefined;
  const [listed, then, now] = files.map(rowsOf) as [string[][], string[][], string[][]];
  const aliasesThen = new Map<string, string[]>();
  for (const [key, , , name] of then) {
    if (key && name) aliasesThen.set(key, [...(aliasesThen.get(key) ?? []), name]);
  }
  const entities: IndexedEntity[] = [];
  const known = new Map<string, Set<string>>();
  for (const [key, name, type] of listed) {
    if (!key || !name || type !== 'individual') continue;
    const alias = aliasesThen.get(key) ?? [];
    known.set(key, new Set([name, ...alias].map((one) => one.toLowerCase())));
    entities.push({
      id: key,
      schema: 'Person',
      properties: { name: [name], alias },
      datasets: ['ofac_2021'],
    });
  }
  const aliases = now.flatMap(([key, , type, name]) => {
    const before = key === undefined ? undefined : known.get(key);
    if (!before || !name || type !== 'aka' || before.has(name.toLowerCase())) return [];
    return name.includes(' ') ? [{ id: key!, name }] : [];
  });
  return { entities, aliases };
}
