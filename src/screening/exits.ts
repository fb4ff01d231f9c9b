import type { Gate } from '../law/index.ts';
import { captionOf, type Statement } from '../model/index.ts';
import type { People } from '../store/index.ts';
import type { EntityView } from './types.ts';

/**
 * What accounts of this service see: pages, programs with a key, commands. Whether they may look at all was decided before; here
 * the markings are asked, as at every other way out. As long as the rules let own accounts see everything, which is worked out
 * once a policy, nothing is read for it. Where they do not, an entity with something in it that may not be shown is not found
 * (its score and its explanation would tell of it), and its page shows what may be shown.
 */
export interface OwnExit {
  /** Of entities, those that may be shown as they are. */
  whole(account: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** `undefined` where nothing may be shown. */
  view(account: string, view: EntityView): Promise<EntityView | undefined>;
}

export function openOwnExit(gate: Gate, people: Pick<People, 'statements'>, self: string): OwnExit {
  const may = (account: string, { marking, sourceService }: Statement): boolean =>
    (['page', 'http'] as const).every(
      (exit) =>
        gate.release({ exit, to: { kind: 'account', id: account }, what: { marking, sourceService }, self })
          .allowed,
    );
  const isWhole = async (account: string, id: string): Promise<boolean> =>
    (await people.statements(id, {})).every((one) => may(account, one));
  const whole: OwnExit['whole'] = async (account, ids) => {
    if (gate.ownSeeAll()) return new Set(ids);
    const found = new Set<string>();
    for (const id of ids) if (await isWhole(account, id)) found.add(id);
    return found;
  };
  return {
    whole,
    async view(account, view) {
      if (gate.ownSeeAll()) return view;
      const statements = view.statements.filter((one) => may(account, one));
      if (statements.length === 0) return undefined;
      const near = await whole(
        account,
        view.adjacent.map(({ entity }) => entity.id),
      );
      const properties: Record<string, string[]> = {};
      for (const { property, value } of statements) {
        if (property === 'id') continue;
        properties[property] = [...new Set([...(properties[property] ?? []), value])];
      }
      return {
        ...view,
        entity: { ...view.entity, caption: captionOf({ ...view.entity, properties }), properties },
        statements,
        adjacent: view.adjacent.filter(({ entity }) => near.has(entity.id)),
      };
    },
  };
}
