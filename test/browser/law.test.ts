import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { chooseReason, signInFirst } from './officer.ts';
import { type RunningTocsin, startTocsin } from './tocsin.ts';

/** Where pictures go, for whoever wants to look; none are taken without. */
const PICTURES = process.env.PICTURES;

let tocsin: RunningTocsin;
let browser: Browser;
let page: Page;
let folder: string;
const complaints: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-law-'));
  [tocsin, browser] = await Promise.all([startTocsin(), openBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  await signInFirst(page, tocsin);
  await chooseReason(page, 'Review');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await tocsin?.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  expect(complaints).toEqual([]);
});

const cli = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['dist/cli/main.js', ...args], { env: tocsin.env }).catch(
    (error: { readonly code?: number; readonly stdout: string; readonly stderr: string }) => error,
  );

async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const width of [1280, 1920])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: Math.round(width * 0.625) });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(PICTURES, `${name}-${width}-${colorScheme}.png`) });
    }
  await page.setViewportSize({ width: 1280, height: 800 });
}

const overflows = (): Promise<boolean> =>
  page.evaluate(
    'document.documentElement.scrollWidth > innerWidth || document.querySelector("main").scrollWidth > document.querySelector("main").clientWidth',
  );

test('says in plain words who may do what for which purpose, by which rule', async () => {
  // By the keys, from the page of search.
  await page.locator('#page').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  const rules = page.getByRole('table', { name: 'Rules that allow' });
  await rules.getByText('Analysts decide who is the same person', { exact: true }).waitFor();
  await page.getByText('Who prepared it cannot approve it', { exact: true }).waitFor();
  await page.getByText('TLP:AMBER+STRICT stays in this service', { exact: true }).waitFor();
  expect(await overflows()).toBe(false);
  await picture('law');
  await page.getByLabel('Who', { exact: true }).selectOption('auditor');
  // The heading, and what auditors may: the ledger, who asked for unmasking, the lists.
  expect(await rules.getByRole('row').count()).toBe(4);
  await page.getByLabel('May do what').selectOption('judge');
  await page.getByText('No rule allows this to anybody').waitFor();
});

