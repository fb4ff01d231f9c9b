import { EVIDENCE_GRADES } from '../match/index.ts';
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

/** Gone ones matched nothing, or their traveller was away: whoever comes back is asked for again. */
const isThere = ({ state }: StoredHit): boolean => state !== 'gone';

const isDecided = ({ state }: StoredHit): boolean =>
  state === 'decided' || state === 'proposed' || state === 'passed';

const rankOf = (grade: string): number => (EVIDENCE_GRADES as readonly string[]).indexOf(grade);

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
    const present = matches ?? old.filter(isThere).map(asBefore);
    for (const match of present) {
      const hit = old.find(({ entityId }) => entityId === match.entity.id);
      const clearance = clearances.get(`${traveller.identity} ${match.entity.id} ${match.fingerprint}`);
      const next = stateOf(hit, match, { traveller, away, asked: matches !== undefined, clearance });
      const {
        verdict,
        judged,
        outcome,
        closedAt,
        outdated: _,
        ...rest
      } = hit ?? {
        id: uuidV7(now.getTime()),
        traveller: traveller.id,
        journey: traveller.journey,
        entityId: match.entity.id,
        firstAt: at,
        seen: 0,
      };
      const made: StoredHit = {
        ...rest,
        ...(!next.reopened && {
          ...(verdict !== undefined && { verdict }),
          ...(judged && { judged }),
          ...(outcome !== undefined && { outcome }),
          ...(closedAt !== undefined && { closedAt }),
        }),
        ...(next.outdated && { outdated: next.outdated }),
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
      if (matched.has(hit.entityId) || !isThere(hit)) continue;
      const value = { because: 'what is told now no longer matches' };
      if (!isDecided(hit)) {
        events.push({ hit: hit.id, at, by: MACHINE.account, what: 'gone', value });
        hits.push({ ...hit, state: 'gone', updatedAt: at });
      } else if (restsOnMatch(hit) && hit.outdated !== 'gone') {
        events.push({ hit: hit.id, at, by: MACHINE.account, what: 'ground-gone', value });
        hits.push({ ...hit, outdated: 'gone', updatedAt: at });
      }
    }
  }
  return { hits, events };
}

interface Next {
  readonly state: HitState;
  /** What a person decided does not hold any more. */
  readonly reopened?: boolean;
  /** What a person decided stays, and has to be looked at before anything is done on it. */
  readonly outdated?: NonNullable<StoredHit['outdated']>;
  readonly event?: Pick<HitEvent, 'what' | 'value'>;
}

/** "Not the same" needs no ground that it could lose. */
const restsOnMatch = ({ verdict }: StoredHit): boolean => verdict !== 'not-same';

interface About {
  readonly traveller: StoredTraveller;
  readonly away: boolean;
  /** The lists were asked, now. */
  readonly asked: boolean;
  readonly clearance: ClearedPair | undefined;
}

function stateOf(hit: StoredHit | undefined, match: Match, about: About): Next {
  const { traveller, away, clearance } = about;
  if (hit && isDecided(hit)) return decidedState(hit, match, about);
  if (away)
    return hit?.state === 'gone'
      ? { state: 'gone' }
      : { state: 'gone', event: { what: 'gone', value: { because: traveller.state } } };
  const { score, grade } = match.comparison;
  if (clearance && rankOf(grade) <= rankOf(clearance.grade)) {
    if (hit?.state === 'suppressed') return { state: 'suppressed' };
    const { by, at, hit: of, expiresAt: until } = clearance;
    return { state: 'suppressed', event: { what: 'suppressed', value: { by, at, hit: of, until } } };
  }
  if (!hit) return { state: 'open', event: { what: 'made', value: { score, grade } } };
  if (hit.state === 'gone') return { state: 'open', event: reopened('it matches again') };
  if (hit.state === 'suppressed') {
    const because = clearance
      ? STRONGER
      : hit.fingerprint !== match.fingerprint
        ? CHANGED
        : 'what was remembered has expired or was taken back';
    return { state: 'open', event: reopened(because) };
  }
  return { state: 'open' };
}

/** A decision holds for what it was made on. */
function decidedState(hit: StoredHit, match: Match, { away, asked }: About): Next {
  if (!asked) return { state: hit.state, ...(hit.outdated && { outdated: hit.outdated }) };
  const judged = hit.judged ?? hit;
  const changed = judged.fingerprint !== match.fingerprint;
  if (hit.verdict !== 'same') {
    const stronger = rankOf(match.comparison.grade) > rankOf(judged.grade);
    if (!away && (changed || stronger))
      return { state: 'open', reopened: true, event: reopened(changed ? CHANGED : STRONGER) };
    return { state: hit.state };
  }
  if (changed)
    return {
      state: hit.state,
      outdated: 'changed',
      ...(hit.outdated !== 'changed' && { event: { what: 'ground-changed', value: { because: CHANGED } } }),
    };
  return { state: hit.state, ...(hit.outdated && { event: { what: 'ground-back', value: {} } }) };
}

const CHANGED = 'the entry changed in what mattered';
const STRONGER = 'the evidence is stronger than what was judged';

const reopened = (because: string): Pick<HitEvent, 'what' | 'value'> => ({
  what: 'reopened',
  value: { because },
});
