import { randomBytes } from 'node:crypto';
import type { Asker, Gate, Matter } from '../../law/index.ts';
import { type KeyRing, type PartnerRecords, seal, unseal, uuidV7 } from '../../store/index.ts';
import { fingerprint } from './fingerprint.ts';
import { readInvitation } from './invitation.ts';
import { PartnerError } from './partner-error.ts';
import type { InviteRequest, PartnerView } from './partner-view.ts';
import { offerOf, readChosen } from './terms.ts';
import { PREPARED_TIME } from './tuning.ts';

/** What binds this service: one of its people prepares it, another one signs. */
export type PartnerStep =
  | ({ readonly what: 'invite' } & InviteRequest)
  | { readonly what: 'accept'; readonly text: string }
  | { readonly what: 'propose-change'; readonly name: string; readonly terms: unknown }
  | { readonly what: 'agree'; readonly name: string }
  | { readonly what: 'end'; readonly name: string; readonly reason: string };

/** A step that waits for its second person. */
export interface PreparedStep {
  readonly id: string;
  readonly what: PartnerStep['what'];
  /** The partner that it is about. */
  readonly name: string;
  /** The terms as they would be signed, or the reason of an end; for whoever signs. */
  readonly terms?: unknown;
  readonly reason?: string;
  readonly by: string;
  readonly at: string;
  /** Nobody signs it after that. */
  readonly until: string;
}

/** What a step has become: it waits for somebody else, or it is done. */
export type StepOutcome =
  | { readonly prepared: PreparedStep }
  | { readonly invitation: { readonly id: string; readonly text: string } }
  | { readonly partner: PartnerView };

/** By whom and under which action something is signed. */
export interface How {
  readonly action: 'manage-partners' | 'sign-agreement';
  readonly matter?: Matter;
}

/** The steps by one person alone: PartnerError `not-now` where two are needed. */
export interface PartnerSteps {
  /** Gives the text of an invitation, with its one-time secret. */
  invite(asker: Asker, request: InviteRequest): Promise<{ readonly id: string; readonly text: string }>;
  /** Accepts the text of an invitation: signs its terms, and has the inviter sign. */
  accept(asker: Asker, text: string): Promise<PartnerView>;
  /** Signs changed terms and sends them; in force when the partner has agreed. */
  proposeChange(asker: Asker, name: string, terms: unknown): Promise<PartnerView>;
  /** Signs what the partner proposes. */
  agree(asker: Asker, name: string): Promise<PartnerView>;
  /** Ends the agreement and tells the partner. */
  end(asker: Asker, name: string, reason: string): Promise<PartnerView>;
}

export interface PreparedRoom {
  /** Does a step; where two persons are needed it is written down, and waits for the second. */
  take(asker: Asker, step: PartnerStep): Promise<StepOutcome>;
  /** Those that wait, oldest first. */
  prepared(asker: Asker): Promise<readonly PreparedStep[]>;
  /** Signs what somebody else prepared: RefusedError (rule `four-eyes`) for whoever did. */
  sign(asker: Asker, id: string): Promise<StepOutcome>;
  /** Takes a prepared step back, whoever prepared it. */
  drop(asker: Asker, id: string): Promise<void>;
}

interface PreparedRecord extends PreparedStep {
  /** The step: an invitation has a one-time secret. Base64. */
  readonly sealed: string;
  /** Of what the partner proposed when it was prepared. */
  readonly proposal?: string;
}

const KIND = 'prepared';
const KEY = 'partners/prepared';

export interface PreparedOptions {
  readonly records: PartnerRecords;
  readonly ring: KeyRing;
  readonly gate: Gate;
  readonly now: () => Date;
  readonly twoPersons: boolean;
  readonly stepsBy: (how: How) => PartnerSteps;
  /** Fingerprint and terms of what a partner proposes now. */
  readonly proposalOf: (
    name: string,
  ) => Promise<{ readonly mark: string; readonly terms: unknown } | undefined>;
}

