import { createPublicKey, type KeyObject } from 'node:crypto';
import { CompactSign, compactVerify, type JWK } from 'jose';
import type { Partners } from '../partners/index.ts';
import { QUESTION_BYTES } from './tuning.ts';

/**
 * What goes over the link, and how it is signed: JWS in compact form (RFC 7515) with Ed25519 (RFC 8037). The `typ` keeps one
 * kind of message from being taken for another (RFC 8725 §3.11). Bytes are base64url, points one behind the other.
 */

/** Kinds of messages. */
export const KINDS = {
  manifest: 'ask/manifest',
  table: 'ask/table',
  question: 'ask/question',
  evaluate: 'ask/evaluate',
  receipt: 'ask/receipt',
  holder: 'ask/holder',
} as const;

/** Why a question was not answered. */
export type Refusal =
  | 'agreement'
  | 'signature'
  | 'purpose'
  | 'epoch'
  | 'clock'
  | 'size'
  | 'replayed'
  | 'day'
  | 'minute'
  | 'points'
  | 'holder';

/** The partner did not answer, and says why; or what came from it cannot be believed. */
export class AskError extends Error {
  override readonly name = 'AskError';
  readonly code: Refusal | 'unreachable' | 'untrusted';
  constructor(code: AskError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What an owner tells of an epoch; the same for all partners. */
export interface Manifest {
  readonly owner: string;
  readonly epoch: number;
  readonly canon: 1;
  /** Each must evaluate; the function is under the sum of their keys. The owner is the first. */
  readonly holders: readonly { readonly id: string; readonly publicKey: string }[];
  readonly from: string;
  readonly until: string;
}

export interface QuestionMessage {
  readonly owner: string;
  readonly asker: string;
  readonly agreement: string;
  readonly epoch: number;
  readonly canon: 1;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly commitment: string;
  readonly elements: string;
  readonly nonce: string;
  readonly time: string;
}

export interface AnswerMessage {
  /** Who evaluated. */
  readonly holder: string;
  /** Of the question. */
  readonly commitment: string;
  readonly evaluated: string;
  readonly proof: string;
  readonly budgetLeft: { readonly today: number; readonly now: number };
  /** The last part of the asker's table: a newer one is to be fetched. Of other holders 0. */
  readonly part: number;
  /** Hash of the entry in the owner's ledger. */
  readonly entry: string;
}

/** That keys and tables of an epoch are gone. */
export interface ReceiptMessage {
  readonly owner: string;
  readonly asker: string;
  readonly epoch: number;
  readonly by: string;
  readonly destroyed: readonly string[];
  /** SHA-256 of the table's parts. */
  readonly tables: readonly string[];
  readonly at: string;
}

interface Messages {
  readonly 'tocsin-manifest': Manifest;
  readonly 'tocsin-question': QuestionMessage;
  readonly 'tocsin-answer': AnswerMessage;
  readonly 'tocsin-receipt': ReceiptMessage;
}
export type MessageType = keyof Messages;

type Shape = 'text' | 'count' | 'list' | 'object';
const SHAPES: { readonly [T in MessageType]: Readonly<Record<keyof Messages[T], Shape>> } = {
  'tocsin-manifest': {
    owner: 'text',
    epoch: 'count',
    canon: 'count',
    holders: 'list',
    from: 'text',
    until: 'text',
  },
  'tocsin-question': {
    owner: 'text',
    asker: 'text',
    agreement: 'text',
    epoch: 'count',
    canon: 'count',
    purpose: 'text',
    legalBasis: 'text',
    commitment: 'text',
    elements: 'text',
    nonce: 'text',
    time: 'text',
  },
  'tocsin-answer': {
    holder: 'text',
    commitment: 'text',
    evaluated: 'text',
    proof: 'text',
    budgetLeft: 'object',
    part: 'count',
    entry: 'text',
  },
  'tocsin-receipt': {
    owner: 'text',
    asker: 'text',
    epoch: 'count',
    by: 'text',
    destroyed: 'list',
    tables: 'list',
    at: 'text',
  },
};

const fits: Readonly<Record<Shape, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && value.length > 0,
  count: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  list: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Questions and answers are padded to one length: who listens learns nothing from it. */
const PADDED: ReadonlySet<MessageType> = new Set(['tocsin-question', 'tocsin-answer']);

/** The JSON of a message as it is signed. Throws where a padded one does not fit. */
export function payloadOf<T extends MessageType>(type: T, message: Messages[T]): Buffer {
  if (!PADDED.has(type)) return Buffer.from(JSON.stringify(message), 'utf8');
  const bare = Buffer.byteLength(JSON.stringify({ ...message, pad: '' }), 'utf8');
  if (bare > QUESTION_BYTES)
    throw new AskError('size', 'purpose and legal basis are too long for a question; shorten their names');
  return Buffer.from(JSON.stringify({ ...message, pad: '0'.repeat(QUESTION_BYTES - bare) }), 'utf8');
}

export const signMessage = <T extends MessageType>(
  type: T,
  message: Messages[T],
  key: KeyObject,
): Promise<string> =>
  new CompactSign(payloadOf(type, message)).setProtectedHeader({ alg: 'EdDSA', typ: type }).sign(key);

/** The same content under the key that a partner knows now. Ed25519 has one signature for it: the same key gives the same text. */
export function signAgain(signed: string, key: KeyObject): Promise<string> {
  const [header = '', payload = ''] = signed.split('.');
  return new CompactSign(Buffer.from(payload, 'base64url'))
    .setProtectedHeader(
      JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { readonly alg: string },
    )
    .sign(key);
}

/** What of two signed messages tells whether they say the same, whatever key has signed. */
export const contentOf = (signed: string): string => signed.split('.').slice(0, 2).join('.');

/** What a partner may have signed with: two keys while it changes them. */
export async function keysOf(
  { keysOf }: Pick<Partners, 'keysOf'>,
  id: string,
): Promise<readonly KeyObject[]> {
  const found = await keysOf(id);
  if (found.length === 0) throw new AskError('agreement', `no key of ${id} is known here`);
  return found.map(publicKeyOf);
}

const publicKeyOf = (jwk: JWK): KeyObject =>
  createPublicKey({ key: jwk as Record<string, unknown>, format: 'jwk' });

/** Reads a message that one of these keys signed. Throws {@link AskError} `signature` for anything else. */
export async function readMessage<T extends MessageType>(
  type: T,
  signed: unknown,
  keys: readonly KeyObject[],
): Promise<Messages[T]> {
  const refuse = (why: string): AskError => new AskError('signature', `this is no ${type}: ${why}`);
  if (typeof signed !== 'string') throw refuse('a signed message is a text');
  let payload: Uint8Array | undefined;
  let why = 'no key is known';
  for (const key of keys)
    try {
      const verified = await compactVerify(signed, key, { algorithms: ['EdDSA'] });
      if (verified.protectedHeader.typ !== type) throw new Error('it is of another type');
      ({ payload } = verified);
      break;
    } catch (error) {
      why = (error as Error).message;
    }
  if (!payload) throw refuse(why);
  let message: Record<string, unknown>;
  try {
    message = JSON.parse(Buffer.from(payload).toString('utf8')) as Record<string, unknown>;
  } catch {
    throw refuse('it is not JSON');
  }
  for (const [name, shape] of Object.entries(SHAPES[type]) as [string, Shape][])
    if (!fits[shape](message?.[name])) throw refuse(`${name} is missing or of another kind`);
  return message as unknown as Messages[T];
}

/** An answer body that says no. */
export interface Refused {
  readonly refused: Refusal;
  readonly reason: string;
}

/** What a handler throws as {@link AskError} goes back as an answer with its reason. */
export const answering =
  (run: (from: string, body: Readonly<Record<string, unknown>>) => Promise<unknown>) =>
  async (from: string, body: unknown): Promise<unknown> => {
    try {
      if (!fits.object(body)) throw new AskError('size', 'a message is an object');
      return await run(from, body as Readonly<Record<string, unknown>>);
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      return { refused: error.code, reason: error.message };
    }
  };

/** Throws {@link AskError} where the partner has refused. */
export function accepted(answer: unknown): Readonly<Record<string, unknown>> {
  if (!fits.object(answer))
    throw new AskError('untrusted', 'the partner answered something that is no message');
  const { refused, reason } = answer as Partial<Record<keyof Refused, unknown>>;
  if (refused !== undefined)
    throw new AskError(refused as Refusal, `the partner refuses: ${String(reason).slice(0, 300)}`);
  return answer as Readonly<Record<string, unknown>>;
}
