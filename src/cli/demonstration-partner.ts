import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Screening } from '../screening/index.ts';
import { networkOfCells } from './demonstration-network.ts';
import { UsageError } from './errors.ts';
import type { Rooms } from './local-call.ts';
import {
  administrator,
  type CommonOptions,
  liaison,
  openDesk,
  runningServer,
  settingsOf,
} from './service.ts';

/** One of the made-up services of the demonstration, as a service of its own. */
export const PARTNER = 'ostland';
const DATASET = 'demonstration_ostland_own';
/** Persons whom only this service has told of so far, and the partner knows: a question about one of them finds somebody. */
const KNOWN_HERE_TOO = 12;

/** A line of FollowTheMoney, as far as it is looked at here. */
interface Line {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/**
 * What the partner holds: what it told in the demonstration, and persons whom it never told of. The names of these are given, to ask about.
 */
export function partnerRecords(now: Date): {
  readonly lines: readonly string[];
  readonly askAbout: readonly string[];
} {
  const lists = networkOfCells(now);
  const read = (service: string): readonly Line[] =>
    (lists.get(service) ?? []).map((line) => JSON.parse(line) as Line);
  const told = read(PARTNER);
  const passports = new Set(told.flatMap(({ properties }) => properties.passportNumber ?? []));
  const untold = read('')
    .filter(
      ({ schema, properties: { birthDate, passportNumber = [] } }) =>
        schema === 'Person' &&
        birthDate !== undefined &&
        passportNumber.length > 0 &&
        !passportNumber.some((one) => passports.has(one)),
    )
    .slice(0, KNOWN_HERE_TOO);
  // Its own words, so without a word on whose they are.
  const own = ({ id, schema, properties }: Line): string => JSON.stringify({ id, schema, properties });
  return {
    lines: [...told.map(own), ...untold.map((one, i) => own({ ...one, id: `${PARTNER}-case-${i + 1}` }))],
    askAbout: untold.flatMap(({ properties }) => properties.name?.slice(0, 1) ?? []),
  };
}

/** The first service, which runs in another terminal. Throws {@link UsageError} where none does. */
export function demonstrated(options: CommonOptions): { readonly port: number; readonly url: string } {
  const { config } = settingsOf(options);
  const place = runningServer(config);
  if (!place)
    throw new UsageError(
      'a partner needs somebody to be partner of: run "npm start" in another terminal first',
    );
  return { port: Number(new URL(place.url).port), url: place.url };
}

/** Loads what the partner holds, unless it is there from before. */
export async function loadPartner(screening: Pick<Screening, 'load' | 'lists'>): Promise<void> {
  const there = await screening.lists(administrator());
  if (there.some(({ dataset }) => dataset.name === DATASET)) return;
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-partner-'));
  try {
    const path = join(folder, `${DATASET}.ndjson`);
    writeFileSync(path, `${partnerRecords(new Date()).lines.join('\n')}\n`);
    await screening.load(administrator(), {
      ...{ paths: [path], format: 'ftm-ndjson', dataset: DATASET, version: '1' },
      describes: {
        name: DATASET,
        title: `Made-up records of ${PARTNER}`,
        publisher: 'Tocsin, demonstration',
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Makes the agreement between the first service and this one, each side by two made-up officers: what the first prepares, the second signs, as
 * everywhere. Both ledgers say that it was the demonstration.
 */
export async function agree(options: CommonOptions, own: Pick<Rooms, 'partners'>): Promise<void> {
  const [first, second] = ['demonstration-officer-1', 'demonstration-officer-2'].map((account) => ({
    ...liaison(),
    account,
  })) as [ReturnType<typeof liaison>, ReturnType<typeof liaison>];
  const desk = await openDesk(settingsOf(options).config);
  try {
    const { partners } = await desk.partners.all(first);
    if (partners.some(({ id, state }) => id === PARTNER && state !== 'ended')) return;
    const signed = async (room: Rooms['partners'], step: Parameters<Rooms['partners']['take']>[1]) => {
      const outcome = await room.take(first, step);
      return 'prepared' in outcome ? room.sign(second, outcome.prepared.id) : outcome;
    };
    const invited = await signed(desk.partners, { what: 'invite', name: PARTNER, terms: {} });
    if (!('invitation' in invited)) throw new Error('the demonstration could not invite its partner');
    await signed(own.partners, { what: 'accept', text: invited.invitation.text });
  } finally {
    await desk.close();
  }
}
