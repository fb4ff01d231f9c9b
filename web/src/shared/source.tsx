import { Link } from '@tanstack/react-router';
import type { Statement } from './answers.ts';
import classes from './source.module.css';
import { instant, versionText } from './time.ts';

/** Who says a value: list and version in which it stood first and last, and how it was written there. */
export function Source({ statement }: { readonly statement: Statement }) {
  const { dataset, firstSeen, lastSeen, recordedFrom, recordedUntil, origin, originalValue } = statement;
  const [first, last] = [versionText(firstSeen), versionText(lastSeen)];
  const versions = first === last ? first : `${first} – ${last}`;
  const title = [
    `Recorded ${instant(recordedFrom)} UTC`,
    recordedUntil === undefined ? '' : `until ${instant(recordedUntil)} UTC`,
    origin === undefined ? '' : `at ${origin}`,
    originalValue === undefined ? '' : `written there as ${originalValue}`,
  ];
  return (
    <Link
      to="/lists"
      search={{ dataset }}
      className={classes.source}
      title={title.filter(Boolean).join(', ')}
    >
      {dataset} <span>{versions}</span>
    </Link>
  );
}
