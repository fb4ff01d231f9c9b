import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FollowedAnswer } from '../requests/answers.ts';
import { get, post, postForFile, postForLines, put, remove } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';
import type {
  AskAboutQuestion,
  CellsAnswer,
  ChartAnswer,
  ChartClocks,
  ConclusionsAnswer,
  CutAnswer,
  CutQuestion,
  ExpandQuestion,
  ExportQuestion,
  FragmentsAnswer,
  HistogramAnswer,
  KeyPlayersAnswer,
  KeyPlayersGoal,
  NetworkOverview,
  NewConclusion,
  NewView,
  PathsAnswer,
  PathsQuestion,
  PersonsAnswer,
  ProposalsAnswer,
  RankMeasure,
  RanksAnswer,
  RolesAnswer,
  SavedView,
  SuggestionsAnswer,
  TellingsAnswer,
  Verdict,
  ViewsAnswer,
} from './answers.ts';

type Clocks = ChartClocks | undefined;
const values = (clocks: Clocks) => ({
  ...(clocks?.event !== undefined && { event: clocks.event }),
  ...(clocks?.known !== undefined && { known: clocks.known }),
});
const body = (clocks: Clocks) => (clocks ? { clocks } : {});

/** While the server makes the network, it is asked again, ms. */
const AGAIN = 1_500;

export function useOverview(clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'overview', clocks],
    queryFn: ({ signal }) => get<NetworkOverview>('/api/network', values(clocks), signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.state === 'making' ? AGAIN : false),
  });
}

export function usePersons(text: string, clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'persons', text, clocks],
    queryFn: ({ signal }) =>
      get<PersonsAnswer>('/api/network/persons', { q: text, limit: '12', ...values(clocks) }, signal),
    enabled: text.length > 1,
    placeholderData: keepPreviousData,
  });
}

export const askChart = (
  persons: readonly string[],
  clocks: Clocks,
  around: 0 | 1 = 0,
  signal?: AbortSignal,
): Promise<ChartAnswer> => {
  signal?.throwIfAborted();
  return post<ChartAnswer>('/api/network/chart', {
    persons,
    ...body(clocks),
    ...(around > 0 && { around }),
  });
};

export function useChart(persons: readonly string[], clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'chart', persons, clocks],
    queryFn: ({ signal }) => askChart(persons, clocks, 0, signal),
    enabled: persons.length > 0,
    placeholderData: keepPreviousData,
  });
}

export const expand = (question: ExpandQuestion): Promise<ChartAnswer> =>
  post<ChartAnswer>('/api/network/expand', question);

export function useTellings(a: string, b: string, clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'tellings', a, b, clocks],
    queryFn: ({ signal }) =>
      get<TellingsAnswer>('/api/network/tellings', { a, b, ...values(clocks) }, signal),
  });
}

export function useHistogram(persons: readonly string[]) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'histogram', persons],
    queryFn: () => post<HistogramAnswer>('/api/network/histogram', persons.length > 0 ? { persons } : {}),
    placeholderData: keepPreviousData,
  });
}

export function useWays(question: PathsQuestion | undefined) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'ways', question],
    queryFn: () => post<PathsAnswer>('/api/network/paths', question),
    enabled: question !== undefined,
  });
}

/** Of those on the chart, or of the whole network where `persons` is left out. */
export function useRanks(measure: RankMeasure, persons: readonly string[] | undefined, clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'ranks', measure, persons, clocks],
    queryFn: () =>
      post<RanksAnswer>('/api/network/ranks', { measure, ...(persons && { persons }), ...body(clocks) }),
    placeholderData: keepPreviousData,
  });
}

/** Of those on the chart, or of the whole network where `persons` is left out; so with roles. */
export function useKeyPlayers(
  goal: KeyPlayersGoal,
  count: number,
  persons: readonly string[] | undefined,
  clocks: Clocks,
) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'key-players', goal, count, persons, clocks],
    queryFn: () =>
      post<KeyPlayersAnswer>('/api/network/key-players', {
        goal,
        count,
        ...(persons && { persons }),
        ...body(clocks),
      }),
    placeholderData: keepPreviousData,
  });
}

