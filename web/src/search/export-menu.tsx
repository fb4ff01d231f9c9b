import { Menu } from '@mantine/core';
import type { Hit } from '../shared/answers.ts';
import { hitsAsCsv, hitsAsNdjson } from '../shared/table-text.ts';
import classes from './search.module.css';

/** Saves text as a file of the browser. */
function save(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The shown hits as a file: a table, or everything with its explanation. */
export function ExportMenu({
  hits,
  versions,
  name,
}: {
  readonly hits: readonly Hit[];
  readonly versions: Readonly<Record<string, string>>;
  readonly name: string;
}) {
  const file = `hits-${name
    .trim()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.quietButton}>
          Export ▾
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save(`\ufeff${hitsAsCsv(hits, versions)}`, `${file}.csv`, 'text/csv')}>
          CSV: a row a hit
        </Menu.Item>
        <Menu.Item
          onClick={() => save(hitsAsNdjson(hits, versions), `${file}.ndjson`, 'application/x-ndjson')}
        >
          NDJSON: with explanations
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
