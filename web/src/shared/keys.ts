import { useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

/** What a key does; true where it did something, and the browser shall not do its own. */
export type KeyAction = (event: KeyboardEvent) => boolean | undefined;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, [role="listbox"], [role="menu"] *') ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)));

/**
 * Keys of a page, by `event.key` in small letters. They rest while somebody types, in a dialog, and with Ctrl, Alt or
 * Cmd. `first`: these are asked before those of the page, which then do not see the key.
 */
export function useKeys(keys: Readonly<Record<string, KeyAction>>, first = false): void {
  const latest = useRef(keys);
  // With the drawing, not after it: a key must never meet the actions of a page that is no longer shown.
  useLayoutEffect(() => {
    latest.current = keys;
  });
  // From the moment the page is there to be seen.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      const action = latest.current[event.key.toLowerCase()];
      // Drawn before the next key: two that are pressed at once mean what they mean one after the other.
      if (!action || !flushSync(() => action(event))) return;
      event.preventDefault();
      if (first) event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', listen, first);
    return () => window.removeEventListener('keydown', listen, first);
  }, [first]);
}
