import type { Actor, Screening, SearchAnswer, SearchRequest } from '../../screening/index.ts';
import { eachOf } from '../each-of.ts';
import { type Line, readLines } from '../ndjson.ts';
import { HttpProblem, type Problem, problemOf } from '../problem.ts';
import { LINE_LIMIT, STREAM_BATCH } from '../tuning.ts';
import { type MatchAnswer, type MatchOptions, matchAnswer, searchRequests } from './match.ts';
import { type ExampleEntity, type ParsedQuery, parseExample } from './query.ts';

/** One line of the answer: in the order of the queries, with the id that the query had and its line number. */
export type StreamAnswer =
  | ({ readonly id: string; readonly line: number } & MatchAnswer)
  | {
      readonly id?: string;
      readonly line: number;
      readonly status: number;
      readonly error: Problem;
    };

/** A line that was read: a query, or the error that stands in its place. */
type Read =
  | { readonly example: ExampleEntity; readonly parsed: ParsedQuery; readonly line: number }
  | { readonly error: StreamAnswer };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function exampleOf(value: unknown): ExampleEntity {
  if (!isRecord(value)) throw new HttpProblem(400, 'The line is not a JSON object.');
  const { id, schema, properties, exclude_entity_ids: excluded } = value;
  if (typeof schema !== 'string') throw new HttpProblem(422, 'schema is missing.', { todo: 'Add "schema".' });
  if (!isRecord(properties))
    throw new HttpProblem(422, 'properties is missing.', { todo: 'Add "properties".' });
  if (
    excluded !== undefined &&
    !(Array.isArray(excluded) && excluded.every((one) => typeof one === 'string'))
  ) {
    throw new HttpProblem(400, 'exclude_entity_ids is not a list of texts.');
  }
  if (id !== undefined && id !== null && typeof id !== 'string')
    throw new HttpProblem(400, 'id is not a text.');
  return {
    schema,
    properties,
    ...(typeof id === 'string' ? { id } : {}),
    ...(excluded === undefined ? {} : { exclude_entity_ids: excluded }),
  };
}

function errorLine(line: number, error: unknown, id: string | undefined): StreamAnswer {
  const problem =
    error instanceof HttpProblem
      ? problemOf(error.status, error.message, error.details)
      : problemOf(400, 'The line is not valid JSON.', { todo: 'Write one JSON object a line.' });
  return { ...(id === undefined ? {} : { id }), line, status: problem.status, error: problem };
}

function readQuery(line: Line): Read {
  if (line.text === undefined) {
    const tooLong = new HttpProblem(413, `The line is longer than ${LINE_LIMIT} bytes.`, {
      todo: 'Send fewer values in one query.',
    });
    return { error: errorLine(line.number, tooLong, undefined) };
  }
  let id: string | undefined;
  try {
    const value: unknown = JSON.parse(line.text);
    if (isRecord(value) && typeof value.id === 'string') id = value.id;
    const example = exampleOf(value);
    return { example, parsed: parseExample(example, 'query'), line: line.number };
  } catch (error) {
    if (error instanceof HttpProblem || error instanceof SyntaxError) {
      return { error: errorLine(line.number, error, id) };
    }
    throw error;
  }
}

async function answersTo(
  screening: Screening,
  actor: Actor,
  requests: readonly SearchRequest[],
): Promise<readonly SearchAnswer[]> {
  const answers: SearchAnswer[] = [];
  if (requests.length === 0) return answers;
  for await (const answer of screening.searchMany(actor, eachOf(requests))) answers.push(answer);
  return answers;
}

export interface StreamOptions extends MatchOptions {
  /** Called after each batch with its size and its time in seconds. */
  readonly onBatch: (queries: number, seconds: number) => void;
}

/**
 * Matches a stream of queries, one JSON object a line, of any length. Answers come in the order of the queries; a
 * line that cannot be read gives an error line in its place and the stream goes on. The next lines are read when
 * the answers to the last ones were taken, so a slow reader slows the writer (back-pressure) and memory is bounded.
 */
export async function* matchStream(
  screening: Screening,
  actor: Actor,
  body: AsyncIterable<Uint8Array>,
  options: StreamOptions,
): AsyncGenerator<StreamAnswer> {
  for await (const lines of readLines(body, LINE_LIMIT, STREAM_BATCH)) {
    const reads = lines.map(readQuery);
    const requests = reads.map((read) =>
      'error' in read ? [] : searchRequests(read.parsed, read.example, options),
    );
    const started = performance.now();
    const answers = await answersTo(screening, actor, requests.flat());
    options.onBatch(reads.length, (performance.now() - started) / 1000);
    let at = 0;
    for (const [i, read] of reads.entries()) {
      const count = requests[i]?.length ?? 0;
      const own = answers.slice(at, at + count);
      at += count;
      if ('error' in read) yield read.error;
      else yield { id: read.parsed.echo.id, line: read.line, ...matchAnswer(read.parsed, own, options) };
    }
  }
}
