/** What a person decided about two source entities. `unsure` is kept too: it says that somebody looked. */
export const VERDICTS = ['same', 'not-same', 'unsure'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  readonly id: string;
  /** Two source entity ids; the order has no meaning and is kept sorted. */
  readonly left: string;
  readonly right: string;
  readonly verdict: Verdict;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
  /** Set when the judgement was undone. It stays on record. */
  readonly undoneBy?: string;
  readonly undoneAt?: string;
}
