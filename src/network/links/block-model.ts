import { type Random, seeded } from '../../model/index.ts';
import type { Graph } from '../graph.ts';
import { ln } from './logarithm.ts';
import { bestPairs, explained, type LinkSuggestion } from './suggestion.ts';
import { BLOCK_APART, BLOCK_PERSONS, BLOCK_SAMPLES, BLOCK_WARM_UP, SUGGESTIONS } from './tuning.ts';

export interface BlockOptions {
  /** The same seed gives the same reliabilities on every machine. 1 unless told. */
  readonly seed?: number;
  readonly samples?: number;
}

/** How likely every link is, known or not, if persons of one block are alike in whom they know. */
export interface BlockModel {
  readonly samples: number;
  /** 0 to 1: how likely a link between two persons is, given all that was seen. */
  reliability(a: number, b: number): number;
  /** Links that are least likely true; worth checking who says so. */
  spurious(top?: number): readonly LinkSuggestion[];
}

/**
 * The stochastic block model of Guimerà & Sales-Pardo (2009, PNAS 106:22073): the mean of (l + 1) / (r + 2) over all divisions into
 * blocks, each by its likelihood, where r pairs could be linked between the blocks of two persons and l are. Divisions are
 * sampled (Metropolis): a random person is offered a random block. Weights do not count.
 *
 * @throws RangeError above 3,000 persons: it keeps a number for every pair. Ask for a part of the network then.
 */
export function blockModel(graph: Graph, options: BlockOptions = {}): BlockModel {
  const { seed = 1, samples = BLOCK_SAMPLES } = options;
  if (graph.nodeCount > BLOCK_PERSONS) {
    throw new RangeError(
      `A block model of ${graph.nodeCount} persons does not fit; up to ${BLOCK_PERSONS}: ask for a part of the network.`,
    );
  }
  if (!(samples >= 1)) throw new RangeError(`${samples} samples were asked for; at least 1 is needed.`);
  const { nodeCount } = graph;
  const sums = new Float64Array((nodeCount * (nodeCount - 1)) / 2);
  const blocks = blocksOf(graph, seeded(seed));
  for (let sweep = 0; sweep < BLOCK_WARM_UP; sweep++) blocks.sweep();
  for (let sample = 0; sample < samples; sample++) {
    for (let sweep = 0; sweep < BLOCK_APART; sweep++) blocks.sweep();
    blocks.addReliabilities(sums);
  }
  const at = (a: number, b: number): number => (sums[placeOf(a, b)] as number) / samples;
  return {
    samples,
    reliability: at,
    spurious: (top = SUGGESTIONS) => {
      const best = bestPairs(top);
      for (let e = 0; e < graph.edgeCount; e++) {
        const a = graph.lower[e] as number;
        const b = graph.higher[e] as number;
        best.offer(a, b, -at(a, b));
      }
      return explained(
        graph,
        best.sorted().map(({ a, b, score }) => ({ a, b, score: -score })),
      );
    },
  };
}

/** Where a pair is kept, by the higher and then the lower number. */
function placeOf(a: number, b: number): number {
  const higher = Math.max(a, b);
  return (higher * (higher - 1)) / 2 + Math.min(a, b);
}

interface Blocks {
  /** Offers a block to as many persons as there are. */
  sweep(): void;
  addReliabilities(sums: Float64Array): void;
}

