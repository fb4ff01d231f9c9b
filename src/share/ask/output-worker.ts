import { parentPort, workerData } from 'node:worker_threads';
import {
  addPoints,
  blind,
  evaluate,
  finalize,
  type KeyPair,
  manyOutputs,
  OUTPUT_BYTES,
  oprfReady,
  verify,
} from '../oprf/index.ts';
import type { OutputAnswer, OutputRequest, Shares } from './own-outputs.ts';
import { cutPoints, joinPoints } from './points.ts';

/** One thread of {@link ownOutputs}. */
const port = parentPort;
if (!port) throw new Error('output-worker.ts is started by own-outputs.ts');
const { key } = workerData as { readonly key: KeyPair };

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');

/** With a second key holder: points that tell it nothing, and the scalars to take the blinding off again. */
function blinded(texts: readonly string[]): { readonly elements: Uint8Array; readonly blinds: Uint8Array } {
  const all = texts.map((text) => blind(bytesOf(text), 'voprf'));
  return {
    elements: joinPoints(all.map(({ element }) => element)),
    blinds: joinPoints(all.map((one) => one.blind)),
  };
}

function finished(texts: readonly string[], shares: Shares): Uint8Array {
  const elements = cutPoints(shares.elements);
  const blinds = cutPoints(shares.blinds);
  const others = shares.others.map(({ publicKey, evaluated, proof }) => {
    const points = cutPoints(evaluated);
    if (!verify(publicKey, elements, points, proof))
      throw new Error('a key holder did not use the key that it has told; the table is not made with it');
    return points;
  });
  const points = addPoints([evaluate(key, elements), ...others]);
  const outputs = new Uint8Array(texts.length * OUTPUT_BYTES);
  texts.forEach((text, i) => {
    outputs.set(finalize(bytesOf(text), blinds[i] as Uint8Array, points[i] as Uint8Array), i * OUTPUT_BYTES);
  });
  return outputs;
}

port.on('message', async (request: OutputRequest) => {
  await oprfReady;
  const { number } = request;
  const work = (): Omit<OutputAnswer, 'number'> => {
    if (request.step === 'finish') return { outputs: finished(request.texts, request.shares) };
    if (request.step === 'blind') return blinded(request.texts);
    return { outputs: manyOutputs(key, request.texts.map(bytesOf)) };
  };
  port.postMessage({ number, ...work() } satisfies OutputAnswer);
});
