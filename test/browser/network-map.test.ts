import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunningInstance, startInstance } from '../cli/instance.ts';
import { program } from '../cli/program.ts';
import { paxlst, travellerSegments } from '../support/travel-messages.ts';
import { openBrowser } from './browser.ts';
import { chooseReason, signInFirst } from './officer.ts';

// Two listed persons and an innocent one on one booking from Frankfurt to Istanbul; people judge the two, and the network shows them tied, on
// the chart and on its map, beside ties whose places lists say.

const PICTURES = process.env.PICTURES;
const tocsin = program();
const complaints: string[] = [];
const contexts: BrowserContext[] = [];
let browser: Browser;
let north: RunningInstance;
let page: Page;

const line = (schema: string, id: string, properties: Readonly<Record<string, readonly string[]>>): string =>
  `${JSON.stringify({ id, schema, properties })}\n`;
const BORN = ['1979-03-14'];
const LIST = [
  line('Person', 'm-arkady', { name: ['Arkady Dvornikov'], birthDate: BORN }),
  line('Person', 'm-irina', { name: ['Irina Okonkwo'], birthDate: BORN }),
  line('Person', 'm-bo', { name: ['Bo Rask'], addressEntity: ['m-home'] }),
  line('Person', 'm-cy', { name: ['Cy Vantongeren'], addressEntity: ['m-home'] }),
  line('Person', 'm-dag', { name: ['Dag Holm'] }),
  line('Address', 'm-home', { street: ['4 Back Lane'], city: ['Oslo'], country: ['no'] }),
  line('Event', 'm-meeting', {
    name: ['A meeting'],
    involved: ['m-arkady', 'm-bo'],
    location: ['Hotel Metropole, 1000 Brussels'],
    country: ['be'],
    date: ['2015-06-10'],
  }),
  line('Event', 'm-camp', { name: ['A camp'], involved: ['m-cy', 'm-dag'], country: ['ma'], date: ['2014'] }),
  line('Associate', 'm-1', { person: ['m-bo'], associate: ['m-dag'] }),
].join('');

const cli = async (...args: readonly string[]): Promise<void> => {
  const { code, err } = await tocsin.run(args);
  expect(code, `${args.join(' ')}: ${err}`).toBe(0);
};
/** A list of passengers who land tomorrow; all of one booking. */
function flight(): string {
  const stamp = (hours: number): string =>
    new Date(Date.now() + hours * 3_600_000).toISOString().slice(2, 16).replace(/[-T:]/g, '');
  const travellers = [
    { surname: 'DVORNIKOV', given: 'ARKADY', number: 'T9914402' },
    { surname: 'OKONKWO', given: 'IRINA', number: 'N4471882' },
    { surname: 'LINDQUIST', given: 'MARTA', number: 'K1120034' },
  ];
  return paxlst(travellers.map(travellerSegments))
    .replace('2611251310', stamp(20))
    .replace('2611251705', stamp(24));
}
const chart = () => page.getByRole('region', { name: 'Chart', exact: true });
const inspector = () => page.getByRole('complementary', { name: 'What is selected' });
const places = () => page.getByRole('table', { name: 'Places of the ties' });
const mark = (name: RegExp) =>
  page.getByRole('group', { name: 'Map of the places' }).getByRole('button', { name });
const tab = (title: string) =>
  page
    .getByRole('navigation', { name: 'Table shows' })
    .getByRole('button', { name: title, exact: true })
    .click();
