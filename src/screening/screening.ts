import { join } from 'node:path';
import {
  closeListFiles,
  detectFormat,
  FALLBACK_FORMAT,
  formatNamed,
  LIST_FORMATS,
  ListError,
  type ListFormat,
  openListFiles,
  type QuarantineEntry,
} from '../intake/index.ts';
import { DEFAULT_POLICY, type HeldSource, type InForce, openGate } from '../law/index.ts';
import { compare, type SearchOptions } from '../match/index.ts';
import { type Dataset, isDatasetName, isOwnService, type Said, type SourceEntity } from '../model/index.ts';
import type { ListContent, ListDifference, ListVersion, Store } from '../store/index.ts';
import { type ChartRequest, chartDataset, chartFormat, limited, ofChart } from './chart-load.ts';
import { changesIn, idsIn, openOwnExit } from './exits.ts';
import { heldEntities } from './held.ts';
import { openIndex } from './index-keeper.ts';
import { consentsIn, decider, nothingWithheld, release } from './release.ts';
import { openSearcher } from './searcher.ts';
import type {
  Actor,
  EntityView,
  Hit,
  LoadReport,
  LoadRequest,
  Screening,
  SearchAnswer,
  SearchRequest,
  ServiceStatus,
} from './types.ts';

export interface ScreeningOptions {
  readonly store: Store;
  /** Folder for the snapshot of the index; none keeps no snapshot. */
  readonly folder?: string;
  readonly now: () => Date;
  /** Share of a list that may vanish without a person looking. */
  readonly shrinkLimit: number;
  readonly serviceName: string;
  /** What is allowed; the policy that ships with Tocsin by default. */
  readonly policy?: InForce;
  /** Told of what the lists hold on persons, for those who ask. */
  readonly registerHeld?: (source: HeldSource) => void;
  /** Threads that batches of searches are shared by; none by default: all is searched in the thread that asks. */
  readonly threads?: number;
  /** Requests that one ledger entry of a stream covers. */
  readonly batch?: number;
}

/** Requests of a stream that are answered, looked up and written down together. */
const BATCH = 1_000;
/** Hits that are looked through where some may not be shown; the routes give 500 at most. */
const MOST_HITS = 10_000;
const EMPTY_DIFFERENCE: ListDifference = { added: [], removed: [], changed: [], captions: {} };

