import type { Asker, Gate } from '../../law/index.ts';
import { canonicalJson } from '../../model/index.ts';
import { type KeyRing, type PartnerRecords, uuidV7 } from '../../store/index.ts';
import { type GuestDoor, LinkError, type LinkRoom, SERVICE } from '../link/index.ts';
import type { Agreement, AgreementTerms, Partners, Party } from './agreement.ts';
import type { AgreementState, Directory } from './directory.ts';
import { fingerprint, traceOf } from './fingerprint.ts';
import type { Identity } from './identity.ts';
import { hashSecret, isSecret, newSecret, readInvitation, writeInvitation } from './invitation.ts';
import type { Keeping } from './keeping.ts';
import { PartnerError } from './partner-error.ts';
import type { AgreementUse, AskedOf, PartnerView, UnreachablePartner } from './partner-view.ts';
import {
  type How,
  openPrepared,
  type PartnerSteps,
  type PreparedOptions,
  type PreparedRoom,
} from './prepared.ts';
import type { InvitationRecord, PartnerRecord } from './record.ts';
import { isSigned, signTerms, termsOf } from './signatures.ts';
import {
  type ChosenTerms,
  checkUrl,
  offerIn,
  offerOf,
  readChosen,
  readTerms,
  same,
  versionOf,
} from './terms.ts';
import { INVITATION_TIME, UNREACHABLE_FOR } from './tuning.ts';

/** An invitation that nobody has accepted yet. */
export interface OpenInvitation {
  readonly id: string;
  readonly name: string;
  readonly until: string;
}

/** The other side answered. */
export interface PartnerCheck {
  readonly id: string;
  readonly title: string;
  /** Its clock against ours, ms. */
  readonly clock: number;
  /** Time of the whole exchange, ms. */
  readonly took: number;
  readonly sameAgreement: boolean;
}

/** Partners, for people. All pass the gate: RefusedError where the roles do not allow it, {@link PartnerError} otherwise. */
export interface PartnersRoom extends Partners, PartnerSteps, PreparedRoom {
  all(asker: Asker): Promise<{
    /** The name of this service, as partners write it. */
    readonly self: string;
    readonly partners: readonly PartnerView[];
    readonly invitations: readonly OpenInvitation[];
  }>;
  show(asker: Asker, name: string): Promise<PartnerView>;
  /** Ends it at once and tells nobody: the certificate is refused from now on. */
  revoke(asker: Asker, name: string, reason: string): Promise<PartnerView>;
  check(asker: Asker, name: string): Promise<PartnerCheck>;
  /**
   * Says who deletes what is kept for a partner when its agreement is over; called until it succeeds, over restarts, so it must
   * do no harm twice.
   */
  onOver(clear: (partner: string, agreement: Agreement) => Promise<void>): void;
  /** Says who knows how much of agreements is used. */
  onView(use: (those: readonly AskedOf[]) => Promise<ReadonlyMap<string, AgreementUse>>): void;
  /** Clears what is over: on opening, and every day. */
  sweep(): Promise<void>;
  /** Those with an agreement in force that are not heard any more, longest first. It says nothing of any person. */
  unreachable(): Promise<readonly UnreachablePartner[]>;
  /** Whether there is anybody who may connect. */
  isNeeded(): Promise<boolean>;
}

export interface PartnersOptions {
  readonly identity: Identity;
  readonly directory: Directory;
  readonly records: PartnerRecords;
  readonly keeping: Keeping;
  readonly ring: KeyRing;
  /** Whether what binds this service takes two of its people. */
  readonly twoPersons: boolean;
  readonly gate: Gate;
  readonly now: () => Date;
  readonly link: () => LinkRoom;
  /** Begins to listen where this process is to, and makes our address known. */
  readonly listen: () => Promise<void>;
  /** Writes a step of a partner into the ledger. */
  readonly note: (partner: string, step: string, subjects: readonly string[]) => Promise<void>;
}

/** What the law may ask of a step: who prepared it. */
const matterOf = (how: How | 'keep-links') =>
  how !== 'keep-links' && how.matter ? { matter: how.matter } : {};

