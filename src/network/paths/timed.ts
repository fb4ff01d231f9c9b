import { checkNode } from './path.ts';

/**
 * Contacts that hold from a time to a time, both directions. Times are numbers of one clock, whichever the caller chose
 * (days, milliseconds): what happened, or what a service knew.
 */
export interface TimedGraph {
  readonly nodeCount: number;
  readonly contactCount: number;
  /** Length `nodeCount + 1`. */
  readonly offsets: Uint32Array;
  /** Length `2 * contactCount`. */
  readonly targets: Uint32Array;
  /** Length `2 * contactCount`: the contact of each arc, in the order they were given. */
  readonly contacts: Uint32Array;
  /** Length `contactCount`: a contact holds from here … */
  readonly begins: Float64Array;
  /** … until before here. */
  readonly ends: Float64Array;
}

/**
 * Builds a graph of contacts; a pair may have many.
 *
 * @param begins -Infinity where it is not known since when; `ends` Infinity where it still holds.
 * @throws RangeError where an end is not a node, or a contact does not end after it begins.
 */
export function buildTimedGraph(
  nodeCount: number,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  begins: ArrayLike<number>,
  ends: ArrayLike<number>,
): TimedGraph {
  const contactCount = from.length;
  if (to.length !== contactCount || begins.length !== contactCount || ends.length !== contactCount) {
    throw new RangeError('Every contact needs two ends, a begin and an end.');
  }
  const offsets = new Uint32Array(nodeCount + 1);
  for (let c = 0; c < contactCount; c++) {
    checkNode({ nodeCount }, from[c] as number);
    checkNode({ nodeCount }, to[c] as number);
    if (!((begins[c] as number) < (ends[c] as number))) {
      throw new RangeError(
        `Contact ${c} begins at ${begins[c]} and ends at ${ends[c]}; it ends after it begins.`,
      );
    }
    offsets[(from[c] as number) + 1]!++;
    offsets[(to[c] as number) + 1]!++;
  }
  for (let v = 0; v < nodeCount; v++) offsets[v + 1]! += offsets[v] as number;
  const next = offsets.slice(0, nodeCount);
  const targets = new Uint32Array(2 * contactCount);
  const contacts = new Uint32Array(2 * contactCount);
  const place = (at: number, target: number, contact: number): void => {
    const arc = next[at]!++;
    targets[arc] = target;
    contacts[arc] = contact;
  };
  for (let c = 0; c < contactCount; c++) {
    place(from[c] as number, to[c] as number, c);
    place(to[c] as number, from[c] as number, c);
  }
  return {
    nodeCount,
    contactCount,
    offsets,
    targets,
    contacts,
    begins: Float64Array.from(begins),
    ends: Float64Array.from(ends),
  };
}

/** A way along which something can have been passed on, each contact after the one before it. */
export interface TimedPath {
  readonly nodes: readonly number[];
  readonly contacts: readonly number[];
  /** When each contact is taken, at the earliest. */
  readonly times: readonly number[];
  /** When it reaches the last node: `start`, or the last of `times` plus the delay. */
  readonly arrival: number;
}

export interface TimedOptions {
  /** Nothing is passed on before; -Infinity unless given. */
  readonly start?: number;
  /** How long passing on takes; 0 unless given, so that a whole chain of contacts that hold at once is walked at once. */
  readonly delay?: number;
}

/**
 * The time-respecting path (Kempe, Kleinberg & Kumar 2002) that arrives first; of those the one with the fewest contacts.
 *
 * Contacts can be waited for and are taken at any time from their begin until before their end.
 */
export function earliestArrival(
  graph: TimedGraph,
  from: number,
  to: number,
  options: TimedOptions = {},
): TimedPath | undefined {
  return passOn(graph, from, to, options, 'earliest');
}

/** The time-respecting path with the fewest contacts; of those the one that arrives first. */
export function fewestContacts(
  graph: TimedGraph,
  from: number,
  to: number,
  options: TimedOptions = {},
): TimedPath | undefined {
  return passOn(graph, from, to, options, 'fewest');
}

/** One node reached at one time, and from where. */
interface Step {
  readonly node: number;
  readonly before: Step | undefined;
  readonly contact: number;
  readonly time: number;
  readonly arrival: number;
}

/**
 * Round `r` finds how early each node is reached by `r` contacts at most. Who has waited loses nothing, so the earliest arrival
 * of a round is all that the next one needs; nodes that got no earlier are not looked at again.
 */
function passOn(
  graph: TimedGraph,
  from: number,
  to: number,
  { start = Number.NEGATIVE_INFINITY, delay = 0 }: TimedOptions,
  wanted: 'earliest' | 'fewest',
): TimedPath | undefined {
  checkNode(graph, from);
  checkNode(graph, to);
  if (!(delay >= 0)) throw new RangeError(`A delay of ${delay} is not 0 or more.`);
  const { offsets, targets, contacts, begins, ends } = graph;
  const reached: (Step | undefined)[] = new Array(graph.nodeCount).fill(undefined);
  const arrivals = new Float64Array(graph.nodeCount).fill(Number.POSITIVE_INFINITY);
  const first: Step = { node: from, before: undefined, contact: -1, time: start, arrival: start };
  reached[from] = first;
  arrivals[from] = start;
  let round: Step[] = [first];
  while (round.length > 0 && !(wanted === 'fewest' && reached[to] !== undefined)) {
    const improved = new Set<number>();
    for (const step of round) {
      for (let a = offsets[step.node] as number; a < (offsets[step.node + 1] as number); a++) {
        const c = contacts[a] as number;
        const time = Math.max(step.arrival, begins[c] as number);
        const w = targets[a] as number;
        const arrival = time + delay;
        if (time >= (ends[c] as number) || arrival >= (arrivals[w] as number)) continue;
        arrivals[w] = arrival;
        reached[w] = { node: w, before: step, contact: c, time, arrival };
        improved.add(w);
      }
    }
    round = [...improved].map((node) => reached[node] as Step);
  }
  const last = reached[to];
  return last && toPath(last);
}

function toPath(last: Step): TimedPath {
  const nodes: number[] = [];
  const contacts: number[] = [];
  const times: number[] = [];
  for (let step: Step | undefined = last; step !== undefined; step = step.before) {
    nodes.push(step.node);
    if (step.before === undefined) break;
    contacts.push(step.contact);
    times.push(step.time);
  }
  return {
    nodes: nodes.reverse(),
    contacts: contacts.reverse(),
    times: times.reverse(),
    arrival: last.arrival,
  };
}
