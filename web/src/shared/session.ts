import { useQuery } from '@tanstack/react-query';
import type { DatasetState, Me, PolicyAnswer, SignInWays } from './answers.ts';
import { get, ProblemError } from './http.ts';
import { useReason } from './reason.ts';

/** Who is signed in: `null` where nobody is. */
export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await get<Me>('/api/me', {}, signal);
      } catch (error) {
        if (error instanceof ProblemError && error.problem.status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });

/** How one can sign in at this address. */
export const useSignInWays = () =>
  useQuery({
    queryKey: ['ways'],
    queryFn: ({ signal }) => get<SignInWays>('/api/sign-in/ways', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the signed-in account may say it is doing. */
export const usePolicy = (enabled: boolean) =>
  useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => get<PolicyAnswer>('/api/policy', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });

/** The lists that are loaded. */
export function useLists() {
  const reason = useReason();
  return useQuery({
    queryKey: ['lists', reason],
    queryFn: async ({ signal }) =>
      (await get<{ lists: readonly DatasetState[] }>('/api/lists', {}, signal)).lists,
  });
}
