import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const MAIN = resolve('dist/cli/main.js');

export interface Ended {
  /** Exit code; `null` where a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built program, with a data folder of its own that is taken away after the tests of the file. */
export interface Program {
  readonly folder: string;
  /** A path in the folder. */
  at(name: string): string;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Starts it and gives the process, with what it has said so far. */
  spawn(
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): { readonly child: ChildProcess; readonly ended: Promise<Ended>; said(): string };
}

/** `TOCSIN_SHIPPED_LISTS` is off: loading them takes most of a minute on a small machine. */
export function program(): Program {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-'));
  const children = new Set<ChildProcess>();
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const start: Program['spawn'] = (args, environment = {}) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TOCSIN_DATA_FOLDER: join(folder, 'data'),
        TOCSIN_SHIPPED_LISTS: 'false',
        TOCSIN_PORT: '0',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const ended = new Promise<Ended>((done) => {
      child.once('close', (code) => {
        children.delete(child);
        done({ code, out, err });
      });
    });
    return { child, ended, said: () => out };
  };
  return {
    folder,
    at: (name) => join(folder, name),
    run: (args, environment) => start(args, environment).ended,
    spawn: start,
  };
}
