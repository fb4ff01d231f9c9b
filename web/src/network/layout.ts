import type { Point } from './places.ts';

/** What the worker is given: rows of ForceAtlas2 (Jacomy et al. 2014), as graphology's `iterate` takes them. */
export interface LayoutTask {
  readonly nodes: Float32Array;
  readonly edges: Float32Array;
  readonly settings: Readonly<Record<string, number | boolean>>;
  readonly rounds: number;
}
/** What it tells: all places, and whether they are the last. */
export interface LayoutNews {
  readonly nodes: Float32Array;
  readonly done: boolean;
}

const NODE = 10;
const EDGE = 3;

/** Persons and ties as rows; `held` persons do not move. */
export function layoutTask(
  places: Readonly<Record<string, Point>>,
  ties: readonly { readonly a: string; readonly b: string }[],
  held: (id: string) => boolean,
): { readonly ids: readonly string[]; readonly task: LayoutTask } {
  const ids = Object.keys(places);
  const at = new Map(ids.map((id, i) => [id, i * NODE]));
  const nodes = new Float32Array(ids.length * NODE);
  for (const [i, id] of ids.entries()) {
    const { x, y } = places[id] as Point;
    // x, y, four of movement, mass, convergence, size, fixed.
    nodes.set([x, y, 0, 0, 0, 0, 1, 1, 6, held(id) ? 1 : 0], i * NODE);
  }
  const known = ties.filter(({ a, b }) => at.has(a) && at.has(b));
  const edges = new Float32Array(known.length * EDGE);
  for (const [i, { a, b }] of known.entries()) {
    const ends = [at.get(a) as number, at.get(b) as number] as const;
    edges.set([...ends, 1], i * EDGE);
    for (const end of ends) nodes[end + 6] = (nodes[end + 6] as number) + 1;
  }
  const free = ids.filter((id) => !held(id)).length;
  return {
    ids,
    task: {
      nodes,
      edges,
      // As graphology's own `inferSettings`, with room for names between persons.
      settings: {
        linLogMode: false,
        outboundAttractionDistribution: false,
        adjustSizes: false,
        edgeWeightInfluence: 0,
        scalingRatio: 160,
        strongGravityMode: true,
        gravity: 0.06,
        slowDown: 1 + Math.log(Math.max(ids.length, 2)),
        barnesHutOptimize: ids.length > 1_000,
        barnesHutTheta: 0.6,
      },
      // A few newcomers find their places soon; a chart of thousands must not heat the machine for minutes.
      rounds: free === 0 ? 0 : ids.length > 1_500 ? 120 : free < ids.length / 2 ? 150 : 400,
    },
  };
}

/** Places from the worker's rows. */
export const placesOf = (ids: readonly string[], nodes: Float32Array): Readonly<Record<string, Point>> =>
  Object.fromEntries(
    ids.map((id, i) => [id, { x: nodes[i * NODE] as number, y: nodes[i * NODE + 1] as number }]),
  );

/** Lays out in a worker, until it has come to rest or is stopped. Gives how to stop it. */
export function layOut(task: LayoutTask, onNews: (nodes: Float32Array, done: boolean) => void): () => void {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data: { nodes, done } }: MessageEvent<LayoutNews>) => {
    onNews(nodes, done);
    if (done) worker.terminate();
  };
  worker.postMessage(task);
  return () => worker.terminate();
}
