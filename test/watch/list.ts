import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a small list of persons as FollowTheMoney entities; gives its path. */
export function writeList(entries: readonly object[], version: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tocsin-watch-')), `wanted-${version}.ndjson`);
  const lines = entries.map((entry) => {
    const {
      id,
      schema = 'Person',
      ...properties
    } = entry as { readonly id: string } & Record<string, string>;
    const values = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, [value]]));
    return JSON.stringify({ id, schema, datasets: ['wanted'], properties: values });
  });
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
