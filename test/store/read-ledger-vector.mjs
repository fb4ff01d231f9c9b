// A second reader of the ledger's format, written from docs/ledger.md alone: it shares no code with Tocsin. Reads a vector
// (test/fixtures/ledger/vector.json) and prints what does not fit, one thing a line; nothing where all fits.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const v = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const wrong = [];
const check = (holds, what) => holds || wrong.push(what);
const sha = (...parts) => {
  const h = createHash('sha256');
  for (const part of parts) h.update(part);
  return h.digest();
};

// 1. Keys: name+id+base64(type || 32 bytes).
const readKey = (text) => {
  const at = text.indexOf('+');
  const name = text.slice(0, at);
  const id = text.slice(at + 1, at + 9);
  const raw = Buffer.from(text.slice(at + 10), 'base64');
  check(sha(`${name}\n`, raw).subarray(0, 4).toString('hex') === id, `key id of ${name}`);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.subarray(1).toString('base64url') };
  return { name, id, type: raw[0], key: createPublicKey({ key: jwk, format: 'jwk' }) };
};
const log = readKey(v.verifierKey);
const cosigner = readKey(v.cosignerKey);
check(log.type === 1 && cosigner.type === 4, 'types of keys');

// 2. Checkpoints.
const readCheckpoint = (note) => {
  const cut = note.lastIndexOf('\n\n');
  const text = note.slice(0, cut + 1);
  const [origin, size, root] = text.split('\n');
  const lines = note
    .slice(cut + 2)
    .trimEnd()
    .split('\n');
  const signatures = new Map(
    lines.map((line) => {
      const [dash, name, base64] = line.split(' ');
      check(dash === '—', 'dash of a signature');
      const raw = Buffer.from(base64, 'base64');
      return [`${name}+${raw.subarray(0, 4).toString('hex')}`, raw.subarray(4)];
    }),
  );
  const own = signatures.get(`${log.name}+${log.id}`);
  check(own && verify(null, Buffer.from(text), log.key, own), `signature of the checkpoint of ${size}`);
  check(origin === v.origin && origin === log.name, 'origin');
  return { text, size: Number(size), root: Buffer.from(root, 'base64'), signatures };
};
const newer = readCheckpoint(v.checkpoint);
const older = readCheckpoint(v.olderCheckpoint);
const co = newer.signatures.get(`${cosigner.name}+${cosigner.id}`);
check(
  co &&
    verify(
      null,
      Buffer.from(`cosignature/v1\ntime ${co.readBigUInt64BE(0)}\n${newer.text}`),
      cosigner.key,
      co.subarray(8),
    ),
  'cosignature',
);

// 3. Entries and their leaves.
const canonical = (x) =>
  Array.isArray(x)
    ? `[${x.map(canonical)}]`
    : x && typeof x === 'object'
      ? `{${Object.keys(x)
          .sort()
          .map((k) => `${JSON.stringify(k)}:${canonical(x[k])}`)}}`
      : JSON.stringify(x);
const hashes = [];
const erased = [];
const allowed = [];
for (const [i, e] of v.entries.entries()) {
  check(e.seq === i + 1, `place of entry ${e.seq}`);
  if (e.entry) {
    const digest = sha(Buffer.from(e.salt, 'hex'), canonical(e.entry)).toString('hex');
    check(digest === e.digest, `content of entry ${e.seq}`);
    const kind = /^[a-z][a-z0-9-]{0,63}$/.test(e.entry.action) ? e.entry.action : 'other';
    check(e.at === e.entry.at && e.kind === kind, `leaf of entry ${e.seq}`);
    if (e.entry.action === 'erase-entries') allowed.push(...e.entry.subjects.map(Number));
  } else erased.push(e.seq);
  const leaf = `tocsin-ledger/v1\n${e.at}\n${e.kind}\n${e.digest}\n`;
  hashes.push(sha(Buffer.of(0), leaf));
  check(hashes[i].toString('hex') === v.leafHashes[i], `leaf hash of entry ${e.seq}`);
}
for (const seq of erased)
  check(allowed.includes(seq), `entry ${seq} was erased without an entry that says so`);

// 4. The tree, by the recursive definitions of RFC 6962.
const node = (a, b) => sha(Buffer.of(1), a, b);
const split = (n) => {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
};
const mth = (d) =>
  d.length === 0
    ? sha('')
    : d.length === 1
      ? d[0]
      : node(mth(d.slice(0, split(d.length))), mth(d.slice(split(d.length))));
for (const e of v.entries)
  check(mth(hashes.slice(0, e.seq)).toString('hex') === e.root, `root after entry ${e.seq}`);
check(newer.size === hashes.length && mth(hashes).equals(newer.root), 'root of the checkpoint');
check(mth(hashes.slice(0, older.size)).equals(older.root), 'root of the older checkpoint');

// 5. Proofs.
const climb = (index, size, leaf, proof) => {
  if (size === 1) return leaf;
  const k = split(size);
  const last = proof.at(-1);
  return index < k
    ? node(climb(index, k, leaf, proof.slice(0, -1)), last)
    : node(last, climb(index - k, size - k, leaf, proof.slice(0, -1)));
};
const steps = (list) => list.map((one) => Buffer.from(one, 'base64'));
const inc = v.inclusion;
check(
  climb(inc.seq - 1, inc.size, hashes[inc.seq - 1], steps(inc.proof)).equals(newer.root),
  'inclusion proof',
);
// Both roots out of a consistency proof: [of the older tree, of the newer one].
const grow = (m, n, proof, whole) => {
  if (m === n) return whole ? [older.root, older.root] : [proof[0], proof[0]];
  const k = split(n);
  const last = proof.at(-1);
  const rest = proof.slice(0, -1);
  if (m <= k) {
    const [a, b] = grow(m, k, rest, whole);
    return [a, node(b, last)];
  }
  const [a, b] = grow(m - k, n - k, rest, false);
  return [node(last, a), node(last, b)];
};
const [a, b] = grow(v.consistency.older, v.consistency.newer, steps(v.consistency.proof), true);
check(a.equals(older.root) && b.equals(newer.root), 'consistency proof');

if (wrong.length > 0) {
  console.log(wrong.join('\n'));
  process.exitCode = 1;
}
