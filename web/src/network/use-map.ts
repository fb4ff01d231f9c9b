import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { post } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';
import type { ChartClocks, MapAnswer } from './answers.ts';

/** Where the ties between the persons of the chart were. */
export function useMap(persons: readonly string[], clocks: ChartClocks | undefined) {
  const reason = useReason();
  return useQuery({
    queryKey: ['network', reason, 'map', persons, clocks],
    queryFn: () => post<MapAnswer>('/api/network/map', { persons, ...(clocks && { clocks }) }),
    enabled: persons.length > 0,
    placeholderData: keepPreviousData,
  });
}
