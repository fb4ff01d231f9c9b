import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.css';
import './theme.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ProblemError } from '../shared/http.ts';
import { loadEastAsianFonts } from './fonts.ts';
import { fetchPages, router } from './router.tsx';
import { theme } from './theme.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Data on lists changes once a day; what people look at must not jump while they look.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only a server that does not answer is asked again.
      retry: (failures, error) =>
        failures < 2 &&
        !(error instanceof ProblemError && error.problem.status > 0 && error.problem.status < 500),
    },
  },
});

// Somebody whose session ended is asked who they are, wherever they stand.
const signInAgain = (error: unknown): void => {
  if (error instanceof ProblemError && error.problem.status === 401) {
    void queries.invalidateQueries({ queryKey: ['me'] });
  }
};
queries.getQueryCache().config.onError = signInAgain;
queries.getMutationCache().config.onError = signInAgain;

// After the page itself; without them a page is still a page.
loadEastAsianFonts().catch(() => undefined);
window.addEventListener('load', () => {
  // Not fetched now, a page is fetched when somebody goes there.
  fetchPages().catch(() => undefined);
});

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
