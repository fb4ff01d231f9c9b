import { createHash } from 'node:crypto';
import type { JWK } from 'jose';
import type { SigningKey } from './keys.ts';
import { sign, verify } from './signed.ts';

/** What is signed of a message. */
export interface Envelope {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** UUID. */
  readonly id: string;
  /** ISO 8601 instant with milliseconds and Z. */
  readonly time: string;
  readonly body: unknown;
  /** It came out of an outbox: taken once, acknowledged as often as it comes. */
  readonly posted?: true;
}

/** What is signed of an answer. */
export interface Answer {
  readonly from: string;
  readonly to: string;
  /** Id of the message that it answers, and SHA-256 of that message's JWS, base64url. */
  readonly re: string;
  readonly digest: string;
  readonly time: string;
  /** `failed` may be tried again. */
  readonly status: 'done' | 'refused' | 'failed';
  readonly body: unknown;
  readonly reason?: string;
}

/** Kinds of messages, as they stand in the address `/link/<kind>`. */
export const KIND = /^[a-z][a-z0-9-]{0,31}(?:\/[a-z][a-z0-9-]{0,31})?$/;
/** Names of services. */
export const SERVICE = /^[a-z0-9][a-z0-9-]{0,62}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const digestOf = (jws: string): string => createHash('sha256').update(jws).digest('base64url');

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fits = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);
const isInstant = (value: unknown): boolean =>
  fits(value, INSTANT) && Number.isFinite(Date.parse(value as string));
const onlyHas = (value: Fields, names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name));

function isEnvelope(value: unknown): value is Envelope {
  return (
    isFields(value) &&
    onlyHas(value, ['kind', 'from', 'to', 'id', 'time', 'body', 'posted']) &&
    fits(value.kind, KIND) &&
    fits(value.from, SERVICE) &&
    fits(value.to, SERVICE) &&
    fits(value.id, UUID) &&
    isInstant(value.time) &&
    'body' in value &&
    (value.posted === undefined || value.posted === true)
  );
}

function isAnswer(value: unknown): value is Answer {
  return (
    isFields(value) &&
    onlyHas(value, ['from', 'to', 're', 'digest', 'time', 'status', 'body', 'reason']) &&
    isInstant(value.time) &&
    'body' in value &&
    (value.status === 'done' || value.status === 'refused' || value.status === 'failed') &&
    (value.reason === undefined || typeof value.reason === 'string')
  );
}

export const signEnvelope = (envelope: Envelope, key: SigningKey): Promise<string> =>
  sign('message', envelope, key);
export const signAnswer = (answer: Answer, key: SigningKey): Promise<string> => sign('answer', answer, key);

/** A message that one of these keys signed; `undefined` for anything else. */
export async function openEnvelope(jws: string, keys: readonly JWK[]): Promise<Envelope | undefined> {
  const value = await verify('message', jws, keys);
  return isEnvelope(value) ? value : undefined;
}

/** The answer to this very message, signed by one of these keys; `undefined` for anything else. */
export async function openAnswer(
  jws: string,
  { envelope, jws: asked }: { readonly envelope: Envelope; readonly jws: string },
  keys: readonly JWK[],
): Promise<Answer | undefined> {
  const value = await verify('answer', jws, keys);
  return isAnswer(value) &&
    value.re === envelope.id &&
    value.digest === digestOf(asked) &&
    value.from === envelope.to &&
    value.to === envelope.from
    ? value
    : undefined;
}
