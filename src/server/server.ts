import fastifyCookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyBaseLogger, type FastifyRequest, LogController } from 'fastify';
import type { Chart } from '../chart/index.ts';
import type { Audit, Authority, Law } from '../law/index.ts';
import type { Actor, Screening } from '../screening/index.ts';
import type { taxii, WholeShare } from '../share/index.ts';
import type { Watch } from '../watch/index.ts';
import { accountRoutes } from './api/account-routes.ts';
import { alarmRoutes } from './api/alarm-routes.ts';
import { changeRoutes } from './api/change-routes.ts';
import { entityRoutes as entityPageRoutes } from './api/entity-routes.ts';
import { judgementRoutes } from './api/judgement-routes.ts';
import { lawRoutes } from './api/law-routes.ts';
import { ledgerRoutes } from './api/ledger-routes.ts';
import { listRoutes } from './api/list-routes.ts';
import { maskingRoutes } from './api/masking-routes.ts';
import { networkRoutes } from './api/network-routes.ts';
import { openidRoutes } from './api/openid-routes.ts';
import { partnerRoutes } from './api/partner-routes.ts';
import { passkeyRoutes } from './api/passkey-routes.ts';
import { requestRoutes } from './api/request-routes.ts';
import { searchRoutes } from './api/search-routes.ts';
import { sessionRoutes } from './api/session-routes.ts';
import { travelRoutes } from './api/travel-routes.ts';
import { watchRoutes } from './api/watch-routes.ts';
import { answerNonsense, guardArrival } from './arrival.ts';
import { authenticate } from './authentication.ts';
import { changeStreams } from './change-stream.ts';
import { healthRoutes } from './health-routes.ts';
import { makeMetrics } from './metrics.ts';
import { describe } from './openapi.ts';
import { pageFiles } from './page-files.ts';
import { forLog, handleErrors, translator } from './problem.ts';
import { refusals } from './refusals.ts';
import type { Access, App, Reads } from './route.ts';
import { SHARED_SCHEMAS } from './schemas.ts';
import { isLoopback, secure } from './security.ts';
import { taxiiRoutes, withSlash } from './taxii-routes.ts';
import {
  BODY_LIMIT,
  BODY_TIMEOUT,
  CLOSE_GRACE,
  HEADERS_TIMEOUT,
  IDLE_TIMEOUT,
  REQUEST_TIMEOUT,
} from './tuning.ts';
import { AJV_OPTIONS, coerceQueryStrings, refuseBrokenText } from './validation.ts';
import { catalogRoutes } from './yente/catalog-routes.ts';
import { entityRoutes } from './yente/entity-routes.ts';
import { matchRoute } from './yente/match-route.ts';
import { reconcileRoutes } from './yente/reconcile-routes.ts';
import { searchRoute } from './yente/search-route.ts';

export interface ServerConfig {
  /** Address to listen on; `127.0.0.1` is this machine only. */
  readonly host: string;
  /** TCP port; 0 lets the system choose one. */
  readonly port: number;
  /** Further host names that the server is reached by. */
  readonly hostNames?: readonly string[];
  /** True where a proxy in front of the server speaks TLS: cookies are then marked secure. */
  readonly https?: boolean;
  /** True where a trusted proxy in front of the server sets the X-Forwarded headers. */
  readonly behindProxy?: boolean;
  /** Whether yente clients need an API key; when absent: unless the server listens on this machine only. */
  readonly yenteNeedsKey?: boolean | undefined;
  /** Legal basis of yente requests without a key, as the policy names it. */
  readonly yenteLegalBasis?: string;
  /** Origins of other sites whose pages may ask the yente routes without a key (OpenRefine). */
  readonly allowedOrigins?: readonly string[];
  /** Largest JSON body in bytes. */
  readonly bodyLimit?: number;
  /** Time for a body to arrive whole, ms. */
  readonly bodyTimeout?: number;
  /** Folder of the built pages. */
  readonly pagesFolder: string;
  /** Version of Tocsin, shown to signed-in people and in the OpenAPI document. */
  readonly version: string;
}

/** A route with what it says about itself. */
export interface RegisteredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  readonly reads: Reads;
}

export interface ServerParts {
  readonly screening: Screening;
  readonly watch: Watch;
  readonly chart: Chart;
  readonly authority: Authority;
  readonly taxii: taxii.TaxiiRoom;
  readonly law: Law;
  readonly share: Pick<WholeShare, 'partners' | 'rooms' | 'changes'>;
  readonly audit: Audit;
  readonly config: ServerConfig;
  readonly log: FastifyBaseLogger;
  /** Told of every route as it is registered: a test walks them all. */
  readonly onRoute?: (route: RegisteredRoute) => void;
}

/** The actor of yente requests without a key. */
function loopbackActor(config: ServerConfig): Actor | undefined {
  if (config.yenteNeedsKey ?? !isLoopback(config.host)) return undefined;
  return {
    account: 'loopback',
    roles: ['screener'],
    purpose: 'screening',
    legalBasis: config.yenteLegalBasis ?? 'sanctions-law',
  };
}

