import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunningInstance, startInstance } from '../cli/instance.ts';
import { program } from '../cli/program.ts';
import { openBrowser } from './browser.ts';
import { chooseReason, signInFirst } from './officer.ts';

// Two services as two processes of the built program. north holds a part, has been told a part by south, and joins them on
// its chart: a person under two ids, a club of which each knows one member.

const PICTURES = process.env.PICTURES;
const tocsin = program();
const complaints: string[] = [];
let browser: Browser;
let north: RunningInstance;
let south: RunningInstance;
let page: Page;

const line = (
  schema: string,
  id: string,
  properties: Readonly<Record<string, readonly string[]>>,
  more: object = {},
): string => `${JSON.stringify({ id, schema, properties, ...more })}\n`;
const SOUTH = { source_service: 'south', grade: 'B2', marking: 'TLP:AMBER' };
const CYRUS = { name: ['Cyrus Vantongeren'], birthDate: ['1984-05-06'] };
const ADA = { name: ['Ada Quill'], birthDate: ['1979-03-14'] };
const LISTS = {
  north: [
    line('Person', 'n-ada', ADA),
    line('Person', 'n-bo', { name: ['Bo Rask'] }),
    line('Person', 'n-cy', CYRUS),
    line('Organization', 'o-1', { name: ['Harbour Boxing Club'] }),
    line('Associate', 'n-1', {
      person: ['n-ada'],
      associate: ['n-bo'],
      modifiedAt: ['2015-11-10'],
      sourceUrl: ['R1'],
    }),
    line('Associate', 'n-2', {
      person: ['n-bo'],
      associate: ['n-cy'],
      modifiedAt: ['2015-11-20'],
      sourceUrl: ['R2'],
    }),
    line('Membership', 'n-3', { member: ['n-ada'], organization: ['o-1'], modifiedAt: ['2015-12-02'] }),
  ].join(''),
  told: [
    line('Person', 's-cy', CYRUS, SOUTH),
    line('Person', 's-dag', { name: ['Dag Holm'] }, SOUTH),
    line('Person', 's-fay', { name: ['Fay Orlo'] }, SOUTH),
    line('Person', 's-gus', { name: ['Gus Marn'] }, SOUTH),
    line('Organization', 'o-1', { name: ['Harbour Boxing Club'] }, SOUTH),
    line('Associate', 's-1', { person: ['s-cy'], associate: ['s-dag'], modifiedAt: ['2016-01-15'] }, SOUTH),
    line('Associate', 's-2', { person: ['s-fay'], associate: ['s-gus'], modifiedAt: ['2016-02-15'] }, SOUTH),
    line(
      'Membership',
      's-3',
      { member: ['s-fay'], organization: ['o-1'], modifiedAt: ['2016-02-20'] },
      SOUTH,
    ),
  ].join(''),
  south: line('Person', 'x-1', ADA),
};

const cli = async (...args: readonly string[]): Promise<void> => {
  const { code, err } = await tocsin.run(args);
  expect(code, `${args.join(' ')}: ${err}`).toBe(0);
};
const load = async (name: string, dataset: string, text: string): Promise<void> => {
  const file = tocsin.at(`${dataset}.ndjson`);
  writeFileSync(file, text);
  await cli('--name', name, 'load', '--dataset', dataset, file);
};
const chart = () => page.getByRole('region', { name: 'Chart', exact: true });
const inspector = () => page.getByRole('complementary', { name: 'What is selected' });
const tab = (title: string) =>
  page
    .getByRole('navigation', { name: 'Table shows' })
    .getByRole('button', { name: title, exact: true })
    .click();
