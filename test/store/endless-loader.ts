// A process that loads one list version after the other, says so, and waits to be killed.
import { type ListContent, openStore } from '../../src/store/index.ts';

const [, , path = '', size = '0'] = process.argv;
const say = (message: object): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

async function* content(n: number): AsyncIterable<ListContent> {
  for (let i = 0; i < Number(size); i++) {
    yield {
      type: 'entity',
      entity: { id: `x-${i}`, schema: 'Person', properties: { name: [`Person ${i}`], position: [`v${n}`] } },
    };
  }
}

try {
  const store = await openStore({ path }, new Date());
  const versions = await store.versions('x');
  const marks = new Set<string>();
  let entities = 0;
  for await (const batch of store.people.stream()) {
    entities += batch.length;
    for (const { properties } of batch) marks.add(properties.position?.join() ?? '');
  }
  let n = Number((versions.find(({ state }) => state === 'current')?.version ?? 'v0').slice(1));
  say({
    current: n,
    versions: versions.length,
    entities,
    marks: [...marks],
    ledger: await store.ledger.length(),
    intact: (await store.ledger.verify()).intact,
  });
  for (;;) {
    n++;
    const at = new Date().toISOString();
    await store.load({
      dataset: { name: 'x', title: 'X', publisher: 'Nobody' },
      format: 'ftm-ndjson',
      files: [{ name: 'x.json', sha256: String(n), bytes: n }],
      recordedAt: at,
      sourceService: 'here',
      content: content(n),
      version: () => `v${n}`,
      shrinkLimit: undefined,
    });
    say({ loaded: n });
    await store.ledger.append({
      at,
      account: 'loader',
      roles: [],
      purpose: 'administration',
      legalBasis: 'accountability',
      action: 'load',
      allowed: true,
      rule: 'test',
      subjects: ['x'],
      count: n,
    });
    say({ written: n });
  }
} catch (error) {
  say({ error: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
