import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useChangeStream } from '../shared/changes.ts';
import { get, post } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';
import { address } from '../shared/request-address.ts';
import type { HitDetail, HitState, HitStep, QueueAnswer, WatchQuality } from './answers.ts';

/** Which hits, and from which one on. */
export interface QueueFilter {
  readonly state: readonly HitState[];
  readonly landed?: boolean;
  readonly flight?: string;
  readonly dataset?: string;
  readonly grade?: string;
  readonly mine?: boolean;
  readonly offset?: number;
}

export function useQueue(filter: QueueFilter) {
  const reason = useReason();
  return useQuery({
    queryKey: ['watch', reason, 'queue', filter],
    queryFn: async ({ signal }) => {
      const { landed, mine, offset, ...rest } = filter;
      const answer = await get<QueueAnswer>(
        '/api/watch',
        {
          ...rest,
          ...(landed !== undefined && { landed: String(landed) }),
          ...(mine && { mine: 'true' }),
          ...(offset && { offset: String(offset) }),
        },
        signal,
      );
      setServerTime(answer.now);
      return answer;
    },
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

/** Accounts that a hit can be handed over to; asked for when it is needed. */
export function useOfficers(needed: boolean) {
  const reason = useReason();
  return useQuery({
    queryKey: ['watch', reason, 'officers'],
    queryFn: ({ signal }) => get<{ readonly officers: readonly string[] }>('/api/watch/officers', {}, signal),
    enabled: needed,
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
  const { purpose, legalBasis } = useReason() ?? {};
  return useChangeStream(address('/api/watch/changes', { purpose, legalBasis }), 'watch');
}

/** How far the server's clock is ahead of this machine's, ms: a countdown is by the server's. */
let ahead = 0;
const setServerTime = (now: string): void => {
  ahead = Date.parse(now) - Date.now();
};
const serverTime = (): number => Date.now() + ahead;

/** The server's time, renewed every quarter of a minute. */
export function useNow(): number {
  const [now, setNow] = useState(serverTime);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverTime()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
