import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SearchAnswer, Suggestion } from '../shared/answers.ts';
import { get } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';
import { asked, isAskable, type Question } from './question.ts';

/** The hits of a question. A newer question cancels the older; its hits stay until the new ones are there. */
export function useSearch(question: Question) {
  const reason = useReason();
  const values = asked(question);
  return useQuery({
    queryKey: ['search', reason, values],
    queryFn: ({ signal }) => get<SearchAnswer>('/api/search', values, signal),
    enabled: isAskable(question),
    placeholderData: keepPreviousData,
  });
}

/** Names that begin so, for a name that is only half written. */
export function useSuggestions(text: string, enabled: boolean) {
  const reason = useReason();
  return useQuery({
    queryKey: ['suggest', reason, text],
    queryFn: async ({ signal }) =>
      (await get<{ hits: readonly Suggestion[] }>('/api/suggest', { q: text, limit: 20 }, signal)).hits,
    enabled: enabled && text.trim().length >= 2,
  });
}
