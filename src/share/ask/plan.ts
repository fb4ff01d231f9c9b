import { createHash } from 'node:crypto';
import type { Gate } from '../../law/index.ts';
import { TLP_LEVELS } from '../../model/index.ts';
import type { MarkedBy, PersonRecord } from '../../store/index.ts';
import type { Agreement } from '../partners/index.ts';
import { type PersonKey, personKeys } from './person-keys.ts';
import { ACTIVE_CASE } from './table.ts';
import { RECORD_KEYS } from './tuning.ts';

/** What a partner's table tells of one record. */
export interface Plan {
  readonly keys: readonly PersonKey[];
  /** The strictest TLP level of what it rests on, as a number: what a request may bring. */
  readonly handling: number;
  /** {@link ACTIVE_CASE} where the owner works on it and the agreement tells that. */
  readonly flags: number;
  /** Changes when any of it does. */
  readonly told: string;
}

export interface PartnerOf {
  readonly id: string;
  readonly agreement: Agreement;
}

/**
 * What each partner may learn of a record, by partner; absent where that is nothing. Only what may leave for a partner goes
 * into a key, as the gate decides for every other way out; so a table does not even tell of records that it may not.
 */
export function plansFor(
  { values, activeCase = false }: PersonRecord,
  self: string,
  partners: readonly PartnerOf[],
  release: Gate['release'],
): ReadonlyMap<string, Plan> {
  // Most partners may have the same: it is worked out once.
  const made = new Map<string, Plan | undefined>();
  const plans = new Map<string, Plan>();
  for (const { id, agreement } of partners) {
    const groups = agreement.groups[id] ?? [];
    const decided = new Map<MarkedBy, boolean>();
    const may = (what: MarkedBy): boolean => {
      const known = decided.get(what);
      if (known !== undefined) return known;
      const to = { kind: 'partner', id, groups } as const;
      const { allowed } = release({ exit: 'blind-question', to, what, self });
      decided.set(what, allowed);
      return allowed;
    };
    const allowed = values.map(({ rests }) => rests.every(may));
    const flags = agreement.deconfliction && activeCase ? ACTIVE_CASE : 0;
    const name = `${allowed.map(Number).join('')} ${agreement.families.join()} ${flags}`;
    if (!made.has(name)) made.set(name, planOf(values, allowed, agreement, flags));
    const plan = made.get(name);
    if (plan) plans.set(id, plan);
  }
  return plans;
}

function planOf(
  values: PersonRecord['values'],
  allowed: readonly boolean[],
  { families }: Agreement,
  flags: number,
): Plan | undefined {
  const properties: Record<string, string[]> = {};
  let handling = 0;
  values.forEach(({ property, value, rests }, i) => {
    if (!allowed[i]) return;
    const known = properties[property] ?? [];
    if (!known.includes(value)) known.push(value);
    properties[property] = known;
    handling = Math.max(handling, ...rests.map(({ marking }) => TLP_LEVELS.indexOf(marking.tlp)));
  });
  const keys = personKeys({ properties })
    .filter(({ family }) => families.includes(family))
    .slice(0, RECORD_KEYS);
  if (keys.length === 0) return undefined;
  const told = createHash('sha256').update(
    `${handling}${flags === 0 ? '' : ` ${flags}`}\n${keys.map(({ text }) => text).join('\n')}`,
  );
  return { keys, handling, flags, told: told.digest('base64url') };
}
