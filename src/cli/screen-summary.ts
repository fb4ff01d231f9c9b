import type { ScreenHit } from './report.ts';

/** Counted over all rows of a run, also over one that was resumed. */
export interface Summary {
  /** All rows: those that were searched, and those that could not be. */
  rows: number;
  searched: number;
  /** Rows that could not be read at all. */
  unreadable: number;
  /** Rows that were searched without a value that could not be read. */
  incomplete: number;
  withHits: number;
  hits: number;
  /** Rows with more hits than the limit. */
  cut: number;
  readonly byGrade: Record<string, number>;
  readonly byDataset: Record<string, number>;
  /** The first hundred of what could not be read. */
  readonly problems: { readonly line: number; readonly reason: string }[];
}

/** A summary that is finished: with what was searched, how, and how long it took. */
export interface FinishedSummary extends Summary {
  readonly input: string;
  readonly output: string | null;
  readonly seconds: number;
  /** list → version */
  readonly versions: Readonly<Record<string, string>>;
  readonly threshold: number;
  readonly limit: number;
}

const MOST_PROBLEMS = 100;

export const newSummary = (): Summary => ({
  rows: 0,
  searched: 0,
  unreadable: 0,
  incomplete: 0,
  withHits: 0,
  hits: 0,
  cut: 0,
  byGrade: {},
  byDataset: {},
  problems: [],
});

/** Counts a row that was searched. */
export function countRow(summary: Summary, hits: readonly ScreenHit[], total: number): void {
  summary.rows++;
  summary.searched++;
  if (hits.length > 0) summary.withHits++;
  if (total > hits.length) summary.cut++;
  summary.hits += hits.length;
  for (const { grade, datasets } of hits) {
    summary.byGrade[grade] = (summary.byGrade[grade] ?? 0) + 1;
    for (const name of datasets) summary.byDataset[name] = (summary.byDataset[name] ?? 0) + 1;
  }
}

/** Counts what could not be read of one row; `searched` says whether the rest of the row was. */
export function countProblems(
  summary: Summary,
  problems: readonly { readonly line: number; readonly reason: string }[],
  searched: boolean,
): void {
  if (problems.length === 0) return;
  if (searched) summary.incomplete++;
  else {
    summary.rows++;
    summary.unreadable++;
  }
  for (const { line, reason } of problems) {
    if (summary.problems.length < MOST_PROBLEMS) summary.problems.push({ line, reason });
  }
}

/** For people. */
export function summaryText(summary: FinishedSummary): string {
  const rate = Math.round(summary.rows / Math.max(summary.seconds, 0.1));
  const lines = [
    `${summary.input}: ${summary.rows} rows in ${summary.seconds} s (${rate} a second), ${summary.withHits} with hits, ${summary.hits} hits`,
  ];
  const counted = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ');
  if (summary.hits > 0) {
    lines.push(`  by grade: ${counted(summary.byGrade)}`, `  by list: ${counted(summary.byDataset)}`);
  }
  const versions = Object.entries(summary.versions).map(([name, version]) => `${name} ${version}`);
  lines.push(`  searched: ${versions.join(', ') || 'no list'}, from score ${summary.threshold}`);
  if (summary.cut > 0) {
    lines.push(`  ${summary.cut} rows have more hits than the limit of ${summary.limit}: --limit shows more`);
  }
  if (summary.unreadable > 0) lines.push(`  ${summary.unreadable} rows could not be read`);
  if (summary.incomplete > 0) lines.push(`  ${summary.incomplete} rows were searched without a value`);
  for (const { line, reason } of summary.problems.slice(0, 5)) lines.push(`    line ${line}: ${reason}`);
  if (summary.problems.length > 5) lines.push('    … --json shows more');
  if (summary.output !== null) lines.push(`  written to ${summary.output}`);
  return `${lines.join('\n')}\n`;
}
