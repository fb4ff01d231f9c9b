import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { erasureProof, type Gate } from '../law/index.ts';
import type { Traveller } from '../model/index.ts';
import { type Actor, NotFoundError } from '../screening/index.ts';
import {
  KEPT,
  type Over,
  type StoredTraveller,
  type Travel,
  type TravellerPart,
  type Unmasking,
  uuidV7,
} from '../store/index.ts';
import { BATCH, DAY_MS, FURTHEST_DAYS, UNMASKED_HOURS } from './tuning.ts';
import { type Kept, WatchError } from './types.ts';

/** After {@link KEPT}.traveller days: `erase` whom no verified matter ties, `mask` everybody else; or mask all, erase at five years. */
export type RetentionRule = 'erase' | 'mask';

export interface RetentionOptions {
  readonly travel: Travel;
  readonly gate: Gate;
  readonly now: () => Date;
  /** 32 bytes; what is masked can be read with it. */
  readonly maskKey: Uint8Array;
  readonly rule: RetentionRule;
}

export interface RetentionRoom {
  /** Masks and erases what is due; gives how much. */
  erase(actor: Actor): Promise<Kept>;
  askUnmasking(actor: Actor, traveller: string, reason: string): Promise<Unmasking>;
  decideUnmasking(
    actor: Actor,
    id: string,
    decision: { readonly accept: boolean; readonly note?: string },
  ): Promise<Unmasking>;
  unmaskings(actor: Actor): Promise<readonly Unmasking[]>;
  /** The traveller as this account may see it now: unsealed where an unmasking holds. */
  seen(actor: Actor, traveller: StoredTraveller): Promise<StoredTraveller>;
}

const IV = 12;
const TAG = 16;

/** AES-256-GCM; the traveller's id is bound to it, so that a row cannot be read as another's. */
function seal(key: Uint8Array, id: string, text: string): Uint8Array {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

function unseal(key: Uint8Array, id: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV))
    .setAAD(Buffer.from(id))
    .setAuthTag(sealed.subarray(IV, IV + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()]).toString('utf8');
}

const NOBODY: Omit<Traveller, 'kind'> = {
  names: [],
  birthDates: [],
  sexes: [],
  nationalities: [],
  birthPlaces: [],
  residences: [],
  documents: [],
  seats: [],
  tickets: [],
  bags: [],
  locators: [],
  references: [],
};

/** The itinerary stays; whoever travelled on it does not (Directive (EU) 2016/681 art. 12(2)). */
const maskedPart = ({ traveller, legs, receivedAt }: TravellerPart): TravellerPart => ({
  traveller: { kind: traveller.kind, ...NOBODY },
  legs,
  locators: [],
  message: '',
  receivedAt,
});

export function openRetention({ travel, gate, now, maskKey, rule }: RetentionOptions): RetentionRoom {
  const daysAgo = (days: number): string => new Date(now().getTime() - days * DAY_MS).toISOString();

  const maskDue = async (over: Over): Promise<readonly string[]> => {
    const masked: string[] = [];
    for (;;) {
      const due = await travel.toMask(over, rule === 'erase', BATCH);
      if (due.length === 0) return masked;
      await travel.mask(
        due.map((traveller) => ({
          traveller: {
            ...traveller,
            parts: Object.fromEntries(
              Object.entries(traveller.parts).map(([format, part]) => [format, maskedPart(part)]),
            ),
          },
          sealed: seal(maskKey, traveller.id, JSON.stringify(traveller.parts)),
        })),
        now().toISOString(),
      );
      for (const { id } of due) masked.push(id);
    }
  };

  return {
    async erase(actor) {
      const write = await gate.open(actor, 'erase');
      // Whatever happens afterwards, that it began is on record; what it did follows.
      await write({ ids: ['begin'] }, [], 0);
      const over: Over = {
        before: daysAgo(KEPT.traveller),
        toldBefore: daysAgo(KEPT.traveller + FURTHEST_DAYS),
      };
      const fiveYears = daysAgo(KEPT.longestTraveller);
      const oldest = await travel.erase({ before: fiveYears, toldBefore: fiveYears }, 'all');
      const masked = await maskDue(over);
      const erased = await travel.erase(over, rule === 'mask' ? 'nobody' : 'untied');
      await travel.forgetExpired(now().toISOString());
      const ids = {
        travellers: [...oldest.travellers, ...erased.travellers],
        journeys: [...oldest.journeys, ...erased.journeys],
        texts: [...oldest.texts, ...erased.texts],
        masked,
      };
      const result: Kept = {
        travellers: ids.travellers.length,
        journeys: ids.journeys.length,
        texts: ids.texts.length,
        masked: masked.length,
      };
      const sum = result.travellers + result.journeys + result.texts + result.masked;
      // Nothing of them is left in the files, also not of what was masked.
      if (sum > 0) await travel.scrub();
      await write({ ids: erasureProof(ids) }, [], sum);
      return result;
    },

    askUnmasking: (actor, travellerId, reason) =>
      gate.pass(actor, 'ask-unmasking', { ids: [travellerId] }, async () => {
        const found = await travel.traveller(travellerId);
        if (!found) throw new NotFoundError(`there is no traveller ${travellerId}`);
        if (found.traveller.maskedAt === undefined) throw new WatchError('This traveller is not masked.');
        const result: Unmasking = {
          id: uuidV7(now().getTime()),
          traveller: travellerId,
          askedBy: actor.account,
          askedAt: now().toISOString(),
          reason,
        };
        await travel.askUnmasking(result);
        return { result, ids: [travellerId] };
      }),

    decideUnmasking: (actor, id, { accept, note }) =>
      gate.pass(actor, 'approve-unmasking', { ids: [id] }, async () => {
        const at = now();
        const result = await travel.decideUnmasking(id, (found) => {
          if (found.decidedAt !== undefined) throw new WatchError('This was decided already.');
          if (found.askedBy === actor.account) throw gate.samePerson('approve-unmasking');
          return {
            ...found,
            decidedBy: actor.account,
            decidedAt: at.toISOString(),
            accepted: accept,
            ...(note && { note }),
            ...(accept && { until: new Date(at.getTime() + UNMASKED_HOURS * 3_600_000).toISOString() }),
          };
        });
        if (!result) throw new NotFoundError(`nobody asked for an unmasking ${id}`);
        return { result, ids: [result.traveller] };
      }),

    unmaskings: (actor) =>
      gate.pass(actor, 'read-unmaskings', {}, async () => {
        const result = await travel.unmaskings({});
        return { result, ids: result.map(({ traveller }) => traveller) };
      }),

    async seen(actor, traveller) {
      if (traveller.maskedAt === undefined) return traveller;
      const allowed = (await travel.unmaskings({ traveller: traveller.id })).some(
        ({ askedBy, until }) =>
          askedBy === actor.account && until !== undefined && until > now().toISOString(),
      );
      const sealed = allowed ? await travel.sealed(traveller.id) : undefined;
      if (!sealed) return traveller;
      const parts = JSON.parse(unseal(maskKey, traveller.id, sealed)) as StoredTraveller['parts'];
      return { ...traveller, parts };
    },
  };
}
