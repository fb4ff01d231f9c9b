import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Actor, Screening } from '../screening/index.ts';
import { LATENCY_BUCKETS } from './tuning.ts';

export interface Metrics {
  /** The Prometheus text format, with the state of the moment. Throws RefusedError for whoever may not see lists. */
  text(actor: Actor): Promise<string>;
  readonly contentType: string;
  /** Seconds that one search took, from the parsed query to its hits. */
  observeSearch(kind: 'search' | 'match' | 'stream' | 'suggest' | 'reconcile', seconds: number): void;
  /** Queries searched, by the kind of route. */
  countQueries(kind: string, queries: number): void;
}

/**
 * Prometheus metrics: requests by route pattern and status, latency, and the state of lists, index and ledger.
 * Nothing in them names a person or a query.
 */
export function makeMetrics(app: FastifyInstance, screening: Screening): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'tocsin_' });
  const requests = new Counter({
    name: 'tocsin_http_requests_total',
    help: 'HTTP requests answered, by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'tocsin_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer.',
    labelNames: ['route'],
    buckets: LATENCY_BUCKETS,
    registers,
  });
  const search = new Histogram({
    name: 'tocsin_search_seconds',
    help: 'Time of one search (a batch counts once).',
    labelNames: ['kind'],
    buckets: LATENCY_BUCKETS,
    registers,
  });
  const queries = new Counter({
    name: 'tocsin_queries_total',
    help: 'Queries searched.',
    labelNames: ['kind'],
    registers,
  });
  const refresh = stateGauges(registers, screening);
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requests.inc({ method: request.method, route, status: String(reply.statusCode) });
    duration.observe({ route }, reply.elapsedTime / 1000);
    done();
  });
  return {
    text: async (actor) => {
      await refresh(actor);
      return registry.metrics();
    },
    contentType: registry.contentType,
    observeSearch: (kind, seconds) => search.observe({ kind }, seconds),
    countQueries: (kind, count) => queries.inc({ kind }, count),
  };
}

/** Gauges of the state of index, ledger and lists; the answer sets them to what they are now. */
function stateGauges(registers: Registry[], screening: Screening): (actor: Actor) => Promise<void> {
  const labelNames = ['dataset', 'version'];
  const indexed = new Gauge({ name: 'tocsin_index_entities', help: 'Entities in the index.', registers });
  const ledger = new Gauge({ name: 'tocsin_ledger_entries', help: 'Entries in the ledger.', registers });
  const ready = new Gauge({
    name: 'tocsin_ready',
    help: '1 when the index answers for all current list versions.',
    registers,
  });
  const loaded = new Gauge({
    name: 'tocsin_list_loaded_seconds',
    help: 'When the current version of a list was loaded, seconds since 1970: its age is time() minus this.',
    labelNames,
    registers,
  });
  const entities = new Gauge({
    name: 'tocsin_list_entities',
    help: 'Entities in the current version of a list.',
    labelNames,
    registers,
  });
  return async (actor) => {
    const status = await screening.figures(actor);
    indexed.set(status.indexed);
    ledger.set(status.ledgerLength);
    ready.set(status.ready ? 1 : 0);
    // A version that is no longer current must not go on being counted.
    loaded.reset();
    entities.reset();
    for (const { dataset, version, recordedAt, entities: count } of status.lists) {
      loaded.set({ dataset, version }, Date.parse(recordedAt) / 1000);
      entities.set({ dataset, version }, count);
    }
  };
}
