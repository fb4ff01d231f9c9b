import { useEffect, useRef, useState } from 'react';
import type { FollowedAnswer } from '../requests/answers.ts';
import { postForLines } from '../shared/http.ts';

export type Subject =
  | { readonly entityId: string }
  | { readonly query: { readonly properties: Readonly<Record<string, readonly string[]>> } };

/** What is asked, as the server takes it. */
export interface Question {
  readonly subject: Subject;
  readonly partners: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseNumber: string;
  readonly activeCase?: { readonly contact: string };
}

export interface Asked {
  readonly question: Question;
  readonly answers: ReadonlyMap<string, FollowedAnswer>;
  /** Answers still come. */
  readonly running: boolean;
  readonly error?: unknown;
}

/** One question to many partners; their answers as they arrive. */
export function useAnswers(): readonly [asked: Asked | undefined, ask: (question: Question) => void] {
  const [asked, setAsked] = useState<Asked>();
  const latest = useRef<AbortController>(undefined);
  // Who leaves the page does not wait for the rest: what was asked is asked, and stands in the ledger.
  useEffect(() => () => latest.current?.abort(), []);
  const ask = (question: Question): void => {
    latest.current?.abort();
    const control = new AbortController();
    latest.current = control;
    setAsked({ question, answers: new Map(), running: true });
    const change = (more: (before: Asked) => Partial<Asked>): void => {
      if (latest.current === control) setAsked((before) => before && { ...before, ...more(before) });
    };
    const run = async (): Promise<void> => {
      try {
        for await (const line of postForLines<FollowedAnswer>('/api/ask', question, control.signal))
          change(({ answers }) => ({ answers: new Map([...answers, [line.partner, line]]) }));
        change(() => ({ running: false }));
      } catch (error) {
        change(() => ({ running: false, error }));
      }
    };
    void run();
  };
  return [asked, ask];
}
