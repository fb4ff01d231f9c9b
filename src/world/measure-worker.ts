import { parentPort } from 'node:worker_threads';
import { measureWorld } from './cells/measure.ts';
import type { MeasureJob } from './measure-workers.ts';

/** One thread of {@link measureCooperation}. */
const port = parentPort;
if (!port) throw new Error('measure-worker.ts is started by measure-workers.ts');

port.on('message', ({ seed, services, organised, conditions }: MeasureJob) =>
  port.postMessage({ seed, outcomes: measureWorld({ seed, services, organised }, conditions) }),
);
