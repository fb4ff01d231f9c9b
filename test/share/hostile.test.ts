import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { CompactSign, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/model/index.ts';
import { makeSigningKey, makeTlsKey, type OwnKeys, publicJwk, sign } from '../../src/share/link/index.ts';
import { LARGEST_MESSAGE } from '../../src/share/link/tuning.ts';
import { openIdentity } from '../../src/share/partners/index.ts';
import { keyFile } from '../../src/store/index.ts';
import { agree, ledgerOf, liaison, service, type TestService } from './services.ts';

// North and south are partners. Whoever attacks north speaks over a socket of its own, byte by byte.

let north: TestService;
let south: TestService;
/** South's own keys, as a thief has them. */
let stolen: OwnKeys;
let strange: OwnKeys;
let handled = 0;

const identityOf = async ({
  name,
  store,
  folder,
}: {
  name: string;
  store: TestService['store'];
  folder: string;
}) => {
  const ring = store.keyRing(keyFile(folder, 'master.key'), () => new Date());
  return openIdentity({ id: name, title: name, records: store.partners, ring, now: () => new Date() });
};

beforeAll(async () => {
  [north, south] = await Promise.all([service('north'), service('south')]);
  await agree(north, south);
  north.share.link.answer('greeting', async (from) => {
    handled++;
    return `hello ${from}`;
  });
  const identity = await identityOf(south);
  stolen = await identity.keys((await identity.newest()).number);
  strange = { tls: await makeTlsKey('south', new Date()), signing: await makeSigningKey() };
});
afterAll(async () => {
  await Promise.all([north.close(), south.close()]);
  expect([...north.errors, ...south.errors]).toEqual([]);
});

const envelope = (more: object = {}) => ({
  kind: 'greeting',
  from: 'south',
  to: 'north',
  id: randomUUID(),
  time: new Date().toISOString(),
  body: null,
  ...more,
});
const signed = (value: object, { signing } = stolen): Promise<string> => sign('message', value, signing);

const dial = (keys: OwnKeys | undefined, more: object = {}): TLSSocket =>
  connect({
    host: '127.0.0.1',
    port: north.port,
    ...(keys && { key: keys.tls.key, cert: keys.tls.certificate }),
    rejectUnauthorized: false,
    ...more,
  }).on('error', () => {});

/** Sends bytes and gives all that came back until the connection was closed, or the answer was whole. */
async function send(keys: OwnKeys | undefined, text: string | Buffer): Promise<string> {
  const socket = dial(keys);
  let got = '';
  socket.setEncoding('utf8').on('data', (data: string) => {
    got += data;
    if (/\r\n\r\n[\w-]+\.[\w-]+\.[\w-]+$/.test(got)) socket.end();
  });
  socket.write(text);
  // An error (a reset) comes before it, and is as good.
  await new Promise((resolve) => socket.once('close', resolve));
  return got;
}
const post = (jws: string, kind = 'greeting'): string =>
  `POST /link/${kind} HTTP/1.1\r\nhost: north\r\ncontent-length: ${Buffer.byteLength(jws)}\r\n\r\n${jws}`;
const statusOf = (got: string): { status: string; reason?: string; body: unknown } =>
  JSON.parse(Buffer.from(got.split('\r\n\r\n')[1]!.split('.')[1]!, 'base64url').toString());

it('takes what a partner signs, so that the refusals below mean something', async () => {
  const before = handled;
  expect(statusOf(await send(stolen, post(await signed(envelope()))))).toMatchObject({
    status: 'done',
    body: 'hello south',
  });
  expect(handled).toBe(before + 1);
});

describe('closes the connection, without a byte, to', () => {
  const nothing = async (keys: OwnKeys | undefined, text: string | Buffer): Promise<void> => {
    const before = handled;
    expect(await send(keys, text)).toBe('');
    expect(handled).toBe(before);
  };
  it('no certificate', async () => nothing(undefined, post(await signed(envelope()))));
  it('another certificate with the right signature', async () =>
    nothing(strange, post(await signed(envelope()))));
  it('the right certificate with another signature', async () =>
    nothing(stolen, post(await signed(envelope(), strange))));
  it('a signature under the name of the right key', async () => {
    const forged = { kid: stolen.signing.kid, jwk: strange.signing.jwk };
    await nothing(stolen, post(await sign('message', envelope(), forged)));
  });
  it('a signature that was made for another thing', async () =>
    nothing(stolen, post(await sign('agreement', envelope(), stolen.signing))));
  it('no signature: algorithm none', async () => {
    const header = Buffer.from('{"alg":"none","typ":"tocsin-message+jws"}').toString('base64url');
    await nothing(stolen, post(`${header}.${Buffer.from(canonicalJson(envelope())).toString('base64url')}.`));
  });
  it('HMAC with the public key as its secret', async () => {
    const key = Buffer.from(stolen.signing.jwk.x!, 'base64url');
    const jws = await new CompactSign(Buffer.from(canonicalJson(envelope())))
      .setProtectedHeader({ alg: 'HS256', typ: 'tocsin-message+jws', kid: stolen.signing.kid })
      .sign(key);
    await nothing(stolen, post(jws));
  });
  it('JSON that is not in canonical form', async () => {
    const jws = await new CompactSign(Buffer.from(JSON.stringify(envelope(), null, 1)))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'tocsin-message+jws', kid: stolen.signing.kid })
      .sign(await importJWK(stolen.signing.jwk, 'EdDSA'));
    await nothing(stolen, post(jws));
  });
  it.each([
    [{ to: 'west' }],
    [{ from: 'west' }],
    [{ kind: 'other' }],
    [{ id: 'x' }],
    [{ time: 'now' }],
    [{ more: 1 }],
  ])('a message with %j', async (more) => nothing(stolen, post(await signed(envelope(more)))));
  it('a byte changed in a message', async () => {
    const jws = await signed(envelope());
    const at = jws.indexOf('.') + 20;
    await nothing(stolen, post(jws.slice(0, at) + (jws[at] === 'A' ? 'B' : 'A') + jws.slice(at + 1)));
  });
  it('an oversized body, told or not', async () => {
    const large = await signed(envelope({ body: 'x'.repeat(LARGEST_MESSAGE) }));
    await nothing(stolen, post(large));
    const chunk = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`;
    await nothing(
      stolen,
      `POST /link/greeting HTTP/1.1\r\nhost: n\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`,
    );
  });
  it('other addresses and methods, and what is no HTTP', async () => {
    for (const start of ['GET /link/greeting', 'POST /', 'POST /link/../greeting', 'POST /api/lists'])
      await nothing(stolen, `${start} HTTP/1.1\r\nhost: north\r\ncontent-length: 0\r\n\r\n`);
    await nothing(stolen, 'hello\r\n\r\n');
    await nothing(stolen, `POST /link/greeting HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
  });
  it('a slow body and a slow handshake', async () => {
    await nothing(stolen, 'POST /link/greeting HTTP/1.1\r\nhost: north\r\ncontent-length: 100\r\n\r\nabc');
    const plain = connectPlain(north.port, '127.0.0.1').on('error', () => {});
    await new Promise((resolve) => plain.once('close', resolve));
  });
});

