import { stix } from '../../intake/index.ts';
import { fromMicroseconds, microseconds, type TaxiiVersion } from '../../store/index.ts';
import { MOST_OBJECTS, PAGE } from './tuning.ts';
import { type Parameters, TaxiiError } from './types.ts';

/** What a request asks for (§3.4). */
export interface Filters {
  readonly ids?: readonly string[];
  readonly types?: readonly string[];
  readonly specVersions?: readonly string[];
  readonly versions: readonly TaxiiVersion[];
  readonly addedAfter?: string;
  readonly limit: number;
  readonly next?: string;
}

const wrong = (name: string, what: string): TaxiiError =>
  new TaxiiError('bad-request', `The parameter ${name} is not ${what}.`);

const listOf = (parameters: Parameters, name: string): readonly string[] | undefined => {
  const text = parameters[name];
  if (text === undefined) return undefined;
  const all = text.split(',').map((one) => one.trim());
  if (all.some((one) => one === '')) throw wrong(name, 'a list of words with commas between them');
  return all;
};

function instantOf(name: string, text: string): string {
  if (stix.sortableTimestamp(text) === undefined)
    throw wrong(name, 'an instant such as 2026-03-01T00:00:00Z');
  return text;
}

const KEYWORDS = ['first', 'last', 'all'] as const;

/** Reads the parameters of a request. Throws {@link TaxiiError} for what cannot be read; what is not known is let be. */
export function readFilters(parameters: Parameters, versionsByDefault: TaxiiVersion = 'last'): Filters {
  const ids = listOf(parameters, 'match[id]');
  const types = listOf(parameters, 'match[type]');
  const specVersions = listOf(parameters, 'match[spec_version]');
  const versions = listOf(parameters, 'match[version]')?.map(
    (word): TaxiiVersion => KEYWORDS.find((one) => one === word) ?? { at: instantOf('match[version]', word) },
  );
  const { limit, next, added_after: addedAfter } = parameters;
  if (limit !== undefined && !/^[1-9]\d{0,14}$/.test(limit)) throw wrong('limit', 'a number from 1');
  return {
    ...(ids && { ids }),
    ...(types && { types }),
    ...(specVersions && { specVersions }),
    versions: versions ?? [versionsByDefault],
    ...(addedAfter !== undefined && {
      addedAfter: fromMicroseconds(microseconds(instantOf('added_after', addedAfter))),
    }),
    limit: limit === undefined ? PAGE : Math.min(Number(limit), MOST_OBJECTS),
    ...(next !== undefined && { next }),
  };
}
