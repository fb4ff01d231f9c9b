import type { Gate } from '../law/index.ts';
import { type Actor, NotFoundError } from '../screening/index.ts';
import type { HitChange, HitEvent, QueuedHit, StoredHit, Travel } from '../store/index.ts';
import { CLAIM_MINUTES, CLEARED_DAYS, DAY_MS } from './tuning.ts';
import { type HitStep, REASONS, type Watch, WatchError } from './types.ts';

type Decisions = Pick<
  Watch,
  'claim' | 'release' | 'handOver' | 'decide' | 'reopen' | 'propose' | 'approve' | 'outcome'
>;

/** Who is looking at a hit now; a claim that nobody renewed has ended. */
export const claimant = ({ claimedBy, claimedAt = '' }: StoredHit, now: Date): string | undefined =>
  now.getTime() - Date.parse(claimedAt) < CLAIM_MINUTES * 60_000 ? claimedBy : undefined;

const unclaimed = ({ claimedBy: _, claimedAt: __, ...hit }: StoredHit): StoredHit => hit;

/** What people do with hits: each step is decided by the gate, alone with the hit, and written to its history. */
export function openDecisions({
  travel,
  gate,
  now,
  onChange,
}: {
  readonly travel: Travel;
  readonly gate: Gate;
  readonly now: () => Date;
  readonly onChange: () => void;
}): Decisions {
  const step = (
    actor: Actor,
    hitId: string,
    change: (
      found: QueuedHit,
      events: readonly HitEvent[],
    ) => Omit<HitChange, 'event'> & { readonly what: string; readonly value?: Record<string, unknown> },
  ): Promise<HitStep> =>
    gate.pass(actor, 'decide-hits', { ids: [hitId] }, async () => {
      const done = await travel.changeHit(hitId, (found, events) => {
        const { what, value = {}, ...changed } = change(found, events);
        const said = { at: now().toISOString(), by: actor.account, what, value };
        return {
          ...changed,
          hit: { ...changed.hit, updatedAt: said.at },
          event: { hit: hitId, ...said },
          result: { entityId: found.hit.entityId, said },
        };
      });
      if (!done) throw new NotFoundError(`there is no hit ${hitId}`);
      onChange();
      return { result: done.said, ids: [done.entityId] };
    });

  const mustBeFree = (hit: StoredHit, actor: Actor): void => {
    const other = claimant(hit, now());
    if (other !== undefined && other !== actor.account)
      throw new WatchError(`${other} is looking at this hit.`);
  };
  const claimedBy = (hit: StoredHit, account: string): StoredHit => ({
    ...hit,
    claimedBy: account,
    claimedAt: now().toISOString(),
  });
  const noted = (note: string | undefined): { readonly note?: string } => (note ? { note } : {});

  return {
    claim: (actor, hitId) =>
      step(actor, hitId, ({ hit }) => {
        mustBeFree(hit, actor);
        return { hit: claimedBy(hit, actor.account), what: 'claimed' };
      }),

    release: (actor, hitId) =>
      step(actor, hitId, ({ hit }) => {
        mustBeFree(hit, actor);
        return { hit: unclaimed(hit), what: 'released' };
      }),

    handOver: (actor, hitId, { to, note }) =>
      step(actor, hitId, ({ hit }) => {
        mustBeFree(hit, actor);
        return { hit: claimedBy(hit, to), what: 'handed-over', value: { to, ...noted(note) } };
      }),

    decide: (actor, hitId, { verdict, reason, note }) => {
      if (!(REASONS[verdict] as readonly string[]).includes(reason))
        throw new WatchError(
          `${reason} is no reason for ${verdict}; there are ${REASONS[verdict].join(', ')}.`,
        );
      return step(actor, hitId, ({ hit, traveller }) => {
        mustBeFree(hit, actor);
        if (hit.state === 'proposed' || hit.state === 'passed')
          throw new WatchError('This hit is being passed on; reopen it first.');
        const { identity } = traveller;
        const at = now();
        return {
          hit: { ...unclaimed(hit), state: 'decided', verdict },
          what: 'verdict',
          value: { verdict, reason, ...noted(note) },
          ...(verdict === 'not-same' &&
            identity && {
              clear: {
                identity,
                entityId: hit.entityId,
                fingerprint: hit.fingerprint,
                hit: hitId,
                by: actor.account,
                at: at.toISOString(),
                expiresAt: new Date(at.getTime() + CLEARED_DAYS * DAY_MS).toISOString(),
              },
            }),
          ...(verdict !== 'not-same' && identity && { forget: { identity, entityId: hit.entityId } }),
        };
      });
    },

    reopen: (actor, hitId, note) =>
      step(actor, hitId, ({ hit, traveller }) => {
        if (hit.state === 'open') throw new WatchError('This hit is open.');
        const { verdict: _, ...rest } = unclaimed(hit);
        return {
          hit: { ...rest, state: 'open' },
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
        return { hit: { ...hit, state: 'proposed' }, what: 'proposed', value: { to, ...noted(note) } };
      }),

    approve: (actor, hitId, { accept, note }) =>
      step(actor, hitId, ({ hit }, events) => {
        const proposal = events.findLast(({ what }) => what === 'proposed');
        if (hit.state !== 'proposed' || !proposal)
          throw new WatchError('Nobody has proposed to pass this hit on.');
        if (proposal.by === actor.account)
          throw new WatchError('Four eyes: whoever proposed it cannot approve it. Ask a second person.');
        return {
          hit: { ...hit, state: accept ? 'passed' : 'decided' },
          what: accept ? 'passed' : 'refused',
          value: { ...proposal.value, ...noted(note) },
        };
      }),

    outcome: (actor, hitId, { outcome, note }) =>
      step(actor, hitId, ({ hit }) => {
        if (hit.state !== 'passed') throw new WatchError('This hit was not passed on.');
        return {
          hit: { ...hit, ...(outcome === 'wrong-person' && { verdict: 'not-same' }) },
          what: 'outcome',
          value: { outcome, ...noted(note) },
        };
      }),
  };
}
