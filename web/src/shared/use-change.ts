import { useMutation, useQueryClient } from '@tanstack/react-query';

/** A change to accounts, keys, passkeys or declarations; afterwards they are read again. */
export function useChange<Input = void>(
  name: 'accounts' | 'keys' | 'passkeys' | 'close-persons',
  change: (input: Input) => Promise<unknown>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: [name] }),
  });
}
