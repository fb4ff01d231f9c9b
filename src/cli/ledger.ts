import { readFileSync } from 'node:fs';
import { type Audit, ExportError, NoteError, verifyExport } from '../law/index.ts';
import type { WitnessRoom } from '../share/index.ts';
import { EXIT, FailedError, UsageError } from './errors.ts';
import { auditor, type CommonOptions, liaison, withDesk } from './service.ts';

export interface LedgerOptions extends CommonOptions {
  /** A folder or file that was exported; checked without a store. */
  readonly export?: string;
  /** Files with checkpoints that were noted elsewhere. */
  readonly checkpoint?: readonly string[];
  /** Verifier key of the service whose export it is, or a file with it. */
  readonly key?: string;
  readonly account?: string;
  readonly action?: string;
  readonly purpose?: string;
  readonly rule?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: string;
}

type Verification = Awaited<ReturnType<Audit['verify']>>;

const ACTS = { verify, export: exportTo, checkpoint, cosign, show } as const;

/** `tocsin ledger ACT`: check, take away, sign or look at who looked at what. */
export async function ledger(
  act: string,
  folder: string | undefined,
  options: LedgerOptions,
): Promise<number> {
  const run = Object.hasOwn(ACTS, act) ? ACTS[act as keyof typeof ACTS] : undefined;
  if (!run) throw new UsageError(`there is no "ledger ${act}"; there are ${Object.keys(ACTS).join(', ')}`);
  return run(options, folder);
}

const print = (options: LedgerOptions, value: unknown, text: string): void => {
  process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : text);
};

function textOf(path: string, option: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${option} ${path} cannot be read: ${(error as Error).message}`);
  }
}

const noted = (options: LedgerOptions): readonly string[] =>
  (options.checkpoint ?? []).map((path) => textOf(path, '--checkpoint'));

/** A key is given as it is, or as a file that holds nothing else. */
const keyOf = (key: string): string => (key.includes('+') ? key : textOf(key, '--key')).trim();

function told(said: Verification, checkedWith: readonly string[]): string {
  const clock = said.clock.map(({ message }) => `  note: ${message}\n`).join('');
  const also = checkedWith.map((line) => `  ${line}\n`).join('') + clock;
  if (said.intact)
    return `intact: ${said.size} entries, every hash fits${said.erased > 0 ? `; the contents of ${said.erased} were erased by rule` : ''}\n  root ${said.root}\n${also}`;
  const all = said.findings.map(({ message }) => `  ${message}\n`).join('');
  return `NOT intact, first at entry ${said.seq}\n${all}${also}Keep everything as it is, and tell the data protection officer.\n`;
}

async function verify(options: LedgerOptions): Promise<number> {
  const compared = (options.checkpoint ?? []).map((path) => `compared with the checkpoint in ${path}`);
  if (compared.length === 0)
    compared.push(
      'compared with no checkpoint from elsewhere: that it was put back to an older state does not show; use --checkpoint FILE, or "tocsin ledger cosign", which asks the partners',
    );
  if (options.export === undefined) {
    return withDesk(options, async (desk) => {
      const said = await desk.audit.verify(auditor(), noted(options));
      print(options, said, told(said, compared));
      return said.intact ? EXIT.ok : EXIT.failed;
    });
  }
  try {
    const found = await verifyExport(options.export, {
      noted: noted(options),
      ...(options.key !== undefined && { verifierKey: keyOf(options.key) }),
    });
    const own =
      found.keyFrom === 'export'
        ? [
            `signed by ${found.verifierKey}`,
            'this key came with the export: compare it with the one that the service gave you, or use --key',
          ]
        : [`signed by the key that you gave, ${found.origin}`];
    print(options, found, told(found.verification, [...compared, ...own]));
    return found.verification.intact ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (error instanceof ExportError || error instanceof NoteError) throw new FailedError(error.message);
    throw error;
  }
}

async function exportTo(options: LedgerOptions, folder: string | undefined): Promise<number> {
  if (folder === undefined) throw new UsageError('name a new folder: tocsin ledger export FOLDER');
  return withDesk(options, async (desk) => {
    const made = await desk.audit.exportTo(auditor(), folder);
    print(
      options,
      made,
      `${made.size} entries in ${made.folder}${made.erased > 0 ? `, ${made.erased} of them erased` : ''}\n  root ${made.root}\nCheck it anywhere: tocsin ledger verify --export ${made.folder}\n`,
    );
    return EXIT.ok;
  });
}

async function checkpoint(options: LedgerOptions): Promise<number> {
  return withDesk(options, async (desk) => {
    const made = await desk.audit.checkpoint(auditor(), true);
    const { verifierKey, cosignerKey } = await desk.audit.checkpoints(auditor(), 1);
    print(options, { ...made, verifierKey, cosignerKey }, made.note);
    if (!options.json) process.stderr.write(`verifier key ${verifierKey}\ncosigner key ${cosignerKey}\n`);
    return EXIT.ok;
  });
}

type CosignedBy = Awaited<ReturnType<WitnessRoom['cosign']>>[number];

function lineOf(one: CosignedBy): string {
  switch (one.outcome) {
    case 'cosigned':
      return `${one.partner}  cosigned ${one.size} entries`;
    case 'known':
      return `${one.partner}  has cosigned all ${one.size} entries before`;
    case 'refused':
      return `${one.partner}  REFUSED (${one.why}): it saw ${one.seen} entries before. Keep the database as it is, run "tocsin ledger verify", and speak with ${one.partner}`;
    case 'failed':
      return `${one.partner}  no answer: ${one.message}`;
  }
}

/** `tocsin ledger cosign`: has every partner cosign the ledger as it is. */
async function cosign(options: LedgerOptions): Promise<number> {
  return withDesk(options, async (desk) => {
    const found = await desk.witness.cosign(liaison());
    const lines = found.map((one) => `${lineOf(one)}\n`).join('');
    print(options, found, lines || 'There is no partner with an agreement in force.\n');
    const isDone = found.every(({ outcome }) => outcome === 'cosigned' || outcome === 'known');
    return isDone ? EXIT.ok : EXIT.failed;
  });
}

const SHOWN = 20;
const MOST_SHOWN = 1_000;

async function show(options: LedgerOptions): Promise<number> {
  const limit = options.limit === undefined ? SHOWN : Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_SHOWN)
    throw new UsageError(`--limit takes a number from 1 to ${MOST_SHOWN}`);
  const { account, action, purpose, rule, subject, from, to } = options;
  const filter = Object.fromEntries(
    Object.entries({ account, action, purpose, rule, subject, from, to }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return withDesk(options, async (desk) => {
    const page = await desk.audit.page(auditor(), { ...filter, limit });
    const lines = page.entries.map((one) =>
      one.erased
        ? `${one.seq}  ${one.at}  ${one.action}  (erased)\n`
        : `${one.seq}  ${one.at}  ${one.account}  ${one.action}  ${one.purpose}  ${one.allowed ? 'allowed' : 'REFUSED'} by ${one.rule}  ${one.subjects.slice(0, 3).join(' ')}\n`,
    );
    const state = page.intact ? 'every hash fits' : `NOT intact: ${page.why}`;
    print(options, page, `${lines.join('') || 'No entry fits.\n'}${page.total} entries in all; ${state}\n`);
    return page.intact ? EXIT.ok : EXIT.failed;
  });
}
