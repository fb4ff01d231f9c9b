import { randomInt } from 'node:crypto';
import {
  erasureProof,
  type HeldRecord,
  type SubjectCandidate,
  type SubjectQuestion,
} from '../../law/index.ts';
import type { MatchEntity } from '../../match/index.ts';
import type { Actor } from '../../screening/index.ts';
import { oprfReady } from '../oprf/index.ts';
import type { AgreementUse, AskedOf } from '../partners/index.ts';
import { answerPartners, openAnswering } from './answering.ts';
import { type Ground, openAsking, type Subject } from './asking.ts';
import { type AskEvent, type AskGround, alarm } from './ground.ts';
import { openHolding } from './holding.ts';
import { AskError } from './messages.ts';
import { type Openings, openOpenings } from './openings.ts';
import { openOwnEpochs } from './own-epochs.ts';
import { openPartnerTables } from './partner-tables.ts';
import { type PersonKey, personKeys, strengthOf } from './person-keys.ts';
import { type HitAtPartner, wipe } from './question.ts';
import { openStanding, type StandingRoom } from './standing.ts';
import { CLOCK_MILLISECONDS, KEEP_MILLISECONDS } from './tuning.ts';
import { useOf } from './use.ts';

export interface AskRequest extends Ground {
  readonly subject: Subject;
  /** Ids; all partners with an agreement where absent. */
  readonly partners?: readonly string[];
}

export interface AskedHit extends HitAtPartner {
  /** Of medium strength: about one chance hit in 100,000 pairs of the same crowd. A second person looks before it is followed up. */
  readonly needsSecondPerson: boolean;
  /** People found this pair not to be the same person before. */
  readonly suppressed: boolean;
}

/** What one partner's row shows. `none` tells nothing but that none of its releasable records shares a key. */
export type PartnerAnswer = {
  readonly partner: string;
  readonly at: string;
} & (
  | {
      readonly outcome: 'hits' | 'none';
      readonly hits: readonly AskedHit[];
      readonly epoch: number;
      readonly commitment: string;
      /** Keys that did not fit into the question. */
      readonly left: number;
      readonly budgetLeft: { readonly today: number; readonly now: number };
    }
  | { readonly outcome: 'failed'; readonly why: AskError['code']; readonly reason: string }
);

export interface Resolved {
  readonly record: string;
  readonly epoch: number;
  readonly withdrawn: boolean;
}

/** Whom a question is about, as this service may remember it. */
export interface AskedSubject {
  /** Keyed; stands for the same person at the next question. */
  readonly fingerprint: string;
  /** Names, dates and numbers: what must not stand in a text for the partner. */
  readonly values: readonly string[];
}

export interface AskRoom {
  /** Asks partners, each for itself; answers come as they arrive. Nothing is told to one of another. */
  ask(actor: Actor, request: AskRequest): AsyncIterable<PartnerAnswer>;
  watch: StandingRoom['watch'];
  watches: StandingRoom['list'];
  endWatch: StandingRoom['end'];
  /** For an overseer: whom some questions of this service were about. */
  openCommitments: Openings['open'];
  /** For an overseer: some questions of a partner by chance, which it is to open. */
  sampleCommitments(
    actor: Actor,
    partner: string,
    count: number,
  ): Promise<readonly { readonly at: string; readonly commitment: string; readonly elements: string }[]>;
  /**
   * For the owner's people: which record a partner means. A decoy stands for nobody: it raises the alarm, and gives
   * `undefined` as an unknown reference does.
   */
  resolveReference(partner: string, reference: string): Promise<Resolved | undefined>;
  /** A request on it is open: the reference is kept until then, also past its epoch. */
  keepReference(partner: string, reference: string, until: string): Promise<void>;
  /** People found the pair not to be the same: the reference goes on into the next epochs, so that the partner knows it again. */
  carryReference(partner: string, reference: string): Promise<void>;
  /** What people of this service may need of a subject when they follow a hit up. */
  describe(subject: Subject): Promise<AskedSubject>;
  /** Questions that were typed with this name, for a person who asks what is held. */
  findHeld(question: SubjectQuestion): Promise<readonly SubjectCandidate[]>;
  /** What is kept of questions about some records, and what partners know them by. */
  held(
    isWanted: (record: string) => Promise<boolean>,
    ids: readonly string[],
  ): Promise<readonly HeldRecord[]>;
  /** How much of agreements both sides have used. Says nothing of any person. */
  use(those: readonly AskedOf[]): Promise<ReadonlyMap<string, AgreementUse>>;
  /** Sends a question about nobody. */
  cover(partner: string): Promise<void>;
  /** Epochs, tables, receipts, standing questions, and what is past its time. Runs by itself, too. */
  keep(): Promise<void>;
  onEvent(listener: (event: AskEvent) => void): () => void;
  close(): Promise<void>;
}

