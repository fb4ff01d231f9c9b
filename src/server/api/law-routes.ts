import { Type } from 'typebox';
import { type Law, type PolicyText, type PolicyVersion, subjectPage } from '../../law/index.ts';
import { actorOf, officerOf, sessionOf } from '../actor.ts';
import { type App, answer, problems } from '../route.ts';
import { keepingRoutes } from './keeping-routes.ts';

const closed = { additionalProperties: false } as const;
const text = (description: string, maxLength = 2000) => Type.String({ description, maxLength });
const files = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 600_000 }), {
  description: 'File name → text, such as eu.cedar, eu.json, release.cedar, tests.json.',
});
const names = Type.Array(Type.String());
const named = Type.Object({ name: Type.String(), title: Type.String() }, closed);

const InWords = Type.Object(
  {
    jurisdiction: Type.String(),
    title: Type.String(),
    version: Type.Optional(
      text('Id of the version in force; absent where it is the one set up with the service.'),
    ),
    inForceFrom: Type.Optional(Type.String()),
    roles: Type.Array(named),
    purposes: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          title: Type.String(),
          description: Type.String(),
          legalBases: Type.Array(named),
        },
        closed,
      ),
    ),
    actions: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          title: Type.String(),
          persons: Type.Boolean({ description: 'Shows or changes what is said of persons.' }),
        },
        closed,
      ),
    ),
    rules: Type.Array(
      Type.Object(
        {
          id: text('Stands in the ledger beside every decision that the rule made.'),
          title: Type.String(),
          explain: text('Why it is so.'),
          effect: Type.Unsafe<'permit' | 'forbid'>({ type: 'string', enum: ['permit', 'forbid'] }),
          file: Type.String(),
          text: text('As it is written, in Cedar.'),
          roles: names,
          purposes: names,
          actions: names,
        },
        closed,
      ),
      { description: 'What each rule lets whom do was found by trying.' },
    ),
    files,
  },
  { $id: 'PolicyInWords', ...closed },
);

