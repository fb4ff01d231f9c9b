import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { CHART_FORMATS, type Chart, ChartError, type ChartFormat } from '../../../chart/index.ts';
import { formatMarking } from '../../../model/index.ts';
import { chartsOut } from '../../../share/index.ts';
import { actorOf } from '../../actor.ts';
import { type App, problems } from '../../route.ts';
import { asked, Clocks, closed, config, Ids, schemaOf } from './shapes.ts';

const TYPES: Readonly<Record<ChartFormat, { readonly type: string; readonly file: string }>> = {
  graphml: { type: 'application/graphml+xml', file: 'chart.graphml' },
  gexf: { type: 'application/gexf+xml', file: 'chart.gexf' },
  csv: { type: 'text/csv', file: 'chart.csv' },
  anx: { type: 'application/xml', file: 'chart.anx' },
};

/** A chart as a file, for programs of analysts. */
export function leavingRoutes(app: App, { chart }: { readonly chart: Chart }): void {
  app.post(
    '/api/network/export',
    {
      config,
      schema: {
        ...schemaOf('exportChart', 'A chart as a file, every part with its marking'),
        description:
          'The header Tocsin-Marking says how the whole is marked, Tocsin-Withheld how many ties stayed by their marking.',
        body: Type.Object(
          {
            persons: Ids,
            format: Type.Unsafe<ChartFormat>({ type: 'string', enum: [...CHART_FORMATS] }),
            clocks: Type.Optional(Clocks),
          },
          closed,
        ),
        response: {
          200: {
            description: 'The file.',
            content: Object.fromEntries(
              Object.values(TYPES).map(({ type }) => [
                type,
                { schema: Type.Unsafe<unknown>({ type: 'string' }) },
              ]),
            ),
          },
          ...problems(400, 401, 403),
        },
      },
    },
    async (request, reply) => {
      const { format } = request.body;
      const { persons, relations, decide, made, by } = await chart.leaving(
        actorOf(request),
        asked(request.body),
      );
      const { chart: released, withheld } = chartsOut.releaseChart({ persons, relations }, 'account', decide);
      const write = chartsOut.CHART_WRITERS[format];
      if (!write) throw new ChartError('invalid', `Charts are not written as ${format}.`);
      return reply
        .type(`${TYPES[format].type}; charset=utf-8`)
        .header('content-disposition', `attachment; filename="${TYPES[format].file}"`)
        .header('tocsin-marking', formatMarking(released.marking))
        .header('tocsin-withheld', String(withheld.relations))
        .send(Readable.from(write(released, { made, by })));
    },
  );
}
