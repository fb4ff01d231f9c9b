import type { StoredEpoch } from '../../store/index.ts';
import type { Agreement, AgreementUse, QuestionUse } from '../partners/index.ts';
import { budgetOf } from './answering.ts';
import type { AskGround } from './ground.ts';

const dayOf = (instant: string): string => instant.slice(0, 10);

/** How much of an agreement both have used, by the day and in the epochs that run now. */
export async function useOf(
  { store, partners, now }: Pick<AskGround, 'store' | 'partners' | 'now'>,
  partner: string,
  { questionsPerDay }: Pick<Agreement, 'questionsPerDay'>,
): Promise<AgreementUse> {
  const at = now().toISOString();
  const midnight = `${dayOf(at)}T00:00:00.000Z`;
  const running = async (role: 'own' | 'partner', owner: string): Promise<StoredEpoch | undefined> =>
    (await store.epochs(role, owner)).findLast(({ state, until }) => state === 'open' && until > at);
  const used = (today: number, epoch: StoredEpoch | undefined, questions: number): QuestionUse => ({
    today,
    leftToday: Math.max(0, questionsPerDay - today),
    ...(epoch && { epoch: { number: epoch.epoch, from: epoch.from, until: epoch.until, questions } }),
  });

  const own = await running('own', (await partners.self()).id);
  const theirs = await running('partner', partner);
  // Whole days: budgets are by the day, and an epoch may begin within one.
  const taken = await store.spentSince(budgetOf(partner), dayOf(own?.from ?? at));
  const all = [...taken.values()].reduce((sum, one) => sum + one, 0);
  return {
    // Where this service asks, the partner counts; this is what was sent.
    weAsk: used(
      await store.askedSince(partner, midnight),
      theirs,
      theirs ? await store.askedSince(partner, theirs.from) : 0,
    ),
    theyAsk: used(taken.get(dayOf(at)) ?? 0, own, all),
  };
}
