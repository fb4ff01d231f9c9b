import type { Chart } from '../../chart/index.ts';
import type { Screening } from '../../screening/index.ts';
import type { RequestsRoom } from '../../share/index.ts';
import type { App, RouteContext } from '../route.ts';
import { analysisRoutes } from './network/analyses.ts';
import { bringingRoutes } from './network/bringing.ts';
import { leavingRoutes } from './network/leaving.ts';
import { lookRoutes } from './network/looks.ts';
import { mapRoutes } from './network/map.ts';
import { questionRoutes } from './network/questions.ts';
import { writtenRoutes } from './network/written.ts';

/** What the routes of the network need. */
export interface NetworkRooms {
  readonly chart: Chart;
  readonly screening: Screening;
  readonly requests: RequestsRoom;
  readonly translate: RouteContext['translate'];
}

/** The network: who is tied to whom, and what no service sees alone. What is meant by each answer stands in `src/chart/types.ts`. */
export function networkRoutes(app: App, rooms: NetworkRooms): void {
  lookRoutes(app, rooms);
  mapRoutes(app, rooms);
  analysisRoutes(app, rooms);
  questionRoutes(app, rooms);
  writtenRoutes(app, rooms);
  leavingRoutes(app, rooms);
  bringingRoutes(app, rooms);
}
