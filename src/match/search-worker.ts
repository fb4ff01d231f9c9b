import { parentPort } from 'node:worker_threads';
import { type MatchIndex, openSegments } from './match-index.ts';
import { viewSegment } from './segment.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-pool.ts';

/** One thread of a {@link startPool}: answers from shared segments, one batch after another. */
const port = parentPort;
if (!port) throw new Error('search-worker.ts is started by worker-pool.ts');
let index: MatchIndex = openSegments([]);

port.on('message', (request: WorkerRequest) => {
  if (request.type === 'segments') {
    index = openSegments(
      request.segments.map(({ header, buffer, gone }) => ({ segment: viewSegment(header, buffer), gone })),
    );
    return;
  }
  let answer: WorkerAnswer;
  try {
    const results = request.queries.map((query, i) => index.search(query, request.options[i] ?? {}));
    answer = { number: request.number, results };
  } catch (error) {
    answer = { number: request.number, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(answer);
});
