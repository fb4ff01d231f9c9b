import { createHash } from 'node:crypto';
import type { PartnerRecords } from '../../store/index.ts';
import type { LedgerKeys } from './messages.ts';

/** The keys of a partner's ledger, as they came first. */
interface PinRecord extends LedgerKeys {
  readonly id: string;
  readonly at: string;
}

/** The name before the first `+` of a verifier key (https://c2sp.org/signed-note): the origin of the ledger. */
export const originOf = (key: string): string => key.split('+')[0] ?? '';

/**
 * Keys come on the link, signed by the partner whose agreement is in force: the first are believed, and no other ones after
 * them. False where they are others; `isNamed` says whether a ledger can be this partner's.
 */
export async function pinned(
  records: PartnerRecords,
  partner: string,
  { verifierKey, cosignerKey }: LedgerKeys,
  isNamed: (origin: string) => boolean,
  at: string,
): Promise<boolean> {
  // Else a partner could show the ledger of another one as its own, and be in its way.
  if (!isNamed(originOf(verifierKey)) || !isNamed(originOf(cosignerKey))) return false;
  const pin = await records.change<PinRecord>(
    'witness',
    partner,
    (there) => there ?? { id: partner, verifierKey, cosignerKey, at },
  );
  return pin?.verifierKey === verifierKey && pin.cosignerKey === cosignerKey;
}

/** What stands for a ledger in messages to those who may not know it: nobody finds the key who does not have it. */
export const ledgerId = (verifierKey: string): string =>
  createHash('sha256').update(`tocsin-ledger-id/1\n${verifierKey}`).digest('hex');

/** The partner whose ledger it is, and its key; `undefined` where it is none of ours. */
export async function partnerOf(
  records: PartnerRecords,
  ledger: string,
): Promise<{ readonly partner: string; readonly verifierKey: string } | undefined> {
  const pins = await records.records<PinRecord>('witness');
  const pin = pins.find(({ verifierKey }) => ledgerId(verifierKey) === ledger);
  return pin && { partner: pin.id, verifierKey: pin.verifierKey };
}

/** The origin of a partner's ledger; `undefined` where it never showed one. */
export async function pinnedOrigin(records: PartnerRecords, partner: string): Promise<string | undefined> {
  const pin = await records.record<PinRecord>('witness', partner);
  return pin && originOf(pin.verifierKey);
}
