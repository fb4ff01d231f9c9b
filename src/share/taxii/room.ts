import { randomUUID } from 'node:crypto';
import type { stix } from '../../intake/index.ts';
import type { Action, Gate, Recipient } from '../../law/index.ts';
import { isDatasetName, isOwnService } from '../../model/index.ts';
import { type Actor, NotFoundError, type Screening } from '../../screening/index.ts';
import type { StoredTaxiiObject, TaxiiCollection, TaxiiStore, TaxiiVersion } from '../../store/index.ts';
import type { Partners } from '../partners/index.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { fill } from './fill.ts';
import { readFilters } from './query.ts';
import { markingsNamed, readEnvelope, receive } from './receive.ts';
import { leavingOf } from './terms.ts';
import {
  type CollectionResource,
  type CollectionView,
  type PageOf,
  type Parameters,
  type Place,
  type StatusResource,
  TaxiiError,
  type TaxiiRoom,
} from './types.ts';

export interface TaxiiOptions {
  readonly records: TaxiiStore;
  readonly screening: Pick<Screening, 'release' | 'onChange' | 'lists'>;
  readonly gate: Gate;
  /** Who is a partner, and in which groups; without it nobody is, and everybody gets what the public gets. */
  readonly partners?: Pick<Partners, 'inForce'>;
  /** The last change of the lists, as the store counts them. */
  readonly lastChange: () => Promise<number>;
  readonly serviceName: string;
  readonly now: () => Date;
  /** Told of what fails while nobody waits for it. */
  readonly onError: (error: unknown) => void;
}

const DEFAULT_ROOT = { name: 'main', title: 'Collections of this service' } as const;
const STIX = 'application/stix+json;version=2.1';
const EVERYBODY = '*';

/** The service itself, when it follows its lists: it only writes down for each audience what that may have. */
const FOLLOWER: Actor = {
  account: 'taxii',
  roles: ['liaison-officer'],
  purpose: 'cooperation',
  legalBasis: 'information-exchange',
};

const noSuch = (what: string): TaxiiError => new TaxiiError('not-found', `There is no such ${what}.`);
const viewOf = ({ id, root, title, dataset, readers, writers }: TaxiiCollection): CollectionView => ({
  ...{ id, root, title, readers, writers },
  ...(dataset !== undefined && { dataset }),
});
const includes = (accounts: readonly string[], account: string): boolean =>
  accounts.includes(account) || accounts.includes(EVERYBODY);

/** For whom a collection is made: whoever may have the same has the same. */
function audienceOf(to: Recipient): string {
  return to.kind === 'partner' ? ['partner', ...[...to.groups].sort()].join('+') : to.kind;
}

