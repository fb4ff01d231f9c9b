import { ConfigError } from '../config/index.ts';
import { ListError } from '../intake/index.ts';
import { AccountError, PolicyError, RefusedError } from '../law/index.ts';
import { NotFoundError, StoreError } from '../screening/index.ts';
import { LinkError, PartnerError, RequestError, taxii } from '../share/index.ts';
import { RemoteError } from './remote-service.ts';

/** The command was not given as it has to be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something outside stands in the way; the message says what to do. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
}

/** `held`: a load that waits for a person; 130 is what shells give for SIGINT. */
export const EXIT = { ok: 0, failed: 1, usage: 2, nobody: 3, held: 4, interrupted: 130 } as const;

/** Errors that people can mend: one sentence is enough. */
const FORESEEN = [
  UsageError,
  FailedError,
  ConfigError,
  ListError,
  StoreError,
  RefusedError,
  AccountError,
  PolicyError,
  NotFoundError,
  taxii.TaxiiError,
  taxii.TaxiiClientError,
  PartnerError,
  RequestError,
  LinkError,
] as const;
const FORESEEN_NAMES: ReadonlySet<string> = new Set(FORESEEN.map(({ name }) => name));

/** What stands on standard error: one sentence for what people can mend, everything for what they cannot. */
export function tellError(error: unknown): number {
  // The reader of a pipe (head, less) has seen enough.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return EXIT.ok;
  process.stderr.write(`tocsin: ${textOf(error)}\n`);
  return error instanceof UsageError || error instanceof ConfigError ? EXIT.usage : EXIT.failed;
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen =
    FORESEEN.some((kind) => error instanceof kind) ||
    (error instanceof RemoteError && FORESEEN_NAMES.has(error.kind)) ||
    // Of the system, such as ENOSPC or EACCES: names the file itself.
    ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code));
  return foreseen ? error.message : (error.stack ?? error.message);
}
