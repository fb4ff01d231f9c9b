import { Type } from 'typebox';
import type { Chart, ChartClocks } from '../../chart/index.ts';
import { actorOf } from '../actor.ts';
import { type App, answer, problems } from '../route.ts';
import { oneOf } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const whole = Type.Integer();

const Clock = Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T[0-9:.]+Z)?)?)?$', maxLength: 30 });
const Question = Type.Object(
  {
    persons: Type.Array(Type.String({ minLength: 1, maxLength: 800 }), { maxItems: 5_000 }),
    clocks: Type.Optional(Type.Object({ event: Type.Optional(Clock), known: Type.Optional(Clock) }, closed)),
  },
  closed,
);
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
    validFrom: Type.Optional(text),
    validUntil: Type.Optional(text),
    knownSince: Type.Optional(text),
  },
  closed,
);
const Answer = Type.Object(
  {
    version: text,
    places: Type.Array(Place),
    tellings: Type.Array(Placed),
    ties: whole,
    unfound: Type.Integer({ description: 'Ties of which a place is said that is not on the map.' }),
    placeless: Type.Integer({ description: 'Ties of which nobody says where.' }),
  },
  closed,
);

/** Where the ties between some persons were. */
export function networkMapRoutes(app: App, { chart }: { readonly chart: Chart }): void {
  app.post(
    '/api/network/map',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        tags: ['network'],
        operationId: 'networkMap',
        summary: 'Where the ties between some persons were: towns and countries, never anything finer',
        body: Question,
        response: { 200: answer(Answer), ...problems(400, 401, 403) },
      },
    },
    async (request) => {
      const { persons, clocks } = request.body;
      return chart.map(actorOf(request), { persons, ...(clocks && { clocks: clocks as ChartClocks }) });
    },
  );
}
