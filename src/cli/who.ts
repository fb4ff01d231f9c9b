import { countryCode } from '../intake/index.ts';
import type { MatchEntity } from '../match/index.ts';
import { isSchemaName, parsePartialDate } from '../model/index.ts';
import type { SearchAnswer } from '../screening/index.ts';
import { UsageError } from './errors.ts';
import { explainHit, GRADE_TEXT } from './explain.ts';
import { type CommonOptions, openDesk, screener, settingsOf } from './service.ts';

export interface WhoOptions extends CommonOptions {
  readonly born?: string;
  readonly sex?: string;
  readonly country?: string;
  readonly doc?: string;
  readonly schema?: string;
  readonly threshold?: string;
  readonly limit?: string;
}

/** Exit code where nobody was found, so that scripts can tell. */
const NOBODY = 3;
/** The lowest threshold that may be asked for, and how many are shown from there where there is no hit. */
const LOWEST_THRESHOLD = 0.5;
const NEAREST = 3;

/** The question as an entity. Throws {@link UsageError} for what cannot be read. */
export function questionOf(name: string, options: WhoOptions): MatchEntity {
  const schema = options.schema ?? 'Person';
  if (!isSchemaName(schema))
    throw new UsageError(`there is no schema ${schema}; try Person, Organization, Company or Vessel`);
  const properties: Record<string, string[]> = { name: [name] };
  if (options.born !== undefined) {
    if (!parsePartialDate(options.born)) throw new UsageError('--born takes YYYY, YYYY-MM or YYYY-MM-DD');
    properties.birthDate = [options.born];
  }
  if (options.sex !== undefined) {
    if (!/^(?:m|f|male|female)$/i.test(options.sex)) throw new UsageError('--sex takes male or female');
    properties.gender = [/^m/i.test(options.sex) ? 'male' : 'female'];
  }
  if (options.country !== undefined) {
    const code = countryCode(options.country);
    if (code === undefined)
      throw new UsageError(`--country: ${options.country} is no country; give a name or a code such as fr`);
    properties[schema === 'Person' ? 'nationality' : 'country'] = [code];
  }
  if (options.doc !== undefined)
    properties[schema === 'Person' ? 'passportNumber' : 'registrationNumber'] = [options.doc];
  return { id: 'query', schema, properties };
}

export const numberOption = (
  name: string,
  text: string | undefined,
  fallback: number,
  from: number,
  to: number,
): number => {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!(value >= from && value <= to)) throw new UsageError(`--${name} takes a number from ${from} to ${to}`);
  return value;
};

/** `tocsin who NAME`: who is this, as far as the lists know, and why. Returns the exit code. */
export async function who(name: string, options: WhoOptions): Promise<number> {
  if (name.trim() === '') throw new UsageError('the name is empty');
  const { config } = settingsOf(options);
  const query = questionOf(name, options);
  const threshold = numberOption('threshold', options.threshold, config.threshold, LOWEST_THRESHOLD, 1);
  const limit = numberOption('limit', options.limit, 5, 1, 500);
  const desk = await openDesk(config);
  try {
    const ask = (from: number, most: number): Promise<SearchAnswer> =>
      desk.screening.search(screener(config), { query, threshold: from, limit: most });
    const answer = await ask(threshold, limit);
    if (options.json) {
      process.stdout.write(`${JSON.stringify(answerJson(query, answer), null, 2)}\n`);
    } else {
      // Who asks for a family name alone gets no hit, but wants to see whom it may be.
      const nearest = answer.hits.length === 0 ? (await ask(LOWEST_THRESHOLD, NEAREST)).hits : [];
      process.stdout.write(answerText(name, threshold, answer, nearest));
    }
    return answer.hits.length > 0 ? 0 : NOBODY;
  } finally {
    await desk.close();
  }
}

/** A hit with the fields that are documented in docs/commands.md and stay. */
export const hitJson = (
  { entity, comparison }: SearchAnswer['hits'][number],
  versions: Readonly<Record<string, string>>,
) => ({
  id: entity.id,
  datasets: entity.datasets,
  dataset: entity.datasets[0] ?? null,
  versions: Object.fromEntries(entity.datasets.map((name) => [name, versions[name] ?? null])),
  schema: entity.schema,
  caption: entity.caption,
  score: comparison.score,
  grade: comparison.grade,
  explanation: comparison.explanation,
  properties: entity.properties,
});

const answerJson = (query: MatchEntity, answer: SearchAnswer) => ({
  query: { schema: query.schema, properties: query.properties },
  total: answer.total,
  versions: answer.versions,
  hits: answer.hits.map((hit) => hitJson(hit, answer.versions)),
});

function answerText(
  name: string,
  threshold: number,
  { hits, total, versions }: SearchAnswer,
  nearest: SearchAnswer['hits'],
): string {
  const searched = Object.entries(versions)
    .map(([dataset, version]) => `${dataset} (${version.slice(0, 10)})`)
    .join(', ');
  if (hits.length === 0) {
    const below = nearest.map(
      ({ entity, comparison: { score, grade } }) =>
        `  ${score.toFixed(3)}  ${entity.caption}   ${entity.schema}, ${entity.id}; rests on ${GRADE_TEXT[grade]}\n`,
    );
    return `Nobody on these lists scores ${threshold} or more for "${name}".\n${below.length > 0 ? `Nearest below (--threshold ${LOWEST_THRESHOLD} explains them):\n${below.join('')}` : ''}Searched: ${searched || 'no list is loaded; see "tocsin load --help"'}\n`;
  }
  const shown = hits.map(({ entity, comparison }, i) => explainHit(i + 1, entity, comparison, versions));
  const more =
    total > hits.length
      ? `\n${total - hits.length === 1 ? '1 more hit' : `${total - hits.length} more hits`}; show them with --limit ${Math.min(total, 500)}.\n`
      : '';
  return `${shown.join('\n\n')}\n${more}\nSearched: ${searched}\n`;
}
