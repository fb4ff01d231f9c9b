import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildGraph, type Graph } from '../../src/network/index.ts';

/** A network from files, with answers that igraph gave for it. */
export interface ReferenceNetwork {
  readonly name: string;
  readonly graph: Graph;
  /** The id of each node. */
  readonly ids: readonly string[];
  readonly numberOf: (id: string) => number;
  readonly expected: Expected;
}

interface BestSet {
  readonly initial: number;
  readonly best_value: number;
  readonly best_set: readonly string[];
  readonly 'ties_within_1e-9': number;
}

/** Values are rounded to six places. */
export interface Expected {
  readonly n: number;
  readonly m: number;
  readonly components: readonly number[];
  readonly component_count: number;
  readonly bridges: readonly (readonly [string, string])[];
  readonly articulation_points: readonly string[];
  readonly betweenness_top15: readonly (readonly [string, number])[];
  readonly betweenness_sum: number;
  readonly constraint_lowest15: readonly (readonly [string, number])[];
  readonly coreness_max: number;
  readonly pagerank_top10: readonly (readonly [string, number])[];
  readonly kpp_neg_distance_weighted_k1?: BestSet;
  readonly kpp_neg_distance_weighted_k2?: BestSet;
  readonly kpp_neg_fragmentation_F_k2?: BestSet;
}

/** Reads nodes and ties as the folders of the data set hold them. */
export function readNetwork(folder: string, name: string): ReferenceNetwork {
  const persons = existsSync(join(folder, 'person_edges.tsv'));
  const rows = readTable(join(folder, 'nodes.tsv'));
  const ids = rows.filter(({ type }) => !persons || type === 'Person').map(({ id }) => id as string);
  const numbers = new Map(ids.map((id, i) => [id, i]));
  const numberOf = (id: string): number => {
    const number = numbers.get(id);
    if (number === undefined) throw new Error(`${folder}: an edge names ${id}, which is no node`);
    return number;
  };
  const edges = readTable(join(folder, persons ? 'person_edges.tsv' : 'edges.tsv'));
  const graph = buildGraph(
    ids.length,
    edges.map(({ source }) => numberOf(source as string)),
    edges.map(({ target }) => numberOf(target as string)),
  );
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
  return { name, graph, ids, numberOf, expected };
}

/** The folders of the data set, or nothing where it is not there. */
export function referenceFolders(): readonly string[] {
  const data = process.env.TOCSIN_DATA;
  const folder = data === undefined ? '' : join(data, 'networks');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort();
}

function readTable(path: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = (head as string).split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(columns.map((column, i) => [column, values[i] ?? '']));
  });
}
