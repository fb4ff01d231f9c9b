/**
 * Changes bytes of one booking or one passenger in the middle of a message and reads it: no crash, no hang, and no
 * neighbour lost. `npx tsx scripts/fuzz-travel.ts 10000000 7` changes ten million bytes from seed 7. Where TOCSIN_DATA
 * names a folder with `travel/`, bytes of those messages are changed as well (no crash, no hang).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTravelReader, type TravelItem } from '../src/intake/index.ts';
import {
  bookingSegments,
  paxlst,
  pnrgov,
  SAMPLE_BOOKINGS,
  SAMPLE_TRAVELLERS,
  travellerSegments,
} from '../test/support/travel-messages.ts';

const wanted = Number(process.argv[2] ?? 1_000_000);
let state = Number(process.argv[3] ?? 1) >>> 0 || 1;

/** xorshift32: the same on every machine. */
function below(limit: number): number {
  state ^= state << 13;
  state >>>= 0;
  state ^= state >>> 17;
  state ^= state << 5;
  state >>>= 0;
  return state % limit;
}

/** What damage does most with. */
const EVIL = Buffer.from("'+:?*\r\n \u0000\u0002SRCUNBHTZNADTIF/0123456789");

function damage(bytes: Buffer, from: number, to: number, times: number): Buffer {
  const broken = Buffer.from(bytes);
  for (let i = 0; i < times; i++)
    broken[from + below(to - from)] = below(2) ? below(256) : (EVIL[below(EVIL.length)] as number);
  return broken;
}

function read(bytes: Uint8Array): TravelItem[] {
  const reader = createTravelReader({ today: '2026-11-24', keep: true });
  const items: TravelItem[] = [];
  const step = 1 + below(700);
  for (let at = 0; at < bytes.length; at += step) items.push(...reader.push(bytes.subarray(at, at + step)));
  return [...items, ...reader.end()];
}

interface Target {
  readonly bytes: Buffer;
  /** The part that is damaged; the rest has to be found. */
  readonly from: number;
  readonly to: number;
  readonly others: readonly string[];
}

function target(message: string, begins: (name: string) => string): Target {
  const names = SAMPLE_BOOKINGS.map(({ surname }) => surname);
  const from = message.indexOf(begins(names[2] as string));
  const to = message.indexOf(begins(names[3] as string));
  return { bytes: Buffer.from(message, 'latin1'), from, to, others: names.filter((_, place) => place !== 2) };
}

const locatorOf = (name: string): string =>
  SAMPLE_BOOKINGS.find(({ surname }) => surname === name)?.locator ?? '';
const targets = [
  target(pnrgov(SAMPLE_BOOKINGS.map(bookingSegments)), (name) => `SRC'RCI+ZX:${locatorOf(name)}`),
  target(paxlst(SAMPLE_TRAVELLERS.map(travellerSegments)), (name) => `NAD+FL+++${name}`),
  target(paxlst(SAMPLE_TRAVELLERS.map(travellerSegments)).replaceAll('\n', ''), (name) => `NAD+FL+++${name}`),
];

const folder = process.env.TOCSIN_DATA && join(process.env.TOCSIN_DATA, 'travel');
const real = folder
  ? ['paxlst', 'pnrgov'].flatMap((kind) =>
      readdirSync(join(folder, kind)).map((name) => readFileSync(join(folder, kind, name)).subarray(0, 6000)),
    )
  : [];

let changed = 0;
let messages = 0;
let lost = 0;
const began = performance.now();
while (changed < wanted) {
  const times = 1 + below(16);
  changed += times;
  messages++;
  if (real.length > 0 && below(4) === 0) {
    const bytes = real[below(real.length)] as Buffer;
    read(damage(bytes, 0, bytes.length, times));
    continue;
  }
  const { bytes, from, to, others } = targets[below(targets.length)] as Target;
  const before = state;
  const broken = damage(bytes, from, to, times);
  const found = new Set(
    read(broken).flatMap((item) =>
      item.type === 'journey'
        ? item.journey.travellers.flatMap(({ names }) => names.map(({ surname }) => surname))
        : [],
    ),
  );
  const missing = others.filter((name) => !found.has(name));
  if (missing.length > 0) {
    lost++;
    if (lost <= 10)
      process.stdout.write(
        `lost ${missing.join(' ')} (state ${before}): ${JSON.stringify(broken.toString('latin1', from - 60, to + 60))}\n`,
      );
  }
}
const seconds = (performance.now() - began) / 1000;
process.stdout.write(
  `${changed} bytes changed in ${messages} messages, ${lost} with a lost neighbour, ${seconds.toFixed(0)} s${real.length === 0 ? '; TOCSIN_DATA is not set: own messages only' : ''}\n`,
);
process.exitCode = lost > 0 ? 1 : 0;
