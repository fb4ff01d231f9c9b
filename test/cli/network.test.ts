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

  it.each([
    [['nosuch.csv'], 1, 'nosuch.csv: no such file'],
    [[...SET, '--show', 'risk'], 2, 'there is no analysis risk; there are summary, fragments'],
    [[...SET, '--paths', 'p01', 'nobody'], 2, 'nobody is nobody in the network'],
    [
      [...SET, '--connect', 'p01', 'p02', '--asking', 'xx'],
      2,
      'xx is no service of the files; there are be, dz, fr',
    ],
    [[...SET, '--owner-by', 'religion'], 1, 'religion: is no property of persons here'],
  ])('says what is wrong: %j', async (args, code, text) => {
    expect(await tocsin.run(['network', ...args])).toMatchObject({
      code,
      err: expect.stringContaining(text),
    });
  });
});
