/** The log of what was done on the chart: everything in it can be taken back and done again. Pure. */

/** What a state becomes. Producers take their values first: `add(ids)(state)`. */
export type Produce<State> = (state: State) => State;

/** One thing that somebody did. `effect`: what it left at the server, by which it is taken back there. */
export interface Step<State, Effect> {
  readonly number: number;
  /** In a few words: "Put 3 persons on the chart". */
  readonly title: string;
  readonly before: State;
  readonly after: State;
  readonly effect?: Effect;
}

export interface Log<State, Effect> {
  readonly now: State;
  /** Oldest first. */
  readonly past: readonly Step<State, Effect>[];
  /** The next to be done again comes first. */
  readonly future: readonly Step<State, Effect>[];
  readonly next: number;
}

// States share what did not change; a chart of 5,000 moved persons is some 400 kB a step.
const MOST_STEPS = 300;

export const begin = <State, Effect>(now: State): Log<State, Effect> => ({
  now,
  past: [],
  future: [],
  next: 1,
});

/**
 * Does something. What had been taken back is then gone; a producer that changes nothing leaves no step, unless it has an
 * effect. What had been taken back stays then: the answer of a server may come late, and still fits the state.
 */
export function act<State, Effect>(
  log: Log<State, Effect>,
  title: string,
  produce: Produce<State>,
  effect?: Effect,
): Log<State, Effect> {
  const after = produce(log.now);
  if (after === log.now && effect === undefined) return log;
  const step = { number: log.next, title, before: log.now, after, ...(effect !== undefined && { effect }) };
  const past = [...log.past, step].slice(-MOST_STEPS);
  return { now: after, past, future: after === log.now ? log.future : [], next: log.next + 1 };
}

/** Changes the state as part of the last step: a layout that comes to rest belongs to what set it off. */
export function amend<State, Effect>(log: Log<State, Effect>, produce: Produce<State>): Log<State, Effect> {
  const now = produce(log.now);
  if (now === log.now) return log;
  const last = log.past.at(-1);
  return { ...log, now, past: last ? [...log.past.slice(0, -1), { ...last, after: now }] : log.past };
}

/** Another effect for a step, wherever it is. */
export function withEffect<State, Effect>(
  log: Log<State, Effect>,
  number: number,
  effect: Effect,
): Log<State, Effect> {
  const changed = (step: Step<State, Effect>): Step<State, Effect> =>
    step.number === number ? { ...step, effect } : step;
  return { ...log, past: log.past.map(changed), future: log.future.map(changed) };
}

/**
 * A step that could not be taken back is one still, and the last: what it did lies at the server, not in the state, which
 * stays as it is. So with whatever else was done or taken back meanwhile.
 */
export function stayed<State, Effect>(
  log: Log<State, Effect>,
  step: Step<State, Effect>,
  effect: Effect,
): Log<State, Effect> {
  const others = without(log, step.number);
  const last = { ...step, before: log.now, after: log.now, effect };
  return { ...others, past: [...others.past, last].slice(-MOST_STEPS) };
}

/** A step that could not be done again is the next to be done again. */
export function stayedBack<State, Effect>(
  log: Log<State, Effect>,
  step: Step<State, Effect>,
  effect: Effect,
): Log<State, Effect> {
  const others = without(log, step.number);
  return { ...others, future: [{ ...step, before: log.now, after: log.now, effect }, ...others.future] };
}

function without<State, Effect>(log: Log<State, Effect>, number: number): Log<State, Effect> {
  const other = (step: Step<State, Effect>): boolean => step.number !== number;
  return { ...log, past: log.past.filter(other), future: log.future.filter(other) };
}

/** Takes the last step back. The same log where there is none. */
export function undo<State, Effect>(log: Log<State, Effect>): Log<State, Effect> {
  const step = log.past.at(-1);
  if (!step) return log;
  return { ...log, now: step.before, past: log.past.slice(0, -1), future: [step, ...log.future] };
}

/** Does again what was taken back last. */
export function redo<State, Effect>(log: Log<State, Effect>): Log<State, Effect> {
  const [step, ...future] = log.future;
  if (!step) return log;
  return { ...log, now: step.after, past: [...log.past, step], future };
}
