import { Worker } from 'node:worker_threads';

/**
 * Threads: starts a worker file beside the file that asks, compiled or from source.
 *
 * Node 20 does not run TypeScript; from source the thread first registers the loader that runs the main thread.
 */
export function startThread(name: string, beside: string, data?: unknown): Worker {
  if (!beside.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, beside), { workerData: data });
  const file = new URL(`./${name}.ts`, beside).href;
  const loader = import.meta.resolve?.('tsx/esm/api') ?? 'tsx/esm/api';
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(file)}); })`;
  return new Worker(start, { eval: true, workerData: data });
}
