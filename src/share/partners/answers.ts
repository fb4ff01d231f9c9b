import type { PartnerRecords } from '../../store/index.ts';
import type { LinkRoom } from '../link/index.ts';
import type { Agreement } from './agreement.ts';
import type { Directory } from './directory.ts';
import { fingerprint, traceOf } from './fingerprint.ts';
import type { Identity } from './identity.ts';
import type { Keeping } from './keeping.ts';
import { PartnerError } from './partner-error.ts';
import type { PartnerRecord } from './record.ts';
import { refusing } from './refusing.ts';
import { holds, isSigned, termsOf } from './signatures.ts';
import { readTerms, versionOf } from './terms.ts';

export interface AnswersOptions {
  readonly identity: Identity;
  readonly directory: Directory;
  readonly records: PartnerRecords;
  readonly keeping: Keeping;
  readonly now: () => Date;
  readonly link: () => LinkRoom;
  readonly note: (partner: string, step: string, subjects: readonly string[]) => Promise<void>;
}

/** Most characters of a reason. */
const LONGEST_REASON = 2_000;

const refuse = (reason: string): never => {
  throw new PartnerError('invalid', reason);
};

/** Takes what partners send about agreements. Each message may come twice, and does no more then. */
export function answerPartners(options: AnswersOptions): void {
  const { identity, directory, records, keeping, now, link, note } = options;
  const need = async (name: string): Promise<PartnerRecord> =>
    (await directory.partner(name)) ?? refuse(`${name} is no partner`);

  /** A next version of the agreement that a partner sent. */
  const nextVersion = async (from: string, body: unknown): Promise<Agreement> => {
    const { agreement } = body as { readonly agreement?: unknown };
    if (typeof agreement !== 'object' || agreement === null || !('signatures' in agreement))
      return refuse('there is no agreement in the message');
    const { signatures, ...told } = agreement;
    const terms = readTerms(told);
    const one = await need(from);
    if (one.state !== 'agreed') refuse(`the agreement is ${one.state} here: invite this service anew`);
    if (terms.id !== one.agreement.id)
      refuse('it changes another agreement than the one between us: propose a change of that one');
    const names = one.agreement.parties.map(({ id }) => id).join(' ');
    if (terms.parties.map(({ id }) => id).join(' ') !== names)
      refuse('it names other parties than the agreement between us');
    return { ...terms, signatures: signatures as Agreement['signatures'] };
  };

  link().answer(
    'partner-propose',
    refusing(async (from, body) => {
      const agreement = await nextVersion(from, body);
      const one = await need(from);
      if (versionOf(agreement) !== versionOf(one.agreement) + 1)
        refuse(`version ${versionOf(one.agreement)} is in force here; propose the one after it`);
      const terms = termsOf(agreement);
      const theirs = terms.parties.find(({ id }) => id === from);
      const ours = terms.parties.find(({ id }) => id === identity.id);
      const keys = [one.party.signingKey, ...(one.next ? [one.next.signingKey] : [])];
      if (!theirs || !keys.some(({ x }) => x === theirs.signingKey.x))
        return refuse('it is not signed with a key of yours that is known here');
      if (!ours || !(await identity.isOurs(ours.signingKey)))
        return refuse('it names a key of ours that is none');
      if (!(await isSigned(terms, agreement.signatures[from], [theirs.signingKey])))
        return refuse('your signature is not over these terms');
      const proposal = {
        agreement: { ...terms, signatures: { [from]: agreement.signatures[from] as string } },
        by: from,
        at: now().toISOString(),
      };
      await records.change<PartnerRecord>('partner', from, (there) => there && { ...there, proposal });
      await note(from, 'partner-propose', traceOf(proposal.agreement));
      return null;
    }),
    { afterEnd: true },
  );

  link().answer(
    'partner-agree',
    refusing(async (from, body) => {
      const agreement = await nextVersion(from, body);
      const one = await need(from);
      if (versionOf(agreement) <= versionOf(one.agreement)) return null;
      const { proposal } = one;
      if (
        proposal?.by !== identity.id ||
        fingerprint(termsOf(proposal.agreement)) !== fingerprint(termsOf(agreement))
      )
        return refuse('nobody here proposed these terms, or they were changed since: propose them instead');
      if (!(await holds(agreement, identity.id, identity.isOurs)))
        return refuse('the signatures are not over these terms');
      await keeping.replace(from, agreement);
      await note(from, 'partner-agree', traceOf(agreement));
      return null;
    }),
    { afterEnd: true },
  );

  link().answer(
    'partner-end',
    refusing(async (from, body) => {
      const { agreement, reason } = body as Partial<Record<string, unknown>>;
      const one = await need(from);
      // An end of an earlier agreement that came late.
      if (agreement !== one.agreement.id || one.state !== 'agreed') return null;
      const said = typeof reason === 'string' ? reason.slice(0, LONGEST_REASON) : '';
      await keeping.finish(from, 'ended', from, said);
      await note(from, 'partner-end', [one.agreement.id]);
      return null;
    }),
    { afterEnd: true },
  );

  link().answer(
    'partner-check',
    refusing(async (from) => ({
      title: identity.title,
      time: now().toISOString(),
      agreement: fingerprint(termsOf((await need(from)).agreement)),
    })),
    { afterEnd: true },
  );
}
