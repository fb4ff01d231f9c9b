/**
 * The HTTP interface under load: the built server with the lists that ship, asked as yente's clients ask (`POST /match`), over
 * keep-alive connections. The load comes from this process, on the same machine: the two share its cores.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameWorld } from './generate.ts';
import { personNames } from './lists.ts';
import { report, round } from './measure.ts';

const CONNECTIONS = 16;
const SECONDS = 10;
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const env = { ...process.env, TOCSIN_DATA_FOLDER: folder, TOCSIN_PORT: '0', TOCSIN_LOG_LEVEL: 'error' };
const listed = personNames();
const world = nameWorld(listed, 41);
/** 95 % travellers, 5 % listed names. */
const name = (): string =>
  world.uniform() < 0.05 ? listed[Math.floor(world.uniform() * listed.length)]! : world.name();

function bodyOf(size: number): string {
  const queries = Object.fromEntries(
    Array.from({ length: size }, (_, i) => [
      `q${i}`,
      { schema: 'Person', properties: { name: [name()], birthDate: [world.date()] } },
    ]),
  );
  return JSON.stringify({ queries });
}

async function load(url: string, key: string, size: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let errors = 0;
  const once = (): Promise<void> =>
    new Promise((resolve) => {
      const body = bodyOf(size);
      const began = performance.now();
      const sent = request(
        `${url}/match/default?threshold=0.85`,
        {
          agent,
          method: 'POST',
          headers: {
            authorization: `ApiKey ${key}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (answer) => {
          if (answer.statusCode !== 200) errors++;
          answer.resume().once('end', () => {
            times.push(performance.now() - began);
            resolve();
          });
        },
      );
      sent.once('error', () => {
        errors++;
        resolve();
      });
      sent.end(body);
    });
  const keepAsking = async (until: number): Promise<void> => {
    while (performance.now() < until) await once();
  };
  const all = async (seconds: number): Promise<void> => {
    const until = performance.now() + seconds * 1_000;
    await Promise.all(Array.from({ length: CONNECTIONS }, () => keepAsking(until)));
  };
  await all(2);
  times.length = 0;
  const began = performance.now();
  await all(SECONDS);
  const seconds = (performance.now() - began) / 1_000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => round(times[Math.floor(times.length * share)] ?? 0, 2);
  return {
    'queries a request': size,
    'requests a second': Math.round(times.length / seconds),
    'queries a second': Math.round((times.length * size) / seconds),
    'p50 ms': at(0.5),
    'p99 ms': at(0.99),
    errors,
  };
}

const server = spawn(process.execPath, [main, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
try {
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /^Look at (http:\S+)$/m.exec(said);
      if (found) resolve(found[1]!);
    });
    server.once('exit', () => reject(new Error('the server ended')));
  });
  const made = spawnSync(process.execPath, [main, 'api-key', 'bench', '--json'], { env, encoding: 'utf8' });
  const { key } = JSON.parse(made.stdout) as { key: string };
  const rows = [];
  for (const size of [1, 50]) rows.push(await load(url, key, size));
  report('http', rows, { connections: CONNECTIONS, seconds: SECONDS });
} finally {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
}