describe('refuses, signed, to a partner', () => {
  it('a message that came before', async () => {
    const jws = await signed(envelope());
    expect(statusOf(await send(stolen, post(jws))).status).toBe('done');
    const before = handled;
    expect(statusOf(await send(stolen, post(jws)))).toMatchObject({
      status: 'refused',
      reason: 'this message came before',
    });
    expect(handled).toBe(before);
  });
  it('one of many that come at once is taken', async () => {
    const jws = await signed(envelope());
    const before = handled;
    const all = await Promise.all(Array.from({ length: 8 }, () => send(stolen, post(jws))));
    expect(all.map((one) => statusOf(one).status).sort()).toEqual(['done', ...Array(7).fill('refused')]);
    expect(handled).toBe(before + 1);
  });
  it.each([[-3_600_000], [3_600_000]])('an instant %i ms off', async (off) => {
    const jws = await signed(envelope({ time: new Date(Date.now() + off).toISOString() }));
    expect(statusOf(await send(stolen, post(jws))).reason).toContain('set the clocks');
  });
  it('an unknown kind', async () => {
    const jws = await signed(envelope({ kind: 'nothing' }));
    expect(statusOf(await send(stolen, post(jws, 'nothing'))).reason).toContain('kind nothing');
  });
  it('and every attempt stands in the ledger', async () => {
    const ledger = await ledgerOf(north);
    for (const what of ['wrong-signature', 'wrong-address', 'too-large', 'replayed', 'wrong-time'])
      expect(ledger).toContain(`partner:south link ${what}`);
  });
});

it('does not speak TLS 1.2', async () => {
  const socket = dial(stolen, { maxVersion: 'TLSv1.2' });
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toMatch(/TLS|SSL/);
});

