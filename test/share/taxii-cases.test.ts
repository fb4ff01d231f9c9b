import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeText } from '../exchange/fixtures.ts';
import { type TaxiiServer, taxiiServer } from './taxii-server.ts';

// The 44 cases of medallion's own test (test/fixtures/exchange/README.md), against our server filled with its data.

interface Expectation {
  readonly path: string;
  readonly op: '==' | 'has' | 'has not' | 'truthy';
  readonly value: unknown;
}
interface Step {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: string | null;
  readonly body?: string;
  readonly expect: readonly Expectation[];
}
interface Case {
  readonly test: string;
  readonly steps: readonly Step[];
}
interface Differing {
  readonly test: string;
  readonly reason: string;
}
type Shape = Readonly<Record<string, unknown>>;
interface Data {
  readonly [root: string]: {
    readonly information: { readonly title: string; readonly description: string };
    readonly status: readonly (Shape & { readonly id: string })[];
    readonly collections: readonly {
      readonly id: string;
      readonly title: string;
      readonly description?: string;
      readonly can_read: boolean;
      readonly can_write: boolean;
      readonly media_types: readonly string[];
      readonly objects: readonly (Shape & { readonly id: string; readonly type: string })[];
      readonly manifest: readonly {
        readonly id: string;
        readonly date_added: string;
        readonly version: string;
        readonly media_type: string;
      }[];
    }[];
  };
}

const cases = JSON.parse(exchangeText('taxii21/request_cases.json')) as readonly Case[];
const differing = JSON.parse(exchangeText('taxii21/differing.json')) as readonly Differing[];
const ACCOUNT = 'malware-research';
const LOST_INDICATOR = 'indicator--68794cd5-28db-429d-ab1e-1256704ef906';
const HIGH_VALUE = '91a7b528-80eb-42ed-a74d-c6fbd5a26116';

let server: TaxiiServer;

async function fillWithData(): Promise<void> {
  const { taxii } = server.store;
  const { '/discovery': _, ...roots } = JSON.parse(exchangeText('taxii21/default_data.json')) as Data;
  for (const [root, { information, status, collections }] of Object.entries(roots)) {
    await taxii.addRoot({ name: root, title: information.title, description: information.description });
    for (const one of status)
      await taxii.addStatus(one.id, root, ACCOUNT, String(one.request_timestamp), one);
    for (const {
      id,
      title,
      description,
      media_types,
      can_read,
      can_write,
      objects,
      manifest,
    } of collections) {
      await taxii.addCollection({
        ...{ id, root, title, mediaTypes: media_types, createdAt: '2014-01-01T00:00:00.000Z' },
        ...(description !== undefined && { description }),
        ...{ readers: can_read ? [ACCOUNT] : [], writers: can_write ? [ACCOUNT] : [] },
      });
      const rows = manifest.map(({ id: object, date_added: addedAt, version, media_type: media }) => {
        const found = objects.find((one) => one.id === object && (one.modified ?? one.created) === version);
        if (!found) throw new Error(`${object} ${version} is not among the objects`);
        return {
          ...{ id: object, type: found.type, version, addedAt, text: JSON.stringify(found) },
          ...{ specVersion: media.slice(media.indexOf('=') + 1), terms: [], from: ACCOUNT },
        };
      });
      await taxii.add(id, '', rows, new Date('2018-01-01T00:00:00Z'));
    }
  }
}

