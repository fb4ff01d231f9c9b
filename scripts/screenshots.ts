/**
 * Takes the pictures of docs/images: each page in both themes, with the lists that ship with Tocsin.
 * Those of partners, questions and requests need three services: `PICTURES=FOLDER npx vitest run test/browser/cooperation`.
 * Run `npm run build`, then `npx tsx scripts/screenshots.ts [FOLDER [WIDTH [BEGINNING]]]`;
 * with a beginning only those whose names have it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../test/browser/browser.ts';
import { chooseReason, signIn, signInFirst } from '../test/browser/officer.ts';
import { type RunningTocsin, startTocsin } from '../test/browser/tocsin.ts';

const [folder = 'docs/images', width = '1280', only = ''] = process.argv.slice(2);

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly purpose?: string;
  /** Waits until the page shows what it is for. */
  readonly ready: (page: Page) => Promise<unknown>;
}

const text = (words: string) => (page: Page) => page.getByText(words).first().waitFor();

const SHOTS: readonly Shot[] = [
  { name: 'start', path: '/find', ready: text('How to ask') },
  {
    name: 'search',
    path: '/find?q=Zawahri, Ayman&born=1951-06-19&country=eg&threshold=0.6',
    ready: text('Rests on'),
  },
  { name: 'many', path: '/find?q=ali&threshold=0.5&limit=500', ready: text('Rests on') },
  { name: 'no-hit', path: '/find?q=Gwendolyn Featherstonehaugh', ready: text('No hit') },
  { name: 'script', path: '/find?q=薇拉·林德奎斯特', ready: text('Rests on') },
  {
    name: 'hit',
    path: '/hit/ofac-19729?q=Abdessalam, Saleh&born=1989-09-15&sex=male&country=fr',
    ready: text('How the score comes about'),
  },
  {
    name: 'hit-contradicted',
    path: '/hit/ofac-19729?q=صلاح عبد السلام&born=1961-03-07&country=Brazil',
    ready: text('How the score comes about'),
  },
  { name: 'entity', path: '/entity/un-sc-112138', ready: text('Source and versions') },
  {
    name: 'entity-as-of',
    path: '/entity/hw-1',
    ready: async (page) => {
      await text('Source and versions')(page);
      await page.getByLabel('As known', { exact: true }).focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await text('Not known yet at this time')(page);
    },
  },
  {
    name: 'network-questions',
    path: '/network',
    purpose: 'Review',
    ready: async (page) => {
      await text('Whom is it about?')(page);
      await page.getByRole('table', { name: 'Bridges' }).waitFor();
    },
  },
  {
    name: 'network',
    path: '/network',
    purpose: 'Review',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /stands between/ })
        .first()
        .click();
      await page.getByTestId('chart').waitFor();
      // The layout says nowhere that it has come to rest.
      await page.waitForTimeout(5_000);
      const tables = page.getByRole('navigation', { name: 'Table shows' });
      await tables.getByRole('button', { name: 'Cells' }).click();
      await page.getByRole('button', { name: 'Circle all' }).click();
      await page.locator('#page').focus();
      await page.keyboard.press('0');
      await tables.getByRole('button', { name: 'Persons' }).click();
      await page.getByRole('table', { name: 'Persons on the chart' }).getByRole('row').nth(2).click();
      await page.mouse.move(1, 1);
    },
  },
  { name: 'world', path: '/world', ready: text('What working together buys') },
  {
    name: 'lists',
    path: '/lists?dataset=harbour_watch',
    purpose: 'Administration',
    ready: text('What it changed'),
  },
  {
    name: 'unread',
    path: '/lists?dataset=harbour_watch&view=unread',
    purpose: 'Administration',
    ready: text('Begins with'),
  },
  {
    name: 'watch',
    path: '/watch',
    purpose: 'Pre-arrival',
    ready: async (page) => {
      await text('Itinerary')(page);
      await page
        .locator('tr', { hasText: /Name \+ (full date|birth year)/ })
        .first()
        .click();
      await text('birth date')(page);
    },
  },
  { name: 'quality', path: '/quality', purpose: 'Pre-arrival', ready: text('How carriers tell, by route') },
  { name: 'ledger', path: '/ledger', purpose: 'Audit', ready: text('nothing was changed or cut out') },
  { name: 'account', path: '/account', purpose: 'Administration', ready: text('field laptop') },
  { name: 'law', path: '/law', purpose: 'Administration', ready: text('Forbidden to everybody') },
  { name: 'law-keeping', path: '/law?view=keeping', purpose: 'Administration', ready: text('Why so long') },
  {
    name: 'law-emergency',
    path: '/law?view=emergency',
    purpose: 'Administration',
    ready: text('Break the glass'),
  },
  {
    name: 'ledger-checkpoints',
    path: '/ledger?view=checkpoints',
    purpose: 'Audit',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Check every entry now' }).click();
      await text('entries fit')(page);
    },
  },
  {
    name: 'ledger-anomalies',
    path: '/ledger?view=anomalies&follow=1',
    purpose: 'Audit',
    ready: text('Facts about the use of access'),
  },
  { name: 'accounts', path: '/accounts', purpose: 'Administration', ready: text('API keys') },
];

