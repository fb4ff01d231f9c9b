import { isOwnService, type Statement } from '../../model/index.ts';
import type { Actor } from '../../screening/index.ts';
import { LinkError } from '../link/index.ts';
import { RequestError } from './errors.ts';
import {
  type AskedConsent,
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
  send,
  type WantedConsent,
  write,
} from './ground.ts';
import { takeOne } from './limits.ts';
import { KINDS, readBody } from './messages.ts';
import { CONSENTS_A_DAY, MOST_OPEN } from './tuning.ts';

/** Originator control: only who said it first may let it go further (Graubert; here ORCON and H2). */
export interface Consents {
  /** The originator's officer: agrees, or does not. Waits for a second person where that is the rule. */
  decide(
    actor: Actor,
    id: string,
    choice: { readonly agreed: boolean; readonly mayBeNamed: boolean; readonly note: string },
  ): Promise<void>;
  approve(actor: Actor, id: string, accept: boolean, note: string, proposedBy: string): Promise<void>;
  /** What a consent is about, in this store. */
  statements(item: WantedConsent): Promise<readonly (Statement & { readonly givenAs: string })[]>;
}

export function openConsents(
  ground: RequestGround,
  flush: Flush,
  resume: (request: string) => Promise<void>,
): Consents {
  const { store, link, partners } = ground;
  const gate = flushing(ground.gate, flush);

  const statements: Consents['statements'] = async ({ partner, body }) => {
    const given = (await store.shared({ partner })).filter(
      ({ side, id }) => side === 'given' && body.statements.includes(id),
    );
    const found = await Promise.all(
      given.map(async ({ id, statement }) => {
        const one = await store.statement(statement);
        return one ? [{ ...one, givenAs: id }] : [];
      }),
    );
    return found.flat();
  };

  const idsOf = (item: WantedConsent | AskedConsent): readonly string[] => [
    `consent:${item.id}`,
    byPartner(item.partner),
    ...item.body.statements.map((id) => `statement:${id}`),
  ];

  /** In a step: the decision goes to the service that asked. */
  const tell = async (
    item: WantedConsent,
    {
      agreed,
      mayBeNamed,
      note,
    }: { readonly agreed: boolean; readonly mayBeNamed: boolean; readonly note: string },
    by: string,
  ): Promise<void> => {
    const at = instant(ground);
    await store.step(async (step) => {
      await change(
        step,
        item,
        at,
        {
          state: agreed ? 'agreed' : 'refused',
          body: { ...item.body, decided: { agreed, mayBeNamed, note, at } },
        },
        { by, step: agreed ? 'agreed' : 'refused', note },
      );
      await send(step, item.partner, KINDS.consentAnswer, {
        id: item.id,
        agreed,
        mayBeNamed,
        note,
        time: at,
      });
    });
  };

  link.answer(KINDS.consentAsk, async (from, body) => {
    const told = readBody(KINDS.consentAsk, body);
    const known = await found(ground, told.id);
    if (known) {
      if (known.partner === from && known.kind === 'consent' && known.side === 'received') return {};
      throw new LinkError('refused', 'this id stands for another request already: make another id');
    }
    const given = (await store.shared({ partner: from })).filter(({ side }) => side === 'given');
    const strange = told.statements.find((id) => !given.some((one) => one.id === id));
    if (strange !== undefined)
      throw new LinkError('refused', `${strange} was not given to ${from} by this service`);
    await takeOne(ground, from, 'consent', CONSENTS_A_DAY);
    const open = await store.items({ partner: from, open: ['open', 'waiting-approval'] });
    if (open.length >= MOST_OPEN)
      throw new LinkError('refused', `${MOST_OPEN} of your requests wait here already; wait for answers`);
    const at = instant(ground);
    const { id, time: _, ...about } = told;
    const item: WantedConsent = {
      id,
      kind: 'consent',
      side: 'received',
      partner: from,
      state: 'open',
      madeAt: at,
      changedAt: at,
      body: about,
    };
    await write(ground, {
      by: byPartner(from),
      action: 'ask-originator',
      purpose: told.purpose,
      legalBasis: told.legalBasis,
      rule: 'originator-control',
      subjects: [...idsOf(item), `recipient:${told.recipient}`],
    });
    await store.step(async (step) => {
      await step.put(item);
      await step.note(id, { at, by: byPartner(from), step: 'received', note: '' });
    });
    const those = await statements(item);
    // It is not ours to agree to: who passed it to us has to be asked there, by somebody who may know of it.
    if (those.some((one) => !isOwnService(one.sourceService, ground.serviceName))) {
      const note = 'some of it was said by another service first; this one cannot agree for it';
      await tell(item, { agreed: false, mayBeNamed: false, note }, MACHINE);
      await flush();
    }
    return {};
  });

  link.answer(KINDS.consentAnswer, async (from, body) => {
    const { id, agreed, mayBeNamed, note } = readBody(KINDS.consentAnswer, body);
    const item = await found(ground, id);
    if (item?.kind !== 'consent' || item.side !== 'sent' || item.partner !== from)
      throw new LinkError('refused', `${from} was not asked under ${id}`);
    if (item.state === 'sent') {
      const at = instant(ground);
      const by = byPartner(from);
      await write(ground, {
        by,
        action: 'receive-consent',
        rule: agreed ? 'agreed' : 'originator-refused',
        allowed: agreed,
        subjects: [...idsOf(item), item.body.request],
      });
      await store.step(async (step) => {
        await change(
          step,
          item,
          at,
          {
            state: agreed ? 'agreed' : 'refused',
            body: { ...item.body, decided: { agreed, mayBeNamed, note, at } },
          },
          { by, step: agreed ? 'agreed' : 'refused', note },
        );
        const request = (await step.item(item.body.request)) as Item | undefined;
        if (request?.kind !== 'request' || request.side !== 'received') return;
        const consents = Object.fromEntries(
          Object.entries(request.body.consents).map(([statement, one]) => [
            statement,
            one.id === id ? { ...one, agreed, mayBeNamed } : one,
          ]),
        );
        await step.put({ ...request, changedAt: at, body: { ...request.body, consents } });
        await step.note(request.id, {
          at,
          by,
          step: agreed ? 'originator-agreed' : 'originator-refused',
          note,
        });
      });
    }
    await resume(item.body.request);
    return {};
  });

  return {
    statements,
    decide: (actor, id, choice) =>
      gate.pass(actor, 'send-request', { ids: [`consent:${id}`] }, async () => {
        const item = await need(ground, id, 'consent', 'received');
        inState(item, 'open');
        if (choice.agreed) await mayGo(item);
        const by = actor.account;
        const at = instant(ground);
        if (choice.agreed && ground.twoPersons.answer !== 'never')
          await store.step((step) =>
            change(
              step,
              item,
              at,
              { state: 'waiting-approval', body: { ...item.body, proposal: { ...choice, by, at } } },
              { by, step: 'prepared', note: choice.note },
            ),
          );
        else await tell(item, choice, by);
        return { result: undefined, ids: idsOf(item) };
      }),
    approve: (actor, id, accept, note, proposedBy) =>
      gate.pass(actor, 'decide-request', { ids: [`consent:${id}`], matter: { proposedBy } }, async () => {
        const item = await need(ground, id, 'consent', 'received');
        inState(item, 'waiting-approval');
        const { proposal, ...rest } = item.body;
        if (!proposal)
          throw new RequestError(
            'not-now',
            'nobody has said yet whether this service agrees: decide that first',
          );
        const by = actor.account;
        if (by === proposal.by) throw gate.samePerson('decide-request');
        if (accept) {
          await mayGo(item);
          await tell(item, proposal, by);
        } else
          await store.step((step) =>
            change(
              step,
              item,
              instant(ground),
              { state: 'open', body: rest },
              { by, step: 'declined', note },
            ),
          );
        return { result: undefined, ids: idsOf(item) };
      }),
  };

  /** An originator, too, is bound by its own markings: it cannot let a third service have what it could not give it. */
  async function mayGo(item: WantedConsent): Promise<void> {
    const self = ground.serviceName;
    for (const { marking, id } of await statements(item)) {
      const groups = (await partners.inForce(item.body.recipient))?.groups[item.body.recipient] ?? [];
      const { allowed, reason, rule } = gate.release({
        exit: 'request',
        to: { kind: 'partner', id: item.body.recipient, groups },
        what: { marking, sourceService: self },
        self,
        decidedByPerson: true,
      });
      if (!allowed)
        throw new RequestError('invalid', `statement ${id} may not go there: ${reason} (${rule})`);
    }
  }
}
