import { Type } from 'typebox';
import type { Chart } from '../../../chart/index.ts';
import { actorOf } from '../../actor.ts';
import type { App } from '../../route.ts';
import { oneOf } from '../../schemas.ts';
import {
  Clocks,
  clocksIn,
  closed,
  config,
  Ids,
  list,
  ok,
  optional,
  schemaOf,
  text,
  whole,
} from './shapes.ts';

const Place = Type.Object(
  {
    id: text,
    kind: oneOf(['town', 'country']),
    name: text,
    country: text,
    latitude: Type.Number(),
    longitude: Type.Number(),
    codes: Type.Array(Type.String(), { description: 'IATA codes of its airports.' }),
  },
  closed,
);
const Placed = Type.Object(
  {
    edge: text,
    kind: text,
    places: Type.Array(Type.String(), { description: 'Ids of places; of a journey from where to where.' }),
    validFrom: optional(text),
    validUntil: optional(text),
    knownSince: optional(text),
  },
  closed,
);
const Answer = Type.Object(
  {
    version: text,
    places: list(Place),
    tellings: list(Placed),
    ties: whole,
    unfound: Type.Integer({ description: 'Ties of which a place is said that is not on the map.' }),
    placeless: Type.Integer({ description: 'Ties of which nobody says where.' }),
  },
  closed,
);

/** Where the ties between some persons were. */
export function mapRoutes(app: App, { chart }: { readonly chart: Chart }): void {
  app.post(
    '/api/network/map',
    {
      config,
      schema: {
        ...schemaOf(
          'networkMap',
          'Where the ties between some persons were: towns and countries, never anything finer',
        ),
        body: Type.Object({ persons: Ids, clocks: Type.Optional(Clocks) }, closed),
        response: ok(Answer),
      },
    },
    async (request) => {
      const { persons, clocks } = request.body;
      return chart.map(actorOf(request), { persons, ...(clocks && { clocks: clocksIn(clocks) }) });
    },
  );
}
