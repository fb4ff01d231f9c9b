import { areComparable, type SchemaName } from '../model/index.ts';
import { comparePrepared, roundScore } from './compare.ts';
import { evidenceGrade, type FieldOutcomes, pairScore, relateFields } from './fields.ts';
import {
  type PreparedEntity,
  prepareFields,
  prepareQuery,
  prepareReading,
  prepareRecord,
} from './prepare.ts';
import {
  type LiveSegment,
  lowerBound,
  payloadStart,
  payloadStartsWith,
  readPayload,
  type Segment,
  UNGLUED_ROW,
  WEAK_ROW,
} from './segment.ts';
import { buildSegment, dateKeyOf, documentHash } from './segment-build.ts';
import { type SegmentSearcher, segmentSearcher } from './segment-search.ts';
import { suggestNames } from './suggest.ts';
import { hashText, kindByte, textOf } from './token-table.ts';
import { DEFAULT_LIMIT, DEFAULT_THRESHOLD, LOWEST_THRESHOLD, MOST_SEGMENTS } from './tuning.ts';
import {
  type Comparison,
  EVIDENCE_GRADES,
  type EvidenceGrade,
  type IndexedEntity,
  type MatchEntity,
} from './types.ts';

export interface SearchOptions {
  /** Only hits with at least this score; {@link LOWEST_THRESHOLD} to 1. Default {@link DEFAULT_THRESHOLD}. */
  readonly threshold?: number;
  /** At most this many hits, the best ones. Default {@link DEFAULT_LIMIT}. */
  readonly limit?: number;
  /** Only entities that stand on one of these datasets. */
  readonly include?: readonly string[];
  /** No entities that stand only on these datasets. */
  readonly exclude?: readonly string[];
  /** No entities with these ids. */
  readonly excludeEntities?: readonly string[];
}