/** A division into blocks that changes by steps; everybody starts alone. */
function blocksOf(graph: Graph, random: Random): Blocks {
  const { nodeCount: n, edgeCount, lower, higher, offsets, targets } = graph;
  const blockOf = Uint32Array.from({ length: n }, (_, v) => v);
  const size = new Uint32Array(n).fill(1);
  /** Links between two blocks, both ways round. */
  const links = new Uint32Array(n * n);
  for (let e = 0; e < edgeCount; e++) {
    links[(lower[e] as number) * n + (higher[e] as number)] = 1;
    links[(higher[e] as number) * n + (lower[e] as number)] = 1;
  }
  /** Blocks with somebody, and where each is in that list. */
  const alive = Uint32Array.from({ length: n }, (_, v) => v);
  const placeAlive = Uint32Array.from({ length: n }, (_, v) => v);
  let aliveCount = n;
  const towards = new Uint32Array(n);
  const logFactorials = new Float64Array((n * (n - 1)) / 2 + 2);
  for (let i = 2; i < logFactorials.length; i++) {
    logFactorials[i] = (logFactorials[i - 1] as number) + ln(i);
  }

  /** What a pair of blocks adds to the energy: ln(r + 1) + ln(r over l). */
  function energy(pairs: number, linked: number): number {
    return (
      (logFactorials[pairs + 1] as number) -
      (logFactorials[linked] as number) -
      (logFactorials[pairs - linked] as number)
    );
  }

  /** What the move of somebody from one block to another would change. */
  function change(from: number, to: number): number {
    const fromSize = size[from] as number;
    const toSize = size[to] as number;
    const toFrom = towards[from] as number;
    const toTo = towards[to] as number;
    let sum = 0;
    for (let i = 0; i < aliveCount; i++) {
      const block = alive[i] as number;
      if (block === from || block === to) continue;
      const there = size[block] as number;
      const own = towards[block] as number;
      const fromLinks = links[from * n + block] as number;
      const toLinks = links[to * n + block] as number;
      sum +=
        energy((fromSize - 1) * there, fromLinks - own) -
        energy(fromSize * there, fromLinks) +
        energy((toSize + 1) * there, toLinks + own) -
        energy(toSize * there, toLinks);
    }
    const between = links[from * n + to] as number;
    const inFrom = links[from * n + from] as number;
    const inTo = links[to * n + to] as number;
    return (
      sum +
      energy((fromSize - 1) * (toSize + 1), between - toTo + toFrom) -
      energy(fromSize * toSize, between) +
      energy(((fromSize - 1) * (fromSize - 2)) / 2, inFrom - toFrom) -
      energy((fromSize * (fromSize - 1)) / 2, inFrom) +
      energy(((toSize + 1) * toSize) / 2, inTo + toTo) -
      energy((toSize * (toSize - 1)) / 2, inTo)
    );
  }

  function addLinks(one: number, other: number, number: number): void {
    links[one * n + other] = (links[one * n + other] as number) + number;
    if (one !== other) links[other * n + one] = (links[other * n + one] as number) + number;
  }

  function move(person: number, from: number, to: number): void {
    for (let a = offsets[person] as number; a < (offsets[person + 1] as number); a++) {
      const block = blockOf[targets[a] as number] as number;
      addLinks(from, block, -1);
      addLinks(to, block, 1);
    }
    blockOf[person] = to;
    if (size[to] === 0) {
      placeAlive[to] = aliveCount;
      alive[aliveCount++] = to;
    }
    size[to] = (size[to] as number) + 1;
    size[from] = (size[from] as number) - 1;
    if (size[from] === 0) {
      const last = alive[--aliveCount] as number;
      alive[placeAlive[from] as number] = last;
      placeAlive[last] = placeAlive[from] as number;
    }
  }

  function step(): void {
    const person = random.below(n);
    const to = random.below(n);
    const from = blockOf[person] as number;
    if (from === to) return;
    for (let a = offsets[person] as number; a < (offsets[person + 1] as number); a++) {
      const block = blockOf[targets[a] as number] as number;
      towards[block] = (towards[block] as number) + 1;
    }
    const more = change(from, to);
    for (let a = offsets[person] as number; a < (offsets[person + 1] as number); a++) {
      towards[blockOf[targets[a] as number] as number] = 0;
    }
    if (more <= 0 || ln(1 - random.next()) < -more) move(person, from, to);
  }

  return {
    sweep: () => {
      for (let i = 0; i < n; i++) step();
    },
    addReliabilities: (sums) => {
      for (let b = 1, at = 0; b < n; b++) {
        const block = blockOf[b] as number;
        const there = size[block] as number;
        for (let a = 0; a < b; a++, at++) {
          const other = blockOf[a] as number;
          const pairs = other === block ? (there * (there - 1)) / 2 : there * (size[other] as number);
          sums[at] = (sums[at] as number) + ((links[other * n + block] as number) + 1) / (pairs + 2);
        }
      }
    },
  };
}
