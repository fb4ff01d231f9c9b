import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Topic } from '../../../src/share/index.ts';
import { useReason } from './reason.ts';
import { address } from './request-address.ts';

/** Hears from the server that something changed, and reads what is shown again. Gives whether the server is heard. */
export function useChangeStream(url: string, ...shown: readonly string[]): boolean {
  const queries = useQueryClient();
  const [heard, setHeard] = useState(true);
  const keys = useRef(shown);
  useEffect(() => {
    const source = new EventSource(url);
    let first = true;
    source.addEventListener('change', () => {
      // The first comes with the stream: what is being read at that moment need not be read twice.
      for (const key of keys.current)
        void queries.invalidateQueries({ queryKey: [key] }, { cancelRefetch: !first });
      first = false;
    });
    source.addEventListener('open', () => setHeard(true));
    source.addEventListener('error', () => setHeard(false));
    return () => source.close();
  }, [queries, url]);
  return heard;
}

/** {@link useChangeStream} for what partners and this service do together; the gate decides whether this purpose may hear it. */
export function useChanges(topic: Topic, ...shown: readonly string[]): boolean {
  const { purpose, legalBasis } = useReason() ?? {};
  return useChangeStream(address('/api/changes', { topic, purpose, legalBasis }), ...shown);
}
