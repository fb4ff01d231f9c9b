import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChartRequest } from '../../src/screening/index.ts';
import { ANALYST, associates, type ChartRoom, chartRoom, person } from './chart-room.ts';

const AMBER = { tlp: 'AMBER', originatorControl: false } as const;

let room: ChartRoom;
beforeAll(async () => {
  room = await chartRoom();
  await room.load('of_fr', [person('p1', 'Pia One'), person('p2', 'Pim Two'), associates('p1', 'p2')]);
});
afterAll(() => room.close());

const bring = (name: string, text: string, more: Partial<ChartRequest> = {}) =>
  room.screening.loadChart(ANALYST, {
    ...{ name, marking: AMBER, content: Readable.from([Buffer.from(text)]), ...more },
  });
const tie = async (a: string, b: string) => room.chart.tellings(ANALYST, a, b);

describe('a chart that an analyst brings', () => {
  it('is a dataset of its own, with whose it is, grade and marking, and its ids are its own', async () => {
    const report = await bring(
      'Lantern',
      'source,target,kind,report,derived_from,start,grade\np1,p9,associate,R1,W5,2014-06,\np1,p8,family,R2,,,C3\n',
      { owner: 'be', grade: 'B2' },
    );
    expect(report).toMatchObject({ dataset: 'chart_lantern', state: 'current', entities: 5, quarantined: 0 });
    const found = await tie('chart_lantern.p1', 'chart_lantern.p9');
    expect(found.tellings).toMatchObject([
      {
        ...{ kind: 'associate', services: ['be'], grade: 'B2', marking: AMBER, validFrom: '2014-06' },
        ...{ sources: ['chart_lantern'], reports: ['R1'], derivedFrom: ['W5'] },
      },
    ]);
    expect((await tie('chart_lantern.p1', 'chart_lantern.p8')).tellings).toMatchObject([{ grade: 'C3' }]);
    // The p1 of our own list is another.
    const { nodes } = await room.chart.chart(ANALYST, { persons: ['p1'], around: 1 });
    expect(nodes.map(({ id }) => id)).toEqual(['p1', 'p2']);
    const [entry] = await room.store.ledger.read({ limit: 8, action: 'load-chart' });
    expect(entry).toMatchObject({ account: 'ann', allowed: true, rule: 'analysts-bring-charts' });
  });

  it('is the next version where it has the same name, and differs by what changed', async () => {
    const again = await bring(
      'Lantern',
      'source,target,kind,report,derived_from,start,grade\np1,p9,associate,R1,W5,2014-06,\np1,p8,family,R2,,,C3\np8,p9,associate,R3,,,\n',
      { owner: 'be', grade: 'B2' },
    );
    expect(again).toMatchObject({ state: 'current', added: 1, changed: 0, removed: 0 });
  });

  it('counts what goes back to one report once, over a chain of services', async () => {
    // be wrote R7; fr relays it as R12; nl relays that as R30 and knows R12 only.
    const rows = 'source,target,owner,report,derived_from\na,b,be,R7,\na,b,nl,R12,R7\na,b,pl,R30,R12\n';
    await bring('Relayed', rows);
    expect(await tie('chart_relayed.a', 'chart_relayed.b')).toMatchObject({ independent: 1 });
    expect((await tie('chart_relayed.a', 'chart_relayed.b')).tellings).toHaveLength(3);
  });

  it("is this service's own where nobody else is named, and never where only the file says so", async () => {
    await bring('Own', 'source,target\na,b\n');
    expect((await tie('chart_own.a', 'chart_own.b')).tellings).toMatchObject([
      { services: ['fr'], grade: 'F6', marking: AMBER },
    ]);
    await bring('Claims', 'source,target,owner\na,b,fr\n', { owner: 'be' });
    expect((await tie('chart_claims.a', 'chart_claims.b')).tellings).toMatchObject([
      { services: ['list:chart_claims'] },
    ]);
  });

  it('comes in the formats of analysts', async () => {
    await bring(
      'Graph',
      '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="n" for="node" attr.name="label" attr.type="string"/><graph edgedefault="undirected"><node id="x y"><data key="n">Xenia Example</data></node><node id="z"/><edge source="x y" target="z"/></graph></graphml>',
    );
    const { persons } = await room.chart.persons(ANALYST, 'xenia');
    expect(persons).toMatchObject([{ caption: 'Xenia Example', links: 1 }]);
    const columns = { columns: { source: 'von', target: 'nach' }, format: 'edge-list' as const };
    await bring('Spalten', 'von;nach\nu;v\n', columns);
    expect((await tie('chart_spalten.u', 'chart_spalten.v')).tellings).toHaveLength(1);
    const lines = [person('q', 'Quin'), person('r', 'Rue'), associates('q', 'r')].map((one) =>
      JSON.stringify(one),
    );
    await bring('Money', lines.join('\n'), { owner: 'be', grade: 'C3' });
    expect((await tie('chart_money.q', 'chart_money.r')).tellings).toMatchObject([
      { services: ['be'], grade: 'C3', marking: AMBER },
    ]);
    const folder = new URL('../fixtures/network/paris-brussels/', import.meta.url);
    const edges = readFileSync(fileURLToPath(new URL('edges.tsv', folder)), 'utf8');
    expect(await bring('Research', edges)).toMatchObject({ quarantined: 0 });
  });

  it('says what of it could not be read, and refuses what is none', async () => {
    const report = await bring('Bad rows', 'source,target,weight\na,b,1\na,,1\nb,c,-3\n');
    expect(report.quarantine.map(({ line }) => line)).toEqual([3, 4]);
    await expect(bring('Nothing', '%PDF-1.4')).rejects.toThrow(/PDF/);
    await expect(bring('Empty', '')).rejects.toThrow(/the file is empty/);
    await expect(bring('Doctype', '<!DOCTYPE x [<!ENTITY a "b">]><graphml></graphml>')).rejects.toThrow();
  });

  it('replaces no list, and is brought by analysts only', async () => {
    expect(await bring('us_ofac_sdn', 'source,target\na,b\n')).toMatchObject({
      dataset: 'chart_us_ofac_sdn',
    });
    const request = { name: 'x', marking: AMBER, content: Readable.from([]) };
    await expect(
      room.screening.loadChart({ ...ANALYST, account: 'sam', roles: ['screener'] }, request),
    ).rejects.toMatchObject({ rule: 'role' });
  });

  it('has a name of a dataset whatever it is called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), async (name) => {
        const found = await room.screening
          .loadChart(
            { ...ANALYST, roles: ['screener'] },
            { name, marking: AMBER, content: Readable.from([]) },
          )
          .catch((error: Error) => error);
        // Refused by the policy, never for its name.
        expect(found).toMatchObject({ rule: 'role' });
      }),
      { numRuns: 50 },
    );
  });
});
