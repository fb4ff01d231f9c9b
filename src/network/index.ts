/**
 * Who stands between: the network that is made of what several services say, and what no service sees alone.
 *
 * Pure: values in, values out, on typed arrays ({@link buildGraph}); work that takes long is done in a worker.
 */

export * from './brokers/index.ts';
export * from './fragments/index.ts';
export * from './paths/index.ts';
export * from './structure/index.ts';
export { buildGraph, type Graph } from './graph.ts';
