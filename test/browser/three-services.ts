import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type RunningInstance, startInstance } from '../cli/instance.ts';
import { type Program, program } from '../cli/program.ts';
import { openBrowser } from './browser.ts';
import { chooseReason, signInFirst } from './officer.ts';

/** Where pictures go, for whoever wants to look (those of docs/images come from here); none are taken without. */
const PICTURES = process.env.PICTURES;
const NAMES = ['north', 'south', 'west'] as const;
export type Name = (typeof NAMES)[number];
export type Account = 'administrator' | 'second';

/** Persons of a list by id, with their properties. */
type List = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface ThreeServices {
  readonly tocsin: Program;
  cli(...args: readonly string[]): Promise<string>;
  at(name: Name): RunningInstance;
  /** The page of somebody there, signed in. */
  by(name: Name, account?: Account): Page;
  purpose(page: Page, title: string): Promise<void>;
  picture(page: Page, name: string): Promise<void>;
  overflows(page: Page): Promise<boolean>;
}

/** Three services as processes of the built program, for all tests of a file; nothing that a page throws goes unseen. */
export function threeServices({
  lists,
  people,
  settings = {},
}: {
  readonly lists: Readonly<Record<Name, List>>;
  readonly people: readonly (readonly [name: Name, account: Account])[];
  readonly settings?: Readonly<Record<string, string>>;
}): ThreeServices {
  const tocsin = program();
  const instances = new Map<Name, RunningInstance>();
  const pages = new Map<string, Page>();
  const complaints: string[] = [];
  let browser: Browser;

  const at = (name: Name): RunningInstance => instances.get(name) as RunningInstance;
  const by = (name: Name, account: Account = 'administrator'): Page =>
    pages.get(`${name} ${account}`) as Page;
  const cli = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await tocsin.run(args);
    expect(code, `${args.join(' ')}: ${err}`).toBe(0);
    return out;
  };

  /** A person at a service, in an own browser profile: cookies of one host are shared by all its ports. */
  const person = async (name: Name, account: Account, code: string, reason: string): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => complaints.push(`${name} ${account}: ${error}`));
    await signInFirst(page, { url: at(name).url, code }, account);
    await chooseReason(page, reason);
    pages.set(`${name} ${account}`, page);
    return page;
  };

  const addSecond = async (name: Name): Promise<void> => {
    const page = by(name);
    await page.goto(`${at(name).url}/accounts`);
    await page.getByLabel('New account').fill('second');
    for (const role of ['reviewer', 'auditor']) await page.getByLabel(role, { exact: true }).check();
    await page.getByRole('button', { name: 'Make the account' }).click();
    const dialog = page.getByRole('dialog', { name: 'One-time code for second' });
    const code = (await dialog.locator('code').textContent()) ?? '';
    await dialog.getByRole('button', { name: 'Done' }).click();
    await person(name, 'second', code, 'Cooperation');
  };

  beforeAll(async () => {
    const start = async (name: Name): Promise<void> => {
      const file = tocsin.at(`${name}.ndjson`);
      const lines = Object.entries(lists[name]).map(([id, properties]) =>
        JSON.stringify({ id, schema: 'Person', properties }),
      );
      writeFileSync(file, `${lines.join('\n')}\n`);
      await cli('--name', name, 'load', '--dataset', `${name}_list`, file);
      instances.set(
        name,
        await startInstance(tocsin, name, undefined, { TOCSIN_AGREEMENT_TWO_PERSONS: 'never', ...settings }),
      );
    };
    [browser] = await Promise.all([openBrowser(), ...NAMES.map(start)]);
    await Promise.all(
      NAMES.map(async (name) => {
        const those = people.flatMap(([of, account]) => (of === name ? [account] : []));
        if (those.length > 0) await person(name, 'administrator', at(name).code, 'Administration');
        if (those.includes('second')) await addSecond(name);
      }),
    );
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await Promise.all([...instances.values()].map(({ kill }) => kill('SIGTERM')));
  });

  afterEach(() => {
    expect(complaints).toEqual([]);
  });

  return {
    tocsin,
    cli,
    at,
    by,
    async purpose(page, title) {
      await page.getByTitle('Change purpose or legal basis').click();
      await chooseReason(page, title);
    },
    async picture(page, name) {
      if (PICTURES === undefined) return;
      mkdirSync(PICTURES, { recursive: true });
      for (const width of [1280, 1920])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: Math.round(width * 0.625) });
          await page.emulateMedia({ colorScheme });
          const path = join(PICTURES, `${name}-${width}-${colorScheme}.png`);
          await page.screenshot({ path, animations: 'disabled' });
        }
      await page.setViewportSize({ width: 1280, height: 800 });
    },
    overflows: (page) =>
      page.evaluate(
        'document.documentElement.scrollWidth > innerWidth || document.querySelector("main").scrollWidth > document.querySelector("main").clientWidth',
      ),
  };
}
