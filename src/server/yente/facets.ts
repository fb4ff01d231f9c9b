import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries';
import { type Entity, type PropertyType, valuesOfType } from '../../model/index.ts';

countries.registerLocale(createRequire(import.meta.url)('i18n-iso-countries/langs/en.json'));

/** What results can be counted by. */
export const FACET_NAMES = ['countries', 'topics', 'datasets', 'schema', 'genders', 'identifiers'] as const;

export interface Facet {
  readonly label: string;
  readonly values: readonly { readonly name: string; readonly label: string; readonly count: number }[];
}

const TYPES: Readonly<Record<string, PropertyType>> = {
  countries: 'country',
  topics: 'topic',
  genders: 'gender',
  identifiers: 'identifier',
};

const LABELS: Readonly<Record<string, string>> = {
  countries: 'Countries',
  topics: 'Topics',
  datasets: 'Data sources',
  schema: 'Schema',
  genders: 'Genders',
  identifiers: 'Identifiers',
};

function namesIn(entity: Entity, facet: string): ReadonlySet<string> {
  if (facet === 'datasets') return new Set(entity.datasets);
  if (facet === 'schema') return new Set([entity.schema]);
  const type = TYPES[facet];
  return new Set(type ? valuesOfType(entity, type).map(({ value }) => value) : []);
}

function labelOf(facet: string, name: string): string {
  return facet === 'countries' ? (countries.getName(name.toUpperCase(), 'en') ?? name) : name;
}

/** Counts the results by each of the facets that were asked for, most frequent first. */
export function facetsOf(
  entities: readonly Entity[],
  facets: readonly string[],
): Readonly<Record<string, Facet>> {
  const entries = facets.map((facet) => {
    const counts = new Map<string, number>();
    for (const entity of entities) {
      for (const name of namesIn(entity, facet)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const values = [...counts]
      .map(([name, count]) => ({ name, label: labelOf(facet, name), count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    return [facet, { label: LABELS[facet] ?? facet, values }] as const;
  });
  return Object.fromEntries(entries);
}
