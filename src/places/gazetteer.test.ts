import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countrySpot, townNamed, townOfCode } from './gazetteer.ts';
import { everyPlace } from './places.ts';

describe('a town', () => {
  it('is the same by its airports and by its name, however that is written', () => {
    const paris = townNamed('Paris', 'fr');
    expect(paris).toMatchObject({
      ...{ id: 'town:fr:paris', kind: 'town', name: 'Paris', country: 'fr' },
      codes: expect.arrayContaining(['CDG', 'ORY']),
    });
    for (const code of ['CDG', 'ORY', 'cdg']) expect(townOfCode(code)).toBe(paris);
    expect(townNamed('PARIS', 'fr')).toBe(paris);
    expect(townNamed('bouake', 'ci')).toBe(townNamed('Bouaké', 'ci'));
    expect(townNamed('são paulo', 'br')?.codes).toContain('GRU');
  });

  it('is looked for in one country, and not guessed where two are called so', () => {
    expect(townNamed('Paris', 'us')?.id).not.toBe('town:fr:paris');
    expect(townNamed('Paris', 'de')).toBeUndefined();
    expect(townNamed('Portland', 'us')).toBeUndefined();
    // By their airports they are two.
    expect(townOfCode('PDX')?.id).not.toBe(townOfCode('PWM')?.id);
    expect(townOfCode('PDX')).toMatchObject({ name: 'Portland', longitude: -122.6 });
  });

  it('is not made of what nobody knows', () => {
    for (const name of ['', ' ', 'Nowhere', '__proto__', 'constructor']) {
      expect(townNamed(name, 'fr')).toBeUndefined();
      expect(countrySpot(name)).toBeUndefined();
      expect(townOfCode(name)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, country) => {
        const found = townNamed(name, country);
        return found === undefined || found.country === country;
      }),
    );
  });
});

describe('a country', () => {
  it('is near its middle, on the globe', () => {
    expect(countrySpot('fr')).toMatchObject({ id: 'country:fr', kind: 'country', name: 'France', codes: [] });
    const { latitude = 0, longitude = 0 } = countrySpot('fr') ?? {};
    expect(Math.hypot(latitude - 46.5, longitude - 2.5)).toBeLessThan(2);
    // Airports on both sides of the date line.
    expect(Math.abs(countrySpot('fj')?.longitude ?? 0)).toBeGreaterThan(170);
    expect(countrySpot('ad')?.latitude).toBe(42.5);
  });
});

it('has each code once, in one place, near where the airport is', () => {
  for (const { code, latitude, longitude, country } of everyPlace()) {
    const spot = townOfCode(code);
    expect(spot?.country).toBe(country);
    expect(spot?.codes).toContain(code);
    expect(Math.abs((spot?.latitude ?? 99) - latitude)).toBeLessThan(1.5);
    expect(Math.cos(((spot?.longitude ?? 0) - longitude) * (Math.PI / 180))).toBeGreaterThan(0.99);
  }
});
