import type { Gate, Matter } from '../law/index.ts';
import { type Actor, NotFoundError } from '../screening/index.ts';
import {
  type HitChange,
  type HitEvent,
  type Judged,
  KEPT,
  type QueuedHit,
  type StoredHit,
  type Travel,
} from '../store/index.ts';
import { CLAIM_MINUTES, DAY_MS } from './tuning.ts';
import { type HitStep, type Outcome, REASONS, type Watch, WatchError } from './types.ts';

type Decisions = Pick<
  Watch,
  | 'officers'
  | 'claim'
  | 'release'
  | 'handOver'
  | 'decide'
  | 'reopen'
  | 'propose'
  | 'approve'
  | 'outcome'
  | 'closeMatter'
>;

const isFresh = ({ claimedAt = '' }: StoredHit, now: Date): boolean =>
  now.getTime() - Date.parse(claimedAt) < CLAIM_MINUTES * 60_000;

/**
 * Who is looking at a hit now. A claim that nobody renewed has ended; one that was handed over has not begun, and waits for whom it
 * was given to.
 */
export const claimant = (hit: StoredHit, now: Date): string | undefined =>
  hit.handedBy !== undefined || isFresh(hit, now) ? hit.claimedBy : undefined;

const unclaimed = ({ claimedBy: _, claimedAt: __, handedBy: ___, ...hit }: StoredHit): StoredHit => hit;

/** As if nobody had judged it. */
const unjudged = ({
  verdict: _,
  judged: __,
  outdated: ___,
  outcome: ____,
  closedAt: _____,
  ...hit
}: StoredHit): StoredHit => hit;

const proposalIn = (events: readonly HitEvent[]): HitEvent | undefined =>
  events.findLast(({ what }) => what === 'proposed');

/** After these a matter goes on, and keeps its traveller. */
const GOES_ON: readonly Outcome[] = ['stopped', 'support-programme'];

export interface DecisionOptions {
  readonly travel: Travel;
  readonly gate: Gate;
  /** Accounts that may decide hits. */
  readonly officers: () => Promise<readonly string[]>;
  readonly now: () => Date;
  readonly onChange: () => void;
}

