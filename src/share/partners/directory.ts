import type { JWK } from 'jose';
import { canonicalJson } from '../../model/index.ts';
import type { PartnerRecords } from '../../store/index.ts';
import type { Incident, Peer, Peers } from '../link/index.ts';
import type { Agreement } from './agreement.ts';
import type { Identity } from './identity.ts';
import type { InvitationRecord, PartnerRecord } from './record.ts';
import { holds } from './signatures.ts';

/** What is known of partners: who may connect, and with whom an agreement is in force. */
export interface Directory extends Peers {
  partner(id: string): Promise<PartnerRecord | undefined>;
  partners(): Promise<readonly PartnerRecord[]>;
  /** Whether an agreement that is kept is what both have signed, and holds now. */
  stateOf(partner: PartnerRecord): Promise<AgreementState>;
}

/** `broken`: it is not what both signed; somebody changed the database. */
export type AgreementState = 'in-force' | 'not-begun' | 'past' | 'ended' | 'revoked' | 'broken';

export interface DirectoryOptions {
  readonly identity: Identity;
  readonly records: PartnerRecords;
  readonly now: () => Date;
  readonly onIncident: (incident: Incident) => void;
}

/** Agreements of so many partners are remembered as looked at; a union of states has 27. */
const REMEMBERED = 200;

export function openDirectory({ identity, records, now, onIncident }: DirectoryOptions): Directory {
  /** Agreements that were found to hold, whole: a change of one byte is another text. */
  const sound = new Set<string>();
  const isSound = async (agreement: Agreement): Promise<boolean> => {
    const text = canonicalJson(agreement);
    if (sound.has(text)) return true;
    const found = await holds(agreement, identity.id, identity.isOurs);
    if (sound.size >= REMEMBERED) sound.clear();
    if (found) sound.add(text);
    return found;
  };

  const stateOf = async ({ id, state, agreement }: PartnerRecord): Promise<AgreementState> => {
    if (state !== 'agreed') return state;
    if (!(await isSound(agreement)) || !agreement.parties.some((party) => party.id === id)) {
      onIncident({ partner: id, what: 'broken-agreement' });
      return 'broken';
    }
    const at = now().getTime();
    if (at < Date.parse(agreement.from)) return 'not-begun';
    return at < Date.parse(agreement.until) ? 'in-force' : 'past';
  };

  const partner = (id: string): Promise<PartnerRecord | undefined> => records.record('partner', id);
  const partners = (): Promise<readonly PartnerRecord[]> => records.records('partner');

  const peerOf = async (one: PartnerRecord): Promise<Peer> => ({
    id: one.id,
    url: (one.next ?? one.party).url,
    pins: pinsOf(one),
    signingKeys: distinct([one.party.signingKey, ...(one.next ? [one.next.signingKey] : [])]),
    inForce: (await stateOf(one)) === 'in-force',
    own: await identity.keys(one.knows),
  });

  return {
    partner,
    partners,
    stateOf,
    async peer(id) {
      const one = await partner(id);
      return one && one.state !== 'revoked' ? peerOf(one) : undefined;
    },
    async peerOfPin(pin) {
      const one = (await partners()).find((each) => each.state !== 'revoked' && pinsOf(each).includes(pin));
      return one && peerOf(one);
    },
    async isGuest(pin) {
      const refused = (await partners()).some(
        (each) => each.state === 'revoked' && pinsOf(each).includes(pin),
      );
      if (refused) return false;
      const invitations = await records.records<InvitationRecord>('invitation');
      return invitations.some(({ until }) => now().toISOString() < until);
    },
    async reachable() {
      return (await partners()).filter(({ state }) => state !== 'revoked').map(({ id }) => id);
    },
  };
}

/** Pins that a partner may show. */
export const pinsOf = ({ party, next }: PartnerRecord): readonly string[] =>
  next && next.spki !== party.spki ? [party.spki, next.spki] : [party.spki];

const distinct = (keys: readonly JWK[]): readonly JWK[] =>
  keys.filter((key, at) => keys.findIndex(({ x }) => x === key.x) === at);
