import { captionOf, type Entity, isA, type SchemaName } from '../model/index.ts';
import { PRESENCE } from './statements.ts';

/** What of a statement an entity is made of. */
export interface FoldedStatement {
  readonly entityId: string;
  readonly schema: SchemaName;
  readonly property: string;
  readonly value: string;
  readonly dataset: string;
  readonly recordedFrom: string;
  readonly recordedUntil?: string;
  /** When the last list version that has it was recorded. */
  readonly seenAt: string;
}

/**
 * An entity is what its statements say together. `id` is the canonical one; source entities that judgements joined are
 * its referents. The schema is the most special of theirs. Values come in the order of the statements, once each.
 */
export function fold(id: string, statements: readonly FoldedStatement[]): Entity {
  const values = new Map<string, Set<string>>();
  const datasets = new Set<string>();
  const members = new Set<string>();
  let schema: SchemaName | undefined;
  let firstSeen = '';
  let lastSeen = '';
  let lastChange = '';
  for (const one of statements) {
    members.add(one.entityId);
    datasets.add(one.dataset);
    if (!schema || (one.schema !== schema && isA(one.schema, schema))) schema = one.schema;
    if (firstSeen === '' || one.recordedFrom < firstSeen) firstSeen = one.recordedFrom;
    if (one.seenAt > lastSeen) lastSeen = one.seenAt;
    const changed = one.recordedUntil ?? one.recordedFrom;
    if (changed > lastChange) lastChange = changed;
    if (one.property === PRESENCE) continue;
    const known = values.get(one.property);
    if (known) known.add(one.value);
    else values.set(one.property, new Set([one.value]));
  }
  const properties = Object.fromEntries([...values].map(([property, set]) => [property, [...set]]));
  const bare = { id, schema: schema ?? ('LegalEntity' as const), properties };
  return {
    ...bare,
    caption: captionOf(bare),
    datasets: [...datasets].sort(),
    referents: [...members].filter((member) => member !== id).sort(),
    firstSeen,
    lastSeen,
    lastChange,
  };
}
