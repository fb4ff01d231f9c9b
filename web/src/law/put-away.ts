import { useState } from 'react';

/** Partner → since when it was silent when somebody put that away. When it was heard meanwhile, it is told of anew. */
type Away = Readonly<Record<string, string>>;

const placeOf = (account: string): string => `tocsin-away-${account}`;

function read(account: string): Away {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(account)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Away) : {};
  } catch {
    return {};
  }
}

/** Silent partners that an account has put away, on this machine: what lasts is not written down as seen for good. */
export function usePutAwayPartners(
  account: string | undefined,
): readonly [Away, (partner: string, since: string) => void] {
  const [away, setAway] = useState<Away>(() => (account === undefined ? {} : read(account)));
  return [
    away,
    (partner, since) => {
      if (account === undefined) return;
      const next = { ...read(account), [partner]: since };
      localStorage.setItem(placeOf(account), JSON.stringify(next));
      setAway(next);
    },
  ];
}
