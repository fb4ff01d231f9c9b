import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PartnerFigures } from '../requests/answers.ts';
import { get, post } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';
import type { PartnersAnswer, PartnerView, Prepared } from './answers.ts';

export function usePartners() {
  const reason = useReason();
  return useQuery({
    queryKey: ['partners', reason],
    queryFn: ({ signal }) => get<PartnersAnswer>('/api/partners', {}, signal),
  });
}

export function usePartner(name: string) {
  const reason = useReason();
  return useQuery({
    queryKey: ['partners', reason, name],
    queryFn: ({ signal }) => get<PartnerView>(`/api/partners/${encodeURIComponent(name)}`, {}, signal),
  });
}

export function useFigures(from: string, until: string) {
  const reason = useReason();
  return useQuery({
    queryKey: ['cooperation', reason, from, until],
    queryFn: async ({ signal }) =>
      (
        await get<{ readonly partners: readonly PartnerFigures[] }>(
          '/api/cooperation',
          { from, until },
          signal,
        )
      ).partners,
  });
}

/** Where a step with a partner is done. */
export const pathOf = ({ id }: Pick<PartnerView, 'id'>, step: string): string =>
  `/api/partners/${encodeURIComponent(id)}/${step}`;

/** A step with a partner; afterwards the partners are read again. */
export function usePartnerStep<Answer = PartnerView | Prepared>(
  send: (step: { readonly path: string; readonly body?: unknown }) => Promise<Answer> = ({ path, body }) =>
    post<Answer>(path, body),
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => queries.invalidateQueries({ queryKey: ['partners'] }),
  });
}