test('a policy is proposed, compared, tried on the past and approved by somebody else', async () => {
  const policy = join(folder, 'policy');
  cpSync('dist/law/policies', policy, { recursive: true });
  const rules = readFileSync(join(policy, 'eu.cedar'), 'utf8');
  // Without its @id nobody could say which rule decided: it is not taken.
  writeFileSync(join(policy, 'eu.cedar'), rules.replace('@id("analysts-judge")', ''));
  expect(await cli('law', 'test', policy)).toMatchObject({ code: 1, stdout: expect.stringContaining('@id') });
  writeFileSync(
    join(policy, 'eu.cedar'),
    rules.replace(
      'when { ["screening", "review"].contains(context.purpose) };',
      'when { context.purpose == "review" };',
    ),
  );
  expect((await cli('law', 'test', policy)).stdout).toContain('FAILED  1: a screener searches');
  const tests = JSON.parse(readFileSync(join(policy, 'tests.json'), 'utf8')) as { name: string }[];
  writeFileSync(
    join(policy, 'tests.json'),
    JSON.stringify(
      tests.filter(({ name }) => name !== 'a screener searches'),
      null,
      2,
    ),
  );
  expect((await cli('law', 'test', policy)).stdout).toMatch(/\d+ of \d+ cases hold/);
  await page.goto(`${tocsin.url}/find?q=salah abdeslam`);
  await page.getByText('Rests on').first().waitFor();
  expect((await cli('law', 'try', policy)).stdout).toContain('would be refused');
  expect((await cli('law', 'propose', policy, '--note', 'Screening is over')).stdout).toContain(
    'Proposed as',
  );

  await page.goto(`${tocsin.url}/law?view=versions`);
  const versions = page.getByRole('table', { name: 'Versions of the policy' });
  const shipped = versions.getByRole('row', { name: /The policy that ships with Tocsin/ });
  await shipped.getByText('in force now').waitFor();
  await versions
    .getByRole('row', { name: /Screening is over/ })
    .getByRole('button', { name: 'Look at it' })
    .click();
  await page.locator('ins', { hasText: 'context.purpose == "review"' }).waitFor();
  await page.getByRole('button', { name: 'What would have changed?' }).click();
  await page.getByText('would be allowed').waitFor();
  await picture('law-versions');
  expect(await overflows()).toBe(false);
  await page.getByLabel('Why').fill('agreed');
  await page.getByRole('button', { name: 'Approve' }).click();
  await versions.getByRole('row', { name: /Screening is over.*in force now/ }).waitFor();
  // What ships stays in sight, as what it is, and is compared like any other.
  await shipped.getByRole('button', { name: 'Look at it' }).click();
  await page.locator('del', { hasText: 'context.purpose == "review"' }).waitFor();
  expect(await shipped.getByText('in force now').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await picture('law-shipped');
  // Followed by the running service, for commands as well.
  await expect
    .poll(async () => ((await cli('who', 'salah abdeslam')) as { stderr: string }).stderr, {
      timeout: 60_000,
    })
    .toContain('none of the roles');
});

test('the text can be changed and checked on the page', async () => {
  await page.goto(`${tocsin.url}/law?view=versions`);
  await page.getByRole('button', { name: 'Propose another policy' }).click();
  const text = page.getByLabel('Text of eu.cedar');
  await text.fill(`${await text.inputValue()}\npermit (principal, action, resource);`);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText('It cannot be taken over').waitFor();
  await picture('law-propose');
});

test('who breaks the glass sees it above every page, and cannot review it', async () => {
  await page.goto(`${tocsin.url}/law?view=emergency`);
  await page.getByText('Nobody took emergency access').waitFor();
  await page.getByLabel('Why there is no time to ask').fill('A child is missing from the night train');
  await page.getByRole('button', { name: 'Take emergency access' }).click();
  await page.getByText('waits for somebody else to review it').waitFor();
  await page.getByText('every look is reviewed by somebody else').waitFor();
  // The one that lasts, in the place of the form.
  const running = page.getByRole('region', { name: 'Your emergency access lasts' });
  await running.getByText(/UTC, (59|60) minutes more/).waitFor();
  await running.getByText('search for a person, read a person’s record'.replace('’', "'")).waitFor();
  expect(await page.getByLabel('Why there is no time to ask').count()).toBe(0);
  await page
    .getByRole('table', { name: 'Emergency access' })
    .getByRole('row', { name: /ask partners whether they know a person, read requests to and from partners/ })
    .waitFor();
  await picture('law-emergency');
  expect(await overflows()).toBe(false);
  await page.goto(`${tocsin.url}/find?q=salah abdeslam`);
  await page.getByText('Rests on').first().waitFor();
  await page.getByRole('region', { name: 'Alarms' }).getByRole('link', { name: 'See it, or end it' }).click();
  await running.getByRole('button', { name: 'End it now' }).click();
  // Its purpose ends with it.
  await chooseReason(page, 'Review');
  await page.getByLabel('Why there is no time to ask').waitFor();
  expect(await page.getByText('Emergency access until').count()).toBe(0);
});

test('a person who asks is answered: choose their records, put them together', async () => {
  await page.goto(`${tocsin.url}/lists`);
  await page.getByTitle('Change purpose or legal basis').click();
  await chooseReason(page, 'Right of access');
  await page.goto(`${tocsin.url}/law?view=access`);
  await page.getByLabel('Name').fill('salah abdeslam');
  await page.getByRole('button', { name: 'Find records' }).click();
  const found = page.getByRole('table', { name: 'Records that may be theirs' });
  await found.getByText('Lists, and what was judged of them').first().waitFor();
  await found
    .getByText(/\((us_ofac_sdn|un_sc_sanctions)\)/)
    .first()
    .waitFor();
  await found.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Put together what is held' }).click();
  await page.getByText(/Looks: \d+/).waitFor();
  await picture('law-access');
  const out = join(folder, 'answer');
  const id = (await found.locator('code').first().textContent()) ?? '';
  expect((await cli('subject-access', id, '-o', out)).stdout).toContain('looks');
  const report = readFileSync(join(out, 'report.html'), 'utf8');
  expect(report).toContain('ABDESLAM');
  expect(report).toContain('<h2>Lists, and what was judged of them <small>lists</small></h2>');
  expect(report).toContain('search for a person <small>search</small>');
  expect(report).toContain('datasetTitle');
});
