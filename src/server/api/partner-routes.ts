import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { PartnerStep, PartnersRoom } from '../../share/index.ts';
import { actorOf } from '../actor.ts';
import { type App, answer, problems } from '../route.ts';

const closed = { additionalProperties: false } as const;
const name = Type.String({ minLength: 1, maxLength: 63 });
const reason = Type.String({ maxLength: 2000 });
/** Read by the room itself, which says what is wrong with them. */
const terms = Type.Record(Type.String(), Type.Unknown());
const agreement = Type.Object({ id: Type.String(), signatures: Type.Record(Type.String(), Type.String()) });

const Partner = Type.Object({
  id: Type.String(),
  title: Type.String(),
  url: Type.String(),
  state: Type.String(),
  pin: Type.String(),
  agreement,
  proposal: Type.Optional(Type.Object({ agreement, by: Type.String(), at: Type.String() })),
  since: Type.String(),
  ended: Type.Optional(Type.Object({ at: Type.String(), by: Type.String(), reason: Type.String() }, closed)),
  knowsOurKeys: Type.Boolean(),
  waiting: Type.Integer(),
  refused: Type.Array(Type.Object({ kind: Type.String(), reason: Type.String() }, closed)),
});

const Prepared = Type.Object(
  {
    id: Type.String(),
    what: Type.String(),
    name: Type.String({ description: 'The partner.' }),
    terms: Type.Optional(terms),
    reason: Type.Optional(reason),
    by: Type.String(),
    at: Type.String(),
    until: Type.String({ description: 'Nobody can sign it after that.' }),
  },
  closed,
);
const Invitation = Type.Object({ id: Type.String(), text: Type.String() }, closed);