export type AskOptions = Omit<
  AskGround,
  'tell' | 'holders' | 'holdings' | 'decoys' | 'suppressed' | 'onError'
> &
  Partial<Pick<AskGround, 'holders' | 'holdings' | 'decoys' | 'suppressed' | 'onError'>> & {
    /** Questions about nobody a day and partner, at random times; they are paid for like others. */
    readonly coverPerDay?: number;
    /** 0: only when `keep` is called. */
    readonly keepMilliseconds?: number;
  };

const DAY = 86_400_000;

/** Opens the blind question: this service answers its partners, and can ask them. */
export async function openAsk(options: AskOptions): Promise<AskRoom> {
  await oprfReady;
  const listeners = new Set<(event: AskEvent) => void>();
  const ground: AskGround = {
    holders: [],
    holdings: [],
    decoys: [],
    suppressed: async () => false,
    onError: () => undefined,
    ...options,
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
  const { store, ledger, gate, partners, now, onError } = ground;
  const epochs = openOwnEpochs(ground);
  const answers = openAnswering(ground);
  const every = options.keepMilliseconds ?? KEEP_MILLISECONDS;
  // The first question after an agreement comes sooner than the next regular look: what it needs is made at once.
  answerPartners(ground, answers, epochs, () => {
    if (every > 0) void keepOnce().catch(onError);
  });
  const holding = openHolding(ground, answers);
  const tables = openPartnerTables(ground);
  const openings = openOpenings(ground);
  const asking = openAsking(ground, tables, openings);

  const propertiesOf = async (subject: Subject): Promise<MatchEntity['properties']> => {
    if ('query' in subject) return subject.query.properties;
    const [record] = await store.records([subject.entityId]);
    const properties: Record<string, string[]> = {};
    for (const { property, value } of record?.values ?? []) {
      const known = properties[property] ?? [];
      if (!known.includes(value)) known.push(value);
      properties[property] = known;
    }
    return properties;
  };
  const keysOf = async (
    subject: Subject,
  ): Promise<{
    readonly keys: readonly PersonKey[];
    readonly subject: string;
    readonly fingerprint: string;
  }> => {
    const keys = personKeys({ properties: await propertiesOf(subject) });
    const name = 'query' in subject ? keys.map(({ text }) => text).join('\n') : subject.entityId;
    const fingerprint = await ledger.fingerprint(name);
    return { keys, fingerprint, subject: 'query' in subject ? `query:${fingerprint}` : subject.entityId };
  };
  const standing = openStanding(ground, tables, asking, keysOf);

  const shown = async (partner: string, fingerprint: string, hit: HitAtPartner): Promise<AskedHit> => ({
    ...hit,
    needsSecondPerson: hit.strength === 'medium',
    suppressed: await ground.suppressed(partner, fingerprint, hit.reference),
  });

  async function* ask(actor: Actor, request: AskRequest): AsyncIterable<PartnerAnswer> {
    const write = await gate.open(actor, 'ask-partners');
    const wanted = request.partners ?? (await partners.list()).map(({ party }) => party.id);
    const { keys, subject, fingerprint } = await keysOf(request.subject);
    const ids = 'query' in request.subject ? [] : [request.subject.entityId];

    const one = async (partner: string): Promise<PartnerAnswer> => {
      const about = { subject, account: actor.account };
      const told = { ids: [...ids, `partner:${partner}`], question: subject };
      try {
        const looked = await asking.askOne(partner, keys, about, request, (commitment) =>
          write({ ...told, ids: [...told.ids, `commitment:${commitment}`] }, [], 1),
        );
        wipe(looked.outputs);
        const hits = await Promise.all(looked.hits.map((hit) => shown(partner, fingerprint, hit)));
        const references = hits.map(({ reference }) => `reference:${reference}`);
        await write(
          { ...told, ids: [...told.ids, `commitment:${looked.commitment}`] },
          references,
          hits.length,
        );
        const { epoch, commitment, left, budgetLeft } = looked;
        const outcome = hits.length > 0 ? 'hits' : 'none';
        return { partner, at: now().toISOString(), outcome, hits, epoch, commitment, left, budgetLeft };
      } catch (error) {
        await write(told, [], 0);
        const known = error instanceof AskError;
        // What nobody expected is for the operator; the other partners' rows come none the less.
        if (!known) onError(error);
        return {
          partner,
          at: now().toISOString(),
          outcome: 'failed',
          why: known ? error.code : 'unreachable',
          reason: known ? error.message : 'something failed in this service; its log tells more',
        };
      }
    };

    if (keys.length === 0) {
      await write({ ids, question: subject }, [], 0);
      for (const partner of wanted)
        yield {
          partner,
          at: now().toISOString(),
          outcome: 'failed',
          why: 'size',
          reason:
            'nothing identifies this person well enough to be asked for: a document, or two names and a birth date, are needed',
        };
      return;
    }
    const running = new Map(
      [...new Set(wanted)].map((partner) => [partner, one(partner).then((answer) => ({ partner, answer }))]),
    );
    // Whoever stops listening does not stop what was sent.
    for (const each of running.values()) each.catch(onError);
    while (running.size > 0) {
      const { partner, answer } = await Promise.race(running.values());
      running.delete(partner);
      yield answer;
    }
  }

  const cover = async (partner: string): Promise<void> => {
    const agreement = await partners.inForce(partner);
    const purpose = agreement?.purposes[randomInt(agreement.purposes.length)];
    const legalBasis = purpose?.legalBases[randomInt(purpose.legalBases.length)];
    if (!purpose || legalBasis === undefined) return;
    const why = { purpose: purpose.name, legalBasis, caseNumber: '' };
    await asking.askOne(partner, undefined, { subject: 'cover', account: 'machine' }, why, (commitment) =>
      ledger.append({
        at: now().toISOString(),
        account: 'machine',
        roles: ['machine'],
        purpose: why.purpose,
        legalBasis,
        action: 'ask-partners',
        allowed: true,
        rule: 'cover',
        subjects: [`partner:${partner}`, `commitment:${commitment}`],
        count: 1,
      }),
    );
  };

  const eraseOld = async (): Promise<void> => {
    const gone = await store.sweep(now(), new Date(now().getTime() - 2 * CLOCK_MILLISECONDS));
    const count = gone.openings.length + gone.references.length;
    if (count === 0) return;
    await ledger.append({
      at: now().toISOString(),
      account: 'machine',
      roles: ['machine'],
      purpose: 'administration',
      legalBasis: 'accountability',
      action: 'erase',
      allowed: true,
      rule: 'erasure-is-automatic',
      subjects: erasureProof({ 'ask-openings': gone.openings, 'ask-references': gone.references }),
      count,
    });
  };

  const keep = async (): Promise<void> => {
    const failed: unknown[] = [];
    // One that fails (a partner is away) does not keep the others.
    for (const step of [epochs.keep, holding.keep, tables.keep, standing.keep, eraseOld])
      await step().catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw failed[0];
  };
  let keeping: Promise<void> | undefined;
  const keepOnce = (): Promise<void> => {
    keeping ??= keep().finally(() => {
      keeping = undefined;
    });
    return keeping;
  };

  const timers = new Set<NodeJS.Timeout>();
  let closed = false;
  if (every > 0) {
    const timer = setInterval(() => void keepOnce().catch(onError), every);
    timer.unref();
    timers.add(timer);
    void keepOnce().catch(onError);
  }
  /** Times between are exponential, as those of independent events are: one cover tells nothing of the next. */
  const coverLater = (): void => {
    const perDay = options.coverPerDay ?? 0;
    if (perDay <= 0 || closed) return;
    const wait = Math.min(DAY, -Math.log(1 - randomInt(2 ** 40) / 2 ** 40) * (DAY / perDay));
    const timer = setTimeout(async () => {
      timers.delete(timer);
      try {
        for (const { party } of await partners.list()) await cover(party.id).catch(onError);
      } catch (error) {
        onError(error);
      }
      coverLater();
    }, wait);
    timer.unref();
    timers.add(timer);
  };
  coverLater();

  return {
    ask,
    cover,
    async describe(subject) {
      const { fingerprint } = await keysOf(subject);
      return { fingerprint, values: Object.values(await propertiesOf(subject)).flatMap((all) => all ?? []) };
    },
    findHeld: openings.findHeld,
    async held(isWanted, ids) {
      const keys = (await store.records(ids))
        .flatMap(({ values }) => personKeys({ properties: grouped(values) }))
        .filter(({ family }) => strengthOf(family) === 'strong');
      return [
        ...(await openings.held(isWanted, { ids, keys: new Set(keys.map(({ text }) => text)) })),
        ...(await standing.held(isWanted, ids)),
        ...(await store.referencesTo(ids)).map((one) => ({
          kind: 'reference that a partner knows it by',
          id: `reference:${one.reference}`,
          value: one,
        })),
      ];
    },
    use: (those) => useOf(ground, those),
    watch: standing.watch,
    watches: standing.list,
    endWatch: standing.end,
    openCommitments: openings.open,
    sampleCommitments: (actor, partner, count) =>
      gate.pass(actor, 'open-commitments', { ids: [`partner:${partner}`] }, async () => {
        const found: { at: string; commitment: string; elements: string }[] = [];
        const named = (subjects: readonly string[], name: string): string =>
          subjects.find((one) => one.startsWith(name))?.slice(name.length) ?? '';
        for (let before: number | undefined; ; ) {
          const page = await ledger.read({
            ...(before !== undefined && { before }),
            limit: 500,
            account: `partner:${partner}`,
            action: 'answer-question',
          });
          for (const { at, subjects, allowed } of page)
            if (allowed)
              found.push({
                at,
                commitment: named(subjects, 'commitment:'),
                elements: named(subjects, 'elements:'),
              });
          before = page.at(-1)?.seq;
          if (page.length < 500) break;
        }
        const chosen = Array.from({ length: Math.min(count, found.length) }, () =>
          found.splice(randomInt(found.length), 1).flat(),
        ).flat();
        return { result: chosen, ids: chosen.map(({ commitment }) => `commitment:${commitment}`) };
      }),
    async resolveReference(partner, reference) {
      const found = await store.reference(partner, reference);
      if (!found) return undefined;
      if (found.decoy) {
        await alarm(ground, partner, 'decoy');
        return undefined;
      }
      return { record: found.record, epoch: found.epoch, withdrawn: found.withdrawnAt !== undefined };
    },
    async keepReference(partner, reference, until) {
      if (await store.reference(partner, reference)) await store.keepReference(reference, until);
    },
    async carryReference(partner, reference) {
      if (await store.reference(partner, reference)) await store.carryReference(reference);
    },
    keep: keepOnce,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      listeners.clear();
      await keeping?.catch(() => undefined);
    },
  };
}

function grouped(
  values: readonly { readonly property: string; readonly value: string }[],
): Record<string, string[]> {
  const properties: Record<string, string[]> = {};
  for (const { property, value } of values) properties[property] = [...(properties[property] ?? []), value];
  return properties;
}