/** Opens the room. */
export function openPartners(options: PartnersOptions): PartnersRoom & { readonly guest: GuestDoor } {
  const { identity, directory, records, ring, twoPersons, gate, now, link, listen, note, keeping } = options;
  const { begin, replace, finish, clear } = keeping;
  let usage: Parameters<PartnersRoom['onView']>[0] | undefined;

  const need = async (name: string): Promise<PartnerRecord> => {
    const found = await directory.partner(name);
    if (!found) throw new PartnerError('unknown', `there is no partner ${name}; see: tocsin partner list`);
    return found;
  };
  const needAgreed = async (name: string): Promise<PartnerRecord> => {
    const found = await need(name);
    if (found.state !== 'agreed')
      throw new PartnerError('not-now', `the agreement with ${name} is ${found.state}; invite it anew`);
    return found;
  };
  /** Our own address must be known before it is signed. */
  const ourParty = async (): Promise<Party> => {
    await listen();
    const party = await identity.party(await identity.newest());
    if (party.url === '')
      throw new PartnerError(
        'not-now',
        'the address of this service is not known yet: run tocsin start, or set linkUrl (TOCSIN_LINK_URL)',
      );
    return party;
  };
  const sign = async (terms: AgreementTerms): Promise<string> =>
    signTerms(terms, (await identity.keys((await identity.newest()).number)).signing);

  const views = async (those: readonly PartnerRecord[]): Promise<readonly PartnerView[]> => {
    // All are asked for at once: a union of states has dozens of partners.
    const posted = await link().outbox.waiting(those.length === 1 ? those[0]?.id : undefined);
    const { number } = await identity.newest();
    const states = await Promise.all(those.map(directory.stateOf));
    const used = await usage?.(
      those
        .filter((_, at) => states[at] === 'in-force')
        .map(({ id, agreement: { questionsPerDay } }) => ({ partner: id, questionsPerDay })),
    );
    const contacts = await link().contacts();
    return those.map((one, at) => {
      const { id, party, agreement, proposal, since, ended } = one;
      const own = posted.filter(({ partner }) => partner === id);
      const contact = contacts.get(id);
      const use = used?.get(id);
      return {
        id,
        title: party.title,
        url: (one.next ?? party).url,
        state: states[at] as AgreementState,
        pin: party.spki,
        agreement,
        ...(proposal && { proposal }),
        since,
        ...(ended && { ended }),
        knowsOurKeys: one.knows >= number,
        waiting: own.filter(({ refused }) => refused === undefined).length,
        refused: own.flatMap(({ kind, refused }) =>
          refused === undefined ? [] : [{ kind, reason: refused }],
        ),
        ...(contact && { contact }),
        ...(use && { use }),
      };
    });
  };
  const view = async (one: PartnerRecord): Promise<PartnerView> => (await views([one]))[0] as PartnerView;

  /** A step of our own people: decided by the gate, and in the ledger with the fingerprint of what was signed. */
  const step = (
    asker: Asker,
    how: How | 'keep-links',
    name: string,
    run: () => Promise<PartnerRecord>,
  ): Promise<PartnerView> =>
    gate.pass(asker, how === 'keep-links' ? how : how.action, { ids: [name], ...matterOf(how) }, async () => {
      const changed = await run();
      const ids = [name, ...traceOf(changed.proposal?.agreement ?? changed.agreement)];
      return { result: await view(changed), ids, count: 1 };
    });

  const refuseTwice = async (name: string): Promise<void> => {
    if ((await directory.partner(name))?.state === 'agreed')
      throw new PartnerError(
        'exists',
        `there is an agreement with ${name} already: tocsin partner propose-change, or end it first`,
      );
  };

  /** The terms of the next version, with both parties as they are now. */
  const changedTerms = async (one: PartnerRecord, choice: ChosenTerms): Promise<AgreementTerms> => {
    const ours = await identity.party(await identity.newest());
    const parties = one.agreement.parties.map(({ id }) => (id === one.id ? one.party : ours)) as [
      Party,
      Party,
    ];
    const { version: _, ...offer } = offerIn(termsOf(one.agreement));
    return readTerms({ ...offer, ...choice, version: versionOf(one.agreement) + 1, parties });
  };

  const guest: GuestDoor = {
    kind: 'partner-accept',
    keyOf(body) {
      try {
        return readTerms((body as { readonly terms?: unknown }).terms).parties[1].signingKey;
      } catch {
        return undefined;
      }
    },
    async handle(body, { pin, key, from }) {
      const { invitation, secret, terms: told, signature } = body as Partial<Record<string, unknown>>;
      if (typeof invitation !== 'string' || typeof secret !== 'string' || typeof signature !== 'string')
        return undefined;
      const kept = await records.record<InvitationRecord>('invitation', invitation);
      if (!kept || !isSecret(secret, kept.secretHash)) return undefined;
      const terms = readTerms(told);
      const partner = terms.parties[1];
      const asOffered =
        same(offerIn(terms), kept.offer) &&
        same(terms.parties[0], kept.self) &&
        partner.id === kept.name &&
        (kept.url === undefined || partner.url === kept.url);
      const isPartner = from === partner.id && partner.spki === pin && partner.signingKey.x === key.x;
      if (!asOffered || !isPartner || !(await isSigned(terms, signature, [key]))) return undefined;
      const text = canonicalJson(terms);
      const used = await records.change<InvitationRecord>('invitation', invitation, (there) =>
        there && there.usedFor === undefined && now().toISOString() < there.until
          ? { ...there, usedFor: text }
          : there,
      );
      // Accepted before with the same terms and keys: the answer was lost, and is given again.
      if (used?.usedFor !== text) return undefined;
      const agreement = await countersigned(terms, signature);
      await begin(agreement, partner);
      await note(partner.id, 'partner-accept', traceOf(agreement));
      return { body: { agreement } };
    },
  };
  const countersigned = async (terms: AgreementTerms, signature: string): Promise<Agreement> => ({
    ...terms,
    signatures: { [terms.parties[0].id]: await sign(terms), [terms.parties[1].id]: signature },
  });

  /** What binds this service, by one of its people alone or by the second of two. */
  const stepsBy = (how: How): PartnerSteps => ({
    invite: (asker, { name, url, terms }) =>
      gate.pass(asker, how.action, { ids: [name], ...matterOf(how) }, async () => {
        if (!SERVICE.test(name))
          throw new PartnerError('invalid', `${name} is no name of a service: small letters, digits and "-"`);
        if (name === identity.id)
          throw new PartnerError('invalid', `${name} is this service; set its own name by serviceName`);
        await refuseTwice(name);
        const at = now();
        const id = uuidV7(at.getTime());
        const offer = offerOf(id, readChosen(terms ?? {}), at);
        const secret = newSecret();
        const self = await ourParty();
        const record: InvitationRecord = {
          id,
          name,
          ...(url !== undefined && { url: checkUrl(url) }),
          self,
          offer,
          secretHash: hashSecret(secret),
          by: asker.account,
          at: at.toISOString(),
          until: new Date(at.getTime() + INVITATION_TIME).toISOString(),
        };
        await records.change<InvitationRecord>('invitation', id, () => record);
        // Only now somebody unknown may connect.
        await listen();
        const text = await writeInvitation(
          {
            from: self,
            to: { id: name, ...(record.url !== undefined && { url: record.url }) },
            offer,
            until: record.until,
          },
          secret,
          (await identity.keys((await identity.newest()).number)).signing,
        );
        return { result: { id, text }, ids: [name, id, fingerprint(offer)], count: 1 };
      }),

    accept: async (asker, text) => {
      const { from, to, offer, until, secret } = await readInvitation(text);
      return step(asker, how, from.id, async () => {
        if (to.id !== identity.id)
          throw new PartnerError(
            'invalid',
            `the invitation is for ${to.id}; this service is ${identity.id} (setting serviceName)`,
          );
        if (now().toISOString() >= until)
          throw new PartnerError(
            'not-now',
            `the invitation held until ${until}; ask ${from.id} for another one`,
          );
        await refuseTwice(from.id);
        const self = await ourParty();
        if (to.url !== undefined && to.url !== self.url)
          throw new PartnerError(
            'invalid',
            `the invitation is for ${to.url}; this service is at ${self.url} (setting linkUrl)`,
          );
        const terms = readTerms({ ...offer, parties: [from, self] });
        const signature = await sign(terms);
        const { number } = await identity.newest();
        const answer = await link().callPeer(
          {
            id: from.id,
            url: from.url,
            pins: [from.spki],
            signingKeys: [from.signingKey],
            inForce: false,
            own: await identity.keys(number),
          },
          guest.kind,
          { invitation: offer.id, secret, terms, signature },
          { repeatable: true },
        );
        const { agreement } = answer as { readonly agreement: Agreement };
        const both = { ...terms, signatures: { ...agreement?.signatures, [identity.id]: signature } };
        if (!(await isSigned(terms, both.signatures[from.id], [from.signingKey])))
          throw new LinkError('untrusted', `${from.id} did not sign what it offered`);
        return begin(both as Agreement, from);
      });
    },

    proposeChange: (asker, name, choice) =>
      step(asker, how, name, async () => {
        const one = await needAgreed(name);
        const terms = await changedTerms(one, readChosen(choice));
        const agreement: Agreement = { ...terms, signatures: { [identity.id]: await sign(terms) } };
        const proposal = { agreement, by: identity.id, at: now().toISOString() };
        await link().outbox.post(name, 'partner-propose', { agreement });
        return (await records.change<PartnerRecord>(
          'partner',
          name,
          (there) => there && { ...there, proposal },
        )) as PartnerRecord;
      }),

    agree: (asker, name) =>
      step(asker, how, name, async () => {
        const { proposal } = await needAgreed(name);
        if (proposal?.by !== name)
          throw new PartnerError('not-now', `${name} proposes nothing; see: tocsin partner show ${name}`);
        const terms = termsOf(proposal.agreement);
        const agreement: Agreement = {
          ...terms,
          signatures: { ...proposal.agreement.signatures, [identity.id]: await sign(terms) },
        };
        await link().outbox.post(name, 'partner-agree', { agreement });
        return replace(name, agreement);
      }),

    end: (asker, name, reason) =>
      step(asker, how, name, async () => {
        await needAgreed(name);
        const ended = await finish(name, 'ended', asker.account, reason);
        await link().outbox.post(name, 'partner-end', { agreement: ended.agreement.id, reason });
        return ended;
      }),
  });
  const onlyOne: How = { action: 'manage-partners' };
  const proposalOf: PreparedOptions['proposalOf'] = async (name) => {
    const proposal = (await directory.partner(name))?.proposal;
    return proposal?.by === name
      ? { mark: fingerprint(proposal.agreement), terms: termsOf(proposal.agreement) }
      : undefined;
  };
  const prepared = openPrepared({ records, ring, gate, now, twoPersons, stepsBy, proposalOf });
  const second = (): Promise<never> =>
    Promise.reject(
      new PartnerError(
        'not-now',
        'here two people sign (setting agreementTwoPersons): prepare it, and somebody else signs it',
      ),
    );
  const alone: PartnerSteps = twoPersons
    ? { invite: second, accept: second, proposeChange: second, agree: second, end: second }
    : stepsBy(onlyOne);

  return {
    guest,
    async self() {
      return identity.party(await identity.newest());
    },
    async inForce(name) {
      const one = await directory.partner(name);
      return one && (await directory.stateOf(one)) === 'in-force' ? one.agreement : undefined;
    },
    async keysOf(name) {
      return (await directory.peer(name))?.signingKeys ?? [];
    },
    async list() {
      const all = await directory.partners();
      const states = await Promise.all(all.map(directory.stateOf));
      return all
        .filter((_, at) => states[at] === 'in-force')
        .map(({ party, agreement }) => ({ party, agreement }));
    },

    all: (asker) =>
      gate.pass(asker, 'keep-links', {}, async () => {
        const partners = await views(await directory.partners());
        const at = now().toISOString();
        const invitations = (await records.records<InvitationRecord>('invitation'))
          .filter(({ usedFor, until }) => usedFor === undefined && at < until)
          .map(({ id, name, until }) => ({ id, name, until }));
        return { result: { self: identity.id, partners, invitations }, ids: partners.map(({ id }) => id) };
      }),
    show: (asker, name) =>
      gate.pass(asker, 'keep-links', { ids: [name] }, async () => ({
        result: await view(await need(name)),
        ids: [name],
      })),

    ...prepared,
    ...alone,

    revoke: (asker, name, reason) =>
      step(asker, 'keep-links', name, async () => {
        await need(name);
        return finish(name, 'revoked', asker.account, reason);
      }),

    check: (asker, name) =>
      gate.pass(asker, 'keep-links', { ids: [name] }, async () => {
        const one = await need(name);
        const before = now().getTime();
        const answer = (await link().call(name, 'partner-check', {}, { repeatable: true })) as Partial<
          Record<string, unknown>
        >;
        const after = now().getTime();
        const result: PartnerCheck = {
          id: name,
          title: String(answer.title),
          clock: Math.round(Date.parse(String(answer.time)) - (before + after) / 2),
          took: after - before,
          sameAgreement: answer.agreement === fingerprint(termsOf(one.agreement)),
        };
        return { result, ids: [name] };
      }),

    onOver: keeping.onOver,
    onView(use) {
      usage = use;
    },
    async sweep() {
      for (const one of await directory.partners()) {
        const state = await directory.stateOf(one);
        if (!one.cleared && (state === 'past' || state === 'ended' || state === 'revoked')) await clear(one);
      }
    },
    async unreachable() {
      const contacts = await link().contacts();
      const long = new Date(now().getTime() - UNREACHABLE_FOR).toISOString();
      const silent = (await directory.partners()).flatMap((one) => {
        const contact = contacts.get(one.id);
        if (!contact || contact.ok) return [];
        const since = contact.okAt ?? one.since;
        return since > long ? [] : [{ one, since }];
      });
      const states = await Promise.all(silent.map(({ one }) => directory.stateOf(one)));
      const away = silent.flatMap(({ one: { id, party }, since }, at) =>
        states[at] === 'in-force' ? [{ partner: id, title: party.title, since }] : [],
      );
      if (away.length === 0) return [];
      const posted = await link().outbox.waiting();
      return away
        .map((one) => ({
          ...one,
          waiting: posted.filter(({ partner, refused }) => partner === one.partner && refused === undefined)
            .length,
        }))
        .toSorted((a, b) => (a.since < b.since ? -1 : 1));
    },
    async isNeeded() {
      const open = await records.records<InvitationRecord>('invitation');
      const at = now().toISOString();
      return (
        open.some(({ until }) => at < until) ||
        (await directory.partners()).some(({ state }) => state !== 'revoked')
      );
    },
  };
}
