import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { canonSkeletons } from './index.ts';

/** Keys that are published with the protocol: a change of canon 1 is a miss at every partner. */
const { canon } = JSON.parse(
  readFileSync(new URL('../../test/fixtures/share/protocol-vectors.json', import.meta.url), 'utf8'),
) as {
  readonly canon: readonly {
    readonly properties: { readonly name: readonly string[] };
    readonly keys: readonly { readonly text: string }[];
  }[];
};

it('gives the skeletons that stand in published keys', () => {
  for (const { properties, keys } of canon) {
    const published = new Set(keys.flatMap(({ text }) => text.split('|').slice(2)));
    for (const name of properties.name)
      for (const skeleton of canonSkeletons(name)) expect(published).toContain(skeleton);
  }
});