/** Partners and what is agreed with them. Who may what is decided by the gate, behind each. */
export function partnerRoutes(app: App, partners: PartnersRoom): void {
  const config = { access: 'purpose', reads: 'persons' } as const;
  const tags = ['partners'];
  const params = Type.Object({ name });
  const response = { 200: answer(Partner), ...problems(400, 401, 403, 404, 409) };
  const waiting = {
    202: {
      description: 'It waits for a second person (setting agreementTwoPersons).',
      ...Type.Object({ prepared: answer(Prepared) }, closed),
    },
  };
  const stepResponse = { ...response, ...waiting };
  const take = async (request: FastifyRequest, reply: FastifyReply, step: PartnerStep): Promise<void> => {
    const outcome = await partners.take(actorOf(request), step);
    if ('prepared' in outcome) await reply.status(202).send(outcome);
    else await reply.status(200).send('partner' in outcome ? outcome.partner : outcome.invitation);
  };

  app.get(
    '/api/prepared-steps',
    {
      config,
      schema: {
        tags,
        operationId: 'preparedSteps',
        summary: 'What somebody of this service prepared, and somebody else has to sign',
        response: {
          200: answer(Type.Object({ steps: Type.Array(Prepared) }, closed)),
          ...problems(401, 403),
        },
      },
    },
    async (request) => ({ steps: await partners.prepared(actorOf(request)) }),
  );

  const one = Type.Object({ id: Type.String({ maxLength: 64 }) });
  app.post(
    '/api/prepared-steps/:id/signature',
    {
      config,
      schema: {
        tags,
        operationId: 'signPreparedStep',
        summary:
          'Sign what somebody else of this service prepared; the answer is a partner, or an invitation',
        params: one,
        response: {
          200: answer(
            Type.Object({ partner: Type.Optional(Partner), invitation: Type.Optional(Invitation) }, closed),
          ),
          ...problems(400, 401, 403, 404, 409, 502),
        },
      },
    },
    async (request) => {
      const outcome = await partners.sign(actorOf(request), request.params.id);
      return 'prepared' in outcome ? {} : outcome;
    },
  );

  app.delete(
    '/api/prepared-steps/:id',
    {
      config,
      schema: {
        tags,
        operationId: 'dropPreparedStep',
        summary: 'Take back what was prepared',
        params: one,
        response: { 204: { type: 'null', description: 'Taken back.' }, ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      await partners.drop(actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/partners',
    {
      config,
      schema: {
        tags,
        operationId: 'partners',
        summary: 'All partners, and invitations that nobody has accepted yet',
        response: {
          200: answer(
            Type.Object(
              {
                partners: Type.Array(Partner),
                invitations: Type.Array(
                  Type.Object({ id: Type.String(), name: Type.String(), until: Type.String() }, closed),
                ),
              },
              closed,
            ),
          ),
          ...problems(401, 403),
        },
      },
    },
    async (request) => partners.all(actorOf(request)),
  );

  app.get(
    '/api/partners/:name',
    {
      config,
      schema: { tags, operationId: 'partner', summary: 'A partner and its agreement', params, response },
    },
    async (request) => partners.show(actorOf(request), request.params.name),
  );

  app.post(
    '/api/partners/invitations',
    {
      config,
      schema: {
        tags,
        operationId: 'invitePartner',
        summary: 'Invite a service; the answer holds the text for it, with a one-time secret',
        body: Type.Object(
          { name, url: Type.Optional(Type.String({ maxLength: 300 })), terms: Type.Optional(terms) },
          closed,
        ),
        response: {
          200: Invitation,
          ...waiting,
          ...problems(400, 401, 403, 409),
        },
      },
    },
    async (request, reply) => take(request, reply, { what: 'invite', ...request.body }),
  );

  app.post(
    '/api/partners/acceptances',
    {
      config,
      schema: {
        tags,
        operationId: 'acceptInvitation',
        summary: 'Sign what the text of an invitation offers; its sender signs as well',
        body: Type.Object({ text: Type.String({ maxLength: 100_000 }) }, closed),
        response: { ...stepResponse, ...problems(502) },
      },
    },
    async (request, reply) => take(request, reply, { what: 'accept', text: request.body.text }),
  );

  app.post(
    '/api/partners/:name/proposal',
    {
      config,
      schema: {
        tags,
        operationId: 'proposeTerms',
        summary: 'Sign changed terms and send them to the partner',
        params,
        body: Type.Object({ terms }, closed),
        response: stepResponse,
      },
    },
    async (request, reply) =>
      take(request, reply, {
        what: 'propose-change',
        name: request.params.name,
        terms: request.body.terms,
      }),
  );

  app.post(
    '/api/partners/:name/agreement',
    {
      config,
      schema: {
        tags,
        operationId: 'agreeToTerms',
        summary: 'Sign what the partner proposes',
        params,
        response: stepResponse,
      },
    },
    async (request, reply) => take(request, reply, { what: 'agree', name: request.params.name }),
  );

  app.post(
    '/api/partners/:name/end',
    {
      config,
      schema: {
        tags,
        operationId: 'endAgreement',
        summary: 'End the agreement and tell the partner',
        params,
        body: Type.Object({ reason }, closed),
        response: stepResponse,
      },
    },
    async (request, reply) =>
      take(request, reply, { what: 'end', name: request.params.name, reason: request.body.reason }),
  );

  app.post(
    '/api/partners/:name/revocation',
    {
      config,
      schema: {
        tags,
        operationId: 'revokePartner',
        summary: 'Refuse a partner from now on, without telling it',
        params,
        body: Type.Object({ reason }, closed),
        response,
      },
    },
    async (request) => partners.revoke(actorOf(request), request.params.name, request.body.reason),
  );

  app.get(
    '/api/partners/:name/check',
    {
      config,
      schema: {
        tags,
        operationId: 'checkPartner',
        summary: 'Ask a partner for its clock and its copy of the agreement',
        params,
        response: {
          200: Type.Object(
            {
              id: Type.String(),
              title: Type.String(),
              clock: Type.Number(),
              took: Type.Number(),
              sameAgreement: Type.Boolean(),
            },
            closed,
          ),
          ...problems(401, 403, 404, 502),
        },
      },
    },
    async (request) => ({ ...(await partners.check(actorOf(request), request.params.name)) }),
  );
}
