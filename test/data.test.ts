import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatNamed } from '../src/intake/index.ts';
import { listFile, readList } from './support/read-list.ts';

interface Manifest {
  readonly lists: readonly {
    readonly dataset: { readonly name: string };
    readonly file: string;
    readonly format: string;
    readonly sha256: string;
    readonly entities: Readonly<Record<string, number>>;
  }[];
}

const folder = new URL('../data/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Manifest;

/** Words that would tell more about a person than who it is. */
const SENSITIVE = /\b(?:tribe|ethnic(?:ity)?|religion|complexion|height|HAMAS - )/i;

describe('the lists that ship with the project', () => {
  it.each(manifest.lists.map((list) => [list.dataset.name, list] as const))(
    '%s is read whole, with nothing dropped or in quarantine',
    async (name, list) => {
      const bytes = readFileSync(new URL(list.file, folder));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(list.sha256);
      const read = await readList(formatNamed(list.format), listFile(list.file, gunzipSync(bytes)), {
        dataset: name,
      });
      expect(read.quarantine).toEqual([]);
      expect(read.dropped).toEqual({});
      const counts: Record<string, number> = {};
      for (const { schema } of read.entities) counts[schema] = (counts[schema] ?? 0) + 1;
      expect(counts).toEqual(list.entities);

      const ids = new Set(read.entities.map((entity) => entity.id));
      expect(ids.size).toBe(read.entities.length);
      for (const { properties } of read.entities) {
        for (const property of ['holder', 'entity', 'subject', 'object', 'owner', 'person', 'relative']) {
          for (const id of properties[property] ?? []) expect(ids.has(id), id).toBe(true);
        }
      }
      const told = read.entities.flatMap(({ properties }) => [
        ...(properties.position ?? []),
        ...(properties.notes ?? []),
        ...(properties.title ?? []),
      ]);
      // An office may be one of a tribe; nothing says that somebody belongs to one.
      const bad = told.filter(
        (text) => SENSITIVE.test(text) && !/\b(?:chief|affairs|minister)\b/i.test(text),
      );
      expect(bad).toEqual([]);
    },
    30_000,
  );
});
