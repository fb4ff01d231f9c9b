import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../app/api.ts';
import { ErrorNote } from '../shared/error-note.tsx';

/** Who looked at what, why, and whether the chain of entries is whole. */
export function LedgerPage() {
  const ledger = useInfiniteQuery({
    queryKey: ['ledger'],
    queryFn: ({ pageParam }) => api.ledger(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => {
      const last = page.entries.at(-1)?.seq;
      return last !== undefined && last > 1 ? last : undefined;
    },
  });
  const first = ledger.data?.pages[0];
  return (
    <main className="page">
      <h1>Ledger</h1>
      <ErrorNote error={ledger.error} />
      {first && (
        <p>
          {first.total.toLocaleString('en')} entries.{' '}
          {first.intact ? (
            <span className="agrees">The chain of hashes is whole.</span>
          ) : (
            <span className="contradicts">
              The chain of hashes is broken: an entry was changed or removed.
            </span>
          )}
        </p>
      )}
      <table className="dense">
        <thead>
          <tr>
            <th className="number">no.</th>
            <th>at (UTC)</th>
            <th>account</th>
            <th>did</th>
            <th>for</th>
            <th>on</th>
            <th>rule</th>
            <th className="number">records</th>
            <th>which</th>
          </tr>
        </thead>
        <tbody>
          {ledger.data?.pages.flatMap(({ entries }) =>
            entries.map((entry) => (
              <tr key={entry.seq}>
                <td className="number">{entry.seq}</td>
                <td style={{ whiteSpace: 'nowrap' }}>{entry.at.slice(0, 19).replace('T', ' ')}</td>
                <td>{entry.account}</td>
                <td>{entry.action}</td>
                <td>{entry.purpose}</td>
                <td>{entry.legalBasis}</td>
                <td className={entry.allowed ? '' : 'contradicts'}>
                  {entry.allowed ? '' : 'refused: '}
                  {entry.rule}
                </td>
                <td className="number">{entry.count}</td>
                <td className="small faint">
                  {entry.subjects.slice(0, 6).join(', ')}
                  {entry.subjects.length > 6 ? ' …' : ''}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      {ledger.hasNextPage && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={ledger.isFetchingNextPage}
          onClick={() => void ledger.fetchNextPage()}
        >
          Older entries
        </Button>
      )}
    </main>
  );
}
