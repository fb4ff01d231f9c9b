import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EntityAnswer } from '../shared/answers.ts';
import { get } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';

/** A record as it is, or as it was known at an instant. */
export function useEntity(id: string, asOf?: string) {
  const reason = useReason();
  return useQuery({
    queryKey: ['entity', reason, id, asOf ?? 'now'],
    queryFn: ({ signal }) => get<EntityAnswer>(`/api/entities/${encodeURIComponent(id)}`, { asOf }, signal),
    placeholderData: keepPreviousData,
  });
}
