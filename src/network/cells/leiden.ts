import { type Random, seeded } from '../../model/index.ts';
import type { Graph } from '../graph.ts';
import {
  type Measure,
  modularity,
  type Partition,
  pottsQuality,
  renumber,
  strengthsOf,
} from './partition.ts';
import { HALVINGS, LEAST_GAIN, ROUNDS, STRAY } from './tuning.ts';

export interface CellOptions {
  /** `modularity` unless told. */
  readonly measure?: Measure;
  /** Above 0. 1 unless told for modularity; the constant Potts model needs one, the density that makes a cell. */
  readonly resolution?: number;
  /** The same seed gives the same cells on every machine. 1 unless told. */
  readonly seed?: number;
  /** Rounds at most; it ends before where a round moves nobody. */
  readonly rounds?: number;
}

/**
 * Divides a network into cells: the Leiden algorithm (Traag, Waltman & van Eck 2019, Scientific Reports 9:5233).
 *
 * Persons move to the cell that gains most until nobody gains; every cell is then refined into well-connected parts, parts
 * become the nodes of a smaller graph, and the same is done there. Other than with Louvain, every cell is connected.
 * Weights count. Nothing here depends on anything but the graph and the options: no `Math.exp`, whose last digit is left to
 * each engine, and sums in an order that the graph gives.
 *
 * @throws RangeError where the resolution or the number of rounds is not above 0.
 */
export function findCells(graph: Graph, options: CellOptions = {}): Partition {
  const { measure = 'modularity', seed = 1, rounds = ROUNDS } = options;
  const resolution = options.resolution ?? (measure === 'modularity' ? 1 : undefined);
  if (resolution === undefined) {
    throw new RangeError(
      'The constant Potts model needs a resolution: the density from which persons make a cell.',
    );
  }
  if (!(resolution > 0 && Number.isFinite(resolution))) {
    throw new RangeError(`The resolution is ${resolution}; it is above 0.`);
  }
  if (!(rounds >= 1)) throw new RangeError(`${rounds} rounds were asked for; at least 1 is needed.`);
  const cellOf = Uint32Array.from({ length: graph.nodeCount }, (_, v) => v);
  if (graph.edgeCount > 0) {
    const problem = problemOf(graph, measure, resolution);
    const random = seeded(seed);
    const work = workFor(graph.nodeCount);
    for (let round = 0; round < rounds; round++) {
      if (!improve(problem, cellOf, random, work)) break;
    }
  }
  const cellCount = renumber(cellOf, graph.nodeCount);
  const quality =
    measure === 'modularity'
      ? modularity(graph, cellOf, resolution)
      : pottsQuality(graph, cellOf, resolution);
  return { cellOf, cellCount, quality };
}

/** A graph whose nodes stand for one or more persons. What is inside a node does not matter to moves, and is left out. */
interface Level {
  readonly nodeCount: number;
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** The weight of each arc; every one is 1 where there are none. */
  readonly weights: Float64Array | undefined;
  /** What repels: strengths for modularity, numbers of persons for the constant Potts model. */
  readonly mass: Float64Array;
}

/** Moving node v into cell c gains `weight(v, c) - pressure * mass(v) * mass(c)`, with both measures. */
interface Problem {
  readonly level: Level;
  readonly pressure: number;
  readonly leastGain: number;
  readonly stray: number;
}

/** Arrays that every level uses anew: nothing is allocated while nodes move. */
interface Work {
  readonly order: Uint32Array;
  readonly waiting: Uint8Array;
  readonly mass: Float64Array;
  readonly size: Uint32Array;
  readonly free: Uint32Array;
  /** By cell: the weight from the node in hand; 0 between nodes. */
  readonly towards: Float64Array;
  readonly touched: Uint32Array;
  readonly gains: Float64Array;
  /** By node, then by part: the weight to the rest of its cell. */
  readonly outward: Float64Array;
  readonly partMass: Float64Array;
}

function workFor(nodeCount: number): Work {
  return {
    order: new Uint32Array(nodeCount),
    waiting: new Uint8Array(nodeCount),
    mass: new Float64Array(nodeCount),
    size: new Uint32Array(nodeCount),
    free: new Uint32Array(nodeCount),
    towards: new Float64Array(nodeCount),
    touched: new Uint32Array(nodeCount),
    gains: new Float64Array(nodeCount),
    outward: new Float64Array(nodeCount),
    partMass: new Float64Array(nodeCount),
  };
}

