import type { Graph } from '../graph.ts';
import { EQUAL_VALUES, EXHAUSTIVE_STEPS } from '../tuning.ts';
import { distanceLoss, type Extend, pieceLoss, reach } from './key-player-goals.ts';

/**
 * What a set of persons is wanted for (Borgatti 2006).
 *
 * - `fragmentation` (KPP-NEG, F): once they are gone, the share of pairs of those who remain that no path joins.
 * - `distance` (KPP-NEG, DF): the same, but a pair at distance d counts as joined by 1/d only.
 * - `reach` (KPP-POS, m-reach): the share of all nodes that is at most `steps` from one of them, they included.
 * - `closeness` (KPP-POS, DR): the sum over all nodes of 1/distance to the nearest of them, divided by the nodes;
 *   they count 1 each.
 */
export type KeyPlayerGoal =
  | { readonly goal: 'fragmentation' | 'distance' | 'closeness' }
  | { readonly goal: 'reach'; readonly steps: number };

export interface KeyPlayers {
  /** Ascending. */
  readonly nodes: readonly number[];
  readonly value: number;
  /** The value of nobody: what they are to be compared with. */
  readonly before: number;
  /** `exhaustive`: no set is better. `greedy`: one by one, then exchanged as long as that made it better; a better one may exist. */
  readonly method: 'exhaustive' | 'greedy';
  /** After an exhaustive search: how many sets are equally good, this one included; the one told has the lowest nodes. */
  readonly ties?: number;
}

type Found = Omit<KeyPlayers, 'before'>;

export type KeyPlayerOptions = KeyPlayerGoal & {
  readonly count: number;
  /** Who may be in the set; everybody unless given. `distance` looks at every pair again for each of them: name few in a large graph. */
  readonly candidates?: readonly number[];
  /** Steps that an exhaustive search may take before the greedy one is done instead. */
  readonly exhaustiveSteps?: number;
};

/**
 * The set of `count` persons that serves a goal best: by looking at all sets where that is affordable, greedily with exchanges
 * otherwise; the answer says which.
 *
 * @throws RangeError where fewer candidates than wanted are there.
 */
export function keyPlayers(graph: Graph, options: KeyPlayerOptions): KeyPlayers {
  const candidates = candidatesOf(graph, options);
  const { count, exhaustiveSteps = EXHAUSTIVE_STEPS } = options;
  const goal = goalOf(graph, options, candidates);
  // The last of a set is found by one look at everybody, so only sets of one fewer have to be gone through.
  const sets = binomial(candidates.length, count - 1);
  const found =
    sets * goal.steps <= exhaustiveSteps
      ? searchAll(goal.extend, candidates, count)
      : searchGreedily(goal.extend, candidates, count);
  return { ...found, before: goal.before() };
}

function candidatesOf({ nodeCount }: Graph, { candidates, count }: KeyPlayerOptions): readonly number[] {
  const all = [...new Set(candidates ?? Array.from({ length: nodeCount }, (_, v) => v))].sort(
    (a, b) => a - b,
  );
  const wrong = all.find((v) => !(Number.isInteger(v) && v >= 0 && v < nodeCount));
  if (wrong !== undefined) throw new RangeError(`The candidate ${wrong} is no node of this graph.`);
  if (!(Number.isInteger(count) && count >= 1 && count <= all.length)) {
    throw new RangeError(`${count} key players were asked for; there are ${all.length} candidates.`);
  }
  return all;
}

function goalOf(graph: Graph, options: KeyPlayerOptions, candidates: readonly number[]) {
  if (options.goal === 'fragmentation') return pieceLoss(graph);
  if (options.goal === 'distance') return distanceLoss(graph, candidates);
  return reach(graph, candidates, options.goal === 'reach' ? options.steps : undefined);
}

function binomial(n: number, k: number): number {
  let sets = 1;
  for (let i = 0; i < k; i++) sets = (sets * (n - i)) / (i + 1);
  return sets;
}

function searchAll(extend: Extend, candidates: readonly number[], count: number): Found {
  const places = Array.from({ length: count - 1 }, (_, i) => i);
  let best: readonly number[] = [];
  let value = Number.NEGATIVE_INFINITY;
  let ties = 0;
  do {
    const set = places.map((i) => candidates[i] as number);
    const values = extend(set);
    for (let i = (places.at(-1) ?? -1) + 1; i < candidates.length; i++) {
      const v = candidates[i] as number;
      const difference = (values[v] as number) - value;
      if (difference > EQUAL_VALUES) {
        best = [...set, v];
        value = values[v] as number;
        ties = 1;
      } else if (difference >= -EQUAL_VALUES) {
        ties++;
      }
    }
  } while (nextPlaces(places, candidates.length));
  return { nodes: best, value, method: 'exhaustive', ties };
}

/** The next combination in the order of the alphabet; false after the last. */
function nextPlaces(places: number[], length: number): boolean {
  let at = places.length - 1;
  while (at >= 0 && (places[at] as number) === length - places.length + at) at--;
  if (at < 0) return false;
  places[at]!++;
  for (let i = at + 1; i < places.length; i++) places[i] = (places[i - 1] as number) + 1;
  return true;
}

function searchGreedily(extend: Extend, candidates: readonly number[], count: number): Found {
  let set: number[] = [];
  let value = Number.NEGATIVE_INFINITY;
  while (set.length < count) {
    const next = bestOf(extend(set), candidates, set);
    set.push(next.node);
    value = next.value;
  }
  // Everybody in the set by turns gives way to whoever serves best beside the others.
  for (let better = true; better; ) {
    better = false;
    for (let i = 0; i < count; i++) {
      const others = set.filter((_, j) => j !== i);
      const next = bestOf(extend(others), candidates, others);
      if (next.value - value <= EQUAL_VALUES) continue;
      set = [...others.slice(0, i), next.node, ...others.slice(i)];
      value = next.value;
      better = true;
    }
  }
  return { nodes: set.sort((a, b) => a - b), value, method: 'greedy' };
}

function bestOf(values: Float64Array, candidates: readonly number[], set: readonly number[]) {
  let node = -1;
  for (const v of candidates) {
    if (set.includes(v)) continue;
    if (node < 0 || (values[v] as number) - (values[node] as number) > EQUAL_VALUES) node = v;
  }
  return { node, value: values[node] as number };
}
