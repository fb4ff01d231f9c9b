import { randomBytes } from 'node:crypto';
import type { Database } from '../database.ts';
import type { KeyRing } from '../key-ring.ts';
import {
  bareCheckpoint,
  openCheckpoint,
  readTreeHead,
  signCheckpoint,
  wholeCheckpoint,
} from './checkpoint.ts';
import { cosignatureLine, verifyCosignature, withSignature } from './cosignature.ts';
import { REFUSE_CHECKPOINT } from './entry.ts';
import type { Ledger } from './ledger.ts';
import { EMPTY_ROOT, verifyConsistency } from './merkle.ts';
import {
  COSIGNATURE,
  fromBase64,
  NOTE_SIGNATURE,
  NoteError,
  readNote,
  readVerifierKey,
  verifierOf,
  writeVerifierKey,
} from './signed-note.ts';
import type { Finding, KnownHead, Verification } from './walk.ts';

/** A checkpoint that this service signed, with what partners said to it. */
export interface KeptCheckpoint {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly at: string;
  /** The signed note, with the lines of the cosigners. */
  readonly note: string;
  readonly cosignatures: readonly { readonly name: string; readonly at: string }[];
}

/** What a partner hands over to have its ledger witnessed; plain JSON. */
export interface CosignRequest {
  readonly checkpoint: string;
  /** From the size that was seen last to the new one, base64; empty at first sight. */
  readonly proof: readonly string[];
  /** The verifier key that was agreed on with this partner. */
  readonly verifierKey: string;
}

/** Two checkpoints that one ledger signed, and that do not go together; each with the signature of the ledger only. */
export interface Evidence {
  /** `fork` shows by itself; the others are what was seen: first the one, then the other. */
  readonly why: 'fork' | 'rollback' | 'no-proof';
  readonly verifierKey: string;
  readonly checkpoints: readonly [string, string];
}

/** `fork` and `rollback` mean that the partner's ledger was rewritten, or that somebody shows us another one than others. */
export type CosignAnswer =
  | { readonly outcome: 'cosigned'; readonly line: string; readonly size: number }
  | {
      readonly outcome: 'refused';
      readonly why: 'malformed' | 'fork' | 'rollback' | 'no-proof';
      readonly message: string;
      /** The size that was seen last; a proof is wanted from there. */
      readonly seen: number;
      /** Absent where it is malformed, or another key signed what was seen before. */
      readonly evidence?: Evidence;
    };

/** A checkpoint of a partner, and the key that signed it. */
export interface SeenCheckpoint {
  readonly verifierKey: string;
  readonly checkpoint: string;
}

export interface SeenPartner {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly seenAt: string;
}

/** The ledger went another way than the checkpoints that were signed: nothing more may be signed. */
export class LedgerForkError extends Error {
  override readonly name = 'LedgerForkError';
  readonly why: 'fork' | 'rollback';
  /** The checkpoint that the ledger does not continue; absent where the one that is kept was not signed by this service. */
  readonly signed: string | undefined;
  constructor(why: LedgerForkError['why'], signed: string | undefined, message: string) {
    super(message);
    this.why = why;
    this.signed = signed;
  }
}

export interface Checkpoints {
  /** Whose ledger this is: `tocsin/<service>`. */
  readonly origin: string;
  /** What partners and auditors need to check our signatures. */
  keys(): Promise<{ readonly origin: string; readonly verifierKey: string; readonly cosignerKey: string }>;
  /**
   * Signs the tree as it is, and keeps what was signed. Throws {@link LedgerForkError} where the tree does not continue the
   * checkpoint before.
   */
  checkpoint(): Promise<KeptCheckpoint>;
  /** Newest first. */
  kept(limit: number): Promise<readonly KeptCheckpoint[]>;
  /** What to send to a partner that has seen `size` entries of ours last. */
  requestFor(size: number): Promise<CosignRequest>;
  /** Witnesses a checkpoint of a partner: it must continue the one that was seen last. A refusal is an entry of our ledger. */
  cosign(request: CosignRequest): Promise<CosignAnswer>;
  /** Keeps what a partner gave back for a checkpoint of ours. Throws `NoteError` where it does not hold. */
  addCosignature(cosignature: {
    readonly size: number;
    readonly line: string;
    readonly cosignerKey: string;
  }): Promise<KeptCheckpoint>;
  partners(): Promise<readonly SeenPartner[]>;
  /** The newest checkpoint of each partner that was cosigned here, with the signature of its ledger only. */
  seen(): Promise<readonly SeenCheckpoint[]>;
  /**
   * Compares a checkpoint of a partner that somebody else saw with the one that was seen here; `prove` asks the partner for the
   * proof between two sizes. Gives the two where they do not go together. Throws `NoteError` where the partner did not sign it.
   */
  compare(
    other: SeenCheckpoint,
    prove: (older: number, newer: number) => Promise<readonly string[]>,
  ): Promise<Evidence | undefined>;
  /** All of the ledger against every checkpoint that was signed, and against some that were noted elsewhere. */
  verify(noted?: readonly string[]): Promise<Verification>;
}

