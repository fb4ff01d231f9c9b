import { createHash } from 'node:crypto';
import { isOwnService, parseMarking } from '../../model/index.ts';
import type { Actor } from '../../screening/index.ts';
import { type RequestStep, type SharedStatement, uuidV7 } from '../../store/index.ts';
import { LinkError } from '../link/index.ts';
import { RequestError } from './errors.ts';
import {
  byPartner,
  type Flush,
  flushing,
  type Item,
  instant,
  MACHINE,
  type RequestGround,
  send,
  write,
  writeErased,
} from './ground.ts';
import { takeOne } from './limits.ts';
import { KINDS, readBody } from './messages.ts';
import { CORRECTIONS_A_DAY, DAY, LONGEST_NOTE, LONGEST_VALUE } from './tuning.ts';

/** Corrections and withdrawals: what is not so any more disappears wherever it went. */
export interface Endings {
  /** Ends a statement of this service, with a value in its place or without, and tells every holder. Gives how many. */
  correct(
    actor: Actor,
    statement: string,
    change: { readonly value?: string; readonly reason: string },
  ): Promise<{ readonly holders: readonly string[]; readonly anew?: string }>;
  /** Withdraws what this store does not say any more: a list was loaded without it. */
  withdrawStale(): Promise<void>;
  /** The agreement is over: what came from this partner is erased, here and wherever it went from here. */
  eraseFrom(partner: string): Promise<void>;
  /** Erases values that were withdrawn here long ago. */
  eraseOld(): Promise<void>;
}

