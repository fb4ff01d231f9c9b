import type { OutboxMessage, PartnerRecords } from '../../store/index.ts';
import { type LinkRoom, sign, verify } from '../link/index.ts';
import type { Party } from './agreement.ts';
import type { Directory } from './directory.ts';
import type { Identity, KeySet } from './identity.ts';
import { PartnerError } from './partner-error.ts';
import type { PartnerRecord } from './record.ts';
import { refusing } from './refusing.ts';
import { readParty, same } from './terms.ts';

/**
 * New keys without a gap. The next set is announced to every partner, signed with the keys that it knows; each takes both from
 * then on, and acknowledges. When all have, the next set is shown, everybody is told that only this one is in use, and the old
 * keys are destroyed. Where a key has leaked there is no time to wait: the next set is shown at once, and each partner forgets the
 * old one as soon as it hears.
 */
export interface Rotation {
  rotate(what: 'link' | 'signing' | { readonly url: string }, atOnce: boolean): Promise<KeySet>;
  /** A partner has acknowledged a posted message. */
  arrived(message: OutboxMessage): Promise<void>;
  /** Partners that do not know the newest keys yet. */
  notTold(): Promise<readonly string[]>;
  /** Goes on with a rotation that everybody has acknowledged, if there is one. */
  settle(): Promise<void>;
}

export interface RotationOptions {
  readonly identity: Identity;
  readonly directory: Directory;
  readonly records: PartnerRecords;
  readonly link: () => LinkRoom;
}

export interface RotationAnswersOptions extends Omit<RotationOptions, 'identity'> {
  readonly now: () => Date;
  /** Writes a step of a partner into the ledger. */
  readonly note: (partner: string, step: string, subjects: readonly string[]) => Promise<void>;
}

interface Announcement {
  readonly number: number;
  readonly party: Party;
  /** The number and the party, signed with the new key: whoever announces it has it. */
  readonly proof: string;
}

function readAnnouncement(body: unknown): Announcement {
  const { number, party, proof } = body as Partial<Record<keyof Announcement, unknown>>;
  if (!Number.isSafeInteger(number) || typeof proof !== 'string')
    throw new PartnerError('invalid', 'the announcement is not complete');
  return { number: number as number, party: readParty(party), proof };
}

/** Opens the rotation of our own keys. */
export function openRotation({ identity, directory, records, link }: RotationOptions): Rotation {
  const agreed = async (): Promise<readonly PartnerRecord[]> =>
    (await directory.partners()).filter(({ state }) => state === 'agreed');

  const notTold = async (): Promise<readonly string[]> => {
    const { number } = await identity.newest();
    return (await agreed()).filter(({ knows }) => knows < number).map(({ id }) => id);
  };

  const tellInUse = async (partner: string, set: KeySet): Promise<void> => {
    await link().outbox.post(partner, 'partner-keys-in-use', { party: await identity.party(set) });
  };

  const show = async (set: KeySet): Promise<void> => {
    await identity.show(set.number);
    link().show(await identity.keys(set.number));
  };

  const settle = async (): Promise<void> => {
    const newest = await identity.newest();
    if ((await identity.sets()).length === 1 || (await notTold()).length > 0) return;
    if ((await identity.shown()).number !== newest.number) {
      await show(newest);
      for (const { id } of await agreed()) await tellInUse(id, newest);
    }
    await identity.dropBefore(newest.number);
  };

  return {
    notTold,
    settle,
    async rotate(what, atOnce) {
      const late = await notTold();
      if (late.length > 0 && !atOnce)
        throw new PartnerError(
          'not-now',
          `a rotation goes on: ${late.join(', ')} did not acknowledge yet. Wait until they can be reached, end the agreement, or rotate with --at-once`,
        );
      const set = await identity.next(
        typeof what === 'string' ? { link: what === 'link', signing: what === 'signing' } : what,
      );
      const party = await identity.party(set);
      const { signing } = await identity.keys(set.number);
      const announcement: Announcement = {
        number: set.number,
        party,
        proof: await sign('keys', { number: set.number, party }, signing),
      };
      if (atOnce) await show(set);
      for (const { id } of await agreed()) await link().outbox.post(id, 'partner-keys', announcement);
      await settle();
      return set;
    },
    async arrived({ kind, partner, body }) {
      if (kind !== 'partner-keys') return;
      const { number } = body as Announcement;
      await records.change<PartnerRecord>('partner', partner, (there) =>
        there && there.knows < number ? { ...there, knows: number } : there,
      );
      const [newest, shown] = [await identity.newest(), await identity.shown()];
      if (shown.number === newest.number && number === newest.number) await tellInUse(partner, newest);
      await settle();
    },
  };
}

/** Takes what partners announce of their keys. */
export function answerRotations({ directory, records, link, now, note }: RotationAnswersOptions): void {
  const refuse = (reason: string): never => {
    throw new PartnerError('invalid', reason);
  };

  link().answer(
    'partner-keys',
    refusing(async (from, body, { jws }) => {
      const { number, party, proof } = readAnnouncement(body);
      if (party.id !== from) refuse('the keys are of another service');
      if (!same(await verify('keys', proof, [party.signingKey]), { number, party }))
        refuse('the new key has not signed');
      for (const other of await directory.partners())
        if (other.id !== from && other.party.spki === party.spki) refuse('another partner has this key');
      await records.change<PartnerRecord>(
        'partner',
        from,
        (there) =>
          there && {
            ...there,
            next: party,
            rotations: [...there.rotations, { at: now().toISOString(), jws }],
          },
      );
      await note(from, 'partner-keys', [party.spki]);
      return { known: number };
    }),
    { afterEnd: true },
  );

  link().answer(
    'partner-keys-in-use',
    refusing(async (from, body) => {
      const party = readParty((body as { readonly party?: unknown }).party);
      let old: Party | undefined;
      await records.change<PartnerRecord>('partner', from, (there) => {
        if (!there?.next || !same(there.next, party)) return there;
        old = there.party;
        const { next, ...rest } = there;
        return { ...rest, party: next };
      });
      if (!old) return null;
      if (old.spki !== party.spki) link().drop({ id: from, pins: [old.spki] });
      await note(from, 'partner-keys-in-use', [party.spki]);
      return null;
    }),
    { afterEnd: true },
  );
}
