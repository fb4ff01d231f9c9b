import { buildIndex, type EvidenceGrade, type IndexedEntity } from '../../match/index.ts';
import { ask } from '../../share/index.ts';
import type { Identity, Report } from './reports.ts';
import { PROPOSED } from './tuning.ts';

/** The identities that stand in the reports of a world, each once, with what the rooms under test make of them. */
export interface Identities {
  readonly count: number;
  /** Of each report, in the order of its `both`. */
  readonly of: readonly (readonly [number, number])[];
  /** Pairs that a person would judge to be one at a look: the name and the full date of birth agree, or a document. */
  readonly same: readonly (readonly [number, number])[];
  /** Pairs that are judged so only where both also have a contact in common. */
  readonly perhaps: readonly (readonly [number, number])[];
  /** Identities that share a strong key of the blind question. */
  readonly keyMates: readonly (readonly number[])[];
}

/** What a person accepts at a look; everything below needs a contact in common. */
const CLEAR: ReadonlySet<EvidenceGrade> = new Set<EvidenceGrade>(['name-and-date', 'document']);
const CLEAR_SCORE = 0.85;
const MOST_PROPOSALS = 40;
/** Families of keys whose hit is shown as strong. */
const STRONG: ReadonlySet<ask.Family> = new Set<ask.Family>(['doc', 'dn', 'nd']);

export function readIdentities(reports: readonly Report[]): Identities {
  const numbers = new Map<string, number>();
  const entities: IndexedEntity[] = [];
  const numberOf = (identity: Identity): number => {
    const key = JSON.stringify([identity.name, identity.birthDate, identity.document, identity.nationality]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = entities.length;
    numbers.set(key, number);
    entities.push(entityOf(identity, number));
    return number;
  };
  const of = reports.map(({ both: [a, b] }) => [numberOf(a), numberOf(b)] as const);
  const index = buildIndex(entities);
  const same: [number, number][] = [];
  const perhaps: [number, number][] = [];
  for (const [number, entity] of entities.entries()) {
    for (const { id, score, grade } of index.search(entity, { threshold: PROPOSED, limit: MOST_PROPOSALS })
      .hits) {
      const other = Number(id);
      if (other <= number) continue;
      if (CLEAR.has(grade) && score >= CLEAR_SCORE) same.push([number, other]);
      else perhaps.push([number, other]);
    }
  }
  return { count: entities.length, of, same, perhaps, keyMates: keyMatesOf(entities) };
}

const entityOf = ({ name, birthDate, document, nationality }: Identity, number: number): IndexedEntity => ({
  id: String(number),
  schema: 'Person',
  datasets: [],
  properties: {
    name: [name],
    nationality: [nationality.slice(0, 2).toLowerCase()],
    ...(birthDate !== undefined && { birthDate: [birthDate] }),
    ...(document !== undefined && { passportNumber: [document] }),
  },
});

function keyMatesOf(entities: readonly IndexedEntity[]): readonly (readonly number[])[] {
  const holders = new Map<string, number[]>();
  for (const [number, entity] of entities.entries())
    for (const { family, text } of ask.personKeys(entity)) {
      if (!STRONG.has(family)) continue;
      const held = holders.get(text);
      if (held) held.push(number);
      else holders.set(text, [number]);
    }
  const mates = entities.map((_, number) => new Set<number>([number]));
  for (const held of holders.values()) for (const a of held) for (const b of held) mates[a]?.add(b);
  return mates.map((set) => [...set].sort((a, b) => a - b));
}
