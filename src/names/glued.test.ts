import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partGlued } from './glued.ts';

describe('given names that run together', () => {
  it.each([
    ['husseinahmadjalal', 'hussein ahmad jalal'],
    ['saidmohammed', 'said mohammed'],
    ['carlosalbertoperez', 'carlos alberto perez'],
    // One part is common, the other one rare.
    ['pedroantonioquirogarra', 'pedro antonio quirogarra'],
    ['muhammadrosyidah', 'muhammad rosyidah'],
    // A father's name is known by its ending.
    ['ivanpetrovich', 'ivan petrovich'],
    ['svetlanaivanovna', 'svetlana ivanovna'],
  ])('%s is parted', (word, parts) => {
    expect(partGlued(word)?.join(' ')).toBe(parts);
  });

  it.each([
    'aleksandr',
    'christopher',
    'maximilian',
    'konstantin',
    'bartholomew',
    'muhammad',
    'anastasiya',
    'vladimirovich',
    'burkhanovich',
    'oleksandrovych',
    'wilhelmina',
  ])('%s is one name', (word) => {
    expect(partGlued(word)).toBeUndefined();
  });

  it('never loses a letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,50}$/), (word) => {
        const parts = partGlued(word);
        if (parts) expect(parts.join('')).toBe(word);
      }),
    );
  });
});
