import { createHash } from 'node:crypto';
import {
  closeListFiles,
  createTravelReader,
  openListFiles,
  type TravelItem,
  type TravelProblem,
} from '../intake/index.ts';
import type { Gate } from '../law/index.ts';
import type { Comparison, MatchEntity } from '../match/index.ts';
import type { Entity, Journey, Traveller } from '../model/index.ts';
import { type Actor, NotFoundError, type Screening } from '../screening/index.ts';
import {
  type HitChange,
  type HitEvent,
  type QueuedHit,
  type StoredHit,
  type StoredTraveller,
  type Travel,
  type TravelFile,
  uuidV7,
} from '../store/index.ts';
import { grouped } from './grouped.ts';
import { applyMessages, journeyKey } from './journeys.ts';
import { PLACES } from './places.ts';
import { qualityOf, type SenderQuality, summed } from './quality.ts';
import { fingerprintOf, mergedTraveller, partsOf, questionOf } from './traveller.ts';
import {
  BATCH,
  CLAIM_MINUTES,
  CLEARED_DAYS,
  FILES_AT_ONCE,
  GROUP,
  GROUPS_WAITING,
  HIT_LIMIT,
  KEPT_DAYS,
  KEPT_PROBLEMS,
  QUALITY_FILES,
  WATCH_THRESHOLD,
  WHOLE_FILE,
} from './tuning.ts';
import {
  type HitStep,
  type QueueEntry,
  REASONS,
  type ReceiveReport,
  type Watch,
  WatchError,
} from './types.ts';

export interface WatchOptions {
  readonly travel: Travel;
  readonly screening: Screening;
  readonly gate: Gate;
  readonly now: () => Date;
  readonly threshold?: number;
  /** Told of what fails while nobody waits for it. */
  readonly onError: (error: unknown) => void;
}

/** The machine itself, when it matches travellers; the ledger shows it apart from people. */
const MACHINE: Actor = {
  account: 'watch',
  roles: ['watch-officer'],
  purpose: 'pre-arrival',
  legalBasis: 'pnr-directive',
};

const DAY = 86_400_000;

/** What one file, or a part of a large one, tells; with the file when it is the last of it. */
interface Arrival {
  readonly journeys: readonly Journey[];
  readonly file?: TravelFile;
}

