import { randomBytes } from 'node:crypto';
import type {
  KeyRing,
  Ledger,
  StoredClosePerson,
  ClosePersons as StoredClosePersons,
} from '../store/index.ts';
import { seal, unseal, uuidV7 } from '../store/index.ts';
import { AccountError } from './account-error.ts';
import type { Officer } from './authority.ts';
import type { Gate } from './gate.ts';
import type { Asker } from './policy.ts';
import { recordOn } from './sign-in-record.ts';
import type { HeldSource, SubjectCandidate } from './subject-access.ts';
import { CLOSE_LOOKS, LOOK_ACTIONS, MOST_CLOSE_PERSONS } from './tuning.ts';

/** How somebody is close; the auditor does not learn it. */
export const CLOSENESS = ['spouse', 'parent', 'child', 'sibling', 'relative', 'household', 'other'] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** A person close to a member of the staff, as that member declares it. */
export interface ClosePerson {
  readonly name: string;
  /** YYYY-MM-DD: without it everybody of that name would be meant. */
  readonly born: string;
  readonly closeness: Closeness;
}

/** What whoever declared it sees of it: the name is shown to the data protection officer only. */
export interface OwnClosePerson {
  readonly id: string;
  readonly closeness: Closeness;
  readonly declaredAt: string;
}

/** What the data protection officer sees. */
export interface DeclaredClosePerson extends OwnClosePerson, ClosePerson {
  readonly account: string;
}

/** Somebody looked at a record that may be of a person close to the staff. It says neither the person nor whose. */
export interface CloseLook {
  readonly seq: number;
  readonly at: string;
  readonly account: string;
  readonly action: string;
  readonly purpose: string;
  readonly allowed: boolean;
  readonly rule: string;
  /** Whoever looked had declared this person; else a colleague had. */
  readonly own: boolean;
}

export interface ClosePersonDesk {
  /** One's own declarations. */
  own(account: string): Promise<readonly OwnClosePerson[]>;
  /** Throws {@link AccountError} `invalid`. */
  declare(officer: Officer, person: ClosePerson): Promise<OwnClosePerson>;
  /** Erases one's own declaration. Throws {@link AccountError} `unknown`. */
  withdraw(officer: Officer, id: string): Promise<void>;
  /** All of them, for the data protection officer: through the gate. */
  all(officer: Officer): Promise<readonly DeclaredClosePerson[]>;
  /** Looks since an instant at records that may be of them; newest first. Called by the audit, which has passed the gate. */
  looks(from: string): Promise<readonly CloseLook[]>;
}

export interface ClosePersonOptions {
  readonly stored: StoredClosePersons;
  readonly ledger: Ledger;
  readonly gate: Gate;
  readonly ring: KeyRing;
  readonly as: (officer: Officer, purpose: string) => Promise<Asker>;
  /** Records of all rooms that may be of a person. */
  readonly find: (person: {
    readonly name: string;
    readonly born: string;
  }) => Promise<readonly SubjectCandidate[]>;
  readonly now: () => Date;
}

const KEY = 'law/close-persons';
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_NAME = 200;
/** Sources whose records somebody can look at. */
const LOOKED_IN: readonly string[] = ['lists', 'travel'];

const isDay = (text: string): boolean =>
  DATE.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/**
 * Declarations of staff, and the looks at records of whom they declared. They are read for this only: no traveller and no list is matched
 * with them, and nothing follows from them by itself.
 */
