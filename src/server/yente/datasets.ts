import type { Actor, DatasetState, Screening } from '../../screening/index.ts';
import { HttpProblem } from '../problem.ts';

/** Names that mean every loaded list; `default` is what yente clients have in their settings. */
const COLLECTIONS: readonly string[] = ['default', 'all'];

/**
 * The datasets that a dataset in a path stands for; `undefined` means all. Throws 404 for one that is not loaded.
 */
export async function datasetScope(
  screening: Screening,
  actor: Actor,
  name: string,
): Promise<readonly string[] | undefined> {
  if (COLLECTIONS.includes(name)) return undefined;
  const lists = await screening.lists(actor);
  if (lists.some((list) => list.dataset.name === name)) return [name];
  throw new HttpProblem(404, 'No such dataset is loaded.', {
    todo: `Use ${COLLECTIONS[0]} for all lists, or one of those that GET /catalog names.`,
  });
}

/** A dataset as yente's catalog shows it. */
export function catalogEntry(state: DatasetState): Readonly<Record<string, unknown>> {
  const { dataset, current } = state;
  return {
    name: dataset.name,
    title: dataset.title,
    summary: dataset.terms ?? null,
    url: dataset.url ?? null,
    load: current !== undefined,
    entities_url: null,
    version: current?.version ?? '',
    index_version: current?.version ?? null,
    index_current: current !== undefined,
    entity_count: current?.entities ?? 0,
    updated_at: current ? current.recordedAt.slice(0, 19) : null,
    publisher: { name: dataset.publisher, url: dataset.url ?? null },
    children: [],
  };
}
