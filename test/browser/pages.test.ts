import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { chooseReason, signIn, signInFirst } from './officer.ts';
import { type RunningTocsin, startTocsin } from './tocsin.ts';

let tocsin: RunningTocsin;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

/** A page whose complaints (errors on the console, uncaught errors) are kept. */
async function newPage(from: BrowserContext): Promise<Page> {
  const opened = await from.newPage();
  opened.setDefaultTimeout(60_000);
  opened.on('pageerror', (error) => complaints.push(String(error)));
  opened.on('console', (message) => {
    // Before anybody has signed in the pages ask who is there, and are told: nobody (401).
    const asked = message.location().url.endsWith('/api/me');
    if (message.type() === 'error' && !asked) complaints.push(`${message.text()} ${message.location().url}`);
  });
  return opened;
}

const newContext = (colorScheme: 'light' | 'dark' = 'light'): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme, reducedMotion: 'reduce' });

beforeAll(async () => {
  [tocsin, browser] = await Promise.all([startTocsin(), openBrowser()]);
  context = await newContext();
  page = await newPage(context);
  await signInFirst(page, tocsin);
  await chooseReason(page, 'Review');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await tocsin?.stop();
});

beforeEach(() => {
  complaints = [];
});

afterEach(() => {
  expect(complaints).toEqual([]);
});

const nameField = () => page.getByRole('searchbox', { name: 'Name, in any script' });
const rows = () => page.getByRole('table', { name: 'Hits' }).locator('tbody tr[data-index]');
const go = (path: string) => page.goto(`${tocsin.url}${path}`);

/** Whether the page is wider than its window. */
const overflows = (): Promise<boolean> =>
  page.evaluate(
    'document.documentElement.scrollWidth > innerWidth || document.querySelector("main").scrollWidth > document.querySelector("main").clientWidth',
  );

describe('search', () => {
  test('answers while somebody types, and the address keeps the question', async () => {
    await go('/find');
    await nameField().pressSequentially('abdeslam', { delay: 20 });
    await page.waitForURL(/q=abdeslam/);
    await nameField().fill('saleh abdeslam');
    await rows().filter({ hasText: 'Salah ABDESLAM' }).waitFor();
    expect(await page.getByRole('status').first().textContent()).toMatch(/\d+ hits?/);
    await page.reload();
    expect(await nameField().inputValue()).toBe('saleh abdeslam');
    await rows().filter({ hasText: 'Salah ABDESLAM' }).waitFor();
  });

  test('says what agrees and what contradicts', async () => {
    await go('/find?q=salah abdeslam&born=1989-09-15&threshold=0.5');
    const row = rows().filter({ hasText: 'Salah ABDESLAM' });
    await row.getByText('Name + full date').waitFor();
    await page.getByLabel('Born').fill('1931-01-01');
    await page.getByLabel('Born').press('Enter');
    await row.getByText('birth date contradicts').waitFor();
  });

  test('tells a field that cannot be read', async () => {
    await go('/find?q=salah abdeslam&born=yesterday');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('born');
    // The refused question (400) is an error on the browser's console, and shall be no other.
    expect(complaints.filter((one) => !one.includes('400'))).toEqual([]);
    complaints = [];
  });

  test('says where it looked when nothing is found', async () => {
    await go('/find?q=Gwendolyn Featherstonehaugh');
    await page.getByRole('heading', { name: 'No hit' }).waitFor();
    for (const list of ['un_sc_sanctions', 'us_ofac_sdn'])
      await page.getByRole('link', { name: list }).waitFor();
  });

  test('draws only the rows in sight of very many', async () => {
    await go('/find?q=ali&threshold=0.5&limit=500');
    await rows().first().waitFor();
    const all = Number(await page.getByRole('table', { name: 'Hits' }).getAttribute('aria-rowcount')) - 1;
    expect(all).toBeGreaterThan(60);
    expect(await rows().count()).toBeLessThan(60);
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    await page.locator(`tr[data-index="${all - 1}"][aria-selected="true"]`).waitFor();
  });

  test('gives the hits as a table and as lines', async () => {
    await go('/find?q=salah abdeslam');
    await rows().first().waitFor();
    for (const [item, wanted] of [
      ['CSV', 'score,grade,id'],
      ['NDJSON', '"explanation"'],
    ] as const) {
      await page.getByRole('button', { name: /Export/ }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ]);
      const pieces: Buffer[] = [];
      for await (const piece of await file.createReadStream()) pieces.push(piece as Buffer);
      expect(Buffer.concat(pieces).toString()).toContain(wanted);
    }
  });

  test('reads every script, and draws it', async () => {
    await go('/find?q=薇拉·林德奎斯特');
    await rows().filter({ hasText: 'Vera Lindqvist-Okafor' }).waitFor();
    const drawn = 'document.fonts.ready.then(() => document.fonts.check("13px \'Noto Sans SC\'", "薇"))';
    expect(await page.evaluate(drawn)).toBe(true);
    await go('/find?q=فيرا ليندكفيست');
    const row = rows().filter({ hasText: 'Vera Lindqvist-Okafor' });
    await row.waitFor();
    const isolated = `getComputedStyle([...document.querySelectorAll('bdi')].find((one) => one.textContent.includes('فيرا'))).unicodeBidi`;
    expect(await page.evaluate(isolated)).toBe('isolate');
  });
});

