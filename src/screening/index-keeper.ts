import { unlinkSync } from 'node:fs';
import {
  buildIndex,
  type IndexedEntity,
  type MatchIndex,
  readSnapshot,
  SNAPSHOT_FORMAT,
  writeSnapshot,
} from '../match/index.ts';
import type { Entity, SourceEntity } from '../model/index.ts';
import type { People } from '../store/index.ts';
import { collectDocuments, toIndexed } from './to-index.ts';

/** Holds the index in memory and keeps it true to the store. */
export interface IndexKeeper {
  readonly index: MatchIndex;
  /** How often the index was changed since it was opened. */
  readonly changes: number;
  /** Takes the snapshot away: called before the store changes, so that a kill in between leaves none that lies. */
  forget(): void;
  /** Adds entities that are new to the store, as a list said them. */
  add(entities: readonly SourceEntity[], dataset: string): void;
  /** Reads some entities again after a load or a judgement: what is gone from the store goes from the index. */
  refresh(ids: readonly string[]): Promise<void>;
  /** Reads everything again. */
  rebuild(): Promise<void>;
  /** Writes the snapshot for the next start, if anything changed since. `label` names the list versions. */
  save(label: string): void;
}

/** Beyond this many changed entities it is quicker to read all of them in one stream. */
const REBUILD_FROM = 2_000;

/**
 * Opens the snapshot if it is of these list versions (`label`), else builds the index from the store. Without `path` there
 * is no snapshot.
 */
export async function openIndex(
  people: People,
  path: string | undefined,
  label: string,
): Promise<IndexKeeper & { readonly from: 'snapshot' | 'store' }> {
  const stamped = (text: string): string => `${SNAPSHOT_FORMAT} ${text}`;
  const opened = path === undefined ? undefined : openSnapshot(path, stamped(label));
  let index = opened ?? (await build(people));
  let saved = opened !== undefined;
  let changes = 0;
  // Until it is written again, the file must not be taken for the present state.
  const forget = (): void => {
    if (saved && path !== undefined) removeFile(path);
    saved = false;
  };
  const changed = (): void => {
    forget();
    changes++;
  };

  return {
    get index() {
      return index;
    },
    get changes() {
      return changes;
    },
    forget,
    from: opened ? 'snapshot' : 'store',
    add(entities, dataset) {
      changed();
      const documents = new Map<string, string[]>();
      collectDocuments(entities, documents);
      const add = entities
        .map((entity) => toIndexed({ ...entity, datasets: [dataset], referents: [] }, documents))
        .filter((one) => one !== undefined);
      if (index.size.entities === 0) index = buildIndex(add);
      else index.update({ add });
    },
    async refresh(ids) {
      changed();
      if (ids.length > REBUILD_FROM) index = await build(people);
      else index.update(await readAgain(people, ids));
    },
    async rebuild() {
      changed();
      index = await build(people);
    },
    save(now) {
      if (path === undefined || saved) return;
      writeSnapshot(path, index, stamped(now));
      saved = true;
    },
  };
}

/** A snapshot that is missing, damaged, or of other list versions is no error: the index is built anew. */
function openSnapshot(path: string, label: string): MatchIndex | undefined {
  try {
    const snapshot = readSnapshot(path);
    return snapshot.label === label ? snapshot.index : undefined;
  } catch {
    return undefined;
  }
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function build(people: People): Promise<MatchIndex> {
  const documents = new Map<string, string[]>();
  const entities: Entity[] = [];
  for await (const batch of people.stream()) {
    collectDocuments(batch, documents);
    entities.push(...batch);
  }
  function* indexed(): Iterable<IndexedEntity> {
    for (const entity of entities) {
      const one = toIndexed(entity, documents);
      if (one) yield one;
    }
  }
  return buildIndex(indexed());
}

/** Entities whose documents come and go are read again with them. */
async function readAgain(
  people: People,
  ids: readonly string[],
): Promise<{ readonly add: readonly IndexedEntity[]; readonly remove: readonly string[] }> {
  const first = await people.entities(ids);
  const holders = [...first.values()].flatMap(({ properties }) => properties.holder ?? []);
  const wanted = [...new Set([...ids, ...holders])];
  const present = holders.length === 0 ? first : await people.entities(wanted);
  const documents = new Map<string, string[]>();
  const canonical = [...new Set([...present.values()])];
  for (const entity of canonical) {
    if (entity.schema !== 'Person') continue;
    const near = await people.adjacent(entity.id);
    collectDocuments(
      near.map((one) => one.entity),
      documents,
    );
  }
  const add = canonical.map((entity) => toIndexed(entity, documents)).filter((one) => one !== undefined);
  const kept = new Set(add.map(({ id }) => id));
  return { add, remove: wanted.filter((id) => !kept.has(id)) };
}
