import { type OpenedFile, readHead } from './open-file.ts';
import { ListError, type ListFormat } from './reader.ts';

/**
 * Which format a list is in, from its files' names and first 64 KiB. `formats` in the order of the registry;
 * `fallback` is asked last, for files of any make. Throws {@link ListError} that lists the known formats when none
 * or several fit.
 */
export async function detectFormat(
  files: readonly OpenedFile[],
  formats: readonly ListFormat[],
  fallback?: ListFormat,
): Promise<ListFormat> {
  const heads = await Promise.all(
    files.map(async (file) => ({ name: file.name, head: await readHead(file) })),
  );
  const found = formats.filter((format) => format !== fallback && format.recognises(heads));
  const [first, second] = found;
  if (first && !second) return first;
  if (!first && fallback?.recognises(heads)) return fallback;
  const paths = files.map((file) => file.path).join(', ');
  const known = formats.map((format) => `  ${format.name}  ${format.title}`).join('\n');
  throw new ListError(
    first
      ? `looks like several formats (${found.map((format) => format.name).join(', ')}); say which one`
      : `no known list format; say which one, or give a mapping. Known formats:\n${known}`,
    paths,
  );
}
