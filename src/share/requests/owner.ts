import { randomBytes } from 'node:crypto';
import { formatMarking, isOwnService, PUBLIC_MARKING, parseMarking, toldTo } from '../../model/index.ts';
import type { Actor } from '../../screening/index.ts';
import { type RequestStep, uuidV7 } from '../../store/index.ts';
import { LinkError, SERVICE } from '../link/index.ts';
import { type Advice, adviceFor } from './advice.ts';
import { RequestError } from './errors.ts';
import {
  agreed,
  byPartner,
  type Consent,
  type ConsentSent,
  change,
  type Flush,
  flushing,
  found,
  type Item,
  inState,
  instant,
  MACHINE,
  need,
  type Received,
  type ReceivedBody,
  type RequestGround,
  send,
  write,
} from './ground.ts';
import { fewSteps, takeOne } from './limits.ts';
import { stricter } from './markings.ts';
import {
  type Bodies,
  KINDS,
  REFUSALS,
  type RefusalCode,
  readBody,
  readMarking,
  type SentStatement,
} from './messages.ts';
import {
  LONGEST_DEADLINE,
  LONGEST_NOTE,
  LONGEST_VALUE,
  MOST_OPEN,
  MOST_STATEMENTS,
  REQUESTS_A_DAY,
} from './tuning.ts';

export interface AnswerChoice {
  /** Ids of own statements. */
  readonly statements: readonly string[];
  /** At least this strict; each keeps what its own marking asks beyond it. */
  readonly marking: string;
  /** For the asker. */
  readonly note: string;
}

/** What the owning side does. */
export interface Owner {
  answer(actor: Actor, id: string, choice: AnswerChoice): Promise<void>;
  /** The second person: has the answer sent, or not. */
  decide(actor: Actor, id: string, accept: boolean, note: string, proposedBy: string): Promise<void>;
  refuse(actor: Actor, id: string, code: RefusalCode, note: string): Promise<void>;
  notNow(actor: Actor, id: string, until: string, note: string): Promise<void>;
  /** After an originator has answered: sends it, or gives it back to the officer. */
  resume(id: string): Promise<void>;
  /** Whoever said "not now" and did not come back, answers that went on waiting. */
  sweep(): Promise<void>;
}

const DECIDABLE = ['open', 'not-now'] as const;
/** A posted message holds 512 KiB; the rest of the answer and the signature need little. */
const LARGEST_ANSWER = 480 * 1024;

