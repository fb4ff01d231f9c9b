import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookingSegments, paxlst, pnrgov, travellerSegments } from '../support/travel-messages.ts';
import { openBrowser } from './browser.ts';
import { chooseReason, PASSWORD, signInFirst } from './officer.ts';
import { type RunningTocsin, startTocsin } from './tocsin.ts';

let tocsin: RunningTocsin;
let browser: Browser;
let page: Page;
const contexts: BrowserContext[] = [];

/** A flight that lands in Istanbul in about `hours`, with these passengers. */
function message(
  hours: number,
  number: number,
  ...names: readonly (readonly [surname: string, given: string, born: string])[]
): string {
  const stamp = (ahead: number): string =>
    new Date(Date.now() + (ahead + 3) * 3_600_000).toISOString().slice(2, 16).replace(/[-T:]/g, '');
  return paxlst(
    names.map(([surname, given, born], place) =>
      travellerSegments({ surname, given, number: `T${number}${place}` }).map((segment) =>
        segment.replace('790314', born),
      ),
    ),
  )
    .replaceAll('ZX88', `ZX${number}`)
    .replace('2611251310', stamp(hours - 4))
    .replace('2611251705', stamp(hours))
    .replaceAll('000008', String(number).padStart(6, '0'));
}

const ABDESLAM = ['ABDESLAM', 'SALAH', '890915'] as const;
const NEIGHBOUR = ['HALVORSEN', 'INGRID', '790314'] as const;

async function receive(...messages: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-messages-'));
  messages.forEach((text, place) => {
    writeFileSync(join(folder, `${place}.edi`), text);
  });
  await promisify(execFile)(process.execPath, ['dist/cli/main.js', 'receive', folder], { env: tocsin.env });
  rmSync(folder, { recursive: true });
}

const newPage = async (): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  contexts.push(context);
  const opened = await context.newPage();
  opened.setDefaultTimeout(60_000);
  return opened;
};
const rows = (on = page) => on.getByRole('table', { name: 'Queue' }).locator('tbody tr[data-index]');
const go = (path: string, on = page) => on.goto(`${tocsin.url}${path}`);

beforeAll(async () => {
  [tocsin, browser] = await Promise.all([startTocsin(), openBrowser()]);
  page = await newPage();
  await signInFirst(page, tocsin);
  await chooseReason(page, 'Pre-arrival');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await tocsin?.stop();
});

