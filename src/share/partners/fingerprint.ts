import { createHash } from 'node:crypto';
import { canonicalJson } from '../../model/index.ts';
import type { Agreement } from './agreement.ts';

/** What stands for something signed in the ledger. */
export const fingerprint = (value: unknown): string =>
  `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;

/** An agreement as the ledgers of both name it. */
export const traceOf = (agreement: Agreement): readonly string[] => [agreement.id, fingerprint(agreement)];
