import type { Graph } from '../graph.ts';
import { EIGEN_REST, EIGEN_STEPS, KATZ_REST, KATZ_SHARE } from './tuning.ts';

/**
 * Katz's index (1953): all walks between two persons, each step counting `share / λ` with λ the largest eigenvalue, so that long
 * walks fade. It reaches beyond common contacts, which helps in thin networks (Calderoni et al. 2020).
 */
export interface Katz {
  /** What a step counts. */
  readonly attenuation: number;
  /** Walks until the rest is negligible. */
  readonly steps: number;
  /** The index to everybody, in an array that the next call fills anew. Work: the links that walks of that length meet. */
  from(person: number): Float64Array;
}

export function katz(graph: Graph, share = KATZ_SHARE): Katz {
  if (!(share > 0 && share < 1)) {
    throw new RangeError(`The share is ${share}; between 0 and 1 walks fade, above they do not.`);
  }
  const { nodeCount, offsets, targets } = graph;
  const eigenvalue = largestEigenvalue(graph);
  const attenuation = eigenvalue > 0 ? share / eigenvalue : 0;
  let steps = 1;
  for (let rest = share / (1 - share); rest > KATZ_REST; rest *= share) steps++;
  const total = new Float64Array(nodeCount);
  let now = { walks: new Float64Array(nodeCount), at: new Uint32Array(nodeCount), count: 0 };
  let then = { walks: new Float64Array(nodeCount), at: new Uint32Array(nodeCount), count: 0 };
  return {
    attenuation,
    steps,
    from: (person) => {
      total.fill(0);
      now.walks[person] = 1;
      now.at[0] = person;
      now.count = 1;
      for (let step = 0; step < steps; step++) {
        then.count = 0;
        for (let i = 0; i < now.count; i++) {
          const v = now.at[i] as number;
          const walks = (now.walks[v] as number) * attenuation;
          now.walks[v] = 0;
          for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
            const target = targets[a] as number;
            const before = then.walks[target] as number;
            if (before === 0) then.at[then.count++] = target;
            then.walks[target] = before + walks;
          }
        }
        for (let i = 0; i < then.count; i++) {
          const v = then.at[i] as number;
          total[v] = (total[v] as number) + (then.walks[v] as number);
        }
        [now, then] = [then, now];
      }
      for (let i = 0; i < now.count; i++) now.walks[now.at[i] as number] = 0;
      return total;
    },
  };
}

/** Power iteration on A + I, which does not swing between the two sides of a two-sided network. */
function largestEigenvalue({ nodeCount, edgeCount, offsets, targets }: Graph): number {
  if (edgeCount === 0) return 0;
  let x = new Float64Array(nodeCount).fill(1);
  let y = new Float64Array(nodeCount);
  let value = 0;
  for (let step = 0; step < EIGEN_STEPS; step++) {
    let largest = 0;
    let dot = 0;
    let square = 0;
    for (let v = 0; v < nodeCount; v++) {
      let sum = x[v] as number;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
        sum += x[targets[a] as number] as number;
      }
      y[v] = sum;
      dot += sum * (x[v] as number);
      square += (x[v] as number) * (x[v] as number);
      if (sum > largest) largest = sum;
    }
    // Rayleigh's quotient comes near twice as fast as the vector.
    const next = dot / square - 1;
    for (let v = 0; v < nodeCount; v++) y[v] = (y[v] as number) / largest;
    [x, y] = [y, x];
    if (Math.abs(next - value) < EIGEN_REST * next) return next;
    value = next;
  }
  return value;
}
