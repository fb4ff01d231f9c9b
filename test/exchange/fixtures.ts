import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A fixture of `test/fixtures/exchange`, decompressed. */
export const exchangeText = (path: string): string => {
  const bytes = readFileSync(new URL(`../fixtures/exchange/${path}`, import.meta.url));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** One JSON value a line. */
export const exchangeLines = <T>(path: string): readonly T[] =>
  exchangeText(path)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** Files that stand together in one fixture. */
export interface FileText {
  readonly file: string;
  readonly text: string;
}