export function openEndings(ground: RequestGround, flush: Flush): Endings {
  const { store, link, now } = ground;
  const gate = flushing(ground.gate, flush);

  /** In a step: tells who holds it. */
  const tellHolders = async (
    step: RequestStep,
    holders: readonly SharedStatement[],
    at: string,
    reason: string,
    anew?: { readonly statement: string; readonly value: string },
  ): Promise<void> => {
    for (const { id, partner, request, entity, marking } of holders) {
      const how = anew ? 'corrected' : 'withdrawn';
      await step.endShared({ side: 'given', partner, id }, { at, how, reason });
      if (!anew) {
        await send(step, partner, KINDS.ended, { id, how: 'withdrawn', reason, time: at });
        continue;
      }
      const fresh = uuidV7(now().getTime());
      await step.give({ id: fresh, partner, request, statement: anew.statement, entity, marking, at });
      await send(step, partner, KINDS.ended, {
        id,
        how: 'corrected',
        anew: fresh,
        value: anew.value,
        reason,
        time: at,
      });
    }
  };

  /** In a step: the signed answer holds what has to go. That it was given, and when, can be shown by its hash. */
  const forgetSigned = async (step: RequestStep, request: string): Promise<void> => {
    const item = (await step.item(request)) as Item | undefined;
    if (item?.kind !== 'request' || item.side !== 'sent' || item.body.answer?.jws === undefined) return;
    const { jws, ...rest } = item.body.answer;
    const answer = { ...rest, sha256: createHash('sha256').update(jws).digest('hex') };
    await step.put({ ...item, body: { ...item.body, answer } });
  };

  link.answer(
    KINDS.ended,
    async (from, body) => {
      const told = readBody(KINDS.ended, body);
      const at = instant(ground);
      const held = (await store.shared({ partner: from })).find(
        ({ side, id }) => side === 'got' && id === told.id,
      );
      // Of what it did not give, a partner can take nothing back: here is only what came from it, under its own ids.
      if (!held) throw new LinkError('refused', `${told.id} did not come from ${from}`);
      if (!parseMarking(held.marking)) throw new LinkError('refused', `${told.id} cannot be read here`);
      if (held.endedAt === undefined) {
        if (told.how === 'corrected') await takeOne(ground, from, 'correction', CORRECTIONS_A_DAY);
        await write(ground, {
          by: byPartner(from),
          action: told.how === 'corrected' ? 'correct-statement' : 'withdraw-statement',
          rule: 'originator',
          subjects: [`statement:${told.id}`, held.statement, held.entity],
        });
        await store.step(async (step) => {
          const before = await step.shared('got', from, told.id);
          if (!before || before.endedAt !== undefined) return;
          const value = told.how === 'corrected' ? told.value : undefined;
          const anew = await step.endStatement(before.statement, at, value);
          await forgetSigned(step, before.request);
          await step.endShared(before, { at, how: told.how, reason: told.reason });
          if (told.how === 'corrected' && anew !== undefined)
            await step.got({ ...before, id: told.anew, statement: anew, at });
          const holders = await step.holders(before.statement);
          await tellHolders(
            step,
            holders,
            at,
            told.reason,
            anew === undefined || value === undefined ? undefined : { statement: anew, value },
          );
          await step.note(before.request, { at, by: byPartner(from), step: told.how, note: told.reason });
        });
        await ground.changed();
      }
      await store.step((step) => send(step, from, KINDS.endedReceipt, { id: told.id, time: at }));
      await flush();
      return {};
    },
    { afterEnd: true },
  );

  link.answer(
    KINDS.endedReceipt,
    async (from, body) => {
      const { id } = readBody(KINDS.endedReceipt, body);
      const at = instant(ground);
      if (await store.step((step) => step.receipt(from, id, at)))
        await write(ground, {
          by: byPartner(from),
          action: 'receive-receipt',
          rule: 'gone-there',
          subjects: [`statement:${id}`],
        });
      return {};
    },
    { afterEnd: true },
  );

  return {
    correct: (actor, id, { value, reason }) =>
      gate.pass(actor, 'send-request', { ids: [`own-statement:${id}`] }, async () => {
        const statement = await store.statement(id);
        if (!statement || statement.recordedUntil !== undefined)
          throw new RequestError(
            'unknown',
            `statement ${id} does not hold any more: it was corrected or withdrawn already, or its list does not say it`,
          );
        if (!isOwnService(statement.sourceService, ground.serviceName))
          throw new RequestError(
            'not-now',
            `statement ${id} was said by ${statement.sourceService}: only that service corrects it; tell it by a request`,
          );
        if (reason.trim() === '' || reason.length > LONGEST_NOTE)
          throw new RequestError(
            'invalid',
            `say why, in at most ${LONGEST_NOTE} characters: every holder gets it`,
          );
        if (
          value !== undefined &&
          (value.trim() === '' || value.length > LONGEST_VALUE || value === statement.value)
        )
          throw new RequestError(
            'invalid',
            'the new value is empty, too long, or the old one: give another, or withdraw the statement',
          );
        const at = instant(ground);
        const told = await store.step(async (step) => {
          const holders = await step.holders(id);
          const anew = await step.endStatement(id, at, value);
          await tellHolders(
            step,
            holders,
            at,
            reason,
            anew === undefined || value === undefined ? undefined : { statement: anew, value },
          );
          for (const { request } of holders)
            await step.note(request, {
              at,
              by: actor.account,
              step: value === undefined ? 'withdrawn' : 'corrected',
              note: reason,
            });
          return { holders: holders.map(({ partner }) => partner), ...(anew !== undefined && { anew }) };
        });
        await ground.changed();
        return {
          result: told,
          ids: [statement.canonicalId, `own-statement:${id}`, ...told.holders.map(byPartner)],
        };
      }),

    async eraseFrom(partner) {
      const held = (await store.shared({ partner })).filter(
        ({ side, endedAt }) => side === 'got' && !endedAt,
      );
      if (held.length === 0) return;
      const at = instant(ground);
      const reason = 'the agreement under which it came is over';
      await write(ground, {
        by: MACHINE,
        action: 'erase-received',
        rule: 'agreement-over',
        subjects: [byPartner(partner), ...held.map(({ id }) => `statement:${id}`)],
      });
      await store.step(async (step) => {
        for (const request of new Set(held.map((one) => one.request))) await forgetSigned(step, request);
        for (const one of held) {
          await tellHolders(step, await step.holders(one.statement), at, reason);
          await step.endStatement(one.statement, at);
          await step.endShared(one, { at, how: 'withdrawn', reason });
          await send(step, partner, KINDS.endedReceipt, { id: one.id, time: at });
        }
      });
      await store.eraseReceived(at, partner);
      await ground.changed();
      await flush();
    },

    async eraseOld() {
      const gone = await store.eraseReceived(
        new Date(now().getTime() - ground.days.kept * DAY).toISOString(),
      );
      await writeErased(ground, { 'received-statements': gone });
    },

    async withdrawStale() {
      const stale = await store.stale();
      if (stale.length === 0) return;
      const at = instant(ground);
      await write(ground, {
        by: MACHINE,
        action: 'withdraw-statement',
        rule: 'source-ended',
        subjects: stale.map(({ id }) => `statement:${id}`),
      });
      await store.step((step) => tellHolders(step, stale, at, 'its source does not say it any more'));
      await flush();
    },
  };
}
