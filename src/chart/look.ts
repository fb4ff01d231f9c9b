import {
  type Clocks,
  components,
  graphOf,
  type Joints,
  joinNetwork,
  joints,
  type Network,
} from '../network/index.ts';
import type { ToldChart } from './told.ts';
import { KEPT_LOOKS } from './tuning.ts';
import type { ChartClocks } from './types.ts';

/** The joined network at one place of the clocks, with what is worked out of it once. */
export interface Look {
  readonly version: string;
  readonly network: Network;
  readonly joints: () => Joints;
  /** Edges that part the network if they are cut. */
  readonly bridges: () => ReadonlySet<number>;
  /** Whether the two ends of an edge are connected in some single service's view. */
  readonly seenAlone: (edge: number) => boolean;
}

/** What is told, as long as it holds; looks at it are kept. */
export interface Held {
  readonly version: string;
  readonly told: ToldChart;
  /** The id under which a person stands now, for ids that judgements joined into another. */
  readonly became: ReadonlyMap<string, string>;
  readonly at: (clocks?: ChartClocks) => Look;
}

export function holdTold(told: ToldChart, version: string): Held {
  const looks = new Map<string, Look>();
  const became = new Map(
    told.persons.flatMap(({ id, referents = [] }) => referents.map((one) => [one, id] as const)),
  );
  return {
    version,
    told,
    became,
    at(clocks = {}) {
      const key = `${clocks.event ?? ''} ${clocks.known ?? ''}`;
      const known = looks.get(key);
      if (known) {
        // The one that was used last goes last.
        looks.delete(key);
        looks.set(key, known);
        return known;
      }
      const made = lookAt(joinNetwork(told.persons, told.relations, clocks as Clocks), version);
      looks.set(key, made);
      for (const oldest of looks.keys()) if (looks.size > KEPT_LOOKS) looks.delete(oldest);
      return made;
    },
  };
}

export function lookAt(network: Network, version: string): Look {
  const found = once(() => joints(network));
  const bridges = once(() => new Set(found().bridges.map(({ edge }) => edge)));
  const views = once(() => network.holders.alone.map((edges) => components(graphOf(network, [...edges])).of));
  return {
    version,
    network,
    joints: found,
    bridges,
    seenAlone(edge) {
      const a = network.graph.lower[edge] as number;
      const b = network.graph.higher[edge] as number;
      return views().some((of) => of[a] === of[b]);
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
