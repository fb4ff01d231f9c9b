import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CompactSign, importJWK, type JWK } from 'jose';
import { beforeAll, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/index.ts';
import {
  digestOf,
  openAnswer,
  openEnvelope,
  signAnswer,
  signEnvelope,
} from '../../src/share/link/envelope.ts';
import {
  makeSigningKey,
  makeTlsKey,
  publicJwk,
  type SigningKey,
  sign,
  verify,
} from '../../src/share/link/index.ts';
import { pinOf, thumbprint } from '../../src/share/link/keys.ts';
import { fingerprint } from '../../src/share/partners/fingerprint.ts';
import { hashSecret, readInvitation, writeInvitation } from '../../src/share/partners/invitation.ts';
import { holds, isSigned, signTerms, termsOf } from '../../src/share/partners/signatures.ts';
import { offerOf, readTerms } from '../../src/share/partners/terms.ts';

/**
 * This program against the published vectors of the link and of agreements. `TOCSIN_WRITE_VECTORS=1` writes them anew, for a new
 * version of the protocol only: others build on them.
 */

const VECTORS = new URL('../fixtures/share/link-vectors.json', import.meta.url);
const TIME = '2026-03-02T08:00:00.000Z';
const ID = '0198c0de-0000-7000-8000-000000000001';

async function make() {
  const [north, south, southNext] = await Promise.all([makeSigningKey(), makeSigningKey(), makeSigningKey()]);
  const [northTls, southTls, southNextTls] = await Promise.all(
    ['north', 'south', 'south'].map((name) => makeTlsKey(name, new Date(TIME))),
  );
  if (!northTls || !southTls || !southNextTls) throw new Error('three certificates');
  const party = (id: string, port: number, spki: string, key: SigningKey) => ({
    id,
    title: `Service of ${id}: Ö`,
    url: `https://${id}.example:${port}`,
    spki,
    signingKey: publicJwk(key),
  });
  const parties = [
    party('north', 8443, northTls.spki, north),
    party('south', 8444, southTls.spki, south),
  ] as const;
  const offer = offerOf(ID, { groups: { south: ['baltic-desk'] }, keepReceived: true }, new Date(TIME));
  const terms = readTerms({ ...offer, parties });
  const signatures = { north: await signTerms(terms, north), south: await signTerms(terms, south) };
  const secret = Buffer.alloc(32, 9).toString('base64url');
  const invitation = await writeInvitation(
    {
      from: parties[0],
      to: { id: 'south', url: parties[1].url },
      offer,
      until: '2026-03-16T08:00:00.000Z',
    },
    secret,
    north,
  );
  const envelope = (more: object = {}) => ({
    kind: 'partner-check',
    from: 'south',
    to: 'north',
    id: ID,
    time: TIME,
    body: {},
    ...more,
  });
  const accepting = {
    invitation: ID,
    secret,
    terms,
    signature: signatures.south,
  };
  const next = { ...parties[1], spki: southNextTls.spki, signingKey: publicJwk(southNext) };
  const rotation = {
    number: 2,
    party: next,
    proof: await sign('keys', { number: 2, party: next }, southNext),
  };
  const messages = {
    plain: envelope(),
    posted: envelope({
      posted: true,
      kind: 'partner-end',
      body: { agreement: ID, reason: 'Zusammenarbeit beendet — Ж' },
    }),
    ask: envelope({ kind: 'ask/manifest' }),
    accept: envelope({ kind: 'partner-accept', body: accepting }),
    keys: envelope({ kind: 'partner-keys', posted: true, body: rotation }),
  };
  const signed = Object.fromEntries(
    await Promise.all(
      Object.entries(messages).map(async ([name, value]) => [
        name,
        await signEnvelope(value as never, south),
      ]),
    ),
  ) as Record<keyof typeof messages, string>;
  const answer = (more: object) => ({
    from: 'north',
    to: 'south',
    re: ID,
    digest: digestOf(signed.plain),
    time: '2026-03-02T08:00:00.250Z',
    ...more,
  });
  const answers = {
    done: answer({
      status: 'done',
      body: { title: parties[0].title, time: TIME, agreement: fingerprint(terms) },
    }),
    refused: answer({ status: 'refused', body: null, reason: 'no agreement is in force' }),
    failed: answer({ status: 'failed', body: null }),
  };
  const signedAnswers = Object.fromEntries(
    await Promise.all(
      Object.entries(answers).map(async ([name, value]) => [name, await signAnswer(value as never, north)]),
    ),
  ) as Record<keyof typeof answers, string>;
  const raw = async (payload: string, header: object): Promise<string> =>
    new CompactSign(Buffer.from(payload))
      .setProtectedHeader({ alg: 'EdDSA', ...header })
      .sign(await importJWK(south.jwk, 'EdDSA'));
  const header = { typ: 'tocsin-message+jws', kid: south.kid };
  const text = canonicalJson(envelope());
  return {
    protocol: 'tocsin-link/1',
    terms: 'made by test/share/link-own.test.ts; invented services; Apache-2.0',
    canonical: [
      '{"b":[1,2.50,1e21,-0,true,null],"a":{"é":"\\u0041\\n\\u2028","\\ud83d\\ude00":"","Z":{}}}',
      '[1e-7,0.000001,123456789012345680000,5e-324]',
      '{"€":"Euro","\\r":"CR","\\ufb33":"Dagesh","1":"One","\\u0080":"Control","ö":"o"}',
    ].map((json) => ({ json, text: canonicalJson(JSON.parse(json)) })),
    keys: Object.fromEntries(
      [
        ['north', north],
        ['south', south],
        ['southNext', southNext],
      ].map(([name, key]) => [
        name as string,
        { jwk: publicJwk(key as SigningKey), kid: (key as SigningKey).kid },
      ]),
    ),
    certificates: [northTls, southTls, southNextTls].map(({ certificate, spki }) => ({ certificate, spki })),
    messages,
    signed,
    answers,
    signedAnswers,
    /** What must be taken for no message, or no answer, of south. */
    refused: {
      'another type': await raw(text, { ...header, typ: 'tocsin-answer+jws' }),
      'another kid': await raw(text, { ...header, kid: north.kid }),
      'no kid': await raw(text, { typ: header.typ }),
      'not canonical': await raw(JSON.stringify(envelope()), header),
      'a field more': await raw(canonicalJson(envelope({ extra: 1 })), header),
      'posted false': await raw(canonicalJson(envelope({ posted: false })), header),
      'time without milliseconds': await raw(
        canonicalJson(envelope({ time: '2026-03-02T08:00:00Z' })),
        header,
      ),
      'an id in capitals': await raw(canonicalJson(envelope({ id: ID.toUpperCase() })), header),
      'a kind with two slashes': await raw(canonicalJson(envelope({ kind: 'a/b/c' })), header),
      'a kind of 33 letters': await raw(canonicalJson(envelope({ kind: 'a'.repeat(33) })), header),
      'no body': await raw(canonicalJson(envelope({ body: undefined })), header),
      'another key': await signEnvelope(envelope() as never, southNext),
      'a changed byte': signed.plain.replace(/\.(.)/, (_, first: string) => `.${first === 'e' ? 'f' : 'e'}`),
    },
    invitation,
    secretHash: hashSecret(secret),
    agreement: { ...terms, signatures },
    fingerprints: { terms: fingerprint(terms), agreement: fingerprint({ ...terms, signatures }) },
    rotation,
  };
}
type Vectors = Awaited<ReturnType<typeof make>>;

let vectors: Vectors;
beforeAll(async () => {
  if (process.env.TOCSIN_WRITE_VECTORS === '1' || !existsSync(VECTORS))
    writeFileSync(VECTORS, `${JSON.stringify(await make(), null, 1)}\n`);
  vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as Vectors;
});
const jwk = (name: string): JWK => vectors.keys[name]?.jwk as JWK;

it('writes canonical JSON, kids, pins and fingerprints as the vectors do', async () => {
  for (const { json, text } of vectors.canonical) expect(canonicalJson(JSON.parse(json))).toBe(text);
  for (const { jwk: key, kid } of Object.values(vectors.keys)) expect(await thumbprint(key)).toBe(kid);
  for (const { certificate, spki } of vectors.certificates) expect(pinOf(certificate)).toBe(spki);
  const { signatures: _, ...terms } = vectors.agreement;
  expect(fingerprint(terms)).toBe(vectors.fingerprints.terms);
  expect(fingerprint(vectors.agreement)).toBe(vectors.fingerprints.agreement);
});

it('takes the messages and answers, and nothing of what must be refused', async () => {
  const { messages, signed, answers, signedAnswers, refused } = vectors;
  for (const name of Object.keys(messages) as (keyof typeof messages)[])
    expect(await openEnvelope(signed[name], [jwk('south')])).toEqual(messages[name]);
  const asked = { envelope: messages.plain as never, jws: signed.plain };
  for (const name of Object.keys(answers) as (keyof typeof answers)[])
    expect(await openAnswer(signedAnswers[name], asked, [jwk('north')])).toEqual(answers[name]);
  const other = { envelope: messages.ask as never, jws: signed.ask };
  expect(await openAnswer(signedAnswers.done, other, [jwk('north')])).toBeUndefined();
  for (const [why, jws] of Object.entries(refused))
    expect([why, await openEnvelope(jws, [jwk('south')])]).toEqual([why, undefined]);
});

it('reads the invitation, holds the agreement, and takes the new keys', async () => {
  const { invitation, agreement, secretHash, rotation, messages } = vectors;
  const read = await readInvitation(invitation);
  expect(hashSecret(read.secret)).toBe(secretHash);
  const { parties: _, ...offer } = termsOf(agreement);
  expect(read.offer).toEqual(offer);
  expect(await holds(agreement, 'south', async (key) => key.x === jwk('south').x)).toBe(true);
  const { signature } = messages.accept.body as unknown as { readonly signature: string };
  expect(await isSigned(termsOf(agreement), signature, [jwk('south')])).toBe(true);
  const { number, party, proof } = rotation;
  expect(await verify('keys', proof, [jwk('southNext')])).toEqual({ number, party });
});
