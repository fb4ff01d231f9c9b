import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildGraph, type Graph } from '../../src/network/index.ts';

/** A real network with the answers that igraph gave (ties of all layers, each pair once, weights left out). */
export interface NetworkSet {
  readonly name: string;
  readonly graph: Graph;
  readonly ids: readonly string[];
  readonly expected: ExpectedAnswers;
}

export interface ExpectedAnswers {
  readonly n: number;
  readonly m: number;
  readonly best_modularity_200_leiden_runs: number;
  readonly adamic_adar_top15_nonadjacent: readonly (readonly [string, string, number])[];
  readonly resource_allocation_top15_nonadjacent: readonly (readonly [string, string, number])[];
}

/** The set that is committed, under pseudonyms. */
export const committedSet = (): NetworkSet =>
  readSet(fileURLToPath(new URL('../fixtures/network/paris-brussels', import.meta.url)), 'paris-brussels');

/** All sets below the folder that TOCSIN_DATA names; none where it does not have networks/. They name people: none is committed. */
export function networkSets(): readonly NetworkSet[] {
  const folder = process.env.TOCSIN_DATA && join(process.env.TOCSIN_DATA, 'networks');
  if (!folder || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'expected.json')))
    .sort()
    .map((name) => readSet(join(folder, name), name));
}

function readSet(folder: string, name: string): NetworkSet {
  const derived = join(folder, 'person_edges.tsv');
  const hasDerived = existsSync(derived);
  const nodes = rowsOf(join(folder, 'nodes.tsv'));
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  // With derived pairs of persons, the nodes are also places and activities.
  for (const [id, type] of nodes) if (!hasDerived || type === 'Person') numberOf(id as string);
  const seen = new Set<string>();
  const from: number[] = [];
  const to: number[] = [];
  for (const [source, target] of rowsOf(hasDerived ? derived : join(folder, 'edges.tsv'))) {
    const ends = [numberOf(source as string), numberOf(target as string)].sort((a, b) => a - b);
    if (seen.has(ends.join())) continue;
    seen.add(ends.join());
    from.push(ends[0] as number);
    to.push(ends[1] as number);
  }
  return {
    name,
    graph: buildGraph(numbers.size, from, to),
    ids: [...numbers.keys()],
    expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as ExpectedAnswers,
  };
}

function rowsOf(path: string): readonly (readonly string[])[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}
