import { isOwnService, parseMarking } from '../../model/index.ts';
import type { Actor } from '../../screening/index.ts';
import { uuidV7 } from '../../store/index.ts';
import type { Strength, Subject } from '../ask/index.ts';
import { LinkError } from '../link/index.ts';
import { RequestError } from './errors.ts';
import {
  agreed,
  byPartner,
  change,
  type Flush,
  flushing,
  found,
  type Item,
  inState,
  instant,
  MACHINE,
  need,
  type RequestGround,
  type Sent,
  type SentBody,
  send,
  write,
} from './ground.ts';
import { fewSteps } from './limits.ts';
import { checkStatement, KINDS, readBody, readMarking } from './messages.ts';
import { namedIn } from './named-words.ts';
import { DAY, LONGEST_DEADLINE, LONGEST_QUESTION, MOST_REMINDERS } from './tuning.ts';

export interface NewRequest {
  readonly partner: string;
  /** Of a hit, as the blind question gave it. */
  readonly reference: string;
  readonly epoch: number;
  readonly strength: Strength;
  /** Whom the question was about: stays here. */
  readonly subject: Subject;
  /** As the agreement names them. */
  readonly purpose: string;
  readonly legalBasis: string;
  /** Stays here; the partner gets a keyed hash. */
  readonly caseNumber: string;
  /** The strictest marking under which an answer is of use. */
  readonly handling: string;
  /** What is wanted, in words that name nobody. */
  readonly question: string;
  /** ISO 8601 instant. */
  readonly deadline?: string;
}

export interface Feedback {
  readonly samePerson: boolean;
  readonly useful: boolean;
  readonly note: string;
}

/** What the asking side does. */
export interface Asker {
  prepare(actor: Actor, request: NewRequest): Promise<string>;
  /** The second person: sends it, or not. */
  decide(actor: Actor, id: string, accept: boolean, note: string, proposedBy: string): Promise<void>;
  cancel(actor: Actor, id: string, note: string): Promise<void>;
  feedback(actor: Actor, id: string, feedback: Feedback): Promise<void>;
  /** Reminders that are due. */
  remind(): Promise<void>;
}

export const datasetOf = (partner: string): string => `from_${partner.replaceAll('-', '_')}`;
const WAITING = ['sent', 'delivered', 'not-now'] as const;

