import type { Entity } from '../../model/index.ts';
import { isMatchable, propertyType } from '../../model/index.ts';
import type { EntityView } from '../../screening/index.ts';
import { reverseName } from './followthemoney.ts';

/** An entity as yente answers it. Property values are texts, or whole entities where adjacent ones are nested. */
export interface EntityResponse {
  readonly id: string;
  readonly caption: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly (string | EntityResponse)[]>>;
  readonly datasets: readonly string[];
  readonly referents: readonly string[];
  readonly target: boolean;
  readonly first_seen: string | null;
  readonly last_seen: string | null;
  readonly last_change: string | null;
}

/** Topics that make an entity a target in OpenSanctions' sense: it is listed itself, not only named beside one. */
const TARGET_TOPICS =
  /^(?:sanction|crime|wanted|debarment|poi|export\.control|export\.risk|reg\.action)(?:\.|$)/;

/** Seconds without a zone, as yente writes instants (all are UTC). */
export function yenteInstant(iso: string): string | null {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 19);
}

/** Writes an entity in yente's shape, without its neighbours. */
export function entityResponse(entity: Entity): EntityResponse {
  const topics = entity.properties.topics ?? [];
  return {
    id: entity.id,
    caption: entity.caption,
    schema: entity.schema,
    properties: entity.properties,
    datasets: entity.datasets,
    referents: entity.referents,
    target: isMatchable(entity.schema) && topics.some((topic) => TARGET_TOPICS.test(topic)),
    first_seen: yenteInstant(entity.firstSeen),
    last_seen: yenteInstant(entity.lastSeen),
    last_change: yenteInstant(entity.lastChange),
  };
}

/**
 * The neighbours of an entity by FollowTheMoney property: `sanctions`, `identification`, `addressEntity` …
 * A neighbour that points here stands under the name of the way back, and does not repeat this entity's id.
 */
export function adjacentByProperty(view: EntityView): ReadonlyMap<string, readonly EntityResponse[]> {
  const own = new Set([view.entity.id, ...view.entity.referents]);
  const found = new Map<string, Map<string, EntityResponse>>();
  const put = (property: string, entity: EntityResponse): void => {
    const values = found.get(property) ?? new Map<string, EntityResponse>();
    values.set(entity.id, entity);
    found.set(property, values);
  };
  for (const { property, entity } of view.adjacent) {
    const ids = new Set([entity.id, ...entity.referents]);
    let placed = false;
    for (const [name, values] of Object.entries(view.entity.properties)) {
      if (propertyType(view.entity.schema, name) === 'entity' && values.some((value) => ids.has(value))) {
        put(name, entityResponse(entity));
        placed = true;
      }
    }
    for (const [name, values] of Object.entries(entity.properties)) {
      if (propertyType(entity.schema, name) !== 'entity' || !values.some((value) => own.has(value))) continue;
      const { [name]: _back, ...rest } = entity.properties;
      put(reverseName(entity.schema, name) ?? name, { ...entityResponse(entity), properties: rest });
      placed = true;
    }
    if (!placed) put(property, entityResponse(entity));
  }
  return new Map([...found].map(([property, values]) => [property, [...values.values()]]));
}

/** Writes an entity with its neighbours nested in its properties, in the place of their ids. */
export function nestedResponse(view: EntityView): EntityResponse {
  const adjacent = adjacentByProperty(view);
  const bare = entityResponse(view.entity);
  return { ...bare, properties: { ...bare.properties, ...Object.fromEntries(adjacent) } };
}