describe('a hit', () => {
  test('sets query and record side by side', async () => {
    await go('/find?q=صلاح عبد السلام&born=1989&threshold=0.6');
    await rows().filter({ hasText: 'Salah ABDESLAM' }).click();
    await page.getByRole('heading', { name: /Salah ABDESLAM/ }).waitFor();
    const names = page.getByRole('region', { name: 'Names, token by token' });
    await names.getByText('عبد', { exact: false }).first().waitFor();
    await names.getByText('script', { exact: false }).first().waitFor();
    const attributes = page.getByRole('region', { name: 'Attributes, value by value' });
    await attributes.getByText('us_ofac_sdn').first().waitFor();
    await page.getByRole('region', { name: 'How the score comes about' }).waitFor();
    await page.goBack();
    await rows().first().waitFor();
  });

  test('is judged with a reason, and the judgement undone with another', async () => {
    await go('/find?q=Vera Lindqvist&threshold=0.6');
    await rows().filter({ hasText: 'Vera Lindqvist-Okafor' }).click();
    const judgements = page.getByRole('region', { name: 'Judgements' });
    const different = judgements.getByRole('button', { name: 'Not the same' });
    await different.waitFor();
    expect(await different.isDisabled()).toBe(true);
    await judgements.getByLabel('This record and').selectOption('hw-3');
    await judgements.getByLabel('Reason').fill('another year of birth on the passport');
    await different.click();
    await judgements.getByText('not the same as').waitFor();
    await judgements.getByRole('button', { name: 'Undo' }).click();
    await judgements.getByLabel('Why is it undone?').fill('the passport was misread');
    await judgements.getByRole('button', { name: 'Undo the judgement' }).click();
    await judgements.getByText(/undone by administrator/).waitFor();
  });

  test('left out of a search stays out of it', async () => {
    await go('/find?q=Vera Lindqvist&threshold=0.6');
    await rows().filter({ hasText: 'Vera Lindqvist-Okafor' }).click();
    await page.getByRole('button', { name: 'Leave out of this search' }).click();
    await rows().filter({ hasText: 'Vera Lindquist' }).waitFor();
    expect(await rows().filter({ hasText: 'Vera Lindqvist-Okafor' }).count()).toBe(0);
    await page.getByRole('button', { name: /1 left out/ }).click();
    await rows().filter({ hasText: 'Vera Lindqvist-Okafor' }).waitFor();
  });
});

