/**
 * How right the scores are, on labelled data made from the shipped lists.
 *
 * A *known* query is a person of a list, written otherwise; it is right if that person is among the hits. An *innocent* query
 * is a made-up traveller; any hit is wrong. Two kinds: names common in 40 countries, and names put together from the lists' own
 * words, which is the hardest case there is. Precision and recall are over equal numbers of known and innocent queries.
 */
import {
  buildIndex,
  type IndexedEntity,
  type IndexHit,
  type MatchEntity,
  type MatchIndex,
} from 'tocsin/match';
import { leaveOut, misspell, nameWorld, reorder, respell, travellers } from './generate.ts';
import { laterAliases } from './later-aliases.ts';
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

/** The script of a list's names, as far as the lists have names in other scripts. */
const SCRIPTS = {
  Arabic: /[\u0600-\u06ff]/,
  Cyrillic: /[\u0400-\u04ff]/,
  Han: /[\u3400-\u9fff]/,
  Hangul: /[\uac00-\ud7af]/,
  Hebrew: /[\u0590-\u05ff]/,
} as const;
const scriptOf = (name: string): string =>
  Object.entries(SCRIPTS).find(([, letters]) => letters.test(name))?.[0] ?? 'Latin';

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
      if (scriptOf(alias) !== 'Latin') add('UN name in its own script, OFAC record', ask(alias), ofac.id);
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

interface Scored extends Known {
  /** Score of the right entity; 0 where it is not among the hits. */
  readonly score: number;
  /** The best hit, whoever it is. */
  readonly best: IndexHit | undefined;
}

function scoreAll(index: MatchIndex, queries: readonly Known[]): Scored[] {
  return queries.map((one) => {
    const hits = search(index, one.query);
    const score = hits.find(({ id }) => one.truth.includes(id))?.score ?? 0;
    return { ...one, score, best: hits[0] };
  });
}

const share = (scores: readonly number[], threshold: number): number =>
  scores.filter((score) => score >= threshold).length / Math.max(scores.length, 1);
const percent = (value: number): number => round(value * 100, 2);
const recallRow = (queries: readonly Scored[]) => ({
  queries: queries.length,
  ...Object.fromEntries(
    THRESHOLDS.map((t) => [
      `≥ ${t}`,
      percent(
        share(
          queries.map(({ score }) => score),
          t,
        ),
      ),
    ]),
  ),
});
const groupBy = (queries: readonly Scored[], keyOf: (one: Scored) => string): Map<string, Scored[]> => {
  const groups = new Map<string, Scored[]>();
  for (const one of queries) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
};

const index = buildIndex(entities);
const scored = scoreAll(index, known());
const aliases = unlistedAliases();
const later = laterAliases();
const others = [
  ...scoreAll(aliases.index, aliases.queries),
  ...(later
    ? scoreAll(
        buildIndex(later.entities),
        later.aliases.map(({ id, name }) => ({
          kind: 'alias that OFAC added after July 2021',
          query: ask(name),
          truth: [id],
        })),
      )
    : []),
];
const all = [...scored, ...others];
const rows = (groups: Map<string, Scored[]>, heading: string) =>
  [...groups].map(([key, queries]) => ({ [heading]: key, ...recallRow(queries) }));
report(
  'accuracy-recall',
  rows(
    groupBy(all, ({ kind }) => kind),
    'kind',
  ),
  {
    ...(!later && { missing: 'aliases added later: TOCSIN_DATA names no folder with lists/ofac' }),
  },
);
report(
  'accuracy-scripts',
  rows(
    groupBy(all, ({ query }) => scriptOf(query.properties.name![0]!)),
    'script',
  ),
);

const INNOCENTS = 10_000;
const people = travellers(3);
const innocents = {
  'travellers of 40 countries': Array.from({ length: INNOCENTS }, () => people.name()),
  "the lists' own words": Array.from({ length: INNOCENTS }, () => world.name()),
};
const overall = scored.map(({ score }) => score);
const wrongHits: (readonly [IndexHit | undefined, boolean])[] = [];
for (const [who, names] of Object.entries(innocents)) {
  const byName = names.map((name) => search(index, ask(name))[0]);
  const byDate = names.map((name) => search(index, ask(name, [world.date()]))[0]);
  if (who.startsWith('travellers')) {
    wrongHits.push(
      ...byName.map((hit) => [hit, false] as const),
      ...byDate.map((hit) => [hit, false] as const),
    );
  }
  const nameScores = byName.map((hit) => hit?.score ?? 0);
  const dateScores = byDate.map((hit) => hit?.score ?? 0);
  report(
    `accuracy-${who.startsWith('travellers') ? 'overall' : 'hardest'}`,
    THRESHOLDS.map((threshold) => {
      const recall = share(overall, threshold);
      const precision = recall / (recall + share(nameScores, threshold));
      return {
        threshold,
        'recall %': percent(recall),
        'precision %': percent(precision),
        F1: round((2 * precision * recall) / (precision + recall), 4),
        'innocents with a hit, name only': nameScores.filter((score) => score >= threshold).length,
        'innocents with a hit, with birth date': dateScores.filter((score) => score >= threshold).length,
      };
    }),
    {
      innocents: names.length,
      who,
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
}

/** Of the best hits in each band of scores, how many are the person asked for, where every second query is of nobody. */
const BANDS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99, 1.01];
const rightHits = scored.flatMap(({ best, truth }) =>
  best ? [[best, truth.includes(best.id)] as const] : [],
);
// A hit of a known query that is neither the person nor nobody is most often the other list's record of the same person;
// it is left out, because nothing here says which.
const judged = [...rightHits.filter(([, right]) => right), ...wrongHits.filter(([hit]) => hit !== undefined)];
const weightOfKnown = (INNOCENTS * 2) / scored.length;
report(
  'accuracy-calibration',
  BANDS.slice(0, -1).map((from, i) => {
    const to = BANDS[i + 1]!;
    const inBand = (grade?: string) =>
      judged.filter(
        ([hit]) =>
          hit!.score >= from &&
          hit!.score < to &&
          (grade === undefined || (hit!.grade === 'name-only') === (grade === 'name-only')),
      );
    const shareRight = (hits: readonly (readonly [IndexHit | undefined, boolean])[]): number | string => {
      const right = hits.filter(([, one]) => one).length * weightOfKnown;
      const wrong = hits.filter(([, one]) => !one).length;
      return right + wrong === 0 ? '' : percent(right / (right + wrong));
    };
    return {
      score: to > 1 ? `${from} and more` : `${from} to ${to}`,
      hits: inBand().length,
      'right %': shareRight(inBand()),
      'right %, name only': shareRight(inBand('name-only')),
      'right %, more than a name': shareRight(inBand('more')),
    };
  }),
);
