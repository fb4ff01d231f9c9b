import type { StoredEpoch } from '../../store/index.ts';
import type { AgreementUse, AskedOf, QuestionUse } from '../partners/index.ts';
import { budgetOf } from './answering.ts';
import type { AskGround } from './ground.ts';

const dayOf = (instant: string): string => instant.slice(0, 10);

/** How much of agreements both sides have used, by the day and in the epochs that run now: of all at once. */
export async function useOf(
  { store, partners, now }: Pick<AskGround, 'store' | 'partners' | 'now'>,
  those: readonly AskedOf[],
): Promise<ReadonlyMap<string, AgreementUse>> {
  const at = now().toISOString();
  const today = dayOf(at);
  const running = ({ state, until }: StoredEpoch): boolean => state === 'open' && until > at;
  const own = (await store.epochs('own', (await partners.self()).id)).findLast(running);
  const epochs = new Map((await store.epochs('partner')).filter(running).map((one) => [one.owner, one]));
  // Where this service asks, the partner counts; this is what was sent.
  const since = (from: (partner: string) => string) =>
    store.askedSince(those.map(({ partner }) => ({ partner, since: from(partner) })));
  const askedToday = await since(() => `${today}T00:00:00.000Z`);
  const askedInEpoch = await since((partner) => epochs.get(partner)?.from ?? at);
  // Whole days: budgets are by the day, and an epoch may begin within one.
  const taken = await store.spentSince(
    those.map(({ partner }) => budgetOf(partner)),
    dayOf(own?.from ?? at),
  );
  const sum = (counter: string, from: string): number =>
    taken
      .filter((one) => one.counter === counter && one.day >= from)
      .reduce((all, { used }) => all + used, 0);
  return new Map(
    those.map(({ partner, questionsPerDay }) => {
      const used = (count: number, epoch: StoredEpoch | undefined, questions: number): QuestionUse => ({
        today: count,
        leftToday: Math.max(0, questionsPerDay - count),
        ...(epoch && { epoch: { number: epoch.epoch, from: epoch.from, until: epoch.until, questions } }),
      });
      const counter = budgetOf(partner);
      return [
        partner,
        {
          weAsk: used(askedToday.get(partner) ?? 0, epochs.get(partner), askedInEpoch.get(partner) ?? 0),
          theyAsk: used(sum(counter, today), own, sum(counter, '')),
        },
      ];
    }),
  );
}
