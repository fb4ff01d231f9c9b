import { expect, test } from 'vitest';
import { act, begin, undo } from '../../../web/src/network/log.ts';
import {
  during,
  fold,
  group,
  look,
  mark,
  move,
  NOTHING,
  note,
  personsOf,
  pin,
  put,
  rename,
  swipe,
  take,
  under,
  viewOf,
  type Work,
  workOf,
} from '../../../web/src/network/work.ts';

const ABC = put({ a: { x: 1, y: 1 }, b: { x: 2, y: 2 }, c: { x: 3, y: 3 } })(NOTHING);

test('who is there stays where they are', () => {
  expect(put({ a: { x: 9, y: 9 }, d: { x: 4, y: 4 } })(ABC).places.a).toEqual({ x: 1, y: 1 });
  expect(put({ a: { x: 9, y: 9 } })(ABC)).toBe(ABC);
});

test('a layout moves nobody who is pinned; a person does', () => {
  const pinned = pin(['a'])(ABC);
  const moved = move({ a: { x: 7, y: 7 }, b: { x: 8, y: 8 } })(pinned);
  expect(moved.places).toMatchObject({ a: { x: 1, y: 1, pinned: true }, b: { x: 8, y: 8 } });
  expect(move({ a: { x: 7, y: 7 } }, true)(pinned).places.a).toEqual({ x: 7, y: 7, pinned: true });
  expect(move({ z: { x: 7, y: 7 } })(ABC)).toBe(ABC);
  expect(pin(['a'])(pinned).places.a).toEqual({ x: 1, y: 1 });
});

test('what hung on a person goes with them', () => {
  const work = [
    note({ person: 'a' }, 'look at this'),
    note({ chart: true }, 'the whole'),
    mark({ persons: ['a', 'b'], edges: ['a~b'] }),
    group([{ id: 'g', name: 'G', persons: ['a', 'b', 'c'], folded: false }]),
    take(['a']),
  ].reduce((state: Work, produce) => produce(state), ABC);
  expect(personsOf(work)).toEqual(['b', 'c']);
  expect(work.notes).toEqual([{ on: { chart: true }, text: 'the whole' }]);
  expect(work.way).toBeUndefined();
  expect(work.groups[0]?.persons).toEqual(['b', 'c']);
});

test('work on joined persons goes to the joined; nothing is renamed that is left alone', () => {
  const became = { a: 'b' };
  expect(under(became, (work) => work)(ABC)).toBe(ABC);
  const moved = under(became, move({ b: { x: 9, y: 9 } }))(ABC);
  expect(moved.places).toEqual({ b: { x: 9, y: 9 }, c: { x: 3, y: 3 } });
  const log = act(begin(ABC), 'move', under(became, move({ b: { x: 9, y: 9 } })));
  expect(personsOf(undo(log).now)).toEqual(['a', 'b', 'c']);
});

test('a person who was joined into another hands over place, group and note', () => {
  const work = rename({ a: 'b2' })(
    note({ person: 'a' }, 'n')(group([{ id: 'g', name: 'G', persons: ['a', 'c'], folded: true }])(ABC)),
  );
  expect(personsOf(work)).toEqual(['b', 'b2', 'c']);
  expect(work.groups[0]?.persons).toEqual(['b2', 'c']);
  expect(work.notes[0]?.on).toEqual({ person: 'b2' });
});

test('an empty note is none', () => {
  expect(note({ chart: true }, ' ')(note({ chart: true }, 'x')(ABC)).notes).toEqual([]);
});

test('a saved view comes back as it was', () => {
  const work = [
    pin(['a']),
    look('nobody'),
    swipe('be'),
    during({ clock: 'known', from: '2015-01', until: '2015-11', day: '2015-11-13' }),
    group([{ id: 'g', name: 'G', persons: ['a', 'b'], certainty: 0.8, folded: true }]),
    mark({ persons: ['a', 'b'], edges: ['a~b'] }),
    note({ edge: 'a~b' }, 'why?'),
  ].reduce((state: Work, produce) => produce(state), ABC);
  const view = viewOf(work);
  expect(view.clocks).toEqual({ known: '2015-11-13' });
  expect(workOf(JSON.parse(JSON.stringify(view)))).toEqual(work);
});

test('a page state that somebody else wrote is taken only as far as it fits', () => {
  const state = {
    places: [{ id: '__proto__', x: 1, y: 2 }],
    notes: [],
    page: {
      lens: 'something',
      groups: [{ id: 1 }, { id: 'g', name: 'G', persons: ['a'], folded: false }],
      span: { clock: 'known', from: 'x', until: '2015-01' },
      swipe: 7,
      way: { persons: 'a' },
    },
  };
  const work = workOf(state);
  expect(work.lens).toBe('owners');
  expect(work.groups.map(({ id }) => id)).toEqual(['g']);
  expect(work.span).toBeUndefined();
  expect(work.swipe).toBeUndefined();
  expect(work.way).toBeUndefined();
});

test('folding, and taking it back', () => {
  const folded = group([{ id: 'g', name: 'G', persons: ['a', 'b'], folded: false }])(ABC);
  const log = act(begin<Work, never>(folded), 'fold', fold('g', true));
  expect(log.now.groups[0]?.folded).toBe(true);
  expect(undo(log).now).toBe(folded);
});
