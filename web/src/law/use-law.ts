import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../shared/http.ts';
import type {
  AlarmsAnswer,
  EmergenciesAnswer,
  Emergency,
  PastReport,
  PolicyCheck,
  PolicyInWords,
  PolicyText,
  PolicyVersion,
  VersionsAnswer,
} from './answers.ts';

/** How often the banner looks for emergencies and alarms, in milliseconds. */
const LOOK_EVERY = 30_000;

export const useLaw = () =>
  useQuery({
    queryKey: ['law'],
    queryFn: ({ signal }) => get<PolicyInWords>('/api/law', {}, signal),
  });

export const useVersions = () =>
  useQuery({
    queryKey: ['law', 'versions'],
    queryFn: ({ signal }) => get<VersionsAnswer>('/api/law/versions', {}, signal),
  });

export const useEmergencies = () =>
  useQuery({
    queryKey: ['emergencies'],
    queryFn: ({ signal }) => get<EmergenciesAnswer>('/api/law/emergencies', {}, signal),
    refetchInterval: LOOK_EVERY,
  });

export const useAlarms = () =>
  useQuery({
    queryKey: ['alarms'],
    queryFn: ({ signal }) => get<AlarmsAnswer>('/api/alarms', {}, signal),
    refetchInterval: LOOK_EVERY,
  });

export function usePutAway() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (entries: readonly number[]) => post<void>('/api/alarms/seen', { entries }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['alarms'] }),
  });
}

/** The text alone, of a version that has more. */
const bare = ({ jurisdiction, files }: PolicyText): PolicyText => ({ jurisdiction, files });

export const useCheck = () =>
  useMutation({ mutationFn: (text: PolicyText) => post<PolicyCheck>('/api/law/check', bare(text)) });

export const usePast = () =>
  useMutation({ mutationFn: (text: PolicyText) => post<PastReport>('/api/law/past', bare(text)) });

/** A change of the law or of emergencies; afterwards both are read again. */
export function useLawChange<Input, Answer = PolicyVersion | Emergency>(
  change: (input: Input) => Promise<Answer>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        [['law'], ['emergencies'], ['policy']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}
