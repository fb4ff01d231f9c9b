import { type Static, Type } from 'typebox';
import {
  type Chart,
  ChartError,
  type NewConclusion,
  type NewView,
  type ViewNote,
} from '../../../chart/index.ts';
import { isGrade } from '../../../model/index.ts';
import { actorOf } from '../../actor.ts';
import { type App, problems } from '../../route.ts';
import {
  asked,
  CLOCKS,
  Clocks,
  closed,
  config,
  GradeText,
  Id,
  list,
  MarkingShape,
  Name,
  ok,
  one,
  optional,
  schemaOf,
  text,
  whole,
} from './shapes.ts';

const Concluded = Type.Union([
  Type.Object(
    { kind: Type.Literal('cell'), name: Name, persons: Type.Array(Id, { minItems: 1, maxItems: 500 }) },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('role'), role: Name, persons: Type.Array(Id, { minItems: 1, maxItems: 1 }) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('suggestion'),
      suggestion: Name,
      accepted: Type.Boolean(),
      persons: Type.Array(Id, { minItems: 1, maxItems: 2 }),
    },
    closed,
  ),
]);
const NewConclusionShape = Type.Object(
  {
    concluded: Concluded,
    grade: GradeText,
    marking: Type.Optional(MarkingShape),
    reason: Type.String({ minLength: 1, maxLength: 2_000 }),
  },
  closed,
);
const ConclusionShape = Type.Object({
  id: text,
  concluded: Type.Unsafe<unknown>({ type: 'object' }),
  grade: text,
  marking: MarkingShape,
  reason: text,
  by: text,
  service: text,
  at: text,
  undoneAt: optional(text),
  undoneBy: optional(text),
});
const NoteOn = Type.Union([
  Type.Object({ person: Id }, closed),
  Type.Object({ edge: Type.String({ minLength: 1, maxLength: 1_601 }) }, closed),
  Type.Object({ chart: Type.Literal(true) }, closed),
]);
const NoteText = Type.String({ minLength: 1, maxLength: 2_000 });
const State = Type.Object(
  {
    places: Type.Array(
      Type.Object(
        { id: Id, x: Type.Number(), y: Type.Number(), pinned: Type.Optional(Type.Boolean()) },
        closed,
      ),
      { maxItems: 5_000 },
    ),
    clocks: Type.Optional(Clocks),
    page: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unknown())),
    notes: Type.Array(Type.Object({ on: NoteOn, text: NoteText }, closed), { maxItems: 1_000 }),
  },
  closed,
);
const NewViewShape = { name: Name, shared: Type.Boolean(), state: State };
const ROW = {
  id: text,
  name: text,
  shared: Type.Boolean(),
  owner: text,
  own: Type.Boolean(),
  changedAt: text,
  persons: whole,
  comments: whole,
  revision: whole,
};
const SavedViewShape = Type.Object({
  ...ROW,
  state: State,
  said: list(Type.Object({ id: text, by: text, at: text, text, on: optional(NoteOn) }, closed)),
});

/** What people write on the network: conclusions, views, comments. */
export function writtenRoutes(app: App, { chart }: { readonly chart: Chart }): void {
  app.get(
    '/api/network/conclusions',
    {
      config,
      schema: {
        ...schemaOf('networkConclusions', 'What analysts concluded, newest first'),
        querystring: Type.Object({ known: CLOCKS.known }),
        response: ok(Type.Object({ conclusions: list(ConclusionShape) }, closed)),
      },
    },
    async (request) => chart.conclusions(actorOf(request), request.query.known),
  );

  app.post(
    '/api/network/conclusions',
    {
      config,
      schema: {
        ...schemaOf(
          'conclude',
          'Conclude a cell, a role, or what becomes of a suggestion: graded, with you as the source',
        ),
        body: NewConclusionShape,
        response: ok(ConclusionShape),
      },
    },
    async (request) => {
      const { grade, concluded, marking, reason } = request.body;
      if (!isGrade(grade)) throw new ChartError('invalid', `${grade} is no grade.`);
      const body = { concluded, grade, reason, ...(marking && { marking }) } as NewConclusion;
      return chart.conclude(actorOf(request), body);
    },
  );

  app.post(
    '/api/network/conclusions/:id/undo',
    {
      config,
      schema: {
        ...schemaOf('undoConclusion', 'Take a conclusion back; that it stood is kept'),
        params: one,
        response: ok(ConclusionShape, 404),
      },
    },
    async (request) => chart.undoConclusion(actorOf(request), request.params.id),
  );

  app.get(
    '/api/network/views',
    {
      config,
      schema: {
        ...schemaOf('networkViews', 'Your saved views, and those that are shared'),
        response: ok(Type.Object({ views: list(Type.Object(ROW, closed)) }, closed)),
      },
    },
    async (request) => chart.views(actorOf(request)),
  );

  app.post(
    '/api/network/views',
    {
      config,
      schema: {
        ...schemaOf('saveView', 'Save a view: ids and places, nothing of what is told'),
        body: Type.Object(NewViewShape, closed),
        response: ok(SavedViewShape),
      },
    },
    async (request) => chart.saveView(actorOf(request), viewIn(request.body)),
  );

  app.get(
    '/api/network/views/:id',
    {
      config,
      schema: {
        ...schemaOf('networkView', 'A saved view with its notes and comments'),
        params: one,
        response: ok(SavedViewShape, 404),
      },
    },
    async (request) => chart.view(actorOf(request), request.params.id),
  );

  app.put(
    '/api/network/views/:id',
    {
      config,
      schema: {
        ...schemaOf('changeView', 'Put another state in the place of a view'),
        params: one,
        body: Type.Object({ ...NewViewShape, revision: Type.Integer({ minimum: 1 }) }, closed),
        response: ok(SavedViewShape, 404, 409),
      },
    },
    async (request) =>
      chart.changeView(actorOf(request), request.params.id, request.body.revision, viewIn(request.body)),
  );

  app.delete(
    '/api/network/views/:id',
    {
      config,
      schema: {
        ...schemaOf('deleteView', 'Delete a view of yours'),
        params: one,
        response: { 204: { type: 'null', description: 'Deleted.' }, ...problems(401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await chart.deleteView(actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/network/views/:id/comments',
    {
      config,
      schema: {
        ...schemaOf('commentView', 'Say something on a view'),
        params: one,
        body: Type.Object({ text: NoteText, on: Type.Optional(NoteOn) }, closed),
        response: ok(SavedViewShape, 404, 409),
      },
    },
    async (request) => {
      const { text: said, on } = request.body;
      return chart.comment(actorOf(request), request.params.id, said, on as ViewNote['on'] | undefined);
    },
  );
}

const viewIn = ({
  name,
  shared,
  state,
}: {
  readonly name: string;
  readonly shared: boolean;
  readonly state: Static<typeof State>;
}): NewView => ({ name, shared, state: asked(state) as NewView['state'] });
