import type { Asker, Gate } from '../law/index.ts';
import type { Marking } from '../model/index.ts';
import { type ChartRecord, type ChartRecords, uuidV7 } from '../store/index.ts';
import { ChartError } from './error.ts';
import { MOST_PAGE_STATE } from './tuning.ts';
import type {
  Conclusion,
  ConclusionsAnswer,
  NewConclusion,
  NewView,
  SavedView,
  ViewComment,
  ViewNote,
  ViewRow,
  ViewState,
  ViewsAnswer,
} from './types.ts';

/** What people write on the network, and take back. */
export interface Written {
  /** `known`: those that stood at that instant. */
  conclusions(actor: Asker, known?: string): Promise<ConclusionsAnswer>;
  conclude(actor: Asker, conclusion: NewConclusion): Promise<Conclusion>;
  undoConclusion(actor: Asker, id: string): Promise<Conclusion>;
  views(actor: Asker): Promise<ViewsAnswer>;
  view(actor: Asker, id: string): Promise<SavedView>;
  saveView(actor: Asker, view: NewView): Promise<SavedView>;
  /** @throws ChartError `state` where it has another revision by now. */
  changeView(actor: Asker, id: string, revision: number, view: NewView): Promise<SavedView>;
  deleteView(actor: Asker, id: string): Promise<void>;
  comment(actor: Asker, id: string, text: string, on?: ViewNote['on']): Promise<SavedView>;
}

/** Of a conclusion that says nothing else: it rests on what others told, and goes nowhere by itself. */
const STAYS_HERE: Marking = { tlp: 'AMBER+STRICT', originatorControl: false };

interface ViewBody {
  readonly name: string;
  readonly state: ViewState;
  readonly said: readonly ViewComment[];
}

export interface WrittenParts {
  readonly records: ChartRecords;
  readonly gate: Gate;
  readonly serviceName: string;
  readonly now: () => Date;
}

