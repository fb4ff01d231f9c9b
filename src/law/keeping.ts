import type { KeptKind, Keeping as StoreKeeping } from '../store/index.ts';
import type { Officer } from './authority.ts';
import { erasureProof } from './erasure-proof.ts';
import type { Gate } from './gate.ts';
import type { InForce } from './in-force.ts';
import type { Asker } from './policy.ts';
import { SOON_DAYS } from './tuning.ts';

/** A kind of data, how long it is kept, and what falls due when. It says nothing of any person. */
export interface KeptRow extends KeptKind {
  /** The policy in force set the days. */
  readonly byPolicy: boolean;
  readonly held: number;
  /** Its time is over: the next round erases it. */
  readonly due: number;
  /** Due within {@link SOON_DAYS} days, what is due now among them. */
  readonly soon: number;
  /** When the oldest falls due; absent where nothing is held. */
  readonly nextDue?: string;
}

export interface ErasedKind {
  readonly name: string;
  readonly count: number;
}

export interface KeepingRoom {
  /** Through the gate, as a look at the ledger is. */
  overview(officer: Officer): Promise<readonly KeptRow[]>;
  /** Erases what is due and no room erases by itself; each kind is proved in the ledger. Through the gate. */
  eraseDue(officer: Officer): Promise<readonly ErasedKind[]>;
}

export interface KeepingOptions {
  readonly keeping: StoreKeeping;
  readonly gate: Gate;
  readonly rules: InForce;
  readonly as: (officer: Officer, purpose: string) => Promise<Asker>;
  readonly now: () => Date;
  /** Days that settings say, by kind. */
  readonly days: Readonly<Record<string, number>>;
}

const DAY = 86_400_000;

/** Opens what is kept how long, on the store. */
export function openKeeping({ keeping, gate, rules, as, now, days }: KeepingOptions): KeepingRoom {
  const before = (kept: number): string => new Date(now().getTime() - kept * DAY).toISOString();
  const daysOf = async (kind: KeptKind): Promise<{ readonly days: number; readonly byPolicy: boolean }> => {
    const { keeping: said } = await rules.current();
    const byPolicy = Object.hasOwn(said, kind.name) ? said[kind.name] : undefined;
    return byPolicy === undefined
      ? { days: days[kind.name] ?? kind.days, byPolicy: false }
      : { days: byPolicy, byPolicy: true };
  };

  return {
    overview: async (officer) =>
      gate.pass(await as(officer, 'audit'), 'read-ledger', {}, async () => {
        const result: KeptRow[] = [];
        for (const kind of keeping.kinds) {
          const kept = await daysOf(kind);
          const { held, due, oldest } = await keeping.count(kind.name, before(kept.days));
          const soon = held === 0 ? 0 : (await keeping.count(kind.name, before(kept.days - SOON_DAYS))).due;
          result.push({
            ...kind,
            ...kept,
            held,
            due,
            soon,
            ...(oldest !== undefined && { nextDue: dueAt(oldest, kept.days) }),
          });
        }
        return { result, ids: [], count: result.length };
      }),

    async eraseDue(officer) {
      const write = await gate.open(await as(officer, 'administration'), 'erase');
      const erased: ErasedKind[] = [];
      for (const kind of keeping.kinds.filter(({ by }) => by === 'keeping')) {
        const until = before((await daysOf(kind)).days);
        let count = 0;
        for (;;) {
          const ids = await keeping.erase(kind.name, until);
          if (ids.length === 0) break;
          count += ids.length;
          await write({ ids: erasureProof({ [kind.name]: ids }) }, [], ids.length);
        }
        if (count > 0) erased.push({ name: kind.name, count });
      }
      await keeping.scrub(erased.map(({ name }) => name));
      return erased;
    },
  };
}

/** A time began in whatever precision its writer has; days are what is counted. */
const dueAt = (oldest: string, kept: number): string =>
  new Date(Date.parse(oldest) + kept * DAY).toISOString();
