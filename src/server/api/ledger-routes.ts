import { Readable } from 'node:stream';
import { type Static, Type } from 'typebox';
import type { Audit } from '../../law/index.ts';
import { officerOf } from '../actor.ts';
import { HttpProblem } from '../problem.ts';
import { type App, answer, problems } from '../route.ts';
import { STREAM_TIMEOUT } from '../tuning.ts';

const closed = { additionalProperties: false } as const;
const text = Type.String();
const texts = Type.Array(Type.String());
const count = Type.Integer({ minimum: 0 });

const ENTRY = {
  at: text,
  account: Type.String({ description: 'Empty where the content was erased.' }),
  roles: texts,
  action: text,
  purpose: text,
  legalBasis: text,
  allowed: Type.Boolean(),
  rule: text,
  subjects: Type.Array(text, { description: 'Ids of entities, datasets or accounts that it was about.' }),
  question: Type.Optional(Type.String({ description: 'Keyed hash (HMAC-SHA-256) of what was asked.' })),
  count: Type.Integer({ description: 'Queries or records of this entry.' }),
  note: Type.Optional(Type.String({ description: 'The reason of an erasure, what an alarm found.' })),
};

const LedgerEntry = Type.Object(
  {
    seq: Type.Integer(),
    ...ENTRY,
    hash: Type.String({ description: 'Leaf hash in the Merkle tree, in hexadecimal digits.' }),
    erased: Type.Optional(
      Type.Boolean({ description: 'The content was erased; time and kind of act are left.' }),
    ),
  },
  { $id: 'LedgerEntry', ...closed },
);

const LedgerLine = Type.Unsafe<unknown>({
  $id: 'LedgerLine',
  description: 'First a line about the export, then one line an entry: docs/ledger.md.',
  anyOf: [
    Type.Object({ format: text, origin: text, verifierKey: text, checkpoint: text }, closed),
    Type.Object(
      {
        seq: Type.Integer(),
        at: text,
        kind: text,
        digest: text,
        hash: text,
        root: Type.Optional(text),
        salt: Type.Optional(text),
        entry: Type.Optional(Type.Object(ENTRY, closed)),
      },
      closed,
    ),
  ],
});

const word = (description: string) => Type.Optional(Type.String({ maxLength: 256, description }));
const FILTER = {
  account: word('Who.'),
  action: word('What was done, as the policy names it.'),
  purpose: word('Why.'),
  rule: word('The rule that decided.'),
  subject: word('An id that the entry names: every look at one entity.'),
  allowed: Type.Optional(Type.Boolean({ description: 'Only what was allowed, or only what was refused.' })),
  from: word('At this instant or later (ISO 8601, UTC).'),
  to: word('At this instant or before.'),
};

/** A day alone is meant whole. */
const until = (to: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(to) ? `${to}T23:59:59.999Z` : to);

const filterOf = <F extends { readonly to?: string }>(filter: F): F =>
  filter.to === undefined ? filter : { ...filter, to: until(filter.to) };

const Checkpoint = Type.Object(
  {
    size: count,
    root: text,
    at: text,
    note: Type.String({ description: 'A signed note of C2SP tlog-checkpoint, with cosignatures.' }),
    cosignatures: Type.Array(Type.Object({ name: text, at: text }, closed)),
  },
  closed,
);

const seqs = Type.Array(Type.Integer(), { description: 'Numbers of the newest of these entries.' });
const AnomalyAnswer = Type.Object(
  {
    from: text,
    followUpDays: count,
    acts: count,
    cut: Type.Boolean({ description: 'There were more acts than were looked through.' }),
    idle: Type.Array(
      Type.Object({ account: text, looks: count, without: count, first: text, last: text, seqs }, closed),
    ),
    bursts: Type.Array(
      Type.Object(
        {
          account: text,
          from: text,
          to: text,
          looks: count,
          usual: Type.Optional(Type.Number()),
          firstSeq: count,
          lastSeq: count,
        },
        closed,
      ),
    ),
    refused: Type.Array(Type.Object({ account: text, refused: count, last: text, seqs }, closed)),
    close: Type.Array(
      Type.Object(
        {
          seq: Type.Integer(),
          at: text,
          account: text,
          action: text,
          purpose: text,
          allowed: Type.Boolean(),
          rule: text,
          own: Type.Boolean({
            description: 'Whoever looked had declared this person; else a colleague had.',
          }),
        },
        closed,
      ),
      { description: 'Looks at records that may be of persons close to staff; it does not say of whom.' },
    ),
  },
  closed,
);

