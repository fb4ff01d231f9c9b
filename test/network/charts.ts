import { Readable } from 'node:stream';
import { charts, type ListFile } from '../../src/intake/index.ts';

/** A file that stands in memory, in pieces, as it would come from a disk. */
export const fileOf = (name: string, text: string | Buffer, piece = 1000): ListFile => ({
  name,
  open: () => {
    const bytes = Buffer.from(text);
    const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
      bytes.subarray(i * piece, (i + 1) * piece),
    );
    return Readable.from(pieces);
  },
});

type Options = Omit<Parameters<typeof charts.readCharts>[1], 'defaults' | 'today'>;

/** Reads texts by their names; a name may begin with whose it is: `fr:links.csv`. */
export async function readTexts(
  texts: Readonly<Record<string, string | Buffer>>,
  options: Options = {},
): Promise<charts.Chart> {
  const files = Object.entries(texts).map(([name, text]) => {
    const [owner, own] = name.includes(':') ? name.split(':') : [undefined, name];
    return { file: fileOf(own ?? name, text), ...(owner !== undefined && { owner }) };
  });
  return charts.readCharts(files, {
    ...options,
    defaults: { marking: { tlp: 'RED', originatorControl: true }, grade: 'F6' },
    today: '2026-11-26',
  });
}