export function openAsker(ground: RequestGround, flush: Flush): Asker {
  const { store, ask, ledger, link, partners, now } = ground;
  const gate = flushing(ground.gate, flush);

  const checked = async (
    request: NewRequest,
  ): Promise<{ readonly fingerprint: string; readonly deadline: string }> => {
    const agreement = await agreed(ground, request.partner);
    const purpose = agreement.purposes.find(({ name }) => name === request.purpose);
    if (!purpose?.legalBases.includes(request.legalBasis))
      throw new RequestError(
        'invalid',
        `the agreement with ${request.partner} does not hold ${request.purpose} on ${request.legalBasis}; it holds ${agreement.purposes
          .map(({ name, legalBases }) => `${name} on ${legalBases.join(' or ')}`)
          .join('; ')}`,
      );
    if (!parseMarking(request.handling))
      throw new RequestError(
        'invalid',
        `${request.handling} is no marking; write TLP:AMBER, or TLP:AMBER//ORCON//H1`,
      );
    if (!/^[0-9a-f]{32}$/.test(request.reference))
      throw new RequestError('invalid', 'a reference has 32 hexadecimal digits, as the hit told it');
    if (request.question.trim() === '' || request.question.length > LONGEST_QUESTION)
      throw new RequestError('invalid', `say what is wanted, in at most ${LONGEST_QUESTION} characters`);
    if (request.caseNumber.trim() === '')
      throw new RequestError('invalid', 'name the case that it is asked for');
    const { fingerprint, values } = await ask.describe(request.subject);
    const named = namedIn(request.question, values);
    if (named.length > 0)
      throw new RequestError(
        'invalid',
        `the text names the person (${named.join(', ')}). A request names nobody: its reference tells the owner which record is meant, and a name would stay there whatever the owner decides. Take it out.`,
      );
    const deadline = request.deadline ?? new Date(now().getTime() + ground.days.deadline * DAY).toISOString();
    const ahead = Date.parse(deadline) - now().getTime();
    if (!(ahead > 0 && ahead <= LONGEST_DEADLINE) || new Date(deadline).toISOString() !== deadline)
      throw new RequestError(
        'invalid',
        'the deadline is an instant within the next year: 2026-05-01T00:00:00.000Z',
      );
    return { fingerprint, deadline };
  };

  /** In a step: it goes out. */
  const sendIn = async (
    step: Parameters<Parameters<typeof store.step>[0]>[0],
    item: Sent,
    at: string,
  ): Promise<void> => {
    const { reference, epoch, purpose, legalBasis, caseHash, handling, question, deadline } = item.body;
    await send(step, item.partner, KINDS.request, {
      id: item.id,
      reference,
      epoch,
      purpose,
      legalBasis,
      caseHash,
      handling,
      question,
      deadline,
      time: at,
    });
  };

  const idsOf = ({ id, partner, body }: Sent): readonly string[] => [
    id,
    byPartner(partner),
    `reference:${body.reference}`,
  ];

  /** Something that a partner sends about a request of ours. */
  const ours = async (from: string, id: string): Promise<Sent> => {
    const item = await found(ground, id);
    if (item?.kind !== 'request' || item.side !== 'sent' || item.partner !== from)
      throw new LinkError('refused', `there is no request ${id} of this service`);
    return item;
  };

  link.answer(
    KINDS.answer,
    async (from, body, message) => {
      const told = readBody(KINDS.answer, body);
      const item = await ours(from, told.request);
      const at = instant(ground);
      const by = byPartner(from);
      // Posted again after it was taken: nothing is done twice.
      if (!WAITING.some((state) => state === item.state)) return {};
      if (told.outcome !== 'answered') {
        await fewSteps(ground, item.id);
        const { note } = told;
        const next: SentBody =
          told.outcome === 'refused'
            ? { ...item.body, refusal: { code: told.code, note, at } }
            : { ...item.body, notNow: { until: told.until, note, at } };
        await store.step((step) =>
          change(step, item, at, { state: told.outcome, body: next }, { by, step: told.outcome, note }),
        );
        await write(ground, { by, action: 'receive-answer', rule: told.outcome, subjects: idsOf(item) });
        return {};
      }
      const ids = new Set(told.statements.map(({ id }) => id));
      if (!told.entity.startsWith(`${from}:`) || ids.size !== told.statements.length)
        throw new LinkError(
          'refused',
          'the entity is named after its owner, and every statement has its own id',
        );
      told.statements.forEach(checkStatement);
      const party = (await partners.list()).find((one) => one.party.id === from)?.party;
      await write(ground, {
        by,
        action: 'receive-answer',
        rule: 'answered',
        subjects: [...idsOf(item), told.entity, ...[...ids].map((id) => `statement:${id}`)],
      });
      await store.step(async (step) => {
        await step.receive({
          partner: from,
          title: party?.title ?? from,
          dataset: datasetOf(from),
          request: item.id,
          entity: told.entity,
          at,
          statements: told.statements.map(
            ({ originator, recordedFrom: _, grade, marking, schema, ...rest }) => ({
              ...rest,
              schema,
              grade: grade as never,
              marking: readMarking(marking),
              // A partner cannot speak in our name: what it calls ours would be released as ours.
              sourceService:
                originator === undefined || isOwnService(originator, ground.serviceName) ? from : originator,
            }),
          ),
        });
        const answer = { entity: told.entity, note: told.note, at, jws: message.jws };
        const receipts = { ...item.body.receipts, 'answer-delivered': at };
        await change(
          step,
          item,
          at,
          { state: 'answered', body: { ...item.body, answer, receipts } },
          { by, step: 'answered', note: told.note },
        );
        await send(step, from, KINDS.receipt, { request: item.id, step: 'answer-delivered', time: at });
      });
      await ground.changed();
      await flush();
      return {};
    },
    { afterEnd: true },
  );

  return {
    prepare: (actor, request) =>
      gate.pass(
        actor,
        'send-request',
        { ids: [byPartner(request.partner), `reference:${request.reference}`] },
        async () => {
          const { fingerprint, deadline } = await checked(request);
          const at = instant(ground);
          const alone = ground.twoPersons.request === 'medium' && request.strength === 'strong';
          const {
            partner,
            reference,
            epoch,
            strength,
            subject,
            purpose,
            legalBasis,
            caseNumber,
            handling,
            question,
          } = request;
          const item: Sent = {
            id: uuidV7(now().getTime()),
            kind: 'request',
            side: 'sent',
            partner,
            state: alone ? 'sent' : 'waiting-approval',
            madeAt: at,
            changedAt: at,
            body: {
              reference,
              epoch,
              strength,
              subject,
              fingerprint,
              purpose,
              legalBasis,
              caseNumber,
              caseHash: await ledger.fingerprint(`case:${partner}:${caseNumber}`),
              handling,
              question,
              deadline,
              proposal: { by: actor.account, at, note: '' },
              receipts: {},
              reminders: 0,
              ...(alone && { sentAt: at }),
            },
          };
          await store.step(async (step) => {
            await step.put(item);
            await step.note(item.id, { at, by: actor.account, step: 'prepared', note: '' });
            if (!alone) return;
            await step.note(item.id, { at, by: actor.account, step: 'sent', note: '' });
            await sendIn(step, item, at);
          });
          return { result: item.id, ids: idsOf(item) };
        },
      ),

    decide: (actor, id, accept, note, proposedBy) =>
      gate.pass(actor, 'decide-request', { ids: [id], matter: { proposedBy } }, async () => {
        const item = await need(ground, id, 'request', 'sent');
        inState(item, 'waiting-approval');
        if (actor.account === item.body.proposal.by) throw gate.samePerson('decide-request');
        await agreed(ground, item.partner);
        const at = instant(ground);
        const by = actor.account;
        await store.step(async (step) => {
          if (!accept) return change(step, item, at, { state: 'declined' }, { by, step: 'declined', note });
          await change(
            step,
            item,
            at,
            { state: 'sent', body: { ...item.body, sentAt: at } },
            { by, step: 'approved', note },
            { by, step: 'sent', note: '' },
          );
          await sendIn(step, item, at);
        });
        return { result: undefined, ids: idsOf(item) };
      }),

    cancel: (actor, id, note) =>
      gate.pass(actor, 'send-request', { ids: [id] }, async () => {
        const item = await need(ground, id, 'request', 'sent');
        inState(item, 'waiting-approval', ...WAITING);
        const at = instant(ground);
        await store.step(async (step) => {
          await change(
            step,
            item,
            at,
            { state: 'cancelled' },
            { by: actor.account, step: 'cancelled', note },
          );
          if (item.body.sentAt !== undefined)
            await send(step, item.partner, KINDS.cancelled, { request: id, time: at });
        });
        return { result: undefined, ids: idsOf(item) };
      }),

    feedback: (actor, id, { samePerson, useful, note }) =>
      gate.pass(actor, 'send-request', { ids: [id] }, async () => {
        const item = await need(ground, id, 'request', 'sent');
        inState(item, 'answered');
        const at = instant(ground);
        const by = actor.account;
        const { reference, fingerprint } = item.body;
        await store.step(async (step) => {
          await change(
            step,
            item,
            at,
            { body: { ...item.body, feedback: { samePerson, useful, note, at } } },
            { by, step: samePerson ? 'same-person' : 'not-same-person', note },
          );
          if (!samePerson)
            await step.suppress({
              partner: item.partner,
              reference,
              subject: fingerprint,
              request: id,
              by,
              reason: note,
              at,
            });
          await send(step, item.partner, KINDS.feedback, {
            request: id,
            samePerson,
            useful,
            note,
            time: at,
          });
        });
        return { result: undefined, ids: idsOf(item) };
      }),

    async remind() {
      for (const item of (await store.items({ open: ['sent', 'delivered'] })) as readonly Item[]) {
        if (item.kind !== 'request' || item.side !== 'sent') continue;
        const last = item.body.remindedAt ?? item.body.sentAt ?? item.madeAt;
        const number = item.body.reminders + 1;
        if (number > MOST_REMINDERS || now().getTime() - Date.parse(last) < ground.days.reminder * DAY)
          continue;
        const at = instant(ground);
        await store.step(async (step) => {
          await change(
            step,
            item,
            at,
            { body: { ...item.body, reminders: number, remindedAt: at } },
            { by: MACHINE, step: 'reminded', note: '' },
          );
          await send(step, item.partner, KINDS.reminder, { request: item.id, number, time: at });
        });
        await write(ground, { by: MACHINE, action: 'remind', rule: 'due', subjects: idsOf(item) });
      }
      await flush();
    },
  };
}
