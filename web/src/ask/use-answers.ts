import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FollowedAnswer } from '../requests/answers.ts';
import { postForLines } from '../shared/http.ts';
import { useReason } from '../shared/reason.ts';

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
  readonly control: AbortController;
}

/** Answers that nobody looks at are forgotten after so long, ms: a question is spent, so they outlive a look at another page. */
const KEPT = 60 * 60_000;

/**
 * One question to many partners; their answers as they arrive. They stay for who comes back to the page with the same purpose,
 * and go at sign-out.
 */
export function useAnswers(): readonly [asked: Asked | undefined, ask: (question: Question) => void] {
  const queries = useQueryClient();
  const reason = useReason();
  const key = ['asked', reason];
  const kept = useQuery<Asked | null>({ queryKey: key, queryFn: () => null, enabled: false, gcTime: KEPT });
  const ask = (question: Question): void => {
    const latest = (): Asked | null | undefined => queries.getQueryData<Asked | null>(key);
    latest()?.control.abort();
    const control = new AbortController();
    queries.setQueryData<Asked>(key, { question, answers: new Map(), running: true, control });
    const change = (more: (before: Asked) => Partial<Asked>): void => {
      const before = latest();
      // Asked anew, or signed out: these answers are nobody's any more.
      if (before?.control === control) queries.setQueryData<Asked>(key, { ...before, ...more(before) });
      else control.abort();
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
  return [kept.data ?? undefined, ask];
}