/** What people do with hits: each step is decided by the gate, alone with the hit, and written to its history. */
export function openDecisions({ travel, gate, officers, now, onChange }: DecisionOptions): Decisions {
  const step = (
    actor: Actor,
    hitId: string,
    change: (
      found: QueuedHit,
      events: readonly HitEvent[],
    ) => Omit<HitChange, 'event'> & { readonly what: string; readonly value?: Record<string, unknown> },
    matter: Matter = {},
  ): Promise<HitStep> =>
    gate.pass(actor, 'decide-hits', { ids: [hitId], matter }, async () => {
      const done = await travel.changeHit(hitId, (found, events) => {
        const { what, value = {}, ...changed } = change(found, events);
        const said = { at: now().toISOString(), by: actor.account, what, value };
        return {
          ...changed,
          hit: { ...changed.hit, updatedAt: said.at },
          event: { hit: hitId, ...said },
          result: { ids: [found.hit.traveller, found.hit.entityId], said },
        };
      });
      if (!done) throw new NotFoundError(`there is no hit ${hitId}`);
      onChange();
      return { result: done.said, ids: done.ids };
    });

  const mustBeFree = (hit: StoredHit, actor: Actor): void => {
    const other = claimant(hit, now());
    if (other !== undefined && other !== actor.account)
      throw new WatchError(
        hit.handedBy === undefined
          ? `${other} is looking at this hit.`
          : `${hit.handedBy} handed this hit to ${other}.`,
      );
  };
  const mustHold = (hit: StoredHit): void => {
    if (hit.closedAt !== undefined) throw new WatchError('This matter is closed; open it again first.');
    if (hit.outdated !== undefined)
      throw new WatchError(
        hit.outdated === 'gone'
          ? 'The entry does not match any more since this was judged; open it again first.'
          : 'The entry has changed since this was judged; open it again first.',
      );
  };
  const claimedBy = ({ handedBy: _, ...hit }: StoredHit, account: string): StoredHit => ({
    ...hit,
    claimedBy: account,
    claimedAt: now().toISOString(),
  });
  const noted = (note: string | undefined): { readonly note?: string } => (note ? { note } : {});
  const judgedNow = ({ grade, fingerprint, datasets }: StoredHit): Judged => ({
    at: now().toISOString(),
    grade,
    fingerprint,
    datasets,
  });
  /** What is remembered of a verdict: "not the same" of this traveller and this entry, nothing of another. */
  const memoryOf = (
    { hit, traveller: { identity } }: QueuedHit,
    verdict: string,
    actor: Actor,
  ): Pick<HitChange, 'clear' | 'forget'> => {
    if (!identity) return {};
    const { entityId, fingerprint, grade } = hit;
    if (verdict !== 'not-same') return { forget: { identity, entityId } };
    const at = now();
    return {
      clear: {
        identity,
        entityId,
        fingerprint,
        grade,
        hit: hit.id,
        by: actor.account,
        at: at.toISOString(),
        expiresAt: new Date(at.getTime() + KEPT.cleared * DAY_MS).toISOString(),
      },
    };
  };

  return {
    officers: (actor) =>
      gate.pass(actor, 'decide-hits', {}, async () => {
        const result = await officers();
        return { result, ids: [], count: result.length };
      }),

    claim: (actor, hitId) =>
      step(actor, hitId, ({ hit }) => {
        // Handed over to somebody who did not come for it: another may take it, and says so by claiming it.
        if (hit.handedBy === undefined || isFresh(hit, now())) mustBeFree(hit, actor);
        return { hit: claimedBy(hit, actor.account), what: 'claimed' };
      }),

    release: (actor, hitId) =>
      step(actor, hitId, ({ hit }) => {
        if (hit.handedBy !== actor.account) mustBeFree(hit, actor);
        return { hit: unclaimed(hit), what: 'released' };
      }),

    async handOver(actor, hitId, { to, note }) {
      const known = await officers();
      return step(actor, hitId, ({ hit }) => {
        if (hit.handedBy !== actor.account) mustBeFree(hit, actor);
        if (to === actor.account) throw new WatchError('That is you; claim it instead.');
        if (!known.includes(to))
          throw new WatchError(`${to} is no active account of a watch officer; choose one of the list.`);
        return {
          hit: { ...claimedBy(hit, to), handedBy: actor.account },
          what: 'handed-over',
          value: { to, ...noted(note) },
        };
      });
    },

    decide: (actor, hitId, { verdict, reason, note }) => {
      if (!(REASONS[verdict] as readonly string[]).includes(reason))
        throw new WatchError(
          `${reason} is no reason for ${verdict}; there are ${REASONS[verdict].join(', ')}.`,
        );
      return step(actor, hitId, (found) => {
        const { hit } = found;
        mustBeFree(hit, actor);
        if (hit.state === 'proposed' || hit.state === 'passed')
          throw new WatchError('This hit is being passed on; reopen it first.');
        return {
          hit: { ...unjudged(unclaimed(hit)), state: 'decided', verdict, judged: judgedNow(hit) },
          what: 'verdict',
          value: { verdict, reason, ...noted(note) },
          ...memoryOf(found, verdict, actor),
        };
      });
    },

    reopen: (actor, hitId, note) =>
      step(actor, hitId, ({ hit, traveller }) => {
        mustBeFree(hit, actor);
        if (hit.state === 'open') throw new WatchError('This hit is open.');
        return {
          hit: { ...unjudged(unclaimed(hit)), state: 'open' },
          what: 'reopened',
          value: { note },
          ...(traveller.identity && { forget: { identity: traveller.identity, entityId: hit.entityId } }),
        };
      }),

    propose: (actor, hitId, { to, note }) =>
      step(actor, hitId, ({ hit }) => {
        mustBeFree(hit, actor);
        if (hit.state !== 'decided' || hit.verdict !== 'same')
          throw new WatchError('Only a hit that somebody judged to be the same person can be passed on.');
        mustHold(hit);
        // The second person is to look at it.
        return {
          hit: { ...unclaimed(hit), state: 'proposed' },
          what: 'proposed',
          value: { to, ...noted(note) },
        };
      }),

    async approve(actor, hitId, { accept, note }) {
      // The policy decides of whoever proposed it, as for all that takes two people.
      const proposed = proposalIn(await travel.events(hitId));
      return step(
        actor,
        hitId,
        ({ hit }, events) => {
          mustBeFree(hit, actor);
          const proposal = proposalIn(events);
          if (hit.state !== 'proposed' || !proposal)
            throw new WatchError('Nobody has proposed to pass this hit on.');
          // Somebody else may have proposed it since, or a policy may have forgotten to ask for a second person.
          if (proposal.by === actor.account) throw gate.samePerson('decide-hits');
          if (accept) mustHold(hit);
          return {
            hit: { ...unclaimed(hit), state: accept ? 'passed' : 'decided' },
            what: accept ? 'passed' : 'refused',
            value: { ...proposal.value, ...noted(note) },
          };
        },
        proposed && { proposedBy: proposed.by },
      );
    },

    outcome: (actor, hitId, { outcome, note }) =>
      step(actor, hitId, (found) => {
        const { closedAt: _, ...hit } = found.hit;
        mustBeFree(hit, actor);
        if (hit.state !== 'passed') throw new WatchError('This hit was not passed on.');
        // Whoever was passed on was judged the same, until the outcome says otherwise.
        const verdict = outcome === 'wrong-person' ? 'not-same' : 'same';
        return {
          hit: {
            ...hit,
            outcome,
            verdict,
            ...(!GOES_ON.includes(outcome) && { closedAt: now().toISOString() }),
          },
          what: 'outcome',
          value: { outcome, ...noted(note) },
          ...memoryOf(found, verdict, actor),
        };
      }),

    closeMatter: (actor, hitId, note) =>
      step(actor, hitId, ({ hit }) => {
        mustBeFree(hit, actor);
        if (hit.verdict !== 'same' || (hit.state !== 'decided' && hit.state !== 'passed'))
          throw new WatchError('Only a matter of a hit that was judged the same can be closed.');
        if (hit.closedAt !== undefined) throw new WatchError('This matter is closed.');
        return { hit: { ...unclaimed(hit), closedAt: now().toISOString() }, what: 'closed', value: { note } };
      }),
  };
}
