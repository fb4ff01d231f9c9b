import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localActor } from '../../src/screening/index.ts';
import { type OpenedService, openService } from '../../src/watch/index.ts';
import { paxlst, travellerSegments } from '../support/travel-messages.ts';

// Ida declares her brother, who happens to have the name and birth date of an entry of the list. Looks at him are seen.

const IDA = { account: 'ida', roles: ['analyst'] };
const DPO = { account: 'dora', roles: ['data-protection-officer'] };
const AUDITOR = { account: 'otto', roles: ['auditor'] };
const ADAM = { account: 'adam', roles: ['administrator'] };
const BEN = { account: 'ben', roles: ['analyst'], purpose: 'review', legalBasis: 'public-task' };
const ANN = { account: 'ann', roles: ['watch-officer'], purpose: 'pre-arrival', legalBasis: 'pnr-directive' };
const BROTHER = { name: 'Viktor Bezymyanny', born: '1961-03-07', closeness: 'sibling' } as const;

let folder: string;
let service: OpenedService;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-close-'));
  service = await openService({
    ...{ folder, now: () => new Date('2026-03-01T08:00:00.000Z'), shrinkLimit: 0.2, serviceName: 'test' },
    ...{ sessionIdleMinutes: 30, sessionHours: 12, threads: 0 },
    onError: (error) => {
      throw error;
    },
  });
  await service.screening.load(localActor('test', 'administration', 'accountability'), {
    ...{ dataset: 'test_list', version: '1', paths: ['test/fixtures/yente/list.ndjson'] },
  });
  async function* content() {
    const segments = travellerSegments({ surname: 'BEZYMYANNY', given: 'VIKTOR', number: '753214896' });
    yield Buffer.from(paxlst([segments.map((segment) => segment.replace('790314', '610307'))]));
  }
  await service.watch.receive(ANN, { name: 'm.edi', content: content() });
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('persons close to staff', () => {
  it('are declared and erased by staff, and read by the data protection officer only', async () => {
    const { closePersons } = service.law;
    const wrong = { name: ' ', born: '1961-02-30', closeness: 'sibling' } as const;
    await expect(closePersons.declare(IDA, { ...BROTHER, name: wrong.name })).rejects.toThrow('empty');
    await expect(closePersons.declare(IDA, { ...BROTHER, born: wrong.born })).rejects.toThrow('YYYY-MM-DD');
    const { id } = await closePersons.declare(IDA, BROTHER);
    const second = await closePersons.declare(IDA, { ...BROTHER, name: 'Zelma Quintrell' });
    expect(JSON.stringify(await closePersons.own('ida'))).not.toContain('Bezymyanny');
    expect(await closePersons.own('ben')).toEqual([]);
    await expect(closePersons.withdraw({ account: 'ben', roles: [] }, second.id)).rejects.toThrow('nobody');
    await closePersons.withdraw(IDA, second.id);
    expect(await closePersons.all(DPO)).toMatchObject([{ id, account: 'ida', ...BROTHER }]);
    for (const other of [AUDITOR, ADAM, IDA])
      await expect(closePersons.all(other)).rejects.toThrow('could: data-protection-officer (audit)');
  });

  it('match nobody: the same travellers, hits and answers come as without them', async () => {
    const { hits } = await service.watch.queue(ANN, { states: ['open'], limit: 10 });
    expect(hits.map(({ entity }) => entity.id)).toEqual(['tl-1']);
    const found = await service.screening.search(BEN, {
      query: { id: 'q', schema: 'Person', properties: { name: ['Viktor Bezymyanny'] } },
      limit: 5,
      threshold: 0.7,
    });
    expect(found.hits.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain('sibling');
  });

  it('show the auditor who looked, when and by which rule, not at whom nor whose', async () => {
    const before = (await service.audit.anomalies(AUDITOR, {})).close;
    const mine = { account: 'ida', roles: ['analyst'], purpose: 'review', legalBasis: 'public-task' };
    await service.screening.entity(BEN, 'tl-1');
    await service.screening.entity(mine, 'tl-1');
    await service.screening.entity(BEN, 'tl-2');
    const { close } = await service.audit.anomalies(AUDITOR, {});
    const fresh = close.slice(0, close.length - before.length);
    expect(fresh).toMatchObject([
      { account: 'ida', action: 'read-entity', purpose: 'review', rule: 'screeners-ask', own: true },
      { account: 'ben', action: 'read-entity', purpose: 'review', rule: 'screeners-ask', own: false },
    ]);
    // A look at the traveller of that name and birth date is one as well.
    expect(before.map(({ account, action }) => `${account} ${action}`)).toContain('ann read-travellers');
    expect(JSON.stringify(close)).not.toMatch(/Bezymyanny|tl-1|1961/);
    const declared = (await service.audit.page(AUDITOR, { limit: 50, action: 'declare-close-person' }))
      .entries;
    expect(declared).toHaveLength(2);
    expect(JSON.stringify(declared)).not.toContain('Bezymyanny');
  });

  it('are forgotten when the account is shut', async () => {
    await service.authority.createAccount(ADAM, 'ida', ['analyst']);
    await service.authority.disableAccount(ADAM, 'ida');
    expect(await service.law.closePersons.all(DPO)).toEqual([]);
    expect((await service.audit.anomalies(AUDITOR, {})).close).toEqual([]);
  });
});
