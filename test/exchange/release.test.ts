import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recipientOf } from '../../src/cli/export.ts';
import { stix } from '../../src/intake/index.ts';
import type { Recipient } from '../../src/law/index.ts';
import { heldEntities } from '../../src/screening/held.ts';
import {
  localActor,
  openScreening,
  type Released,
  type Screening,
  type Withheld,
} from '../../src/screening/index.ts';
import { ftmOut, mispOut, stixOut } from '../../src/share/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { every, whole } from './people.ts';

const NOW = new Date('2026-03-01T00:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'tocsin-release-'));
const loader = localActor('tester', 'administration', 'accountability');
const analyst = localActor('tester', 'review', 'public-task');

/** One statement a row: entity, property, value, marking, service. */
const ROWS = [
  ['p-clear', 'id', 'p-clear', 'TLP:CLEAR', 'alpha'],
  ['p-clear', 'name', 'Clara Public', 'TLP:CLEAR', 'alpha'],
  ['p-clear', 'alias', 'Greenname', 'TLP:GREEN', 'alpha'],
  ['p-clear', 'alias', 'Ambername', 'TLP:AMBER', 'alpha'],
  ['p-clear', 'alias', 'Redname', 'TLP:RED', 'alpha'],
  ['p-clear', 'alias', 'Orconname', 'TLP:CLEAR//ORCON', 'alpha'],
  ['p-clear', 'alias', 'Handledname', 'TLP:CLEAR//H2', 'alpha'],
  ['p-clear', 'alias', 'Northname', 'TLP:GREEN//GROUP:north', 'alpha'],
  ['p-clear', 'alias', 'Ownname', 'TLP:CLEAR//ORCON', 'here'],
  ['p-group', 'id', 'p-group', 'TLP:GREEN//GROUP:north', 'alpha'],
  ['p-group', 'name', 'Nora Northern', 'TLP:GREEN//GROUP:north', 'alpha'],
  ['p-green', 'id', 'p-green', 'TLP:GREEN', 'alpha'],
  ['p-green', 'name', 'Gregor Green', 'TLP:GREEN', 'alpha'],
] as const;
const lineOf = ([id, prop, value, marking, source_service]: (typeof ROWS)[number]): string =>
  JSON.stringify({
    canonical_id: id,
    entity_id: id,
    schema: 'Person',
    prop,
    value,
    marking,
    source_service,
    grade: 'B2',
  });

let store: Store;
let screening: Screening;
let version = 0;

async function load(rows: readonly (typeof ROWS)[number][]): Promise<void> {
  const path = join(folder, `list-${version++}.json`);
  writeFileSync(path, `${rows.map(lineOf).join('\n')}\n`);
  await screening.load(loader, {
    paths: [path],
    dataset: 'invented',
    version: `v${version}`,
    confirmShrink: true,
  });
}

beforeAll(async () => {
  store = await openStore({}, NOW);
  screening = await openScreening({
    store,
    now: () => new Date(NOW.getTime() + version * 86_400_000),
    shrinkLimit: 1,
    serviceName: 'here',
  });
  await load(ROWS);
});
afterAll(async () => {
  await screening.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const release = (to: Recipient, decidedByPerson = false, told?: (withheld: Withheld) => void) =>
  screening.release(analyst, { exit: 'export', to, ...(decidedByPerson && { decidedByPerson }) }, told);

/** All formats of one release, as text: what one keeps, all have to keep. */
async function everything(to: Recipient, decidedByPerson = false): Promise<string> {
  const batches = (): AsyncIterable<readonly Released[]> => release(to, decidedByPerson);
  const parts = [
    stixOut.bundleText(stixOut.stixObjects(batches()), '3b1f8a1c-7a36-4c79-9d54-0f1d1f8c2e11'),
    mispOut.mispText(mispOut.mispEvents(batches())),
    ftmOut.ftmEntities(batches()),
    ftmOut.ftmStatements(batches()),
    ftmOut.ftmStatementsCsv(batches()),
  ];
  return (await Promise.all(parts.map(whole))).join('\n');
}
const NAMES = [
  'Clara Public',
  'Greenname',
  'Ambername',
  'Redname',
  'Orconname',
  'Handledname',
  'Northname',
  'Ownname',
  'Nora Northern',
  'Gregor Green',
];
const named = (text: string): readonly string[] => NAMES.filter((name) => text.includes(name));

describe('what leaves', () => {
  it('to the public is what is clear, in every format', async () => {
    const text = await everything({ kind: 'public' });
    expect(named(text)).toEqual(['Clara Public']);
    expect(text).not.toContain('north');
    expect(text).not.toContain('p-group');
  });

  it('to a partner is green too, and amber when a person decides it', async () => {
    const to: Recipient = { kind: 'partner', id: 'beta', groups: [] };
    expect(named(await everything(to))).toEqual(['Clara Public', 'Greenname', 'Gregor Green']);
    expect(named(await everything(to, true))).toEqual([
      'Clara Public',
      'Greenname',
      'Ambername',
      'Gregor Green',
    ]);
    expect(await everything(to, true)).not.toContain('north');
  });

  it('to a member of a group is what the group has', async () => {
    const to: Recipient = { kind: 'partner', id: 'beta', groups: ['north'] };
    expect(named(await everything(to))).toEqual([
      'Clara Public',
      'Greenname',
      'Northname',
      'Nora Northern',
      'Gregor Green',
    ]);
  });

  it('is never what a file claims to be of this service', async () => {
    // "Ownname" came in by a list that names this very service as its originator.
    const statements = await store.people.statements('p-clear', {});
    expect(statements.find(({ value }) => value === 'Ownname')?.sourceService).toBe('list:invented');
  });

  it('is counted for the operator, and what stayed is too', async () => {
    const found: Withheld[] = [];
    const left = (await every(release({ kind: 'public' }, false, (withheld) => found.push(withheld)))).flat();
    expect(left.map(({ id }) => id)).toEqual(['p-clear']);
    expect(found).toEqual([
      {
        entities: 2,
        statements: 11,
        rules: { 'tlp-green': 3, 'tlp-amber': 1, 'tlp-red': 1, 'originator-control': 3, 'sharing-group': 3 },
      },
    ]);
  });

  it('stands in the ledger before it leaves: who, to whom, which', async () => {
    await every(release({ kind: 'partner', id: 'beta', groups: [] }));
    const entry = (await store.ledger.read({ limit: 1 })).at(0);
    expect(entry).toMatchObject({
      action: 'export-entities',
      allowed: true,
      subjects: ['export:partner:beta', 'p-clear', 'p-green'],
      count: 2,
    });
  });

  it('needs the role', async () => {
    const screener = { ...analyst, roles: ['screener'] };
    await expect(
      every(screening.release(screener, { exit: 'export', to: { kind: 'public' } })),
    ).rejects.toThrow(/none of the roles/);
  });

  it('to a partner without an agreement is nothing', async () => {
    await expect(recipientOf('beta', { inForce: async () => undefined })).rejects.toThrow(
      /no agreement with beta/,
    );
    const inForce = async () => ({ groups: { beta: ['north'] } }) as never;
    expect(await recipientOf('beta', { inForce })).toEqual({
      kind: 'partner',
      id: 'beta',
      groups: ['north'],
    });
  });

  it('follows a correction and a withdrawal, and a marking that changed', async () => {
    const ofClara = async () =>
      (await every(stixOut.stixObjects(release({ kind: 'public' })))).find(
        ({ external_references: refs, revoked }) => refs !== undefined || revoked,
      );
    const before = await ofClara();
    await load([
      ['p-clear', 'id', 'p-clear', 'TLP:CLEAR', 'alpha'],
      ['p-clear', 'name', 'Clara Corrected', 'TLP:CLEAR', 'alpha'],
      ['p-clear', 'alias', 'Greenname', 'TLP:CLEAR', 'alpha'],
    ] as never);
    const after = await ofClara();
    expect(after).toMatchObject({ id: before?.id, name: 'Clara Corrected', created: before?.created });
    expect(String(after?.modified) > String(before?.modified)).toBe(true);
    expect(JSON.stringify(after)).toContain('Greenname');
    await load([['p-other', 'name', 'Otto Other', 'TLP:CLEAR', 'alpha']] as never);
    const gone = await ofClara();
    expect(gone).toMatchObject({ id: before?.id, revoked: true });
    expect(JSON.stringify(gone)).not.toContain('Clara');
  });
});

describe('a version that is held', () => {
  it('keeps marking, grade and service of every value until it is confirmed', async () => {
    const said = {
      marking: { tlp: 'AMBER', originatorControl: true },
      grade: 'C3',
      sourceService: 'alpha',
    } as const;
    const entity = (id: string) => ({
      id,
      schema: 'Person' as const,
      properties: { name: [`Name of ${id}`] },
    });
    const loaded = (n: number, ids: readonly string[]) =>
      store.load({
        dataset: { name: 'held_list', title: 'Held', publisher: 'nobody' },
        format: 'stix',
        files: [{ name: 'x', sha256: String(n), bytes: n }],
        recordedAt: `2026-05-0${n}T00:00:00.000Z`,
        sourceService: 'here',
        content: (async function* () {
          for (const id of ids) yield { type: 'entity' as const, entity: entity(id), said };
        })(),
        version: () => `v${n}`,
        shrinkLimit: 0.5,
      });
    await loaded(1, ['h-1', 'h-2', 'h-3']);
    expect((await loaded(2, ['h-1'])).version.state).toBe('held');
    await store.confirmHeld('held_list', 'v2', {
      accept: true,
      at: '2026-05-03T00:00:00.000Z',
      sourceService: 'here',
    });
    const all = await store.people.statements('h-1', { all: true });
    // The same statements as before: nothing was closed and opened again.
    expect(
      all.map(({ recordedFrom, recordedUntil, marking, grade, sourceService }) => [
        recordedFrom,
        recordedUntil,
        marking,
        grade,
        sourceService,
      ]),
    ).toEqual(all.map(() => ['2026-05-01T00:00:00.000Z', undefined, said.marking, 'C3', 'alpha']));
    expect(await store.people.statements('h-2', {})).toEqual([]);
  });
});

describe('through the store', () => {
  const AT = {
    spec_version: '2.1',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
  };
  const id = (type: string) => `${type}--12121212-1111-4111-8111-111111111111`;
  const marked = { ...AT, object_marking_refs: [stix.TLP_2_IDS.CLEAR] };
  const person = {
    ...{ ...marked, type: 'identity', id: id('identity') },
    ...{ name: 'Nadia Notiert', identity_class: 'individual' },
  };
  const note = {
    ...{ ...marked, type: 'note', id: id('note'), object_refs: [person.id] },
    ...{ content: 'two  spaces\nand \u202e more', x_more: { kept: [null] } },
  };
  const put = async (name: string, text: string): Promise<void> => {
    const path = join(folder, `${name}-${version++}.json`);
    writeFileSync(path, text);
    await screening.load(loader, {
      paths: [path],
      dataset: name,
      version: `v${version}`,
      confirmShrink: true,
    });
  };
  const leaving = (name: string) =>
    screening.release(analyst, { exit: 'export', to: { kind: 'public' }, datasets: [name] });
  const bundle = (...objects: readonly object[]) =>
    JSON.stringify({ type: 'bundle', id: id('bundle'), objects });

  it('a note comes out as it came in, and is revoked when it is gone', async () => {
    await put('notes', bundle(person, note));
    const found = async () =>
      (await every(stixOut.stixObjects(leaving('notes')))).find((one) => one.id === note.id);
    expect(await found()).toEqual(note);
    await put('notes', bundle(person));
    expect(await found()).toMatchObject({ revoked: true, content: '(withdrawn)' });
    expect(JSON.stringify(await every(stixOut.stixObjects(leaving('notes'))))).not.toContain('two  spaces');
  });

  it('a note on a person stands in what that person is told', async () => {
    await put('notes', bundle(person, { ...note, id: id('note').replace('1212', '3434') }));
    const held = heldEntities(
      store.people,
      async () => [],
      async () => new Map([['notes', 'Notes of a desk']]),
    );
    const { records } = await held.held([person.id]);
    expect(JSON.stringify(records)).toContain('and more');
    expect(records[0]?.value).toMatchObject({ dataset: 'notes', datasetTitle: 'Notes of a desk' });
  });

  it('a value that was corrected goes out to MISP as deleted, under the UUID that it had', async () => {
    const entity = (...alias: readonly string[]) =>
      `${JSON.stringify({ id: 'm-1', schema: 'Person', properties: { name: ['Mira Misp'], alias } })}\n`;
    type Attribute = { readonly uuid: string; readonly value: string; readonly deleted?: boolean };
    const attributes = async (): Promise<readonly Attribute[]> => {
      const [event] = await every(mispOut.mispEvents(leaving('corrected')));
      const { Event } = event as never as { Event: { Object: { Attribute: Attribute[] }[] } };
      return Event.Object.flatMap(({ Attribute: all }) => all);
    };
    await put('corrected', entity('Wrong Name', 'Right Name'));
    const before = await attributes();
    await put('corrected', entity('Right Name'));
    const gone = (await attributes()).filter(({ deleted }) => deleted);
    expect(gone).toMatchObject([{ value: '(withdrawn)', deleted: true }]);
    expect(before.find(({ uuid }) => uuid === gone[0]?.uuid)?.value).toBe('Wrong Name');
    // Said anew, it is not gone.
    await put('corrected', entity('Right Name', 'Wrong Name'));
    expect((await attributes()).some(({ deleted }) => deleted)).toBe(false);
  });
});
