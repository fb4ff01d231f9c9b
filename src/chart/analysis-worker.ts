import { parentPort } from 'node:worker_threads';
import { ANALYSES } from './analysis.ts';
import type { AnalysisAnswer, AnalysisRequest } from './analyst.ts';

/** The thread of {@link openAnalyst}. */
const port = parentPort;
if (!port) throw new Error('analysis-worker.ts is started by analyst.ts');

port.on('message', ({ number, name, of }: AnalysisRequest) => {
  try {
    const run = ANALYSES[name] as (given: unknown) => unknown;
    port.postMessage({ number, result: run(of) } satisfies AnalysisAnswer);
  } catch (error) {
    port.postMessage({
      number,
      error: error instanceof Error ? error.message : String(error),
    } satisfies AnalysisAnswer);
  }
});
