import type { Action, Asker } from '../law/index.ts';
import { seldom } from '../watch/index.ts';
import type { ShareGround } from './share-ground.ts';

/** What pages can hear of, with what one must be allowed to do for it. */
export const TOPICS = {
  /** Requests, answers, consents, feedback, corrections and withdrawals between services. */
  requests: 'read-requests',
  /** Whom one may ask, and what became of requests. */
  ask: 'ask-partners',
  partners: 'keep-links',
  /** What is said of persons: lists, corrections, withdrawals, judgements. */
  records: 'read-entity',
} as const satisfies Readonly<Record<string, Action>>;
export type Topic = keyof typeof TOPICS;

/** Tells that something changed, never what: who may see it asks again, and that look is written down. */
export interface Changes {
  /**
   * The gate decides first: throws RefusedError for whoever could not look. Gives the function that ends it. Right for several
   * processes on one store, once {@link OpenedTocsin.follow} is called regularly.
   */
  hear(asker: Asker, topic: Topic, tell: () => void): Promise<() => void>;
  close(): void;
}

/** Pages are told at most so often, ms: they ask anew each time. */
const TELL_EVERY = 400;

export function openChanges({
  gate,
  screening,
  store,
}: Pick<ShareGround, 'gate' | 'screening' | 'store'>): Changes {
  const topics = Object.keys(TOPICS) as readonly Topic[];
  const listeners = new Map(topics.map((topic) => [topic, new Set<() => void>()]));
  const telling = new Map(
    topics.map((topic) => [
      topic,
      seldom(() => {
        for (const listener of listeners.get(topic) ?? []) listener();
      }, TELL_EVERY),
    ]),
  );
  const changed = (...those: readonly Topic[]): void => {
    for (const topic of those) telling.get(topic)?.call();
  };
  const end = store.beats.onChange((beat) => changed(beat, 'ask'));
  screening.onChange(() => changed('records'));
  return {
    async hear(asker, topic, tell) {
      await gate.open(asker, TOPICS[topic]);
      listeners.get(topic)?.add(tell);
      return () => listeners.get(topic)?.delete(tell);
    },
    close() {
      end();
      for (const one of telling.values()) one.end();
    },
  };
}