/** Builds the server with all routes; it does not listen yet. */
export async function buildServer(parts: ServerParts): Promise<App> {
  const { screening, watch, authority, law, share, config } = parts;
  const https = config.https ?? false;
  const app: App = fastify({
    loggerInstance: parts.log,
    logController: quietLog(),
    bodyLimit: config.bodyLimit ?? BODY_LIMIT,
    handlerTimeout: REQUEST_TIMEOUT,
    connectionTimeout: IDLE_TIMEOUT,
    trustProxy: config.behindProxy ?? false,
    requestIdHeader: false,
    genReqId: () => crypto.randomUUID(),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
    clientErrorHandler: answerNonsense,
    rewriteUrl: ({ url = '/' }) => withSlash(url),
    routerOptions: { maxParamLength: 512 },
    ajv: { customOptions: AJV_OPTIONS },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.server.headersTimeout = HEADERS_TIMEOUT;
  // What a form or a page can send without being asked is read nowhere but where a route says so.
  app.removeContentTypeParser('text/plain');
  app.setSerializerCompiler(() => JSON.stringify);
  const translate = translator([refusals]);
  handleErrors(app, translate);
  tellRoutes(app, parts.onRoute);
  secure(app, { host: config.host, hostNames: config.hostNames ?? [], https });
  const allowedOrigins = config.allowedOrigins ?? [];
  guardArrival(app, { bodyTimeout: config.bodyTimeout ?? BODY_TIMEOUT, allowedOrigins });
  await app.register(fastifyCookie);
  authenticate(app, { authority, https, loopbackActor: loopbackActor(config), allowedOrigins });
  refuseBrokenText(app);
  coerceQueryStrings(app);
  logRequests(app);
  const context = { screening, watch, metrics: makeMetrics(app, screening), translate };

  for (const schema of SHARED_SCHEMAS) app.addSchema(schema);
  await describe(app, config.version);
  matchRoute(app, context);
  searchRoute(app, context);
  entityRoutes(app, context);
  catalogRoutes(app, context);
  reconcileRoutes(app, context);
  searchRoutes(app, context);
  entityPageRoutes(app, context);
  listRoutes(app, context);
  judgementRoutes(app, context);
  const stream = changeStreams(app);
  watchRoutes(app, context, stream);
  travelRoutes(app, context);
  maskingRoutes(app, context);
  const answers = sessionRoutes(app, { authority, https, version: config.version });
  openidRoutes(app, { authority, https, answers });
  passkeyRoutes(app, { authority, answers });
  accountRoutes(app, authority);
  ledgerRoutes(app, parts.audit);
  lawRoutes(app, law);
  alarmRoutes(app, law, share.partners);
  partnerRoutes(app, share.partners);
  requestRoutes(app, share.rooms.cooperation.requests, context);
  changeRoutes(app, share.changes, stream);
  networkRoutes(app, {
    chart: parts.chart,
    screening,
    requests: share.rooms.cooperation.requests,
    translate,
  });
  healthRoutes(app, context);
  await app.register((inner, _, done) => {
    taxiiRoutes(inner, { taxii: parts.taxii, translate });
    done();
  });
  pageFiles(app, config.pagesFolder);
  return app;
}

/** Refuses routes that do not say who may call them and what they read; tells the others. */
function tellRoutes(app: App, tell: ServerParts['onRoute']): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const { access, reads } = config ?? {};
    if (access === undefined || reads === undefined) {
      throw new Error(`The route ${String(method)} ${url} does not say who may call it or what it reads.`);
    }
    for (const one of [method].flat()) tell?.({ method: one, url, access, reads });
  });
}

/** Fastify's own lines say addresses and error messages, which may hold a name: ours say neither. */
function quietLog(): LogController {
  const failed = (error: Error, request: FastifyRequest): void => {
    request.log.error(forLog(error), 'request failed');
  };
  return Object.assign(new LogController({ disableRequestLogging: true }), {
    streamError: failed,
    writeHeadError: failed,
    serializerError: failed,
  });
}

/** One line a request: method, route pattern, status, time. Never an address, a query or a body. */
function logRequests(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const route = request.routeOptions.url ?? 'none';
    request.log.info({ method: request.method, route, status: reply.statusCode, ms }, 'request');
    done();
  });
}

export interface RunningServer {
  /** Where the pages are, e.g. `http://127.0.0.1:8321`. */
  readonly url: string;
  /** Stops taking requests, lets running ones end, then closes. */
  close(): Promise<void>;
}

/** Builds the server and listens. Throws with a clear message where the port is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const app = await buildServer(parts);
  const { host, port } = parts.config;
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} on ${host} is taken. Stop the other program, or set another port.`);
    }
    throw error;
  }
  const address = app.server.address();
  const listening = typeof address === 'object' && address !== null ? address.port : port;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shown}:${listening}`,
    close: async () => {
      // Streams may run for hours: after the grace their connections are cut.
      const cut = setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE);
      await app.close();
      clearTimeout(cut);
    },
  };
}