export function openClosePersonDesk({
  stored,
  ledger,
  gate,
  ring,
  as,
  find,
  now,
}: ClosePersonOptions): ClosePersonDesk & { readonly held: HeldSource } {
  const record = recordOn(ledger, now);
  const key = (): Promise<Buffer> => ring.secret(KEY, () => randomBytes(32));
  const opened = async ({
    id,
    account,
    declaredAt,
    sealed,
  }: StoredClosePerson): Promise<DeclaredClosePerson> => ({
    id,
    account,
    declaredAt,
    ...(unseal(await key(), id, sealed) as ClosePerson),
  });
  const everybody = async (): Promise<readonly DeclaredClosePerson[]> =>
    Promise.all((await stored.list()).map(opened));
  const ownView = ({ id, closeness, declaredAt }: DeclaredClosePerson): OwnClosePerson => ({
    id,
    closeness,
    declaredAt,
  });

  return {
    own: async (account) => (await Promise.all((await stored.list(account)).map(opened))).map(ownView),

    async declare({ account, roles }, { name, born, closeness }) {
      const said = name.trim();
      if (said === '' || said.length > LONGEST_NAME)
        throw new AccountError('invalid', `The name is empty, or longer than ${LONGEST_NAME} characters.`);
      if (!isDay(born)) throw new AccountError('invalid', 'The birth date is a day: YYYY-MM-DD.');
      if ((await stored.list(account)).length >= MOST_CLOSE_PERSONS)
        throw new AccountError('invalid', `At most ${MOST_CLOSE_PERSONS} persons can be declared.`);
      const at = now();
      const id = uuidV7(at.getTime());
      const declaredAt = at.toISOString();
      await record(
        { account, roles },
        { action: 'declare-close-person', allowed: true, rule: 'own-account', subjects: [account, id] },
      );
      await stored.add({
        id,
        account,
        declaredAt,
        sealed: seal(await key(), id, { name: said, born, closeness }),
      });
      return { id, closeness, declaredAt };
    },

    async withdraw({ account, roles }, id) {
      if (!(await stored.remove(account, id)))
        throw new AccountError('unknown', 'You declared nobody under this id.');
      await record(
        { account, roles },
        { action: 'withdraw-close-person', allowed: true, rule: 'own-account', subjects: [account, id] },
      );
    },

    all: async (officer) =>
      gate.pass(await as(officer, 'audit'), 'read-close-persons', {}, async () => {
        const result = await everybody();
        return { result, ids: result.map(({ id }) => id) };
      }),

    async looks(from) {
      const looks = new Map<number, CloseLook>();
      for (const { name, born, account: declaredBy } of await everybody()) {
        // The same birth date, and a name as near as a search asks for.
        const records = (await find({ name, born })).filter(
          ({ source, details }) => LOOKED_IN.includes(source) && details.includes(born),
        );
        for (const { id } of records)
          for await (const { seq, at, account, action, purpose, allowed, rule } of ledger.stream({
            from,
            subject: id,
            actions: LOOK_ACTIONS,
          }))
            looks.set(seq, {
              seq,
              at,
              account,
              action,
              purpose,
              allowed,
              rule,
              own: account === declaredBy || looks.get(seq)?.own === true,
            });
      }
      return [...looks.values()].sort((a, b) => b.seq - a.seq).slice(0, CLOSE_LOOKS);
    },

    held: {
      name: 'close-persons',
      title: 'Persons close to staff, as staff declared them',
      async find({ name, born }) {
        const words = name.toLowerCase().split(/\s+/).filter(Boolean);
        return (await everybody())
          .filter(
            (one) =>
              words.every((word) => one.name.toLowerCase().includes(word)) &&
              (born === undefined || one.born.startsWith(born)),
          )
          .map((one) => ({
            id: `close-person:${one.id}`,
            source: 'close-persons',
            caption: one.name,
            details: [one.born, `declared ${one.declaredAt.slice(0, 10)}`],
          }));
      },
      async held(ids) {
        const found = (await everybody()).filter(({ id }) => ids.includes(`close-person:${id}`));
        return {
          records: found.map((one) => ({
            kind: 'declared as close to staff',
            id: `close-person:${one.id}`,
            value: one,
          })),
          ids: found.map(({ id }) => `close-person:${id}`),
        };
      },
    },
  };
}
