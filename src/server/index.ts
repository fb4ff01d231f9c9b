/**
 * HTTP: the yente-compatible interface for programs, the pages' own interface, health and metrics, and the pages.
 *
 * An edge: it translates between requests and the screening room and has no logic of its own. Start with
 * {@link startServer}; each route is one file in `yente/` or `api/`.
 */
export { HttpProblem } from './problem.ts';
export { type RunningServer, type ServerConfig, type ServerParts, startServer } from './server.ts';