const Version = Type.Object(
  {
    id: Type.String(),
    jurisdiction: Type.String(),
    files,
    note: text('What it changes, and why.'),
    proposedBy: Type.String(),
    proposedAt: Type.String(),
    decision: Type.Optional(
      Type.Object(
        {
          by: Type.String(),
          at: Type.String(),
          accepted: Type.Boolean(),
          note: Type.String(),
          inForceFrom: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
  },
  { $id: 'PolicyVersion', ...closed },
);

const Check = Type.Object(
  {
    sound: Type.Boolean({ description: 'It can be read, fits the schema, and its own cases hold.' }),
    problems: names,
    cases: Type.Array(
      Type.Object(
        { name: Type.String(), passed: Type.Boolean(), instead: Type.Optional(Type.String()) },
        closed,
      ),
    ),
  },
  { $id: 'PolicyCheck', ...closed },
);

const Outcome = Type.Object({ allowed: Type.Boolean(), rule: Type.String() }, closed);
const Past = Type.Object(
  {
    tried: Type.Integer({ description: 'Entries of the ledger, newest first.' }),
    total: Type.Integer(),
    nowRefused: Type.Integer(),
    nowAllowed: Type.Integer(),
    otherRule: Type.Integer(),
    notComparable: Type.Integer({ description: 'Decided on facts that the ledger does not keep.' }),
    changed: Type.Array(
      Type.Object(
        {
          seq: Type.Integer(),
          at: Type.String(),
          account: Type.String(),
          roles: names,
          purpose: Type.String(),
          legalBasis: Type.String(),
          action: Type.String(),
          was: Outcome,
          would: Outcome,
        },
        closed,
      ),
    ),
  },
  { $id: 'PastReport', ...closed },
);

const Emergency = Type.Object(
  {
    id: Type.String(),
    account: Type.String(),
    reason: Type.String(),
    actions: names,
    takenAt: Type.String(),
    until: Type.String(),
    review: Type.Optional(
      Type.Object(
        {
          by: Type.String(),
          at: Type.String(),
          verdict: Type.Unsafe<'accepted' | 'misuse'>({ type: 'string', enum: ['accepted', 'misuse'] }),
          note: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: 'Emergency', ...closed },
);

const Candidate = Type.Object(
  {
    id: Type.String(),
    source: Type.String(),
    title: Type.String({ description: 'What the source holds, in words.' }),
    caption: Type.String(),
    details: names,
  },
  { $id: 'SubjectCandidate', ...closed },
);

const refs = {
  inWords: Type.Unsafe<unknown>({ $ref: 'PolicyInWords#' }),
  version: Type.Unsafe<PolicyVersion>({ $ref: 'PolicyVersion#' }),
  check: Type.Unsafe<unknown>({ $ref: 'PolicyCheck#' }),
  past: Type.Unsafe<unknown>({ $ref: 'PastReport#' }),
  emergency: Type.Unsafe<unknown>({ $ref: 'Emergency#' }),
  candidate: Type.Unsafe<unknown>({ $ref: 'SubjectCandidate#' }),
};

const TAG = { tags: ['law'] } as const;
const Text = Type.Object({ jurisdiction: Type.String({ maxLength: 64 }), files }, closed);
const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });
const ACCOUNT = { access: 'account', reads: 'administration' } as const;

/** The policy in force and in plain words, its versions, emergency access, and the right of access. */
export function lawRoutes(app: App, law: Law): void {
  for (const schema of [InWords, Version, Check, Past, Emergency, Candidate]) app.addSchema(schema);
  keepingRoutes(app, law);

  app.get(
    '/api/law',
    {
      config: { access: 'account', reads: 'nothing' },
      schema: {
        ...TAG,
        operationId: 'lawInWords',
        summary: 'The policy in force, in plain words: who may do what for which purpose, by which rule',
        response: { 200: answer(refs.inWords), ...problems(401) },
      },
    },
    async (request) => {
      sessionOf(request);
      return law.inWords();
    },
  );

  app.get(
    '/api/law/versions',
    {
      config: { access: 'account', reads: 'nothing' },
      schema: {
        ...TAG,
        operationId: 'policyVersions',
        summary:
          'The policy that was set up with the service, and all that were proposed, newest first, with what became of them',
        response: {
          200: answer(
            Type.Object(
              {
                setUp: Type.Object(
                  {
                    jurisdiction: Type.String(),
                    files,
                    shipped: Type.Boolean({ description: 'Just as Tocsin ships it.' }),
                  },
                  { ...closed, description: 'What holds until another one is approved.' },
                ),
                versions: Type.Array(refs.version),
              },
              closed,
            ),
          ),
          ...problems(401),
        },
      },
    },
    async (request) => {
      sessionOf(request);
      return { setUp: law.setUp, versions: await law.versions() };
    },
  );

  app.post(
    '/api/law/check',
    {
      config: { access: 'account', reads: 'nothing' },
      schema: {
        ...TAG,
        operationId: 'checkPolicy',
        summary: 'Whether a text can be read, fits the schema, and holds its own cases; keeps nothing',
        body: Text,
        response: { 200: answer(refs.check), ...problems(400, 401) },
      },
    },
    (request) => {
      sessionOf(request);
      return law.check(textOf(request.body));
    },
  );

  app.post(
    '/api/law/past',
    {
      config: ACCOUNT,
      schema: {
        ...TAG,
        operationId: 'tryPolicy',
        summary: 'What a policy would have changed of the decisions in the ledger; keeps nothing of it',
        body: Text,
        response: { 200: answer(refs.past), ...problems(400, 401, 403) },
      },
    },
    (request) => law.tryOnPast(officerOf(request), textOf(request.body)),
  );

  app.post(
    '/api/law/versions',
    {
      config: ACCOUNT,
      schema: {
        ...TAG,
        operationId: 'proposePolicy',
        summary: 'Propose a policy; somebody else approves it',
        body: Type.Object({ ...Text.properties, note: text('What it changes, and why.') }, closed),
        response: { 200: answer(refs.version), ...problems(400, 401, 403) },
      },
    },
    (request) => law.propose(officerOf(request), textOf(request.body), request.body.note),
  );

  app.post(
    '/api/law/versions/:id',
    {
      config: ACCOUNT,
      schema: {
        ...TAG,
        operationId: 'decidePolicy',
        summary: 'Approve or refuse a policy that somebody else proposed',
        params: Id,
        body: Type.Object(
          {
            accept: Type.Boolean(),
            note: Type.Optional(text('Why.')),
            inForceFrom: Type.Optional(text('ISO 8601 instant; absent: from now on.', 40)),
          },
          closed,
        ),
        response: { 200: answer(refs.version), ...problems(400, 401, 403, 404, 409) },
      },
    },
    (request) => {
      const { accept, note = '', inForceFrom } = request.body;
      const decision = { accept, note, ...(inForceFrom !== undefined && { inForceFrom }) };
      return law.decidePolicy(officerOf(request), request.params.id, decision);
    },
  );

  app.get(
    '/api/law/emergencies',
    {
      config: { access: 'account', reads: 'nothing' },
      schema: {
        ...TAG,
        operationId: 'emergencies',
        summary: "One's own emergency access; everybody's for whoever may review it",
        response: {
          200: answer(
            Type.Object(
              {
                emergencies: Type.Array(refs.emergency),
                mayTake: Type.Boolean(),
                mayReview: Type.Boolean(),
              },
              closed,
            ),
          ),
          ...problems(401),
        },
      },
    },
    (request) => law.emergencies(officerOf(request)),
  );

  app.post(
    '/api/law/emergencies',
    {
      config: ACCOUNT,
      schema: {
        ...TAG,
        operationId: 'takeEmergency',
        summary:
          'Break the glass: an hour of looking and asking under the purpose emergency, reviewed afterwards',
        body: Type.Object(
          {
            reason: text('Why there is no time to ask. Names nobody.'),
            actions: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20 })),
          },
          closed,
        ),
        response: { 200: answer(refs.emergency), ...problems(400, 401, 403, 409) },
      },
    },
    (request) => {
      const { reason, actions } = request.body;
      return law.takeEmergency(officerOf(request), { reason, ...(actions && { actions }) });
    },
  );

  app.post(
    '/api/law/emergencies/:id',
    {
      config: ACCOUNT,
      schema: {
        ...TAG,
        operationId: 'reviewEmergency',
        summary: "Review somebody else's emergency access",
        params: Id,
        body: Type.Object(
          {
            verdict: Type.Unsafe<'accepted' | 'misuse'>({ type: 'string', enum: ['accepted', 'misuse'] }),
            note: text('What the review found.'),
          },
          closed,
        ),
        response: { 200: answer(refs.emergency), ...problems(400, 401, 403, 404, 409) },
      },
    },
    (request) => law.reviewEmergency(officerOf(request), request.params.id, request.body),
  );

  app.post(
    '/api/law/emergencies/:id/end',
    {
      config: ACCOUNT,
      schema: {
        ...TAG,
        operationId: 'endEmergency',
        summary: "End one's own emergency access before its time",
        params: Id,
        response: { 200: answer(refs.emergency), ...problems(401, 409) },
      },
    },
    (request) => law.endEmergency(officerOf(request), request.params.id),
  );

  app.get(
    '/api/subject-access',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        ...TAG,
        operationId: 'findSubject',
        summary: 'Records that may be of a person who asks what is held on them',
        querystring: Type.Object({
          name: Type.String({ minLength: 1, maxLength: 400 }),
          born: Type.Optional(Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' })),
        }),
        response: {
          200: answer(Type.Object({ candidates: Type.Array(refs.candidate) }, closed)),
          ...problems(400, 401, 403),
        },
      },
    },
    async (request) => ({ candidates: await law.findSubject(actorOf(request), request.query) }),
  );

  app.post(
    '/api/subject-access',
    {
      config: { access: 'purpose', reads: 'persons' },
      schema: {
        ...TAG,
        operationId: 'collectSubject',
        summary:
          'Everything that is held under some ids, and every look at it: as JSON, and as a page to give away',
        body: Type.Object(
          { ids: Type.Array(Type.String({ minLength: 1, maxLength: 512 }), { minItems: 1, maxItems: 200 }) },
          closed,
        ),
        response: {
          200: answer(
            Type.Object(
              {
                report: Type.Object({}, { additionalProperties: true }),
                page: text('HTML that needs nothing else.', 100_000_000),
              },
              closed,
            ),
          ),
          ...problems(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const report = await law.collectSubject(actorOf(request), request.body.ids);
      return { report, page: subjectPage(report) };
    },
  );
}

const textOf = ({ jurisdiction, files: all }: PolicyText): PolicyText => ({ jurisdiction, files: all });
