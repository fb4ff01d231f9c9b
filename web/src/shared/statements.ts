import type { Statement } from './answers.ts';
import { byReadingOrder } from './words.ts';

/** One value of one property, with everybody who says it. */
export interface SaidValue {
  readonly value: string;
  readonly statements: readonly Statement[];
}

export interface SaidProperty {
  readonly property: string;
  readonly values: readonly SaidValue[];
}

/** The bare statement that an entity is on a list. */
export const PRESENCE = 'id';

/** Statements by property, in reading order, each value once with all its sources. Bare presence is left out. */
export function byProperty(statements: readonly Statement[]): readonly SaidProperty[] {
  const properties = new Map<string, Map<string, Statement[]>>();
  for (const statement of statements) {
    if (statement.property === PRESENCE) continue;
    const values = properties.get(statement.property) ?? new Map<string, Statement[]>();
    properties.set(statement.property, values);
    values.set(statement.value, [...(values.get(statement.value) ?? []), statement]);
  }
  return [...properties]
    .sort(([a], [b]) => byReadingOrder(a, b))
    .map(([property, values]) => ({
      property,
      values: [...values].map(([value, said]) => ({ value, statements: said })),
    }));
}

/** What is said of values as `property value`, to compare two moments. */
export const keyOf = (property: string, value: string): string => `${property}\u0000${value}`;

/** The values said at one moment that are not said at another. */
export function onlyIn(some: readonly Statement[], others: readonly Statement[]): ReadonlySet<string> {
  const known = new Set(others.map(({ property, value }) => keyOf(property, value)));
  return new Set(
    some
      .filter(({ property }) => property !== PRESENCE)
      .map(({ property, value }) => keyOf(property, value))
      .filter((key) => !known.has(key)),
  );
}

/** Says each source of a value once: dataset, first and last version in which it stood. */
export function sourcesOf(statements: readonly Statement[]): readonly Statement[] {
  const seen = new Map<string, Statement>();
  for (const statement of statements) {
    const key = [statement.dataset, statement.firstSeen, statement.lastSeen, statement.originalValue].join(
      '\u0000',
    );
    if (!seen.has(key)) seen.set(key, statement);
  }
  return [...seen.values()];
}
