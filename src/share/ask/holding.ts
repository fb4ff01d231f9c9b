import { KEPT } from '../../store/index.ts';
import { evaluate, prove } from '../oprf/index.ts';
import { type Answering, checkPoints, pointsOf } from './answering.ts';
import { openEpochSeeds } from './epoch-key.ts';
import { type AskGround, type Holding, note } from './ground.ts';
import { AskError, answering, KINDS, signMessage } from './messages.ts';
import { joinPoints } from './points.ts';
import { OUTPUTS_AT_ONCE } from './tuning.ts';

/**
 * The other side of a divided key: this service holds a share for an owner, evaluates with it what askers send, and counts for
 * itself. The owner can neither answer, nor make a table, nor try names on one, without being counted here.
 */
export interface HoldingRoom {
  /** Destroys shares whose epoch is over, whether or not the owner has said so. */
  keep(): Promise<void>;
}

export function openHolding(ground: AskGround, answers: Answering): HoldingRoom {
  const { store, link, partners, signingKey, holdings, now } = ground;
  const seeds = openEpochSeeds(ground.keyRing);

  const holdingFor = (owner: string): Holding => {
    const holding = holdings.find((one) => one.owner === owner);
    if (!holding) throw new AskError('holder', `this service holds no key for ${owner}`);
    return holding;
  };
  const keyOf = async (owner: string, epoch: number) => {
    const held = (await store.epochs('held', owner)).find((one) => one.epoch === epoch);
    const key =
      held?.state === 'open' && held.until > now().toISOString() ? await seeds.find(owner, epoch) : undefined;
    if (!key) throw new AskError('epoch', 'this epoch is over, or not begun');
    return key;
  };
  const write = (owner: string, action: string, epoch: number, count: number): Promise<void> =>
    note(ground, {
      account: `partner:${owner}`,
      role: 'partner',
      purpose: 'cooperation',
      legalBasis: 'holder',
      action,
      allowed: true,
      rule: 'holder',
      subjects: [`owner:${owner}`, `epoch:${epoch}`],
      count,
    });
  const destroy = async (owner: string, epoch: number): Promise<void> => {
    await seeds.destroy(owner, epoch);
    const held = (await store.epochs('held', owner)).find((one) => one.epoch === epoch);
    if (held) await store.putEpoch({ ...held, state: 'over' });
    await write(owner, 'destroy-epoch', epoch, 1);
  };

  if (holdings.length === 0) return { keep: async () => undefined };

  link.answer(
    KINDS.evaluate,
    answering((from, body) =>
      answers.answer(from, body, async ({ owner, epoch }) => {
        const holding = holdingFor(owner);
        if (!holding.askers.includes(from)) throw new AskError('holder', `${from} may not ask ${owner} here`);
        return {
          key: await keyOf(owner, epoch),
          limits: holding.limits,
          counter: `evaluate:${owner}:${from}`,
          part: 0,
        };
      }),
    ),
  );

  link.answer(
    KINDS.holder,
    answering(async (from, { step, epoch, until, elements }) => {
      const holding = holdingFor(from);
      if (!Number.isSafeInteger(epoch) || (epoch as number) < 1)
        throw new AskError('epoch', 'an epoch is a whole number from 1');
      const number = epoch as number;
      const known = (await store.epochs('held', from)).find((one) => one.epoch === number);
      switch (step) {
        case 'key': {
          const end = typeof until === 'string' ? Date.parse(until) : Number.NaN;
          const longest = now().getTime() + KEPT.longestEpoch * 86_400_000;
          if (!(end > now().getTime() && end <= longest))
            throw new AskError('epoch', `an epoch ends within ${KEPT.longestEpoch} days`);
          if (known?.state === 'over') throw new AskError('epoch', 'this epoch is over');
          const { publicKey } = await seeds.make(from, number);
          await store.putEpoch({
            role: 'held',
            owner: from,
            epoch: number,
            state: 'open',
            from: known?.from ?? now().toISOString(),
            // Not longer than was said first.
            until: known?.until ?? new Date(end).toISOString(),
            listsSeen: 0,
          });
          return { publicKey: Buffer.from(publicKey).toString('base64url') };
        }
        case 'build': {
          const key = await keyOf(from, number);
          const points = pointsOf(elements, 1, OUTPUTS_AT_ONCE);
          const limits = { perDay: holding.keysPerDay };
          const spent = await store.spend(`build:${from}`, points.length, limits, now());
          if (!spent.spent)
            throw new AskError(
              'day',
              'more keys than agreed for tables of this day; try tomorrow, or agree on more',
            );
          checkPoints(points);
          const evaluated = evaluate(key, points);
          await write(from, 'build-table', number, points.length);
          return {
            evaluated: joinPoints(evaluated).toString('base64url'),
            proof: Buffer.from(prove(key, points, evaluated)).toString('base64url'),
          };
        }
        case 'destroy': {
          await destroy(from, number);
          const receipt = {
            owner: from,
            asker: from,
            epoch: number,
            by: (await partners.self()).id,
            destroyed: ['seed'],
            tables: [],
            at: now().toISOString(),
          };
          return { receipt: await signMessage('tocsin-receipt', receipt, await signingKey(from)) };
        }
        default:
          throw new AskError('size', 'the step of a key holder is key, build or destroy');
      }
    }),
  );

  return {
    async keep() {
      for (const { owner, epoch, state, until } of await store.epochs('held'))
        if (state !== 'over' && until <= now().toISOString()) await destroy(owner, epoch);
    },
  };
}
