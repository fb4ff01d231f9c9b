import type { Actor } from '../../screening/index.ts';
import type { ActiveCase, Deconfliction, SuppressedPair } from '../../store/index.ts';
import type { AskedHit, AskRequest, PartnerAnswer } from '../ask/index.ts';
import { LinkError } from '../link/index.ts';
import type { Agreement, AgreementTerms } from '../partners/index.ts';
import { adviceFor } from './advice.ts';
import { type Asker, type Feedback, type NewRequest, openAsker } from './asker.ts';
import { openConsents } from './consents.ts';
import { type Endings, openEndings } from './endings.ts';
import { RequestError } from './errors.ts';
import { figuresOf, type PartnerFigures } from './figures.ts';
import {
  byPartner,
  change,
  flushing,
  found,
  type Item,
  instant,
  MACHINE,
  type ReceivedBody,
  type RequestGround,
  type SentBody,
  send,
  write,
  writeErased,
} from './ground.ts';
import { fewSteps, takeOne } from './limits.ts';
import { KINDS, type RefusalCode, readBody } from './messages.ts';
import { type AnswerChoice, openOwner } from './owner.ts';
import { DAY, LONGEST_NOTE } from './tuning.ts';
import {
  adviceRow,
  type RequestPage,
  type RequestRow,
  rowOf,
  type SharedRow,
  type StatementRow,
  sharedRow,
  statementRow,
} from './views.ts';

/** A hit, with whether both work on the person. */
export interface FollowedHit extends AskedHit {
  /** Both work on this person: whom to call there. */
  readonly deconfliction?: { readonly contact: string };
}
export type FollowedAnswer =
  | (Omit<Extract<PartnerAnswer, { outcome: 'hits' | 'none' }>, 'hits'> & {
      readonly hits: readonly FollowedHit[];
    })
  | Extract<PartnerAnswer, { outcome: 'failed' }>;

export interface FollowedAsk extends AskRequest {
  /** Somebody here works on this person, who is on no list: whom a partner may call. */
  readonly activeCase?: { readonly contact: string };
}

/** A partner that can be asked, and what the agreement holds. */
export interface AskablePartner {
  readonly id: string;
  readonly title: string;
  readonly purposes: AgreementTerms['purposes'];
  readonly families: AgreementTerms['families'];
  readonly questionsPerDay: number;
  readonly deconfliction: boolean;
}

export interface RequestFilter {
  readonly partner?: string;
  readonly side?: 'sent' | 'received';
  readonly kind?: 'request' | 'consent';
  readonly state?: string;
}

/** Requests, answers, corrections: what people of two services do after a hit. All of it passes the gate. */
export interface RequestsRoom {
  /** The blind question, with what follows of it at once: whether both work on the person. */
  ask(actor: Actor, request: FollowedAsk): AsyncIterable<FollowedAnswer>;
  /** Whom this service may ask, and for what; for those who may ask. */
  askable(actor: Actor): Promise<readonly AskablePartner[]>;
  list(actor: Actor, filter?: RequestFilter): Promise<readonly RequestRow[]>;
  show(actor: Actor, id: string): Promise<RequestPage>;
  prepare(actor: Actor, request: NewRequest): Promise<RequestPage>;
  /** The second person, whatever waits for one: a request, an answer, a consent. */
  approve(actor: Actor, id: string, accept: boolean, note: string): Promise<RequestPage>;
  cancel(actor: Actor, id: string, note: string): Promise<RequestPage>;
  answer(actor: Actor, id: string, choice: AnswerChoice): Promise<RequestPage>;
  refuse(actor: Actor, id: string, code: RefusalCode, note: string): Promise<RequestPage>;
  notNow(actor: Actor, id: string, until: string, note: string): Promise<RequestPage>;
  consent(
    actor: Actor,
    id: string,
    choice: { readonly agreed: boolean; readonly mayBeNamed: boolean; readonly note: string },
  ): Promise<RequestPage>;
  feedback(actor: Actor, id: string, feedback: Feedback): Promise<RequestPage>;
  /** Takes "not the same person" back, on both sides. */
  reopen(actor: Actor, id: string, reason: string): Promise<RequestPage>;
  correct: Endings['correct'];
  /** Everything given to a partner, and everything that came from it. */
  shared(
    actor: Actor,
    partner: string,
  ): Promise<{ readonly given: readonly SharedRow[]; readonly got: readonly SharedRow[] }>;
  pairs(actor: Actor): Promise<readonly SuppressedPair[]>;
  activeCases(actor: Actor): Promise<readonly ActiveCase[]>;
  /** Says that somebody works on a record; no contact: nobody does any more. */
  setActiveCase(actor: Actor, record: string, contact: string | undefined): Promise<void>;
  deconflictions(actor: Actor): Promise<readonly Deconfliction[]>;
  /** Instants; the last year where they are left out. */
  figures(actor: Actor, from?: string, until?: string): Promise<readonly PartnerFigures[]>;
  /** Reminders, what "not now" put off, what lists do not say any more, what is past its time. */
  sweep(): Promise<void>;
  /** The agreement with a partner is over. */
  over(partner: string, agreement: Pick<Agreement, 'keepReceived'>): Promise<void>;
  close(): Promise<void>;
}

