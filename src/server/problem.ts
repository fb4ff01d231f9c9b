import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * Errors as RFC 9457 problem details: what was wrong (`detail`), where (`errors`), and what to do (`todo`).
 * `detail` repeats `title` in words a person understands; yente clients read `detail` too.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly todo?: string;
  /** The policy rule that refused, where one did. */
  readonly rule?: string;
  /** The request id, to find it in the log. */
  readonly instance?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

type ProblemDetails = Omit<Problem, 'status' | 'title' | 'detail' | 'type' | 'instance'> & {
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Thrown by a route to answer with a problem. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly details: ProblemDetails;
  constructor(status: number, detail: string, details: ProblemDetails = {}) {
    super(detail);
    this.status = status;
    this.details = details;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not allowed here',
  406: 'Not available in that form',
  408: 'The request took too long',
  409: 'Not possible in this state',
  413: 'Too large',
  415: 'Not a format that is read here',
  421: 'Wrong host name',
  422: 'The request is not complete',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Something broke here',
  503: 'Not ready',
};

const TODOS: Readonly<Record<number, string>> = {
  401: 'Sign in, or send an API key as `Authorization: ApiKey …`.',
  404: 'Check the address; GET /openapi.json lists every route.',
  413: 'Send less at once, or stream the queries as NDJSON (content-type: application/x-ndjson).',
  415: 'Send JSON with `content-type: application/json`.',
  500: 'Try again; if it happens again, give the request id to whoever runs this server.',
  503: 'Wait a moment and try again.',
};

/** Makes the body of a problem answer. */
export function problemOf(
  status: number,
  detail: string,
  details: ProblemDetails = {},
  instance?: string,
): Problem {
  const todo = details.todo ?? TODOS[status];
  return {
    type: details.type ?? 'about:blank',
    title: TITLES[status] ?? 'The request failed',
    status,
    detail,
    ...(todo === undefined ? {} : { todo }),
    ...(details.rule === undefined ? {} : { rule: details.rule }),
    ...(instance === undefined ? {} : { instance }),
    ...(details.errors === undefined ? {} : { errors: details.errors }),
  };
}

/** Sends a problem. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  details: ProblemDetails = {},
): FastifyReply {
  return reply
    .code(status)
    .headers(details.headers ?? {})
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemOf(status, detail, details, reply.request.id));
}

/** How errors of the rooms below become answers; each entry returns `undefined` for what is not its own. */
export type ErrorTranslation = (error: unknown) => HttpProblem | undefined;

/** Errors of Fastify itself, which carry a status and a code but no words for people. */
const FRAMEWORK: Readonly<Record<string, readonly [number, string, string?]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'The body is larger than this server takes at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'This route does not read that content type.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'The body is empty, but JSON was announced.', 'Send a JSON object.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'The body is not valid JSON.', 'Check the JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'The body is not as long as its header says.'],
  FST_ERR_HANDLER_TIMEOUT: [503, 'The answer took too long and was given up.'],
  FST_ERR_BAD_URL: [400, 'The address cannot be read.', 'Percent-encode special characters as UTF-8.'],
};

function fromFramework(error: FastifyError): HttpProblem | undefined {
  const known = FRAMEWORK[error.code];
  if (known) {
    const [status, detail, todo] = known;
    return new HttpProblem(status, detail, todo === undefined ? {} : { todo });
  }
  return undefined;
}

/** Says where a value that the schema refused stands, in the words of the request (`body.queries.q1.schema`). */
function fromValidation(error: FastifyError): HttpProblem | undefined {
  if (!error.validation) return undefined;
  const part = error.validationContext ?? 'request';
  const errors = error.validation.map((failure) => {
    const missing = failure.params.missingProperty;
    const unknown = failure.params.additionalProperty;
    const steps = failure.instancePath.split('/').slice(1);
    if (typeof missing === 'string') steps.push(missing);
    if (typeof unknown === 'string') steps.push(unknown);
    const message = typeof unknown === 'string' ? 'is not known here' : (failure.message ?? 'is not valid');
    return {
      path: [part === 'querystring' ? 'query' : part, ...steps].join('.'),
      message: typeof missing === 'string' ? 'is missing' : message,
    };
  });
  const first = errors[0];
  const missing = error.validation.some((failure) => failure.keyword === 'required');
  return new HttpProblem(
    missing && part === 'body' ? 422 : 400,
    first ? `${first.path} ${first.message}.` : 'The request does not have the expected shape.',
    { errors, todo: 'Compare the request with GET /openapi.json.' },
  );
}

/** What the log may say about an error: never its message, which may hold a name from the request. */
export function forLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    code: 'code' in error ? error.code : undefined,
    stack: frames.slice(0, 8).join('\n'),
  };
}

/** Finds the problem that an error means; `undefined` for what nobody foresaw. */
export function translator(translations: readonly ErrorTranslation[]): ErrorTranslation {
  return (error) => {
    if (error instanceof HttpProblem) return error;
    for (const translation of translations) {
      const problem = translation(error);
      if (problem) return problem;
    }
    if (!(error instanceof Error) || !('code' in error)) return undefined;
    const framework = error as FastifyError;
    return fromValidation(framework) ?? fromFramework(framework);
  };
}

/** What is told of errors that nobody foresaw. */
export const UNFORESEEN = 'The server could not answer.';

/** Makes every error of the server a problem answer; what nobody translates is a 500 without details. */
export function handleErrors(app: FastifyInstance, translate: ErrorTranslation): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply) => {
    const problem = translate(error);
    if (problem) {
      if (problem.status >= 500 && !(error instanceof HttpProblem)) {
        request.log.error(forLog(error), 'request failed');
      }
      return sendProblem(reply, problem.status, problem.message, problem.details);
    }
    const status = error.statusCode;
    if (status !== undefined && status >= 400 && status < 500) {
      return sendProblem(reply, status, 'The request cannot be handled as it is.');
    }
    request.log.error(forLog(error), 'request failed');
    return sendProblem(reply, 500, UNFORESEEN);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 404, 'There is nothing at this address.'));
}