const indicator = (n: number): Shape => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--252c7c11-daf2-42bd-843b-be65edca9f6${n}`,
  created: '2016-04-06T20:03:48.000Z',
  modified: `2016-04-06T20:03:4${n}.000Z`.replace(/4(\d)\.000Z$/, (_, d: string) => `${48 + Number(d)}.000Z`),
  pattern: "[ file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e' ]",
  pattern_type: 'stix',
  valid_from: '2016-01-01T00:00:00Z',
  indicator_types: ['malicious-activity'],
});
const ARTIFACT: Shape = {
  type: 'artifact',
  spec_version: '2.1',
  id: 'artifact--6f437177-6e48-5cf8-9d9e-872a2bddd641',
  mime_type: 'application/zip',
  payload_bin: 'ZX7HIBWPQA99NSUhEUgAAADI==',
};
/** Where the material says "(built in the test …)": what it says that it builds. */
function bodyOf(text: string): string {
  if (text.includes("['objects'][0]")) return JSON.stringify(indicator(1));
  if (text.includes('SCO')) return JSON.stringify({ objects: [ARTIFACT] });
  const number = text.includes('TEST_OBJECT') ? 1 : 5;
  return JSON.stringify({ objects: Array.from({ length: number }, (_, i) => indicator(i)) });
}

/** Our API roots stand below /taxii2/roots/. */
const placed = (url: string): string =>
  url.startsWith('/taxii2')
    ? url
    : url.replace(/^(http:\/\/localhost:5000)?\//, (_, host = '') => `${host}/taxii2/roots/`);

function valueAt(path: string, body: unknown, answer: { headers: Shape; status: number }): unknown {
  if (path === 'status') return answer.status;
  if (path === 'content_type') return answer.headers['content-type'];
  if (path.startsWith('headers.')) return answer.headers[path.slice(8).toLowerCase()];
  const length = /^length\((.*)\)$/.exec(path);
  if (length) return (valueAt(length[1] ?? '', body, answer) as readonly unknown[] | undefined)?.length;
  const steps = path.slice(1).match(/[^.[\]]+/g) ?? [];
  return steps.reduce((value: unknown, step) => (value as Shape | undefined)?.[step], body);
}

function holds({ op, value }: Expectation, found: unknown): boolean {
  const wanted = typeof value === 'string' ? (/^http:/.test(value) ? placed(value) : value) : value;
  if (op === '==') return JSON.stringify(found) === JSON.stringify(wanted);
  if (op === 'truthy') return Boolean(found);
  const has =
    typeof found === 'string' ? found.includes(String(value)) : Object.hasOwn(found as object, String(value));
  return op === 'has' ? has : !has;
}

/** What is not as expected; nothing where the case passes. */
async function run({ steps, test }: Case, headers: Record<string, string>): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const step of steps) {
    const body = step.body === undefined ? undefined : bodyOf(step.body);
    if (test === 'test_get_objects_match_type_spec_version' && step.url.endsWith('=2.0'))
      // The original adds an indicator of STIX 2.0 before this step; the material lost the request.
      await server.store.taxii.add(
        HIGH_VALUE,
        '',
        [
          {
            ...{ id: LOST_INDICATOR, type: 'indicator', specVersion: '2.0' },
            ...{ version: '2017-01-27T13:49:53.935Z', terms: [], from: ACCOUNT },
            text: JSON.stringify({ type: 'indicator', id: LOST_INDICATOR, spec_version: '2.0' }),
          },
        ],
        new Date(),
      );
    const asked = /backend/.test(step.headers ?? '') ? headers : {};
    const answer = await server.ask(step.method, placed(step.url), asked, body);
    const read = answer.body === '' ? undefined : (answer.json() as unknown);
    const told = { headers: answer.headers as Shape, status: answer.statusCode };
    for (const one of step.expect) {
      const found = valueAt(one.path, read, told);
      if (!holds(one, found))
        wrong.push(
          `${step.method} ${step.url}: ${one.path} ${one.op} ${JSON.stringify(one.value)}, not ${JSON.stringify(found)}`,
        );
    }
  }
  return wrong;
}

describe('the cases of medallion', () => {
  const failed = new Map<string, readonly string[]>();
  beforeAll(async () => {
    server = await taxiiServer();
    await fillWithData();
    const headers = { ...(await server.basic(ACCOUNT)), accept: 'application/taxii+json;version=2.1' };
    for (const one of cases) {
      const wrong = await run(one, headers);
      // Every case of the original begins with the data as it was.
      await server.store.taxii.take(HIGH_VALUE, '', [LOST_INDICATOR]);
      if (wrong.length > 0) failed.set(one.test, wrong);
    }
  }, 60_000);
  afterAll(() => server.close());

  it('pass, but for those that are listed with the reason', () => {
    expect(cases).toHaveLength(44);
    const unlisted = [...failed].filter(([test]) => !differing.some((one) => one.test === test));
    expect(unlisted).toEqual([]);
    expect([...failed.keys()].sort()).toEqual(differing.map(({ test }) => test).sort());
    expect(cases.length - failed.size).toBe(42);
  });

  it('have reasons where they differ', () => {
    for (const { reason } of differing) expect(reason.length).toBeGreaterThan(40);
  });
});