const OVER = ['answered', 'refused', 'cancelled', 'declined', 'agreed'];
const LONGEST_CONTACT = 300;
const YEAR = 366 * 86_400_000;

export function openRequests(ground: RequestGround): RequestsRoom {
  const { store, ask, link, partners, outbox, now, onError } = ground;

  let moving: Promise<void> = Promise.resolve();
  /** One at a time: messages keep their order. What fails is tried again with the next step, and by the sweep. */
  const flush = (): Promise<void> => {
    moving = moving
      .then(async () => {
        for (let next = await store.outgoing(); next; next = await store.outgoing()) {
          await outbox.post(next.partner, next.kind, next.body);
          await store.went(next.seq);
        }
      })
      .catch(onError);
    return moving;
  };

  const gate = flushing(ground.gate, flush);
  const asker: Asker = openAsker(ground, flush);
  const owner = openOwner(ground, flush);
  const consents = openConsents(ground, flush, owner.resume);
  const endings = openEndings(ground, flush);

  const withPartner = async (from: string, id: string): Promise<Item & { kind: 'request' }> => {
    const item = await found(ground, id);
    if (item?.kind !== 'request' || item.partner !== from)
      throw new LinkError('refused', `there is no request ${id} with ${from}`);
    return item;
  };

  link.answer(
    KINDS.receipt,
    async (from, body) => {
      const { request, step: what, time } = readBody(KINDS.receipt, body);
      const item = await withPartner(from, request);
      const ofOurs = what === 'delivered' || what === 'read';
      if ((item.side === 'sent') !== ofOurs || item.body.receipts[what] !== undefined) return {};
      const by = byPartner(from);
      await write(ground, { by, action: 'receive-receipt', rule: what, subjects: [request] });
      const receipts = { ...item.body.receipts, [what]: time };
      await store.step((step) =>
        change(
          step,
          item,
          instant(ground),
          {
            ...(item.state === 'sent' && { state: 'delivered' }),
            body: { ...item.body, receipts } as SentBody & ReceivedBody,
          },
          { by, step: what, note: '' },
        ),
      );
      return {};
    },
    { afterEnd: true },
  );

  link.answer(KINDS.reopened, async (from, body) => {
    const { request, reference, reason } = readBody(KINDS.reopened, body);
    const item = await withPartner(from, request);
    if (item.body.reference !== reference)
      throw new LinkError('refused', 'the request has another reference');
    await fewSteps(ground, request);
    const by = byPartner(from);
    const at = instant(ground);
    await write(ground, {
      by,
      action: 'reopen-pair',
      rule: 'partner',
      subjects: [request, `reference:${reference}`],
    });
    await store.step(async (step) => {
      if ((await step.reopen(from, reference, at)) > 0)
        await step.note(request, { at, by, step: 'pair-reopened', note: reason });
    });
    return {};
  });

  link.answer(KINDS.deconfliction, async (from, body) => {
    const { reference, contact } = readBody(KINDS.deconfliction, body);
    const agreement = await partners.inForce(from);
    if (!agreement?.deconfliction)
      throw new LinkError('refused', 'the agreement holds no deconfliction: agree on it first');
    // It follows a hit, and each hit a question.
    await takeOne(ground, from, 'deconfliction', agreement.questionsPerDay);
    const record = (await ask.resolveReference(from, reference))?.record;
    const active = record === undefined ? undefined : await store.activeCase(await store.canonicalOf(record));
    const by = byPartner(from);
    // Who does not work on the person learns nothing: not even here does it stand whom the partner meant.
    await write(ground, {
      by,
      action: 'deconflict',
      rule: active ? 'both-work' : 'no-case-here',
      allowed: active !== undefined,
      subjects: active ? [active.record] : [],
    });
    if (!active) return { contact: null };
    const at = instant(ground);
    await store.putDeconfliction({
      partner: from,
      record: active.record,
      side: 'owned',
      reference,
      contact,
      at,
    });
    return { contact: active.contact };
  });

  /** Tells the owner that both work on the person, and asks whom to call there. */
  const deconflict = async (
    actor: Actor,
    partner: string,
    reference: string,
    mine: { readonly record: string; readonly contact: string },
  ): Promise<string | undefined> => {
    const at = instant(ground);
    const told = { reference, contact: mine.contact, time: at };
    const ids = [byPartner(partner), `reference:${reference}`, mine.record];
    const tell = await gate.open(actor, 'ask-partners');
    await tell({ ids }, [], 1);
    const answer = (await link.call(partner, KINDS.deconfliction, told, { repeatable: true })) as {
      readonly contact?: unknown;
    } | null;
    const contact = answer?.contact;
    if (typeof contact !== 'string' || contact === '' || contact.length > LONGEST_CONTACT) return undefined;
    await store.putDeconfliction({ partner, record: mine.record, side: 'asked', reference, contact, at });
    return contact;
  };

  async function* followed(actor: Actor, request: FollowedAsk): AsyncIterable<FollowedAnswer> {
    const { activeCase, ...asked } = request;
    for await (const answer of ask.ask(actor, asked)) {
      if (answer.outcome !== 'hits') {
        yield answer;
        continue;
      }
      const mine =
        'entityId' in request.subject
          ? await store.activeCase(await store.canonicalOf(request.subject.entityId))
          : activeCase && {
              record: `query:${(await ask.describe(request.subject)).fingerprint}`,
              contact: activeCase.contact,
            };
      const hits: FollowedHit[] = [];
      for (const hit of answer.hits) {
        // Only who works on the person, too, learns that the partner does.
        const contact =
          hit.activeCase && !hit.suppressed && mine
            ? await deconflict(actor, answer.partner, hit.reference, mine).catch((error: unknown) => {
                // The hit is told none the less; the next look tells the partner again.
                onError(error);
                return undefined;
              })
            : undefined;
        hits.push({
          ...hit,
          activeCase: hit.activeCase && mine !== undefined,
          ...(contact !== undefined && { deconfliction: { contact } }),
        });
      }
      yield { ...answer, hits };
    }
  }

  const suppressedIn = async (): Promise<(item: Item) => boolean> => {
    const pairs = (await store.pairs()).filter(({ reopenedAt }) => reopenedAt === undefined);
    const known = new Set(
      pairs.map(({ partner, reference, subject }) => `${partner} ${reference} ${subject}`),
    );
    return (item) =>
      item.kind === 'request' &&
      known.has(
        `${item.partner} ${item.body.reference} ${item.side === 'sent' ? item.body.fingerprint : ''}`,
      );
  };

  const page = async (actor: Actor, item: Item): Promise<RequestPage> => {
    const at = instant(ground);
    const suppressed = (await suppressedIn())(item);
    const shared = await store.shared({ request: item.id });
    const rows: SharedRow[] = [];
    for (const one of shared) {
      const statement = await store.statement(one.statement);
      if (statement) rows.push(sharedRow(one, statement));
    }
    const base = {
      ...rowOf(item, actor.account, suppressed, at),
      events: await store.events(item.id),
      shared: rows,
      suppressed,
    };
    if (item.kind === 'consent') {
      const about =
        item.side === 'received'
          ? (await consents.statements(item)).map(({ givenAs, ...one }) => ({
              ...(statementRow(one) satisfies StatementRow),
              sharedAs: givenAs,
              allowed: true,
              rule: 'originator',
              reason: 'this service said it; it goes further only if this service agrees',
              fits: true,
            }))
          : [];
      const proposal = item.side === 'received' ? item.body.proposal : undefined;
      return { ...base, advice: about, groups: [], consents: [], ...(proposal && { proposal }) };
    }
    const { answer, proposal } = item.body;
    const advice =
      item.side === 'received' &&
      ['open', 'not-now', 'waiting-approval', 'waiting-originator'].includes(item.state)
        ? await adviceFor(ground, item)
        : [];
    const asked = item.side === 'received' ? Object.values(item.body.consents) : [];
    const told = new Map(
      asked.map(({ id, service, agreed }) => [
        id,
        { id, service, state: agreed === undefined ? 'sent' : agreed ? 'agreed' : 'refused' },
      ]),
    );
    return {
      ...base,
      advice: advice.map((one) => adviceRow(one, item.body.handling)),
      groups: advice.length > 0 ? ((await partners.inForce(item.partner))?.groups[item.partner] ?? []) : [],
      consents: [...told.values()],
      ...(proposal && { proposal }),
      ...(answer && { answer: { entity: answer.entity, note: answer.note, at: answer.at } }),
    };
  };

  /** Ids that a look at a page is written down with. */
  const looked = (one: RequestPage): readonly string[] => [
    one.id,
    byPartner(one.partner),
    ...(one.record === undefined ? [] : [one.record]),
    ...(one.answer ? [one.answer.entity] : []),
    ...one.shared.map(({ sharedAs }) => `statement:${sharedAs}`),
  ];

  /** The first look of somebody here is told: whoever waits knows that it is not lost. */
  const tellRead = async (item: Item): Promise<Item> => {
    if (item.kind !== 'request') return item;
    const what = item.side === 'received' ? 'read' : item.state === 'answered' ? 'answer-read' : undefined;
    if (what === undefined || item.body.receipts[what] !== undefined) return item;
    if (!(await partners.inForce(item.partner))) return item;
    const at = instant(ground);
    await store.step(async (step) => {
      const receipts = { ...item.body.receipts, [what]: at };
      await change(step, item, at, { body: { ...item.body, receipts } as SentBody & ReceivedBody });
      await send(step, item.partner, KINDS.receipt, { request: item.id, step: what, time: at });
    });
    return (await found(ground, item.id)) ?? item;
  };

  const show = (actor: Actor, id: string): Promise<RequestPage> =>
    gate.pass(actor, 'read-requests', { ids: [id] }, async () => {
      const item = await found(ground, id);
      if (!item) throw new RequestError('unknown', `there is no request ${id}; see: tocsin requests list`);
      const result = await page(actor, await tellRead(item));
      return { result, ids: looked(result) };
    });
  /** Does a step, then shows what it has become. */
  const then = async (actor: Actor, id: string, done: Promise<void>): Promise<RequestPage> => {
    await done;
    return show(actor, id);
  };

  const sweep = async (): Promise<void> => {
    const failed: unknown[] = [];
    // One that fails does not keep the others.
    for (const step of [
      asker.remind,
      owner.sweep,
      endings.withdrawStale,
      endings.eraseOld,
      async () => {
        const before = new Date(now().getTime() - ground.days.kept * DAY).toISOString();
        await writeErased(ground, { requests: await store.sweep(before, OVER) });
      },
      flush,
    ])
      await step().catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw failed[0];
  };

  return {
    ask: followed,
    show,
    sweep,
    askable: (actor) =>
      gate.pass(actor, 'ask-partners', {}, async () => {
        const result = (await partners.list()).map(({ party, agreement }) => {
          const { purposes, families, questionsPerDay, deconfliction } = agreement;
          return { id: party.id, title: party.title, purposes, families, questionsPerDay, deconfliction };
        });
        return { result, ids: result.map(({ id }) => byPartner(id)) };
      }),
    list: (actor, filter = {}) =>
      gate.pass(actor, 'read-requests', {}, async () => {
        const suppressed = await suppressedIn();
        const at = instant(ground);
        const items = (await store.items(
          filter.partner === undefined ? {} : { partner: filter.partner },
        )) as readonly Item[];
        const result = items
          .filter(
            ({ side, kind, state }) =>
              (filter.side === undefined || side === filter.side) &&
              (filter.kind === undefined || kind === filter.kind) &&
              (filter.state === undefined || state === filter.state),
          )
          .map((item) => rowOf(item, actor.account, suppressed(item), at));
        return { result, ids: result.flatMap(({ record }) => record ?? []), count: result.length };
      }),
    async prepare(actor, request) {
      return show(actor, await asker.prepare(actor, request));
    },
    async approve(actor, id, accept, note) {
      const item = await found(ground, id);
      const side =
        item?.kind === 'consent' ? consents.approve : item?.side === 'sent' ? asker.decide : owner.decide;
      // The policy, too, may ask who prepared it.
      const waits = item?.kind === 'consent' && item.side === 'sent' ? undefined : item?.body.proposal;
      return then(actor, id, side(actor, id, accept, note, waits?.by ?? ''));
    },
    cancel: (actor, id, note) => then(actor, id, asker.cancel(actor, id, note)),
    answer: (actor, id, choice) => then(actor, id, owner.answer(actor, id, choice)),
    refuse: (actor, id, code, note) => then(actor, id, owner.refuse(actor, id, code, note)),
    notNow: (actor, id, until, note) => then(actor, id, owner.notNow(actor, id, until, note)),
    consent: (actor, id, choice) => then(actor, id, consents.decide(actor, id, choice)),
    feedback: (actor, id, feedback) => then(actor, id, asker.feedback(actor, id, feedback)),
    reopen: (actor, id, reason) =>
      then(
        actor,
        id,
        gate.pass(actor, 'send-request', { ids: [id] }, async () => {
          const item = await found(ground, id);
          if (item?.kind !== 'request') throw new RequestError('unknown', `there is no request ${id}`);
          if (reason.trim() === '' || reason.length > LONGEST_NOTE)
            throw new RequestError('invalid', 'say why: the partner gets it, too');
          const { reference } = item.body;
          const at = instant(ground);
          await store.step(async (step) => {
            if ((await step.reopen(item.partner, reference, at)) === 0)
              throw new RequestError(
                'not-now',
                'nobody says any more that it is not the same person: there is nothing to take back',
              );
            await step.note(id, { at, by: actor.account, step: 'pair-reopened', note: reason });
            await send(step, item.partner, KINDS.reopened, { request: id, reference, reason, time: at });
          });
          return { result: undefined, ids: [id, `reference:${reference}`] };
        }),
      ),
    correct: endings.correct,
    shared: (actor, partner) =>
      gate.pass(actor, 'read-requests', { ids: [byPartner(partner)] }, async () => {
        const rows = { given: [] as SharedRow[], got: [] as SharedRow[] };
        for (const one of await store.shared({ partner })) {
          const statement = await store.statement(one.statement);
          if (statement) rows[one.side].push(sharedRow(one, statement));
        }
        const ids = [...rows.given, ...rows.got].map(({ sharedAs }) => `statement:${sharedAs}`);
        return { result: rows, ids };
      }),
    pairs: (actor) =>
      gate.pass(actor, 'read-requests', {}, async () => {
        const result = await store.pairs();
        return { result, ids: result.map(({ reference }) => `reference:${reference}`) };
      }),
    activeCases: (actor) =>
      gate.pass(actor, 'read-requests', {}, async () => {
        const result = await store.activeCases();
        return { result, ids: result.map(({ record }) => record) };
      }),
    setActiveCase: (actor, id, contact) =>
      gate.pass(actor, 'send-request', { ids: [id] }, async () => {
        if (contact !== undefined && (contact.trim() === '' || contact.length > LONGEST_CONTACT))
          throw new RequestError(
            'invalid',
            `say whom a partner may call, in at most ${LONGEST_CONTACT} characters`,
          );
        const record = await store.canonicalOf(id);
        if ((await store.statements(record)).length === 0)
          throw new RequestError('unknown', `there is no record ${id}`);
        await store.setActiveCase({
          record,
          by: actor.account,
          since: instant(ground),
          ...(contact !== undefined && { contact }),
        });
        await ground.changed();
        return { result: undefined, ids: [record] };
      }),
    deconflictions: (actor) =>
      gate.pass(actor, 'read-requests', {}, async () => {
        const result = await store.deconflictions();
        return { result, ids: result.map(({ record }) => record) };
      }),
    figures: (actor, from, until) =>
      gate.pass(actor, 'read-requests', {}, async () => {
        const to = until ?? new Date(now().getTime() + 1).toISOString();
        const result = await figuresOf(ground, from ?? new Date(now().getTime() - YEAR).toISOString(), to);
        return { result, ids: result.map(({ partner }) => byPartner(partner)) };
      }),
    async over(partner, { keepReceived = false }) {
      const at = instant(ground);
      for (const item of (await store.items({ partner })) as readonly Item[]) {
        if (OVER.includes(item.state)) continue;
        await store.step((step) =>
          change(
            step,
            item,
            at,
            { state: 'cancelled' },
            { by: MACHINE, step: 'cancelled', note: 'the agreement is over' },
          ),
        );
        if (item.kind === 'consent' && item.side === 'sent') await owner.resume(item.body.request);
      }
      if (!keepReceived) await endings.eraseFrom(partner);
    },
    close: () => moving,
  };
}
