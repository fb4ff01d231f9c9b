import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, takeHullRoom, takeRoom } from '../../../web/src/network/labels.ts';

const box = fc.record({
  left: fc.integer({ min: 0, max: 300 }),
  top: fc.integer({ min: 0, max: 200 }),
  width: fc.integer({ min: 1, max: 80 }),
  height: fc.integer({ min: 1, max: 12 }),
});
const apart = (a: Box, b: Box): boolean =>
  a.left >= b.left + b.width ||
  b.left >= a.left + a.width ||
  a.top >= b.top + b.height ||
  b.top >= a.top + a.height;

test('no name stands on another; one that must stand there does', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 40 }), box, (names, must) => {
      const taken: Box[] = [];
      const stand = names.filter((name) => takeRoom(taken, name));
      expect(taken).toEqual(stand);
      for (const [at, one] of stand.entries())
        for (const other of stand.slice(at + 1)) expect(apart(one, other)).toBe(true);
      expect(takeRoom(taken, must, true)).toBe(true);
      expect(takeRoom(taken, must)).toBe(false);
    }),
  );
});

test('the name of a hull goes over it, else under it, else beside it', () => {
  const hull = [
    { x: 100, y: 100 },
    { x: 140, y: 100 },
    { x: 120, y: 140 },
  ];
  const taken: Box[] = [];
  const places = [1, 2, 3, 4, 5].map(() => takeHullRoom(taken, hull, { width: 50, height: 11 }));
  const [over, under, left, right, none] = places as [Box, Box, Box, Box, Box];
  expect(over.top + over.height).toBeLessThan(100);
  expect(under.top).toBeGreaterThan(140);
  expect(left.left + left.width).toBeLessThan(100);
  expect(right.left).toBeGreaterThan(140);
  // Where there is no room it has a name still.
  expect(none).toEqual(over);
});
