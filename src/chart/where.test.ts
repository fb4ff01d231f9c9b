import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spotOf } from './where.ts';

it.each([
  [{ airport: 'CDG' }, 'town:fr:paris'],
  [{ airport: 'XXX' }, undefined],
  [{ country: 'fr' }, 'country:fr'],
  [{ country: 'suhh' }, undefined],
  [{ text: 'Paris', country: 'fr' }, 'town:fr:paris'],
  // No finer than a town, wherever it stands.
  [{ text: '12 Rue Bichat, 75010 Paris', country: 'fr' }, 'town:fr:paris'],
  [{ text: 'Rue Bichat 12; Paris 10e; France' }, 'town:fr:paris'],
  [{ text: '10 Downing Street, London SW1A 2AA, UK' }, 'town:gb:london'],
  // The town is not known, the country is.
  [{ text: 'Wazir Akbar Khan, Kleindorf, Afghanistan' }, 'country:af'],
  [{ text: 'Kabul, Afghanistan' }, 'town:af:kabul'],
  // A town without its country is not looked for in all the world, nor is a state of the United States a country.
  [{ text: 'Paris' }, undefined],
  [{ text: 'Los Angeles, CA' }, undefined],
  [{ text: 'Gary, IN' }, undefined],
  [{ text: 'Atlanta, Georgia' }, undefined],
  [{ text: 'Tbilisi, Georgia' }, 'town:ge:tbilisi'],
  [{ text: 'the usual place', country: 'be' }, 'country:be'],
  [{ text: '' }, undefined],
  [{}, undefined],
] as const)('%j is %s', (stated, id) => {
  expect(spotOf(stated)?.id).toBe(id);
});

it('reads whatever stands there', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.option(fc.string(), { nil: undefined }),
      (text, country) => {
        const found = spotOf({ text, ...(country !== undefined && { country }) });
        return found === undefined || ['town', 'country'].includes(found.kind);
      },
    ),
  );
  // As long as a list may make it: in a time that grows with it.
  expect(spotOf({ text: '1 , '.repeat(50_000), country: 'fr' })?.id).toBe('country:fr');
});
