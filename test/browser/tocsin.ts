import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WATCH_VERSIONS } from './watch-list.ts';

const MAIN = 'dist/cli/main.js';

export interface RunningTocsin {
  readonly url: string;
  /** One-time code of the first administrator. */
  readonly code: string;
  /** For commands that ask it. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/**
 * The built program with its own data folder: the lists that ship with it, and a small list of which a second
 * version changed entries and a third lost so many that it is held. `more` are options of `tocsin start`.
 */
export async function startTocsin(more: readonly string[] = []): Promise<RunningTocsin> {
  for (const file of [MAIN, 'dist/web/index.html']) {
    if (!existsSync(file)) throw new Error(`${file} is not built: run npm run build.`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-pages-'));
  const env = {
    ...process.env,
    TOCSIN_DATA_FOLDER: join(folder, 'data'),
    TOCSIN_PORT: '0',
    TOCSIN_LOG_LEVEL: 'warn',
  };
  const list = join(folder, 'watch.ndjson');
  for (const lines of WATCH_VERSIONS) {
    writeFileSync(
      list,
      lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
    );
    // A list that is held ends with its own exit code, which is not a failure here.
    await promisify(execFile)(process.execPath, [MAIN, 'load', '--dataset', 'harbour_watch', list], {
      env,
    }).catch((error: { readonly stderr?: string; readonly code?: number }) => {
      if (error.code === 1 || error.code === undefined) throw new Error(`tocsin load: ${error.stderr}`);
    });
  }
  const child = spawn(process.execPath, [MAIN, 'start', ...more], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const text = await textUntil(child, /Look at \S+/);
    const url = /Look at (\S+)/.exec(text)?.[1];
    const code = /one-time code (\S+)/.exec(text)?.[1];
    if (url === undefined || code === undefined) throw new Error(`Unexpected start: ${text}`);
    return { url, code, env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a program prints until something stands in it; throws with all of it where the program ends before. */
function textUntil(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const take = (piece: Buffer): void => {
      text += piece.toString();
      if (wanted.test(text)) resolve(text);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) => reject(new Error(`Tocsin ended with ${code}:\n${text}`)));
  });
}
