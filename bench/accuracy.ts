/**
 * How right the scores are, on labelled data made from the shipped lists.
 *
 * A *known* query is a person of a list, written otherwise; it is right if that person is among the hits. An *innocent* query
 * is a generated traveller; any hit is wrong. Precision and recall are over equal numbers of both.
 */
import {
  buildIndex,
  type IndexedEntity,
  type IndexHit,
  type MatchEntity,
  type MatchIndex,
} from 'tocsin/match';
import { leaveOut, misspell, nameWorld, reorder, respell } from './generate.ts';
import { personNames, shippedEntities } from './lists.ts';
import { report, round } from './measure.ts';

const THRESHOLDS = [0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
const EACH = 1_000;
const LOWEST = 0.5;

interface Known {
  readonly kind: string;
  readonly query: MatchEntity;
  /** Entities that are this person. */
  readonly truth: readonly string[];
}

const entities = shippedEntities();
const persons = entities.filter(({ schema }) => schema === 'Person');
const world = nameWorld(personNames(), 11);
const pick = <T>(list: readonly T[]): T => list[Math.floor(world.uniform() * list.length)]!;
const ask = (name: string, birthDate?: readonly string[]): MatchEntity => ({
  id: 'query',
  schema: 'Person',
  properties: { name: [name], ...(birthDate && birthDate.length > 0 && { birthDate }) },
});

const documents = (entity: IndexedEntity): string[] =>
  ['passportNumber', 'idNumber'].flatMap((property) =>
    (entity.properties[property] ?? [])
      .map((value) => value.toUpperCase().replace(/[^A-Z0-9]/g, ''))
      .filter((value) => value.length >= 6),
  );

/** Records of the two lists that share a document number: the same person, by the publishers' own facts. */
function joined(): { readonly un: IndexedEntity; readonly ofac: IndexedEntity }[] {
  const byNumber = new Map<string, IndexedEntity[]>();
  for (const entity of persons.filter(({ datasets }) => datasets.includes('us_ofac_sdn'))) {
    for (const number of documents(entity)) byNumber.set(number, [...(byNumber.get(number) ?? []), entity]);
  }
  const pairs = new Map<string, { un: IndexedEntity; ofac: IndexedEntity }>();
  for (const un of persons.filter(({ datasets }) => datasets.includes('un_sc_sanctions'))) {
    for (const number of documents(un)) {
      for (const ofac of byNumber.get(number) ?? []) pairs.set(`${un.id} ${ofac.id}`, { un, ofac });
    }
  }
  return [...pairs.values()];
}

const scriptOf = (name: string): string =>
  /[\u0600-\u06ff]/.test(name)
    ? 'Arabic'
    : /[\u0400-\u04ff]/.test(name)
      ? 'Cyrillic'
      : /[\u3400-\u9fff\uac00-\ud7af]/.test(name)
        ? 'East Asian'
        : 'Latin';

function known(): Known[] {
  const list: Known[] = [];
  const add = (kind: string, query: MatchEntity, ...truth: string[]): void => {
    list.push({ kind, query, truth });
  };
  const latin = persons.filter(
    ({ properties }) =>
      /^[\x20-\x7e]+$/.test(properties.name?.[0] ?? '') && (properties.name?.[0] ?? '').split(' ').length > 1,
  );
  for (let i = 0; i < EACH; i++) {
    const entity = pick(latin);
    const name = entity.properties.name![0]!;
    const born = entity.properties.birthDate;
    add('as listed', ask(name), entity.id);
    add('one misspelling', ask(misspell(name, world.uniform)), entity.id);
    add('one misspelling, with birth date', ask(misspell(name, world.uniform), born), entity.id);
    add('reordered', ask(reorder(name, world.uniform)), entity.id);
    add('other romanisation', ask(respell(name, world.uniform)), entity.id);
    if (name.split(' ').length > 2) add('one word left out', ask(leaveOut(name, world.uniform)), entity.id);
  }
  for (const { un, ofac } of joined()) {
    add('UN name, OFAC record', ask(un.properties.name![0]!), ofac.id);
    add(
      'UN name and birth date, OFAC record',
      ask(un.properties.name![0]!, un.properties.birthDate),
      ofac.id,
    );
    for (const alias of un.properties.alias ?? []) {
      const script = scriptOf(alias);
      if (script !== 'Latin') add(`UN original script (${script}), OFAC record`, ask(alias), ofac.id);
    }
  }
  return list;
}

/** Every other name of a person, looked for in an index that lacks it: what one list gives and another does not. */
function unlistedAliases(): { readonly index: MatchIndex; readonly queries: Known[] } {
  const queries: Known[] = [];
  const without = persons.map((entity) => {
    const aliases = entity.properties.alias ?? [];
    if (aliases.length === 0 || world.uniform() > 0.5) return entity;
    const taken = pick(aliases);
    queries.push({ kind: 'alias that the index lacks', query: ask(taken), truth: [entity.id] });
    return { ...entity, properties: { ...entity.properties, alias: aliases.filter((one) => one !== taken) } };
  });
  return { index: buildIndex(without), queries };
}

const search = (index: MatchIndex, query: MatchEntity): readonly IndexHit[] =>
  index.search(query, { threshold: LOWEST, limit: 10_000 }).hits;

/** Best score of the right entity; 0 where it is not among the hits. */
const rightScore = (index: MatchIndex, { query, truth }: Known): number =>
  Math.max(
    0,
    ...search(index, query)
      .filter(({ id }) => truth.includes(id))
      .map(({ score }) => score),
  );

const index = buildIndex(entities);
const scored = known().map((one) => ({ ...one, score: rightScore(index, one) }));
const aliases = unlistedAliases();
const scoredAliases = aliases.queries.map((one) => ({ ...one, score: rightScore(aliases.index, one) }));

const innocents = Array.from({ length: 10_000 }, () => ({ name: world.name(), born: world.date() }));
const falseName = innocents.map(({ name }) => search(index, ask(name))[0]?.score ?? 0);
const falseDate = innocents.map(({ name, born }) => search(index, ask(name, [born]))[0]?.score ?? 0);

const share = (scores: readonly number[], threshold: number): number =>
  scores.filter((score) => score >= threshold).length / Math.max(scores.length, 1);
const percent = (value: number): number => round(value * 100, 2);

const kinds = [...new Set(scored.map(({ kind }) => kind)), 'alias that the index lacks'];
report(
  'accuracy-recall',
  kinds.map((kind) => {
    const scores = [...scored, ...scoredAliases].filter((one) => one.kind === kind).map(({ score }) => score);
    return {
      kind,
      queries: scores.length,
      ...Object.fromEntries(THRESHOLDS.map((t) => [`≥ ${t}`, percent(share(scores, t))])),
    };
  }),
);
const overall = scored.map(({ score }) => score);
report(
  'accuracy-overall',
  THRESHOLDS.map((threshold) => {
    const recall = share(overall, threshold);
    const wrong = share(falseName, threshold);
    const precision = recall / (recall + wrong);
    return {
      threshold,
      'recall %': percent(recall),
      'precision %': percent(precision),
      F1: round((2 * precision * recall) / (precision + recall), 4),
      'innocents with a hit, name only': falseName.filter((score) => score >= threshold).length,
      'innocents with a hit, with birth date': falseDate.filter((score) => score >= threshold).length,
    };
  }),
  {
    innocents: innocents.length,
    worstMisses: scored
      .filter(({ kind, score }) => score < 0.7 && kind !== 'one word left out')
      .sort((a, b) => a.score - b.score)
      .slice(0, 40)
      .map(({ kind, query, truth, score }) => ({
        kind,
        query: query.properties.name?.[0],
        record: truth[0],
        score,
      })),
  },
);
