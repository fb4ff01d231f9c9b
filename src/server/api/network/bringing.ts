import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { type Grade, isGrade, parseMarking } from '../../../model/index.ts';
import {
  CHART_FILE_FORMATS,
  type ChartFileFormat,
  MOST_CHART_BYTES,
  type Screening,
} from '../../../screening/index.ts';
import { actorOf } from '../../actor.ts';
import { HttpProblem } from '../../problem.ts';
import { type App, answer, problems } from '../../route.ts';
import { ref } from '../../schemas.ts';
import { STREAM_TIMEOUT } from '../../tuning.ts';
import { closed, list, Name, schemaOf, text, whole } from './shapes.ts';

/** Entries of what could not be read that the answer tells; all of them stand on the page of lists. */
const MOST_TOLD = 100;

/** A chart that an analyst brings: a dataset of its own, which is part of the network from then on. */
export function bringingRoutes(root: App, { screening }: { readonly screening: Screening }): void {
  root.register((scope, _options, ready) => {
    const app: App = scope.withTypeProvider();
    // In pieces: a chart may be larger than what is held in memory. Only this route reads one.
    app.addContentTypeParser(
      'application/octet-stream',
      { bodyLimit: MOST_CHART_BYTES },
      (_request, payload, done) => done(null, payload),
    );
    bringRoute(app, screening);
    ready();
  });
}

function bringRoute(app: App, screening: Screening): void {
  app.post(
    '/api/network/charts',
    {
      config: { access: 'purpose', reads: 'persons' },
      bodyLimit: MOST_CHART_BYTES,
      handlerTimeout: STREAM_TIMEOUT,
      schema: {
        ...schemaOf('bringChart', 'Bring a chart: i2 ANX, GraphML, GEXF, CSV, FollowTheMoney, STIX'),
        description:
          'The file as application/octet-stream, plain or gzip. It becomes a dataset of its own, named chart_…; the same name again is its next version. Its ids are its own: who of it is one person with whom is judged afterwards.',
        querystring: Type.Object({
          name: Name,
          marking: Type.String({
            maxLength: 300,
            description: 'Where the chart does not say it itself, such as TLP:AMBER//ORCON.',
          }),
          format: Type.Optional(
            Type.Unsafe<ChartFileFormat>({
              type: 'string',
              enum: [...CHART_FILE_FORMATS],
              description: 'Recognised where left out.',
            }),
          ),
          owner: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 200,
              description: 'The service whose chart it is; this one where left out.',
            }),
          ),
          grade: Type.Optional(
            Type.Unsafe<Grade>({
              type: 'string',
              pattern: '^[A-F][1-6]$',
              description: 'Where the chart does not say it itself; F6 where left out.',
            }),
          ),
          columns: Type.Optional(
            Type.String({
              maxLength: 2_000,
              description: 'Of tables whose columns have other names: source=A,target=B.',
            }),
          ),
        }),
        response: {
          200: answer(
            Type.Object(
              {
                dataset: text,
                version: text,
                state: text,
                entities: whole,
                unchanged: Type.Boolean(),
                added: whole,
                changed: whole,
                removed: whole,
                dropped: Type.Record(Type.String(), whole),
                quarantined: whole,
                quarantine: list(ref('QuarantineEntry')),
              },
              closed,
            ),
          ),
          ...problems(400, 401, 403, 415),
        },
      },
    },
    async (request) => {
      const { name, marking: written, format, owner, grade, columns } = request.query;
      const content = request.body as Readable | undefined;
      if (!content || typeof content.pipe !== 'function')
        throw new HttpProblem(400, 'There is no chart.', { todo: 'Send it as application/octet-stream.' });
      const marking = parseMarking(written);
      if (!marking)
        throw new HttpProblem(400, `${written} is no marking.`, {
          todo: 'Write TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED, then //ORCON as needed.',
        });
      const report = await screening.loadChart(actorOf(request), {
        ...{ name, content, marking },
        ...(format !== undefined && { format }),
        ...(owner !== undefined && { owner }),
        ...(grade !== undefined && isGrade(grade) && { grade }),
        ...(columns !== undefined && { columns: columnsIn(columns) }),
      });
      const { dataset, version, state, entities, unchanged, added, changed, removed } = report;
      return {
        ...{ dataset, version, state, entities, unchanged, added, changed, removed },
        dropped: report.dropped,
        quarantined: report.quarantined,
        quarantine: report.quarantine.slice(0, MOST_TOLD),
      };
    },
  );
}

function columnsIn(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((one) => one.split('='));
  const wrong = pairs.find((pair) => pair.length !== 2 || pair.some((part) => part.trim() === ''));
  if (wrong)
    throw new HttpProblem(400, `${wrong.join('=')} names no column.`, {
      todo: 'Write our names of fields and the columns: source=A,target=B.',
    });
  return Object.fromEntries(pairs.map(([field = '', column = '']) => [field.trim(), column.trim()]));
}
