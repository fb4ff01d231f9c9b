import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { IndexedEntity } from 'tocsin/match';
import { isMatchable, type SourceEntity } from 'tocsin/model';

/** The lists that ship with the project, as entities to index. */
export function shippedEntities(): readonly IndexedEntity[] {
  return ['un_sc_sanctions', 'us_ofac_sdn'].flatMap((name) =>
    gunzipSync(readFileSync(new URL(`../data/${name}.ndjson.gz`, import.meta.url)))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as SourceEntity)
      .filter(({ schema }) => isMatchable(schema))
      .map((entity) => ({ ...entity, datasets: [name] })),
  );
}

/** All names of persons on the shipped lists; what the generated world learns from. */
export function personNames(): readonly string[] {
  return shippedEntities()
    .filter(({ schema }) => schema === 'Person')
    .flatMap(({ properties }) => [...(properties.name ?? []), ...(properties.alias ?? [])]);
}
