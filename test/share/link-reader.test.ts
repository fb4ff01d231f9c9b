import { createHash, createPublicKey, type JsonWebKey, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { read } from './stranger.ts';

/** What another team makes of docs/protocol-link.md and its vectors. */

type Value = Readonly<Record<string, unknown>>;
interface Key {
  readonly jwk: JsonWebKey;
  readonly kid: string;
}
interface Vectors {
  readonly canonical: readonly { readonly json: string; readonly text: string }[];
  readonly keys: Readonly<Record<'north' | 'south' | 'southNext', Key>>;
  readonly certificates: readonly { readonly certificate: string; readonly spki: string }[];
  readonly messages: Readonly<Record<string, Value>>;
  readonly signed: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, Value>>;
  readonly signedAnswers: Readonly<Record<string, string>>;
  readonly refused: Readonly<Record<string, string>>;
  readonly invitation: string;
  readonly secretHash: string;
  readonly agreement: Value & { readonly signatures: Readonly<Record<string, string>> };
  readonly fingerprints: { readonly terms: string; readonly agreement: string };
  readonly rotation: { readonly number: number; readonly party: Value; readonly proof: string };
}
const vectors = read('../fixtures/share/link-vectors.json') as Vectors;
const { keys, messages, signed } = vectors;

/** RFC 8785. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}
const hex = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const base64url = (text: string | Uint8Array) => createHash('sha256').update(text).digest('base64url');
const kidOf = ({ crv, kty, x }: JsonWebKey) => base64url(`{"crv":"${crv}","kty":"${kty}","x":"${x}"}`);

/** Section "What is signed": the value, or why it is none. */
function signedValue(jws: string, as: string, { jwk }: Key): Value | string {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const said = JSON.parse(Buffer.from(header, 'base64url').toString()) as Value;
  if (said.alg !== 'EdDSA' || said.typ !== `tocsin-${as}+jws` || said.kid !== kidOf(jwk)) return 'header';
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  if (!verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url')))
    return 'signature';
  const text = Buffer.from(payload, 'base64url').toString();
  const value = JSON.parse(text) as Value;
  return canonical(value) === text ? value : 'form';
}

/** Section "Link", the first table. */
function message(jws: string, key: Key): Value | string {
  const value = signedValue(jws, 'message', key);
  if (typeof value === 'string') return value;
  const { kind, from, to, id, time, posted } = value;
  const names = Object.keys(value).filter((name) => name !== 'posted');
  const fits =
    names.sort().join() === 'body,from,id,kind,time,to' &&
    /^[a-z][a-z0-9-]{0,31}(\/[a-z][a-z0-9-]{0,31})?$/.test(String(kind)) &&
    [from, to].every((name) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(String(name))) &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(id)) &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(time)) &&
    (posted === undefined || posted === true);
  return fits ? value : 'fields';
}

describe('another reader of the vectors of the link', () => {
  it('writes JSON in the same form, and names keys and certificates alike', () => {
    for (const { json, text } of vectors.canonical) expect(canonical(JSON.parse(json))).toBe(text);
    for (const { jwk, kid } of Object.values(keys)) expect(kidOf(jwk)).toBe(kid);
    for (const { certificate, spki } of vectors.certificates)
      expect(
        base64url(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })),
      ).toBe(spki);
  });

  it('reads every message, and the answers that belong to one', () => {
    for (const [name, jws] of Object.entries(signed))
      expect(message(jws, keys.south)).toEqual(messages[name]);
    for (const [name, jws] of Object.entries(vectors.signedAnswers)) {
      const answer = signedValue(jws, 'answer', keys.north) as Value;
      expect(answer).toEqual(vectors.answers[name]);
      expect(answer).toMatchObject({
        re: messages.plain?.id,
        digest: base64url(signed.plain ?? ''),
        from: messages.plain?.to,
        to: messages.plain?.from,
      });
      expect([answer.status === 'done', 'reason' in answer]).toEqual([
        answer.body !== null,
        answer.status === 'refused',
      ]);
    }
  });

  it.each(Object.entries(vectors.refused))('takes no message with %s', (_, jws) => {
    expect(message(jws, keys.south)).toMatch(/^(header|signature|form|fields)$/);
  });

  it('follows an agreement from the invitation to new keys', () => {
    const { form, secret, signed: proof, ...said } = JSON.parse(vectors.invitation) as Record<string, string>;
    expect(form).toBe('tocsin-invitation/1');
    expect(signedValue(String(proof), 'invitation', keys.north)).toEqual(said);
    expect(hex(String(secret))).toBe(vectors.secretHash);
    const { signatures, ...terms } = vectors.agreement;
    const { parties, ...offer } = terms as Value & { readonly parties: readonly Value[] };
    expect(offer).toEqual(said.offer);
    expect(parties[0]).toEqual(said.from);
    expect(messages.accept?.body).toEqual({
      invitation: offer.id,
      secret,
      terms,
      signature: signatures.south,
    });
    for (const name of ['north', 'south'] as const)
      expect(signedValue(signatures[name] ?? '', 'agreement', keys[name])).toEqual(terms);
    expect(`sha256:${hex(canonical(terms))}`).toBe(vectors.fingerprints.terms);
    expect(`sha256:${hex(canonical(vectors.agreement))}`).toBe(vectors.fingerprints.agreement);
    expect(vectors.answers.done?.body).toMatchObject({ agreement: vectors.fingerprints.terms });
    const { number, party, proof: made } = vectors.rotation;
    expect(signedValue(made, 'keys', keys.southNext)).toEqual({ number, party });
    expect(messages.keys?.body).toEqual(vectors.rotation);
  });
});
