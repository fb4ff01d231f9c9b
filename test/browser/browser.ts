import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

/** Flags without which it does not start as root or without a display; not the package's own (see below). */
const FLAGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--headless=shell',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  join(homedir(), 'AppData/Local/Google/Chrome/Application/chrome.exe'),
];

/**
 * A real browser from npm (Chromium 147, linux-x64), or one that is installed. The traps:
 * the package's own `args` hold `--single-process`, which crashes Playwright when a context closes; its libraries
 * (NSS and others) must be unpacked too and found by LD_LIBRARY_PATH on machines without them; it unpacks into the
 * temporary folder and takes whatever lies there, so that each user and version needs an own one.
 */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.TOCSIN_TEST_BROWSER;
  if (given !== undefined) return chromium.launch({ executablePath: given, headless: true, args: FLAGS });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const executablePath = INSTALLED.find((path) => existsSync(path));
    if (executablePath === undefined) throw new Error('No browser: name one in TOCSIN_TEST_BROWSER.');
    return chromium.launch({ executablePath, headless: true, args: FLAGS });
  }
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const folder = join(tmpdir(), `tocsin-chromium-147-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const { inflate } = (await import(pathToFileURL(join(dirname(main), '../esm/lambdafs.js')).href)) as {
      readonly inflate: (file: string) => Promise<string>;
    };
    const executablePath = await packed.executablePath();
    const libraries = await inflate(join(dirname(main), '../../bin/al2023.tar.br'));
    return await chromium.launch({
      executablePath,
      headless: true,
      args: FLAGS,
      env: { ...process.env, LD_LIBRARY_PATH: join(libraries, 'lib') } as Record<string, string>,
    });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
