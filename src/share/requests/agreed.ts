import type { ReleaseTerms } from '../../screening/index.ts';
import type { RequestStore } from '../../store/index.ts';
import type { Item } from './ground.ts';

/** The property of the bare statement that an entity is on a list. */
const PRESENCE = 'id';

/**
 * What originators agreed that a recipient gets, when they were asked for a request of that recipient: the consent by
 * statement. That the person is known there goes with it, or nothing of the person could. What was withdrawn since is not
 * there any more, and a consent that is no longer kept is none.
 */
export async function agreedFor(
  store: Pick<RequestStore, 'items' | 'shared'>,
  recipient: string,
): Promise<NonNullable<ReleaseTerms['agreed']>> {
  const consents = new Map<string, string>();
  for (const item of (await store.items({ open: ['agreed'] })) as readonly Item[]) {
    if (item.kind !== 'consent' || item.side !== 'sent' || item.body.recipient !== recipient) continue;
    for (const id of item.body.statements) consents.set(`${item.partner} ${id}`, item.id);
  }
  const statements = new Map<string, string>();
  const persons = new Map<string, string>();
  for (const { side, id, partner, statement, entity, endedAt } of await store.shared({})) {
    const consent = consents.get(`${partner} ${id}`);
    if (side !== 'got' || endedAt !== undefined || consent === undefined) continue;
    statements.set(statement, consent);
    persons.set(`${entity} ${partner}`, consent);
  }
  return ({ id, entityId, property, sourceService }) =>
    statements.get(id) ?? (property === PRESENCE ? persons.get(`${entityId} ${sourceService}`) : undefined);
}
