import { type Ledger, NOT_ANSWERED } from '../store/index.ts';
import type { Gate } from './gate.ts';
import type { Asker } from './policy.ts';
import { PolicyError } from './policy-error.ts';
import { PAST_PAGE } from './tuning.ts';

/** Whom a person says to be. */
export interface SubjectQuestion {
  readonly name: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly born?: string;
}

/** A record that may be of this person: somebody has to look before it is given to them. */
export interface SubjectCandidate {
  readonly id: string;
  /** The room that holds it, by name. */
  readonly source: string;
  readonly caption: string;
  /** What tells it apart from others: birth dates, lists, flights. */
  readonly details: readonly string[];
}

/** A candidate beside what its room holds, in words. */
export interface TitledCandidate extends SubjectCandidate {
  readonly title: string;
}

/** One thing that is held. */
export interface HeldRecord {
  readonly kind: string;
  readonly id: string;
  readonly value: object;
}

/** A room that holds something on persons. Each one says what; see {@link SubjectAccess.register}. */
export interface HeldSource {
  readonly name: string;
  readonly title: string;
  find(question: SubjectQuestion): Promise<readonly SubjectCandidate[]>;
  /** What is held under these ids, and under which further ids it is kept (hits, canonical entities), for the ledger. */
  held(ids: readonly string[]): Promise<{
    readonly records: readonly HeldRecord[];
    readonly ids: readonly string[];
  }>;
}

/** Somebody looked. */
export interface Look {
  readonly seq: number;
  readonly at: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
  readonly action: string;
  readonly allowed: boolean;
  readonly rule: string;
}

/** Everything that is held on one person, and every look at it. */
export interface SubjectReport {
  readonly at: string;
  readonly by: string;
  readonly legalBasis: string;
  readonly ids: readonly string[];
  readonly holdings: readonly {
    readonly source: string;
    readonly title: string;
    readonly records: readonly HeldRecord[];
  }[];
  /** Oldest first; this one is not among them. */
  readonly looks: readonly Look[];
  /** What the report cannot say. */
  readonly notSaid: readonly string[];
}

export interface SubjectAccess {
  /** A room that holds something on persons takes part in every answer from then on. */
  register(source: HeldSource): void;
  /** Records that may be of this person; for rooms that have passed the gate. */
  among(question: SubjectQuestion): Promise<readonly SubjectCandidate[]>;
  /** Records that may be of this person, of all rooms. Passes the gate. */
  find(asker: Asker, question: SubjectQuestion): Promise<readonly TitledCandidate[]>;
  /** All that is held under some ids. Passes the gate. Throws {@link PolicyError} where nothing is. */
  collect(asker: Asker, ids: readonly string[]): Promise<SubjectReport>;
}

const NOT_SAID = [
  'Searches that did not find this person: the ledger keeps what was asked as a fingerprint only.',
  'Looks at answers with more than a hundred records, where this one was not among the first hundred.',
  'What was erased because its time was over.',
  ...NOT_ANSWERED,
];

/** Opens the right of access (Directive (EU) 2016/680 art. 14, GDPR art. 15) on a gate; `now` is the clock. */
export function openSubjectAccess(gate: Gate, ledger: Pick<Ledger, 'read'>, now: () => Date): SubjectAccess {
  const sources: HeldSource[] = [];
  const among = async (question: SubjectQuestion): Promise<readonly SubjectCandidate[]> =>
    (await Promise.all(sources.map((source) => source.find(question)))).flat();
  return {
    among,
    register(source) {
      sources.push(source);
    },
    find: (asker, question) =>
      gate.pass(asker, 'subject-access', { question: JSON.stringify(question) }, async () => {
        const titles = new Map(sources.map(({ name, title }) => [name, title]));
        const found = await among(question);
        const result = found.map((one) => ({ ...one, title: titles.get(one.source) ?? one.source }));
        return { result, ids: result.map(({ id }) => id) };
      }),
    collect: (asker, ids) =>
      gate.pass(asker, 'subject-access', { ids }, async () => {
        const held = await Promise.all(
          sources.map(async (source) => ({ source, ...(await source.held(ids)) })),
        );
        const holdings = held.map(({ source: { name, title }, records }) => ({
          source: name,
          title,
          records,
        }));
        const count = holdings.reduce((sum, { records }) => sum + records.length, 0);
        if (count === 0) throw new PolicyError('unknown', `nothing is held under ${ids.join(', ')}`);
        const all = new Set([...ids, ...held.flatMap((one) => one.ids)]);
        const result: SubjectReport = {
          at: now().toISOString(),
          by: asker.account,
          legalBasis: asker.legalBasis,
          ids: [...all],
          holdings,
          looks: await looksAt(ledger, all),
          notSaid: NOT_SAID,
        };
        return { result, ids: [...all], count };
      }),
  };
}

async function looksAt(ledger: Pick<Ledger, 'read'>, ids: ReadonlySet<string>): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (let before: number | undefined; ; ) {
    const page = await ledger.read({ limit: PAST_PAGE, ...(before !== undefined && { before }) });
    for (const { seq, at, account, roles, purpose, legalBasis, action, allowed, rule, subjects } of page)
      if (subjects.some((id) => ids.has(id)))
        looks.push({ seq, at, account, roles, purpose, legalBasis, action, allowed, rule });
    before = page.at(-1)?.seq;
    if (page.length < PAST_PAGE || before === undefined) return looks.reverse();
  }
}
