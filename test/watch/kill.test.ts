import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';

const ROUNDS = 10;

interface Said {
  readonly journeys?: number;
  readonly travellers?: number;
  readonly hits?: readonly number[];
  readonly received?: number;
  readonly error?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-watch-kill-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(first: number, hear: (said: Said, child: ChildProcess) => void): Promise<unknown> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/watch/endless-receiver.ts', join(folder, 'data'), String(first)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  createInterface({ input: child.stdout }).on('line', (line) => hear(JSON.parse(line) as Said, child));
  return new Promise((resolve) => child.once('close', resolve));
}

it(`loses no flight that was acknowledged, and has none twice, when it is killed ${ROUNDS} times`, async () => {
  const acknowledged = new Set<number>();
  let next = 0;
  let seed = 20_261_123;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  for (let round = 0; round <= ROUNDS; round++) {
    const before = new Set(acknowledged);
    let looked = false;
    await start(next, (said, child) => {
      if (said.error !== undefined) throw new Error(said.error);
      if (said.received !== undefined) {
        acknowledged.add(said.received);
        next = Math.max(next, said.received + 1);
      }
      if (said.hits === undefined) return;
      looked = true;
      // One hit for each flight that is there, of whatever was acknowledged, none twice.
      const hits = new Set(said.hits);
      expect(said.hits.length).toBe(hits.size);
      for (const flight of before) expect(hits.has(flight)).toBe(true);
      expect(said.journeys).toBe(hits.size);
      expect(said.travellers).toBe(hits.size * 4);
      if (round === ROUNDS) child.kill('SIGKILL');
      else setTimeout(() => child.kill('SIGKILL'), 20 + random() * 1500);
    });
    expect(looked).toBe(true);
    // Those that were on their way may be there as well: the next round goes on behind them.
    next += 64;
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS);
}, 300_000);
