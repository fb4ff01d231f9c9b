import { startThread } from '../../threads/index.ts';
import type { Graph } from '../graph.ts';
import { chunkCount, openSums } from './betweenness.ts';

/** What a thread is started with: the graph, in memory that all share. */
export interface BetweennessTask {
  readonly graph: Graph;
}

/** A chunk that a thread has finished. */
export interface BetweennessPart {
  readonly chunk: number;
  readonly part: Float64Array;
}

/**
 * {@link betweenness} in threads, to the last digit the same whatever their number.
 *
 * @throws Error where a thread fails; all are ended then, and where the signal says so.
 */
export async function betweennessApart(
  graph: Graph,
  options: { readonly threads: number; readonly signal?: AbortSignal },
): Promise<Float64Array> {
  options.signal?.throwIfAborted();
  const chunks = chunkCount(graph.nodeCount);
  const sums = openSums(graph.nodeCount);
  const task: BetweennessTask = { graph: sharedGraph(graph) };
  let given = 0;
  let taken = 0;
  const workers = Array.from({ length: Math.min(Math.max(1, options.threads), chunks) }, () =>
    startThread('betweenness-worker', import.meta.url, task),
  );
  let stop: (() => void) | undefined;
  try {
    if (chunks === 0) return sums.result();
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(options.signal?.reason);
      options.signal?.addEventListener('abort', stop);
      for (const worker of workers) {
        worker.on('error', reject);
        worker.on('exit', (code) => reject(new Error(`a betweenness thread ended with code ${code}`)));
        worker.on('message', ({ chunk, part }: BetweennessPart) => {
          sums.take(chunk, part);
          taken++;
          if (taken === chunks) resolve();
          else if (given < chunks) worker.postMessage(given++);
        });
        worker.postMessage(given++);
      }
    });
    return sums.result();
  } finally {
    if (stop) options.signal?.removeEventListener('abort', stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** One copy for all threads: only what betweenness reads, the rest is left empty. */
function sharedGraph({ nodeCount, edgeCount, offsets, targets }: Graph): Graph {
  const none = new Uint32Array(0);
  return {
    nodeCount,
    edgeCount,
    offsets: shared(offsets),
    targets: shared(targets),
    edges: none,
    lower: none,
    higher: none,
    weights: new Float64Array(0),
  };
}

function shared(numbers: Uint32Array): Uint32Array {
  const copy = new Uint32Array(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}
