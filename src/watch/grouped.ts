/**
 * Work that costs the same for one as for many (a durable commit): what comes while groups are being done waits and goes
 * together. Groups that touch the same keys run one after the other, in order; others beside each other, so that one is
 * matched while another is written. A group that fails is done again one by one, so that one failure takes no neighbour along.
 */
export interface Grouped<T> {
  /** Resolves when the item's group is done. */
  add(item: T): Promise<void>;
  /** Resolves when so few wait that more may be added. */
  room(): Promise<void>;
  /** Resolves when nothing waits and nothing runs. */
  idle(): Promise<void>;
}

export interface GroupedOptions<T> {
  readonly sizeOf: (item: T) => number;
  readonly keysOf: (item: T) => readonly string[];
  /** Size from which a group is full. */
  readonly group: number;
  /** Size that may wait. */
  readonly waiting: number;
  /** Groups that run beside each other. */
  readonly lanes: number;
}

interface Waiting<T> {
  readonly item: T;
  readonly keys: readonly string[];
  readonly size: number;
  readonly done: (error?: unknown) => void;
}

export function grouped<T>(
  run: (items: readonly T[]) => Promise<void>,
  { sizeOf, keysOf, group, waiting: most, lanes }: GroupedOptions<T>,
): Grouped<T> {
  let waiting: Waiting<T>[] = [];
  let size = 0;
  let running = 0;
  const busy = new Set<string>();
  let forRoom: (() => void)[] = [];
  let forIdle: (() => void)[] = [];

  /** As many as fit, without those whose keys are being written, and without what came after them for the same keys. */
  const take = (): readonly Waiting<T>[] => {
    const taken: Waiting<T>[] = [];
    const left: Waiting<T>[] = [];
    const blocked = new Set(busy);
    let sum = 0;
    for (const one of waiting) {
      if ((sum > 0 && sum >= group) || one.keys.some((key) => blocked.has(key))) {
        for (const key of one.keys) blocked.add(key);
        left.push(one);
        continue;
      }
      sum += one.size;
      taken.push(one);
    }
    waiting = left;
    size -= sum;
    return taken;
  };

  const failuresOf = async (group: readonly Waiting<T>[]): Promise<ReadonlyMap<Waiting<T>, unknown>> => {
    try {
      await run(group.map(({ item }) => item));
      return new Map();
    } catch (error) {
      const [only, ...others] = group;
      if (only && others.length === 0) return new Map([[only, error ?? new Error('failed')]]);
      const failures = new Map<Waiting<T>, unknown>();
      for (const one of group) for (const [failed, why] of await failuresOf([one])) failures.set(failed, why);
      return failures;
    }
  };

  const runOne = async (taken: readonly Waiting<T>[]): Promise<void> => {
    running++;
    const keys = new Set(taken.flatMap((one) => one.keys));
    for (const key of keys) busy.add(key);
    const failures = await failuresOf(taken);
    running--;
    for (const key of keys) busy.delete(key);
    for (const one of taken) one.done(failures.get(one));
    drain();
  };

  const drain = (): void => {
    while (running < lanes && waiting.length > 0) {
      const taken = take();
      if (taken.length === 0) break;
      void runOne(taken);
    }
    if (size <= most) {
      for (const go of forRoom) go();
      forRoom = [];
    }
    if (running === 0 && waiting.length === 0) {
      for (const go of forIdle) go();
      forIdle = [];
    }
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        const own = sizeOf(item);
        const done = (error?: unknown): void => (error === undefined ? resolve() : reject(error));
        waiting.push({ item, keys: keysOf(item), size: own, done });
        size += own;
        drain();
      }),
    room: () => (size <= most ? Promise.resolve() : new Promise((resolve) => forRoom.push(resolve))),
    idle: () =>
      running === 0 && waiting.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => forIdle.push(resolve)),
  };
}
