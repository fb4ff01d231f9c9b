import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RefusedError, subjectPage } from '../../src/law/index.ts';
import { localActor } from '../../src/screening/index.ts';
import { type OpenedService, openService } from '../../src/watch/index.ts';
import { paxlst, travellerSegments } from '../support/travel-messages.ts';

const DPO = {
  account: 'dora',
  roles: ['data-protection-officer'],
  purpose: 'subject-access',
  legalBasis: 'right-of-access',
};
const ANN = { account: 'ann', roles: ['watch-officer'], purpose: 'pre-arrival', legalBasis: 'pnr-directive' };

let folder: string;
let service: OpenedService;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-subject-'));
  service = await openService({
    folder,
    now: () => new Date('2026-03-01T08:00:00.000Z'),
    shrinkLimit: 0.2,
    serviceName: 'test',
    sessionIdleMinutes: 30,
    sessionHours: 12,
    threads: 0,
    onError: (error) => {
      throw error;
    },
  });
  await service.screening.load(localActor('test', 'administration', 'accountability'), {
    dataset: 'test_list',
    version: '1',
    paths: ['test/fixtures/yente/list.ndjson'],
  });
  // One is Viktor Bezymyanny of the list by date of birth; the other one has another date, and another journey.
  const named = (number: string, born: string) =>
    travellerSegments({ surname: 'BEZYMYANNY', given: 'VIKTOR', number }).map((segment) =>
      segment.replace('790314', born),
    );
  async function* content() {
    yield Buffer.from(paxlst([named('753214896', '610307'), named('111222333', '850101')]));
  }
  await service.watch.receive(ANN, { name: 'm.edi', content: content() });
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

it('finds who it may be, in all rooms, and gives everything that is held with every look at it', async () => {
  const { law, screening, watch } = service;
  const candidates = await law.findSubject(DPO, { name: 'Viktor Bezymyanny', born: '1961' });
  expect(candidates.map(({ source }) => source).sort()).toEqual(['lists', 'travel']);
  const travellers = (await law.findSubject(DPO, { name: 'Viktor Bezymyanny' })).filter(
    ({ source }) => source === 'travel',
  );
  expect(travellers).toHaveLength(2);

  await screening.entity({ ...ANN }, 'tl-1');
  const report = await law.collectSubject(DPO, ['tl-1']);
  const of = (name: string) => report.holdings.find(({ source }) => source === name);
  const [lists, travel] = [of('lists'), of('travel')];
  expect(lists?.records.some(({ kind }) => kind === 'statement')).toBe(true);
  // A hit is no identity: nobody decided that the traveller is this person, so the journey is not given.
  expect(travel?.records.map(({ kind }) => kind)).not.toContain('traveller');
  expect(travel?.records.map(({ kind }) => kind)).toContain('hit');
  const looks = report.looks.map(({ account, action, purpose }) => `${account} ${action} ${purpose}`);
  expect(looks).toContain('ann read-entity pre-arrival');
  expect(looks).toContain('dora subject-access subject-access');

  const { hits } = await watch.queue(ANN, { states: ['open'], limit: 10 });
  const hit = hits.find(({ entity }) => entity.id === 'tl-1');
  expect(hit).toBeDefined();
  await watch.decide(ANN, hit?.id ?? '', { verdict: 'same', reason: 'document-agrees' });
  const after = await law.collectSubject(DPO, ['tl-1']);
  const kinds = after.holdings.flatMap(({ records }) => records.map(({ kind }) => kind));
  expect(kinds).toContain('traveller');
  expect(kinds).toContain('step');
  expect(after.looks.length).toBeGreaterThan(report.looks.length);
  // The other one of that name is not in it.
  expect(JSON.stringify(after)).not.toContain('111222333');
  expect(JSON.stringify(after)).toContain('753214896');

  const page = subjectPage(after);
  expect(page).toContain('753214896');
  expect(page).toContain('ann');
  const page2 = subjectPage({ ...after, by: '<script>alert(1)</script>' });
  expect(page2).not.toContain('<script>');
});

it('is for the data protection officer only, and passes the gate with its purpose', async () => {
  const { law } = service;
  for (const asker of [
    { ...DPO, roles: ['administrator'] },
    { ...DPO, roles: ['analyst', 'watch-officer', 'auditor'] },
    { ...DPO, purpose: 'audit', legalBasis: 'accountability' },
  ]) {
    await expect(law.collectSubject(asker, ['tl-1'])).rejects.toThrow(RefusedError);
    await expect(law.findSubject(asker, { name: 'x' })).rejects.toThrow(RefusedError);
  }
  await expect(law.collectSubject(DPO, ['no-such-id'])).rejects.toThrow('nothing is held');
});