describe('a record', () => {
  test('is shown as it was known, by keyboard', async () => {
    await go('/entity/hw-1');
    const slider = page.getByRole('slider', { name: 'As known' });
    await slider.focus();
    expect(await slider.getAttribute('aria-valuetext')).toBe('now');
    await page.getByText('1974-05-18').first().waitFor();
    await page.keyboard.press('Home');
    await page.waitForURL(/asOf=/);
    await page.getByRole('heading', { name: 'Not known yet at this time' }).waitFor();
    await page.getByText('gone today').first().waitFor();
    await page.keyboard.press('End');
    await page.waitForURL((url) => !url.search.includes('asOf'));
  });

  test('shows its papers, sanctions and sources', async () => {
    await go('/find?q=Dawood Ibrahim Kaskar');
    await rows().filter({ hasText: 'un_sc_sanctions' }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.waitForURL(/\/entity\//);
    for (const name of ['Passport', 'Sanction']) await page.getByRole('region', { name }).first().waitFor();
  });

  test('that is not there says so', async () => {
    await go('/entity/nobody-1');
    expect(await page.getByRole('alert').textContent()).toContain('No such entity');
    complaints = complaints.filter((one) => !one.includes('404'));
  });
});

describe('lists, ledger, accounts', () => {
  test('versions, changes, what was not read, and a held version', async () => {
    await go('/lists?dataset=harbour_watch');
    await page.getByText('waits for a decision').first().waitFor();
    await page.getByText('2 added, 1 changed, 1 removed').waitFor();
    await page.getByLabel('Find in the changes').fill('quisling');
    await page.getByText('Demetrio Quisling-Varga').waitFor();
    await page.getByRole('tab', { name: 'What could not be read' }).click();
    await page.getByText('cut off', { exact: false }).waitFor();
    await page.getByRole('tab', { name: 'Properties left out' }).click();
    await page.getByText('religion').waitFor();
  });

  test('a refusal names its rule and offers another purpose; then the held version is refused', async () => {
    await go('/lists?dataset=harbour_watch');
    await page.getByRole('button', { name: 'Refuse it' }).click();
    await page.getByRole('button', { name: 'Choose another purpose' }).click();
    await chooseReason(page, 'Administration');
    await page.getByRole('button', { name: 'Refuse it' }).click();
    await page.getByRole('cell', { name: 'refused', exact: true }).waitFor();
    complaints = complaints.filter((one) => !one.includes('403'));
    await page.getByTitle('Change purpose or legal basis').click();
    await chooseReason(page, 'Review');
  });

  test('the ledger holds what was looked at', async () => {
    await go('/ledger');
    await page.getByText('nothing was changed or cut out').waitFor();
    await page.getByRole('cell', { name: 'judge', exact: true }).first().waitFor();
    await page.getByRole('textbox', { name: 'Action' }).fill('judge');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL(/action=judge/);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Ledger' }).click();
    await page.keyboard.press('Enter');
    await page.getByText('Leaf hash').waitFor();
    await go('/ledger?account=nobody');
    await page.getByText('No entry fits.').waitFor();
    await page.getByRole('link', { name: 'Checkpoints' }).click();
    await page.getByRole('button', { name: 'Check every entry now' }).click();
    await page.getByText('every checkpoint agrees').waitFor();
    await page.getByRole('link', { name: 'Anomalies' }).click();
    await page.getByText('Facts about the use of access').waitFor();
  });

  test('an account is made; its code is shown once', async () => {
    await go('/accounts');
    await page.getByLabel('New account').fill('watch-officer-7');
    await page.getByRole('checkbox', { name: 'screener' }).check();
    await page.getByRole('button', { name: 'Make the account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It is shown only now').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: /watch-officer-7 screener/ }).waitFor();
  });
});

describe('for everybody', () => {
  test('a whole look by keyboard alone', async () => {
    await go('/lists');
    await page.getByRole('heading', { name: 'Lists', exact: true }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.waitForURL(/\/find/);
    await page.keyboard.type('vera lindqvist');
    await rows().nth(1).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.locator('tr[data-index="1"][aria-selected="true"]').waitFor();
    await page.keyboard.press('k');
    await page.locator('tr[data-index="0"][aria-selected="true"]').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/hit\//);
    const first = page.url();
    await page.getByText('1 of').waitFor();
    await page.keyboard.press(']');
    await page.waitForURL((url) => url.href !== first && url.pathname.startsWith('/hit/'));
    await page.keyboard.press('u');
    await page.waitForURL(/\/find/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'Name, in any script',
    );
  });

  const PATHS = [
    '/find',
    '/find?q=ali&threshold=0.5&limit=500',
    '/hit/ofac-19729?q=saleh abdeslam&born=1961&country=br',
    '/entity/hw-1',
    '/lists',
    '/ledger',
    '/accounts',
    '/account',
  ];

  test.each(PATHS)(
    '%s: every control has a name, focus is seen, nothing runs out of the window',
    async (path) => {
      await go(path);
      await page.waitForLoadState('networkidle');
      const unnamed =
        await page.evaluate(`[...document.querySelectorAll('button, a[href], input, select, textarea')]
      .filter((node) => node.type !== 'hidden' && node.checkVisibility())
      .filter((node) => !(node.innerText?.trim() || node.ariaLabel || node.title || node.labels?.length))
      .map((node) => node.outerHTML.slice(0, 120))`);
      expect(unnamed).toEqual([]);
      const headings = await page.evaluate(
        `document.querySelectorAll('main').length === 1 && document.documentElement.lang === 'en'`,
      );
      expect(headings).toBe(true);
      expect(await overflows()).toBe(false);
      await page.keyboard.press('Tab');
      const outlined = await page.evaluate(
        `(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' || s.borderColor !== 'transparent'; })()`,
      );
      expect(outlined).toBe(true);
    },
  );

  test('text can be read in both themes, by contrast', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const other = await newContext(scheme);
      const opened = await newPage(other);
      await signIn(opened, tocsin.url);
      await chooseReason(opened, 'Review');
      await opened.goto(`${tocsin.url}/hit/ofac-19729?q=saleh abdeslam&born=1961&country=br`);
      await opened.getByText('How the score comes about').waitFor();
      expect(await opened.evaluate(TOO_PALE)).toEqual([]);
      await opened.goto(`${tocsin.url}/find?q=vera lindqvist&threshold=0.5`);
      await opened.getByRole('table', { name: 'Hits' }).waitFor();
      expect(await opened.evaluate(TOO_PALE)).toEqual([]);
      await other.close();
    }
  }, 60_000);

  test('the theme can be chosen and is kept', async () => {
    await go('/find');
    const scheme = () => page.evaluate('document.documentElement.dataset.mantineColorScheme');
    expect(await scheme()).toBe('light');
    await page.getByRole('button', { name: 'Account administrator' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    expect(await scheme()).toBe('dark');
    await page.reload();
    expect(await scheme()).toBe('dark');
  });

  test('nothing is seen without an account and a purpose, and nothing stays after the sign-out', async () => {
    const other = await newContext();
    const opened = await newPage(other);
    await opened.goto(`${tocsin.url}/find?q=salah abdeslam`);
    await opened.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(opened, `${tocsin.url}/find?q=salah abdeslam`);
    await opened.getByRole('heading', { name: 'Why do you look?' }).waitFor();
    expect(await opened.getByText('ABDESLAM').count()).toBe(0);
    await chooseReason(opened, 'Screening');
    await opened.getByText('Salah ABDESLAM').first().waitFor();
    await opened.getByRole('button', { name: 'Account administrator' }).click();
    await opened.getByRole('menuitem', { name: 'Sign out' }).click();
    await opened.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await opened.getByText('ABDESLAM').count()).toBe(0);
    await other.close();
  });
});

/** Texts whose contrast with their ground is below 4.5 : 1 (WCAG 2.2, 1.4.3), measured as drawn. Disabled controls may. */
const TOO_PALE = `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (rgb) => rgb.slice(0, 3)
    .map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const groundOf = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const rgb = parse(getComputedStyle(at).backgroundColor);
      if (rgb.length === 3 || rgb[3] === 1) return rgb;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *')]
    .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .filter((node) => node.getClientRects().length > 0 && !node.closest(':disabled, script, style'))
    .map((node) => {
      const [a, b] = [light(parse(getComputedStyle(node).color)), light(groundOf(node))];
      return { text: node.textContent.trim().slice(0, 40), contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
    })
    .filter(({ contrast }) => contrast < 4.5);
})()`;

describe('what working together buys', () => {
  test('changes with the number of partners and the days of an answer, by keyboard', async () => {
    await go('/world');
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) });
    const share = async (name: string): Promise<number> =>
      Number.parseInt((await row(name).getByRole('cell').nth(1).textContent()) ?? '', 10);
    const together = await share('Hit and request');
    expect(together).toBeGreaterThan(await share('Alone'));
    await page.getByRole('slider', { name: 'Services that work together' }).focus();
    await page.keyboard.press('Home');
    await expect.poll(() => share('Hit and request')).toBe(await share('Alone'));
    await page.keyboard.press('End');
    await page.getByRole('slider', { name: 'Days until an answer comes' }).focus();
    await page.keyboard.press('End');
    await expect.poll(() => share('Hit and request')).toBeLessThan(together);
    expect(await overflows()).toBe(false);
  });
});