/** Opens the index on a store; the store stays the caller's to close after {@link Screening.close}. */
export async function openScreening(
  options: ScreeningOptions,
): Promise<Screening & { readonly from: string }> {
  const { store, now } = options;
  const { people } = store;
  const gate = openGate(options.policy ?? DEFAULT_POLICY, store.ledger, now);
  // Before the index is read: it knows at least this change.
  let seen = await store.lastChange();
  let current = await currentVersions(store);
  const labelOf = (): string =>
    [seen, ...[...current.values()].map((one) => `${one.dataset} ${one.version} ${one.recordedAt}`)].join(
      '\n',
    );
  const snapshot = options.folder === undefined ? undefined : join(options.folder, 'index.snapshot');
  const keeper = await openIndex(people, snapshot, labelOf());
  keeper.save(labelOf());
  const searcher = openSearcher(keeper, options.threads ?? 0);

  options.registerHeld?.(
    heldEntities(
      people,
      async (query, searchOptions) => {
        const [found] = await searcher.search([query], [searchOptions]);
        return found?.hits.map(({ id }) => id) ?? [];
      },
      async () => new Map((await store.datasets()).map(({ name, title }) => [name, title])),
    ),
  );

  const versions = (): Record<string, string> =>
    Object.fromEntries([...current.values()].map((one) => [one.dataset, one.version]));

  const toOptions = (request: SearchRequest): SearchOptions => ({
    threshold: request.threshold,
    limit: request.limit,
    ...(request.include && { include: request.include }),
    ...(request.exclude && { exclude: request.exclude }),
    ...(request.excludeEntities && { excludeEntities: request.excludeEntities }),
  });

  /** Finds and looks up many at once: one read of the store for all hits. */
  const own = openOwnExit(gate, people, options.serviceName);
  const answer = async (account: string, requests: readonly SearchRequest[]): Promise<SearchAnswer[]> => {
    const told = versions();
    const listsSeen = seen;
    // That something was not shown is not told: neither by a number, nor by fewer hits than were asked for.
    const hides = own.hides();
    const results = await searcher.search(
      requests.map(({ query }) => query),
      requests.map((request) => ({ ...toOptions(request), ...(hides && { limit: MOST_HITS }) })),
    );
    const ids = [...new Set(results.flatMap(({ hits }) => hits.map(({ id }) => id)))];
    const shown = await own.whole(account, ids);
    const entities = await people.entities(ids.filter((id) => shown.has(id)));
    return results.map(({ hits, total }, i) => {
      const found = hits.flatMap((hit): Hit[] => {
        const entity = entities.get(hit.id);
        const { score, grade, explanation } = hit;
        return entity ? [{ entity, comparison: { score, grade, explanation } }] : [];
      });
      return hides
        ? { hits: found.slice(0, requests[i]?.limit), total: found.length, versions: told, listsSeen }
        : { hits: found, total, versions: told, listsSeen };
    });
  };
  const idsOf = (answers: readonly SearchAnswer[]): string[] =>
    answers.flatMap(({ hits }) => hits.map(({ entity }) => entity.id));
  const questionOf = (requests: readonly SearchRequest[]): string =>
    JSON.stringify(requests.map(({ query }) => query.properties));

  const listeners: (() => void)[] = [];

  let following: Promise<void> = Promise.resolve();
  /** Takes in what loads and judgements changed, of this process and of others. */
  const follow = (fresh?: {
    readonly entities: readonly SourceEntity[];
    readonly dataset: string;
  }): Promise<void> => {
    const turn = following.then(async () => {
      const changes = await store.changesAfter(seen);
      const last = changes.at(-1);
      if (!last) return;
      current = await currentVersions(store);
      // A list that is new is indexed as it was read; reading it back from the store would take as long again.
      if (fresh && changes.length === 1) keeper.add(fresh.entities, fresh.dataset);
      else if (changes.some(({ ids }) => !ids)) await keeper.rebuild();
      else await keeper.refresh([...new Set(changes.flatMap(({ ids = [] }) => ids))]);
      seen = last.seq;
      keeper.save(labelOf());
      for (const listener of listeners) listener();
    });
    following = turn.catch(() => undefined);
    return turn;
  };

  const load = async (
    request: LoadRequest,
    chart?: Pick<ChartRequest, 'content' | 'owner' | 'grade' | 'marking' | 'columns'>,
  ): Promise<LoadReport> => {
    const files = await openListFiles(
      request.paths,
      chart && { stdin: limited(chart.content), name: 'chart' },
    );
    try {
      const mapping = await readMapping(request.mappingPath);
      const recognised = () => (chart ? chartFormat(files) : detect(files, mapping));
      const format = request.format === undefined ? await recognised() : formatNamed(request.format);
      const dataset = datasetOf(format, request);
      const digests = await Promise.all(files.map((file) => file.digest()));
      const today = now().toISOString().slice(0, 10);
      const quarantine: QuarantineEntry[] = [];
      const fresh: SourceEntity[] | undefined = current.has(dataset.name) ? undefined : [];
      let version: string | undefined = request.version;
      let entities = 0;
      const total = files.reduce((sum, file) => sum + (file.size ?? 0), 0);

      // Whose chart it is says whoever brings it.
      const owner = chart && (chart.owner ?? options.serviceName);
      // Whatever a file says, it is not this service that says it: or its originator would not be asked any more.
      const foreign = (said: Said): Said =>
        said.sourceService === undefined ||
        (isOwnService(said.sourceService, options.serviceName) &&
          (owner === undefined || !isOwnService(owner, options.serviceName)))
          ? { ...said, sourceService: `list:${dataset.name}` }
          : said;

      async function* content(): AsyncIterable<ListContent> {
        let bytes = 0;
        const listOptions = {
          ...{ today, dataset: dataset.name, ...(mapping !== undefined && { mapping }) },
          chart: chart ?? { ...(request.marking && { marking: request.marking }) },
        };
        for await (const read of format.read(files, listOptions)) {
          const event =
            read.type === 'entity' && chart && owner !== undefined
              ? ofChart(read, dataset.name, { ...chart, owner })
              : read;
          if (event.type === 'entity') {
            entities++;
            fresh?.push(event.entity);
            const { said, saidOf } = event;
            yield {
              ...event,
              ...(said && { said: foreign(said) }),
              ...(saidOf && { saidOf: new Map([...saidOf].map(([key, one]) => [key, foreign(one)])) }),
            };
          } else if (event.type === 'quarantine') {
            quarantine.push(event.entry);
            yield event;
          } else if (event.type === 'dropped') yield event;
          else if (event.type === 'version') version ??= event.version;
          else bytes = event.bytes;
          if (event.type === 'progress')
            request.onProgress?.({ bytes, entities, ...(total > 0 && { total }) });
        }
        if (entities === 0)
          throw new ListError('nothing in it could be read', files[0]?.name ?? dataset.name);
      }
      const recordedAt = now().toISOString();
      const { version: loaded, unchanged } = await store.load({
        dataset,
        format: format.name,
        files: files.map((file, i) => ({ name: file.name, ...digests[i]! })),
        recordedAt,
        sourceService: options.serviceName,
        ...(request.marking && { marking: request.marking }),
        content: content(),
        version: () => version ?? recordedAt,
        shrinkLimit: request.confirmShrink ? undefined : options.shrinkLimit,
      });
      if (unchanged) return { ...loaded, difference: EMPTY_DIFFERENCE, quarantine, unchanged };
      if (fresh) {
        await follow({ entities: fresh, dataset: dataset.name });
        return { ...loaded, difference: EMPTY_DIFFERENCE, quarantine, unchanged };
      }
      const difference = (await people.difference(loaded.dataset, loaded.version)) ?? EMPTY_DIFFERENCE;
      if (loaded.state === 'current') await follow();
      return { ...loaded, difference, quarantine, unchanged };
    } finally {
      await closeListFiles(files);
    }
  };

  const view = async (
    account: string,
    canonical: string,
    asOf: string | undefined,
  ): Promise<EntityView | undefined> => {
    const entity = (await people.entities([canonical], asOf)).get(canonical);
    if (!entity) return undefined;
    const [statements, all, judgements, adjacent] = await Promise.all([
      people.statements(canonical, asOf === undefined ? {} : { asOf }),
      people.statements(canonical, { all: true }),
      people.judgements(canonical),
      people.adjacent(canonical, asOf),
    ]);
    return own.view(account, { entity, statements, judgements, adjacent, changes: changesIn(all) }, all);
  };

  const status = async (): Promise<ServiceStatus> => ({
    ready: true,
    indexed: keeper.index.size.entities,
    ledgerLength: await store.ledger.length(),
    lists: [...current.values()].map(({ dataset, version, recordedAt, entities }) => ({
      dataset,
      version,
      recordedAt,
      entities,
    })),
  });

  return {
    from: keeper.from,

    load: (actor, request) =>
      gate.pass(actor, 'load', { ids: request.dataset === undefined ? [] : [request.dataset] }, async () => {
        const result = await load(request);
        return { result, ids: [result.dataset], count: result.entities };
      }),

    loadChart: (actor, { name, format, ...chart }) =>
      gate.pass(actor, 'load-chart', { ids: [chartDataset(name)] }, async () => {
        const dataset = chartDataset(name);
        const describes = { name: dataset, title: name, publisher: chart.owner ?? options.serviceName };
        const result = await load(
          { paths: ['-'], dataset, describes, marking: chart.marking, ...(format && { format }) },
          chart,
        );
        return { result, ids: [dataset], count: result.entities };
      }),

    confirm: (actor, dataset, version, accept) =>
      gate.pass(actor, 'load', { ids: [dataset] }, async () => {
        const at = now().toISOString();
        const result = await store.confirmHeld(dataset, version, {
          accept,
          at,
          sourceService: options.serviceName,
        });
        if (accept) await follow();
        return { result, ids: [dataset] };
      }),

    lists: (actor) =>
      gate.pass(actor, 'read-lists', {}, async () => {
        const datasets = await store.datasets();
        const result = await Promise.all(
          datasets.map(async (dataset) => {
            const all = await store.versions(dataset.name);
            const latest = all.find(({ state }) => state === 'current');
            return { dataset, versions: all, ...(latest && { current: latest }) };
          }),
        );
        return { result, ids: [], count: datasets.length };
      }),

    // Both name persons: whoever may only see which lists there are (administrators, auditors) may not see these.
    difference: (actor, dataset, version) =>
      gate.pass(actor, 'read-entity', { ids: [dataset] }, async () => {
        const all = await people.difference(dataset, version);
        if (!all) throw new NotFoundError(`there is no version ${version} of ${dataset}`);
        const result = await own.difference(actor.account, all);
        return { result, ids: idsIn(result) };
      }),

    quarantine: (actor, dataset, version) =>
      gate.pass(actor, 'read-entity', { ids: [dataset] }, async () => {
        const all = (await people.quarantine(dataset, version)) as readonly QuarantineEntry[] | undefined;
        if (!all) throw new NotFoundError(`there is no version ${version} of ${dataset}`);
        const result = own.unread(all);
        return { result, ids: [], count: result.length };
      }),

    search: (actor, request) =>
      gate.pass(actor, 'search', { question: questionOf([request]) }, async () => {
        const answers = await answer(actor.account, [request]);
        return { result: answers[0]!, ids: idsOf(answers) };
      }),

    async *searchMany(actor, requests) {
      const write = await gate.open(actor, 'search');
      const flush = async (batch: readonly SearchRequest[]): Promise<readonly SearchAnswer[]> => {
        const answers = await answer(actor.account, batch);
        await write({ question: questionOf(batch) }, idsOf(answers), batch.length);
        return answers;
      };
      let batch: SearchRequest[] = [];
      for await (const request of requests) {
        batch.push(request);
        if (batch.length < (options.batch ?? BATCH)) continue;
        yield* await flush(batch);
        batch = [];
      }
      if (batch.length > 0) yield* await flush(batch);
    },

    suggest: (actor, text, limit) =>
      gate.pass(actor, 'search', { question: text }, async () => {
        const found = keeper.index.suggest(text, own.hides() ? MOST_HITS : limit).map(({ id }) => id);
        const shown = await own.whole(actor.account, found);
        const ids = found.filter((id) => shown.has(id)).slice(0, limit);
        const entities = await people.entities(ids);
        const result = ids.flatMap((id): Hit[] => {
          const entity = entities.get(id);
          if (!entity) return [];
          const query = { id: 'query', schema: entity.schema, properties: { name: [text] } };
          return [{ entity, comparison: compare(query, entity) }];
        });
        return { result, ids };
      }),

    entity: (actor, id, asOf) =>
      gate.pass(actor, 'read-entity', { ids: [id] }, async () => {
        const canonical = await people.canonicalOf(id);
        const found = await view(actor.account, canonical, asOf);
        const result = found && { view: found, ...(canonical !== id && { redirect: canonical }) };
        return { result, ids: found ? [canonical] : [] };
      }),

    compare: (actor, query, id) =>
      gate.pass(actor, 'read-entity', { ids: [id], question: JSON.stringify(query.properties) }, async () => {
        const [entities, shown] = await Promise.all([people.entities([id]), own.whole(actor.account, [id])]);
        const entity = shown.has(id) ? entities.get(id) : undefined;
        const indexed = entity && keeper.index.get(entity.id);
        return {
          result: entity && { entity, comparison: compare(query, indexed ?? entity) },
          ids: entity ? [entity.id] : [],
        };
      }),

    judge: (actor, request) =>
      gate.pass(actor, 'judge', { ids: [request.left, request.right] }, async () => {
        const both = await people.entities([request.left, request.right]);
        for (const id of [request.left, request.right]) {
          if (!both.has(id)) throw new NotFoundError(`there is no entity ${id}`);
        }
        if (request.left === request.right)
          throw new ListError('an entity cannot be judged against itself', request.left);
        keeper.forget();
        const { judgement, touched } = await store.judge({ ...request, by: actor.account }, now());
        await follow();
        return { result: judgement, ids: touched };
      }),

    undoJudgement: (actor, id, reason) =>
      gate.pass(actor, 'judge', { ids: [id] }, async () => {
        keeper.forget();
        const undone = await store.undoJudgement(id, actor.account, reason, now());
        if (!undone) throw new NotFoundError(`there is no judgement ${id} that still holds`);
        await follow();
        return { result: undone.judgement, ids: undone.touched };
      }),

    async *release(actor, terms, onWithheld) {
      const write = await gate.open(actor, 'export-entities');
      const withheld = nothingWithheld();
      const may = decider(gate, terms, options.serviceName, withheld);
      const to = terms.to.kind === 'public' ? 'public' : `${terms.to.kind}:${terms.to.id}`;
      let count = 0;
      for await (const page of people.tellAll(terms.datasets)) {
        const leaving = page.flatMap((told) => release(told, may, withheld) ?? []);
        if (leaving.length === 0) continue;
        const ids = leaving.map(({ id }) => id);
        await write({ ids: [`${terms.exit}:${to}`, ...consentsIn(leaving, terms)] }, ids, ids.length);
        count += ids.length;
        yield leaving;
      }
      // That somebody wanted to is on record, too.
      if (count === 0) await write({ ids: [`${terms.exit}:${to}`] }, [], 0);
      onWithheld?.(withheld);
    },

    indexed: (actor, ids) =>
      gate.pass(actor, 'search', {}, async () => {
        const canonical = new Set([...(await people.entities(ids)).values()].map(({ id }) => id));
        const result = [...canonical].flatMap((id) => keeper.index.get(id) ?? []);
        return { result, ids: [], count: result.length };
      }),

    follow: () => follow(),

    onChange(listener) {
      listeners.push(listener);
    },

    status,
    async figures(actor) {
      await gate.open(actor, 'read-lists');
      return status();
    },

    async close() {
      await following;
      await searcher.close();
      keeper.save(labelOf());
    },
  };
}

