import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stix } from '../../src/intake/index.ts';
import { readMarking } from '../../src/model/index.ts';
import type { Agreement } from '../../src/share/index.ts';
import {
  agree,
  all,
  clockAt,
  identityOf,
  OFFICER as LIAISON,
  openNetwork,
  person,
  WHY,
} from '../support/ask-services.ts';
import { openRequestService, type RequestService, settle } from '../support/request-services.ts';

// A service whose name for people is not how partners write it: what it said itself is its own at every way out, and no file that
// names it in either form is.

const clock = clockAt('2026-03-02T08:00:00.000Z');
const network = openNetwork();
const [norland, sudmark] = [identityOf('norland'), identityOf('sudmark')] as const;
const NAME = 'Sudmark';
const OFFICER = { ...LIAISON, roles: ['liaison-officer', 'reviewer'] };
const LOADER = {
  account: 'ada',
  roles: ['administrator'],
  purpose: 'administration',
  legalBasis: 'accountability',
};
const folder = mkdtempSync(join(tmpdir(), 'tocsin-own-name-'));

let a: RequestService;
let b: RequestService;

beforeAll(async () => {
  const agreements: Agreement[] = [agree(norland, sudmark)];
  const agreed = () => agreements;
  [a, b] = await Promise.all([
    openRequestService(norland, network, clock, agreed, new Set()),
    openRequestService(sudmark, network, clock, agreed, new Set(), { serviceName: NAME }),
  ]);
});
afterAll(async () => {
  await Promise.all([a, b].map((service) => service.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function load(dataset: string, content: object, marking?: string): Promise<void> {
  const path = join(folder, `${dataset}.json`);
  writeFileSync(path, JSON.stringify(content));
  await b.screening.load(LOADER, {
    paths: [path],
    dataset,
    version: '1',
    ...(marking !== undefined && { marking: readMarking(marking) }),
  });
  await b.ask.keep();
  await settle(a, b);
}

const isKnown = async (name: string, birthDate: string): Promise<boolean> => {
  const subject = { query: { properties: { name: [name], birthDate: [birthDate] } } };
  const [answer] = await all(a.requests.ask(OFFICER, { ...WHY, subject, partners: ['sudmark'] }));
  if (!answer || answer.outcome === 'failed') throw new Error(answer?.reason ?? 'no answer');
  return answer.outcome === 'hits';
};
/** Those of a list that may be exported to the partner. */
const exported = async (dataset: string): Promise<number> => {
  const analyst = { account: 'ann', roles: ['analyst'], purpose: 'review', legalBasis: 'public-task' };
  const to = { kind: 'partner', id: 'norland', groups: [] } as const;
  let count = 0;
  for await (const page of b.screening.release(analyst, { exit: 'export', to, datasets: [dataset] }))
    count += page.length;
  return count;
};
const sourcesOf = async (id: string): Promise<readonly string[]> => [
  ...new Set((await b.store.people.statements(id, {})).map(({ sourceService }) => sourceService)),
];

it('is its own originator: its own list under ORCON is asked for, and exported', async () => {
  await load(
    'own',
    person('s-1', { name: ['Arkady Dvornikov'], birthDate: ['1979-03-14'] }),
    'TLP:GREEN//ORCON',
  );
  expect(await sourcesOf('s-1')).toEqual([NAME]);
  expect(await isKnown('Arkady Dvornikov', '1979-03-14')).toBe(true);
  expect(await exported('own')).toBe(1);
});

const mispOf = (creator: string) => ({
  Event: {
    uuid: 'f2b7b0a4-3f0e-4f0e-8a43-90d6b3a7c001',
    info: 'A person',
    date: '2026-03-01',
    Orgc: { name: creator, uuid: 'f2b7b0a4-3f0e-4f0e-8a43-90d6b3a7c002' },
    distribution: '3',
    Tag: [{ name: 'tlp:green' }, { name: 'tocsin:orcon' }],
    Object: [
      {
        uuid: 'f2b7b0a4-3f0e-4f0e-8a43-90d6b3a7c003',
        name: 'person',
        'meta-category': 'misc',
        template_uuid: 'a15b0477-e9d1-4b9c-9546-abe78a4f4248',
        distribution: '5',
        Attribute: [
          ['c004', 'full-name', 'Torben Vestergaard'],
          ['c005', 'date-of-birth', '1971-10-30'],
        ].map(([id, relation, value]) => ({
          uuid: `f2b7b0a4-3f0e-4f0e-8a43-90d6b3a7${id}`,
          object_relation: relation,
          type: relation,
          value,
          distribution: '5',
        })),
      },
    ],
  },
});

const stixOf = (creator: string) => {
  const common = {
    spec_version: '2.1',
    created: '2026-03-01T00:00:00.000Z',
    modified: '2026-03-01T00:00:00.000Z',
  };
  const maker = 'identity--0c4e19c5-8a2e-4a70-9b46-6a8c5cb5a001';
  const orcon = 'marking-definition--0c4e19c5-8a2e-4a70-9b46-6a8c5cb5a002';
  return {
    type: 'bundle',
    id: 'bundle--0c4e19c5-8a2e-4a70-9b46-6a8c5cb5a003',
    objects: [
      { ...common, type: 'identity', id: maker, name: creator, identity_class: 'organization' },
      {
        type: 'marking-definition',
        spec_version: '2.1',
        id: orcon,
        created: common.created,
        definition_type: 'statement',
        definition: { statement: stix.statementOfOrcon },
      },
      {
        ...common,
        type: 'identity',
        id: 'identity--0c4e19c5-8a2e-4a70-9b46-6a8c5cb5a004',
        name: 'Torben Vestergaard',
        identity_class: 'individual',
        created_by_ref: maker,
        object_marking_refs: [stix.TLP_2_IDS.GREEN, orcon],
      },
    ],
  };
};

it.each([
  ['MISP', NAME, 'misp_1', mispOf],
  ['MISP', 'sudmark', 'misp_2', mispOf],
  ['STIX', NAME, 'stix_1', stixOf],
  ['STIX', 'sudmark', 'stix_2', stixOf],
])(
  'is not what a %s file says that names %s: it stays, as that of any other originator',
  async (_, creator, dataset, make) => {
    await load(dataset, make(creator));
    expect(
      (await b.store.people.statements(idOf(make), {})).map(({ marking }) => marking.originatorControl),
    ).toContain(true);
    const sources = await sourcesOf(idOf(make));
    expect(sources).toContain(`list:${dataset}`);
    expect(sources).not.toContain(creator);
    expect(await isKnown('Torben Vestergaard', '1971-10-30')).toBe(false);
    expect(await exported(dataset)).toBe(0);
  },
);

const idOf = (make: typeof mispOf | typeof stixOf): string =>
  make === mispOf
    ? 'misp-f2b7b0a4-3f0e-4f0e-8a43-90d6b3a7c003'
    : 'identity--0c4e19c5-8a2e-4a70-9b46-6a8c5cb5a004';
