import { describe, expect, it } from 'vitest';
import { LIST_FORMATS } from '../../src/intake/index.ts';
import { formatMarking, type Said } from '../../src/model/index.ts';
import { ftmOut } from '../../src/share/index.ts';
import { listFile, readList } from '../support/read-list.ts';
import { batch, FAMILY, IVAN, SAMIRA, whole } from './people.ts';

const formatNamed = (name: string) => LIST_FORMATS.find((one) => one.name === name)!;

async function readBack(format: string, text: string) {
  const read = await readList(formatNamed(format), listFile('list', text));
  expect(read.quarantine).toEqual([]);
  const said = new Map<string, string>();
  for (const event of read.events) {
    if (event.type !== 'entity') continue;
    for (const [property, values] of Object.entries(event.entity.properties)) {
      for (const value of values) {
        const one: Said = (event.saidOf?.get(`${property}\u0000${value}`) ?? event.said)!;
        said.set(`${event.entity.id} ${property} ${value}`, `${formatMarking(one.marking)} ${one.grade}`);
      }
    }
  }
  return { ids: read.entities.map(({ id }) => id), said };
}

describe('FollowTheMoney out', () => {
  it('gives entities with the strictest marking and the grade that says least, and reads them so', async () => {
    const text = await whole(ftmOut.ftmEntities(batch(SAMIRA, IVAN, FAMILY)));
    const [samira] = text.split('\n').map((line) => JSON.parse(line || '{}') as Record<string, unknown>);
    expect(samira).toMatchObject({
      id: 'inv-1',
      caption: 'Samira Testova',
      schema: 'Person',
      datasets: ['invented'],
      source_service: 'alpha',
      grade: 'D6',
      marking: 'TLP:AMBER//ORCON//H1,H2//GROUP:border-four',
    });
    const { ids, said } = await readBack('ftm-ndjson', text);
    expect(ids).toEqual(['inv-1', 'inv-1-passport', 'inv-1-address', 'inv-2', 'inv-3']);
    expect(said.get('inv-1 name Samira Testova')).toBe('TLP:AMBER//ORCON//H1,H2//GROUP:border-four D6');
  });

  it.each([
    ['ftm-ndjson', ftmOut.ftmStatements],
    ['ftm-statements-csv', ftmOut.ftmStatementsCsv],
  ])('gives statements (%s), each with its own marking and grade', async (format, write) => {
    const { ids, said } = await readBack(format, await whole(write(batch(SAMIRA, IVAN, FAMILY))));
    expect(ids).toEqual(['inv-1', 'inv-1-passport', 'inv-1-address', 'inv-2', 'inv-3']);
    expect(said.get('inv-1 name Samira Testova')).toBe('TLP:CLEAR B2');
    expect(said.get('inv-1 alias Sam T.')).toBe('TLP:AMBER//ORCON//H1,H2 C3');
    expect(said.get('inv-1 weakAlias The Tailor')).toBe('TLP:GREEN//GROUP:border-four B2');
    expect(said.get('inv-3 relative inv-2')).toBe('TLP:CLEAR B2');
  });

  it('has the columns and ids of followthemoney.statement', async () => {
    const [header, first] = (await whole(ftmOut.ftmStatementsCsv(batch(IVAN)))).split('\n');
    expect(header).toMatch(
      /^canonical_id,entity_id,prop,prop_type,schema,value,dataset,lang,original_value,origin,external,first_seen,last_seen,id,/,
    );
    // sha1 of "invented.inv-2.id.inv-2", as FollowTheMoney makes it.
    expect(first).toContain('5d51b0f9434b94cb6871cda4437b4678c6446627');
  });

  it('says nothing of what was withdrawn', async () => {
    expect(await whole(ftmOut.ftmStatements(batch({ ...IVAN, withdrawn: true })))).toBe('');
  });

  it('keeps to itself what has a marking that cannot be read', async () => {
    const line = JSON.stringify({
      id: 'a',
      schema: 'Person',
      properties: { name: ['P Q'] },
      marking: 'TLP:BLUE',
    });
    const { said } = await readBack('ftm-ndjson', `${line}\n`);
    expect(said.get('a name P Q')).toBe('TLP:RED//ORCON F6');
  });
});
