import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstPlaces, hullOf, isInside, walk } from '../../../web/src/network/places.ts';

test('newcomers stand beside those they are tied to, nobody on another, and the same each time', () => {
  const places = { a: { x: 0, y: 0 }, b: { x: 1_000, y: 0 } };
  const ties = [
    { a: 'b', b: 'c' },
    { a: 'd', b: 'b' },
  ];
  const first = firstPlaces(['c', 'd', 'e'], ties, places);
  expect(Object.keys(first)).toEqual(['c', 'd', 'e']);
  for (const id of ['c', 'd']) expect(Math.hypot(first[id]!.x - 1_000, first[id]!.y)).toBeLessThan(100);
  expect(first.e!.x !== first.c!.x || first.e!.y !== first.c!.y).toBe(true);
  expect(firstPlaces(['e', 'd', 'c'], ties, places)).toEqual(first);
});

test('who is on the chart gets no first place again, whatever the ids are', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (there, newcomers) => {
      const places = Object.fromEntries(there.map((id, i) => [id, { x: i, y: 0 }]));
      const first = firstPlaces(newcomers, [], places);
      for (const id of Object.keys(first)) expect(Object.hasOwn(places, id)).toBe(false);
      for (const { x, y } of Object.values(first))
        expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    }),
  );
});

test('arrows lead to the neighbour who lies there', () => {
  const places = {
    me: { x: 0, y: 0 },
    east: { x: 10, y: 1 },
    far: { x: 50, y: 0 },
    north: { x: 1, y: 10 },
  };
  const all = ['east', 'far', 'north', 'nobody'];
  expect(walk('me', 'right', all, places)).toBe('east');
  expect(walk('me', 'up', all, places)).toBe('north');
  expect(walk('me', 'left', all, places)).toBeUndefined();
  expect(walk('nobody', 'left', all, places)).toBeUndefined();
});

test('a lasso holds what is inside, also where it is hollow', () => {
  const hollow = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 5, y: 3 },
    { x: 0, y: 10 },
  ];
  expect(isInside({ x: 2, y: 3 }, hollow)).toBe(true);
  expect(isInside({ x: 5, y: 8 }, hollow)).toBe(false);
  expect(isInside({ x: 20, y: 3 }, hollow)).toBe(false);
});

test('a hull holds all its points', () => {
  const point = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 30 }), (points) => {
      const hull = hullOf(points);
      for (let i = 0; i < hull.length && hull.length > 2; i++) {
        const [a, b] = [hull[i]!, hull[(i + 1) % hull.length]!];
        for (const p of points)
          expect((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
