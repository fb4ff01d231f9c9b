import type { TravelProblem } from '../intake/index.ts';
import type { Gate } from '../law/index.ts';
import type { Comparison } from '../match/index.ts';
import type { Leg, Traveller } from '../model/index.ts';
import type { QueuedHit, StoredTraveller, Travel } from '../store/index.ts';
import { claimant } from './decisions.ts';
import { segmentsOf, textAt } from './kept-text.ts';
import type { KeptTravellers } from './kept-travellers.ts';
import { PLACES } from './places.ts';
import { type FileQuality, missingMessages, senderQuality } from './quality.ts';
import type { RetentionRoom } from './retention.ts';
import { mergedTraveller, partsOf } from './traveller.ts';
import { DAY_MS, QUALITY_DAYS, QUALITY_FILES } from './tuning.ts';
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
      ...(by !== undefined && { claimedBy: by }),
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
    queue: (actor, { states, limit }) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const [{ hits, total }, counts] = await Promise.all([travel.queue(states, limit), travel.counts()]);
        const result = { hits: hits.map(entryOf), total, counts, now: now().toISOString() };
        return { result, ids: hits.map(({ hit }) => hit.entityId), count: hits.length };
      }),

    hit: (actor, hitId) =>
      gate.pass(actor, 'read-travellers', { ids: [hitId] }, async () => {
        const found = await travel.hit(hitId);
        if (!found) return { result: undefined, ids: [] };
        const { hit, journey } = found;
        const traveller = await retention.seen(actor, found.traveller);
        const told = mergedTraveller(partsOf(traveller));
        const [steps, others, earlier, unmaskings] = await Promise.all([
          travel.events(hitId),
          travel.travellersOfJourney(journey.id),
          travel.decidedBefore(traveller.identity, hit.entityId, hitId),
          travel.unmaskings({ traveller: traveller.id }),
        ]);
        const locators = locatorsOf(traveller);
        const [legs = [journey.leg]] = partsOf(traveller)
          .map((part) => part.legs)
          .filter((all) => all.length > 0)
          .sort((a, b) => b.length - a.length);
        const sameBooking = others
          .filter((other) => other.id !== traveller.id && sharesBooking(other, locators))
          .map((other) => {
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
          places: placesOf([journey.leg, ...legs]),
          ...(traveller.maskedAt !== undefined && { maskedAt: traveller.maskedAt }),
          unmaskings,
        };
        return { result, ids: [hit.entityId, traveller.id] };
      }),

    journeys: (actor, text, limit) =>
      gate.pass(actor, 'read-travellers', { question: text }, async () => {
        const found = await travel.search(text, await kept.search(text), limit);
        const result = found.map(({ journey, traveller }) => {
          const told = mergedTraveller(partsOf(traveller));
          return {
            leg: journey.leg,
            dueAt: journey.dueAt,
            journeyState: journey.state,
            traveller: shownTraveller(traveller, told),
            told,
            locators: locatorsOf(traveller),
          };
        });
        return { result, ids: found.map(({ traveller }) => traveller.id) };
      }),

    messages: (actor, travellerId) =>
      gate.pass(actor, 'read-travellers', { ids: [travellerId] }, async () => {
        const found = await travel.traveller(travellerId);
        if (!found) return { result: undefined, ids: [] };
        // What is masked is not to be read in its message either.
        const result = found.traveller.maskedAt === undefined ? await messagesOf(found.traveller) : [];
        return { result, ids: [travellerId] };
      }),

    quality: (actor) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const [verdicts, files, told] = await Promise.all([
          travel.verdictCounts(),
          travel.files(QUALITY_FILES),
          travel.toldByFormat(
            new Date(now().getTime() - QUALITY_DAYS * DAY_MS).toISOString(),
            now().toISOString(),
          ),
        ]);
        const result = {
          verdicts,
          missing: missingMessages(told),
          senders: senderQuality(
            // Files of earlier editions do not say which flights they told of.
            files.flatMap((file) =>
              (file.quality as readonly FileQuality[]).map((row) => ({
                ...row,
                inTime: row.inTime ?? [],
                after: row.after ?? [],
              })),
            ),
          ),
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

    quarantine: (actor) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const [files, deliveries] = await Promise.all([travel.files(QUALITY_FILES), travel.poisoned()]);
        const result = {
          pieces: files.flatMap((file) =>
            (file.problems as readonly TravelProblem[])
              .filter(({ severity }) => severity === 'unreadable')
              .map(({ offset, reason, message }) => ({
                file: file.name,
                sha256: file.sha256,
                receivedAt: file.receivedAt,
                offset,
                reason,
                ...(message !== undefined && { message }),
              })),
          ),
          deliveries,
        };
        return { result, ids: [], count: result.pieces.length + deliveries.length };
      }),

    shift: (actor, since) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const [{ hits, total }, steps] = await Promise.all([
          travel.queue(['open', 'proposed'], 5000),
          travel.stepsSince(since),
        ]);
        const entries = hits.map(entryOf);
        const result = {
          since,
          open: total,
          claimed: entries.filter(({ claimedBy }) => claimedBy !== undefined),
          proposed: entries.filter(({ state }) => state === 'proposed'),
          steps,
        };
        return { result, ids: result.claimed.map(({ entity }) => entity.id), count: total };
      }),
  };
}

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
      const place = PLACES.get(code);
      if (!place) return [];
      const { name, latitude, longitude, zone } = place;
      return [[code, { name, latitude, longitude, zone }]];
    }),
  );
}
