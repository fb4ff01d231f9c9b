import type { TravelProblem } from '../intake/index.ts';
import type { Gate } from '../law/index.ts';
import type { Comparison } from '../match/index.ts';
import type { Leg, Traveller } from '../model/index.ts';
import { placeOf } from '../places/index.ts';
import type { QueuedHit, StoredTraveller, Travel } from '../store/index.ts';
import { claimant } from './decisions.ts';
import { segmentsOf, textAt } from './kept-text.ts';
import type { KeptTravellers } from './kept-travellers.ts';
import { type FileQuality, missingMessages, senderQuality } from './quality.ts';
import type { RetentionRoom } from './retention.ts';
import { mergedTraveller, partsOf } from './traveller.ts';
import { DAY_MS, QUALITY_DAYS, QUALITY_FILES, SHIFT_HITS } from './tuning.ts';
import type { KeptMessage, QueueEntry, Watch } from './types.ts';

type Views = Pick<Watch, 'queue' | 'hit' | 'journeys' | 'messages' | 'quality' | 'quarantine' | 'shift'>;

export interface ViewOptions {
  readonly travel: Travel;
  readonly gate: Gate;
  readonly retention: RetentionRoom;
  readonly kept: KeptTravellers;
  readonly now: () => Date;
}

/** What people look at. Every view is one entry in the ledger. */
export function openViews({ travel, gate, retention, kept, now }: ViewOptions): Views {
  const entryOf = ({ hit, journey, traveller }: QueuedHit): QueueEntry => {
    const by = claimant(hit, now());
    return {
      id: hit.id,
      state: hit.state,
      score: hit.score,
      grade: hit.grade,
      traveller: shownTraveller(traveller, mergedTraveller(partsOf(traveller))),
      entity: { id: hit.entityId, caption: hit.caption, datasets: hit.datasets },
      leg: journey.leg,
      dueAt: journey.dueAt,
      journeyState: journey.state,
      ...(hit.verdict && { verdict: hit.verdict }),
      ...(hit.outdated && { outdated: hit.outdated }),
      ...(hit.outcome !== undefined && { outcome: hit.outcome }),
      ...(hit.closedAt !== undefined && { closedAt: hit.closedAt }),
      ...(by !== undefined && { claimedBy: by }),
      ...(by !== undefined && hit.handedBy !== undefined && { handedBy: hit.handedBy }),
      updatedAt: hit.updatedAt,
      seen: hit.seen,
    };
  };

  const messagesOf = async (traveller: StoredTraveller): Promise<readonly KeptMessage[]> =>
    Promise.all(
      Object.entries(traveller.parts).map(async ([format, told]) => {
        const { message, receivedAt, file, part, offset } = told;
        const content = file === undefined ? undefined : await travel.textOf({ file, part: part ?? 0 });
        return {
          format,
          message,
          receivedAt,
          segments: content ? segmentsOf(textAt(content, offset ?? 0), told.traveller) : [],
          erased: file !== undefined && !content,
        };
      }),
    );

  const countOf = ({ problems }: { readonly problems: readonly object[] }, severity: string): number =>
    (problems as readonly TravelProblem[]).filter((problem) => problem.severity === severity).length;

  return {
    queue: (actor, { mine, offset = 0, ...view }) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const at = now().toISOString();
        const [{ hits, total, landed }, counts] = await Promise.all([
          travel.queue({ ...view, offset, now: at, ...(mine && { claimedBy: actor.account }) }),
          travel.counts(at),
        ]);
        const result = { hits: hits.map(entryOf), total, landed, counts, now: at };
        return { result, ids: idsOf(hits), count: hits.length };
      }),

    hit: (actor, hitId) =>
      gate.pass(actor, 'read-travellers', { ids: [hitId] }, async () => {
        const found = await travel.hit(hitId);
        if (!found) return { result: undefined, ids: [] };
        const { hit, journey } = found;
        const traveller = await retention.seen(actor, found.traveller);
        const told = mergedTraveller(partsOf(traveller));
        const [steps, others, earlier, decidedOfRecord, unmaskings] = await Promise.all([
          travel.events(hitId),
          travel.travellersOfJourney(journey.id),
          travel.decidedBefore(traveller.identity, hitId),
          travel.decidedOf(hit.entityId, traveller.identity, hitId),
          travel.unmaskings({ traveller: traveller.id }),
        ]);
        const locators = locatorsOf(traveller);
        const [legs = [journey.leg]] = partsOf(traveller)
          .map((part) => part.legs)
          .filter((all) => all.length > 0)
          .sort((a, b) => b.length - a.length);
        const fellows = others.filter((other) => other.id !== traveller.id && sharesBooking(other, locators));
        const sameBooking = fellows.map((other) => {
          const person = mergedTraveller(partsOf(other));
          return { name: nameOf(person), kind: person.kind, birthDates: person.birthDates };
        });
        const comparison = hit.comparison as Comparison;
        const result = {
          ...entryOf({ ...found, traveller }),
          ...('explanation' in comparison && { comparison }),
          versions: hit.versions,
          told,
          legs,
          locators,
          messages: Object.entries(traveller.parts).map(([format, { message, receivedAt }]) => ({
            format,
            message,
            receivedAt,
          })),
          steps: steps.map(({ at, by, what, value }) => ({ at, by, what, value })),
          sameBooking,
          earlier: earlier.map(entryOf),
          decidedOfRecord,
          places: placesOf([journey.leg, ...legs]),
          ...(traveller.maskedAt !== undefined && { maskedAt: traveller.maskedAt }),
          unmaskings,
        };
        const shown = [...fellows.map(({ id }) => id), ...idsOf(earlier)];
        return { result, ids: [hit.entityId, traveller.id, ...shown], count: 1 };
      }),

    journeys: (actor, text, { limit, offset = 0 }) =>
      gate.pass(actor, 'read-travellers', { question: text }, async () => {
        const { found, total } = await travel.search(text, await kept.search(text), { limit, offset });
        const journeys = await Promise.all(
          found.map(async ({ journey, traveller: stored }) => {
            const traveller = await retention.seen(actor, stored);
            const told = mergedTraveller(partsOf(traveller));
            const masked = traveller.maskedAt !== undefined;
            return {
              leg: journey.leg,
              dueAt: journey.dueAt,
              journeyState: journey.state,
              traveller: shownTraveller(traveller, told),
              told,
              locators: locatorsOf(traveller),
              ...(traveller.maskedAt !== undefined && { maskedAt: traveller.maskedAt }),
              unmaskings: masked ? await travel.unmaskings({ traveller: traveller.id }) : [],
            };
          }),
        );
        return { result: { journeys, total }, ids: found.map(({ traveller }) => traveller.id) };
      }),

    messages: (actor, travellerId) =>
      gate.pass(actor, 'read-travellers', { ids: [travellerId] }, async () => {
        const found = await travel.traveller(travellerId);
        if (!found) return { result: undefined, ids: [] };
        // What is masked is not to be read in its message either.
        const result = found.traveller.maskedAt === undefined ? await messagesOf(found.traveller) : [];
        return { result, ids: [travellerId] };
      }),

    quality: (actor, { limit = QUALITY_FILES, offset = 0 } = {}) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const since = new Date(now().getTime() - QUALITY_DAYS * DAY_MS).toISOString();
        const [verdicts, outcomes, { files, total }, senders, told] = await Promise.all([
          travel.verdictCounts(),
          travel.outcomeCounts(),
          travel.files({ limit, offset }),
          travel.qualitySince(since),
          travel.toldByFormat(since, now().toISOString()),
        ]);
        const result = {
          verdicts,
          outcomes,
          missing: missingMessages(told),
          senders: senderQuality(senders as readonly FileQuality[]),
          filesTotal: total,
          files: files.map((file) => ({
            name: file.name,
            receivedAt: file.receivedAt,
            bytes: file.bytes,
            journeys: file.journeys,
            travellers: file.travellers,
            mended: countOf(file, 'mended'),
            unreadable: countOf(file, 'unreadable'),
            noted: countOf(file, 'noted'),
            problems: file.problems,
          })),
        };
        return { result, ids: [], count: files.length };
      }),

    quarantine: (actor, { limit = QUALITY_FILES, offset = 0 } = {}) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const [{ pieces, total }, deliveries] = await Promise.all([
          travel.unreadable({ limit, offset }),
          travel.poisoned(),
        ]);
        const result = { pieces, piecesTotal: total, deliveries };
        return { result, ids: [], count: pieces.length + deliveries.length };
      }),

    shift: (actor, since) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const page = { now: now().toISOString(), limit: SHIFT_HITS, offset: 0 };
        const [inHand, proposed, same, { open }, steps] = await Promise.all([
          travel.queue({ ...page, states: HANDED, claimed: true }),
          travel.queue({ ...page, states: ['proposed'] }),
          travel.queue({ ...page, states: ['decided'], verdict: 'same', unclosed: true }),
          travel.counts(page.now),
          travel.stepsSince(since),
        ]);
        const claimed = inHand.hits.filter(({ hit }) => claimant(hit, now()) !== undefined);
        const result = {
          since,
          open,
          claimed: claimed.map(entryOf),
          proposed: proposed.hits.map(entryOf),
          decided: same.hits.map(entryOf),
          steps,
        };
        const shown = [...claimed, ...proposed.hits, ...same.hits];
        return { result, ids: idsOf(shown), count: shown.length };
      }),
  };
}

