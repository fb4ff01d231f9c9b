import type { Exit, Gate, Recipient } from '../law/index.ts';
import { type SchemaName, type Statement, toldTo } from '../model/index.ts';
import type { Told } from '../store/index.ts';

/** To whom, by which way. */
export interface ReleaseTerms {
  readonly exit: Exit;
  readonly to: Recipient;
  /** Lists to keep to; all when absent. */
  readonly datasets?: readonly string[];
  /** A person decided this very release, by name of the recipient. */
  readonly decidedByPerson?: boolean;
  /** The consent by which the originator agreed that this recipient gets a statement; `undefined` without one. */
  readonly agreed?: (statement: Statement) => string | undefined;
}

/** One entity as it may leave: what holds of it, and when that last changed. */
export interface Released {
  readonly id: string;
  readonly schema: SchemaName;
  /** What holds now and may leave; of what was withdrawn only that it was there. */
  readonly statements: readonly Statement[];
  /** ISO 8601 instants, of what may leave. */
  readonly created: string;
  readonly modified: string;
  /** Nothing holds any more: the source has withdrawn it. */
  readonly withdrawn: boolean;
  readonly attached: readonly Released[];
  /** What held once and may leave: for formats in which a withdrawal is told value by value. */
  readonly gone: { readonly statements: readonly Statement[]; readonly attached: readonly Released[] };
}

/** What stayed here, for the operator: never for the recipient, who would learn that there is something. */
export interface Withheld {
  /** Entities of which nothing may leave. */
  entities: number;
  statements: number;
  /** Rule of `decideRelease` → statements that it kept. */
  readonly rules: Record<string, number>;
}

export const nothingWithheld = (): Withheld => ({ entities: 0, statements: 0, rules: {} });

/** The property of the bare statement that an entity is on a list. */
const PRESENCE = 'id';

/** A statement as it may leave; `undefined` where it may not, which is counted. Equal markings are decided once. */
export type Decider = (statement: Statement) => Statement | undefined;

export function decider(
  gate: Pick<Gate, 'release'>,
  terms: ReleaseTerms,
  self: string,
  withheld: Withheld,
): Decider {
  const decided = new Map<string, string | undefined>();
  const ruleOf = (statement: Statement): string | undefined => {
    const { marking, sourceService } = statement;
    const originatorAgreed = terms.agreed?.(statement) !== undefined;
    const key = JSON.stringify([marking, sourceService, originatorAgreed]);
    if (!decided.has(key)) {
      const decision = gate.release({
        exit: terms.exit,
        to: terms.to,
        what: { marking, sourceService },
        self,
        ...(terms.decidedByPerson && { decidedByPerson: true }),
        ...(originatorAgreed && { originatorAgreed }),
      });
      decided.set(key, decision.allowed ? undefined : decision.rule);
    }
    return decided.get(key);
  };
  return (statement) => {
    const rule = ruleOf(statement);
    if (rule === undefined)
      return terms.to.kind === 'partner'
        ? { ...statement, marking: toldTo(statement.marking, terms.to.id) }
        : statement;
    // What does not hold any more would not have left anyway.
    if (statement.recordedUntil !== undefined) return undefined;
    withheld.statements++;
    withheld.rules[rule] = (withheld.rules[rule] ?? 0) + 1;
    return undefined;
  };
}

/** The consents on which something rests of what leaves, as subjects of the ledger. */
export function consentsIn(leaving: readonly Released[], { agreed }: ReleaseTerms): readonly string[] {
  if (!agreed) return [];
  const of = ({ statements, attached }: Released): readonly string[] => [
    ...statements.flatMap((one) => agreed(one) ?? []),
    ...attached.flatMap(of),
  ];
  return [...new Set(leaving.flatMap(of))].map((id) => `consent:${id}`);
}

/**
 * What of an entity may leave; `undefined` where nothing may. An entity of which not even the presence on its list may be
 * told does not leave, whatever else is said of it: its values would tell that it is there.
 */
export function release(told: Told, may: Decider, withheld: Withheld): Released | undefined {
  const leaving = told.statements.flatMap((one) => may(one) ?? []);
  const present = leaving.filter(({ property }) => property === PRESENCE);
  if (present.length === 0) {
    withheld.entities++;
    return undefined;
  }
  const holding = leaving.filter(({ recordedUntil }) => recordedUntil === undefined);
  const withdrawn = !present.some(({ recordedUntil }) => recordedUntil === undefined);
  const instants = leaving.flatMap(({ recordedFrom, recordedUntil }) =>
    recordedUntil === undefined ? [recordedFrom] : [recordedFrom, recordedUntil],
  );
  const attached = told.attached.flatMap((one) => release(one, may, withheld) ?? []);
  return {
    id: told.id,
    schema: told.schema,
    statements: withdrawn ? present.slice(-1) : holding,
    created: instants.reduce((a, b) => (b < a ? b : a)),
    modified: [...instants, ...attached.map(({ modified }) => modified)].reduce((a, b) => (b > a ? b : a)),
    withdrawn,
    attached: withdrawn ? [] : attached.filter((one) => !one.withdrawn),
    gone: {
      statements: leaving.filter(
        (one) =>
          one.recordedUntil !== undefined &&
          !holding.some((other) => other.property === one.property && other.value === one.value),
      ),
      attached: attached.filter((one) => one.withdrawn),
    },
  };
}