const ties = async (count: number): Promise<void> => {
  await expect.poll(() => chart().getAttribute('data-ties'), { timeout: 60_000 }).toBe(String(count));
};
const rows = async (): Promise<readonly string[]> => {
  const all = await places().locator('tbody tr[aria-rowindex]').allTextContents();
  return all.map((text) => text.replace(/\d.*$/, '')).sort();
};
async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(PICTURES, `${name}-${width}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
}
const newPage = async (): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  contexts.push(context);
  const opened = await context.newPage();
  opened.setDefaultTimeout(60_000);
  opened.on('pageerror', (error) => complaints.push(String(error)));
  return opened;
};
const change = async (purpose: string): Promise<void> => {
  await page.getByRole('button', { name: /Purpose/ }).click();
  await chooseReason(page, purpose);
};
const ALL = ['m-arkady', 'm-irina', 'm-bo', 'm-cy', 'm-dag'];
const openChart = async (on = page): Promise<void> => {
  await on.goto(`${north.url}/network?${ALL.map((id) => `person=${id}`).join('&')}`);
  await on.getByTestId('chart').waitFor();
};

beforeAll(async () => {
  const [list, message] = [tocsin.at('list.ndjson'), tocsin.at('flight.edi')];
  writeFileSync(list, LIST);
  writeFileSync(message, flight());
  await cli('--name', 'north', 'load', '--dataset', 'north_list', list);
  await cli('--name', 'north', 'receive', message);
  [north, browser] = await Promise.all([startInstance(tocsin, 'north'), openBrowser()]);
  page = await newPage();
  await signInFirst(page, north);
  await chooseReason(page, 'Pre-arrival');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await north?.kill('SIGTERM');
});

afterEach(() => {
  expect(complaints).toEqual([]);
});

test('two travellers of one booking are judged to be the listed persons', async () => {
  await page.goto(`${north.url}/watch`);
  for (const left of [1, 0]) {
    await page.getByRole('heading', { name: /ARKADY DVORNIKOV and|IRINA OKONKWO and/ }).waitFor();
    await page.keyboard.press('s');
    await page.getByRole('group', { name: 'Reason' }).waitFor();
    await page.keyboard.press('2');
    if (left === 0) await page.getByText('Nobody waits for a decision').waitFor();
    else
      await expect
        .poll(() => page.getByRole('table', { name: 'Queue' }).locator('tbody tr[data-index]').count())
        .toBe(left);
  }
});

test('they are tied on the chart, with flight, message and places', async () => {
  await change('Review');
  await openChart();
  await ties(5);
  await tab('Ties');
  await page
    .getByRole('table', { name: 'Ties on the chart' })
    .getByRole('row', { name: /on one booking/ })
    .click();
  await inspector().getByText('Frankfurt – Istanbul').waitFor();
  const told = await inspector().textContent();
  expect(told).toContain('Arkady Dvornikov');
  expect(told).toContain('Irina Okonkwo');
  expect(told).toContain('QK4RTZ');
  expect(told).toMatch(/ZX88 \d{4}-\d\d-\d\d FRA–IST/);
  expect(told).not.toMatch(/lindquist/i);
});

test('what is selected on the chart is lit on the map, and the map says what has no place', async () => {
  await tab('Map');
  await places().waitFor();
  expect(await rows()).toEqual([
    'Brussels, Belgium',
    'Frankfurt, Germany',
    'Istanbul, Türkiye',
    'Morocco, whole country',
    'Oslo, Norway',
  ]);
  await page.getByText('4 of 5 ties are on the map. Of 1 nobody says where.').waitFor();
  // The booking is still selected: its two ends are lit, and no other.
  await expect.poll(() => page.locator('[data-place][data-lit="true"]').count()).toBe(2);
  await picture('network-map');
  await tab('Persons');
  await page
    .getByRole('table', { name: 'Persons on the chart' })
    .getByRole('row', { name: /Cy Vantongeren/ })
    .click();
  await tab('Map');
  await expect
    .poll(() =>
      page
        .locator('[data-place][data-lit="true"]')
        .evaluateAll((marks) => marks.map((one) => one.getAttribute('data-place')).sort()),
    )
    .toEqual(['country:ma', 'town:no:oslo']);
});

test('a place selects the ties there: by pointer, by keys, and in the table', async () => {
  await mark(/Brussels/)
    .locator('circle')
    .click();
  await inspector().getByText('A meeting').first().waitFor();
  expect(await mark(/Brussels/).getAttribute('aria-pressed')).toBe('true');
  // Oslo lies to the north of it.
  await mark(/Brussels/).focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => mark(/Oslo/).getAttribute('aria-pressed')).toBe('true');
  await inspector()
    .getByRole('heading', { name: /Bo Rask – Cy Vantongeren/ })
    .waitFor();
  await places()
    .getByRole('row', { name: /Istanbul/ })
    .click();
  await inspector().getByText('QK4RTZ').first().waitFor();
  await expect.poll(() => mark(/Istanbul/).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: 'Closer' }).click();
  await page.getByRole('button', { name: 'All places' }).click();
});

test('the time of the chart is that of the map', async () => {
  await page.getByRole('button', { name: 'When it held' }).click();
  const bars = page.getByRole('img', { name: /Tellings by month, 2015/ });
  await bars.waitFor();
  const box = (await bars.boundingBox()) as NonNullable<Awaited<ReturnType<typeof bars.boundingBox>>>;
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.15, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  // The camp was before, the flight is later; what is not dated may have been at any time.
  await expect.poll(rows).toEqual(['Brussels, Belgium', 'Oslo, Norway']);
  await page.getByText('2 are of another time').waitFor();
  await page.getByRole('button', { name: 'All the time' }).click();
  await expect.poll(async () => (await rows()).length).toBe(5);
});

test('an analyst without the role sees no booking, and reads why', async () => {
  await change('Administration');
  await page.goto(`${north.url}/accounts`);
  await page.getByLabel('New account').fill('second');
  await page.getByRole('checkbox', { name: /^analyst/ }).check();
  await page.getByRole('button', { name: 'Make the account' }).click();
  const code = (await page.getByRole('dialog').locator('code').first().textContent()) ?? '';
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  const other = await newPage();
  await signInFirst(other, { url: north.url, code }, 'second');
  await chooseReason(other, 'Review');
  await openChart(other);
  const region = other.getByRole('region', { name: 'Chart', exact: true });
  await expect.poll(() => region.getAttribute('data-ties'), { timeout: 60_000 }).toBe('4');
  expect(await region.getAttribute('data-persons')).toBe('4');
  await other
    .getByRole('navigation', { name: 'Table shows' })
    .getByRole('button', { name: 'Map', exact: true })
    .click();
  await other.getByText('that takes the role travel analyst').waitFor();
  expect(await other.locator('body').textContent()).not.toMatch(/Istanbul|Okonkwo/);
  await other.context().close();
});

test('a verdict that is opened again takes the tie away', async () => {
  await change('Pre-arrival');
  await page.goto(`${north.url}/watch?show=decided`);
  await page.getByRole('heading', { name: /ARKADY DVORNIKOV and|IRINA OKONKWO and/ }).waitFor();
  await page.keyboard.press('r');
  await page.getByRole('textbox', { name: /Why/ }).fill('look again');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => page.getByRole('table', { name: 'Queue' }).locator('tbody tr[data-index]').count())
    .toBe(1);
  await change('Review');
  await openChart();
  await ties(4);
  await tab('Map');
  await places().waitFor();
  expect(await rows()).toEqual(['Brussels, Belgium', 'Morocco, whole country', 'Oslo, Norway']);
});

test('nothing on the chart, and much on the map', async () => {
  await page.goto(`${north.url}/network`);
  await page.getByText('Whom is it about?').waitFor();
  await tab('Map');
  await page.getByText('Put somebody on the chart').waitFor();
  await picture('network-map-empty');
  // 400 places of 1,500 ties.
  const count = 400;
  const spot = (at: number) => ({
    ...{
      id: `town:xx:${at}`,
      kind: at % 9 ? 'town' : 'country',
      name: `Place ${at}`,
      country: 'fr',
      codes: [],
    },
    latitude: 20 + 45 * Math.abs(Math.sin(at * 1.7)),
    longitude: -20 + 90 * Math.abs(Math.sin(at * 2.3 + 1)),
  });
  const edge = (at: number) => `m-${at % 300} m-${(at * 7 + 1) % 300}`;
  const pairs = [...new Set(Array.from({ length: 1_500 }, (_, at) => edge(at)))];
  await page.route('**/api/network/chart', (route) =>
    route.fulfill({
      json: {
        ...{ version: 'many', unknown: [], became: {}, more: 0 },
        nodes: Array.from({ length: 300 }, (_, at) => ({
          ...{ id: `m-${at}`, caption: `Person ${at}`, knownTo: ['north'], withheldBy: [] },
          ...{ links: 8, ties: [], joinedFrom: [] },
        })),
        edges: pairs.map((id) => ({
          ...{ id, a: id.split(' ')[0], b: id.split(' ')[1], kinds: ['event'], services: ['north'] },
          ...{ halves: [], tellings: 1, independent: 1, grade: 'B2', withheldBy: [] },
          ...{ bridge: false, seenByNobodyAlone: false },
        })),
      },
    }),
  );
  await page.route('**/api/network/map', (route) =>
    route.fulfill({
      json: {
        ...{ version: 'many', ties: pairs.length, unfound: 0, placeless: 0 },
        places: Array.from({ length: count }, (_, at) => spot(at)),
        tellings: pairs.map((id, at) => ({
          ...{ edge: id, kind: at % 5 ? 'event' : 'travel' },
          places: at % 5 ? [`town:xx:${at % count}`] : [`town:xx:${at % 40}`, `town:xx:${(at * 3) % count}`],
        })),
      },
    }),
  );
  await page.goto(`${north.url}/network?person=m-0`);
  await tab('Map');
  await expect.poll(() => page.locator('[data-place]').count(), { timeout: 60_000 }).toBeGreaterThan(200);
  await picture('network-map-many');
});
