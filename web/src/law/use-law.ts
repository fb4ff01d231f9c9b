import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../shared/http.ts';
import type {
  EmergenciesAnswer,
  Emergency,
  PastReport,
  PolicyCheck,
  PolicyInWords,
  PolicyText,
  PolicyVersion,
} from './answers.ts';

/** How often the banner looks whether emergency access was taken, in milliseconds. */
const LOOK_EVERY = 30_000;

export const useLaw = () =>
  useQuery({
    queryKey: ['law'],
    queryFn: ({ signal }) => get<PolicyInWords>('/api/law', {}, signal),
  });

export const useVersions = () =>
  useQuery({
    queryKey: ['law', 'versions'],
    queryFn: async ({ signal }) =>
      (await get<{ readonly versions: readonly PolicyVersion[] }>('/api/law/versions', {}, signal)).versions,
  });

export const useEmergencies = () =>
  useQuery({
    queryKey: ['emergencies'],
    queryFn: ({ signal }) => get<EmergenciesAnswer>('/api/law/emergencies', {}, signal),
    refetchInterval: LOOK_EVERY,
  });

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
