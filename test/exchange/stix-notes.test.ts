import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIST_FORMATS, stix } from '../../src/intake/index.ts';
import { formatMarking, readMarking, type SchemaName } from '../../src/model/index.ts';
import type { Released } from '../../src/screening/index.ts';
import { stixOut } from '../../src/share/index.ts';
import { listFile, readList } from '../support/read-list.ts';
import { batch, every, released } from './people.ts';

// Reports, notes, opinions and sightings on persons: read, kept, and written again as they came.

const format = LIST_FORMATS.find(({ name }) => name === 'stix')!;
const made = {
  spec_version: '2.1',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
};
const id = (type: string, digit: number) => `${type}--${String(digit).repeat(8)}-1111-4111-8111-111111111111`;
const GREEN = stix.TLP_2_IDS.GREEN;
const COPYRIGHT = {
  ...{ type: 'marking-definition', spec_version: '2.1', id: id('marking-definition', 2) },
  ...{ created: made.created, definition_type: 'statement', definition: { statement: 'TOCSIN H1: x' } },
};
const MAKER = { ...made, type: 'identity', id: id('identity', 9), name: 'Service Gamma' };
const person = (digit: number, name: string) => ({
  ...made,
  ...{ type: 'identity', id: id('identity', digit), name, identity_class: 'individual' },
  ...{ created_by_ref: MAKER.id, object_marking_refs: [GREEN] },
});
const PETRA = person(1, 'Petra Muster');
const common = { ...made, created_by_ref: MAKER.id, object_marking_refs: [GREEN] };
const NOTE = {
  ...common,
  ...{ type: 'note', id: id('note', 1), abstract: 'Seen', content: 'In  two\nlines, \u202eturned, e\u0301.' },
  ...{ object_refs: [PETRA.id, id('malware', 3)], x_unknown: { deep: [1, { 'a b': null }] } },
};
const OPINION = {
  ...common,
  ...{ type: 'opinion', id: id('opinion', 1), opinion: 'disagree', object_refs: [NOTE.id, PETRA.id] },
};
const REPORT = {
  ...common,
  ...{ type: 'report', id: id('report', 1), name: 'On Petra', published: made.created, lang: 'de' },
  ...{ object_refs: [PETRA.id, OPINION.id], object_marking_refs: [GREEN, COPYRIGHT.id] },
};
const SIGHTING = {
  ...common,
  ...{ type: 'sighting', id: id('sighting', 1), sighting_of_ref: PETRA.id, where_sighted_refs: [MAKER.id] },
  count: 3,
};
const NOTES = [NOTE, OPINION, REPORT, SIGHTING];
const bundle = (...all: readonly object[]) =>
  JSON.stringify({ type: 'bundle', id: id('bundle', 1), objects: all });
const readText = (text: string) => readList(format, listFile('bundle.json', text));

