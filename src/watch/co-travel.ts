import type { QueuedHit, TravellerPart } from '../store/index.ts';

/** Two known persons on one booking of one journey: between travellers whom people judged to be them. */
export interface CoTravel {
  /** The same for the same journey, booking and pair. */
  readonly id: string;
  /** Entities of lists, as the two hits name them. */
  readonly persons: readonly [string, string];
  /** The booking, as the carrier writes it. */
  readonly locator: string;
  /** `ZX88`, as far as it is told. */
  readonly flight: string;
  /** Stop codes as sent. */
  readonly from?: string;
  readonly to?: string;
  /** `YYYY-MM-DD`, local: the first day of the journey, and the last. */
  readonly departs?: string;
  readonly arrives?: string;
  readonly carrier: string;
  /** Formats and messages (`sender reference sent`) that tell the booking. */
  readonly formats: readonly string[];
  readonly messages: readonly string[];
  /** When all of it was known here: both verdicts, and the newest telling of the booking. Never earlier than it was. */
  readonly recordedFrom: string;
}

/** The booking of a traveller, and the parts that tell it. */
interface Booked {
  readonly hit: QueuedHit;
  readonly locator: string;
  readonly told: readonly (readonly [format: string, part: TravellerPart])[];
}

/**
 * Who of some confirmed hits were on one booking: the same journey and the same locator. Nobody else who travels is named, and two hits of one
 * traveller tie nobody: they say that one person is two entries.
 */
export function coTravelOf(hits: readonly QueuedHit[]): readonly CoTravel[] {
  const journeys = new Map<string, Booked[]>();
  for (const hit of hits) {
    const booked = journeys.get(hit.journey.id) ?? [];
    journeys.set(hit.journey.id, booked);
    booked.push(...bookingsOf(hit));
  }
  const found = new Map<string, CoTravel>();
  for (const booked of journeys.values())
    for (const [i, a] of booked.entries())
      for (const b of booked.slice(i + 1)) {
        if (a.hit.traveller.id === b.hit.traveller.id || a.hit.hit.entityId === b.hit.hit.entityId) continue;
        if (!isSameBooking(a.locator, b.locator)) continue;
        const tie = tieOf(a, b);
        // Told with its system and without, a booking is one.
        if (!found.has(tie.id)) found.set(tie.id, tie);
      }
  return [...found.values()];
}

function bookingsOf(hit: QueuedHit): readonly Booked[] {
  const told = new Map<string, (readonly [string, TravellerPart])[]>();
  for (const [format, part] of Object.entries(hit.traveller.parts))
    for (const locator of new Set([...part.locators, ...part.traveller.locators]))
      told.set(locator, [...(told.get(locator) ?? []), [format, part]]);
  return [...told].map(([locator, parts]) => ({ hit, locator, told: parts }));
}

const bare = (locator: string): string => locator.slice(locator.indexOf(':') + 1);

/** Two systems may give out the same letters: where both are named, they have to be the same one. */
const isSameBooking = (a: string, b: string): boolean =>
  a === b || (bare(a) === bare(b) && bare(a) !== '' && !(a.includes(':') && b.includes(':')));

function tieOf(a: Booked, b: Booked): CoTravel {
  const { leg, id } = a.hit.journey;
  const persons = [a.hit.hit.entityId, b.hit.hit.entityId].sort() as [string, string];
  const parts = [...a.told, ...b.told];
  const known = [
    ...[a, b].map(({ hit: { hit } }) => hit.judged?.at ?? hit.updatedAt),
    ...parts.map(([, { receivedAt }]) => receivedAt),
  ].sort();
  const departs = leg.departs?.slice(0, 10);
  const arrives = leg.arrives?.slice(0, 10) ?? departs;
  return {
    id: [id, bare(a.locator), ...persons].join(' '),
    persons,
    locator: a.locator.includes(':') ? a.locator : b.locator,
    flight: `${leg.carrier ?? ''}${leg.number ?? ''}`,
    carrier: leg.carrier ?? '',
    ...(leg.from !== undefined && { from: leg.from }),
    ...(leg.to !== undefined && { to: leg.to }),
    ...(departs !== undefined && { departs }),
    ...(arrives !== undefined && { arrives }),
    formats: [...new Set(parts.map(([format]) => format))].sort(),
    messages: [...new Set(parts.map(([, { message }]) => message))].filter(Boolean).sort(),
    recordedFrom: known.at(-1) as string,
  };
}
