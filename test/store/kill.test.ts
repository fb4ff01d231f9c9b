import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';

const ROUNDS = 20;
const ENTITIES = 100;

interface Said {
  readonly current?: number;
  readonly versions?: number;
  readonly entities?: number;
  readonly marks?: readonly string[];
  readonly ledger?: number;
  readonly intact?: boolean;
  readonly loaded?: number;
  readonly written?: number;
  readonly error?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-kill-'));
const path = join(folder, 'data');
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Starts a loader; `hear` gets each line that it says; ends when the process does. */
function start(hear: (said: Said, child: ChildProcess) => void): Promise<unknown> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/store/endless-loader.ts', path, String(ENTITIES)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  createInterface({ input: child.stdout }).on('line', (line) => hear(JSON.parse(line) as Said, child));
  return new Promise((resolve) => child.once('close', resolve));
}

it(`loses nothing and keeps nothing by halves when it is killed, ${ROUNDS} times`, async () => {
  let acknowledged = 0;
  let written = 0;
  let rows = 0;
  let seed = 20_260_301;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  let secondSaid = '';
  for (let round = 0; round < ROUNDS; round++) {
    const before = { acknowledged, written, rows };
    let second: Promise<unknown> | undefined;
    let opened = false;
    await start((said, child) => {
      if (said.current !== undefined) {
        opened = true;
        // As before the load that was cut off, or as after it.
        expect([before.acknowledged, before.acknowledged + 1]).toContain(said.current);
        expect(said.versions).toBe(said.current);
        expect(said.entities).toBe(said.current === 0 ? 0 : ENTITIES);
        expect(said.marks).toEqual(said.current === 0 ? [] : [`v${said.current}`]);
        expect(said.intact).toBe(true);
        expect([before.rows, before.rows + 1]).toContain(said.ledger);
        acknowledged = said.current;
        rows = said.ledger ?? 0;
        const kill = (): void => void child.kill('SIGKILL');
        if (round === 0) {
          second = start((other) => {
            secondSaid = other.error ?? 'opened';
            expect(secondSaid).toContain(`process ${child.pid} `);
          }).then(kill);
        } else setTimeout(kill, random() * 500);
      }
      if (said.error !== undefined) throw new Error(said.error);
      if (said.loaded !== undefined) acknowledged = said.loaded;
      if (said.written !== undefined) {
        written = said.written;
        rows++;
      }
    });
    await second;
    expect(opened).toBe(true);
  }
  expect(secondSaid).toContain('in use');
  // Some loads came through, or the test would show nothing.
  expect(acknowledged).toBeGreaterThan(ROUNDS / 4);
  expect(written).toBeGreaterThan(0);
}, 180_000);