/** By a device that Chromium plays. */
async function addPasskey(page: Page, url: string): Promise<void> {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await page.goto(`${url}/account`);
  await page.getByLabel('New passkey on').fill('field laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('cell', { name: 'field laptop' }).waitFor();
}

async function take(tocsin: RunningTocsin): Promise<void> {
  const browser = await openBrowser();
  try {
    const first = await browser.newPage();
    await signInFirst(first, tocsin);
    await chooseReason(first, 'Administration');
    await addPasskey(first, tocsin.url);
    await first.close();
    for (const scheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        viewport: { width: Number(width), height: Math.round(Number(width) * 0.625) },
        colorScheme: scheme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') process.stderr.write(`${message.text()}\n`);
      });
      const shoot = async (name: string): Promise<void> => {
        if (!name.startsWith(only)) return;
        await page.evaluate('document.fonts.ready.then(() => true)');
        // The watch listens for changes for ever.
        await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
        await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) });
      };
      await page.goto(tocsin.url);
      await page.locator('input[autocomplete="current-password"]').waitFor();
      await shoot('sign-in');
      await signIn(page, tocsin.url);
      await page.getByRole('heading', { name: 'Why do you look?' }).waitFor();
      await shoot('purpose');
      await chooseReason(page, 'Screening');
      let purpose = 'Screening';
      for (const shot of SHOTS.filter(({ name }) => name.startsWith(only))) {
        const wanted = shot.purpose ?? 'Screening';
        if (wanted !== purpose) {
          // Away from a record, which the next purpose may not see.
          await page.goto(`${tocsin.url}/lists`);
          await page.getByTitle('Change purpose or legal basis').click();
          await chooseReason(page, wanted);
          purpose = wanted;
        }
        await page.goto(`${tocsin.url}${shot.path}`);
        await shot.ready(page).catch(async (error: unknown) => {
          process.stderr.write(`${shot.name}: ${String(error).split('\n')[0]}\n`);
        });
        await shoot(shot.name);
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

mkdirSync(folder, { recursive: true });
// A provider that nobody goes to, so that its button is there.
Object.assign(process.env, {
  TOCSIN_ADDRESS: 'https://tocsin.example',
  TOCSIN_OIDC_ISSUER: 'https://accounts.example',
  TOCSIN_OIDC_CLIENT_ID: 'tocsin',
  TOCSIN_OIDC_ROLES: 'groups:watch=watch-officer',
});
const tocsin = await startTocsin(['--demonstration']);
try {
  // Passkeys need a name.
  await take({ ...tocsin, url: tocsin.url.replace('127.0.0.1', 'localhost') });
} finally {
  await tocsin.stop();
}
