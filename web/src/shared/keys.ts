import { useEffect } from 'react';

/** Whether somebody is typing: letters then belong to the field. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Keys of a page, by `event.key`; not while typing, except those named in `always`. */
export function useKeys(
  keys: Readonly<Record<string, (event: KeyboardEvent) => void>>,
  always: readonly string[] = [],
): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const run = keys[event.key];
      if (!run || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) && !always.includes(event.key)) return;
      run(event);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
