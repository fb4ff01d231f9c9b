import { createServer } from 'node:net';
import type { Ended, Program } from './program.ts';

/** A service of several on one machine, as a process of the built program. */
export interface RunningInstance {
  readonly port: number;
  readonly url: string;
  /** One-time code of the first administrator; empty where there is one already. */
  readonly code: string;
  kill(signal: NodeJS.Signals): Promise<Ended>;
}

/** A port that is free, and 1000 above it another one. */
async function twoPorts(): Promise<number> {
  const listen = (port: number) =>
    new Promise<number | undefined>((resolve) => {
      const server = createServer()
        .once('error', () => resolve(undefined))
        .listen(port, '127.0.0.1', () => {
          const address = server.address();
          server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
        });
    });
  for (;;) {
    const port = await listen(0);
    if (port !== undefined && port < 64_000 && (await listen(port + 1_000)) !== undefined) return port;
  }
}

export async function startInstance(
  tocsin: Program,
  name: string,
  port?: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningInstance> {
  const chosen = port ?? (await twoPorts());
  const { child, ended, said } = tocsin.spawn(['start', '--name', name, '--port', String(chosen)], {
    TOCSIN_LOG_LEVEL: 'warn',
    ...settings,
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', () => {
      if (said().includes('Look at http')) resolve();
    });
    ended.then(({ err }) => reject(new Error(err)), reject);
  });
  return {
    port: chosen,
    url: /Look at (\S+)/.exec(said())?.[1] ?? '',
    code: /one-time code (\S+)/.exec(said())?.[1] ?? '',
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