/** Opens the TAXII server without HTTP. */
export function openTaxii(options: TaxiiOptions): TaxiiRoom {
  const { records, gate, now, serviceName: self } = options;
  /** Fillings, one after the other. */
  let working: Promise<void> = Promise.resolve();

  const recipientOf = async (account: string): Promise<Recipient> => {
    const agreement = await options.partners?.inForce(account);
    if (!agreement) return { kind: 'public' };
    return { kind: 'partner', id: account, groups: agreement.groups[account] ?? [] };
  };

  const fillFor = (
    collection: TaxiiCollection,
    actor: Actor,
    to: Recipient,
    anew: boolean,
  ): Promise<void> => {
    const { id, dataset } = collection;
    const audience = audienceOf(to);
    if (dataset === undefined) return Promise.resolve();
    const turn = working.then(async () => {
      const current = await records.collection(id);
      const change = await options.lastChange();
      const done = current?.filled[audience];
      if (!current || done === change || (done !== undefined && !anew)) return;
      // Whom it was made for is written down here; who fetches it, when it is fetched.
      const whom = to.kind === 'partner' ? { ...to, id: audience } : to;
      await fill(options, actor, { ...current, dataset }, audience, whom);
      await records.markFilled(id, audience, change);
    });
    working = turn.catch(() => undefined);
    return turn;
  };

  /** Everybody who is named, and the public for those who are not. */
  const recipientsOf = async ({ readers }: TaxiiCollection): Promise<readonly Recipient[]> => {
    const all = await Promise.all(
      readers.map((one) => (one === EVERYBODY ? ({ kind: 'public' } as const) : recipientOf(one))),
    );
    return [...new Map(all.map((one) => [audienceOf(one), one])).values()];
  };
  const fillAll = async (collection: TaxiiCollection, actor: Actor): Promise<void> => {
    for (const to of await recipientsOf(collection)) await fillFor(collection, actor, to, true);
  };
  const follow = async (): Promise<void> => {
    for (const collection of await records.collections()) {
      // Audiences of the past may be of agreements that are in force again tomorrow; they are filled when somebody reads.
      if (collection.dataset !== undefined) await fillAll(collection, FOLLOWER);
    }
  };
  let following: Promise<void> = Promise.resolve();
  options.screening.onChange(() => {
    following = following.then(follow).catch(options.onError);
  });

  const pass = <T>(
    actor: Actor,
    action: Action,
    ids: readonly string[],
    run: () => Promise<{ readonly result: T; readonly ids?: readonly string[]; readonly count?: number }>,
  ): Promise<T> =>
    gate.pass(actor, action, { ids: ids.map((one) => `taxii:${one}`) }, async () => {
      const { result, ids: found = [], count } = await run();
      return { result, ids: found, ...(count !== undefined && { count }) };
    });

  /** Roots whose collections are all for others do not exist for them: a name alone may tell of a case. */
  const rootsOf = async (account: string) => {
    const all = await records.collections();
    return (await records.roots()).filter(({ name }) => {
      const inside = all.filter(({ root }) => root === name);
      const theirs = ({ readers, writers }: TaxiiCollection): boolean =>
        includes(readers, account) || includes(writers, account);
      return name === DEFAULT_ROOT.name || inside.length === 0 || inside.some(theirs);
    });
  };
  const rootNamed = async (name: string, account: string) => {
    const root = (await rootsOf(account)).find((one) => one.name === name);
    if (!root) throw noSuch('API root');
    return root;
  };
  const resourceOf = (c: TaxiiCollection, account: string): CollectionResource => ({
    id: c.id,
    title: c.title,
    ...(c.description !== undefined && { description: c.description }),
    can_read: includes(c.readers, account),
    can_write: includes(c.writers, account),
    media_types: c.mediaTypes,
  });
  /** A collection that somebody may neither read nor write does not exist for them. */
  const found = async ({ root, collection: id }: Place, account: string) => {
    await rootNamed(root, account);
    const collection = await records.collection(id);
    const resource = collection && collection.root === root ? resourceOf(collection, account) : undefined;
    if (!collection || !resource || !(resource.can_read || resource.can_write)) throw noSuch('collection');
    return { collection, resource };
  };

  /** What somebody may have of a collection now: decided for each marking that is in it. */
  const allowedOf = (collection: TaxiiCollection, to: Recipient): readonly string[] =>
    collection.terms.filter(
      (term) => gate.release({ exit: 'taxii', to, what: leavingOf(term), self }).allowed,
    );

  const readable = async (place: Place, account: string) => {
    const { collection, resource } = await found(place, account);
    if (!resource.can_read) throw new TaxiiError('forbidden', 'This collection can be written to, not read.');
    const to = await recipientOf(account);
    if (collection.dataset === undefined) return { collection, to, audience: '' };
    const audience = audienceOf(to);
    if (collection.filled[audience] === undefined) await fillFor(collection, FOLLOWER, to, false);
    // What it holds may have changed while it was filled.
    return { collection: (await records.collection(collection.id)) ?? collection, to, audience };
  };

  const search = async (
    { account }: Actor,
    place: Place,
    parameters: Parameters,
    id: string | undefined,
    versionsByDefault: TaxiiVersion = 'last',
  ): Promise<PageOf<StoredTaxiiObject>> => {
    const { limit, next, ...filters } = readFilters(parameters, versionsByDefault);
    const { collection, to, audience } = await readable(place, account);
    const key = await records.cursorKey();
    const question = JSON.stringify([collection.id, audience, account, id, filters]);
    const after = next === undefined ? 0 : openCursor(key, next, question);
    if (after === undefined)
      throw new TaxiiError('bad-request', 'The parameter next does not belong to this question.');
    const asked = {
      ...filters,
      ...{ collection: collection.id, audience, account, terms: allowedOf(collection, to), limit, after },
    };
    const all = await records.find(id === undefined ? asked : { ...asked, ids: [id] });
    if (id !== undefined && all.length === 0 && next === undefined) {
      const any = await records.find({ ...asked, ids: [id], addedAfter: '', versions: ['all'], limit: 0 });
      if (any.length === 0) throw noSuch('object');
    }
    const items = all.slice(0, limit);
    const [first, last] = [items[0], items.at(-1)];
    return {
      items,
      more: all.length > limit,
      ...(first && last && { first: first.addedAt, last: last.addedAt }),
      ...(last && all.length > limit && { next: sealCursor(key, last.counter, question) }),
    };
  };
  const mapped = <A, B>(page: PageOf<A>, change: (one: A) => B): PageOf<B> => ({
    ...page,
    items: page.items.map(change),
  });
  const idsOf = (page: PageOf<StoredTaxiiObject>): readonly string[] => page.items.map(({ id }) => id);

  return {
    open: (actor, { title, dataset, readers, writers, root = DEFAULT_ROOT.name }) =>
      pass(actor, 'export-entities', [title], async () => {
        if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(root))
          throw new TaxiiError(
            'bad-request',
            `${root} cannot be an API root: small letters, digits and "-".`,
          );
        if (dataset !== undefined && !isDatasetName(dataset))
          throw new NotFoundError(`${dataset} is no name of a list`);
        await records.addRoot(root === DEFAULT_ROOT.name ? DEFAULT_ROOT : { name: root, title: root });
        const collection = {
          ...{ id: randomUUID(), root, title, readers, writers, mediaTypes: [STIX] },
          ...(dataset !== undefined && { dataset }),
          createdAt: now().toISOString(),
        };
        await records.addCollection(collection);
        await fillAll({ ...collection, terms: [], filled: {} }, actor);
        return { result: viewOf({ ...collection, terms: [], filled: {} }), ids: [collection.id] };
      }),
    all: (actor) =>
      pass(actor, 'read-lists', ['collections'], async () => ({
        result: (await records.collections()).map(viewOf),
      })),
    close: (actor, id) =>
      pass(actor, 'export-entities', [id], async () => {
        if (!(await records.removeCollection(id, DEFAULT_ROOT.name)))
          throw new NotFoundError(`there is no collection ${id}`);
        return { result: undefined };
      }),
    received: (actor, id) =>
      pass(actor, 'export-entities', [id], async () => {
        const collection = await records.collection(id);
        if (!collection || collection.dataset !== undefined)
          throw new NotFoundError(`there is no inbox ${id}; see tocsin taxii list`);
        const objects: string[] = [];
        for await (const some of records.everything(id)) objects.push(...some);
        const list = objects.length === 0 ? '' : `,"objects":[\n${objects.join(',\n')}\n]`;
        return {
          result: `{"type":"bundle","id":"bundle--${randomUUID()}"${list}}\n`,
          count: objects.length,
        };
      }),

    roots: (actor) =>
      pass(actor, 'read-collections', ['discovery'], async () => {
        await records.addRoot(DEFAULT_ROOT);
        return { result: await rootsOf(actor.account) };
      }),
    root: (actor, name) =>
      pass(actor, 'read-collections', [name], async () => ({
        result: await rootNamed(name, actor.account),
      })),
    collections: (actor, root) =>
      pass(actor, 'read-collections', [root], async () => {
        await rootNamed(root, actor.account);
        const all = (await records.collections(root)).map((one) => resourceOf(one, actor.account));
        return { result: all.filter((one) => one.can_read || one.can_write) };
      }),
    collection: (actor, place) =>
      pass(actor, 'read-collections', [place.collection], async () => ({
        result: (await found(place, actor.account)).resource,
      })),
    objects: (actor, place, id, parameters) =>
      pass(actor, 'read-collections', [place.collection], async () => {
        const page = await search(actor, place, parameters, id);
        return { result: mapped(page, ({ text }) => text), ids: idsOf(page), count: page.items.length };
      }),
    manifest: (actor, place, parameters) =>
      pass(actor, 'read-collections', [place.collection], async () => {
        const page = await search(actor, place, parameters, undefined);
        const result = mapped(page, ({ id, addedAt, version, specVersion }) => ({
          ...{ id, date_added: addedAt, version },
          media_type: `application/stix+json;version=${specVersion}`,
        }));
        return { result, ids: idsOf(page), count: page.items.length };
      }),
    versions: (actor, place, id, parameters) =>
      pass(actor, 'read-collections', [place.collection], async () => {
        const page = await search(actor, place, { ...parameters, 'match[version]': undefined }, id, 'all');
        return { result: mapped(page, ({ version }) => version), ids: idsOf(page), count: page.items.length };
      }),
    add: (actor, place, body) =>
      pass(actor, 'write-collections', [place.collection], async () => {
        const { collection, resource } = await found(place, actor.account);
        if (!resource.can_write || collection.dataset !== undefined)
          throw new TaxiiError('forbidden', 'This collection can be read, not written to.');
        const status = await take(actor, collection, body);
        const at = status.request_timestamp;
        await records.addStatus(status.id, place.root, actor.account, at, status);
        const ids = (status.successes ?? []).map(({ id }) => id);
        return { result: status, ids, count: status.success_count };
      }),
    remove: (actor, place, id, parameters) =>
      pass(actor, 'write-collections', [place.collection, id], async () => {
        const { collection, resource } = await found(place, actor.account);
        if (!(resource.can_write && resource.can_read) || collection.dataset !== undefined)
          throw new TaxiiError('forbidden', 'Of this collection nothing can be deleted.');
        const { versions, specVersions } = readFilters(parameters, 'all');
        const count = await records.remove({
          ...{ collection: collection.id, audience: '', account: actor.account, ids: [id], versions },
          // Every version of STIX where none is named, not only the newest.
          ...(specVersions && { specVersions }),
        });
        if (count === 0) throw noSuch('object of yours');
        return { result: undefined, count };
      }),
    status: (actor, root, id) =>
      pass(actor, 'read-collections', [`status:${id}`], async () => {
        await rootNamed(root, actor.account);
        const status = await records.status(id, root, actor.account);
        if (!status) throw noSuch('status');
        return { result: status };
      }),
    settled: async () => {
      await following;
      await working;
    },
  };

  async function take({ account }: Actor, { id }: TaxiiCollection, body: string): Promise<StatusResource> {
    const at = now();
    const objects = readEnvelope(body);
    const named = markingsNamed(objects);
    const known =
      named.length === 0
        ? []
        : await records.find({
            ...{ collection: id, audience: '', terms: [], account, ids: named, versions: ['last'] },
            limit: named.length,
          });
    const definitions = known.map(({ text }) => JSON.parse(text) as stix.StixObject);
    // Nobody gets around originator control by bearing our name.
    const all = receive(
      objects,
      definitions,
      isOwnService(account, self) ? `account:${account}` : account,
      account,
      at,
    );
    const keep = all.flatMap((one) => ('keep' in one ? [one] : []));
    await records.add(
      id,
      '',
      keep.map((one) => one.keep),
      at,
    );
    const failures = all.flatMap((one) => ('failure' in one ? [one.failure] : []));
    const successes = keep.map((one) => one.known);
    return {
      id: randomUUID(),
      status: 'complete',
      request_timestamp: at.toISOString(),
      total_count: all.length,
      success_count: successes.length,
      ...(successes.length > 0 && { successes }),
      failure_count: failures.length,
      ...(failures.length > 0 && { failures }),
      pending_count: 0,
    };
  }
}
