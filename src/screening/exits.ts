import type { QuarantineEntry } from '../intake/index.ts';
import type { Gate } from '../law/index.ts';
import { captionOf, type Statement } from '../model/index.ts';
import type { ListDifference, People } from '../store/index.ts';
import type { EntityView } from './types.ts';

/**
 * What accounts of this service see: pages, programs with a key, commands. Whether they may look at all was decided before; here
 * the markings are asked, as at every other way out. As long as the rules let own accounts see everything, which is worked out
 * once a policy, nothing is read for it. Where they do not, an entity with something in it that may not be shown is not found
 * (its score and its explanation would tell of it), and its page shows what may be shown.
 */
export interface OwnExit {
  /** Whether the rules in force hide anything from own accounts at all. */
  hides(): boolean;
  /** Of entities, those that may be shown as they are. */
  whole(account: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** `undefined` where nothing may be shown. `all` are the statements of all times. */
  view(account: string, view: EntityView, all: readonly Statement[]): Promise<EntityView | undefined>;
  /** What a version changed, without whom it may not tell of. */
  difference(account: string, all: ListDifference): Promise<ListDifference>;
  /** What of a version could not be read; it has no marking, so its words are kept back where anything is. */
  unread(all: readonly QuarantineEntry[]): readonly QuarantineEntry[];
}

export function openOwnExit(gate: Gate, people: Pick<People, 'statements'>, self: string): OwnExit {
  const hides = (): boolean => !gate.ownSeeAll();
  const may = (account: string, { marking, sourceService }: Statement): boolean =>
    (['page', 'http'] as const).every(
      (exit) =>
        gate.release({ exit, to: { kind: 'account', id: account }, what: { marking, sourceService }, self })
          .allowed,
    );
  const those = async (account: string, ids: readonly string[], all: boolean): Promise<Set<string>> => {
    const found = new Set<string>();
    if (!hides()) return new Set(ids);
    for (const id of ids) {
      const statements = await people.statements(id, all ? { all } : {});
      // Of what is not stated yet (a version that is held) nobody knows how it is marked.
      if (statements.length > 0 && statements.every((one) => may(account, one))) found.add(id);
    }
    return found;
  };
  const whole: OwnExit['whole'] = (account, ids) => those(account, ids, false);
  return {
    hides,
    whole,
    async view(account, view, all) {
      if (!hides()) return view;
      const statements = view.statements.filter((one) => may(account, one));
      if (statements.length === 0) return undefined;
      const near = await whole(account, [
        ...view.adjacent.map(({ entity }) => entity.id),
        ...view.judgements.flatMap(({ left, right }) => [left, right]),
      ]);
      const properties: Record<string, string[]> = {};
      for (const { property, value } of statements) {
        if (property === 'id') continue;
        properties[property] = [...new Set([...(properties[property] ?? []), value])];
      }
      const shown = all.filter((one) => may(account, one));
      const from = new Set(shown.map(({ entityId }) => entityId));
      const changes = changesIn(shown);
      return {
        entity: {
          ...view.entity,
          caption: captionOf({ ...view.entity, properties }),
          properties,
          datasets: view.entity.datasets.filter((name) => statements.some(({ dataset }) => dataset === name)),
          referents: view.entity.referents.filter((id) => from.has(id)),
          firstSeen: changes[0] ?? view.entity.firstSeen,
          lastChange: changes.at(-1) ?? view.entity.lastChange,
        },
        statements,
        changes,
        judgements: view.judgements.filter(({ left, right }) => near.has(left) && near.has(right)),
        adjacent: view.adjacent.filter(({ entity }) => near.has(entity.id)),
      };
    },
    async difference(account, all) {
      if (!hides()) return all;
      const shown = await those(account, idsIn(all), true);
      return {
        added: all.added.filter((id) => shown.has(id)),
        removed: all.removed.filter((id) => shown.has(id)),
        changed: all.changed.filter(({ id }) => shown.has(id)),
        captions: Object.fromEntries(Object.entries(all.captions).filter(([id]) => shown.has(id))),
      };
    },
    unread: (all) =>
      hides()
        ? all.map(({ excerpt: _words, record: _key, ...entry }) => ({ ...entry, reason: HIDDEN }))
        : all,
  };
}

const HIDDEN = 'It could not be read; what it says is not shown, because it is not marked.';

/** Everybody whom a difference tells of. */
export const idsIn = ({ added, removed, changed }: ListDifference): readonly string[] => [
  ...added,
  ...removed,
  ...changed.map(({ id }) => id),
];

/** Instants at which something changed, oldest first. */
export function changesIn(statements: readonly Statement[]): readonly string[] {
  const found = statements.flatMap(({ recordedFrom, recordedUntil }) =>
    recordedUntil === undefined ? [recordedFrom] : [recordedFrom, recordedUntil],
  );
  return [...new Set(found)].sort();
}
