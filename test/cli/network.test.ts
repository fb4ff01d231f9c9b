import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { program } from './program.ts';

const tocsin = program();
const SET = ['nodes.tsv', 'edges.tsv'].map((name) => resolve('test/fixtures/network/paris-brussels', name));

describe('network', () => {
  it('says of the Paris-Brussels set what single services see, and what is seen only when it is joined', async () => {
    const { code, out } = await tocsin.run(['network', ...SET]);
    expect(code).toBe(0);
    expect(out).toContain('47 of 126 links are held by a service; 79 by none alone.');
    expect(out).toContain('190 of 2,081 connected pairs are seen by a single service (9 %); 1,891 only when');
    expect(out).toMatch(/ be +22 +30 +155 +18\n/);
  });

  it('gives programs the same figures, and everything else', async () => {
    const { code, out } = await tocsin.run(['network', ...SET, '--show', 'all', '--json']);
    expect(code).toBe(0);
    const told = JSON.parse(out) as {
      readonly fragments: { readonly linksHeld: number; readonly pairsAlone: number };
      readonly bridges: readonly unknown[];
      readonly brokers: {
        readonly persons: readonly { readonly person: string; readonly betweenness: number }[];
      };
      readonly cells: { readonly cells: readonly unknown[] };
    };
    const expected = JSON.parse(
      readFileSync('test/fixtures/network/paris-brussels/expected.json', 'utf8'),
    ) as {
      readonly bridges: readonly unknown[];
      readonly betweenness_top15: readonly (readonly [string, number])[];
    };
    expect(told.fragments).toMatchObject({ linksHeld: 47, pairsAlone: 190 });
    expect(told.bridges).toHaveLength(expected.bridges.length);
    for (const [i, [person, value]] of expected.betweenness_top15.slice(0, 5).entries()) {
      expect(told.brokers.persons[i]?.person).toBe(person);
      expect(told.brokers.persons[i]?.betweenness).toBeCloseTo(value, 5);
    }
    expect(told.cells.cells.length).toBeGreaterThan(1);
  });

  it('tells who would have to join what, by name, and ways with who holds them', async () => {
    const links = ['source,target,report', 'Anna,Kim,r1', 'Kim,Bob,r2'];
    for (const [i, name] of ['fr.csv', 'be.csv'].entries())
      writeFileSync(tocsin.at(name), `${links[0]}\n${links[i + 1]}\n`);
    const both = ['network', 'fr=fr.csv', 'be=be.csv'];
    const connected = await tocsin.run([...both, '--connect', 'anna', 'bob']);
    expect(connected.out).toContain('No service sees it alone.');
    expect(connected.out).toContain('be + fr: one exchange connects them: fr asks be about Kim');
    const ways = await tocsin.run([...both, '--paths', 'Anna', 'Bob']);
    expect(ways.out).toContain('Anna - Kim: link; fr; r1; F6');
    const suggested = await tocsin.run([...both, '--suggest', 'fr', '--json']);
    expect(JSON.parse(suggested.out)).toMatchObject({
      suggest: [{ asker: 'fr', partner: 'be', person: 'Kim', personsGained: 1, pairsGained: 2 }],
    });
  });

  it('proposes who may be one person in two fragments, and joins them where somebody judged so', async () => {
    writeFileSync(tocsin.at('fr-people.csv'), 'source,target\nMohammed Benali,Anna Sokolova\n');
    writeFileSync(tocsin.at('be-people.csv'), 'source,target\nMohamed Benaly,Peter Janssens\n');
    const both = ['network', 'fr=fr-people.csv', 'be=be-people.csv'];
    const proposed = await tocsin.run([...both, '--joins', '--json']);
    expect(JSON.parse(proposed.out)).toMatchObject({
      joins: [{ persons: ['Mohamed Benaly', 'Mohammed Benali'] }],
    });
    writeFileSync(tocsin.at('verdicts.csv'), 'left,right,verdict\nMohammed Benali,Mohamed Benaly,same\n');
    const joined = await tocsin.run([
      ...both,
      '--judged',
      'verdicts.csv',
      '--connect',
      'Anna Sokolova',
      'Peter Janssens',
    ]);
    expect(joined.out).toContain('fr asks be about Mohammed Benali (Mohamed Benaly)');
  });

  it('writes charts that it reads again, for this user only', async () => {
    for (const name of ['out.anx']) {
      expect(await tocsin.run(['network', ...SET, '-o', name])).toMatchObject({ code: 0 });
      expect(statSync(tocsin.at(name)).mode & 0o777).toBe(0o600);
      const { out } = await tocsin.run(['network', name, '--json']);
      expect(JSON.parse(out)).toMatchObject({
        summary: { persons: 72, links: 126 },
        fragments: { pairsAlone: 190 },
      });
    }
    const published = await tocsin.run(['network', ...SET, '-o', 'public.graphml', '--to', 'public']);
    expect(published.out).toContain('0 persons, 0 tellings.');
    expect(readFileSync(tocsin.at('public.graphml'), 'utf8')).not.toContain('<node');
  });

  it('parts two groups, and finds the most reliable ways and those in the order of time', async () => {
    writeFileSync(
      tocsin.at('timed.csv'),
      [
        'source,target,valid_from,valid_until,grade,report',
        'Anna,Kim,2014-01,2014-06,E5,r1',
        'Kim,Bob,2014-03,2014-09,E5,r2',
        'Anna,Lea,2015-01,2015-02,A1,r3',
        'Lea,Max,2014-01,2014-02,A1,r4',
        'Max,Bob,2015-01,,A1,r5',
      ].join('\n'),
    );
    const ends = ['Anna', 'Bob'];
    const asked = ['network', 'timed.csv', '--cut', ...ends, '--reliable', ...ends, '--in-time', ...ends];
    const { out } = await tocsin.run([...asked, '--json']);
    const told = JSON.parse(out);
    const nodes = (links: readonly { from: string; to: string }[]): string =>
      [links[0]?.from, ...links.map(({ to }) => to)].join(' ');
    expect(told.cut).toMatchObject({ size: 2, firstSide: ['Anna'] });
    // Three links of the best sources before two of the worst.
    expect(told.reliable.map(({ links }: { links: [] }) => nodes(links))).toEqual([
      'Anna Lea Max Bob',
      'Anna Kim Bob',
    ]);
    expect(told.reliable[0].probability).toBeCloseTo(0.95 ** 3, 9);
    // Lea met Max before Anna met Lea.
    expect(nodes(told.inTime.earliest.links)).toBe('Anna Kim Bob');
    expect(told.inTime.earliest.arrival).toBe('2014-03-01');
    const text = await tocsin.run([...asked, '--since', '2014-07', '--top', '1']);
    expect(text.out).toContain('2 links and no fewer would have to be lost');
    expect(text.out).toContain('1. 0.857, 3 links, held together by nobody (3 links held by nobody):');
    expect(text.out).toContain('Nothing can have been passed on');
  });

  it('finds cells that overlap, small ones, and links by other scores', async () => {
    writeFileSync(tocsin.at('bow-tie.csv'), 'source,target\n1,2\n1,3\n2,3\n3,4\n3,5\n4,5\n');
    const { out } = await tocsin.run([
      ...['network', 'bow-tie.csv', '--show', 'overlapping,cells,links', '--json'],
      ...['--potts', '0.6', '--score', 'katz', '--clique', '3'],
    ]);
    const told = JSON.parse(out);
    const families = [
      ['1', '2', '3'],
      ['3', '4', '5'],
    ];
    expect(told.overlapping).toEqual({ clique: 3, cliques: families, links: families });
    expect(told.cells).toMatchObject({ measure: 'constant Potts model', resolution: 0.6 });
    expect(told.links).toMatchObject({ score: 'katz', links: [{ contacts: ['3'] }, {}, {}, {}] });
    expect(Object.keys(told.links.byScore)).toEqual([
      ...['resource-allocation', 'adamic-adar', 'common-neighbours', 'katz', 'block-model', 'stacked'],
    ]);
  });

  it.each([
    [['nosuch.csv'], 1, 'nosuch.csv: no such file'],
    [[...SET, '--show', 'risk'], 2, 'there is no analysis risk; there are summary, fragments'],
    [[...SET, '--paths', 'p01', 'nobody'], 2, 'nobody is nobody in the network'],
    [
      [...SET, '--connect', 'p01', 'p02', '--asking', 'xx'],
      2,
      'xx is no service of the files; there are be, dz, fr',
    ],
    [[...SET, '--cut', 'p01', 'p01,p02'], 2, 'is in both groups'],
    [
      [...SET, '--show', 'links', '--score', 'risk'],
      2,
      'there is no score risk; there are resource-allocation',
    ],
    [[...SET, '--owner-by', 'religion'], 1, 'religion: is no property of persons here'],
  ])('says what is wrong: %j', async (args, code, text) => {
    expect(await tocsin.run(['network', ...args])).toMatchObject({
      code,
      err: expect.stringContaining(text),
    });
  });
});
