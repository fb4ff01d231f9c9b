import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get, post } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';
import type { HitDetail, HitState, HitStep, QueueAnswer, WatchQuality } from './answers.ts';

export function useQueue(states: readonly HitState[]) {
  const reason = useReason();
  return useQuery({
    queryKey: ['watch', reason, 'queue', states],
    queryFn: ({ signal }) => get<QueueAnswer>('/api/watch', { state: states }, signal),
    placeholderData: keepPreviousData,
  });
}

export function useHit(id: string | undefined) {
  const reason = useReason();
  return useQuery({
    queryKey: ['watch', reason, 'hit', id],
    queryFn: ({ signal }) => get<HitDetail>(`/api/watch/hits/${encodeURIComponent(id ?? '')}`, {}, signal),
    enabled: id !== undefined,
  });
}

export function useQuality() {
  const reason = useReason();
  return useQuery({
    queryKey: ['watch', reason, 'quality'],
    queryFn: ({ signal }) => get<WatchQuality>('/api/watch/quality', {}, signal),
  });
}

/** What a person does with a hit. */
export type Step = { readonly what: string } & Readonly<Record<string, unknown>>;

export function useStep(id: string | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => post<HitStep>(`/api/watch/hits/${encodeURIComponent(id ?? '')}/steps`, step),
    onSettled: () => queries.invalidateQueries({ queryKey: ['watch'] }),
  });
}

/** Asks again when the server says that something has changed. Gives whether the server is heard. */
export function useChanges(): boolean {
  const queries = useQueryClient();
  const [heard, setHeard] = useState(true);
  useEffect(() => {
    const source = new EventSource('/api/watch/changes');
    source.addEventListener('change', () => void queries.invalidateQueries({ queryKey: ['watch'] }));
    source.addEventListener('open', () => setHeard(true));
    source.addEventListener('error', () => setHeard(false));
    return () => source.close();
  }, [queries]);
  return heard;
}

/** The time, renewed every quarter of a minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