function problemOf(graph: Graph, measure: Measure, resolution: number): Problem {
  const strengths = strengthsOf(graph);
  let total = 0;
  for (let v = 0; v < graph.nodeCount; v++) total += strengths[v] as number;
  const average = total / (2 * graph.edgeCount);
  return {
    level: {
      nodeCount: graph.nodeCount,
      offsets: graph.offsets,
      targets: graph.targets,
      weights: arcWeights(graph),
      mass: measure === 'modularity' ? strengths : new Float64Array(graph.nodeCount).fill(1),
    },
    pressure: measure === 'modularity' ? resolution / total : resolution,
    leastGain: LEAST_GAIN * average,
    stray: STRAY * average,
  };
}

/** Weights in the order of arcs, so that they are read one after another; none where all are 1. */
function arcWeights(graph: Graph): Float64Array | undefined {
  if (graph.weights.every((weight) => weight === 1)) return undefined;
  const weights = new Float64Array(graph.targets.length);
  for (let a = 0; a < weights.length; a++) weights[a] = graph.weights[graph.edges[a] as number] as number;
  return weights;
}

/** One round over all levels; says whether anybody moved. */
function improve(problem: Problem, cellOf: Uint32Array, random: Random, work: Work): boolean {
  let level = problem.level;
  let cells = cellOf.slice();
  /** The node of the present level in which each person is. */
  const nodeOf = Uint32Array.from({ length: cellOf.length }, (_, v) => v);
  renumber(cells, cells.length);
  let moved = false;
  for (;;) {
    moved = moveNodes(level, cells, problem, random, work) || moved;
    const cellCount = renumber(cells, level.nodeCount);
    if (cellCount === level.nodeCount) break;
    const parts = refine(level, cells, problem, random, work);
    let partCount = renumber(parts, level.nodeCount);
    // Where refinement joins nobody, the cells themselves become nodes; otherwise this would never end.
    if (partCount === level.nodeCount) {
      parts.set(cells);
      partCount = cellCount;
    }
    const cellOfPart = new Uint32Array(partCount);
    for (let v = 0; v < level.nodeCount; v++) cellOfPart[parts[v] as number] = cells[v] as number;
    level = aggregate(level, parts, partCount, work);
    for (let v = 0; v < nodeOf.length; v++) nodeOf[v] = parts[nodeOf[v] as number] as number;
    cells = cellOfPart;
  }
  for (let v = 0; v < nodeOf.length; v++) cellOf[v] = cells[nodeOf[v] as number] as number;
  return split(problem.level, cellOf, work) || moved;
}

/** Fast local moving: a queue of nodes; whoever moves calls back its neighbours that are in other cells. */
function moveNodes(level: Level, cellOf: Uint32Array, problem: Problem, random: Random, work: Work): boolean {
  const { nodeCount, offsets, targets, weights, mass } = level;
  const { pressure, leastGain } = problem;
  const { order: queue, waiting, mass: cellMass, size, free, towards, touched } = work;
  cellMass.fill(0, 0, nodeCount);
  size.fill(0, 0, nodeCount);
  waiting.fill(1, 0, nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const cell = cellOf[v] as number;
    cellMass[cell] = (cellMass[cell] as number) + (mass[v] as number);
    size[cell] = (size[cell] as number) + 1;
  }
  let freeCount = 0;
  for (let cell = nodeCount - 1; cell >= 0; cell--) if (size[cell] === 0) free[freeCount++] = cell;
  shuffle(queue, nodeCount, random);
  let head = 0;
  let tail = 0;
  let left = nodeCount;
  let moved = false;
  while (left > 0) {
    const v = queue[head] as number;
    head = head + 1 === nodeCount ? 0 : head + 1;
    left--;
    waiting[v] = 0;
    const own = cellOf[v] as number;
    const from = offsets[v] as number;
    const to = offsets[v + 1] as number;
    let count = 0;
    for (let a = from; a < to; a++) {
      const cell = cellOf[targets[a] as number] as number;
      const before = towards[cell] as number;
      if (before === 0) touched[count++] = cell;
      towards[cell] = before + (weights === undefined ? 1 : (weights[a] as number));
    }
    const push = pressure * (mass[v] as number);
    let best = own;
    // Staying wins over what gains no more.
    let bestGain =
      (towards[own] as number) - push * ((cellMass[own] as number) - (mass[v] as number)) + leastGain;
    towards[own] = 0;
    let equals = 0;
    for (let i = 0; i < count; i++) {
      const cell = touched[i] as number;
      if (cell === own) continue;
      const gain = (towards[cell] as number) - push * (cellMass[cell] as number);
      towards[cell] = 0;
      if (gain > bestGain + leastGain || (equals === 0 && gain > bestGain)) {
        best = cell;
        bestGain = gain;
        equals = 1;
      } else if (equals > 0 && gain >= bestGain - leastGain && random.below(++equals) === 0) {
        // Equal ones are drawn: the first of them would make every seed agree where nothing decides.
        best = cell;
      }
    }
    if (bestGain < 0 && (size[own] as number) > 1) best = free[--freeCount] as number;
    if (best === own) continue;
    moved = true;
    cellOf[v] = best;
    cellMass[best] = (cellMass[best] as number) + (mass[v] as number);
    size[best] = (size[best] as number) + 1;
    size[own] = (size[own] as number) - 1;
    if (size[own] === 0) {
      // What subtraction would leave of floating sums is not 0.
      cellMass[own] = 0;
      free[freeCount++] = own;
    } else cellMass[own] = (cellMass[own] as number) - (mass[v] as number);
    for (let a = from; a < to; a++) {
      const target = targets[a] as number;
      if (waiting[target] === 1 || cellOf[target] === best) continue;
      waiting[target] = 1;
      queue[tail] = target;
      tail = tail + 1 === nodeCount ? 0 : tail + 1;
      left++;
    }
  }
  return moved;
}

