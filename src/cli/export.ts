import { randomUUID } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Recipient } from '../law/index.ts';
import { isDatasetName } from '../model/index.ts';
import type { Released, Withheld } from '../screening/index.ts';
import { ftmOut, mispOut, type Partners, stixOut } from '../share/index.ts';
import { EXIT, FailedError, UsageError } from './errors.ts';
import { writeWhole } from './output.ts';
import { progressBar } from './progress.ts';
import { type CommonOptions, type Desk, liaison, openDesk, reviewer, settingsOf } from './service.ts';

export interface ExportOptions extends CommonOptions {
  readonly format?: string;
  readonly to?: string;
  readonly dataset?: readonly string[];
  readonly output?: string;
}

type Write = (
  batches: AsyncIterable<readonly Released[]>,
  leftOut: (what: string) => void,
  output: string,
) => AsyncIterable<string>;

const FORMATS: Readonly<Record<string, Write>> = {
  stix: (batches, leftOut) => stixOut.bundleText(stixOut.stixObjects(batches, leftOut), randomUUID()),
  misp: (batches, leftOut) => mispOut.mispText(mispOut.mispEvents(batches, leftOut)),
  ftm: (batches) => ftmOut.ftmEntities(batches),
  'ftm-statements': (batches, _, output) =>
    output.endsWith('.csv') ? ftmOut.ftmStatementsCsv(batches) : ftmOut.ftmStatements(batches),
};

/** `tocsin export`: what may leave, in a format of others. What stays is counted for whoever runs it, and for nobody else. */
export async function exportAll(options: ExportOptions): Promise<number> {
  const { config } = settingsOf(options);
  const name = options.format ?? 'stix';
  const write = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (!write)
    throw new UsageError(`there is no format ${name}; there are ${Object.keys(FORMATS).join(', ')}`);
  for (const one of options.dataset ?? []) {
    if (!isDatasetName(one)) throw new UsageError(`${one} is no name of a list`);
  }
  if (options.json && options.output === undefined)
    throw new UsageError('--json tells of the export on standard output; say with -o where that itself goes');
  const desk = await openDesk(config);
  try {
    await checkLists(desk, reviewer(config), options.dataset ?? []);
    const to = await recipientOf(options.to ?? 'public', {
      async inForce(id) {
        const { partners } = await desk.partners.all(liaison());
        return partners.find((one) => one.id === id && one.state === 'in-force')?.agreement;
      },
    });
    const done = await run(desk, reviewer(config), write, to, options);
    if (options.json) process.stdout.write(`${JSON.stringify(done, null, 2)}\n`);
    else process.stderr.write(text(done, options.to ?? 'public'));
    return EXIT.ok;
  } finally {
    await desk.close();
  }
}

/** Throws {@link FailedError} for a list that is not there: an export of nothing looks like one of everything. */
async function checkLists(
  desk: Desk,
  actor: Parameters<Desk['screening']['lists']>[0],
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const known = (await desk.screening.lists(actor)).map(({ dataset }) => dataset.name);
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined)
    throw new FailedError(`there is no list ${missing} here; see tocsin lists for those that are`);
}

/** Who gets it. A partner is one while an agreement is in force, and in the groups that the agreement names. */
export async function recipientOf(name: string, partners: Pick<Partners, 'inForce'>): Promise<Recipient> {
  if (name === 'public') return { kind: 'public' };
  const agreement = await partners.inForce(name);
  if (!agreement)
    throw new FailedError(
      `no agreement with ${name} is in force, so nothing may go there; see tocsin partner list, or export to the public`,
    );
  return { kind: 'partner', id: name, groups: agreement.groups[name] ?? [] };
}

interface Done {
  readonly entities: number;
  readonly bytes: number;
  readonly withheld: Withheld;
  /** What the format has nothing for. */
  readonly leftOut: Readonly<Record<string, number>>;
}

async function run(
  desk: Desk,
  actor: Parameters<Desk['screening']['release']>[0],
  write: Write,
  to: Recipient,
  options: ExportOptions,
): Promise<Done> {
  const bar = progressBar('rows');
  const leftOut: Record<string, number> = {};
  let withheld: Withheld = { entities: 0, statements: 0, rules: {} };
  let entities = 0;
  let bytes = 0;
  async function* counted(): AsyncIterable<readonly Released[]> {
    const terms = {
      exit: 'export' as const,
      to,
      // Whoever runs the command and names a partner decides this very release.
      ...(to.kind === 'partner' && { decidedByPerson: true }),
      ...(options.dataset && { datasets: options.dataset }),
    };
    const told = (found: Withheld): void => {
      withheld = found;
    };
    for await (const batch of desk.screening.release(actor, terms, told)) {
      entities += batch.length;
      bar.show(entities, undefined, `${(bytes / 1e6).toFixed(1)} MB`);
      yield batch;
    }
  }
  const target = targetOf(options.output);
  try {
    const note = (what: string): void => {
      leftOut[what] = (leftOut[what] ?? 0) + 1;
    };
    for await (const part of write(counted(), note, options.output ?? '')) {
      const chunk = Buffer.from(part);
      target.write(chunk, bytes);
      bytes += chunk.length;
    }
    target.finish();
  } catch (error) {
    target.abandon();
    throw error;
  } finally {
    bar.end();
  }
  return { entities, bytes, withheld, leftOut };
}

const STANDARD_OUTPUT = 1;

/** A file gets its name when it is whole: half an export is none. */
function targetOf(path: string | undefined): {
  write(chunk: Buffer, at: number): void;
  finish(): void;
  abandon(): void;
} {
  if (path === undefined) {
    const write = (chunk: Buffer): void => writeWhole(STANDARD_OUTPUT, chunk, null);
    return { write, finish() {}, abandon() {} };
  }
  const partial = `${path}.partial`;
  // What is exported may be of persons: only this user may read it.
  let file: number;
  try {
    file = openSync(partial, 'w', 0o600);
  } catch (error) {
    throw new FailedError(
      `${path} cannot be written: ${(error as Error).message}; give -o a file in a folder that is there and yours`,
    );
  }
  return {
    write: (chunk, at) => writeWhole(file, chunk, at),
    finish() {
      closeSync(file);
      renameSync(partial, path);
    },
    abandon() {
      closeSync(file);
      rmSync(partial, { force: true });
    },
  };
}

function text({ entities, bytes, withheld, leftOut }: Done, to: string): string {
  const lines = [`${entities} entries to ${to}, ${(bytes / 1e6).toFixed(1)} MB`];
  if (withheld.statements > 0) {
    const rules = Object.entries(withheld.rules).map(([rule, count]) => `${rule} (${count})`);
    lines.push(
      `  stayed here: ${withheld.entities} entries, ${withheld.statements} statements, by ${rules.join(', ')}`,
    );
  }
  for (const [what, count] of Object.entries(leftOut)) lines.push(`  not written: ${what} (${count})`);
  return `${lines.join('\n')}\n`;
}
