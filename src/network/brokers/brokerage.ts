import type { Graph } from '../graph.ts';

/** The five roles of Gould & Fernandez (1989), each with one number a node. */
export interface Brokerage {
  /** All three in one group. */
  readonly coordinator: Float64Array;
  /** Both others in one group, the broker in another (also called consultant). */
  readonly itinerant: Float64Array;
  /** Lets in: from another group into the broker's. */
  readonly gatekeeper: Float64Array;
  /** Speaks for: from the broker's group into another. */
  readonly representative: Float64Array;
  /** Three groups. */
  readonly liaison: Float64Array;
}

/**
 * Who stands between whom, given who belongs to which group (which service knows a person, say).
 *
 * Counted are ordered pairs of a broker's neighbours who are not tied to one another, as in the paper: ties here have no
 * direction, so every open pair is met both ways, and a node is as often gatekeeper as representative.
 *
 * Somebody may belong to several groups: each of the three then counts in every choice of one of its own groups, with the
 * share 1 / (number of them). That is the role to be expected if everybody were counted in one of their groups, picked
 * blindly, and the plain count where everybody has one. Whoever is in no group takes part in no role.
 *
 * @param groupsOf the groups of each node, numbered from 0, each once.
 * @throws RangeError where they are not one list a node.
 */
export function brokerage(graph: Graph, groupsOf: readonly (readonly number[])[]): Brokerage {
  const { nodeCount, offsets, targets } = graph;
  checkGroups(graph, groupsOf);
  const roles: Brokerage = {
    coordinator: new Float64Array(nodeCount),
    itinerant: new Float64Array(nodeCount),
    gatekeeper: new Float64Array(nodeCount),
    representative: new Float64Array(nodeCount),
    liaison: new Float64Array(nodeCount),
  };
  const counts = openPairCounts(groupsOf);
  const neighbour = new Uint8Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const begin = offsets[v] as number;
    const end = offsets[v + 1] as number;
    const own = groupsOf[v] as readonly number[];
    if (end - begin < 2 || own.length === 0) continue;
    counts.begin(own);
    // All pairs of neighbours, from the number of neighbours in each group; then without those that are tied.
    for (let a = begin; a < end; a++) neighbour[targets[a] as number] = 1;
    for (let a = begin; a < end; a++) counts.addNode(targets[a] as number);
    counts.closeNodes();
    for (let a = begin; a < end; a++) {
      const x = targets[a] as number;
      for (let b = offsets[x] as number; b < (offsets[x + 1] as number); b++) {
        const y = targets[b] as number;
        if (neighbour[y] === 1) counts.takePair(x, y);
      }
    }
    for (let a = begin; a < end; a++) neighbour[targets[a] as number] = 0;
    counts.tell(roles, v);
  }
  return roles;
}

function checkGroups({ nodeCount }: Graph, groupsOf: readonly (readonly number[])[]): void {
  if (groupsOf.length !== nodeCount) {
    throw new RangeError(`Groups of ${groupsOf.length} nodes were given; the graph has ${nodeCount}.`);
  }
  groupsOf.forEach((groups, v) => {
    if (new Set(groups).size !== groups.length || groups.some((g) => !(Number.isInteger(g) && g >= 0))) {
      throw new RangeError(
        `The groups of node ${v} are [${groups.join(', ')}]; each is a number from 0, and there once.`,
      );
    }
  });
}

/**
 * Sums over ordered pairs (x, y) of one broker's neighbours. With m(x, g) the share of `x` that is in group `g`:
 * how many pairs there are, how many are in one group, how many have `x` (or, as there are both orders, `y`) in the broker's
 * group, and how many have all three in one. The five roles follow from these four.
 */
function openPairCounts(groupsOf: readonly (readonly number[])[]) {
  const groupCount = groupsOf.reduce((most, groups) => groups.reduce((a, g) => Math.max(a, g + 1), most), 0);
  const sum = new Float64Array(groupCount);
  const squares = new Float64Array(groupCount);
  const ownShare = new Float64Array(groupCount);
  const touched: number[] = [];
  let own: readonly number[] = [];
  let members = 0;
  let inOwn = 0;
  let pairs = 0;
  let alike = 0;
  let withBroker = 0;
  let all = 0;
  let whole = true;

  const overlap = (x: number): number => {
    const groups = groupsOf[x] as readonly number[];
    let found = 0;
    for (let i = 0; i < groups.length; i++) found += ownShare[groups[i] as number] as number;
    return found / groups.length;
  };

  return {
    begin(groups: readonly number[]): void {
      own = groups;
      members = inOwn = alike = all = 0;
      for (const g of own) ownShare[g] = 1 / own.length;
      whole = own.length === 1;
    },
    addNode(x: number): void {
      const groups = groupsOf[x] as readonly number[];
      if (groups.length === 0) return;
      whole &&= groups.length === 1;
      members++;
      const share = 1 / groups.length;
      for (let i = 0; i < groups.length; i++) {
        const g = groups[i] as number;
        if (sum[g] === 0) touched.push(g);
        sum[g] = (sum[g] as number) + share;
        squares[g] = (squares[g] as number) + share * share;
      }
      inOwn += overlap(x);
    },
    /** Turns the sums over neighbours into sums over pairs of different ones. */
    closeNodes(): void {
      const others = Math.max(0, members - 1);
      pairs = members * others;
      withBroker = inOwn * others;
      for (const g of touched) {
        const both = (sum[g] as number) ** 2 - (squares[g] as number);
        alike += both;
        all += both * (ownShare[g] as number);
        sum[g] = 0;
        squares[g] = 0;
      }
      touched.length = 0;
    },
    takePair(x: number, y: number): void {
      const ofX = groupsOf[x] as readonly number[];
      const ofY = groupsOf[y] as readonly number[];
      if (ofX.length === 0 || ofY.length === 0) return;
      pairs--;
      withBroker -= overlap(x);
      const share = 1 / (ofX.length * ofY.length);
      for (let i = 0; i < ofX.length; i++) {
        const g = ofX[i] as number;
        if (!ofY.includes(g)) continue;
        alike -= share;
        all -= share * (ownShare[g] as number);
      }
    },
    tell(roles: Brokerage, v: number): void {
      // Shares such as 1/3 leave rounding behind, which must not read as a role.
      const exact = (value: number): number => (whole ? value : Math.max(0, Math.round(value * 1e9) / 1e9));
      roles.coordinator[v] = exact(all);
      roles.itinerant[v] = exact(alike - all);
      roles.gatekeeper[v] = exact(withBroker - all);
      roles.representative[v] = exact(withBroker - all);
      roles.liaison[v] = exact(pairs - alike - 2 * withBroker + 2 * all);
      for (const g of own) ownShare[g] = 0;
    },
  };
}
