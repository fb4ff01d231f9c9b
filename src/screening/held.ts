import type { HeldRecord, HeldSource } from '../law/index.ts';
import type { MatchEntity, SearchOptions } from '../match/index.ts';
import type { Statement } from '../model/index.ts';
import type { People } from '../store/index.ts';

/** Whoever asks may be written otherwise than on a list: rather one too many to choose from. */
const THRESHOLD = 0.7;
const MOST = 50;

/** What the lists hold on persons: what each says and said, what was judged, and whom they are linked with. */
export function heldEntities(
  people: People,
  search: (query: MatchEntity, options: SearchOptions) => Promise<readonly string[]>,
  /** Titles of lists by name. */
  titles: () => Promise<ReadonlyMap<string, string>>,
): HeldSource {
  return {
    name: 'lists',
    title: 'Lists, and what was judged of them',
    async find({ name, born }) {
      const properties = { name: [name], ...(born !== undefined && { birthDate: [born] }) };
      const ids = await search(
        { id: 'query', schema: 'Person', properties },
        { threshold: THRESHOLD, limit: MOST },
      );
      const [entities, titleOf] = await Promise.all([people.entities(ids), titles()]);
      const listed = (name: string): string => {
        const title = titleOf.get(name);
        return title === undefined || title === name ? name : `${title} (${name})`;
      };
      return ids.flatMap((id) => {
        const entity = entities.get(id);
        if (!entity) return [];
        const details = [...(entity.properties.birthDate ?? []), ...entity.datasets.map(listed)];
        return [{ id, source: 'lists', caption: entity.caption, details }];
      });
    },
    async held(ids) {
      const records: HeldRecord[] = [];
      const titleOf = await titles();
      const add = (statement: Statement): void => {
        const datasetTitle = titleOf.get(statement.dataset);
        const value = { ...statement, ...(datasetTitle !== undefined && { datasetTitle }) };
        records.push({ kind: 'statement', id: statement.id, value });
      };
      const canonical = new Set(await Promise.all(ids.map((id) => people.canonicalOf(id))));
      const known = new Set<string>();
      for (const id of canonical) {
        const [statements, judgements, adjacent] = await Promise.all([
          people.statements(id, { all: true }),
          people.judgements(id),
          people.adjacent(id),
        ]);
        if (statements.length === 0) continue;
        known.add(id);
        for (const statement of statements) {
          known.add(statement.entityId);
          add(statement);
        }
        for (const judgement of judgements)
          records.push({ kind: 'judgement', id: judgement.id, value: judgement });
        // That there is a link is about this person; what the other one's record says is not.
        for (const { property, entity } of adjacent)
          records.push({ kind: 'link', id: entity.id, value: { property, schema: entity.schema } });
        // What is written about this person is.
        const notes = adjacent.filter(({ entity }) => entity.schema === 'Note');
        for (const note of new Set(notes.map(({ entity }) => entity.id)))
          for (const statement of await people.statements(note, { all: true })) add(statement);
      }
      return { records, ids: [...known] };
    },
  };
}
