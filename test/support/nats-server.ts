import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether the Debian package `nats-server` is here; CI installs it and must not go without. */
export function hasNatsServer(): boolean {
  try {
    execFileSync('nats-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env.CI) throw new Error('nats-server is missing, and CI may not skip what needs it');
    console.warn(
      'nats-server is not installed (Debian: apt-get install nats-server): tests of the stream are skipped',
    );
    return false;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export interface NatsNode {
  readonly url: string;
  start(): Promise<void>;
  /** As a power cut does it. */
  kill(): Promise<void>;
}

export interface NatsServers {
  readonly nodes: readonly NatsNode[];
  readonly urls: string;
  stop(): Promise<void>;
}

/** One server with JetStream, or a cluster of several, in a temporary folder. */
export async function startNats(count = 1): Promise<NatsServers> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-nats-'));
  const ports = await freePorts(count * 2);
  const routes = ports.slice(count).map((port) => `nats://127.0.0.1:${port}`);
  const nodes = Array.from({ length: count }, (_, place): NatsNode => {
    const port = ports[place] as number;
    const config = join(folder, `${place}.conf`);
    writeFileSync(
      config,
      [
        `server_name: node-${place}`,
        `listen: 127.0.0.1:${port}`,
        `jetstream { store_dir: ${JSON.stringify(join(folder, `data-${place}`))}, max_file_store: 10GB }`,
        ...(count > 1
          ? [
              `cluster { name: test, listen: 127.0.0.1:${ports[count + place]}, routes: [${routes.filter((_, other) => other !== place).join(', ')}] }`,
            ]
          : []),
      ].join('\n'),
    );
    let child: ChildProcess | undefined;
    return {
      url: `nats://127.0.0.1:${port}`,
      start() {
        const started = spawn('nats-server', ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
        child = started;
        return new Promise((resolve, reject) => {
          let said = '';
          const hear = (piece: Buffer): void => {
            said += piece.toString();
            if (said.includes('Server is ready')) resolve();
          };
          started.stderr.on('data', hear);
          started.once('exit', () => reject(new Error(`nats-server has ended: ${said}`)));
        });
      },
      async kill() {
        const ended = child;
        child = undefined;
        if (!ended || ended.exitCode !== null) return;
        const gone = new Promise((resolve) => ended.once('exit', resolve));
        ended.kill('SIGKILL');
        await gone;
      },
    };
  });
  await Promise.all(nodes.map((node) => node.start()));
  return {
    nodes,
    urls: nodes.map(({ url }) => url).join(','),
    async stop() {
      await Promise.all(nodes.map((node) => node.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