const findings = Type.Array(Type.Object({ seq: Type.Integer(), what: text, message: text }, closed));

const VerificationAnswer = Type.Object(
  {
    intact: Type.Boolean(),
    size: Type.Optional(count),
    root: Type.Optional(text),
    erased: Type.Optional(count),
    seq: Type.Optional(Type.Integer()),
    why: Type.Optional(text),
    findings: Type.Optional(findings),
    clock: findings,
  },
  closed,
);

const config = { access: 'account', reads: 'administration' } as const;
const tags = ['audit'];

/** Who looked at what, why, under which rule, for auditors; and what it takes to check it without believing us. */
export function ledgerRoutes(app: App, audit: Audit): void {
  app.addSchema(LedgerEntry);
  app.addSchema(LedgerLine);
  pageRoutes(app, audit);
  exportRoute(app, audit);
  proofRoutes(app, audit);
}

function pageRoutes(app: App, audit: Audit): void {
  app.get(
    '/api/ledger',
    {
      config,
      schema: {
        tags,
        operationId: 'ledger',
        summary: 'The ledger, newest first',
        querystring: Type.Object({
          ...FILTER,
          before: Type.Optional(Type.Integer({ minimum: 1, description: 'Entries older than this number.' })),
          limit: Type.Integer({ default: 100, minimum: 1, maximum: 1000 }),
        }),
        response: {
          200: Type.Object(
            {
              entries: Type.Array(Type.Unsafe<Record<string, unknown>>({ $ref: 'LedgerEntry#' })),
              total: Type.Integer(),
              intact: Type.Boolean({
                description: 'Whether nothing was changed or cut out since it was written.',
              }),
              why: Type.Optional(Type.String({ description: 'What does not fit first.' })),
            },
            closed,
          ),
          ...problems(401, 403),
        },
      },
    },
    async (request) => {
      const page = await audit.page(officerOf(request), filterOf(request.query));
      return { ...page, entries: page.entries.map((entry) => ({ ...entry })) };
    },
  );
  app.get(
    '/api/ledger/anomalies',
    {
      config,
      schema: {
        tags,
        operationId: 'ledgerAnomalies',
        summary: 'Looks without follow-up, bursts, refused looks: facts about access, for a human auditor',
        querystring: Type.Object({
          days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
          followUpDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
        }),
        response: { 200: answer(AnomalyAnswer), ...problems(401, 403) },
      },
    },
    (request) => audit.anomalies(officerOf(request), request.query),
  );
  app.get(
    '/api/ledger/checkpoints',
    {
      config,
      schema: {
        tags,
        operationId: 'ledgerCheckpoints',
        summary: 'Signed checkpoints, newest first, with the cosignatures of partners',
        querystring: Type.Object({ limit: Type.Integer({ default: 20, minimum: 1, maximum: 1000 }) }),
        response: {
          200: answer(
            Type.Object(
              {
                origin: text,
                verifierKey: text,
                cosignerKey: text,
                checkpoints: Type.Array(Checkpoint),
                partners: Type.Array(
                  Type.Object({ origin: text, size: count, root: text, seenAt: text }, closed),
                ),
              },
              closed,
            ),
          ),
          ...problems(401, 403),
        },
      },
    },
    (request) => audit.checkpoints(officerOf(request), request.query.limit),
  );
  app.get(
    '/api/ledger/verification',
    {
      config,
      schema: {
        tags,
        operationId: 'verifyLedger',
        summary: 'Every hash worked out anew, against every checkpoint that was signed',
        response: { 200: answer(VerificationAnswer), ...problems(401, 403) },
      },
    },
    (request) => audit.verify(officerOf(request)),
  );
}

const ExportQuery = Type.Object({
  ...FILTER,
  format: Type.Union([Type.Literal('ndjson'), Type.Literal('csv')], { default: 'ndjson' }),
});

const COLUMNS = [
  'at',
  'account',
  'roles',
  'action',
  'purpose',
  'legalBasis',
  'allowed',
  'rule',
  'count',
  'subjects',
  'question',
  'note',
] as const;

