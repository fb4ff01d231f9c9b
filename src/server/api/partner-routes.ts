import { Type } from 'typebox';
import type { Actor } from '../../screening/index.ts';
import type { PartnerStep, PartnersRoom } from '../../share/index.ts';
import { type App, answer } from '../route.ts';
import { CLOSED, gatedRoutes, NOTE, optional, TEXT } from './gated.ts';

const name = Type.String({ minLength: 1, maxLength: 63 });
/** Read by the room itself, which says what is wrong with them. */
const terms = Type.Record(Type.String(), Type.Unknown());
const agreement = Type.Object({ id: TEXT, signatures: Type.Record(TEXT, TEXT) });
const reason = Type.Object({ reason: NOTE }, CLOSED);
const use = Type.Object(
  {
    today: Type.Integer(),
    leftToday: Type.Integer(),
    epoch: optional(
      Type.Object({ number: Type.Integer(), from: TEXT, until: TEXT, questions: Type.Integer() }, CLOSED),
    ),
  },
  CLOSED,
);

const Partner = Type.Object({
  id: TEXT,
  title: TEXT,
  url: TEXT,
  state: TEXT,
  pin: TEXT,
  agreement,
  proposal: optional(Type.Object({ agreement, by: TEXT, at: TEXT })),
  since: TEXT,
  ended: optional(Type.Object({ at: TEXT, by: TEXT, reason: TEXT }, CLOSED)),
  knowsOurKeys: Type.Boolean(),
  waiting: Type.Integer(),
  refused: Type.Array(Type.Object({ kind: TEXT, reason: TEXT }, CLOSED)),
  contact: optional(
    Type.Object(
      { at: TEXT, ok: Type.Boolean(), reason: optional(TEXT), okAt: optional(TEXT), nextTry: optional(TEXT) },
      CLOSED,
    ),
  ),
  use: optional(Type.Object({ weAsk: use, theyAsk: use }, CLOSED)),
});
const All = Type.Object(
  {
    self: TEXT,
    partners: Type.Array(Partner),
    invitations: Type.Array(Type.Object({ id: TEXT, name: TEXT, until: TEXT }, CLOSED)),
  },
  CLOSED,
);
const Check = Type.Object(
  { id: TEXT, title: TEXT, clock: Type.Number(), took: Type.Number(), sameAgreement: Type.Boolean() },
  CLOSED,
);

const Prepared = Type.Object(
  {
    id: TEXT,
    what: TEXT,
    name: Type.String({ description: 'The partner.' }),
    terms: optional(terms),
    reason: optional(NOTE),
    by: TEXT,
    at: TEXT,
    until: Type.String({ description: 'Nobody can sign it after that.' }),
  },
  CLOSED,
);
const Invitation = Type.Object({ id: TEXT, text: TEXT }, CLOSED);
const prepared = Type.Object({ prepared: answer(Prepared) }, CLOSED);
const Signed = Type.Object({ partner: optional(Partner), invitation: optional(Invitation) }, CLOSED);

/** Partners and what is agreed with them. Who may what is decided by the gate, behind each. */
export function partnerRoutes(app: App, partners: PartnersRoom): void {
  const { read, step } = gatedRoutes(app, 'partners');
  const params = Type.Object({ name });
  const taken = async (actor: Actor, what: PartnerStep): Promise<unknown> => {
    const outcome = await partners.take(actor, what);
    if ('prepared' in outcome) return outcome;
    return 'partner' in outcome ? outcome.partner : outcome.invitation;
  };

  read(
    '/api/prepared-steps',
    {
      operationId: 'preparedSteps',
      summary: 'What somebody of this service prepared, and somebody else has to sign',
      shape: Type.Object({ steps: Type.Array(Prepared) }, CLOSED),
      refuses: [401, 403],
    },
    async (actor) => ({ steps: await partners.prepared(actor) }),
  );
  step(
    '/api/prepared-steps/:id/signature',
    {
      operationId: 'signPreparedStep',
      summary: 'Sign what somebody else of this service prepared; the answer is a partner, or an invitation',
      shape: Signed,
      refuses: [400, 401, 403, 404, 409, 502],
    },
    async (actor, id) => {
      const outcome = await partners.sign(actor, id);
      return 'prepared' in outcome ? {} : outcome;
    },
  );
  step(
    '/api/prepared-steps/:id',
    {
      operationId: 'dropPreparedStep',
      summary: 'Take back what was prepared',
      method: 'DELETE',
      shape: Type.Object({}, CLOSED),
      refuses: [401, 403, 404],
    },
    async (actor, id) => {
      await partners.drop(actor, id);
      return {};
    },
  );

  read(
    '/api/partners',
    {
      operationId: 'partners',
      summary: 'All partners, and invitations that nobody has accepted yet',
      shape: All,
      refuses: [401, 403],
    },
    (actor) => partners.all(actor),
  );
  read(
    '/api/partners/:name',
    {
      operationId: 'partner',
      summary: 'A partner: its agreement, how much of it is used, and when it was heard last',
      params,
      shape: Partner,
      refuses: [401, 403, 404],
    },
    (actor, asked) => partners.show(actor, asked.params.name),
  );
  read(
    '/api/partners/:name/check',
    {
      operationId: 'checkPartner',
      summary: 'Ask a partner for its clock and its copy of the agreement',
      params,
      shape: Check,
      refuses: [401, 403, 404, 502],
    },
    (actor, asked) => partners.check(actor, asked.params.name),
  );
  step(
    '/api/partners/invitations',
    {
      operationId: 'invitePartner',
      summary: 'Invite a service; the answer holds the text for it, with a one-time secret',
      body: Type.Object(
        { name, url: optional(Type.String({ maxLength: 300 })), terms: optional(terms) },
        CLOSED,
      ),
      shape: Invitation,
      refuses: [400, 401, 403, 409],
      prepared,
    },
    (actor, _, body) => taken(actor, { what: 'invite', ...body }),
  );
  step(
    '/api/partners/acceptances',
    {
      operationId: 'acceptInvitation',
      summary: 'Sign what the text of an invitation offers; its sender signs as well',
      body: Type.Object({ text: Type.String({ maxLength: 100_000 }) }, CLOSED),
      shape: Partner,
      refuses: [400, 401, 403, 404, 409, 502],
      prepared,
    },
    (actor, _, { text }) => taken(actor, { what: 'accept', text }),
  );
  step(
    '/api/partners/:name/proposal',
    {
      operationId: 'proposeTerms',
      summary: 'Sign changed terms and send them to the partner',
      body: Type.Object({ terms }, CLOSED),
      shape: Partner,
      prepared,
    },
    (actor, partner, body) => taken(actor, { what: 'propose-change', name: partner, terms: body.terms }),
  );
  step(
    '/api/partners/:name/agreement',
    { operationId: 'agreeToTerms', summary: 'Sign what the partner proposes', shape: Partner, prepared },
    (actor, partner) => taken(actor, { what: 'agree', name: partner }),
  );
  step(
    '/api/partners/:name/end',
    {
      operationId: 'endAgreement',
      summary: 'End the agreement and tell the partner',
      body: reason,
      shape: Partner,
      prepared,
    },
    (actor, partner, body) => taken(actor, { what: 'end', name: partner, reason: body.reason }),
  );
  step(
    '/api/partners/:name/revocation',
    {
      operationId: 'revokePartner',
      summary: 'Refuse a partner from now on, without telling it',
      body: reason,
      shape: Partner,
    },
    (actor, partner, body) => partners.revoke(actor, partner, body.reason),
  );
}
