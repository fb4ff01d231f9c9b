import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FollowedAnswer } from '../requests/answers.ts';
import { useReason } from '../shared/reason.ts';
import type {
  AskAboutQuestion,
  ChartAnswer,
  ChartClocks,
  ChartEdge,
  ChartNode,
  ChartService,
  NetworkOverview,
  SavedView,
} from './answers.ts';
import type { ChartHandle } from './chart.tsx';
import { layOut, layoutTask, placesOf } from './layout.ts';
import {
  act,
  amend,
  begin,
  type Log,
  type Produce,
  redo,
  type Step,
  stayed,
  stayedBack,
  undo,
  withEffect,
} from './log.ts';
import { clocksOf } from './months.ts';
import { type Palette, paletteOf } from './palette.ts';
import { firstPlaces, type Point } from './places.ts';
import { NOBODY, type Selection, tiesByPerson } from './scene.ts';
import {
  askChart,
  askPartners,
  expand,
  type Kept,
  keep,
  takeBack,
  useChart,
  useOverview,
} from './use-network.ts';
import { move, NOTHING, personsOf, put, rename, under, type Work, workOf } from './work.ts';

/** What a step left at the server. A question that was put cannot be taken back; a conclusion or a verdict can. */
export type Effect =
  | {
      readonly kind: 'kept';
      readonly what: Kept;
      /** Why it could not be taken back, or not be kept again. */
      readonly failed?: { readonly error: unknown };
    }
  | { readonly kind: 'asked'; readonly partners: readonly string[] }
  /** It could not be taken back, and somebody let it stand. */
  | { readonly kind: 'left' };

/** All that the parts of the page share: what is told, what was made of it, and what can be done. */
export interface Desk {
  readonly overview: NetworkOverview | undefined;
  readonly services: readonly ChartService[];
  readonly serviceNames: readonly string[];
  readonly palette: Palette;
  readonly log: Log<Work, Effect>;
  readonly work: Work;
  readonly clocks: ChartClocks | undefined;
  readonly persons: readonly string[];
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
  readonly nodeOf: ReadonlyMap<string, ChartNode>;
  readonly edgeOf: ReadonlyMap<string, ChartEdge>;
  readonly tiesOf: ReadonlyMap<string, readonly ChartEdge[]>;
  readonly selection: Selection;
  readonly busy: boolean;
  /** What went wrong last, or is to be known. */
  readonly trouble: unknown;
  readonly told: string | undefined;
  /** Answers of partners by person, as they came. */
  readonly answers: ReadonlyMap<string, readonly FollowedAnswer[]>;
  caption(id: string): string;
  select(selection: Selection): void;
  run(title: string, produce: Produce<Work>, effect?: Effect): void;
  /** Puts persons on the chart; `around`: with whom they are tied to. */
  add(ids: readonly string[], title: string, around?: 0 | 1): void;
  expand(
    person: string,
    only?: { readonly kinds?: readonly string[]; readonly services?: readonly string[] },
  ): void;
  layOut(): void;
  /** Of the inquiry for which partners are asked: written once. */
  readonly caseNumber: string;
  setCaseNumber(text: string): void;
  ask(question: AskAboutQuestion & { readonly partners: readonly string[] }): void;
  /** Has the server keep a conclusion or a verdict; whether it did. */
  keep(what: Kept, title: string): Promise<boolean>;
  /** Has a step that failed at the server stand as it is. */
  letStand(step: Step<Work, Effect>): void;
  undo(): void;
  redo(): void;
  openView(view: SavedView): void;
}

const NO_NODES: readonly ChartNode[] = [];
const NO_EDGES: readonly ChartEdge[] = [];