export function openOwner(ground: RequestGround, flush: Flush): Owner {
  const { store, ask, link, partners, now } = ground;
  const gate = flushing(ground.gate, flush);

  const idsOf = ({ id, partner, record, body }: Received): readonly string[] => [
    id,
    byPartner(partner),
    `reference:${body.reference}`,
    ...(record === undefined ? [] : [record]),
  ];

  link.answer(KINDS.request, async (from, body, message) => {
    const told = readBody(KINDS.request, body);
    const agreement = await partners.inForce(from);
    const purpose = agreement?.purposes.find(({ name }) => name === told.purpose);
    if (!purpose?.legalBases.includes(told.legalBasis))
      throw new LinkError('refused', `the agreement does not hold ${told.purpose} on ${told.legalBasis}`);
    readMarking(told.handling);
    if (Date.parse(told.deadline) - now().getTime() > 2 * LONGEST_DEADLINE)
      throw new LinkError('refused', 'the deadline is more than a year away');
    const known = await found(ground, told.id);
    if (known) {
      if (known.partner === from && known.side === 'received') return {};
      throw new LinkError('refused', 'this id stands for another request already: make another id');
    }
    await takeOne(ground, from, 'request', REQUESTS_A_DAY);
    const open = await store.items({
      partner: from,
      open: ['open', 'not-now', 'waiting-approval', 'waiting-originator'],
    });
    if (open.length >= MOST_OPEN)
      throw new LinkError('refused', `${MOST_OPEN} of your requests wait here already; wait for answers`);
    const resolved = await ask.resolveReference(from, told.reference);
    // Kept while the request is open, also when its epoch is over.
    if (resolved) await ask.keepReference(from, told.reference, told.deadline);
    const at = instant(ground);
    const { id, time: _, ...rest } = told;
    const by = byPartner(from);
    const item: Received = {
      id,
      kind: 'request',
      side: 'received',
      partner: from,
      state: resolved ? 'open' : 'refused',
      ...(resolved && { record: resolved.record }),
      madeAt: at,
      changedAt: at,
      body: {
        ...rest,
        jws: message.jws,
        consents: {},
        receipts: { delivered: at },
        reminders: 0,
        ...(!resolved && { refusal: { code: 'unknown-reference', note: '', at } }),
      },
    };
    await write(ground, {
      by,
      action: 'receive-request',
      purpose: told.purpose,
      legalBasis: told.legalBasis,
      allowed: resolved !== undefined,
      rule: resolved ? `agreement:${agreement?.id}` : 'unknown-reference',
      subjects: [...idsOf(item), `case:${told.caseHash}`],
    });
    await store.step(async (step) => {
      await step.put(item);
      await step.note(id, { at, by, step: 'received', note: '' });
      await send(step, from, KINDS.receipt, { request: id, step: 'delivered', time: at });
      // It stands for nobody here: no person need look, and nothing is told that the table did not tell.
      if (!resolved) {
        await step.note(id, { at, by: MACHINE, step: 'refused', note: 'unknown-reference' });
        const code = 'unknown-reference';
        await send(step, from, KINDS.answer, { request: id, outcome: 'refused', code, note: '', time: at });
      }
    });
    await flush();
    return {};
  });

  const theirs = async (from: string, id: string): Promise<Received> => {
    const item = await found(ground, id);
    if (item?.kind !== 'request' || item.side !== 'received' || item.partner !== from)
      throw new LinkError('refused', `there is no request ${id} of ${from}`);
    return item;
  };

  link.answer(
    KINDS.cancelled,
    async (from, body) => {
      const item = await theirs(from, readBody(KINDS.cancelled, body).request);
      const by = byPartner(from);
      if (['answered', 'refused', 'cancelled'].includes(item.state)) return {};
      await write(ground, { by, action: 'cancel-request', rule: 'asker', subjects: idsOf(item) });
      await store.step((step) =>
        change(step, item, instant(ground), { state: 'cancelled' }, { by, step: 'cancelled', note: '' }),
      );
      return {};
    },
    { afterEnd: true },
  );

  link.answer(KINDS.reminder, async (from, body) => {
    const { request, number } = readBody(KINDS.reminder, body);
    const item = await theirs(from, request);
    if (number <= item.body.reminders) return {};
    const by = byPartner(from);
    await write(ground, { by, action: 'remind', rule: 'asker', subjects: idsOf(item) });
    await store.step((step) =>
      change(
        step,
        item,
        instant(ground),
        { body: { ...item.body, reminders: number } },
        { by, step: 'reminded', note: '' },
      ),
    );
    return {};
  });

  link.answer(
    KINDS.feedback,
    async (from, body) => {
      const { request, samePerson, useful, note } = readBody(KINDS.feedback, body);
      const item = await theirs(from, request);
      if (item.state !== 'answered') throw new LinkError('refused', `${request} was not answered`);
      await fewSteps(ground, request);
      const at = instant(ground);
      const by = byPartner(from);
      await write(ground, {
        by,
        action: 'receive-feedback',
        rule: samePerson ? 'same-person' : 'not-same-person',
        subjects: idsOf(item),
      });
      const { reference } = item.body;
      // The partner's table goes on with this reference, so that its next question shows the pair as settled.
      if (!samePerson) await ask.carryReference(from, reference);
      await store.step(async (step) => {
        await change(
          step,
          item,
          at,
          { body: { ...item.body, feedback: { samePerson, useful, note, at } } },
          { by, step: samePerson ? 'same-person' : 'not-same-person', note },
        );
        if (samePerson) return;
        const { record } = item;
        const pair = { partner: from, reference, subject: '', request, by, reason: note, at };
        await step.suppress(record === undefined ? pair : { ...pair, record });
      });
      return {};
    },
    { afterEnd: true },
  );

  /** The chosen statements with what policy says of them now. Throws where one may not go. */
  const chosen = async (item: Received, ids: readonly string[]): Promise<readonly Advice[]> => {
    const advice = new Map((await adviceFor(ground, item)).map((one) => [one.statement.id, one]));
    return [...new Set(ids)].map((id) => {
      const one = advice.get(id);
      if (!one)
        throw new RequestError('invalid', `statement ${id} is not, or no longer, said of this record`);
      if (!one.allowed && one.originator === undefined)
        throw new RequestError('invalid', `statement ${id} may not go: ${one.reason} (${one.rule})`);
      return one;
    });
  };

  const sentOf = async (
    { partner }: Received,
    advice: readonly Advice[],
    marking: string,
    at: string,
  ): Promise<readonly SentStatement[]> => {
    const least = parseMarking(marking) ?? PUBLIC_MARKING;
    return advice.map(({ statement, consent }) => {
      const { schema, property, value, originalValue, language, grade, validFrom, validUntil, recordedFrom } =
        statement;
      const own = isOwnService(statement.sourceService, ground.serviceName);
      // Who said it first is told where it need not be asked, or agreed to be named.
      const told = !own && (consent === undefined || consent.mayBeNamed === true);
      // What a file calls its originator need be no name of a service, and would not be taken at the other end.
      const named = told && SERVICE.test(statement.sourceService);
      return {
        id: uuidV7(Date.parse(at)),
        schema,
        property,
        value: value.slice(0, LONGEST_VALUE),
        ...(originalValue !== undefined && { originalValue: originalValue.slice(0, LONGEST_VALUE) }),
        ...(language !== undefined && { language }),
        grade,
        marking: formatMarking(toldTo(stricter(statement.marking, least), partner)),
        ...(validFrom !== undefined && { validFrom }),
        ...(validUntil !== undefined && { validUntil }),
        ...(named && { originator: statement.sourceService }),
        recordedFrom,
      };
    });
  };

  /** An id for a record that this partner does not know yet. */
  const freshEntity = async (): Promise<string> =>
    `${(await partners.self()).id}:${randomBytes(16).toString('hex')}`;

  /** In a step: the answer goes out. */
  const deliver = async (
    step: RequestStep,
    item: Received,
    advice: readonly Advice[],
    sent: readonly SentStatement[],
    at: string,
    by: string,
    fresh: string,
  ): Promise<void> => {
    const { partner, record, body } = item;
    const note = body.proposal?.note ?? '';
    const entity = await step.entityFor(partner, record as string, fresh);
    for (const [i, { statement }] of advice.entries()) {
      const { id, marking } = sent[i] as SentStatement;
      await step.give({ id, partner, request: item.id, statement: statement.id, entity, marking, at });
    }
    await change(
      step,
      item,
      at,
      { state: 'answered', body: { ...body, answer: { entity, note, at } } },
      { by, step: 'answered', note },
    );
    const told: Bodies[typeof KINDS.answer] = {
      request: item.id,
      outcome: 'answered',
      entity,
      statements: [...sent],
      note,
      time: at,
    };
    await send(step, partner, KINDS.answer, told);
  };

  /** What two persons have decided goes on its way: to originators first, where there are some. Gives what it was about. */
  const proceed = async (
    item: Received,
    body: ReceivedBody,
    by: string,
    note: string,
  ): Promise<readonly string[]> => {
    const { proposal } = body;
    if (!proposal) throw new RequestError('not-now', 'nobody has chosen what goes yet: answer it first');
    const advice = await chosen(item, proposal.statements);
    const wanted = new Map<string, Advice[]>();
    for (const one of advice)
      if (one.originator !== undefined)
        wanted.set(one.originator, [...(wanted.get(one.originator) ?? []), one]);
    const at = instant(ground);
    if (wanted.size === 0) {
      const sent = await sentOf(item, advice, proposal.marking, at);
      const fresh = await freshEntity();
      await store.step(async (step) => {
        await change(step, item, at, { body }, { by, step: 'approved', note });
        await deliver(step, { ...item, body, changedAt: at }, advice, sent, at, by, fresh);
      });
      return [...idsOf(item), ...sent.map(({ id }) => `statement:${id}`)];
    }
    const consents: Record<string, Consent> = { ...body.consents };
    const asked: string[] = [];
    await store.step(async (step) => {
      const noted: { by: string; step: string; note: string }[] = [{ by, step: 'approved', note }];
      for (const [service, those] of wanted) {
        const id = uuidV7(now().getTime());
        const statements = those.map(({ givenAs }) => givenAs as string);
        for (const { statement } of those) consents[statement.id] = { id, service };
        asked.push(`consent:${id}`);
        const { purpose, legalBasis } = body;
        const about: ConsentSent = {
          request: item.id,
          statements,
          recipient: item.partner,
          purpose,
          legalBasis,
        };
        await step.put({
          id,
          kind: 'consent',
          side: 'sent',
          partner: service,
          state: 'sent',
          madeAt: at,
          changedAt: at,
          body: about,
        });
        await step.note(id, { at, by, step: 'sent', note: '' });
        await send(step, service, KINDS.consentAsk, {
          id,
          statements,
          recipient: item.partner,
          purpose,
          legalBasis,
          time: at,
        });
        noted.push({ by: MACHINE, step: 'originator-asked', note: service });
      }
      await change(step, item, at, { state: 'waiting-originator', body: { ...body, consents } }, ...noted);
    });
    return [...idsOf(item), ...asked];
  };

  const needsSecond = (advice: readonly Advice[], marking: string): boolean => {
    const { answer } = ground.twoPersons;
    if (answer !== 'marked') return answer === 'always';
    const least = parseMarking(marking) ?? PUBLIC_MARKING;
    return advice.some(({ statement }) => {
      const { tlp, originatorControl, handling, group } = stricter(statement.marking, least);
      return (
        (tlp !== 'CLEAR' && tlp !== 'GREEN') ||
        originatorControl ||
        handling !== undefined ||
        group !== undefined
      );
    });
  };

  const plain = (
    actor: Actor,
    id: string,
    run: (item: Received, at: string) => Promise<void>,
  ): Promise<void> =>
    gate.pass(actor, 'send-request', { ids: [id] }, async () => {
      const item = await need(ground, id, 'request', 'received');
      inState(item, ...DECIDABLE);
      await run(item, instant(ground));
      return { result: undefined, ids: idsOf(item) };
    });
  const checkNote = (note: string): void => {
    if (note.length > LONGEST_NOTE)
      throw new RequestError('invalid', `a note has at most ${LONGEST_NOTE} characters`);
  };

  const resume = async (id: string): Promise<void> => {
    const item = await found(ground, id);
    if (item?.kind !== 'request' || item.side !== 'received' || item.state !== 'waiting-originator') return;
    const { proposal, consents } = item.body;
    const about = (proposal?.statements ?? []).flatMap((one) => consents[one] ?? []);
    if (about.some(({ agreed: said }) => said === undefined)) return;
    const at = instant(ground);
    const back = (note: string): Promise<void> =>
      store.step((step) =>
        change(step, item, at, { state: 'open' }, { by: MACHINE, step: 'back-to-officer', note }),
      );
    if (about.some(({ agreed: said }) => said === false)) {
      // The rest is another answer than two persons decided: they decide again.
      await back('an originator does not agree');
      return;
    }
    let advice: readonly Advice[];
    try {
      await agreed(ground, item.partner);
      advice = await chosen(item, proposal?.statements ?? []);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      await back(error.message);
      return;
    }
    if (advice.some(({ allowed }) => !allowed)) {
      await back('what was chosen may not go any more');
      return;
    }
    const sent = await sentOf(item, advice, proposal?.marking ?? '', at);
    await write(ground, {
      by: MACHINE,
      action: 'send-answer',
      purpose: item.body.purpose,
      legalBasis: item.body.legalBasis,
      rule: 'originators-agreed',
      subjects: [...idsOf(item), ...sent.map((one) => `statement:${one.id}`)],
    });
    const fresh = await freshEntity();
    const by = proposal?.approvedBy ?? MACHINE;
    await store.step((step) => deliver(step, item, advice, sent, at, by, fresh));
    await flush();
  };

  return {
    answer: (actor, id, { statements, marking, note }) =>
      gate.pass(actor, 'send-request', { ids: [id] }, async () => {
        const item = await need(ground, id, 'request', 'received');
        inState(item, ...DECIDABLE);
        checkNote(note);
        await agreed(ground, item.partner);
        const read = parseMarking(marking);
        if (!read)
          throw new RequestError(
            'invalid',
            `${marking} is no marking; write TLP:GREEN, or TLP:AMBER//ORCON//H1`,
          );
        // TLP:RED is for whom it names; of the others that it names, whoever is answered does not learn.
        if (read.tlp === 'RED' && !read.recipients?.includes(item.partner))
          throw new RequestError(
            'invalid',
            `${marking} does not name ${item.partner}, so that nothing under it goes there; end it with //FOR:${item.partner}, or choose another marking`,
          );
        if (statements.length === 0 || statements.length > MOST_STATEMENTS)
          throw new RequestError(
            'invalid',
            `choose 1 to ${MOST_STATEMENTS} statements, or refuse the request`,
          );
        const advice = await chosen(item, statements);
        const at = instant(ground);
        const by = actor.account;
        const size = Buffer.byteLength(JSON.stringify(await sentOf(item, advice, marking, at)));
        if (size > LARGEST_ANSWER)
          throw new RequestError('invalid', 'this is more than one answer holds; choose fewer');
        const proposal = { statements: [...new Set(statements)], marking, note, by, at };
        if (needsSecond(advice, marking)) {
          await store.step((step) =>
            change(
              step,
              item,
              at,
              { state: 'waiting-approval', body: { ...item.body, proposal } },
              { by, step: 'answer-prepared', note: '' },
            ),
          );
          return {
            result: undefined,
            ids: [...idsOf(item), ...statements.map((one) => `own-statement:${one}`)],
          };
        }
        const ids = await proceed(item, { ...item.body, proposal: { ...proposal, approvedBy: by } }, by, '');
        return { result: undefined, ids };
      }),

    decide: (actor, id, accept, note, proposedBy) =>
      gate.pass(actor, 'decide-request', { ids: [id], matter: { proposedBy } }, async () => {
        const item = await need(ground, id, 'request', 'received');
        inState(item, 'waiting-approval');
        const { proposal, ...rest } = item.body;
        if (!proposal) throw new RequestError('not-now', 'nothing was chosen yet');
        if (actor.account === proposal.by) throw gate.samePerson('decide-request');
        const by = actor.account;
        if (accept) {
          await agreed(ground, item.partner);
          const body = { ...item.body, proposal: { ...proposal, approvedBy: by } };
          return { result: undefined, ids: await proceed(item, body, by, note) };
        }
        await store.step((step) =>
          change(step, item, instant(ground), { state: 'open', body: rest }, { by, step: 'declined', note }),
        );
        return { result: undefined, ids: idsOf(item) };
      }),

    refuse: (actor, id, code, note) =>
      plain(actor, id, async (item, at) => {
        if (!(code in REFUSALS))
          throw new RequestError(
            'invalid',
            `${code} is no reason; there are ${Object.keys(REFUSALS).join(', ')}`,
          );
        checkNote(note);
        await store.step(async (step) => {
          await change(
            step,
            item,
            at,
            { state: 'refused', body: { ...item.body, refusal: { code, note, at } } },
            { by: actor.account, step: 'refused', note: `${code} ${note}`.trim() },
          );
          await send(step, item.partner, KINDS.answer, {
            request: id,
            outcome: 'refused',
            code,
            note,
            time: at,
          });
        });
      }),

    notNow: (actor, id, until, note) =>
      plain(actor, id, async (item, at) => {
        checkNote(note);
        const ahead = Date.parse(until) - now().getTime();
        if (!(ahead > 0 && ahead <= LONGEST_DEADLINE) || new Date(until).toISOString() !== until)
          throw new RequestError(
            'invalid',
            'say until when, an instant within the next year: 2026-05-01T00:00:00.000Z',
          );
        await store.step(async (step) => {
          await change(
            step,
            item,
            at,
            { state: 'not-now', body: { ...item.body, notNow: { until, note, at } } },
            { by: actor.account, step: 'not-now', note },
          );
          await send(step, item.partner, KINDS.answer, {
            request: id,
            outcome: 'not-now',
            until,
            note,
            time: at,
          });
        });
      }),

    resume,

    async sweep() {
      const at = instant(ground);
      for (const item of (await store.items({
        open: ['not-now', 'waiting-originator'],
      })) as readonly Item[]) {
        if (item.kind !== 'request' || item.side !== 'received') continue;
        if (item.state === 'waiting-originator') await resume(item.id);
        else if ((item.body.notNow?.until ?? '') <= at)
          await store.step((step) =>
            change(step, item, at, { state: 'open' }, { by: MACHINE, step: 'reopened', note: '' }),
          );
      }
    },
  };
}
