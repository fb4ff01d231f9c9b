import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { decodeJwt } from 'jose';
import { afterAll, expect, it } from 'vitest';
import { signMessage } from '../../src/share/ask/messages.ts';
import { coverQuestion } from '../../src/share/ask/question.ts';
import { agree, identityOf, WHY } from '../support/ask-services.ts';

// A process that answers questions is killed, at any moment, and started again on the same folder.

const PER_DAY = 60;
const AT_ONCE = 8;
const RECORDS = 500;
const norland = identityOf('norland');
const sudmark = identityOf('sudmark');
const agreement = agree(norland, sudmark, {
  questionsPerDay: PER_DAY,
  questionsPerMinute: 1_000,
  until: '2999-01-01T00:00:00.000Z',
});
const folder = mkdtempSync(join(tmpdir(), 'tocsin-ask-kill-'));
const given = JSON.stringify({
  self: sudmark.party,
  key: sudmark.signingKey.export({ format: 'jwk' }),
  secret: randomBytes(32).toString('hex'),
  agreement,
});
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

type Said = Readonly<Record<string, unknown>>;
type Epochs = readonly { readonly epoch: number; readonly state: string }[];

async function start(hear: (said: Said) => void = () => {}) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/share/endless-owner.ts', join(folder, 'data'), given],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  children.push(child);
  const waits = new Map<number, (answer: unknown) => void>();
  let count = 0;
  let opened: (epochs: Epochs) => void = () => {};
  const open = new Promise<Epochs>((resolve) => {
    opened = resolve;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as Said;
    if (said.open) opened(said.epochs as Epochs);
    hear(said);
    if (typeof said.id === 'number') waits.get(said.id)?.(said.answer);
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  return {
    epochs: await open,
    gone,
    kill: () => child.kill('SIGKILL'),
    send: (kind: string, body: unknown = {}, more: object = {}): Promise<unknown> =>
      new Promise((resolve) => {
        const id = ++count;
        waits.set(id, resolve);
        child.stdin.write(`${JSON.stringify({ id, kind, body, ...more })}\n`);
      }),
  };
}

async function questionOf(epoch: number): Promise<{ readonly question: string }> {
  const { elements, commitment } = coverQuestion({ caseNumber: '', account: 'x' });
  const message = {
    owner: 'sudmark',
    asker: 'norland',
    agreement: agreement.id,
    epoch,
    canon: 1 as const,
    purpose: WHY.purpose,
    legalBasis: WHY.legalBasis,
    commitment,
    elements: Buffer.concat(elements).toString('base64url'),
    nonce: randomBytes(32).toString('base64url'),
    time: new Date().toISOString(),
  };
  return { question: await signMessage('tocsin-question', message, norland.signingKey) };
}

const leftIn = (answer: unknown): number =>
  (decodeJwt((answer as { readonly answer: string }).answer).budgetLeft as { readonly today: number }).today;
const refusalIn = (answer: unknown): unknown => (answer as { readonly refused?: string }).refused;

it('gives no budget back, takes no question twice, and builds again what was being built', async () => {
  // Killed while it makes its first epoch.
  const first = await start(({ event }) => {
    const { type, done, of } = (event ?? {}) as Record<string, unknown>;
    if (type === 'progress' && (done as number) < (of as number)) first?.kill();
  });
  await first.send('load', {}, { load: RECORDS });
  void first.send('keep');
  await first.gone;

  let owner = await start();
  expect(owner.epochs).toEqual([{ epoch: 1, state: 'building' }]);
  expect(await owner.send('ask/manifest')).toMatchObject({ refused: 'epoch' });
  expect(await owner.send('keep')).toEqual([{ epoch: 1, state: 'open' }]);
  const { manifest, parts } = (await owner.send('ask/manifest')) as {
    readonly manifest: string;
    readonly parts: readonly object[];
  };
  expect(parts).toHaveLength(1);

  let answered = 0;
  let least = PER_DAY;
  const sent: { readonly question: string }[] = [];
  for (let round = 1; round <= 2; round++) {
    const questions = await Promise.all(Array.from({ length: AT_ONCE }, () => questionOf(1)));
    const asked = questions.map((question) => owner.send('ask/question', question));
    // Killed while the others are on their way.
    for (const one of asked)
      void one.then((answer) => {
        answered++;
        least = Math.min(least, leftIn(answer));
      });
    await Promise.race(asked.slice(round));
    owner.kill();
    await owner.gone;
    sent.push(...questions);
    owner = await start();
    expect(owner.epochs).toEqual([{ epoch: 1, state: 'open' }]);
    const left = leftIn(await owner.send('ask/question', await questionOf(1)));
    answered++;
    // What was answered before the kill is spent; what was not may be.
    expect(left).toBeLessThan(least);
    expect(PER_DAY - left).toBeGreaterThanOrEqual(answered);
    expect(PER_DAY - left).toBeLessThanOrEqual(round * (AT_ONCE + 1));
    least = left;
  }
  // Each once: what was answered or spent before is refused, what never came is taken now.
  const again: unknown[] = [];
  for (const question of sent) again.push(await owner.send('ask/question', question));
  const replayed = again.filter((answer) => refusalIn(answer) === 'replayed').length;
  expect(replayed).toBe(PER_DAY - least - 2);
  for (const question of sent) expect(refusalIn(await owner.send('ask/question', question))).toBe('replayed');
  const { manifest: same } = (await owner.send('ask/manifest')) as { readonly manifest: string };
  expect(same).toBe(manifest);
  const now = leftIn(await owner.send('ask/question', await questionOf(1)));
  expect(now).toBe(PER_DAY - sent.length - 3);
  owner.kill();
  await owner.gone;
}, 60_000);
