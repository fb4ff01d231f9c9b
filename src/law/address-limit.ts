import { ADDRESS_FAILURES, ADDRESS_WINDOW, ADDRESSES } from './tuning.ts';

/** Failed (or begun) attempts by address, in memory. Times in milliseconds. */
export interface AddressLimit {
  /** How long the address waits; 0 if it need not. */
  wait(address: string, now: number): number;
  failed(address: string, now: number): void;
}

/** Slows down who tries many accounts from one place. Forgets the oldest address when there are too many. */
export function openAddressLimit(most = ADDRESS_FAILURES): AddressLimit {
  const failures = new Map<string, { count: number; since: number }>();
  const current = (address: string, now: number) => {
    const entry = failures.get(address);
    return entry && now - entry.since < ADDRESS_WINDOW ? entry : undefined;
  };
  return {
    wait(address, now) {
      const entry = current(address, now);
      return entry && entry.count >= most ? entry.since + ADDRESS_WINDOW - now : 0;
    },
    failed(address, now) {
      const entry = current(address, now) ?? { count: 0, since: now };
      entry.count++;
      failures.delete(address);
      failures.set(address, entry);
      const [oldest] = failures.keys();
      if (failures.size > ADDRESSES && oldest !== undefined) failures.delete(oldest);
    },
  };
}