export async function openWatch({
  travel,
  screening,
  gate,
  now,
  onError,
  threshold = WATCH_THRESHOLD,
}: WatchOptions): Promise<Watch> {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const id = (): string => uuidV7(now().getTime());
  const event = (hit: string, by: string, what: string, value: Record<string, unknown> = {}): HitEvent => ({
    hit,
    at: now().toISOString(),
    by,
    what,
    value,
  });

  /** Matches travellers and writes hits; the travellers are then screened as of now. */
  const screen = async (travellers: readonly StoredTraveller[]): Promise<void> => {
    if (travellers.length === 0) return;
    const merged = travellers.map((traveller) => mergedTraveller(partsOf(traveller)));
    const questions = merged.map((traveller, place) =>
      questionOf((travellers[place] as StoredTraveller).id, traveller),
    );
    const asked = questions
      .map((question, place) => ({ question, place }))
      .filter(({ question }) => isAskable(question));
    const request = (query: MatchEntity, limit: number) => ({ query, threshold, limit });
    async function* requests() {
      for (const { question } of asked) yield request(question, HIT_LIMIT);
    }
    const found = new Map<number, { readonly entity: Entity; readonly comparison: Comparison }[]>();
    let versions: Readonly<Record<string, string>> = {};
    let at = 0;
    for await (const answer of screening.searchMany(MACHINE, requests())) {
      const { question, place } = asked[at++] as (typeof asked)[number];
      versions = answer.versions;
      const whole =
        answer.total > answer.hits.length
          ? await screening.search(MACHINE, request(question, answer.total))
          : answer;
      found.set(place, [...whole.hits]);
    }
    const [before, clearances] = await Promise.all([
      travel.hitsOf(travellers.map((traveller) => traveller.id)),
      travel.cleared(
        [...new Set(travellers.flatMap(({ identity }) => (identity ? [identity] : [])))],
        now().toISOString(),
      ),
    ]);
    const hits: StoredHit[] = [];
    const events: HitEvent[] = [];
    travellers.forEach((traveller, place) => {
      const old = before.filter((hit) => hit.traveller === traveller.id);
      const away = traveller.state === 'cancelled' || traveller.state === 'not-on-board';
      const seen = new Set<string>();
      for (const { entity, comparison } of found.get(place) ?? []) {
        seen.add(entity.id);
        const fingerprint = fingerprintOf(entity);
        const clearance = clearances.find(
          (one) =>
            one.identity === traveller.identity &&
            one.entityId === entity.id &&
            one.fingerprint === fingerprint,
        );
        const known = old.find((hit) => hit.entityId === entity.id);
        const made: StoredHit = {
          ...(known ?? {
            id: id(),
            traveller: traveller.id,
            journey: traveller.journey,
            entityId: entity.id,
            firstAt: now().toISOString(),
          }),
          caption: entity.caption,
          datasets: entity.datasets,
          versions: Object.fromEntries(entity.datasets.map((dataset) => [dataset, versions[dataset] ?? ''])),
          score: comparison.score,
          grade: comparison.grade,
          comparison,
          fingerprint,
          state: known?.state ?? (clearance ? 'suppressed' : 'open'),
          updatedAt: now().toISOString(),
          seen: (known?.seen ?? 0) + 1,
        };
        if (!known) {
          events.push(
            clearance
              ? event(made.id, MACHINE.account, 'suppressed', {
                  by: clearance.by,
                  at: clearance.at,
                  hit: clearance.hit,
                  until: clearance.expiresAt,
                })
              : event(made.id, MACHINE.account, 'made', { score: comparison.score, grade: comparison.grade }),
          );
        }
        if (away && (made.state === 'open' || made.state === 'suppressed')) {
          events.push(event(made.id, MACHINE.account, 'gone', { because: traveller.state }));
          hits.push({ ...made, state: 'gone' });
        } else if (!away && known?.state === 'gone') {
          events.push(
            event(made.id, MACHINE.account, 'reopened', { because: 'the traveller is expected again' }),
          );
          hits.push({ ...made, state: clearance ? 'suppressed' : 'open' });
        } else if (
          known &&
          known.fingerprint !== fingerprint &&
          (known.verdict === 'not-same' || known.state === 'suppressed')
        ) {
          events.push(
            event(made.id, MACHINE.account, 'reopened', { because: 'the entry changed in what mattered' }),
          );
          const { verdict: _, ...open } = made;
          hits.push({ ...open, state: 'open' });
        } else hits.push(made);
      }
      for (const hit of old) {
        if (seen.has(hit.entityId) || (hit.state !== 'open' && hit.state !== 'suppressed')) continue;
        events.push(
          event(hit.id, MACHINE.account, 'gone', { because: 'what is told now no longer matches' }),
        );
        hits.push({ ...hit, state: 'gone', updatedAt: now().toISOString() });
      }
    });
    await travel.saveHits(hits, events, travellers, now().toISOString());
    if (hits.length > 0) tell();
  };

  /** Everything that was kept and not matched yet: after a message, and after a start that follows a kill. */
  const screenWaiting = async (): Promise<void> => {
    for (;;) {
      const waiting = await travel.unscreened(BATCH);
      if (waiting.length === 0) return;
      await screen(waiting);
    }
  };

  /** What comes at the same time is kept and matched together. */
  const arrivals = grouped<Arrival>(
    async (all) => {
      const messages = all.flatMap(({ journeys }) => journeys);
      let changed: readonly StoredTraveller[] = [];
      if (messages.length > 0)
        changed = await travel.changeJourneys(
          messages.map(journeyKey),
          (found) => applyMessages(messages, found, now()),
          now().toISOString(),
        );
      for (let at = 0; at < changed.length; at += BATCH) await screen(changed.slice(at, at + BATCH));
      // Last: a file that a kill cut short is read again when it is sent again.
      await travel.addFiles(all.flatMap(({ file }) => (file ? [file] : [])));
      tell();
    },
    ({ journeys }) => journeys.reduce((sum, { travellers }) => sum + travellers.length + 1, 1),
    { group: GROUP, waiting: GROUPS_WAITING * GROUP },
  );

  // Files are read one after another: what they tell of one journey stays in order.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run, run);
    last = turn.catch(() => undefined);
    return turn;
  };

  const receive: Watch['receive'] = (actor, { name, content }) =>
    gate.pass<ReceiveReport>(actor, 'receive-messages', {}, async () => {
      const { report, kept } = await inTurn(async () => {
        const hash = createHash('sha256');
        const reader = createTravelReader({ today: now().toISOString().slice(0, 10) });
        const problems: TravelProblem[] = [];
        const count = { journeys: 0, travellers: 0, bytes: 0 };
        let quality: SenderQuality[] = [];
        let batch: Journey[] = [];
        let held: Uint8Array[] | undefined = [];
        const parts: Promise<void>[] = [];
        const take = async (items: readonly TravelItem[]): Promise<void> => {
          let size = 0;
          for (const item of items) {
            if (item.type === 'problem' && problems.length < KEPT_PROBLEMS) problems.push(item.problem);
            if (item.type !== 'journey') continue;
            count.journeys++;
            count.travellers += item.journey.travellers.length;
            batch.push(item.journey);
            quality.push(qualityOf(item.journey, now()));
            if (quality.length > BATCH) quality = summed(quality);
          }
          for (const { travellers } of batch) size += travellers.length;
          if (size < GROUP) return;
          await arrivals.room();
          parts.push(arrivals.add({ journeys: batch }));
          batch = [];
        };
        for await (const chunk of content) {
          hash.update(chunk);
          count.bytes += chunk.length;
          if (held && count.bytes <= WHOLE_FILE) {
            held.push(chunk);
            continue;
          }
          for (const early of held ?? []) await take(reader.push(early));
          held = undefined;
          await take(reader.push(chunk));
        }
        const sha256 = hash.digest('hex');
        const before = await travel.file(sha256);
        if (before) {
          const { journeys, travellers, bytes } = before;
          const report: ReceiveReport = {
            name,
            sha256,
            bytes,
            journeys,
            travellers,
            problems: [],
            repeated: true,
          };
          return { report, kept: Promise.all(parts) };
        }
        for (const early of held ?? []) await take(reader.push(early));
        await take(reader.end());
        await arrivals.room();
        const file: TravelFile = {
          id: id(),
          sha256,
          name,
          receivedAt: now().toISOString(),
          receivedBy: actor.account,
          ...count,
          problems,
          quality: summed(quality),
        };
        parts.push(arrivals.add({ journeys: batch, file }));
        const report: ReceiveReport = { name, sha256, ...count, problems, repeated: false };
        return { report, kept: Promise.all(parts) };
      });
      // Acknowledged only when it is on disk, and matched.
      await kept;
      return { result: report, ids: [], count: report.repeated ? 0 : report.travellers };
    });

  /** One step with a hit by a person: decided by the gate, alone with the hit, written to its history. */
  const step = (
    actor: Actor,
    hitId: string,
    change: (found: QueuedHit, events: readonly HitEvent[]) => HitChange,
  ): Promise<HitStep> =>
    gate.pass(actor, 'decide-hits', { ids: [hitId] }, async () => {
      const done = await travel.changeHit(hitId, (found, events) => {
        const changed = change(found, events);
        return { ...changed, result: { entityId: found.hit.entityId, event: changed.event } };
      });
      if (!done) throw new NotFoundError(`there is no hit ${hitId}`);
      tell();
      const { at, by, what, value } = done.event;
      return { result: { at, by, what, value }, ids: [done.entityId] };
    });

  const claimedByOther = (hit: StoredHit, actor: Actor): boolean =>
    hit.claimedBy !== undefined &&
    hit.claimedBy !== actor.account &&
    now().getTime() - Date.parse(hit.claimedAt ?? '') < CLAIM_MINUTES * 60_000;
  const mustBeFree = (hit: StoredHit, actor: Actor): void => {
    if (claimedByOther(hit, actor)) throw new WatchError(`${hit.claimedBy} is looking at this hit.`);
  };
  const touched = (hit: StoredHit): StoredHit => ({ ...hit, updatedAt: now().toISOString() });
  const unclaimed = ({ claimedBy: _, claimedAt: __, ...hit }: StoredHit): StoredHit => hit;

  const entryOf = ({ hit, journey, traveller }: QueuedHit): QueueEntry => {
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
      ...(hit.claimedBy &&
        now().getTime() - Date.parse(hit.claimedAt ?? '') < CLAIM_MINUTES * 60_000 && {
          claimedBy: hit.claimedBy,
        }),
      updatedAt: hit.updatedAt,
      seen: hit.seen,
    };
  };

  await screenWaiting();

  const lookBack = (): Promise<void> =>
    inTurn(async () => {
      let after = '00000000-0000-0000-0000-000000000000';
      for (;;) {
        const page = await travel.travellersAfter(after, BATCH);
        if (page.length === 0) return;
        await screen(page);
        after = (page.at(-1) as StoredTraveller).id;
      }
    });

  const receivePath: Watch['receivePath'] = async (actor, path) => {
    const files = await openListFiles([path]);
    try {
      const reports: ReceiveReport[] = [];
      // Some at once: they share the waiting for the disk. Each is read whole before the next, in order.
      for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
        const some = files.slice(at, at + FILES_AT_ONCE);
        reports.push(
          ...(await Promise.all(
            some.map((file) => receive(actor, { name: file.name, content: file.open() })),
          )),
        );
      }
      return reports;
    } finally {
      await closeListFiles(files);
    }
  };

  // What a list changes may be about somebody who is on the way already.
  screening.onChange(() => void lookBack().catch((error: unknown) => onError(error)));

  return {
    receive,
    receivePath,

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
        const { hit, journey, traveller } = found;
        const told = mergedTraveller(partsOf(traveller));
        const [steps, others, earlier] = await Promise.all([
          travel.events(hitId),
          travel.travellersOfJourney(journey.id),
          travel.decidedBefore(traveller.identity, hit.entityId, hitId),
        ]);
        const locators = locatorsOf(traveller);
        const [legs = [journey.leg]] = partsOf(traveller)
          .map((part) => part.legs)
          .filter((all) => all.length > 0)
          .sort((a, b) => b.length - a.length);
        const codes = new Set(
          [journey.leg, ...legs].flatMap(({ from, to }) => [from, to]).filter((code) => code !== undefined),
        );
        const sameBooking = others
          .filter((other) => other.id !== traveller.id && sharesBooking(other, locators))
          .map((other) => {
            const person = mergedTraveller(partsOf(other));
            const [name] = person.names;
            return {
              name: name ? `${name.given} ${name.surname}`.trim() : '(no name)',
              kind: person.kind,
              birthDates: person.birthDates,
            };
          });
        const result = {
          ...entryOf(found),
          comparison: hit.comparison as Comparison,
          versions: hit.versions,
          told,
          names: told.names,
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
          places: Object.fromEntries(
            [...codes].flatMap((code) => {
              const place = PLACES.get(code);
              return place
                ? [
                    [
                      code,
                      {
                        name: place.name,
                        latitude: place.latitude,
                        longitude: place.longitude,
                        zone: place.zone,
                      },
                    ],
                  ]
                : [];
            }),
          ),
        };
        return { result, ids: [hit.entityId, traveller.id] };
      }),

    claim: (actor, hitId) =>
      step(actor, hitId, ({ hit }) => {
        mustBeFree(hit, actor);
        return {
          hit: { ...touched(hit), claimedBy: actor.account, claimedAt: now().toISOString() },
          event: event(hitId, actor.account, 'claimed'),
        };
      }),

    release: (actor, hitId) =>
      step(actor, hitId, ({ hit }) => {
        mustBeFree(hit, actor);
        return { hit: unclaimed(touched(hit)), event: event(hitId, actor.account, 'released') };
      }),

    decide: (actor, hitId, { verdict, reason, note }) => {
      if (!REASONS[verdict].includes(reason))
        throw new WatchError(
          `${reason} is no reason for ${verdict}; there are ${REASONS[verdict].join(', ')}.`,
        );
      return step(actor, hitId, ({ hit, traveller }) => {
        mustBeFree(hit, actor);
        if (hit.state === 'proposed' || hit.state === 'passed')
          throw new WatchError('This hit is being passed on; reopen it first.');
        const { identity } = traveller;
        const at = now();
        return {
          hit: { ...unclaimed(touched(hit)), state: 'decided', verdict },
          event: event(hitId, actor.account, 'verdict', { verdict, reason, ...(note && { note }) }),
          ...(verdict === 'not-same' &&
            identity && {
              clear: {
                identity,
                entityId: hit.entityId,
                fingerprint: hit.fingerprint,
                hit: hitId,
                by: actor.account,
                at: at.toISOString(),
                expiresAt: new Date(at.getTime() + CLEARED_DAYS * DAY).toISOString(),
              },
            }),
          ...(verdict !== 'not-same' && identity && { forget: { identity, entityId: hit.entityId } }),
        };
      });
    },

    reopen: (actor, hitId, note) =>
      step(actor, hitId, ({ hit, traveller }) => {
        if (hit.state === 'open') throw new WatchError('This hit is open.');
        const { verdict: _, ...rest } = unclaimed(touched(hit));
        return {
          hit: { ...rest, state: 'open' },
          event: event(hitId, actor.account, 'reopened', { note }),
          ...(traveller.identity && { forget: { identity: traveller.identity, entityId: hit.entityId } }),
        };
      }),

    propose: (actor, hitId, { to, note }) =>
      step(actor, hitId, ({ hit }) => {
        mustBeFree(hit, actor);
        if (hit.state !== 'decided' || hit.verdict !== 'same')
          throw new WatchError('Only a hit that somebody judged to be the same person can be passed on.');
        return {
          hit: { ...touched(hit), state: 'proposed' },
          event: event(hitId, actor.account, 'proposed', { to, ...(note && { note }) }),
        };
      }),

    approve: (actor, hitId, { accept, note }) =>
      step(actor, hitId, ({ hit }, events) => {
        const proposal = events.findLast(({ what }) => what === 'proposed');
        if (hit.state !== 'proposed' || !proposal)
          throw new WatchError('Nobody has proposed to pass this hit on.');
        if (proposal.by === actor.account)
          throw new WatchError('Four eyes: whoever proposed it cannot approve it. Ask a second person.');
        return {
          hit: { ...touched(hit), state: accept ? 'passed' : 'decided' },
          event: event(hitId, actor.account, accept ? 'passed' : 'refused', {
            ...proposal.value,
            ...(note && { note }),
          }),
        };
      }),

    outcome: (actor, hitId, { outcome, note }) =>
      step(actor, hitId, ({ hit }) => {
        if (hit.state !== 'passed') throw new WatchError('This hit was not passed on.');
        return {
          hit: { ...touched(hit), ...(outcome === 'wrong-person' && { verdict: 'not-same' }) },
          event: event(hitId, actor.account, 'outcome', { outcome, ...(note && { note }) }),
        };
      }),

    journeys: (actor, text, limit) =>
      gate.pass(actor, 'read-travellers', { question: text }, async () => {
        const found = await travel.search(text, limit);
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

    quality: (actor) =>
      gate.pass(actor, 'read-travellers', {}, async () => {
        const [verdicts, files] = await Promise.all([travel.verdictCounts(), travel.files(QUALITY_FILES)]);
        const counted = (problems: readonly object[], severity: string): number =>
          (problems as readonly TravelProblem[]).filter((problem) => problem.severity === severity).length;
        const result = {
          verdicts,
          senders: summed(files.flatMap((file) => file.quality as readonly SenderQuality[])),
          files: files.map(({ name, receivedAt, bytes, journeys, travellers, problems }) => ({
            name,
            receivedAt,
            bytes,
            journeys,
            travellers,
            mended: counted(problems, 'mended'),
            unreadable: counted(problems, 'unreadable'),
            noted: counted(problems, 'noted'),
            problems,
          })),
        };
        return { result, ids: [], count: files.length };
      }),

    lookBack,

    erase: (actor) =>
      gate.pass(actor, 'erase', {}, async () => {
        const result = await travel.eraseBefore(new Date(now().getTime() - KEPT_DAYS * DAY).toISOString());
        return { result, ids: [], count: result.travellers };
      }),

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async close() {
      listeners.clear();
      await last;
    },
  };
}

/** Somebody of whom neither a name nor a document is told cannot be asked for. */
const isAskable = ({ properties }: MatchEntity): boolean =>
  ['name', 'passportNumber', 'idNumber'].some((property) => (properties[property]?.length ?? 0) > 0);

/** A traveller in one line; the name as a document gives it, where one does. */
function shownTraveller(stored: StoredTraveller, told: Traveller): QueueEntry['traveller'] {
  const name = told.names.find(({ source }) => source === 'DOCS' || source === 'NAD') ?? told.names[0];
  return {
    id: stored.id,
    name: name ? [name.given, name.second, name.surname].filter(Boolean).join(' ') : '(no name)',
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
