import { PartnerError } from '../partners/index.ts';
import { LONGEST_CHECKPOINT, LONGEST_KEY, LONGEST_PROOF } from './tuning.ts';

/** Asks how much of our ledger the partner saw last. */
export const SEEN = 'ledger-seen';
/** Shows the newest checkpoint. */
export const CHECKPOINT = 'ledger-checkpoint';

/** What a service signs checkpoints with, and what it cosigns with. */
export interface LedgerKeys {
  readonly verifierKey: string;
  readonly cosignerKey: string;
}

export interface CheckpointMessage extends LedgerKeys {
  readonly checkpoint: string;
  readonly proof: readonly string[];
}

/** Why a partner does not cosign; `other-key`: it knows us by another key. */
export type Why = 'malformed' | 'fork' | 'rollback' | 'no-proof' | 'other-key';
const WHYS: readonly string[] = ['malformed', 'fork', 'rollback', 'no-proof', 'other-key'] satisfies Why[];

export type CheckpointAnswer =
  | (LedgerKeys & { readonly outcome: 'cosigned'; readonly size: number; readonly line: string })
  | { readonly outcome: 'refused'; readonly why: Why; readonly seen: number };

type Fields = Readonly<Record<string, unknown>>;

const fail = (what: string): never => {
  throw new PartnerError('invalid', `not a message about a ledger: ${what}`);
};
const fields = (body: unknown): Fields =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Fields)
    : fail('it is no object');
const text = (value: unknown, name: string, longest: number): string =>
  typeof value === 'string' && value.length <= longest ? value : fail(name);
const size = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail('size');
const keys = ({ verifierKey, cosignerKey }: Fields): LedgerKeys => ({
  verifierKey: text(verifierKey, 'verifierKey', LONGEST_KEY),
  cosignerKey: text(cosignerKey, 'cosignerKey', LONGEST_KEY),
});

/** Throws {@link PartnerError}. */
export function readCheckpointMessage(body: unknown): CheckpointMessage {
  const told = fields(body);
  const { proof } = told;
  if (!Array.isArray(proof) || proof.length > LONGEST_PROOF) return fail('proof');
  return {
    ...keys(told),
    checkpoint: text(told.checkpoint, 'checkpoint', LONGEST_CHECKPOINT),
    // 32 bytes in base64.
    proof: proof.map((one) => text(one, 'proof', 44)),
  };
}

/** Throws {@link PartnerError}. */
export const readSeen = (body: unknown): number => size(fields(body).size);

/** Throws {@link PartnerError}. */
export function readCheckpointAnswer(body: unknown): CheckpointAnswer {
  const told = fields(body);
  if (told.outcome === 'cosigned')
    return {
      outcome: 'cosigned',
      ...keys(told),
      size: size(told.size),
      line: text(told.line, 'line', LONGEST_CHECKPOINT),
    };
  if (told.outcome !== 'refused' || !WHYS.includes(String(told.why))) return fail('outcome');
  return { outcome: 'refused', why: told.why as Why, seen: size(told.seen) };
}
