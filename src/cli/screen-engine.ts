import { availableParallelism } from 'node:os';
import type { Config } from '../config/index.ts';
import type { IndexHit, MatchEntity } from '../match/index.ts';
import { type Hit, indexFiles, type SearchRequest } from '../screening/index.ts';
import type { ScreenHit } from './report.ts';
import { openDesk, screener } from './service.ts';

export interface RowAnswer {
  readonly hits: readonly ScreenHit[];
  /** Also those beyond the limit. */
  readonly total: number;
}

/** Answers many questions at once, from the lists in the store or from files on the spot. */
export interface Engine {
  search(queries: readonly MatchEntity[]): Promise<readonly RowAnswer[]>;
  readonly versions: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly threshold: number;
  readonly limit: number;
  readonly threads?: number;
}

/** Files on the spot: an index of their own, no store. */
export async function openFileEngine(
  paths: readonly string[],
  format: string | undefined,
  { threshold, limit, threads }: EngineOptions,
): Promise<Engine> {
  const files = await indexFiles({
    paths,
    ...(format !== undefined && { format }),
    today: new Date().toISOString().slice(0, 10),
    threads: threads ?? availableParallelism(),
  });
  if (files.quarantined > 0) {
    process.stderr.write(
      `tocsin: ${files.quarantined} things in ${paths.join(', ')} could not be read; "tocsin load" tells which\n`,
    );
  }
  return {
    versions: files.versions,
    async search(queries) {
      const options = queries.map(() => ({ threshold, limit }));
      const results = await files.search(queries, options);
      return results.map(({ hits, total }) => ({ hits: hits.map(fromIndex), total }));
    },
    close: () => files.close(),
  };
}

/** The lists in the store, through the gate: one entry in the ledger for each batch. */
export async function openListEngine(
  config: Config,
  { threshold, limit, threads }: EngineOptions,
): Promise<Engine> {
  const desk = await openDesk({ ...config, threads: threads ?? config.threads });
  const { lists } = await desk.screening.status();
  return {
    versions: Object.fromEntries(lists.map(({ dataset, version }) => [dataset, version])),
    async search(queries) {
      async function* requests(): AsyncIterable<SearchRequest> {
        for (const query of queries) yield { query, threshold, limit };
      }
      const answers: RowAnswer[] = [];
      for await (const { hits, total } of desk.screening.searchMany(screener(config), requests())) {
        answers.push({ hits: hits.map(fromStore), total });
      }
      return answers;
    },
    close: () => desk.close(),
  };
}

const fromIndex = ({ id, schema, datasets, properties, score, grade, explanation }: IndexHit): ScreenHit => ({
  id,
  schema,
  datasets,
  caption: properties.name?.[0] ?? properties.alias?.[0] ?? id,
  score,
  grade,
  explanation,
});

const fromStore = ({ entity, comparison }: Hit): ScreenHit => ({
  id: entity.id,
  schema: entity.schema,
  datasets: entity.datasets,
  caption: entity.caption,
  score: comparison.score,
  grade: comparison.grade,
  explanation: comparison.explanation,
});