const onChart = async (persons: number): Promise<void> => {
  await expect.poll(() => chart().getAttribute('data-persons'), { timeout: 15_000 }).toBe(String(persons));
};
const search = async (text: string, caption: string): Promise<void> => {
  await page.locator('#page').focus();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search a person' }).fill(text);
  await page.getByRole('option', { name: caption }).first().waitFor();
  await page.keyboard.press('Enter');
};
async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`) });
  }
}

beforeAll(async () => {
  await Promise.all([
    (async () => {
      await load('north', 'north_list', LISTS.north);
      await load('north', 'told_by_south', LISTS.told);
    })(),
    load('south', 'south_list', LISTS.south),
  ]);
  const settings = { TOCSIN_AGREEMENT_TWO_PERSONS: 'never' };
  [north, south, browser] = await Promise.all([
    startInstance(tocsin, 'north', undefined, settings),
    startInstance(tocsin, 'south', undefined, settings),
    openBrowser(),
  ]);
  const file = tocsin.at('north-south.json');
  await cli('--name', 'north', 'partner', 'invite', 'south', '--out', file);
  await cli('--name', 'south', 'partner', 'accept', file, '--yes');
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  await signInFirst(page, north);
  await chooseReason(page, 'Review');
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await Promise.all([north, south].map((one) => one?.kill('SIGTERM')));
});

afterEach(() => {
  expect(complaints).toEqual([]);
});

test('it opens on a question, and brings whom somebody searches', async () => {
  await page.locator('#page').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await page.getByText('Whom is it about?').waitFor();
  expect(await page.getByTestId('chart').count()).toBe(0);
  await search('ada', 'Ada Quill');
  await page.getByTestId('chart').waitFor();
  await inspector().getByRole('heading', { name: 'Ada Quill' }).waitFor();
  // With whom she is tied to: Bo, and Fay through the club.
  await onChart(3);
  await search('cyrus', 'Cyrus Vantongeren');
  await onChart(4);
});

test('two records side by side become one person, by a verdict with a reason', async () => {
  await tab('One person?');
  const records = page.getByRole('table', { name: 'Two records' });
  await records.getByText('Cyrus Vantongeren').first().waitFor();
  await page.getByLabel('Reason of the verdict').fill('Same date of birth, same rare name.');
  await page.getByRole('button', { name: 'The same person', exact: true }).click();
  await page.getByText('Nobody is proposed').waitFor();
  await tab('Persons');
  const cyrus = page.getByRole('table', { name: 'Persons on the chart' }).getByRole('row', { name: /Cyrus/ });
  await expect.poll(() => cyrus.textContent(), { timeout: 15_000 }).toContain('north, south');
  await cyrus.click();
  await inspector().getByText('joined from 2 records').waitFor();
});

test('the bridge that nobody saw alone stands out, with who says so', async () => {
  await tab('Fragments');
  await page
    .getByRole('table', { name: 'Persons between fragments' })
    .getByRole('row', { name: /Cyrus Vantongeren.*nobody alone/ })
    .waitFor();
  await page
    .getByRole('table', { name: 'Bridges' })
    .getByRole('button', { name: /Ada Quill – Fay Orlo/ })
    .click();
  await inspector()
    .getByText('no single service sees these two connected, and nothing else connects')
    .waitFor();
  await inspector()
    .getByText('south and north, half each')
    .or(inspector().getByText('north and south, half each'))
    .waitFor();
  await page.locator('#page').focus();
  await page.keyboard.press('3');
  await expect
    .poll(() => page.getByRole('button', { name: /Seen by nobody alone/ }).textContent())
    .toMatch(/[1-9]$/);
  await tab('Ties');
  const row = page
    .getByRole('table', { name: 'Ties on the chart' })
    .getByRole('row', { name: /seen by nobody alone; bridge/ });
  expect(await row.count()).toBe(1);
  await picture('network-nobody');
});

test('a way between two persons is told in sentences', async () => {
  await tab('Persons');
  const rows = page.getByRole('table', { name: 'Persons on the chart' });
  await rows.getByRole('row', { name: /Fay Orlo/ }).click();
  await rows.getByRole('row', { name: /Cyrus/ }).click({ modifiers: ['Shift'] });
  await page.locator('#page').focus();
  await page.keyboard.press('p');
  await page.getByText('No service sees any of them alone.').waitFor();
  await page
    .getByRole('button', { name: /Mark it/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Mark none' }).waitFor();
});

test('the partner is asked from the chart, and what it holds is drawn as withheld', async () => {
  await tab('Persons');
  await page
    .getByRole('table', { name: 'Persons on the chart' })
    .getByRole('row', { name: /Ada Quill/ })
    .click();
  await inspector().getByLabel('Case number').fill('N-2026-17');
  const ask = inspector().getByRole('button', { name: 'Ask south about Ada Quill' });
  // A partner that is at its first table says that it has none yet; then it is asked again.
  await expect
    .poll(
      async () => {
        if (await ask.isEnabled()) await ask.click();
        return inspector().getByText('hit, strong').count();
      },
      { timeout: 40_000, interval: 1_500 },
    )
    .toBe(1);
  await inspector().getByText('answered “known here” and told no more').waitFor();
  await picture('network-asked');
});

test('what an analyst concludes is kept, with grade and reason', async () => {
  await inspector().getByRole('button', { name: 'Conclude a role' }).click();
  const form = page.getByRole('form', { name: 'Role of Ada Quill' });
  await form.getByRole('textbox', { name: /^Role/ }).fill('courier between the two');
  await form.getByLabel('Reason').fill('The only one whom both know.');
  await form.getByRole('button', { name: 'Conclude it' }).click();
  await tab('Ask');
  await page.getByRole('table', { name: 'Conclusions' }).getByText('courier between the two').waitFor();
});

test('all of it is undone, step by step, at the server too; only a question that was put stays put', async () => {
  await tab('Steps');
  const undo = page.getByRole('button', { name: /^Undo/ });
  await page.locator('#page').focus();
  const told: string[] = [];
  for (let step = 0; step < 60 && (await undo.isEnabled()); step++) {
    await page.keyboard.press('z');
    const status = page.getByText('that stays so, and stands in the ledger');
    if ((await status.count()) > 0) told.push('asked');
  }
  expect(told.length).toBeGreaterThan(0);
  await page.getByText('Whom is it about?').waitFor();
  await tab('One person?');
  await page.getByRole('table', { name: 'Two records' }).waitFor();
  await tab('Ask');
  await page.getByRole('heading', { name: '0 conclusions of analysts' }).waitFor();
  await page.locator('#page').focus();
  await page.keyboard.press('y');
  await onChart(3);
});

test('5,000 persons and 20,000 ties: how fast they are drawn, and how soon it is told who says so', async () => {
  const persons = 5_000;
  // A ring of groups with ties across, the same on every machine.
  const id = (at: number): string => `m${String(((at % persons) + persons) % persons).padStart(4, '0')}`;
  const ends = Array.from({ length: 20_000 }, (_, at): readonly [string, string] => {
    const from = at % persons;
    const far = [1, 2, 7, 977][Math.floor(at / persons)] ?? 1;
    return [id(from), id(from + far)].sort() as [string, string];
  });
  const answer = {
    version: 'many',
    nodes: Array.from({ length: persons }, (_, at) => ({
      ...{ id: id(at), caption: `Person ${at}`, knownTo: [at % 3 ? 'north' : 'south'], withheldBy: [] },
      ...{ links: 8, ties: [], joinedFrom: [] },
    })),
    edges: ends.map(([a, b], at) => ({
      ...{ id: `${a} ${b}`, a, b, kinds: ['associate'], services: [at % 2 ? 'north' : 'south'], halves: [] },
      ...{
        tellings: 1,
        independent: 1,
        grade: 'B2',
        withheldBy: [],
        bridge: false,
        seenByNobodyAlone: false,
      },
    })),
    ...{ unknown: [], became: {}, more: 0 },
  };
  await page.route('**/api/network/chart', (route) => route.fulfill({ json: answer }));
  await page.route('**/api/network/histogram', (route) =>
    route.fulfill({ json: { event: [], known: [], undated: { event: 0, known: 0 } } }),
  );
  await page.goto(`${north.url}/network?person=m0000`);
  await onChart(persons);
  await page.getByTestId('chart').waitFor();
  // The layout is part of it: drawing goes on while the worker works.
  const box = await page.getByTestId('chart').boundingBox();
  const middle = { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  const frames = page.evaluate(
    `new Promise((done) => { let n = 0; const t = performance.now(); const f = () => { n++; const d = performance.now() - t; d < 3000 ? requestAnimationFrame(f) : done(n / d * 1000); }; requestAnimationFrame(f); })`,
  ) as Promise<number>;
  for (let turn = 0; turn < 12; turn++) {
    await page.mouse.wheel(0, turn % 2 ? 120 : -120);
    await page.waitForTimeout(120);
  }
  const perSecond = await frames;
  // What stands beside the pointer now must be gone first.
  await page.mouse.move(5, 5);
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  const soon = (await page.evaluate(`new Promise((done) => {
    const box = document.querySelector('[data-testid=chart]').getBoundingClientRect();
    const target = document.querySelector('[data-testid=chart] .sigma-mouse');
    let at = 0, begun = 0;
    const seen = new MutationObserver(() => {
      if (document.querySelector('[role=tooltip]')) { seen.disconnect(); done(performance.now() - begun); }
    });
    seen.observe(document.body, { childList: true, subtree: true });
    const step = () => {
      if (at++ > 60) return done(-1);
      begun = performance.now();
      target.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: box.x + box.width * (0.3 + at * 0.006), clientY: box.y + box.height * 0.5 }));
      setTimeout(step, 150);
    };
    step();
  })`)) as number;
  process.stdout.write(
    `network page, 5,000 persons and 20,000 ties: ${perSecond.toFixed(1)} frames a second (WebGL in software), provenance on hover after ${soon.toFixed(0)} ms\n`,
  );
  expect(perSecond).toBeGreaterThan(0);
}, 120_000);
