/** What was recently used, up to a budget; pure apart from what it remembers. */
export interface Memo<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/**
 * Two generations: a cache of the recently used for the price of two maps. `costOf` a value and `budget` are in bytes; never
 * more than the budget and one value is held.
 */
export function memoOf<Value>(budget: number, costOf: (value: Value) => number): Memo<Value> {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  let spent = 0;
  const set = (key: string, value: Value): void => {
    const before = young.get(key);
    spent += costOf(value) - (before === undefined ? 0 : costOf(before));
    young.set(key, value);
    if (spent < budget / 2) return;
    old = young;
    young = new Map();
    spent = 0;
  };
  return {
    get(key) {
      const known = young.get(key);
      if (known !== undefined) return known;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
    set,
  };
}