/**
 * Divides every cell into well-connected parts: nodes that are still alone, in random order, join a part of their cell that
 * gains, the better the likelier. A part is named by one of its nodes.
 */
function refine(
  level: Level,
  cellOf: Uint32Array,
  problem: Problem,
  random: Random,
  work: Work,
): Uint32Array {
  const { nodeCount, offsets, targets, weights, mass } = level;
  const { pressure } = problem;
  const { order, mass: cellMass, size, towards, touched, gains, outward, partMass } = work;
  const partOf = new Uint32Array(nodeCount);
  cellMass.fill(0, 0, nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const cell = cellOf[v] as number;
    cellMass[cell] = (cellMass[cell] as number) + (mass[v] as number);
    partOf[v] = v;
    partMass[v] = mass[v] as number;
    size[v] = 1;
    let inside = 0;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      if (cellOf[targets[a] as number] === cell) inside += weights === undefined ? 1 : (weights[a] as number);
    }
    outward[v] = inside;
  }
  shuffle(order, nodeCount, random);
  for (let i = 0; i < nodeCount; i++) {
    const v = order[i] as number;
    const own = mass[v] as number;
    const cell = cellOf[v] as number;
    const whole = cellMass[cell] as number;
    if (size[v] !== 1 || partOf[v] !== v) continue;
    if ((outward[v] as number) < pressure * own * (whole - own)) continue;
    let count = 0;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const target = targets[a] as number;
      if (cellOf[target] !== cell) continue;
      const part = partOf[target] as number;
      const before = towards[part] as number;
      if (before === 0) touched[count++] = part;
      towards[part] = before + (weights === undefined ? 1 : (weights[a] as number));
    }
    // Staying alone gains 0 and is drawn like the others.
    let best = 0;
    for (let j = 0; j < count; j++) {
      const part = touched[j] as number;
      const there = partMass[part] as number;
      const gain = (towards[part] as number) - pressure * own * there;
      const connected = (outward[part] as number) >= pressure * there * (whole - there);
      gains[j] = connected ? gain : -1;
      if (connected && gain > best) best = gain;
    }
    const chosen = drawn(gains, count, best, problem.stray, random);
    if (chosen >= 0) {
      const part = touched[chosen] as number;
      partOf[v] = part;
      size[part] = (size[part] as number) + 1;
      partMass[part] = (partMass[part] as number) + own;
      outward[part] = (outward[part] as number) + (outward[v] as number) - 2 * (towards[part] as number);
    }
    for (let j = 0; j < count; j++) towards[touched[j] as number] = 0;
  }
  return partOf;
}

/**
 * Draws one of some gains that are not below 0, or -1 for none of them, which gains 0. The chance halves with every
 * `stray * ln 2` below the best, linearly in between: arithmetic that is the same on every machine, other than `Math.exp`.
 */