/** States in which somebody may have a hit in hand. */
const HANDED = ['open', 'suppressed', 'decided', 'proposed', 'passed'] as const;

/** Whom these hits show, and as whom they may be listed. */
const idsOf = (hits: readonly QueuedHit[]): readonly string[] =>
  hits.flatMap(({ hit }) => [hit.traveller, hit.entityId]);

const nameOf = ({ names }: Traveller): string => {
  // As a document gives it, where one does.
  const name = names.find(({ source }) => source === 'DOCS' || source === 'NAD') ?? names[0];
  return name ? [name.given, name.second, name.surname].filter(Boolean).join(' ') : '(no name)';
};

/** A traveller in one line. */
function shownTraveller(stored: StoredTraveller, told: Traveller): QueueEntry['traveller'] {
  return {
    id: stored.id,
    name: stored.maskedAt !== undefined && told.names.length === 0 ? '(masked)' : nameOf(told),
    birthDates: [...new Set(told.birthDates.map(({ value }) => value))],
    state: stored.state,
    kind: told.kind,
  };
}

/** Locators without the system that they belong to. */
const locatorsOf = (stored: StoredTraveller): readonly string[] => [
  ...new Set(
    partsOf(stored)
      .flatMap((part) => [...part.locators, ...part.traveller.locators])
      .map((locator) => locator.slice(locator.indexOf(':') + 1)),
  ),
];

const sharesBooking = (other: StoredTraveller, locators: readonly string[]): boolean =>
  locatorsOf(other).some((locator) => locators.includes(locator));

/** The stops of legs whose position is known. */
function placesOf(legs: readonly Leg[]) {
  const codes = new Set(legs.flatMap(({ from, to }) => [from, to]).filter((code) => code !== undefined));
  return Object.fromEntries(
    [...codes].flatMap((code) => {
      const place = placeOf(code);
      if (!place) return [];
      const { name, latitude, longitude, zone } = place;
      return [[code, { name, latitude, longitude, zone }]];
    }),
  );
}