export function useDesk(chart: RefObject<ChartHandle | null>): Desk {
  const queries = useQueryClient();
  const reason = useReason();
  const { colorScheme } = useMantineColorScheme();
  const palette = paletteOf(useScheme(colorScheme));
  const [log, showLog] = useState(() => begin<Work, Effect>(NOTHING));
  // Newer than what is drawn: what the server answers, and keys that come while it does, act on it.
  const held = useRef(log);
  const setLog = useCallback((change: Produce<Log<Work, Effect>>): void => {
    held.current = change(held.current);
    showLog(held.current);
  }, []);
  const [selection, setSelection] = useState(NOBODY);
  const [trouble, setTrouble] = useState<unknown>();
  const [told, setTold] = useState<string>();
  const [waiting, setWaiting] = useState(0);
  const [answers, setAnswers] = useState<ReadonlyMap<string, readonly FollowedAnswer[]>>(new Map());
  const [caseNumber, setCaseNumber] = useState('');
  const clocks = useMemo(() => clocksOf(log.now.span), [log.now.span]);
  const overview = useOverview(clocks);
  const asked = useChart(
    useMemo(() => personsOf(log.now), [log.now]),
    clocks,
  );
  // Ids that were joined into others are read as those, and stay in the log as they were: what was joined may part again.
  const became = asked.data?.became;
  const work = useMemo(() => rename(became)(log.now), [became, log.now]);
  const persons = useMemo(() => personsOf(work), [work]);
  const nodes = persons.length > 0 ? (asked.data?.nodes ?? NO_NODES) : NO_NODES;
  const edges = persons.length > 0 ? (asked.data?.edges ?? NO_EDGES) : NO_EDGES;
  const nodeOf = useMemo(() => new Map(nodes.map((node) => [node.id, node])), [nodes]);
  const edgeOf = useMemo(() => new Map(edges.map((edge) => [edge.id, edge])), [edges]);
  const tiesOf = useMemo(() => tiesByPerson(edges), [edges]);
  const services = overview.data?.services ?? NO_SERVICES;
  const serviceNames = useMemo(() => services.map(({ name }) => name), [services]);

  const latest = useRef({ work, persons, edges, clocks, became });
  latest.current = { work, persons, edges, clocks, became };

  const layout = useRef<{ readonly stop: () => void; places?: Readonly<Record<string, Point>> }>(undefined);
  /** Ends a running layout; where it had got to goes with the last step. */
  const settle = useCallback((): void => {
    const running = layout.current;
    if (!running) return;
    running.stop();
    layout.current = undefined;
    const { places } = running;
    if (!places) return;
    chart.current?.place(places, true);
    const { became: now } = latest.current;
    setLog((before) => amend(before, under(now, move(places))));
  }, [chart, setLog]);
  useEffect(() => () => layout.current?.stop(), []);

  const startLayout = useCallback(
    (
      places: Readonly<Record<string, Point>>,
      ties: readonly ChartEdge[],
      held: (id: string) => boolean,
    ): void => {
      settle();
      const { ids, task } = layoutTask(places, ties, held);
      if (task.rounds === 0) return;
      const running: { stop: () => void; places?: Readonly<Record<string, Point>> } = {
        stop: () => undefined,
      };
      running.stop = layOut(task, (rows, done) => {
        if (layout.current !== running) return;
        running.places = placesOf(ids, rows);
        chart.current?.place(running.places, done);
        if (done) settle();
      });
      layout.current = running;
    },
    [chart, settle],
  );

  const run = useCallback(
    (title: string, produce: Produce<Work>, effect?: Effect): void => {
      settle();
      const { became: now } = latest.current;
      setLog((before) => act(before, title, under(now, produce), effect));
    },
    [setLog, settle],
  );

  /** Does something with the server, and says what went wrong. */
  const during = useCallback(async (what: () => Promise<void>): Promise<void> => {
    setWaiting((n) => n + 1);
    setTrouble(undefined);
    setTold(undefined);
    try {
      await what();
    } catch (error) {
      setTrouble(error);
    } finally {
      setWaiting((n) => n - 1);
    }
  }, []);

  const bring = useCallback(
    (answer: ChartAnswer, ids: readonly string[], title: string): void => {
      const { work: at, edges: ties, became: now } = latest.current;
      const known = new Map([...ties, ...answer.edges].map((edge) => [edge.id, edge]));
      const fresh = ids.filter((id) => !Object.hasOwn(at.places, id));
      const all = [...known.values()];
      // A running layout is ahead of the log.
      const there = { ...at.places, ...layout.current?.places };
      const first = firstPlaces(fresh, all, there);
      settle();
      setLog((before) => act(before, title, under(now, put(first))));
      const before = new Set(Object.keys(at.places));
      startLayout({ ...there, ...first }, all, (id) => before.has(id));
    },
    [setLog, settle, startLayout],
  );

  const add = useCallback(
    (ids: readonly string[], title: string, around: 0 | 1 = 0): void => {
      void during(async () => {
        const { persons: there, clocks: at } = latest.current;
        const answer = await askChart(
          around === 1 ? ids : [...new Set([...there, ...ids])].sort(),
          at,
          around,
        );
        if (answer.unknown.length > 0)
          setTold(`${answer.unknown.length} of those asked for are not in the network now.`);
        else if (answer.more > 0) setTold(`${answer.more} more are tied to them; expand to see them.`);
        const brought = answer.nodes.map(({ id }) => id);
        if (around === 0)
          queries.setQueryData(
            ['network', reason, 'chart', [...new Set([...there, ...brought])].sort(), at],
            answer,
          );
        bring(answer, brought, title);
        // A question brings many; one who was searched is looked at.
        setSelection(ids.length > 2 ? NOBODY : { persons: ids.map((id) => answer.became[id] ?? id) });
      });
    },
    [bring, during, queries, reason],
  );

  /** Ids of what stands at the server. */
  const standing = useRef(new Map<Kept, string>());
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const keeping = useRef(0);
  /** One after the other, in the order of the keys. */
  const inLine = useCallback(<Answer>(what: () => Promise<Answer>): Promise<Answer> => {
    const next = line.current.then(what);
    line.current = next.catch(() => undefined);
    return next;
  }, []);
  /** Brings a step and the server together; one that fails stays what it was, and says why. */
  const follow = useCallback(
    (
      step: Step<Work, Effect>,
      what: Kept,
      does: () => Promise<boolean>,
      back: typeof stayed<Work, Effect>,
    ): void => {
      setLog((before) => withEffect(before, step.number, { kind: 'kept', what }));
      void during(async () => {
        const did = await inLine(does).catch((error: unknown) => {
          setLog((before) => back(before, step, { kind: 'kept', what, failed: { error } }));
          return false;
        });
        if (did) await queries.invalidateQueries({ queryKey: ['network'] });
      });
    },
    [during, inLine, queries, setLog],
  );

  const undoNow = useCallback((): void => {
    settle();
    const step = held.current.past.at(-1);
    if (!step) return;
    setLog(undo);
    const { effect } = step;
    if (effect?.kind === 'kept') {
      const { what } = effect;
      const does = async (): Promise<boolean> => {
        const id = standing.current.get(what);
        if (id === undefined) return false;
        await takeBack(what, id);
        return standing.current.delete(what);
      };
      follow(step, what, does, stayed);
    } else if (effect?.kind === 'asked')
      setTold(`${effect.partners.join(', ')} were asked: that stays so, and stands in the ledger.`);
    else setTold(effect && 'That stands at the server still: it was let stand.');
  }, [follow, setLog, settle]);

  const redoNow = useCallback((): void => {
    settle();
    const [step] = held.current.future;
    if (!step) return;
    setLog(redo);
    if (step.effect?.kind !== 'kept') return;
    const { what } = step.effect;
    const does = async (): Promise<boolean> => {
      // Where taking it back failed meanwhile it stands already.
      if (standing.current.has(what)) return false;
      standing.current.set(what, await keep(what));
      return true;
    };
    follow(step, what, does, stayedBack);
  }, [follow, setLog, settle]);

  /** A key that is pressed while something is being kept means that, too: it waits until it is a step. */
  const inTurn = useCallback(
    (what: () => void): void => {
      if (keeping.current === 0) what();
      else void inLine(async () => what());
    },
    [inLine],
  );
  const undoLast = useCallback(() => inTurn(undoNow), [inTurn, undoNow]);
  const redoLast = useCallback(() => inTurn(redoNow), [inTurn, redoNow]);

  // Another network than before (a verdict, a list): what was told of the one before is asked for again.
  const version = overview.data?.version;
  const seen = useRef(version);
  useEffect(() => {
    const before = seen.current;
    seen.current = version;
    if (before !== undefined && before !== version)
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === 'network' && queryKey[2] !== 'overview',
      });
  }, [queries, version]);

  return {
    overview: overview.data,
    services,
    serviceNames,
    palette,
    log,
    work,
    clocks,
    persons,
    nodes,
    edges,
    nodeOf,
    edgeOf,
    tiesOf,
    selection,
    busy: waiting > 0 || asked.isFetching,
    trouble: trouble ?? asked.error ?? overview.error,
    told,
    answers,
    caption: (id) => nodeOf.get(id)?.caption ?? id,
    select: setSelection,
    run,
    add,
    expand(person, only = {}) {
      void during(async () => {
        const answer = await expand({
          person,
          onChart: persons,
          ...only,
          ...(clocks && { clocks }),
        });
        const ids = answer.nodes.map(({ id }) => id).filter((id) => !Object.hasOwn(work.places, id));
        if (ids.length === 0) return setTold('Nobody else is tied to this person.');
        if (answer.more > 0) setTold(`${answer.more} more could come; expand again.`);
        bring(answer, ids, `Expand ${nodeOf.get(person)?.caption ?? person}: ${ids.length} more`);
      });
    },
    layOut() {
      // A step of its own, though it changes nothing yet: the layout is amended to it.
      settle();
      setLog((before) => act(before, 'Lay out anew', (at) => ({ ...at })));
      startLayout(work.places, edges, (id) => work.places[id]?.pinned === true);
    },
    caseNumber,
    setCaseNumber,
    ask(question) {
      const { person, partners } = question;
      void during(async () => {
        const came: FollowedAnswer[] = [];
        const lines = askPartners(question, new AbortController().signal);
        for await (const line of lines) {
          came.push(line);
          setAnswers((before) => new Map([...before, [person, [...came]]]));
        }
        setLog((before) =>
          act(
            before,
            `Ask ${partners.join(', ')} about ${nodeOf.get(person)?.caption ?? person}`,
            (at) => at,
            {
              kind: 'asked',
              partners,
            },
          ),
        );
        await queries.invalidateQueries({ queryKey: ['network'] });
      });
    },
    async keep(what, title) {
      let kept = false;
      await during(async () => {
        keeping.current++;
        await inLine(async () => {
          standing.current.set(what, await keep(what));
          setLog((before) => act(before, title, (at) => at, { kind: 'kept', what }));
          kept = true;
        }).finally(() => keeping.current--);
        await queries.invalidateQueries({ queryKey: ['network'] });
      });
      return kept;
    },
    letStand({ number, effect }) {
      if (effect?.kind !== 'kept') return;
      const { what } = effect;
      setLog((before) =>
        withEffect(before, number, standing.current.has(what) ? { kind: 'left' } : { kind: 'kept', what }),
      );
    },
    undo: undoLast,
    redo: redoLast,
    openView(view) {
      settle();
      setSelection(NOBODY);
      setLog((before) => act(before, `Open the view “${view.name}”`, () => workOf(view.state)));
    },
  };
}

const NO_SERVICES: readonly ChartService[] = [];

/** The scheme that is drawn, where it follows the system too. */
function useScheme(chosen: 'light' | 'dark' | 'auto'): 'light' | 'dark' {
  const [system, setSystem] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const listen = (): void => setSystem(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return chosen === 'auto' ? (system ? 'dark' : 'light') : chosen;
}
