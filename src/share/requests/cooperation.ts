import { type AskRoom, openAsk } from '../ask/index.ts';
import type { ShareGround } from '../share-ground.ts';
import type { TwoPersons } from './ground.ts';
import { heldByRequests } from './held.ts';
import { openRequests, type RequestsRoom } from './open-requests.ts';
import { SWEEP_EVERY } from './tuning.ts';

/** The blind question and what people do after it, on the link and the partners. */
export interface Cooperation {
  readonly ask: AskRoom;
  readonly requests: RequestsRoom;
  close(): Promise<void>;
}

export interface CooperationOptions {
  readonly serviceName: string;
  readonly threads: number;
  readonly twoPersons?: Partial<TwoPersons>;
}

/** Always two, unless an operator says otherwise: passing something on needs a second person. */
export const TWO_PERSONS: TwoPersons = { request: 'always', answer: 'always' };

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
  { serviceName, threads, twoPersons }: CooperationOptions,
): Promise<Cooperation> {
  const ask = await openAsk({
    store: store.ask,
    ledger: store.ledger,
    gate,
    keyRing: ring,
    link,
    partners,
    signingKey,
    now,
    threads,
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
    serviceName,
    twoPersons: { ...TWO_PERSONS, ...twoPersons },
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
  const sweep = (): void => void requests.sweep().catch(onError);
  const timer = stays ? setInterval(sweep, SWEEP_EVERY) : undefined;
  timer?.unref();
  if (stays) sweep();
  return {
    ask,
    requests,
    async close() {
      clearInterval(timer);
      await requests.close();
      await ask.close();
    },
  };
}
