import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTravelReader } from '../../src/intake/index.ts';
import { factsOf, type JourneyFacts } from '../support/travel-facts.ts';

interface Expected {
  /** Of messages with more than 20 bookings; `journeys` then holds the first two and the last. */
  readonly count?: { readonly journeys: number; readonly travellers: number };
  readonly journeys: readonly JourneyFacts[];
}

const FACTS = JSON.parse(
  readFileSync(new URL('../fixtures/travel/facts.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Expected>>;

/** The messages belong to others, under terms that forbid a copy here; what they say is checked where they are. */
const folder = process.env.TOCSIN_DATA ? join(process.env.TOCSIN_DATA, 'travel') : undefined;

describe.skipIf(!folder || !existsSync(folder))(
  'messages of others (set TOCSIN_DATA to the folder that has travel/)',
  () => {
    it.each(Object.entries(FACTS))('%s', (name, expected) => {
      const reader = createTravelReader({ today: '2026-11-23' });
      const facts = factsOf([...reader.push(readFileSync(join(folder as string, name))), ...reader.end()]);
      if (!expected.count) {
        expect(facts).toEqual(expected.journeys);
        return;
      }
      expect(facts).toHaveLength(expected.count.journeys);
      expect(facts.flatMap(({ travellers }) => travellers)).toHaveLength(expected.count.travellers);
      expect([facts[0], facts[1], facts.at(-1)]).toEqual(expected.journeys);
    });
  },
);
