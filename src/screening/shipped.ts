import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dataset } from '../model/index.ts';

/** A list that ships with the project, see data/README.md. */
export interface ShippedList {
  readonly dataset: Dataset;
  readonly version: string;
  readonly path: string;
  readonly format: string;
}

const FOLDER = new URL('../../data/', import.meta.url);

export function shippedLists(): readonly ShippedList[] {
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8')) as {
    lists: readonly { dataset: Dataset; version: string; file: string; format: string }[];
  };
  return manifest.lists.map(({ dataset, version, file, format }) => ({
    dataset,
    version,
    format,
    path: fileURLToPath(new URL(file, FOLDER)),
  }));
}