export function openWritten({ records, gate, serviceName, now }: WrittenParts): Written {
  const conclusionOf = (record: ChartRecord<NewConclusion>): Conclusion => ({
    ...record.body,
    id: record.id,
    marking: record.body.marking ?? STAYS_HERE,
    by: record.account,
    service: serviceName,
    at: record.madeAt,
    ...(record.endedAt !== undefined && { undoneAt: record.endedAt, undoneBy: record.endedBy as string }),
  });
  const rowOf = (record: ChartRecord<ViewBody>, account: string): ViewRow => ({
    id: record.id,
    name: record.body.name,
    shared: record.shared,
    owner: record.account,
    own: record.account === account,
    changedAt: record.changedAt,
    persons: record.persons.length,
    comments: record.body.said.length,
    revision: record.revision,
  });
  const viewOf = (record: ChartRecord<ViewBody>, account: string): SavedView => ({
    ...rowOf(record, account),
    state: record.body.state,
    said: record.body.said,
  });
  /** Somebody else's view that is not shared is not there. */
  const seen = async (id: string, account: string): Promise<ChartRecord<ViewBody>> => {
    const found = await records.one<ViewBody>('view', id);
    if (!found || !(found.shared || found.account === account))
      throw new ChartError('unknown', 'There is no such view, or it is not shared.');
    return found;
  };
  const owned = async (id: string, account: string): Promise<ChartRecord<ViewBody>> => {
    const found = await seen(id, account);
    if (found.account !== account)
      throw new ChartError('state', `Only ${found.account} changes this view; save it under another name.`);
    return found;
  };
  const personsIn = ({ places, notes }: ViewState): readonly string[] => [
    ...new Set([
      ...places.map(({ id }) => id),
      ...notes.flatMap(({ on }) => ('person' in on ? [on.person] : 'edge' in on ? on.edge.split(' ') : [])),
    ]),
  ];
  const checkState = ({ page }: ViewState): void => {
    if (JSON.stringify(page ?? {}).length > MOST_PAGE_STATE)
      throw new ChartError('invalid', `A view keeps ${MOST_PAGE_STATE} characters for the page at most.`);
  };
  const tooLate = (): ChartError => new ChartError('state', 'The view was changed meanwhile; load it again.');

  return {
    conclusions: (actor, known) =>
      gate.pass(actor, 'read-network', {}, async () => {
        const all = await records.all<NewConclusion>('conclusion', known === undefined ? 'not' : 'too');
        const until = known?.length === 10 ? `${known}T24` : known;
        const standing = all.filter(
          ({ madeAt, endedAt }) =>
            until === undefined || (madeAt <= until && (endedAt === undefined || endedAt > until)),
        );
        return {
          result: { conclusions: standing.map(conclusionOf) },
          ids: standing.flatMap(({ persons }) => persons),
          count: standing.length,
        };
      }),
    conclude: (actor, conclusion) =>
      gate.pass(actor, 'conclude-network', { ids: conclusion.concluded.persons }, async () => {
        const record = await records.add<NewConclusion>(
          {
            kind: 'conclusion',
            account: actor.account,
            shared: true,
            persons: conclusion.concluded.persons,
            body: conclusion,
          },
          now(),
        );
        return { result: conclusionOf(record), ids: record.persons };
      }),
    undoConclusion: (actor, id) =>
      gate.pass(actor, 'conclude-network', {}, async () => {
        const record = await records.end<NewConclusion>('conclusion', id, actor.account, now());
        if (!record)
          throw new ChartError('unknown', 'There is no such conclusion, or it was taken back before.');
        return { result: conclusionOf(record), ids: record.persons };
      }),
    views: (actor) =>
      gate.pass(actor, 'read-network', {}, async () => {
        const all = await records.all<ViewBody>('view', 'not');
        const mine = all.filter(({ shared, account }) => shared || account === actor.account);
        return {
          result: { views: mine.map((one) => rowOf(one, actor.account)) },
          ids: [],
          count: mine.length,
        };
      }),
    view: (actor, id) =>
      gate.pass(actor, 'read-network', {}, async () => {
        const record = await seen(id, actor.account);
        return { result: viewOf(record, actor.account), ids: record.persons };
      }),
    saveView: (actor, { name, shared, state }) =>
      gate.pass(actor, 'conclude-network', { ids: personsIn(state) }, async () => {
        checkState(state);
        const record = await records.add<ViewBody>(
          {
            kind: 'view',
            account: actor.account,
            shared,
            persons: personsIn(state),
            body: { name, state, said: [] },
          },
          now(),
        );
        return { result: viewOf(record, actor.account), ids: record.persons };
      }),
    changeView: (actor, id, revision, { name, shared, state }) =>
      gate.pass(actor, 'conclude-network', { ids: personsIn(state) }, async () => {
        checkState(state);
        const { body } = await owned(id, actor.account);
        const record = await records.change<ViewBody>(
          id,
          revision,
          { shared, persons: personsIn(state), body: { name, state, said: body.said } },
          now(),
        );
        if (!record) throw tooLate();
        return { result: viewOf(record, actor.account), ids: record.persons };
      }),
    deleteView: (actor, id) =>
      gate.pass(actor, 'conclude-network', {}, async () => {
        const { persons } = await owned(id, actor.account);
        await records.end('view', id, actor.account, now());
        return { result: undefined, ids: persons };
      }),
    comment: (actor, id, text, on) =>
      gate.pass(actor, 'conclude-network', {}, async () => {
        const found = await seen(id, actor.account);
        const at = now();
        const said: ViewComment = {
          id: uuidV7(at.getTime()),
          by: actor.account,
          at: at.toISOString(),
          text,
          ...(on && { on }),
        };
        const record = await records.change<ViewBody>(
          id,
          found.revision,
          {
            shared: found.shared,
            persons: found.persons,
            body: { ...found.body, said: [...found.body.said, said] },
          },
          at,
        );
        if (!record) throw tooLate();
        return { result: viewOf(record, actor.account), ids: record.persons };
      }),
  };
}
