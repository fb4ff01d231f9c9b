import type { BareCheckpoint } from '../../store/index.ts';
import { PartnerError } from '../partners/index.ts';
import { LONGEST_CHECKPOINT, LONGEST_KEY, LONGEST_PROOF, MOST_HEADS } from './tuning.ts';

/** Asks how much of our ledger the partner saw last. */
export const SEEN = 'ledger-seen';
/** Shows the newest checkpoint. */
export const CHECKPOINT = 'ledger-checkpoint';
/** Tells what was seen of the ledgers of others. */
export const HEADS = 'ledger-heads';
/** Asks the owner of a ledger that one size continues another. */
export const PROOF = 'ledger-proof';
/** Tells of two checkpoints of one ledger that do not go together. */
export const ALARM = 'ledger-alarm';

/** What a service signs checkpoints with, and what it cosigns with. */
export interface LedgerKeys {
  readonly verifierKey: string;
  readonly cosignerKey: string;
}

/** A checkpoint of somebody's ledger; only who has its key knows whose. */
export interface Head extends BareCheckpoint {
  /** {@link ledgerId} of its key. */
  readonly ledger: string;
}

export interface AlarmMessage {
  readonly ledger: string;
  readonly why: 'fork' | 'rollback' | 'no-proof';
  /** Two; one or none where a service tells it of its own ledger, and signs nothing more. */
  readonly checkpoints: readonly BareCheckpoint[];
}

export interface ProofMessage {
  readonly older: number;
  readonly newer: number;
}

/** Instead of a proof: the ledger has only `size` entries. */
export type ProofAnswer = { readonly proof: readonly string[] } | { readonly size: number };

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

/** Each is 32 bytes in base64. */
const proofOf = (proof: unknown): readonly string[] =>
  Array.isArray(proof) && proof.length <= LONGEST_PROOF
    ? proof.map((one) => text(one, 'proof', 44))
    : fail('proof');

/** Throws {@link PartnerError}. */
export function readCheckpointMessage(body: unknown): CheckpointMessage {
  const told = fields(body);
  return {
    ...keys(told),
    checkpoint: text(told.checkpoint, 'checkpoint', LONGEST_CHECKPOINT),
    proof: proofOf(told.proof),
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

/** SHA-256 in hexadecimal digits. */
const ledgerOf = (value: unknown): string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? value : fail('ledger');
/** A root is 32 bytes in base64, a signature 64. */
const bareOf = (one: Fields): BareCheckpoint => ({
  size: size(one.size),
  root: text(one.root, 'root', 44),
  signature: text(one.signature, 'signature', 88),
});

/** Throws {@link PartnerError}. */
export function readHeads(body: unknown): readonly Head[] {
  const { heads } = fields(body);
  if (!Array.isArray(heads) || heads.length > MOST_HEADS) return fail('heads');
  return heads.map(fields).map((one) => ({ ledger: ledgerOf(one.ledger), ...bareOf(one) }));
}

/** Throws {@link PartnerError}. */
export function readProofMessage(body: unknown): ProofMessage {
  const told = fields(body);
  return { older: size(told.older), newer: size(told.newer) };
}

/** Throws {@link PartnerError}. */
export function readProofAnswer(body: unknown): ProofAnswer {
  const told = fields(body);
  return told.proof === undefined ? { size: size(told.size) } : { proof: proofOf(told.proof) };
}

const ALARMS: readonly string[] = ['fork', 'rollback', 'no-proof'] satisfies AlarmMessage['why'][];

/** Throws {@link PartnerError}. */
export function readAlarm(body: unknown): AlarmMessage {
  const { ledger, why, checkpoints } = fields(body);
  if (!ALARMS.includes(String(why))) return fail('why');
  if (!Array.isArray(checkpoints) || checkpoints.length > 2) return fail('checkpoints');
  return {
    ledger: ledgerOf(ledger),
    why: why as AlarmMessage['why'],
    checkpoints: checkpoints.map(fields).map(bareOf),
  };
}
