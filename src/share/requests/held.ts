import type { HeldRecord, HeldSource } from '../../law/index.ts';
import type { AskRoom, Subject } from '../ask/index.ts';
import { byPartner, type Item, type RequestGround } from './ground.ts';
import { namedIn } from './named-words.ts';

/**
 * What cooperation with partners holds on persons: questions that are kept for an overseer, standing questions, requests with
 * their steps, what was given and what came, pairs that people told apart, cases. Values that came are statements of a list and
 * stand there.
 */
export function heldByRequests({
  store,
  ask,
}: Pick<RequestGround, 'store'> & { readonly ask: Pick<AskRoom, 'held' | 'findHeld'> }): HeldSource {
  const items = async (): Promise<readonly Item[]> => (await store.items()) as readonly Item[];
  const nameOf = (subject: Subject): readonly string[] =>
    'query' in subject
      ? [...(subject.query.properties.name ?? []), ...(subject.query.properties.alias ?? [])]
      : [];
  const bornOf = (subject: Subject): readonly string[] =>
    'query' in subject ? (subject.query.properties.birthDate ?? []) : [];

  return {
    name: 'partners',
    title: 'Questions to partners, requests, and what was shared',
    async find({ name, born }) {
      const typed = await ask.findHeld({ name, ...(born !== undefined && { born }) });
      const asked = (await items()).flatMap((item) => {
        if (item.kind !== 'request' || item.side !== 'sent') return [];
        const { subject } = item.body;
        if (namedIn(name, nameOf(subject)).length === 0) return [];
        if (born !== undefined && !bornOf(subject).some((date) => date.startsWith(born))) return [];
        const caption = nameOf(subject).join(', ');
        const details = [...bornOf(subject), byPartner(item.partner), item.madeAt];
        return [{ id: item.id, source: 'partners', caption, details }];
      });
      return [...asked, ...typed];
    },
    async held(ids) {
      const wanted = new Set([...ids, ...(await Promise.all(ids.map((id) => store.canonicalOf(id))))]);
      const isWanted = async (id: string | undefined): Promise<boolean> =>
        id !== undefined && (wanted.has(id) || wanted.has(await store.canonicalOf(id)));
      const records: HeldRecord[] = [];
      const under = new Set<string>();
      const add = (kind: string, id: string, value: object, also: readonly string[] = []): void => {
        records.push({ kind, id, value });
        for (const one of [id, ...also]) under.add(one);
      };
      for (const item of await items()) {
        if (item.kind !== 'request') continue;
        const { body, ...rest } = item;
        const about =
          wanted.has(item.id) ||
          (await isWanted(item.record)) ||
          (await isWanted(body.answer?.entity)) ||
          (item.side === 'sent' &&
            'entityId' in item.body.subject &&
            (await isWanted(item.body.subject.entityId)));
        if (!about) continue;
        // What was signed says once more what stands among the statements.
        const answer = body.answer && { ...body.answer, jws: undefined };
        add('request', item.id, { ...rest, ...body, jws: undefined, answer }, [
          `reference:${body.reference}`,
        ]);
        for (const event of await store.events(item.id)) add('request step', item.id, event);
        for (const one of await store.shared({ request: item.id }))
          add(
            one.side === 'given' ? 'given to a partner' : 'came from a partner',
            `statement:${one.id}`,
            one,
          );
      }
      for (const item of await items()) {
        if (item.kind !== 'consent') continue;
        const request = item.side === 'sent' ? item.body.request : undefined;
        const about =
          wanted.has(item.id) ||
          (request !== undefined && under.has(request)) ||
          (await isWanted(item.record)) ||
          item.body.statements.some((id) => under.has(`statement:${id}`));
        if (!about) continue;
        const { body, ...rest } = item;
        add('consent of an originator', item.id, { ...rest, ...body });
        for (const event of await store.events(item.id)) add('consent step', item.id, event);
      }
      for (const one of await store.pairs())
        if (under.has(one.request) || (await isWanted(one.record))) add('pair told apart', one.request, one);
      for (const one of await store.sharedEntities([...wanted]))
        add('id that a partner knows it by', one.record, one);
      for (const one of await store.activeCases())
        if (await isWanted(one.record)) add('active case', one.record, one);
      for (const one of await store.deconflictions())
        if (await isWanted(one.record)) add('both work on it', one.record, one);
      const asked = await ask.held(isWanted, [...wanted]);
      for (const { kind, id, value } of asked) add(kind, id, value);
      return { records, ids: [...under] };
    },
  };
}
