import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';
import type { AskablePartner, BothWork, RequestPage, RequestRow, WorkedOn } from './answers.ts';
import type { RequestQuery } from './request-query.ts';

/** How often is looked where the server is not heard, ms. Every look stands in the ledger, so not more often. */
const LOOK_EVERY = 60_000;

const lookEvery = (heard: boolean): number | false => (heard ? false : LOOK_EVERY);

export function useRequests(
  { side, state, partner, kind }: RequestQuery,
  { heard, enabled = true }: { readonly heard: boolean; readonly enabled?: boolean },
) {
  const reason = useReason();
  return useQuery({
    queryKey: ['requests', reason, 'list', side, state, partner, kind],
    queryFn: async ({ signal }) =>
      (
        await get<{ readonly requests: readonly RequestRow[] }>(
          '/api/requests',
          { side, state, partner, kind },
          signal,
        )
      ).requests,
    enabled,
    refetchInterval: lookEvery(heard),
    placeholderData: keepPreviousData,
  });
}

export function useRequest(id: string, heard: boolean) {
  const reason = useReason();
  return useQuery({
    queryKey: ['requests', reason, 'one', id],
    queryFn: ({ signal }) => get<RequestPage>(`/api/requests/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: lookEvery(heard),
  });
}

export function useWork() {
  const reason = useReason();
  return useQuery({
    queryKey: ['requests', reason, 'work'],
    queryFn: async ({ signal }) => {
      const [{ deconflictions }, { cases }] = await Promise.all([
        get<{ readonly deconflictions: readonly BothWork[] }>('/api/deconflictions', {}, signal),
        get<{ readonly cases: readonly WorkedOn[] }>('/api/active-cases', {}, signal),
      ]);
      return { deconflictions, cases };
    },
  });
}

/** Whom this service may ask. */
export function useAskable() {
  const reason = useReason();
  return useQuery({
    queryKey: ['ask', reason],
    queryFn: async ({ signal }) =>
      (await get<{ readonly partners: readonly AskablePartner[] }>('/api/ask', {}, signal)).partners,
  });
}

/** A step on a request; afterwards everything of requests is read again. */
export function useRequestStep<Answer = RequestPage>() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: unknown }) =>
      post<Answer>(path, body),
    onSettled: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
}