const SEED_BYTES = 32;
const LOG_KEY = 'ledger';
/** The specification asks for a key of its own. */
const COSIGNER_KEY = 'ledger-cosigner';

/** Opens the signing side of a ledger; `now` is the clock. */
export function openCheckpoints(
  database: Database,
  ledger: Ledger,
  keyRing: KeyRing,
  origin: string,
  now: () => Date,
): Checkpoints {
  const seed = (name: string): Promise<Buffer> => keyRing.secret(name, () => randomBytes(SEED_BYTES));
  const logKey = async () => verifierOf(origin, NOTE_SIGNATURE, await seed(LOG_KEY));
  const cosignerKey = async () => verifierOf(origin, COSIGNATURE, await seed(COSIGNER_KEY));

  const kept = async (limit: number, size?: number, key?: string): Promise<readonly KeptCheckpoint[]> => {
    const rows = await database.query<{ size: number; note: string; at: string }>(
      `SELECT size, note, at FROM ledger_checkpoints 
       WHERE ($2::bigint IS NULL OR size = $2) AND ($3::text IS NULL OR key = $3)
       ORDER BY size DESC, at DESC LIMIT $1`,
      [limit, size ?? null, key ?? null],
    );
    const lines = await database.query<{ size: number; key: string; line: string; at: string }>(
      'SELECT size, key, line, at FROM ledger_cosignatures WHERE size = ANY($1::bigint[]) ORDER BY at, key',
      [rows.map((row) => Number(row.size))],
    );
    return rows.map((row) => {
      const own = lines.filter((line) => Number(line.size) === Number(row.size));
      return {
        size: Number(row.size),
        root: readTreeHead(readNote(row.note).text).root.toString('base64'),
        at: row.at,
        note: own.reduce((note, { line }) => withSignature(note, line), row.note),
        cosignatures: own.map(({ key, at }) => ({ name: key.split('+')[0] ?? key, at })),
      };
    });
  };

  const checkpoint = async (): Promise<KeptCheckpoint> => {
    // In this order: a tree that is looked at later has at least the entries of the checkpoint before.
    const [last] = await kept(1);
    const head = await ledger.head();
    if (last) {
      if (!signedHead(last.note, await seed(LOG_KEY)))
        throw new LedgerForkError(
          'fork',
          undefined,
          `the checkpoint of ${last.size} entries that is kept as of ${last.at} was not signed by this service: somebody put it there or changed it. Keep the database as it is, and run "tocsin ledger verify"`,
        );
      if (last.size > head.size)
        throw new LedgerForkError(
          'rollback',
          last.note,
          `a checkpoint of ${last.size} entries was signed at ${last.at}, and the ledger has ${head.size}: entries are gone. Keep the database as it is, and run "tocsin ledger verify"`,
        );
      const { proof } = await ledger.consistency(last.size, head.size);
      const steps = proof.map((one) => Buffer.from(one, 'base64'));
      const [older, newer] = [last.root, head.root].map((one) => Buffer.from(one, 'base64'));
      if (!older || !newer || !verifyConsistency(last.size, head.size, steps, older, newer))
        throw new LedgerForkError(
          'fork',
          last.note,
          `the ledger does not continue the checkpoint of ${last.size} entries that was signed at ${last.at}: entries were changed. Keep the database as it is, and run "tocsin ledger verify"`,
        );
    }
    const { name, id } = await logKey();
    const root = Buffer.from(head.root, 'base64');
    const note = signCheckpoint({ origin, size: head.size, root }, await seed(LOG_KEY));
    await database.query(
      'INSERT INTO ledger_checkpoints (size, key, note, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [head.size, `${name}+${id}`, note, now().toISOString()],
    );
    const [made] = await kept(1, head.size, `${name}+${id}`);
    return made as KeptCheckpoint;
  };

  /** Says a refusal aloud: in our own ledger, where the auditor sees it. */
  const refuse = async (
    partner: string,
    why: 'fork' | 'rollback' | 'no-proof',
    seen: { readonly size: number; readonly key: string; readonly note: string },
    shown: SeenCheckpoint,
    message: string,
  ): Promise<CosignAnswer> => {
    await ledger.append({
      at: now().toISOString(),
      account: 'tocsin',
      roles: [],
      purpose: 'audit',
      legalBasis: 'accountability',
      action: REFUSE_CHECKPOINT,
      allowed: false,
      rule: why,
      subjects: [partner],
      count: 0,
      note: message,
    });
    // Signatures of two keys show nothing together, and a proof may be missing where nothing was seen yet.
    const isPair = seen.key === shown.verifierKey && seen.note !== '';
    const evidence = isPair && evidenceOf(why, seen.key, seen.note, shown.checkpoint);
    return { outcome: 'refused', why, message, seen: seen.size, ...(evidence && { evidence }) };
  };

  return {
    origin,
    async keys() {
      return {
        origin,
        verifierKey: writeVerifierKey(await logKey()),
        cosignerKey: writeVerifierKey(await cosignerKey()),
      };
    },

    checkpoint,
    kept: (limit) => kept(limit),

    async requestFor(size) {
      const made = await checkpoint();
      const { proof } = await ledger.consistency(size, made.size);
      return { checkpoint: made.note, proof, verifierKey: writeVerifierKey(await logKey()) };
    },

    async cosign({ checkpoint: shown, proof, verifierKey }) {
      let head: ReturnType<typeof openCheckpoint>;
      try {
        head = openCheckpoint(shown, readVerifierKey(verifierKey));
      } catch (error) {
        if (!(error instanceof NoteError)) throw error;
        return { outcome: 'refused', why: 'malformed', message: error.message, seen: 0 };
      }
      const steps = proof.map((one) => fromBase64(one) ?? Buffer.alloc(0));
      // One at a time for each partner: of two checkpoints that come together, one must continue the other.
      const judged = await database.transaction(async (tx) => {
        await tx.query(`INSERT INTO ledger_partners VALUES ($1, $2, 0, $3, '', $4) ON CONFLICT DO NOTHING`, [
          head.origin,
          verifierKey,
          EMPTY_ROOT,
          now().toISOString(),
        ]);
        const [row] = await tx.query<{ size: number; root: Uint8Array; key: string; note: string }>(
          'SELECT size, root, key, note FROM ledger_partners WHERE origin = $1 FOR UPDATE',
          [head.origin],
        );
        const root = Buffer.from(row?.root ?? EMPTY_ROOT);
        const seen = { size: Number(row?.size), key: row?.key ?? '', note: row?.note ?? '' };
        if (head.size < seen.size) return { why: 'rollback', seen } as const;
        if (head.size === seen.size && !head.root.equals(root)) return { why: 'fork', seen } as const;
        if (!verifyConsistency(seen.size, head.size, steps, root, head.root))
          return { why: 'no-proof', seen } as const;
        await tx.query(
          'UPDATE ledger_partners SET key = $2, size = $3, root = $4, note = $5, seen_at = $6 WHERE origin = $1',
          [head.origin, verifierKey, head.size, head.root, shown, now().toISOString()],
        );
        return { why: undefined } as const;
      });
      const alarm = `the ledger of ${head.origin}`;
      const told = { verifierKey, checkpoint: shown };
      switch (judged.why) {
        case undefined: {
          const seconds = Math.floor(now().getTime() / 1000);
          const { text } = readNote(shown);
          const line = cosignatureLine(text, origin, await seed(COSIGNER_KEY), seconds);
          return { outcome: 'cosigned', line, size: head.size };
        }
        case 'rollback':
          return refuse(
            head.origin,
            'rollback',
            judged.seen,
            told,
            `${alarm} had ${judged.seen.size} entries, and now shows ${head.size}: it was rolled back. Ask its owner`,
          );
        case 'fork':
          return refuse(
            head.origin,
            'fork',
            judged.seen,
            told,
            `${alarm} shows another root for ${head.size} entries than it did before: there are two of it. Ask its owner`,
          );
        case 'no-proof':
          return refuse(
            head.origin,
            'no-proof',
            judged.seen,
            told,
            `${alarm} does not prove that its ${head.size} entries begin with the ${judged.seen.size} that were seen: it forked, or the proof is from another size. Ask its owner`,
          );
      }
    },

    async addCosignature({ size, line, cosignerKey: encoded }) {
      const key = readVerifierKey(encoded);
      const [own] = await kept(1, size);
      if (!own) throw new NoteError(`no checkpoint of ${size} entries was signed here`);
      const { at } = verifyCosignature(readNote(own.note).text, line, key);
      await database.query(
        'INSERT INTO ledger_cosignatures (size, key, line, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
        [size, `${key.name}+${key.id}`, line, at],
      );
      const [made] = await kept(1, size);
      return made as KeptCheckpoint;
    },

    async partners() {
      const rows = await database.query<{ origin: string; size: number; root: Uint8Array; seen_at: string }>(
        'SELECT origin, size, root, seen_at FROM ledger_partners WHERE size > 0 ORDER BY origin',
      );
      return rows.map((row) => ({
        origin: row.origin,
        size: Number(row.size),
        root: Buffer.from(row.root).toString('base64'),
        seenAt: row.seen_at,
      }));
    },

    async seen() {
      const rows = await database.query<{ key: string; note: string }>(
        'SELECT key, note FROM ledger_partners WHERE size > 0 ORDER BY origin',
      );
      return rows.map(({ key, note }) => ({ verifierKey: key, checkpoint: alone(note, key) }));
    },

    async compare({ verifierKey, checkpoint: other }, prove) {
      const theirs = openCheckpoint(other, readVerifierKey(verifierKey));
      const [row] = await database.query<{ size: number; root: Uint8Array; note: string }>(
        'SELECT size, root, note FROM ledger_partners WHERE origin = $1 AND key = $2 AND size > 0',
        [theirs.origin, verifierKey],
      );
      if (!row) return undefined;
      const ours = { size: Number(row.size), root: Buffer.from(row.root) };
      if (ours.size === theirs.size)
        return ours.root.equals(theirs.root) ? undefined : evidenceOf('fork', verifierKey, row.note, other);
      const [older, newer] = ours.size < theirs.size ? [ours, theirs] : [theirs, ours];
      const proof = await prove(older.size, newer.size);
      const steps = proof.map((one) => fromBase64(one) ?? Buffer.alloc(0));
      return verifyConsistency(older.size, newer.size, steps, older.root, newer.root)
        ? undefined
        : evidenceOf('no-proof', verifierKey, row.note, other);
    },

    async verify(noted = []) {
      const key = await logKey();
      const heads: KnownHead[] = noted.map((text) => {
        const { size, root } = openCheckpoint(text, key);
        return { size, root, said: `the checkpoint of ${size} entries that was noted elsewhere` };
      });
      const rows = await database.query<{ note: string; at: string }>(
        'SELECT note, at FROM ledger_checkpoints ORDER BY size',
      );
      const found: Finding[] = [];
      const own = await seed(LOG_KEY);
      for (const { note, at } of rows) {
        const head = signedHead(note, own);
        if (head)
          heads.push({ ...head, said: `the checkpoint of ${head.size} entries that was signed at ${at}` });
        else
          found.push({
            seq: 1,
            what: 'checkpoint',
            message: `the checkpoint that is kept as of ${at} was not signed by this service: somebody put it there or changed it`,
          });
      }
      return ledger.verify(heads, found);
    },
  };
}

/** A checkpoint with the signature of its ledger only: who else signed it is nobody's business. */
const alone = (checkpoint: string, verifierKey: string): string =>
  wholeCheckpoint(bareCheckpoint(checkpoint, verifierKey), verifierKey);

const evidenceOf = (why: Evidence['why'], verifierKey: string, seen: string, shown: string): Evidence => ({
  why,
  verifierKey,
  checkpoints: [alone(seen, verifierKey), alone(shown, verifierKey)],
});

/**
 * The head that a checkpoint tells of, where this service signed it, under whatever name it had then. Who has the database can
 * write any text there, and not sign it.
 */
function signedHead(note: string, seed: Buffer): Pick<KnownHead, 'size' | 'root'> | undefined {
  try {
    const { origin } = readTreeHead(readNote(note).text);
    const { size, root } = openCheckpoint(note, verifierOf(origin, NOTE_SIGNATURE, seed));
    return { size, root };
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
}
