import fc from 'fast-check';

/** One way in which a file may be damaged; positions and lengths are shares of the file. */
type Damage =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'flip'; readonly at: number; readonly mask: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number }
  | { readonly kind: 'remove'; readonly at: number; readonly length: number };

const at = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.double({ min: 0, max: 0.2, noNaN: true });
const hostile = fc.constantFrom(
  '\u0000',
  '\u001a',
  '\u202e',
  '"',
  '\n',
  '<',
  '>',
  '&',
  ']]>',
  '<!--',
  '&#0;',
  ',',
  ';',
  '(',
);

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at }),
  fc.record({ kind: fc.constant('flip' as const), at, mask: fc.integer({ min: 1, max: 255 }) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at,
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      hostile.map((text) => new TextEncoder().encode(text)),
    ),
  }),
  fc.record({ kind: fc.constant('repeat' as const), at, length }),
  fc.record({ kind: fc.constant('remove' as const), at, length }),
);

/** The file after one to four damages: cut off, bits flipped, bytes put in, parts taken out or doubled. */
export function damaged(file: Buffer): fc.Arbitrary<Buffer> {
  return fc.array(damage, { minLength: 1, maxLength: 4 }).map((all) => all.reduce(apply, file));
}

function apply(bytes: Buffer, one: Damage): Buffer {
  const place = Math.floor(one.at * bytes.length);
  const before = bytes.subarray(0, place);
  const after = bytes.subarray(place);
  switch (one.kind) {
    case 'cut':
      return Buffer.from(before);
    case 'flip': {
      const copy = Buffer.from(bytes);
      if (place < copy.length) copy[place] = (copy[place] ?? 0) ^ one.mask;
      return copy;
    }
    case 'insert':
      return Buffer.concat([before, one.bytes, after]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, Math.floor(one.length * bytes.length)), after]);
    case 'remove':
      return Buffer.concat([before, after.subarray(Math.floor(one.length * bytes.length))]);
  }
}