describe('the watch', () => {
  test('says what to do when nothing was received', async () => {
    await go('/watch');
    await page.getByText('No message was received yet').waitFor();
  });

  test('shows a hit as it comes in, soonest first', async () => {
    await receive(message(9, 901, ABDESLAM, NEIGHBOUR), message(5, 501, ['ABDESSLAM', 'SALAH', '890915']));
    await rows().nth(1).waitFor();
    expect(await rows().count()).toBe(2);
    expect(await rows().first().textContent()).toMatch(/in [45] h \d\d/);
    await page.getByRole('heading', { name: /SALAH ABDESSLAM and/ }).waitFor();
    // The stop stands on the map as well.
    await page.getByRole('cell', { name: 'IST Istanbul' }).waitFor();
  });

  test('is judged by keys alone: claim, not the same, reason', async () => {
    await page.keyboard.press('c');
    await page.getByText('Let it go').waitFor();
    await page.keyboard.press('n');
    await page.getByRole('group', { name: 'Reason' }).waitFor();
    await page.keyboard.press('2');
    await page.getByRole('heading', { name: /SALAH ABDESLAM and/ }).waitFor();
    expect(await rows().count()).toBe(1);
    await go('/watch?show=decided');
    await page.getByText('Not the same person').first().waitFor();
    await page.getByText('other document').waitFor();
  });

  test('passes a hit on with two persons only', async () => {
    await go('/accounts');
    await page.getByRole('button', { name: /Purpose/ }).click();
    await chooseReason(page, 'Administration');
    await page.getByLabel('New account').fill('second');
    await page.getByRole('checkbox', { name: 'watch-officer' }).check();
    await page.getByRole('button', { name: 'Make the account' }).click();
    const code = await page.getByRole('dialog').locator('code').first().textContent();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: /Purpose/ }).click();
    await chooseReason(page, 'Pre-arrival');

    await go('/watch');
    await page.getByRole('heading', { name: /SALAH ABDESLAM and/ }).waitFor();
    await page.keyboard.press('s');
    await page.keyboard.press('2');
    await page.getByText('Nobody waits for a decision').waitFor();
    await go('/watch?show=decided');
    await page.getByRole('heading', { name: /SALAH ABDESSLAM and/ }).waitFor();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: /SALAH ABDESLAM and/ }).waitFor();
    await page.keyboard.press('p');
    await page.getByRole('textbox', { name: 'To which authority' }).waitFor();
    await page.keyboard.type('Border police');
    await page.keyboard.press('Enter');
    // It waits for somebody else now, and has left this list.
    await page.getByRole('heading', { name: /SALAH ABDESSLAM and/ }).waitFor();
    await go('/watch?show=second');
    await page.getByText('You proposed it: a second person decides').waitFor();

    const other = await newPage();
    await other.goto(tocsin.url);
    await other.getByRole('button', { name: 'First time here, or a new code?' }).click();
    await other.getByLabel('Account').fill('second');
    await other.getByLabel('One-time code').fill(code ?? '');
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.getByLabel('New password for second').fill(PASSWORD);
    await other.getByLabel('The same again').fill(PASSWORD);
    await other.getByRole('button', { name: 'Set password' }).click();
    await chooseReason(other, 'Pre-arrival');
    await go('/watch?show=second', other);
    await other.getByRole('heading', { name: /SALAH ABDESLAM and/ }).waitFor();
    await other.keyboard.press('a');
    await other.getByText('Nothing here.').waitFor();

    await go('/watch?show=decided');
    await page.getByRole('heading', { name: /SALAH ABDESSLAM and/ }).waitFor();
    await page.keyboard.press('j');
    await page.getByText('agreed: passed on').waitFor();
    await page.keyboard.press('o');
    await page.keyboard.press('1');
    await page.getByText('told the outcome').waitFor();
  });

  test('does not show the same innocent twice', async () => {
    await receive(message(30, 902, ['ABDESSLAM', 'SALAH', '890915']));
    await go('/watch?show=cleared');
    await rows().first().waitFor();
    await page.getByText('held it back: cleared before').waitFor();
    await go('/watch');
    await page.getByText('Nobody waits for a decision').waitFor();
  });

  test('tells who is on a flight, and shows how carriers tell', async () => {
    await go('/journeys');
    await page.getByRole('textbox', { name: 'Flight, name, document or locator' }).fill('zx 901');
    await page.keyboard.press('Enter');
    const travellers = page.getByRole('table', { name: 'Travellers' }).locator('tbody tr');
    await travellers.nth(1).waitFor();
    expect(await travellers.count()).toBe(2);
    await page.getByText('INGRID HALVORSEN').waitFor();
    await go('/quality');
    await page.getByRole('heading', { name: 'How carriers tell, by route' }).waitFor();
    await page
      .getByRole('cell', { name: 'harbour_watch' })
      .or(page.getByRole('cell', { name: 'us_ofac_sdn' }))
      .first()
      .waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  });

  test('shows the message segment by segment, what was dropped blacked out, and the way on a map', async () => {
    await receive(
      pnrgov([
        bookingSegments({ locator: 'WX3KLM', surname: 'ABDESLAM', given: 'SALAH', passport: 'T9914402' }),
      ])
        .replaceAll('251126', '281227')
        .replaceAll('14MAR79', '15SEP89'),
    );
    await go('/watch');
    const latest = rows().filter({ hasText: 'ZX88' });
    await latest.first().click();
    await page.getByRole('img', { name: 'Map: OSL, FRA, IST' }).waitFor();
    await page.keyboard.press('m');
    const shown = page.getByRole('region', { name: 'Message, pnrgov' });
    await shown.waitFor();
    const text = (await shown.textContent()) ?? '';
    expect(text).toContain('TIF+ABDESLAM+SALAH');
    for (const dropped of ['4111111111111111', 'WHEELCHAIR', 'INSULIN', 'BACK LANE'])
      expect(text).not.toContain(dropped);
    expect(await shown.getByRole('img', { name: 'dropped on arrival' }).count()).toBeGreaterThan(5);
  });

  test('hands a hit over, and tells the next shift', async () => {
    await go('/watch');
    await rows().first().waitFor();
    await page.getByRole('button', { name: /I am looking at this/ }).waitFor();
    await page.keyboard.press('h');
    await page.getByLabel('To which account').selectOption('second');
    await page.getByRole('textbox', { name: 'Note' }).fill('the carrier answers at six');
    await page.keyboard.press('Enter');
    await page.getByText('handed it over: second, the carrier answers at six').waitFor();
    // Whoever has it is named, and nobody else can decide.
    await page.getByText(/handed this hit to second/).waitFor();
    expect(await page.getByRole('button', { name: /The same person/ }).isDisabled()).toBe(true);
    await go('/shift');
    await page
      .getByRole('region', { name: "In somebody's hands" })
      .getByRole('cell', { name: /^second/ })
      .waitFor();
  });

  test('shows what could not be read, and reads a file again', async () => {
    const broken = `${paxlst([travellerSegments({ surname: 'BERGSTROM', given: 'TORE', number: 'X1' })])}UNB+IATA:1+ZX+XX+261124:1500+77'UNH+1+XYZABC:D:02B:UN'ZZZ+1'UNT+3+1'UNZ+1+77'`;
    await receive(broken);
    await go('/quarantine');
    const pieces = page.getByRole('table', { name: 'Pieces that were not read' });
    await pieces.getByRole('cell', { name: /message type XYZABC is not read/ }).waitFor();
    await page.getByLabel('File to read again').setInputFiles({
      name: 'again.edi',
      mimeType: 'application/edifact',
      buffer: Buffer.from(broken),
    });
    await page.getByRole('status').filter({ hasText: '1 pieces not read' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  });

  test('works at 500 hits', async () => {
    const crowd = Array.from(
      { length: 500 },
      (_, n) => ['ABDESLAM', 'SALAH', `8909${String(10 + (n % 19))}`] as const,
    );
    await receive(
      ...Array.from({ length: 10 }, (_, flight) =>
        message(20 + flight, 600 + flight, ...crowd.slice(flight * 50, flight * 50 + 50)),
      ),
    );
    await go('/watch');
    await rows().nth(5).waitFor();
    expect(
      Number(await page.getByRole('table', { name: 'Queue' }).getAttribute('aria-rowcount')),
    ).toBeGreaterThan(150);
    expect(await rows().count()).toBeLessThan(60);
    await page.keyboard.press('End');
    await page.locator('tr[aria-selected="true"]').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  });
});
