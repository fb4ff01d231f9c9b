import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  act,
  amend,
  begin,
  type Log,
  redo,
  stayed,
  stayedBack,
  undo,
  withEffect,
} from '../../../web/src/network/log.ts';

const add = (n: number) => (state: number) => state + n;
type Numbers = Log<number, string>;

test('any row of steps, taken back one by one, ends where it began, and done again where it was', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }), (changes) => {
      let log: Numbers = begin(7);
      for (const n of changes) log = act(log, `add ${n}`, add(n));
      const end = log.now;
      const steps = log.past.length;
      expect(steps).toBe(changes.filter((n) => n !== 0).length);
      for (let i = 0; i < steps; i++) log = undo(log);
      expect(log.now).toBe(7);
      expect(undo(log)).toBe(log);
      for (let i = 0; i < steps; i++) log = redo(log);
      expect(log.now).toBe(end);
      expect(redo(log)).toBe(log);
    }),
  );
});

test('a new step ends what had been taken back', () => {
  const log = act(undo(act(begin<number, string>(0), 'one', add(1))), 'two', add(2));
  expect(log.future).toEqual([]);
  expect(log.past.map(({ title }) => title)).toEqual(['two']);
});

test('what is amended goes with its step', () => {
  let log: Numbers = act(begin(0), 'one', add(1));
  log = amend(log, add(10));
  expect(log.now).toBe(11);
  log = undo(log);
  expect(log.now).toBe(0);
  expect(redo(log).now).toBe(11);
});

test('a step with an effect stays in the log though nothing on the chart changed', () => {
  let log: Numbers = act(begin(0), 'ask', (state) => state, 'asked');
  expect(log.past[0]?.effect).toBe('asked');
  log = withEffect(log, 1, 'asked again');
  expect(log.past[0]?.effect).toBe('asked again');
});

test('an effect that comes late leaves what had been taken back', () => {
  let log: Numbers = undo(act(begin(0), 'one', add(1)));
  log = act(log, 'ask', (state) => state, 'asked');
  expect(log.past.map(({ title }) => title)).toEqual(['ask']);
  expect(redo(log).now).toBe(1);
});

// Steps whose deed lies at the server change nothing here; the server fails whenever it likes, late too.
test('whatever fails at the server, every step is there once, and the rest goes back to where it began', () => {
  const deed = fc.constantFrom('add', 'keep', 'undo', 'redo', 'fail');
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      let log: Numbers = begin(7);
      let asked: { readonly step: Numbers['past'][number]; readonly back: boolean } | undefined;
      let kept = 0;
      for (const one of deeds) {
        const [last, next] = [log.past.at(-1), log.future[0]];
        if (one === 'add') log = act(log, 'add', add(1));
        else if (one === 'keep') {
          log = act(log, 'keep', (state) => state, 'kept');
          kept++;
        } else if (one === 'undo') {
          if (last?.effect) asked = { step: last, back: true };
          log = undo(log);
        } else if (one === 'redo') {
          if (next?.effect) asked = { step: next, back: false };
          log = redo(log);
        } else if (asked) {
          const { step, back } = asked;
          log = (back ? stayed : stayedBack)(log, step, 'failed');
          expect(back ? log.past.at(-1) : log.future[0]).toMatchObject({
            number: step.number,
            effect: 'failed',
          });
          asked = undefined;
        }
        const numbers = [...log.past, ...log.future].map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const [at, step] of log.past.entries())
          expect(step.after).toBe(log.past[at + 1]?.before ?? log.now);
      }
      expect(log.past.filter(({ effect }) => effect).length).toBeLessThanOrEqual(kept);
      for (let i = log.past.length; i > 0; i--) log = undo(log);
      expect(log.now).toBe(7);
    }),
  );
});
