/**
 * Work that costs the same for one as for many (a durable commit): what comes while a group is being done waits and
 * goes together. Order is kept; a failure is told to everybody in the group.
 */
export interface Grouped<T> {
  /** Resolves when the item's group is done. */
  add(item: T): Promise<void>;
  /** Resolves when so few wait that more may be added. */
  room(): Promise<void>;
}

export function grouped<T>(
  run: (items: readonly T[]) => Promise<void>,
  sizeOf: (item: T) => number,
  { group, waiting: most }: { readonly group: number; readonly waiting: number },
): Grouped<T> {
  let waiting: { readonly item: T; readonly done: (error?: unknown) => void }[] = [];
  let size = 0;
  let running = false;
  let forRoom: (() => void)[] = [];

  const drain = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      let taken = 0;
      let sum = 0;
      while (taken < waiting.length && (taken === 0 || sum < group))
        sum += sizeOf((waiting[taken++] as { item: T }).item);
      const now = waiting.slice(0, taken);
      waiting = waiting.slice(taken);
      size -= sum;
      let failure: unknown;
      try {
        await run(now.map(({ item }) => item));
      } catch (error) {
        failure = error ?? new Error('failed');
      }
      for (const { done } of now) done(failure);
      if (size <= most) {
        for (const go of forRoom) go();
        forRoom = [];
      }
    }
    running = false;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, done: (error) => (error === undefined ? resolve() : reject(error)) });
        size += sizeOf(item);
        if (!running) void drain();
      }),
    room: () => (size <= most ? Promise.resolve() : new Promise((resolve) => forRoom.push(resolve))),
  };
}