it('sends nothing to a man in the middle with his own certificate', async () => {
  let received = 0;
  const middle = createServer(
    { key: strange.tls.key, cert: strange.tls.certificate, requestCert: true, rejectUnauthorized: false },
    (socket) =>
      socket
        .on('data', (data) => {
          received += data.length;
        })
        .on('error', () => {}),
  ).listen(0, '127.0.0.1');
  await once(middle, 'listening');
  const { port } = middle.address() as { port: number };
  type Kept = { readonly party: { readonly url: string } };
  const kept = await south.store.partners.record<Kept>('partner', 'north');
  await south.store.partners.change<Kept>('partner', 'north', (there) => ({
    ...there!,
    party: { ...there!.party, url: `https://127.0.0.1:${port}` },
  }));
  await expect(south.share.link.call('north', 'greeting', {}, { repeatable: true })).rejects.toMatchObject({
    code: 'untrusted',
    message: expect.stringContaining('is not north'),
  });
  expect(received).toBe(0);
  await south.store.partners.change('partner', 'north', () => kept);
  expect(await ledgerOf(south)).toContain('partner:north link wrong-pin');
  middle.close();
});

it('does not believe an answer that another message or another key belongs to', async () => {
  // Stands between at TCP, with north's own TLS key: even then the answer has to be signed.
  const identity = await identityOf(north);
  const keys = await identity.keys((await identity.newest()).number);
  const old = (await send(stolen, post(await signed(envelope())))).split('\r\n\r\n')[1]!;
  const digest = createHash('sha256').update('x').digest('base64url');
  const forged = await sign(
    'answer',
    { from: 'north', to: 'south', re: randomUUID(), digest, time: '', status: 'done', body: 'lie' },
    strange.signing,
  );
  const answers = [old, forged, 'nothing', ''];
  const liar = createServer(
    { key: keys.tls.key, cert: keys.tls.certificate, requestCert: true, rejectUnauthorized: false },
    (socket) =>
      socket
        .on('error', () => {})
        .once('data', () => {
          const text = answers.shift() ?? '';
          socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`);
        }),
  ).listen(0, '127.0.0.1');
  await once(liar, 'listening');
  const { port } = liar.address() as { port: number };
  type Kept = { readonly party: { readonly url: string } };
  const kept = await south.store.partners.record<Kept>('partner', 'north');
  await south.store.partners.change<Kept>('partner', 'north', (there) => ({
    ...there!,
    party: { ...there!.party, url: `https://127.0.0.1:${port}` },
  }));
  while (answers.length > 0)
    await expect(south.share.link.call('north', 'greeting', {})).rejects.toMatchObject({ code: 'untrusted' });
  await south.store.partners.change('partner', 'north', () => kept);
  liar.close();
});

it('tells apart who cannot be reached', async () => {
  await south.share.close();
  await expect(north.share.link.call('south', 'greeting', {})).rejects.toMatchObject({ code: 'unreachable' });
  await expect(north.share.link.call('west', 'greeting', {})).rejects.toMatchObject({ code: 'untrusted' });
  south = await south.restart();
});

it('a guest without the secret of the invitation learns nothing, and one with it accepts once', async () => {
  const { text } = await north.share.partners.invite(liaison, { name: 'east' });
  const { offer, from, secret } = JSON.parse(text);
  const accept = async (keys: OwnKeys, more: { secret?: string; offer?: object; id?: string } = {}) => {
    const party = {
      id: more.id ?? 'east',
      title: 'East',
      url: 'https://127.0.0.1:1',
      spki: keys.tls.spki,
      signingKey: publicJwk(keys.signing),
    };
    const terms = { ...offer, ...more.offer, parties: [from, party] };
    const signature = await sign('agreement', terms, keys.signing);
    const body = { invitation: offer.id, secret: more.secret ?? secret, terms, signature };
    const jws = await signed(envelope({ kind: 'partner-accept', from: 'east', body }), keys);
    return send(keys, post(jws, 'partner-accept'));
  };
  expect(await accept(strange, { secret: 'A'.repeat(43) })).toBe('');
  expect(await accept(strange, { offer: { questionsPerDay: 10_000 } })).toBe('');
  expect(await accept(strange, { id: 'south' })).toBe('');
  expect(await send(strange, post(await signed(envelope(), strange)))).toBe('');
  const first = statusOf(await accept(strange));
  expect(first.status).toBe('done');
  // The answer was lost: the same again. Another with the same secret: nothing.
  const other: OwnKeys = { tls: await makeTlsKey('east', new Date()), signing: await makeSigningKey() };
  expect(await accept(other)).toBe('');
});
