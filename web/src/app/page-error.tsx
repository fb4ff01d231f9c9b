import { Link } from '@tanstack/react-router';
import { Notice } from '../shared/notice.tsx';

/** Shown where a page itself fails: says so, and offers the way back. */
export function PageError({ error }: { readonly error: unknown }) {
  return (
    <Notice kind="contradicts" title="This page failed">
      {error instanceof Error ? error.message : String(error)} Reload the page; if it fails again, tell
      whoever keeps Tocsin running.
    </Notice>
  );
}

export function NotFound() {
  return (
    <Notice title="There is no such page">
      <Link to="/find">Go to the search.</Link>
    </Notice>
  );
}