export interface IndexHit extends Comparison {
  readonly id: string;
  readonly schema: SchemaName;
  readonly datasets: readonly string[];
  /** What the index keeps of the entity: the properties that matching looks at. */
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

export interface SearchResult {
  /** By falling score, then by falling evidence grade, then by id. */
  readonly hits: readonly IndexHit[];
  /** All hits that reach the threshold, also those beyond the limit. */
  readonly total: number;
}

/** Finds known persons by name, birth date and document. Everything is in memory; nothing is looked up elsewhere. */
export interface MatchIndex {
  search(query: MatchEntity, options?: SearchOptions): SearchResult;
  /** Ids of all that reach a threshold, in no order and without explanations. */
  ids(query: MatchEntity, threshold: number): readonly string[];
  /** The same answer found by scoring every entity: slow, and what completeness is measured against. */
  scan(query: MatchEntity, options?: SearchOptions): SearchResult;
  /** Entities whose names begin with, or contain words that begin with, what was typed so far. Best known first. */
  suggest(text: string, limit: number): readonly { readonly id: string; readonly name: string }[];
  /** Applies a list difference: what is added replaces what had the same id. Answers stay available throughout. */
  update(change: { readonly add?: Iterable<IndexedEntity>; readonly remove?: Iterable<string> }): void;
  /** Whether an entity of this id is in the index. */
  has(id: string): boolean;
  /** What the index keeps of one entity. */
  get(id: string): IndexedEntity | undefined;
  readonly size: { readonly entities: number; readonly names: number; readonly bytes: number };
  /** The parts, for worker threads and snapshots. */
  readonly segments: readonly LiveSegment[];
}

/** Builds an index. Ids must be unique; entities of schemas that are not looked for by name are the caller's to omit. */
export function buildIndex(entities: Iterable<IndexedEntity>): MatchIndex {
  const segment = buildSegment(entities);
  return openSegments([{ segment, gone: goneMarks(segment) }]);
}

const goneMarks = (segment: Segment): Uint8Array =>
  new Uint8Array(new SharedArrayBuffer(segment.header.entities));

const GRADE_RANK = Object.fromEntries(EVIDENCE_GRADES.map((grade, rank) => [grade, rank])) as Readonly<
  Record<EvidenceGrade, number>
>;

const NOTHING: FieldOutcomes = {
  date: undefined,
  sex: undefined,
  country: undefined,
  place: undefined,
  document: undefined,
};

/** The name score of an entity and the first row that has it. */
interface BestRow {
  readonly score: number;
  readonly row: number;
}

interface Found {
  readonly at: number;
  readonly entity: number;
  readonly row: number;
  readonly score: number;
  readonly grade: EvidenceGrade;
}

/** An index over existing segments (of another thread, or of a snapshot). */
export function openSegments(initial: readonly LiveSegment[]): MatchIndex {
  let live: readonly LiveSegment[] = initial;
  let searchers: readonly SegmentSearcher[] = live.map(({ segment }) => segmentSearcher(segment));

  const locate = (id: string): readonly [number, number] | undefined => {
    const hash = hashText(id);
    const start = payloadStart(id);
    for (let at = live.length - 1; at >= 0; at--) {
      const { segment, gone } = live[at]!;
      const table = segment.idTable;
      for (let slot = hash % table.length; table[slot] !== 0; slot = (slot + 1) % table.length) {
        const entity = table[slot]! - 1;
        if (!gone[entity] && payloadStartsWith(segment, entity, start)) return [at, entity];
      }
    }
    return undefined;
  };

  const datasetsOf = (segment: Segment, entity: number): readonly string[] =>
    segment.header.datasetSets[segment.entityDatasets[entity]!]!;

  /** Which entities of a segment may be returned at all. */
  const filterOf = (
    at: number,
    query: PreparedEntity,
    options: SearchOptions,
  ): ((entity: number) => boolean) => {
    const { segment, gone } = live[at]!;
    const schemas = segment.header.schemas.map((schema) => areComparable(query.schema, schema));
    const sets = segment.header.datasetSets.map(
      (set) =>
        (!options.include || set.some((name) => options.include!.includes(name))) &&
        (!options.exclude || set.some((name) => !options.exclude!.includes(name))),
    );
    const excluded = new Set(
      options.excludeEntities?.map(locate).flatMap((p) => (p?.[0] === at ? [p[1]] : [])),
    );
    return (entity) =>
      gone[entity] === 0 &&
      schemas[segment.entitySchema[entity]!]! &&
      sets[segment.entityDatasets[entity]!]! &&
      !excluded.has(entity);
  };

  const bestRow = (searcher: SegmentSearcher, query: PreparedEntity, entity: number): BestRow => {
    const { entityRow, rowFlags } = searcher.segment;
    let best: BestRow = { score: 0, row: -1 };
    for (let row = entityRow[entity]!; row < entityRow[entity + 1]!; row++) {
      for (const name of query.names) {
        for (const reading of name.readings) {
          if (reading.unglued && rowFlags[row]! & UNGLUED_ROW) continue;
          const { score } = searcher.scoreRow(reading.tokens, row);
          if (score > best.score) best = { score, row };
        }
      }
    }
    return best;
  };

  /** Entities that share a full birth date or a document with the query: the only things that lift a score. */
  const sharers = (segment: Segment, query: PreparedEntity): Set<number> => {
    const entities = new Set<number>();
    const collect = (keys: Uint32Array, owners: Uint32Array, key: number): void => {
      for (let i = lowerBound(keys, key); keys[i] === key; i++) entities.add(owners[i]!);
    };
    for (const date of query.fields.dates) {
      if (date.day === undefined) continue;
      collect(segment.dateKey, segment.dateEntity, dateKeyOf(date.year, date.month!, date.day));
    }
    for (const number of query.fields.documents) {
      collect(segment.documentKey, segment.documentEntity, documentHash(number));
    }
    return entities;
  };

  const hasFields = ({ fields }: PreparedEntity): boolean =>
    fields.dates.length + fields.sexes.length + fields.countries.length + fields.places.length > 0 ||
    fields.documents.length > 0;

  const weigh = (at: number, query: PreparedEntity, entity: number, { score, row }: BestRow): Found => {
    const { segment } = live[at]!;
    const outcomes = hasFields(query)
      ? relateFields(query.fields, prepareFields(readPayload(segment, entity)))
      : NOTHING;
    return { at, entity, row, score: roundScore(pairScore(score, outcomes)), grade: evidenceGrade(outcomes) };
  };

  const answer = (query: PreparedEntity, found: Found[], options: SearchOptions): SearchResult => {
    const threshold = roundScore(checkedThreshold(options));
    const limit = options.limit ?? DEFAULT_LIMIT;
    const reaching = found.filter(({ score }) => score >= threshold);
    const byRank = (a: Found, b: Found): number =>
      b.score - a.score || GRADE_RANK[b.grade] - GRADE_RANK[a.grade];
    reaching.sort(byRank);
    const last = reaching[Math.min(limit, reaching.length) - 1];
    // Ids decide between equals, so all equals of the last one that fits are looked at.
    const hits = reaching
      .filter((one) => last !== undefined && byRank(one, last) <= 0)
      .map((one) => ({ ...one, kept: readPayload(live[one.at]!.segment, one.entity) }))
      .sort((a, b) => byRank(a, b) || (a.kept.id < b.kept.id ? -1 : 1))
      .slice(0, limit)
      .map(({ at, entity, row, kept }) => ({
        ...comparePrepared(query, prepareRow(live[at]!.segment, row, kept)),
        ...kept,
        datasets: datasetsOf(live[at]!.segment, entity),
      }));
    return { hits, total: reaching.length };
  };

  /** The best row of each entity that may reach the threshold, weighed. */
  const findRows = (query: PreparedEntity, options: SearchOptions): Found[] => {
    const threshold = checkedThreshold(options);
    const found: Found[] = [];
    searchers.forEach((searcher, at) => {
      const accepts = filterOf(at, query, options);
      const best = new Map<number, BestRow>();
      const { rowEntity, rowFlags } = searcher.segment;
      for (const name of query.names) {
        for (const reading of name.readings) {
          searcher.search(reading.tokens, threshold, (row, score) => {
            if (reading.unglued && rowFlags[row]! & UNGLUED_ROW) return;
            const owner = rowEntity[row]!;
            const before = best.get(owner);
            const better = !before || score > before.score || (score === before.score && row < before.row);
            if (better && accepts(owner)) best.set(owner, { score, row });
          });
        }
      }
      for (const owner of sharers(searcher.segment, query)) {
        if (!best.has(owner) && accepts(owner)) best.set(owner, bestRow(searcher, query, owner));
      }
      for (const [owner, row] of best) found.push(weigh(at, query, owner, row));
    });
    return found;
  };

  const index: MatchIndex = {
    search(entity, options = {}) {
      const query = prepareQuery(entity);
      return answer(query, findRows(query, options), options);
    },

    ids(entity, threshold) {
      const found = findRows(prepareQuery(entity), { threshold });
      return found
        .filter(({ score }) => score >= roundScore(threshold))
        .map((one) => readPayload(live[one.at]!.segment, one.entity).id);
    },

    scan(entity, options = {}) {
      const query = prepareQuery(entity);
      const found: Found[] = [];
      searchers.forEach((searcher, at) => {
        const accepts = filterOf(at, query, options);
        for (let owner = 0; owner < searcher.segment.header.entities; owner++) {
          if (accepts(owner)) found.push(weigh(at, query, owner, bestRow(searcher, query, owner)));
        }
      });
      return answer(query, found, options);
    },

    suggest: (text, limit) => suggestNames(live, text, limit),

    update({ add = [], remove = [] }) {
      const added = [...add];
      for (const id of [...remove, ...added.map((entity) => entity.id)]) {
        const place = locate(id);
        if (place) Atomics.store(live[place[0]]!.gone, place[1], 1);
      }
      if (added.length === 0) return;
      let next = [...live];
      let fresh: IndexedEntity[] = added;
      if (next.length >= MOST_SEGMENTS) {
        // The largest stays as it is; the small ones become one.
        const largest = next.reduce((a, b) =>
          b.segment.header.entities > a.segment.header.entities ? b : a,
        );
        fresh = [...next.filter((one) => one !== largest).flatMap(survivors), ...added];
        next = [largest];
      }
      const segment = buildSegment(fresh);
      next.push({ segment, gone: goneMarks(segment) });
      searchers = next.map(
        ({ segment: one }) => searchers.find((s) => s.segment === one) ?? segmentSearcher(one),
      );
      live = next;
    },

    has: (id) => locate(id) !== undefined,

    get(id) {
      const place = locate(id);
      if (!place) return undefined;
      const { segment } = live[place[0]]!;
      return { ...readPayload(segment, place[1]), datasets: datasetsOf(segment, place[1]) };
    },

    get size() {
      let entities = 0;
      let names = 0;
      let bytes = 0;
      for (const { segment, gone } of live) {
        entities += gone.reduce((sum, mark) => sum + 1 - mark, 0);
        names += segment.header.rows;
        bytes += segment.buffer.byteLength + gone.byteLength;
      }
      return { entities, names, bytes };
    },

    get segments() {
      return live;
    },
  };
  return index;
}

/**
 * The entity with the name of one row only: the best one, which the explanation is about. Reading and comparing all names of
 * an entity with thirty aliases again would cost more than the search.
 */
function prepareRow(segment: Segment, row: number, entity: MatchEntity): PreparedEntity {
  if (row < 0) return prepareRecord(entity);
  const { vocabulary, rowTokens, rowFlags } = segment;
  const from = segment.rowOffset[row]!;
  const length = segment.rowOffset[row + 1]! - from;
  const texts = Array.from({ length }, (_, i) => textOf(vocabulary, rowTokens[from + i]!));
  const weakRow = (rowFlags[row]! & WEAK_ROW) !== 0;
  const ungluedRow = (rowFlags[row]! & UNGLUED_ROW) !== 0;
  return prepareReading(
    entity,
    ({ tokens, unglued = false }, weak) =>
      weak === weakRow &&
      unglued === ungluedRow &&
      tokens.length === length &&
      tokens.every(
        (token, i) => token.text === texts[i] && kindByte(token) === vocabulary.kind[rowTokens[from + i]!],
      ),
  );
}

function checkedThreshold(options: SearchOptions): number {
  const threshold = options.threshold ?? DEFAULT_THRESHOLD;
  if (!(threshold >= LOWEST_THRESHOLD && threshold <= 1)) {
    throw new RangeError(`threshold must be between ${LOWEST_THRESHOLD} and 1, not ${threshold}`);
  }
  return threshold;
}

function survivors({ segment, gone }: LiveSegment): IndexedEntity[] {
  const entities: IndexedEntity[] = [];
  for (let entity = 0; entity < segment.header.entities; entity++) {
    if (gone[entity]) continue;
    const datasets = segment.header.datasetSets[segment.entityDatasets[entity]!]!;
    entities.push({ ...readPayload(segment, entity), datasets });
  }
  return entities;
}
