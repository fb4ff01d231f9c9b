import { parentPort, workerData } from 'node:worker_threads';
import { chunkOf } from './betweenness.ts';
import type { BetweennessPart, BetweennessTask } from './betweenness-workers.ts';
import { openBrandes } from './brandes.ts';

/** One thread of {@link betweennessApart}. */
const port = parentPort;
if (!port) throw new Error('betweenness-worker.ts is started by betweenness-workers.ts');
const { graph } = workerData as BetweennessTask;
const brandes = openBrandes(graph);

port.on('message', (chunk: number) => {
  const part = chunkOf(brandes, graph.nodeCount, chunk);
  // Copied, not transferred: once a thread has given away one buffer, V8 checks at every access to any array whether it is still
  // there, and the next chunks take a quarter longer. A copy of 80 KB forty times costs nothing.
  port.postMessage({ chunk, part } satisfies BetweennessPart);
});
