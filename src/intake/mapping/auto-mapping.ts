import { inferOrder } from './date-order.ts';
import { propertyOfHeader } from './header-names.ts';
import type { Mapping } from './mapping-file.ts';

/** Columns where several values stand in one cell. */
const SPLIT = new Set([
  'alias',
  'weakAlias',
  'previousName',
  'nationality',
  'citizenship',
  'country',
  'topics',
]);
const DATES = new Set(['birthDate', 'deathDate', 'incorporationDate']);

/**
 * Makes a mapping from the names of the columns; columns that nobody knows are left out. `sample` (some rows) shows
 * which comes first in dates, day or month. `undefined` where no column holds a name.
 */
export function autoMapping(
  headers: readonly string[],
  sample: readonly (readonly string[])[] = [],
): Mapping | undefined {
  const columns = new Map<string, string[]>();
  for (const header of headers) {
    const property = propertyOfHeader(header);
    if (property !== undefined) columns.set(property, [...(columns.get(property) ?? []), header]);
  }
  if (!columns.has('name') && !columns.has('lastName') && !columns.has('firstName')) return undefined;
  const [id] = columns.get('id') ?? [];
  const [type] = columns.get('schema') ?? [];
  columns.delete('id');
  columns.delete('schema');
  const properties: Mapping['properties'] = {};
  for (const [property, names] of columns) {
    if (SPLIT.has(property)) properties[property] = { columns: names, split: [';', '|'] };
    else if (DATES.has(property)) {
      const at = names.map((name) => headers.indexOf(name));
      const order = inferOrder(sample.flatMap((row) => at.map((i) => row[i] ?? '')));
      properties[property] = {
        columns: names,
        split: [';', '|'],
        ...(order && { dateFormat: FORMATS[order] }),
      };
    } else properties[property] = names;
  }
  return {
    schema: type === undefined ? 'Person' : { column: type, default: 'Person' },
    ...(id !== undefined && { id: `{${id}}` }),
    properties,
  };
}

const FORMATS = { dmy: 'DD/MM/YYYY', mdy: 'MM/DD/YYYY', ymd: 'YYYY-MM-DD', ydm: 'YYYY-DD-MM' } as const;
