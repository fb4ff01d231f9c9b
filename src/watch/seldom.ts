/** Calls at once, and then at most once in each so many milliseconds: whatever comes meanwhile goes together. */
export function seldom(run: () => void, ms: number): { readonly call: () => void; readonly end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const pause = (): void => {
    timer = setTimeout(() => {
      timer = undefined;
      if (again) call();
    }, ms);
    timer.unref();
  };
  const call = (): void => {
    again = timer !== undefined;
    if (again) return;
    run();
    pause();
  };
  return { call, end: () => clearTimeout(timer) };
}
