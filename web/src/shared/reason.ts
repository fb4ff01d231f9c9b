import { useSyncExternalStore } from 'react';

/** Why somebody looks, and what allows it. Goes with every request that reads a person. */
export interface Reason {
  readonly purpose: string;
  readonly legalBasis: string;
}

// Kept for this tab only: another tab, or tomorrow, is another reason.
const PLACE = 'tocsin-reason';
const listeners = new Set<() => void>();
let current = read();

function read(): Reason | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { purpose, legalBasis } = kept as Partial<Reason>;
    return typeof purpose === 'string' && typeof legalBasis === 'string'
      ? { purpose, legalBasis }
      : undefined;
  } catch {
    return undefined;
  }
}

export const currentReason = (): Reason | undefined => current;

/** Chooses the reason for what follows; `undefined` at sign-out. */
export function chooseReason(reason: Reason | undefined): void {
  current = reason;
  if (reason) sessionStorage.setItem(PLACE, JSON.stringify(reason));
  else sessionStorage.removeItem(PLACE);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useReason = (): Reason | undefined => useSyncExternalStore(subscribe, currentReason);