/** A cell of RFC 4180; what a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection). */
function cell(value: unknown): string {
  const plain = Array.isArray(value) ? value.join(' ') : value === undefined ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Exported = Awaited<ReturnType<Audit['export']>>;

async function* csvLines({ entries }: Exported): AsyncIterable<string> {
  yield `seq,erased,${COLUMNS.join(',')}\r\n`;
  for await (const { seq, at, kind, entry } of entries) {
    const row: Partial<Record<(typeof COLUMNS)[number], unknown>> = entry ?? { at, action: kind };
    yield `${seq},${entry ? '' : 'erased'},${COLUMNS.map((name) => cell(row[name])).join(',')}\r\n`;
  }
}

async function* ndjsonLines({ head, entries }: Exported): AsyncIterable<string> {
  yield `${JSON.stringify(head)}\n`;
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

function exportRoute(app: App, audit: Audit): void {
  app.get(
    '/api/ledger/export',
    {
      config,
      handlerTimeout: STREAM_TIMEOUT,
      schema: {
        tags,
        operationId: 'exportLedger',
        summary: 'Entries, oldest first; without filter it can be checked by "tocsin ledger verify --export"',
        querystring: ExportQuery,
        response: {
          200: {
            description: 'NDJSON, or CSV for a spreadsheet.',
            content: {
              'application/x-ndjson': { schema: Type.Unsafe<unknown>({ $ref: 'LedgerLine#' }) },
              'text/csv': { schema: Type.Unsafe<unknown>({ type: 'string' }) },
            },
          },
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      const { format, ...filter } = request.query as Static<typeof ExportQuery>;
      const exported = await audit.export(officerOf(request), filterOf(filter));
      const csv = format === 'csv';
      reply.header('content-disposition', `attachment; filename="ledger.${format}"`);
      reply.type(csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson');
      return reply.send(Readable.from(csv ? csvLines(exported) : ndjsonLines(exported)));
    },
  );
}

const proof = Type.Array(text, { description: 'Hashes in base64, in the order of RFC 6962.' });

/** The API of C2SP tlog-tiles under /api/ledger, and proofs for those who do not want to make them from tiles. */
function proofRoutes(app: App, audit: Audit): void {
  app.get(
    '/api/ledger/checkpoint',
    {
      config,
      schema: {
        tags,
        operationId: 'ledgerCheckpoint',
        summary: 'The newest signed checkpoint, at most a minute old (C2SP tlog-checkpoint)',
        response: {
          200: {
            description: 'A signed note.',
            content: { 'text/plain': { schema: Type.Unsafe<unknown>({ type: 'string' }) } },
          },
          ...problems(401, 403),
        },
      },
    },
    async (request, reply) => {
      const { note } = await audit.checkpoint(officerOf(request));
      return reply.type('text/plain; charset=utf-8').send(note);
    },
  );
  app.get(
    '/api/ledger/tile/*',
    {
      config,
      schema: {
        tags,
        operationId: 'ledgerTile',
        summary:
          'A tile of hashes (`0/x001/x234/067`) or a bundle of leaves (`entries/000.p/17`), as C2SP tlog-tiles says',
        response: {
          200: {
            description: 'The bytes of the tile. They never change.',
            content: { 'application/octet-stream': { schema: Type.Unsafe<unknown>({ type: 'string' }) } },
          },
          ...problems(401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const path = `tile/${(request.params as { readonly '*': string })['*']}`;
      const bytes = await audit.tile(officerOf(request), path);
      if (!bytes)
        throw new HttpProblem(404, 'The ledger has no such tile.', { todo: 'Ask for a checkpoint first.' });
      return reply.type('application/octet-stream').send(bytes);
    },
  );
  app.get(
    '/api/ledger/entries/:seq/proof',
    {
      config,
      schema: {
        tags,
        operationId: 'ledgerInclusion',
        summary: 'That an entry is in the tree of a size',
        params: Type.Object({ seq: Type.String({ pattern: '^[1-9][0-9]{0,14}$' }) }),
        querystring: Type.Object({ size: Type.Optional(Type.Integer({ minimum: 1 })) }),
        response: {
          200: answer(Type.Object({ seq: count, size: count, leafHash: text, proof, root: text }, closed)),
          ...problems(401, 403, 404),
        },
      },
    },
    (request) => audit.inclusion(officerOf(request), Number(request.params.seq), request.query.size),
  );
  app.get(
    '/api/ledger/consistency',
    {
      config,
      schema: {
        tags,
        operationId: 'ledgerConsistency',
        summary: 'That the tree of a size begins with the tree of an older size',
        querystring: Type.Object({ older: count, newer: Type.Optional(count) }),
        response: {
          200: answer(Type.Object({ older: count, newer: count, proof }, closed)),
          ...problems(401, 403, 404),
        },
      },
    },
    (request) => audit.consistency(officerOf(request), request.query.older, request.query.newer),
  );
}
