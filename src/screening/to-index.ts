import type { IndexedEntity } from '../match/index.ts';
import { type Entity, isMatchable, type SourceEntity } from '../model/index.ts';

/** Numbers of documents by holder: lists that keep a passport as an entity of its own mean its holder by it. */
export type DocumentNumbers = ReadonlyMap<string, readonly string[]>;

export function collectDocuments(entities: Iterable<SourceEntity>, into: Map<string, string[]>): void {
  for (const { schema, properties } of entities) {
    if (schema !== 'Passport' && schema !== 'Identification') continue;
    for (const holder of properties.holder ?? []) {
      const numbers = into.get(holder) ?? [];
      numbers.push(...(properties.number ?? []));
      into.set(holder, numbers);
    }
  }
}

/** The entity as it is indexed; `undefined` for schemas that nobody looks for by name. */
export function toIndexed(
  entity: SourceEntity & Pick<Entity, 'datasets' | 'referents'>,
  documents: DocumentNumbers,
): IndexedEntity | undefined {
  if (!isMatchable(entity.schema)) return undefined;
  const numbers = [entity.id, ...entity.referents].flatMap((id) => documents.get(id) ?? []);
  const { id, schema, datasets } = entity;
  if (numbers.length === 0) return { id, schema, datasets, properties: entity.properties };
  const known = entity.properties.idNumber ?? [];
  // Registration numbers are a property of everything; idNumber of persons and organisations only.
  const property = schema === 'Vessel' || schema === 'Airplane' ? 'registrationNumber' : 'idNumber';
  return {
    id,
    schema,
    datasets,
    properties: { ...entity.properties, [property]: [...new Set([...known, ...numbers])] },
  };
}
