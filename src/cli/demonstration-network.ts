import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, Screening } from '../screening/index.ts';
import { type CellIdentity, type CellReport, makeCellWorld } from '../world/index.ts';
import { administrator } from './service.ts';

/** A world with a dozen small cells; which one does not matter, but it should be the same for everybody who looks. */
const SEED = 7;
/** Services of that world; the first is this one. */
const PARTNERS = ['nordmark', 'ostland', 'sudmark', 'westhaven'] as const;
/** Days that the world lasts: its last reports are of today. */
const WORLD_DAYS = 400;
const DAY = 86_400_000;

/** A person as a service has them in its records, with the lines of FollowTheMoney that it writes. */
interface Records {
  idOf(one: CellIdentity): string;
  readonly persons: ReadonlyMap<string, CellIdentity>;
}

/** A service knows somebody again by the number of a paper, or by name and birth date. */
function openRecords(service: string): Records {
  const known = new Map<string, string>();
  const persons = new Map<string, CellIdentity>();
  return {
    persons,
    idOf(one) {
      const keys = [
        ...(one.document === undefined ? [] : [`paper ${one.document}`]),
        `name ${one.name} ${one.birthDate ?? ''}`,
      ];
      const found = keys.flatMap((key) => known.get(key) ?? [])[0];
      const id = found ?? `demonstration-${service}-${persons.size + 1}`;
      for (const key of keys) if (!known.has(key)) known.set(key, id);
      // The first record stays, with what later ones add.
      persons.set(id, { ...one, ...persons.get(id) });
      return id;
    },
  };
}

const spelt = (name: string): string =>
  name.toLowerCase().replace(/\p{L}+/gu, (word) => word[0]?.toUpperCase() + word.slice(1));

/** Lists of several services that each see a part, as FollowTheMoney; the key is the service, empty for this one. */
export function networkOfCells(now: Date): ReadonlyMap<string, readonly string[]> {
  const { reports } = makeCellWorld({ seed: SEED, services: PARTNERS.length + 1 });
  const begin = now.getTime() - WORLD_DAYS * DAY;
  const day = (number: number): string => new Date(begin + number * DAY).toISOString().slice(0, 10);
  const names = ['', ...PARTNERS];
  const byService = new Map<string, CellReport[]>();
  for (const report of reports) {
    // What is written down after today is not there yet.
    if (report.recordedOn > WORLD_DAYS) continue;
    const service = report.service === 'press' ? 'press' : (names[report.service] as string);
    byService.set(service, [...(byService.get(service) ?? []), report]);
  }
  return new Map(
    [...byService].map(([service, held]) => {
      const records = openRecords(service === '' ? 'own' : service);
      const said = (ground: boolean) =>
        service === ''
          ? {}
          : {
              source_service: service,
              grade: service === 'press' ? 'D4' : ground ? 'B2' : 'C3',
              marking: service === 'press' ? 'TLP:CLEAR' : 'TLP:AMBER',
            };
      const ties = held.map(({ both, ground, observedOn, recordedOn, origin }, i) => {
        const [a, b] = both.map(records.idOf) as [string, string];
        return JSON.stringify({
          id: `demonstration-${service || 'own'}-tie-${i + 1}`,
          schema: ground ? 'Associate' : 'UnknownLink',
          properties: {
            ...(ground
              ? { person: [a], associate: [b], relationship: ['named in one case'] }
              : { subject: [a], object: [b], role: ['seen together'] }),
            date: [day(observedOn)],
            modifiedAt: [day(recordedOn)],
            // Papers that copy one another name the same wire.
            sourceUrl: [service === 'press' ? `wire ${origin}` : `${service || 'own'} report ${i + 1}`],
          },
          ...said(ground),
        });
      });
      const persons = [...records.persons].map(([id, { name, birthDate, document, nationality }]) =>
        JSON.stringify({
          id,
          schema: 'Person',
          properties: {
            name: [spelt(name)],
            ...(birthDate !== undefined && { birthDate: [birthDate] }),
            ...(document !== undefined && { passportNumber: [document] }),
            nationality: [nationality],
          },
          ...said(true),
        }),
      );
      return [service, [...persons, ...ties]];
    }),
  );
}

/** Pairs of records of different services that say the same in everything: name, birth date and number of the paper. */
export function samePersons(
  lists: ReadonlyMap<string, readonly string[]>,
): readonly (readonly [string, string])[] {
  const known = new Map<string, string>();
  const pairs: (readonly [string, string])[] = [];
  for (const line of [...lists.values()].flat()) {
    const { id, schema, properties } = JSON.parse(line) as {
      readonly id: string;
      readonly schema: string;
      readonly properties: Readonly<Record<string, readonly string[]>>;
    };
    if (schema !== 'Person' || !properties.birthDate || !properties.passportNumber) continue;
    const key = [properties.name, properties.birthDate, properties.passportNumber].join('|');
    const other = known.get(key);
    if (other === undefined) known.set(key, id);
    else pairs.push([other, id]);
  }
  return pairs;
}

/** Loads what the services of a made-up world say, unless it is there from before. */
export async function demonstrateNetwork(
  screening: Pick<Screening, 'load' | 'lists' | 'judge'>,
  analyst: Actor,
): Promise<void> {
  const there = new Set((await screening.lists(administrator())).map(({ dataset }) => dataset.name));
  const lists = networkOfCells(new Date());
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-demonstration-'));
  try {
    for (const [service, lines] of lists) {
      const name = `demonstration_${service || 'own'}`;
      if (there.has(name)) return;
      const path = join(folder, `${name}.ndjson`);
      writeFileSync(path, `${lines.join('\n')}\n`);
      await screening.load(administrator(), {
        paths: [path],
        format: 'ftm-ndjson',
        dataset: name,
        describes: {
          name,
          title: `Made-up reports of ${service === '' ? 'this service' : service}`,
          publisher: 'Tocsin, demonstration',
        },
        version: '1',
      });
    }
    for (const [left, right] of samePersons(lists))
      await screening.judge(analyst, {
        ...{ left, right, verdict: 'same' },
        reason: 'Demonstration: name, birth date and number of the passport are the same.',
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
