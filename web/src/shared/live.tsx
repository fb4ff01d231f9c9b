import { useQueryClient } from '@tanstack/react-query';
import layout from './layout.module.css';

/** Says that the page is not renewed by itself, where it is not, and offers to look. */
export function NotLive({
  heard,
  shown,
  hint,
}: {
  readonly heard: boolean;
  readonly shown: string;
  readonly hint: string;
}) {
  const queries = useQueryClient();
  if (heard) return null;
  return (
    <span role="status" className="small">
      <strong className="contradicts">Not live: the server is not heard.</strong>{' '}
      <button
        type="button"
        className={layout.plain}
        title={hint}
        onClick={() => void queries.invalidateQueries({ queryKey: [shown] })}
      >
        Look again
      </button>
    </span>
  );
}
