import type { PartnerRecords } from '../../store/index.ts';
import type { LinkRoom } from '../link/index.ts';
import type { Agreement, Party } from './agreement.ts';
import { pinsOf } from './directory.ts';
import type { Identity } from './identity.ts';
import { PartnerError } from './partner-error.ts';
import type { PartnerRecord } from './record.ts';
import { same, versionOf } from './terms.ts';

/** What becomes of a partner's record, whoever of the two took the step. */
export interface Keeping {
  /** Both have signed: from now on it is a partner. */
  begin(agreement: Agreement, partner: Party): Promise<PartnerRecord>;
  /** Puts a version that both have signed in the place of the one before. */
  replace(name: string, agreement: Agreement): Promise<PartnerRecord>;
  finish(name: string, state: 'ended' | 'revoked', by: string, reason: string): Promise<PartnerRecord>;
  /** Deletes what other rooms keep for a partner. */
  clear(partner: PartnerRecord): Promise<void>;
  onOver(clear: (partner: string, agreement: Agreement) => Promise<void>): void;
}

export interface KeepingOptions {
  readonly identity: Identity;
  readonly records: PartnerRecords;
  readonly now: () => Date;
  readonly link: () => LinkRoom;
}

export function openKeeping({ identity, records, now, link }: KeepingOptions): Keeping {
  const clearing: ((partner: string, agreement: Agreement) => Promise<void>)[] = [];

  const keepAgreement = async (agreement: Agreement): Promise<void> => {
    await records.change('agreement', `${agreement.id}/${versionOf(agreement)}`, () => agreement);
  };

  const begin = async (agreement: Agreement, partner: Party): Promise<PartnerRecord> => {
    await keepAgreement(agreement);
    const { spki, signingKey, url } = agreement.parties.find(({ id }) => id === identity.id) as Party;
    const known = await Promise.all(
      (await identity.sets()).map(async (set) => ({ set, party: await identity.party(set) })),
    );
    const signed = known.find(
      ({ party }) => party.spki === spki && party.signingKey.x === signingKey.x && party.url === url,
    );
    return (await records.change<PartnerRecord>('partner', partner.id, (there) => {
      if (there?.state === 'agreed' && !same(there.agreement, agreement))
        throw new PartnerError(
          'exists',
          `there is an agreement with ${partner.id} already; change it or end it`,
        );
      return (
        (there?.state === 'agreed' && there) || {
          id: partner.id,
          party: partner,
          knows: signed?.set.number ?? known[0]?.set.number ?? 1,
          state: 'agreed' as const,
          agreement,
          since: now().toISOString(),
          rotations: [],
        }
      );
    })) as PartnerRecord;
  };

  const clear = async (partner: PartnerRecord): Promise<void> => {
    for (const one of clearing) await one(partner.id, partner.agreement);
    await records.change<PartnerRecord>('partner', partner.id, (there) =>
      // Agreed anew meanwhile: what is kept now belongs to that.
      there?.since === partner.since ? { ...there, cleared: true } : there,
    );
  };

  const finish = async (
    name: string,
    state: 'ended' | 'revoked',
    by: string,
    reason: string,
  ): Promise<PartnerRecord> => {
    const changed = (await records.change<PartnerRecord>('partner', name, (there) => {
      if (!there) throw new PartnerError('unknown', `there is no partner ${name}`);
      const { proposal: _, cleared: __, ...rest } = there;
      return { ...rest, state, ended: there.ended ?? { at: now().toISOString(), by, reason } };
    })) as PartnerRecord;
    if (state === 'revoked') {
      await records.takeBack(name);
      link().drop({ id: name, pins: pinsOf(changed) });
    }
    await clear(changed);
    return changed;
  };

  const replace = async (name: string, agreement: Agreement): Promise<PartnerRecord> => {
    await keepAgreement(agreement);
    return (await records.change<PartnerRecord>('partner', name, (there) => {
      if (!there || versionOf(agreement) <= versionOf(there.agreement)) return there;
      const { proposal: _, cleared: __, ...rest } = there;
      return { ...rest, agreement };
    })) as PartnerRecord;
  };

  return {
    begin,
    replace,
    finish,
    clear,
    onOver(one) {
      clearing.push(one);
    },
  };
}