/** What was asked for is not there. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

async function currentVersions(store: Store): Promise<ReadonlyMap<string, ListVersion>> {
  const found = new Map<string, ListVersion>();
  for (const { name } of await store.datasets()) {
    const latest = (await store.versions(name)).find(({ state }) => state === 'current');
    if (latest) found.set(name, latest);
  }
  return found;
}

async function readMapping(path: string | undefined): Promise<unknown> {
  if (path === undefined) return undefined;
  const { readFile } = await import('node:fs/promises');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw new ListError(`cannot be read as a mapping: ${(error as Error).message}`, path);
  }
}

const detect = (files: Awaited<ReturnType<typeof openListFiles>>, mapping: unknown): Promise<ListFormat> =>
  mapping === undefined
    ? detectFormat(files, LIST_FORMATS, FALLBACK_FORMAT)
    : Promise.resolve(FALLBACK_FORMAT);

/** The dataset that a load is for: named by the caller, else by the format. */
function datasetOf(format: ListFormat, request: LoadRequest): Dataset {
  if (request.describes && (request.dataset === undefined || request.dataset === request.describes.name))
    return request.describes;
  if (request.dataset === undefined) {
    if (format.dataset) return format.dataset;
    throw new ListError(
      'files of this format do not say which list they are; name one with --dataset',
      format.name,
    );
  }
  if (!isDatasetName(request.dataset)) {
    throw new ListError(
      'a dataset name is lower-case words and digits joined by _, at most 64 letters',
      request.dataset,
    );
  }
  if (format.dataset?.name === request.dataset) return format.dataset;
  return { name: request.dataset, title: request.dataset, publisher: 'not stated' };
}

/** The actor of somebody at the machine itself, who can read its files anyway. */
export function localActor(user: string, purpose: string, legalBasis: string): Actor {
  return { account: `local:${user}`, roles: DEFAULT_POLICY.roles, purpose, legalBasis };
}