/** As the store would hold it, and everything of it may go. */
async function leaving(...all: readonly object[]): Promise<readonly Released[]> {
  const { events } = await readText(bundle(...all));
  return events.flatMap((event) => {
    if (event.type !== 'entity') return [];
    const { entity, said } = event;
    const by = { ...(said && { marking: said.marking, grade: said.grade }), sourceService: 'Service Gamma' };
    return [
      released(
        entity.id,
        entity.schema,
        [['id', entity.id] as const, ...pairs(entity.properties)]
          .slice(1)
          .map(([name, value]) => [name, value, by]),
      ),
    ].map((one) => ({ ...one, statements: one.statements.map((s) => ({ ...s, ...by })) }));
  });
}
const pairs = (properties: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(properties).flatMap(([name, values]) => values.map((value) => [name, value] as const));

async function written(all: readonly Released[]) {
  const left: string[] = [];
  const objects = await every(stixOut.stixObjects(batch(...all), (what) => left.push(what)));
  return { left, of: (one: string) => objects.find((object) => object.id === one), objects };
}

describe('what is written about persons', () => {
  it('goes out as it came, unknown properties and all, with what defines it', async () => {
    const { left, of, objects } = await written(await leaving(MAKER, COPYRIGHT, PETRA, ...NOTES));
    expect(left).toEqual([]);
    for (const one of [...NOTES, COPYRIGHT, MAKER]) expect(of(one.id)).toEqual(one);
    expect(objects.filter((one) => one.id === MAKER.id)).toHaveLength(1);
    for (const one of NOTES) expect(stix.isValid(stix.validate(of(one.id)!))).toBe(true);
    // And comes in again the same.
    const again = await leaving(...objects);
    const { of: twice } = await written(again);
    for (const one of NOTES) expect(twice(one.id)).toEqual(one);
  });

  it('keeps any property of any object', async () => {
    const keys = fc.string().filter((key) => !Object.hasOwn(NOTE, key) && key !== '__proto__');
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          keys.map((key) => `x_${key}`),
          fc.jsonValue(),
          { maxKeys: 5 },
        ),
        fc.string(),
        async (more, content) => {
          const note = JSON.parse(
            JSON.stringify({ ...NOTE, ...more, content: `x${content}` }),
          ) as typeof NOTE;
          if (!stix.isValid(stix.validate(note))) return;
          const { of } = await written(await leaving(MAKER, PETRA, note));
          expect(of(note.id)).toEqual(note);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is read by people, and says whom it is about', async () => {
    const { entities } = await readText(bundle(MAKER, COPYRIGHT, PETRA, ...NOTES));
    const [note, opinion, report, sighting] = NOTES.map((one) =>
      entities.find((entity) => entity.id === one.id),
    );
    expect(note?.properties).toMatchObject({ summary: ['Seen'], entity: [PETRA.id] });
    expect(opinion?.properties).toMatchObject({ summary: ['disagree'], entity: [NOTE.id, PETRA.id] });
    expect(report?.properties).toMatchObject({ name: ['On Petra'], entity: [PETRA.id, OPINION.id] });
    // Where it was seen is a maker, whom nobody looks for.
    expect(sighting?.properties.entity).toEqual([PETRA.id]);
  });

  it('stays where somebody stays whom it is about, and so does what is written on it', async () => {
    const all = await leaving(MAKER, COPYRIGHT, PETRA, person(2, 'Otto Other'), ...NOTES, {
      ...{ ...NOTE, id: id('note', 2), object_refs: [PETRA.id, id('identity', 2)] },
    });
    const without = all.filter((one) => one.id !== id('identity', 2));
    const { of, left } = await written(without);
    expect(of(id('note', 2))).toBeUndefined();
    expect(of(NOTE.id)).toBeDefined();
    expect(left).toEqual(['notes on somebody who did not leave']);
    const chain = await written(all.filter((one) => one.id !== NOTE.id));
    expect([OPINION, REPORT].map((one) => chain.of(one.id))).toEqual([undefined, undefined]);
    expect(chain.of(SIGHTING.id)).toBeDefined();
  });

  it('is marked as it is marked here, where that is otherwise', async () => {
    const red = readMarking('TLP:RED//FOR:beta');
    const all = (await leaving(MAKER, COPYRIGHT, PETRA, REPORT, OPINION, NOTE)).map((one) =>
      one.id === REPORT.id
        ? { ...one, statements: one.statements.map((said) => ({ ...said, marking: red })) }
        : one,
    );
    const { of, objects } = await written(all);
    const read = stix.markingReader(objects).of(of(REPORT.id)!);
    expect(formatMarking(read)).toBe('TLP:RED//H1//FOR:beta');
    expect(of(REPORT.id)).toMatchObject({ name: 'On Petra', object_refs: REPORT.object_refs });
  });

  it('is revoked when it was withdrawn, and says nothing of what it said', async () => {
    const all = (await leaving(MAKER, COPYRIGHT, PETRA, ...NOTES)).map(
      (one): Released =>
        one.schema === 'Note'
          ? {
              ...one,
              ...{
                withdrawn: true,
                modified: '2026-05-01T00:00:00.000Z',
                statements: one.statements.slice(0, 1),
              },
              gone: { statements: one.statements.slice(1), attached: [] },
            }
          : one,
    );
    const { of, objects } = await written(all);
    for (const one of NOTES) {
      expect(of(one.id)).toMatchObject({
        revoked: true,
        modified: '2026-05-01T00:00:00.000Z',
        created_by_ref: MAKER.id,
      });
      expect(stix.isValid(stix.validate(of(one.id)!))).toBe(true);
    }
    expect(JSON.stringify(objects)).not.toMatch(/turned|On Petra|x_unknown|Seen|disagree/);
    expect((await readText(bundle(...objects))).entities.some(({ schema }) => schema === 'Note')).toBe(false);
  });

  it('cannot say anew what the markings and makers of others mean', async () => {
    const evil = { ...COPYRIGHT, definition_type: 'tlp', definition: { tlp: 'white' } };
    const first = await leaving(MAKER, COPYRIGHT, PETRA, REPORT, OPINION, NOTE);
    const other = (
      await leaving(
        { ...MAKER, name: 'Nobody' },
        evil,
        PETRA,
        { ...REPORT, id: id('report', 2) },
        OPINION,
        NOTE,
      )
    ).filter((one) => one.id === id('report', 2));
    const { of, left } = await written([...first, ...other]);
    expect(of(COPYRIGHT.id)).toEqual(COPYRIGHT);
    expect(of(id('report', 2))).toBeUndefined();
    expect(left).toEqual(['notes whose definitions contradict others']);
  });

  it.each<[string, string, string]>([
    ['nothing', NOTE.id, ''],
    ['no JSON', NOTE.id, '[{"type":'],
    ['another object', NOTE.id, JSON.stringify([OPINION])],
    ['a person', PETRA.id, JSON.stringify([PETRA])],
    ['what breaks the standard', NOTE.id, JSON.stringify([{ ...NOTE, object_refs: 'x' }])],
  ])('with %s in it by another way is not written', async (_, entity, source) => {
    const schema: SchemaName = 'Note';
    const note = released(entity, schema, [
      ['entity', PETRA.id],
      ...(source === '' ? [] : [['sourceObject', source] as const]),
    ]);
    const { left, objects } = await written([...(await leaving(MAKER, PETRA)), note]);
    expect(left).toEqual(['STIX has no object for: Note']);
    expect(objects.filter(({ id: one }) => one === NOTE.id)).toEqual([]);
  });

  it('that is too long for one text goes to quarantine whole', async () => {
    const read = await readText(bundle(PETRA, { ...NOTE, content: 'x'.repeat(70_000) }));
    expect(read.entities.map(({ schema }) => schema)).toEqual(['Person']);
    expect(read.quarantine[0]).toMatchObject({
      record: NOTE.id,
      reason: expect.stringMatching(/longer than 65536/),
    });
  });

  it('is not kept where it is about nobody', async () => {
    const read = await readText(bundle(PETRA, { ...NOTE, object_refs: [id('malware', 3)] }));
    expect(read.dropped).toMatchObject({ 'type:note': 1 });
  });
});