function drawn(gains: Float64Array, count: number, best: number, stray: number, random: Random): number {
  let all = chanceOf(best / stray);
  const alone = all;
  for (let j = 0; j < count; j++) {
    const gain = gains[j] as number;
    if (gain >= 0) all += chanceOf((best - gain) / stray);
  }
  let at = random.next() * all - alone;
  if (at < 0) return -1;
  let last = -1;
  for (let j = 0; j < count; j++) {
    const gain = gains[j] as number;
    if (gain < 0) continue;
    const chance = chanceOf((best - gain) / stray);
    if (chance > 0) last = j;
    at -= chance;
    if (at < 0) return j;
  }
  return last;
}

const HALVES = Float64Array.from({ length: HALVINGS + 1 }, (_, i) => 2 ** -i);

/** About e^-x. */
function chanceOf(x: number): number {
  const halvings = x * Math.LOG2E;
  const whole = Math.floor(halvings);
  if (!(whole < HALVINGS)) return 0;
  return (HALVES[whole] as number) * (1 - (halvings - whole) / 2);
}

/** Makes a node of every part and adds up the arcs between parts. */
function aggregate(level: Level, partOf: Uint32Array, partCount: number, work: Work): Level {
  const { nodeCount, offsets, targets, weights } = level;
  const { towards, touched, order } = work;
  const mass = new Float64Array(partCount);
  const starts = new Uint32Array(partCount + 1);
  for (let v = 0; v < nodeCount; v++) {
    const part = partOf[v] as number;
    mass[part] = (mass[part] as number) + (level.mass[v] as number);
    starts[part + 1] = (starts[part + 1] as number) + 1;
  }
  for (let part = 0; part < partCount; part++) {
    starts[part + 1] = (starts[part + 1] as number) + (starts[part] as number);
  }
  const next = starts.slice(0, partCount);
  for (let v = 0; v < nodeCount; v++) {
    const part = partOf[v] as number;
    order[next[part] as number] = v;
    next[part] = (next[part] as number) + 1;
  }
  let crossing = 0;
  for (let v = 0; v < nodeCount; v++) {
    const part = partOf[v];
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      if (partOf[targets[a] as number] !== part) crossing++;
    }
  }
  const joinedTargets = new Uint32Array(crossing);
  const joinedWeights = new Float64Array(crossing);
  const joinedOffsets = new Uint32Array(partCount + 1);
  let arcs = 0;
  for (let part = 0; part < partCount; part++) {
    let count = 0;
    for (let i = starts[part] as number; i < (starts[part + 1] as number); i++) {
      const v = order[i] as number;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
        const other = partOf[targets[a] as number] as number;
        if (other === part) continue;
        const before = towards[other] as number;
        if (before === 0) touched[count++] = other;
        towards[other] = before + (weights === undefined ? 1 : (weights[a] as number));
      }
    }
    for (let j = 0; j < count; j++) {
      const other = touched[j] as number;
      joinedTargets[arcs] = other;
      joinedWeights[arcs++] = towards[other] as number;
      towards[other] = 0;
    }
    joinedOffsets[part + 1] = arcs;
  }
  return {
    nodeCount: partCount,
    offsets: joinedOffsets,
    targets: joinedTargets.subarray(0, arcs),
    weights: joinedWeights.subarray(0, arcs),
    mass,
  };
}

/**
 * Makes a cell of every connected piece of a cell; says whether there was one to part. Both measures gain by it. Moving
 * leaves such a cell only where it parted one in the last step of a round, so this seldom finds anything.
 */
function split(level: Level, cellOf: Uint32Array, work: Work): boolean {
  const { nodeCount, offsets, targets } = level;
  const { order: stack, waiting: seen } = work;
  const pieceOf = new Uint32Array(nodeCount);
  const before = renumber(cellOf, nodeCount);
  let pieces = 0;
  seen.fill(0, 0, nodeCount);
  for (let root = 0; root < nodeCount; root++) {
    if (seen[root] === 1) continue;
    seen[root] = 1;
    let height = 0;
    stack[height++] = root;
    while (height > 0) {
      const v = stack[--height] as number;
      pieceOf[v] = pieces;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
        const target = targets[a] as number;
        if (seen[target] === 1 || cellOf[target] !== cellOf[v]) continue;
        seen[target] = 1;
        stack[height++] = target;
      }
    }
    pieces++;
  }
  cellOf.set(pieceOf);
  return pieces > before;
}

/** The numbers below a limit in random order (Fisher & Yates). */
function shuffle(order: Uint32Array, count: number, random: Random): void {
  for (let i = 0; i < count; i++) {
    const j = random.below(i + 1);
    order[i] = order[j] as number;
    order[j] = i;
  }
}
