import { expect, it } from 'vitest';
import { listedPersons, worldOptions } from '../../src/cli/demonstration.ts';
import { createTravelReader, formatNamed, openListFiles } from '../../src/intake/index.ts';
import { buildIndex, type IndexedEntity } from '../../src/match/index.ts';
import { shippedLists } from '../../src/screening/index.ts';
import type { ToldMessage } from '../../src/watch/aboard.ts';
import { applyMessages } from '../../src/watch/journeys.ts';
import { questionAbout } from '../../src/watch/matching.ts';
import { LOOK_BACK_MARGIN } from '../../src/watch/tuning.ts';
import { makeWorld } from '../../src/world/index.ts';

/** Below what makes a hit: more pairs to compare. */
const NEAR = 0.65;

/** Persons of the lists that ship. */
async function persons(): Promise<readonly IndexedEntity[]> {
  const found: IndexedEntity[] = [];
  for (const { path, format, dataset } of shippedLists()) {
    const files = await openListFiles([path]);
    for await (const event of formatNamed(format).read(files, { today: '2026-06-01', dataset: dataset.name }))
      if (event.type === 'entity' && event.entity.schema === 'Person')
        found.push({ ...event.entity, datasets: [dataset.name] });
    await Promise.all(files.map((file) => file.close()));
  }
  return found;
}

it('scores a traveller and an entry nearly the same, whichever of both asks: the look back misses nobody', async () => {
  const entries = await persons();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = buildIndex(entries);
  const begin = new Date('2026-06-01T00:00:00Z');
  const files = [...makeWorld({ ...worldOptions(await listedPersons(), 11, begin, 0.7), listedShare: 1 })];
  const messages = files.flatMap(({ content }): ToldMessage[] => {
    const reader = createTravelReader({ today: '2026-06-01' });
    return [...reader.push(content), ...reader.end()].flatMap((item) =>
      item.type === 'journey'
        ? [{ journey: item.journey, file: 'x', part: 0, receivedAt: begin.toISOString() }]
        : [],
    );
  });
  let pairs = 0;
  for (const traveller of applyMessages(
    messages,
    { journeys: [], travellers: [] },
    { now: begin, identityKey: new Uint8Array(32) },
  ).travellers) {
    const question = questionAbout(traveller);
    for (const hit of index.search(question, { threshold: NEAR, limit: 1000 }).hits) {
      const reverse = buildIndex([{ ...question, datasets: [] }]);
      const [back] = reverse.search(byId.get(hit.id) as IndexedEntity, { threshold: 0.5 }).hits;
      const less = hit.score - (back?.score ?? 0);
      expect(less, `${question.properties.name} and ${hit.id}`).toBeLessThan(LOOK_BACK_MARGIN);
      const lowest = Math.max(hit.score - LOOK_BACK_MARGIN, 0.5);
      expect(reverse.ids(byId.get(hit.id) as IndexedEntity, lowest)).toEqual([question.id]);
      pairs++;
    }
  }
  expect(pairs).toBeGreaterThan(100);
}, 120_000);
