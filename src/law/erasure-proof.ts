import { createHash } from 'node:crypto';

/**
 * What an erasure writes into the ledger: how many of each kind, and a SHA-256 over their sorted ids. Whoever has the ids (a backup, a log
 * of the sender) can show that just these were erased; from the digest nobody learns them.
 */
export const erasureProof = (ids: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(ids).map(([what, of]) => {
    if (of.length === 0) return `${what} 0`;
    const digest = createHash('sha256')
      .update([...of].sort().join('\n'))
      .digest('hex');
    return `${what} ${of.length} sha256:${digest}`;
  });
