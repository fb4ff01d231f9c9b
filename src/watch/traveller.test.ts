import { describe, expect, it } from 'vitest';
import type { Traveller } from '../model/index.ts';
import { identityOf, isSameBirth, isSameTraveller, joinKeys } from './traveller.ts';

const traveller = (birthDate?: string): Traveller => ({
  kind: 'passenger',
  names: [{ asSent: 'LIND/ASTA', surname: 'LIND', given: 'ASTA', source: 'NAD', derived: [] }],
  birthDates: birthDate ? [{ value: birthDate, source: 'DTM' }] : [],
  sexes: [],
  nationalities: [],
  birthPlaces: [],
  residences: [],
  documents: [],
  seats: [],
  tickets: [],
  bags: [],
  locators: [],
  references: [],
});
const same = (a?: string, b?: string): boolean =>
  isSameTraveller({ traveller: traveller(a), locators: [] }, { traveller: traveller(b), locators: [] });
const identity = (birthDate?: string): string | undefined =>
  identityOf(
    [{ traveller: traveller(birthDate) } as Parameters<typeof identityOf>[0][number]],
    Buffer.alloc(32, 1),
  );

describe('a birth date that is not whole', () => {
  it('is no other date than a whole one of that year or month', () => {
    expect(isSameBirth('1979', '1979-03-14')).toBe(true);
    expect(isSameBirth('1979-03-14', '1979-03')).toBe(true);
    expect(isSameBirth('1979-04', '1979-03-14')).toBe(false);
    expect(same('1979', '1979-03-14')).toBe(true);
    expect(same('1979-04', '1979-03-14')).toBe(false);
    expect(same('1978-03-14', '1979-03-14')).toBe(false);
  });

  it('shares a key with the whole one, so that the two are compared', () => {
    const keys = joinKeys({ traveller: traveller('1979') });
    expect(keys.filter((key) => key.startsWith('born '))).toEqual([
      joinKeys({ traveller: traveller('1979-03-14') }).find((key) => key.startsWith('born ')),
    ]);
  });

  it('remembers no verdict: many of one name are born in one year', () => {
    expect(identity('1979')).toBeUndefined();
    expect(identity('1979-03')).toBeUndefined();
    expect(identity('1979-03-14')).toBeDefined();
    expect(identity()).toBeUndefined();
  });
});
