import { useQuery } from '@tanstack/react-query';
import type { ListVersion, QuarantineEntry } from '../shared/answers.ts';
import { get } from '../shared/http.ts';
import { Failure } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { count } from '../shared/time.ts';

/** Most entries that are drawn at once. */
const MOST = 1000;

/** What of a version could not be read: where it stands, why, and how it begins. Never dropped in silence. */
export function Unread({ version: { dataset, version } }: { readonly version: ListVersion }) {
  const reason = useReason();
  const unread = useQuery({
    queryKey: ['quarantine', reason, dataset, version],
    queryFn: async ({ signal }) =>
      (
        await get<{ entries: readonly QuarantineEntry[] }>(
          `/api/lists/${encodeURIComponent(dataset)}/versions/${encodeURIComponent(version)}/quarantine`,
          {},
          signal,
        )
      ).entries,
  });
  if (unread.error) return <Failure error={unread.error} />;
  if (!unread.data) return null;
  if (unread.data.length === 0) return <p className="quiet">Everything of this version could be read.</p>;
  return (
    <>
      <table className="grid">
        <thead>
          <tr>
            <th>File</th>
            <th className="number">Line</th>
            <th>Record</th>
            <th>Why, and what to do</th>
            <th>Begins with</th>
          </tr>
        </thead>
        <tbody>
          {unread.data.slice(0, MOST).map(({ file, line, byte, record, reason: why, excerpt }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries stand in the order of the file and never change
            <tr key={place}>
              <td>{file}</td>
              <td className="number">
                {line === undefined ? byte !== undefined && `byte ${count(byte)}` : count(line)}
              </td>
              <td>{record}</td>
              <td>{why}</td>
              <td>{excerpt !== undefined && <code>{excerpt}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {unread.data.length > MOST && (
        <p className="quiet">and {count(unread.data.length - MOST)} more: see the load report.</p>
      )}
    </>
  );
}
