import { parentPort, workerData } from 'node:worker_threads';
import { evaluateOwn, OUTPUT_BYTES, oprfReady } from '../oprf/index.ts';
import type { OutputAnswer, OutputRequest } from './own-outputs.ts';

/** One thread of {@link ownOutputs}. */
const port = parentPort;
if (!port) throw new Error('output-worker.ts is started by own-outputs.ts');
const { secretKey } = workerData as { readonly secretKey: Uint8Array };

port.on('message', async ({ number, texts }: OutputRequest) => {
  await oprfReady;
  const outputs = new Uint8Array(texts.length * OUTPUT_BYTES);
  texts.forEach((text, i) => {
    outputs.set(evaluateOwn({ secretKey }, Buffer.from(text, 'utf8'), 'voprf'), i * OUTPUT_BYTES);
  });
  port.postMessage({ number, outputs } satisfies OutputAnswer, [outputs.buffer]);
});
