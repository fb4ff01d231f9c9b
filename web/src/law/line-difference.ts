/** A line of two texts put beside each other. */
export interface Line {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
}

/** Lines beyond which only what is gone and what came is told: the table of the method below grows with the square. */
const MOST = 2_000;

/** What changed between two texts, line by line: the longest common subsequence stays. */
export function lineDifference(before: string, after: string): readonly Line[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const line = (sign: Line['sign']) => (text: string) => ({ sign, text });
  const middle = differ(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...a.slice(0, start).map(line(' ')), ...middle, ...a.slice(a.length - end).map(line(' '))];
}

function differ(a: readonly string[], b: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  if (a.length > MOST || b.length > MOST) {
    for (const text of a) lines.push({ sign: '-', text });
    for (const text of b) lines.push({ sign: '+', text });
    return lines;
  }
  const width = b.length + 1;
  // Of each pair of places: how many lines after them are common.
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ sign: ' ', text: a[i] ?? '' });
      i++;
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      lines.push({ sign: '-', text: a[i++] ?? '' });
    } else {
      lines.push({ sign: '+', text: b[j++] ?? '' });
    }
  }
  return lines;
}

/** Only what changed, with some lines around it; a gap is told by `undefined`. */
export function changedParts(lines: readonly Line[], around = 2): readonly (Line | undefined)[] {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - around), i + around + 1).some(({ sign }) => sign !== ' '),
  );
  const shown: (Line | undefined)[] = [];
  lines.forEach((line, i) => {
    if (near[i]) shown.push(line);
    else if (near[i - 1]) shown.push(undefined);
  });
  return shown;
}
