import type { ClearedPair, HitEvent, HitState, StoredHit, StoredTraveller } from '../store/index.ts';
import { uuidV7 } from '../store/index.ts';
import { MACHINE, type Match } from './matching.ts';

/** What a traveller's hits become when something new is known. Never undoes what a person decided. */

export interface NextHits {
  readonly hits: readonly StoredHit[];
  readonly events: readonly HitEvent[];
}

/** A traveller with what matches now; `matches` absent where nothing new was asked because nothing new was told. */
export interface Matched {
  readonly traveller: StoredTraveller;
  readonly matches: readonly Match[] | undefined;
}

interface Circumstances {
  /** A message told it; a look-back does not count as one. */
  readonly told: boolean;
  readonly now: Date;
}

/** What the hit on record matched, where nothing was asked again. */
const asBefore = (hit: StoredHit): Match => ({
  entity: { id: hit.entityId, caption: hit.caption, datasets: hit.datasets },
  comparison: hit.comparison as Match['comparison'],
  fingerprint: hit.fingerprint,
  versions: hit.versions,
});

export function nextHits(
  travellers: readonly Matched[],
  before: readonly StoredHit[],
  cleared: readonly ClearedPair[],
  { told, now }: Circumstances,
): NextHits {
  const at = now.toISOString();
  const hits: StoredHit[] = [];
  const events: HitEvent[] = [];
  const known = new Map<string, StoredHit[]>();
  for (const hit of before) {
    const list = known.get(hit.traveller);
    if (list) list.push(hit);
    else known.set(hit.traveller, [hit]);
  }
  const clearances = new Map(
    cleared.map((one) => [`${one.identity} ${one.entityId} ${one.fingerprint}`, one]),
  );

  for (const { traveller, matches } of travellers) {
    const old = known.get(traveller.id) ?? [];
    const away = traveller.state === 'cancelled' || traveller.state === 'not-on-board';
    const present = matches ?? old.filter(({ state }) => state !== 'gone' || !away).map(asBefore);
    for (const match of present) {
      const hit = old.find(({ entityId }) => entityId === match.entity.id);
      const clearance = clearances.get(`${traveller.identity} ${match.entity.id} ${match.fingerprint}`);
      const next = stateOf(hit, match, traveller, away, clearance);
      const { verdict, ...rest } = hit ?? {
        id: uuidV7(now.getTime()),
        traveller: traveller.id,
        journey: traveller.journey,
        entityId: match.entity.id,
        firstAt: at,
        seen: 0,
      };
      const made: StoredHit = {
        ...rest,
        ...(verdict !== undefined && !next.reopened && { verdict }),
        caption: match.entity.caption,
        datasets: match.entity.datasets,
        versions: match.versions,
        score: match.comparison.score,
        grade: match.comparison.grade,
        comparison: match.comparison,
        fingerprint: match.fingerprint,
        state: next.state,
        updatedAt: at,
        seen: rest.seen + (told ? 1 : 0),
      };
      hits.push(made);
      if (next.event) events.push({ hit: made.id, at, by: MACHINE.account, ...next.event });
    }
    const matched = new Set(present.map(({ entity }) => entity.id));
    for (const hit of old) {
      if (matched.has(hit.entityId) || (hit.state !== 'open' && hit.state !== 'suppressed')) continue;
      const value = { because: 'what is told now no longer matches' };
      events.push({ hit: hit.id, at, by: MACHINE.account, what: 'gone', value });
      hits.push({ ...hit, state: 'gone', updatedAt: at });
    }
  }
  return { hits, events };
}

interface Next {
  readonly state: HitState;
  /** What a person decided does not hold any more. */
  readonly reopened?: boolean;
  readonly event?: Pick<HitEvent, 'what' | 'value'>;
}

function stateOf(
  hit: StoredHit | undefined,
  match: Match,
  traveller: StoredTraveller,
  away: boolean,
  clearance: ClearedPair | undefined,
): Next {
  const changed = hit !== undefined && hit.fingerprint !== match.fingerprint;
  const decided = hit?.state === 'decided' || hit?.state === 'proposed' || hit?.state === 'passed';
  if (hit && decided) {
    return hit.state === 'decided' && hit.verdict === 'not-same' && changed && !away
      ? { state: 'open', reopened: true, event: reopened('the entry changed in what mattered') }
      : { state: hit.state };
  }
  if (away)
    return hit?.state === 'gone'
      ? { state: 'gone' }
      : { state: 'gone', event: { what: 'gone', value: { because: traveller.state } } };
  if (clearance) {
    if (hit?.state === 'suppressed') return { state: 'suppressed' };
    const { by, at, hit: of, expiresAt: until } = clearance;
    return { state: 'suppressed', event: { what: 'suppressed', value: { by, at, hit: of, until } } };
  }
  const { score, grade } = match.comparison;
  if (!hit) return { state: 'open', event: { what: 'made', value: { score, grade } } };
  if (hit.state === 'gone') return { state: 'open', event: reopened('the traveller is expected again') };
  if (hit.state === 'suppressed')
    return {
      state: 'open',
      event: reopened(
        changed ? 'the entry changed in what mattered' : 'what was remembered has expired or was taken back',
      ),
    };
  return { state: 'open' };
}

const reopened = (because: string): Pick<HitEvent, 'what' | 'value'> => ({
  what: 'reopened',
  value: { because },
});
