import { describe, expect, it } from 'vitest';
import { createTravelReader } from '../intake/index.ts';
import { makeWorld, type WorldFile, type WorldOptions } from './index.ts';

const LISTED = [
  { id: 'l-1', names: ['Arkady Dvornikov Petrovich', 'Arkadii Dvornikov'], birthDate: '1979-03-14' },
  {
    id: 'l-2',
    names: ['Amal Khaldoun Sayegh'],
    birthDate: '1988-07-09',
    female: true,
    passports: ['N 771234'],
  },
];
const options: WorldOptions = {
  seed: 7,
  begin: new Date('2026-06-01T00:00:00Z'),
  days: 1,
  flightsADay: 48,
  travellers: 40,
  listed: LISTED,
  listedShare: 0.5,
};
const world = (changed: Partial<WorldOptions> = {}): WorldFile[] => [
  ...makeWorld({ ...options, ...changed }),
];

function read({ content }: WorldFile) {
  const reader = createTravelReader({ today: '2026-06-01' });
  return [...reader.push(content), ...reader.end()];
}

describe('the simulated world', () => {
  it('is the same for the same seed, and another for another', () => {
    const texts = (files: readonly WorldFile[]) =>
      files.map(({ content }) => Buffer.from(content).toString('latin1'));
    expect(texts(world())).toEqual(texts(world()));
    expect(texts(world())).not.toEqual(texts(world({ seed: 8 })));
  });

  it('writes every kind of message, and all of it can be read', () => {
    const files = world({ days: 3, faults: false });
    const kinds = new Set(files.map(({ name }) => name.replace(/^\d+-(\d-)?/, '').replace(/\d/g, '')));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining([
        'manifest.csv',
        'manifest.ndjson',
        'paxlst-crew.edi',
        'paxlst-not-on-board.edi',
        'paxlst-on-board.edi',
        'paxlst-one-.edi',
        'paxlst.edi',
        'pnrgov-change.edi',
        'pnrgov.edi',
        'pnrgov.xml',
      ]),
    );
    for (const file of files) {
      const items = read(file);
      expect(
        items.some(({ type }) => type === 'journey'),
        file.name,
      ).toBe(true);
      const unread = items.filter(
        (item) => item.type === 'problem' && item.problem.severity === 'unreadable',
      );
      expect(unread, file.name).toEqual([]);
    }
  });

  it('tells all whom it says it tells of', () => {
    for (const file of world({ faults: false }).filter(
      ({ told, name }) => told > 0 && !name.includes('again'),
    )) {
      const travellers = read(file).flatMap((item) =>
        item.type === 'journey' ? item.journey.travellers : [],
      );
      expect(
        travellers.filter(({ kind }) => kind !== 'group'),
        file.name,
      ).toHaveLength(file.told);
    }
  });

  it('lets the truth stand nowhere in the messages', () => {
    for (const { content } of world())
      for (const { id } of LISTED) expect(Buffer.from(content).toString('latin1')).not.toContain(id);
  });
});
