import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './index.ts';

it('gives the bytes of RFC 8785, section 3.2.3', () => {
  const input = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"\u002f',
    literals: [null, true, false],
  };
  expect(canonicalJson(input)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  // Sorted by UTF-16 code units: a surrogate pair comes before U+FB33.
  expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '1': 3, '\r': 4 })).toBe(
    '{"\\r":4,"1":3,"\u{1f600}":2,"\ufb33":1}',
  );
});

it('does not depend on the order of keys, and says the same as JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      const turned = JSON.parse(text, (_, inner) =>
        inner !== null && typeof inner === 'object' && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).reverse())
          : inner,
      );
      expect(canonicalJson(turned)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it.each([[Number.NaN], ['\ud800'], [{ '\udc00': 1 }], [undefined]])('refuses %j', (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