export function openPrepared({
  records,
  ring,
  gate,
  now,
  twoPersons,
  stepsBy,
  proposalOf,
}: PreparedOptions): PreparedRoom {
  const key = (): Promise<Buffer> => ring.secret(KEY, () => randomBytes(32));
  const shown = ({ sealed: _, proposal: __, ...step }: PreparedRecord): PreparedStep => step;

  const run = async (steps: PartnerSteps, asker: Asker, step: PartnerStep): Promise<StepOutcome> => {
    switch (step.what) {
      case 'invite': {
        const { what: _, ...request } = step;
        return { invitation: await steps.invite(asker, request) };
      }
      case 'accept':
        return { partner: await steps.accept(asker, step.text) };
      case 'propose-change':
        return { partner: await steps.proposeChange(asker, step.name, step.terms) };
      case 'agree':
        return { partner: await steps.agree(asker, step.name) };
      case 'end':
        return { partner: await steps.end(asker, step.name, step.reason) };
    }
  };

  /** What whoever signs has to see. Throws {@link PartnerError} for what could never be signed. */
  const factsOf = async (
    step: PartnerStep,
    id: string,
  ): Promise<Pick<PreparedRecord, 'name' | 'terms' | 'reason' | 'proposal'>> => {
    switch (step.what) {
      case 'invite': {
        const { id: _, ...terms } = offerOf(id, readChosen(step.terms ?? {}), now());
        return { name: step.name, terms };
      }
      case 'accept': {
        const { from, offer } = await readInvitation(step.text);
        return { name: from.id, terms: offer };
      }
      case 'propose-change':
        return { name: step.name, terms: readChosen(step.terms) };
      case 'agree': {
        const proposal = await proposalOf(step.name);
        if (!proposal)
          throw new PartnerError(
            'not-now',
            `${step.name} proposes nothing; see: tocsin partner show ${step.name}`,
          );
        return { name: step.name, terms: proposal.terms, proposal: proposal.mark };
      }
      case 'end':
        return { name: step.name, reason: step.reason };
    }
  };

  const gone = (id: string): PartnerError =>
    new PartnerError('unknown', `nothing waits under ${id} for a second person; see: tocsin partner list`);
  const need = async (id: string): Promise<PreparedRecord> => {
    const found = await records.record<PreparedRecord>(KIND, id);
    if (!found) throw gone(id);
    return found;
  };

  const whyNot = async ({ until, proposal, name }: PreparedRecord): Promise<PartnerError | undefined> => {
    if (until <= now().toISOString())
      return new PartnerError('not-now', `it waited until ${until}; prepare it again`);
    if (proposal !== undefined && (await proposalOf(name))?.mark !== proposal)
      return new PartnerError(
        'not-now',
        `${name} proposes something else by now; look at it, and prepare it again`,
      );
    return undefined;
  };

  return {
    async take(asker, step) {
      if (!twoPersons) return run(stepsBy({ action: 'manage-partners' }), asker, step);
      const at = now();
      const id = uuidV7(at.getTime());
      const ids = [id, ...('name' in step ? [step.name] : [])];
      return gate.pass(asker, 'manage-partners', { ids }, async () => {
        const facts = await factsOf(step, id);
        const record: PreparedRecord = {
          id,
          what: step.what,
          ...facts,
          by: asker.account,
          at: at.toISOString(),
          until: new Date(at.getTime() + PREPARED_TIME).toISOString(),
          sealed: seal(await key(), id, step).toString('base64'),
        };
        await records.change<PreparedRecord>(KIND, id, () => record);
        return { result: { prepared: shown(record) }, ids: [facts.name, fingerprint(facts)], count: 1 };
      });
    },
    prepared: (asker) =>
      gate.pass(asker, 'keep-links', {}, async () => {
        const at = now().toISOString();
        const all = (await records.records<PreparedRecord>(KIND)).filter(({ until }) => at < until);
        return {
          result: all.map(shown).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
          ids: all.map(({ id }) => id),
        };
      }),
    async sign(asker, id) {
      const found = await records.record<PreparedRecord>(KIND, id);
      const problem = found ? await whyNot(found) : gone(id);
      // Whoever may not sign does not learn what waits.
      if (!found || problem)
        return gate.pass(asker, 'sign-agreement', { ids: [id] }, () => Promise.reject(problem ?? gone(id)));
      const { by, sealed } = found;
      const step = unseal(await key(), id, Buffer.from(sealed, 'base64')) as PartnerStep;
      // Taken first: two who sign at once must not sign twice.
      const taken = { record: undefined as PreparedRecord | undefined };
      await records.change<PreparedRecord>(KIND, id, (there) => {
        taken.record = there;
        return undefined;
      });
      if (!taken.record) throw gone(id);
      try {
        return await run(stepsBy({ action: 'sign-agreement', matter: { proposedBy: by } }), asker, step);
      } catch (error) {
        await records.change<PreparedRecord>(KIND, id, () => taken.record);
        throw error;
      }
    },
    drop: (asker, id) =>
      gate.pass(asker, 'manage-partners', { ids: [id] }, async () => {
        await need(id);
        await records.change<PreparedRecord>(KIND, id, () => undefined);
        return { result: undefined, ids: [id] };
      }),
  };
}