export function useRoles(persons: readonly string[] | undefined, clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'roles', persons, clocks],
    queryFn: () => post<RolesAnswer>('/api/network/roles', { ...(persons && { persons }), ...body(clocks) }),
    placeholderData: keepPreviousData,
  });
}

export function useCut(question: CutQuestion | undefined) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'cut', question],
    queryFn: () => post<CutAnswer>('/api/network/cut', question),
    enabled: question !== undefined,
  });
}

export function useCells(persons: readonly string[] | undefined, resolution: number, clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'cells', persons, resolution, clocks],
    queryFn: () =>
      post<CellsAnswer>('/api/network/cells', { resolution, ...(persons && { persons }), ...body(clocks) }),
    placeholderData: keepPreviousData,
  });
}

export function useFragments(clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'fragments', clocks],
    queryFn: ({ signal }) => get<FragmentsAnswer>('/api/network/fragments', values(clocks), signal),
  });
}

export function useSuggestions(clocks: Clocks) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'suggestions', clocks],
    queryFn: ({ signal }) => get<SuggestionsAnswer>('/api/network/suggestions', values(clocks), signal),
  });
}

export function useConclusions() {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'conclusions'],
    queryFn: async ({ signal }) =>
      (await get<ConclusionsAnswer>('/api/network/conclusions', {}, signal)).conclusions,
  });
}

/** What the server keeps of a person's thinking, and takes back again. */
export type Kept =
  | { readonly at: '/api/network/conclusions'; readonly body: NewConclusion }
  | { readonly at: '/api/judgements'; readonly body: JudgementBody };

export interface JudgementBody {
  readonly left: string;
  readonly right: string;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Gives its id. */
export const keep = async ({ at, body: said }: Kept): Promise<string> =>
  (await post<{ readonly id: string }>(at, said)).id;
export const takeBack = ({ at }: Pick<Kept, 'at'>, id: string): Promise<unknown> =>
  post(
    `${at}/${encodeURIComponent(id)}/undo`,
    at === '/api/judgements' ? { reason: 'Taken back on the chart.' } : undefined,
  );

export function useProposals() {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'proposals'],
    queryFn: ({ signal }) => get<ProposalsAnswer>('/api/network/proposals', { limit: '30' }, signal),
  });
}

export function useViews() {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'views'],
    queryFn: async ({ signal }) => (await get<ViewsAnswer>('/api/network/views', {}, signal)).views,
  });
}

export const openView = (id: string): Promise<SavedView> =>
  get<SavedView>(`/api/network/views/${encodeURIComponent(id)}`);

/** A change to a view: a new one, a newer state of one, a comment, or its end. */
export type ViewChange =
  | { readonly what: 'new'; readonly view: NewView }
  | { readonly what: 'save'; readonly id: string; readonly revision: number; readonly view: NewView }
  | { readonly what: 'comment'; readonly id: string; readonly text: string }
  | { readonly what: 'end'; readonly id: string };

export function useViewChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: ViewChange): Promise<SavedView | undefined> => {
      if (change.what === 'new') return post<SavedView>('/api/network/views', change.view);
      const path = `/api/network/views/${encodeURIComponent(change.id)}`;
      if (change.what === 'save') return put<SavedView>(path, { ...change.view, revision: change.revision });
      if (change.what === 'comment') return post<SavedView>(`${path}/comments`, { text: change.text });
      await remove(path);
      return undefined;
    },
    onSettled: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === 'network' && queryKey[2] === 'views',
      }),
  });
}

/** The chart as a file of another program, with its marking and how many ties stayed here. */
export async function exportChart(question: ExportQuestion) {
  const { file, headers } = await postForFile('/api/network/export', question);
  return {
    file,
    marking: headers.get('tocsin-marking'),
    withheld: Number(headers.get('tocsin-withheld') ?? 0),
  };
}

/** The blind question about one person; answers as they come. */
export const askPartners = (
  question: AskAboutQuestion,
  signal: AbortSignal,
): AsyncGenerator<FollowedAnswer> => postForLines<FollowedAnswer>('/api/network/ask', question, signal);
