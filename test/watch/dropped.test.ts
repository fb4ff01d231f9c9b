import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTravelReader } from '../../src/intake/index.ts';
import {
  bookingSegments,
  DAMAGED_BOOKINGS,
  DAMAGED_TRAVELLER,
  paxlst,
  pnrgov,
  SAMPLE_BOOKINGS,
  travellerSegments,
} from '../support/travel-messages.ts';

const MAIN = 'dist/cli/main.js';
let folder: string;
let env: NodeJS.ProcessEnv;

/** Payment, contacts, meals, health and remarks of the sample messages, as they stand in them. */
const FORBIDDEN = [
  '4111111111111111',
  '181.00',
  'NEEDS INSULIN',
  'VGML',
  'WHEELCHAIR',
  'BACK LANE',
  '4722334455',
  'SPONSOR OF THE TICKET',
  '88112233',
  'DIABETIC',
  'WCHR',
  'DBML',
  'BBML',
  'PRIVATE NOTE',
];

function* filesIn(path: string): Generator<string> {
  for (const name of readdirSync(path)) {
    const inner = join(path, name);
    const stat = statSync(inner);
    if (stat.isDirectory()) yield* filesIn(inner);
    else if (stat.isFile()) yield inner;
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-dropped-'));
  env = {
    ...process.env,
    TOCSIN_DATA_FOLDER: join(folder, 'data'),
    TOCSIN_PORT: '0',
    TOCSIN_LOG_LEVEL: 'trace',
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('keeps nothing of payment, meals, health, contacts and remarks: not in files, logs, index or answers', async () => {
  const listed = { locator: 'WX3KLM', surname: 'ABDESLAM', given: 'SALAH', passport: 'T9914402' };
  const broken = bookingSegments(listed)
    .join("'")
    .replace("FOP+CC::181.00:VI:4111111111111111:1228'", "FOP+CC::181.00:VI'4111111111111111:1228'");
  const messages = [
    pnrgov([...SAMPLE_BOOKINGS, listed].map(bookingSegments)),
    // Damage just where the card stands.
    pnrgov([[broken]]).replace('000007', '000017'),
    paxlst([travellerSegments({ surname: 'ABDESLAM', given: 'SALAH', number: 'T9914402' })]),
    pnrgov([bookingSegments(listed)])
      .replaceAll('SSR+', 'SSX+')
      .replaceAll('IFT+', 'IFTT+')
      .replace('000007', '000027'),
    // Nothing that is kept of a broken passenger list may hold what stands in it.
    paxlst([
      [
        ...travellerSegments({ surname: 'ABDESLAM', given: 'SALAH', number: 'T9914402' }),
        'FTX+4111111111111111',
        'F0P+NEEDS INSULIN',
        '(88112233',
        'DTM+329:VGML:102',
        'XYZ+4722334455',
      ],
    ]),
    pnrgov(DAMAGED_BOOKINGS).replace('000007', '000037'),
    paxlst([DAMAGED_TRAVELLER]).replace('000008', '000018'),
  ];
  const paths = messages.map((message, place) => {
    const path = join(folder, `${place}.edi`);
    writeFileSync(path, message, 'latin1');
    return path;
  });
  const received = await promisify(execFile)(process.execPath, [MAIN, 'receive', '--json', ...paths], {
    env,
  });
  const read = await promisify(execFile)(process.execPath, [MAIN, 'read', '--json', ...paths], { env });
  const reports = received.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { travellers: number });
  expect(reports.map(({ travellers }) => travellers)).toEqual([
    6,
    1,
    1,
    1,
    1,
    // One of the bookings has an infant.
    DAMAGED_BOOKINGS.length + 1,
    1,
  ]);
  // What is kept of a message is packed on disk: it is looked at here as it was before.
  const kept = paths.flatMap((path) => {
    const reader = createTravelReader({ today: '2026-11-24', keep: true });
    return [...reader.push(readFileSync(path)), ...reader.end()];
  });

  const server = spawn(process.execPath, [MAIN, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    const take = (piece: Buffer): void => {
      log += piece.toString();
      if (log.includes('Look at')) resolve();
    };
    server.stdout.on('data', take);
    server.stderr.on('data', take);
    server.once('exit', () => reject(new Error(log)));
  });
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;

  const stored = [...filesIn(join(folder, 'data'))];
  expect(stored.length).toBeGreaterThan(10);
  // The files do hold what was told of the traveller: the walk looks in the right place.
  expect(stored.some((path) => readFileSync(path).includes('WX3KLM'))).toBe(true);
  for (const forbidden of FORBIDDEN) {
    for (const path of stored)
      expect(readFileSync(path).includes(forbidden), `${forbidden} in ${path}`).toBe(false);
    for (const [where, text] of [
      ['the log', log],
      ['the report', received.stdout + received.stderr],
      ['what read prints', read.stdout + read.stderr],
      ['what is kept of the messages', JSON.stringify(kept)],
    ] as const)
      expect(text.includes(forbidden), `${forbidden} in ${where}`).toBe(false);
  }
}, 120_000);
