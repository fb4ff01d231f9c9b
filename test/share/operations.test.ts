import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { liaison, roomsOf, until } from './services.ts';

// Runs docs/operations.md: every fenced block says on which host it is typed, and is run there, in order, against real services.
// Both hosts are folders of this machine; only ports and addresses differ from what is written.

interface Block {
  readonly kind: 'json' | 'sh';
  readonly host: 'north' | 'south';
  readonly more: string | undefined;
  readonly text: string;
}

const page = readFileSync('docs/operations.md', 'utf8');
const fences = [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)];
const blocks: readonly Block[] = fences.map(([, info = '', text = '']) => {
  const [kind, host, more] = info.split(' ');
  return { kind, host, more, text } as Block;
});

const root = mkdtempSync(join(tmpdir(), 'tocsin-operations-'));
const servers = new Map<string, ChildProcess>();
const children = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
const ports = new Map<string, string>();

async function environmentOf(host: string): Promise<Record<string, string>> {
  const port = ports.get(host) ?? String(await freePort());
  ports.set(host, port);
  return {
    PATH: `${join(root, 'bin')}:${process.env.PATH}`,
    HOME: root,
    TOCSIN_PORT: '0',
    TOCSIN_LINK_HOST: '127.0.0.1',
    TOCSIN_LINK_PORT: port,
    TOCSIN_LINK_URL: `https://127.0.0.1:${port}`,
    TOCSIN_SHIPPED_LISTS: 'false',
    // One user runs the commands of the page; docs/operations.md says what two do.
    TOCSIN_AGREEMENT_TWO_PERSONS: 'never',
    TOCSIN_LOG_LEVEL: 'warn',
  };
}

/** Runs one line of shell; a server is left running, and waited for until it says where it is. */
async function run(host: string, line: string): Promise<string> {
  const child = spawn('sh', ['-c', line.startsWith('tocsin') ? `exec ${line}` : line], {
    cwd: join(root, host),
    env: await environmentOf(host),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let said = '';
  return new Promise((done, reject) => {
    const hear = (data: Buffer): void => {
      said += data;
      if (line === 'tocsin start' && said.includes('Look at http')) {
        servers.set(host, child);
        done(said);
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', (code) => {
      children.delete(child);
      if (code === 0) done(said);
      else reject(new Error(`${host}$ ${line}\nended with ${code}:\n${said}`));
    });
  });
}

async function stop(host: string): Promise<void> {
  const child = servers.get(host);
  if (!child) return;
  servers.delete(host);
  const closed = new Promise((done) => child.once('close', done));
  child.kill('SIGTERM');
  await closed;
}

/** What was sent arrives on its own; the next command of the page needs it to be there. */
async function untilQuiet(): Promise<void> {
  for (const host of servers.keys()) {
    const { partners } = roomsOf(join(root, host, '.tocsin'));
    await until(async () => (await partners.all(liaison)).partners.every(({ waiting }) => waiting === 0));
  }
}

it('every fenced block of the page says where it is run', () => {
  for (const { kind, host } of blocks) {
    expect(['json', 'sh']).toContain(kind);
    expect(['north', 'south']).toContain(host);
  }
  expect(blocks.length).toBeGreaterThan(15);
  // Every command that the page types at the beginning of a line stands in a block.
  const outside = page.replaceAll(/^```[\s\S]*?^```$/gm, '');
  expect(outside).not.toMatch(/^\s*tocsin /m);
});

it('every command of the page does what the page says', { timeout: 180_000 }, async () => {
  mkdirSync(join(root, 'bin'));
  writeFileSync(
    join(root, 'bin', 'tocsin'),
    `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/cli/main.js')}' "$@"\n`,
  );
  chmodSync(join(root, 'bin', 'tocsin'), 0o755);
  for (const host of ['north', 'south']) mkdirSync(join(root, host));
  const said: string[] = [];
  for (const { kind, host, more, text } of blocks) {
    if (kind === 'json') {
      expect(() => JSON.parse(text)).not.toThrow();
      writeFileSync(join(root, host, more ?? 'tocsin.json'), text);
      continue;
    }
    if (more === 'stopped') await stop(host);
    // "Bring it to the other side."
    const [from, to] = [join(root, 'north', 'for-south.json'), join(root, 'south', 'for-south.json')];
    if (host === 'south' && existsSync(from) && !existsSync(to)) copyFileSync(from, to);
    for (const line of text.trim().split('\n')) {
      said.push(`${host}$ ${line}\n${await run(host, line)}`);
      if (/propose-change|rotate|accept|end north/.test(line)) await untilQuiet();
    }
  }
  const all = said.join('\n');
  expect(all).toContain('the same agreement');
  expect(all).toContain('Northern Service');
  expect(all).toContain('50 questions a day');
  expect(all).toContain('the treaty has ended');
  // The restored service has its partners and its keys.
  expect(said.filter((one) => one.startsWith('north$ tocsin partner list')).at(-1)).toContain('south');
  await Promise.all([stop('north'), stop('south')]);
});
