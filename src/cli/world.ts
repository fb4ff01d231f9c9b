import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorld } from '../world/index.ts';
import { listedPersons, worldOptions } from './demonstration.ts';
import { EXIT, UsageError } from './errors.ts';
import type { CommonOptions } from './service.ts';

const wholeNumber = (text: string | undefined, name: string, fallback: number, most: number): number => {
  const found = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(found) || found < 1 || found > most)
    throw new UsageError(`--${name} must be a whole number from 1 to ${most}`);
  return found;
};

/** `tocsin world --out DIR`: writes messages of a simulated world, and the truth about it, into a folder. */
export async function world(
  options: CommonOptions & { readonly seed?: string; readonly days?: string; readonly out?: string },
): Promise<number> {
  if (options.out === undefined) throw new UsageError('--out names the folder to write to');
  const seed = wholeNumber(options.seed, 'seed', 7, 4_294_967_295);
  const days = wholeNumber(options.days, 'days', 1, 366);
  mkdirSync(options.out, { recursive: true });
  // A fixed day, so that the same seed writes the same files.
  const begin = new Date('2026-06-01T00:00:00Z');
  let files = 0;
  let travellers = 0;
  const truths: string[] = [];
  for (const { name, content, told, truth } of makeWorld(
    worldOptions(await listedPersons(), seed, begin, days),
  )) {
    writeFileSync(join(options.out, name), content);
    files++;
    travellers += told;
    for (const one of truth ?? []) truths.push(JSON.stringify(one));
  }
  writeFileSync(join(options.out, 'truth.ndjson'), `${truths.join('\n')}\n`);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ folder: options.out, files, travellers, listed: truths.length })}\n`
      : `${files} messages of ${travellers} travellers in ${options.out}; truth.ndjson tells which ${truths.length} of them are listed.\n`,
  );
  return EXIT.ok;
}
