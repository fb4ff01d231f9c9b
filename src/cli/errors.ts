import { ConfigError } from '../config/index.ts';
import { ListError } from '../intake/index.ts';
import { AccountError, RefusedError } from '../law/index.ts';
import { NotFoundError, StoreError } from '../screening/index.ts';

/** The command was not given as it has to be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT = { ok: 0, failed: 1, usage: 2, nobody: 3 } as const;

/** What stands on standard error: one sentence for what people can mend, everything for what they cannot. */
export function tellError(error: unknown): number {
  const foreseen = [
    UsageError,
    ConfigError,
    ListError,
    StoreError,
    RefusedError,
    AccountError,
    NotFoundError,
  ];
  if (foreseen.some((kind) => error instanceof kind)) {
    process.stderr.write(`tocsin: ${(error as Error).message}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? EXIT.usage : EXIT.failed;
  }
  const known =
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E[A-Z]+$/.test(error.code);
  process.stderr.write(
    `tocsin: ${error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
  );
  return EXIT.failed;
}
