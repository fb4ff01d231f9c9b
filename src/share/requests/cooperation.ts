import type { Screening } from '../../screening/index.ts';
import { KEPT } from '../../store/index.ts';
import { type AskRoom, openAsk } from '../ask/index.ts';
import type { ShareGround } from '../share-ground.ts';
import { agreedFor } from './agreed.ts';
import type { RequestDays, TwoPersons } from './ground.ts';
import { heldByRequests } from './held.ts';
import { openRequests, type RequestsRoom } from './open-requests.ts';
import { DEADLINE_DAYS, REMINDER_DAYS, SWEEP_EVERY } from './tuning.ts';

/** The blind question and what people do after it, on the link and the partners. */
export interface Cooperation {
  readonly ask: AskRoom;
  readonly requests: RequestsRoom;
  /** As {@link Screening.release}, with what originators agreed that the recipient gets. */
  readonly release: Screening['release'];
  close(): Promise<void>;
}

export interface CooperationOptions {
  readonly serviceName: string;
  readonly threads: number;
  /** See the settings of the same names. */
  readonly requestTwoPersons?: TwoPersons['request'];
  readonly answerTwoPersons?: TwoPersons['answer'];
  readonly requestDeadlineDays?: number;
  readonly requestReminderDays?: number;
  readonly requestKeptDays?: number;
}

/** Always two, unless an operator says otherwise: passing something on needs a second person. */
export const TWO_PERSONS: TwoPersons = { request: 'always', answer: 'always' };
export const REQUEST_DAYS: RequestDays = {
  deadline: DEADLINE_DAYS,
  reminder: REMINDER_DAYS,
  kept: KEPT.request,
};

export async function openCooperation(
  {
    link,
    outbox,
    partners,
    ring,
    signingKey,
    store,
    screening,
    gate,
    registerHeld,
    stays,
    now,
    onError,
  }: ShareGround,
  options: CooperationOptions,
): Promise<Cooperation> {
  const ask = await openAsk({
    store: store.ask,
    ledger: store.ledger,
    gate,
    keyRing: ring,
    link,
    partners,
    serviceName: options.serviceName,
    signingKey,
    now,
    threads: options.threads,
    suppressed: store.requests.isSuppressed,
    onError,
    // A command that ends at once keeps no epochs.
    ...(!stays && { keepMilliseconds: 0 }),
  });
  const requests = openRequests({
    store: store.requests,
    ledger: store.ledger,
    gate,
    link,
    outbox,
    partners,
    ask,
    serviceName: options.serviceName,
    twoPersons: {
      request: options.requestTwoPersons ?? TWO_PERSONS.request,
      answer: options.answerTwoPersons ?? TWO_PERSONS.answer,
    },
    days: {
      deadline: options.requestDeadlineDays ?? REQUEST_DAYS.deadline,
      reminder: options.requestReminderDays ?? REQUEST_DAYS.reminder,
      kept: options.requestKeptDays ?? REQUEST_DAYS.kept,
    },
    changed: async () => {
      await screening.follow();
      // Tables for partners follow; that one of them is away keeps nobody waiting here.
      void ask.keep().catch(onError);
    },
    now,
    onError,
  });
  registerHeld(heldByRequests({ store: store.requests, ask }));
  partners.onOver(requests.over);
  partners.onView(ask.use);
  const sweep = (): void => void requests.sweep().catch(onError);
  const timer = stays ? setInterval(sweep, SWEEP_EVERY) : undefined;
  timer?.unref();
  if (stays) sweep();
  return {
    ask,
    requests,
    async *release(actor, terms, onWithheld) {
      const { to } = terms;
      const agreed = to.kind === 'partner' ? await agreedFor(store.requests, to.id) : undefined;
      yield* screening.release(actor, { ...terms, ...(agreed && { agreed }) }, onWithheld);
    },
    async close() {
      clearInterval(timer);
      await requests.close();
      await ask.close();
    },
  };
}
