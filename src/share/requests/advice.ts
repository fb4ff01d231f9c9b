import { formatMarking, type Statement } from '../../model/index.ts';
import type { SharedStatement } from '../../store/index.ts';
import type { Consent, Received, RequestGround } from './ground.ts';

/** What policy says of one statement of a record, for one partner. */
export interface Advice {
  readonly statement: Statement;
  readonly marking: string;
  readonly allowed: boolean;
  /** The rule that allows or refuses it. */
  readonly rule: string;
  readonly reason: string;
  /** It may go once this service, which gave it, has agreed. */
  readonly originator?: string;
  /** Id under which the originator gave it. */
  readonly givenAs?: string;
  readonly consent?: Consent;
}

/**
 * What could be released of the record that a request is about. Nothing is decided here that another way out decides
 * otherwise: it is the same function for all.
 */
export async function adviceFor(ground: RequestGround, item: Received): Promise<readonly Advice[]> {
  const { store, gate, partners, serviceName } = ground;
  if (item.record === undefined) return [];
  const groups = (await partners.inForce(item.partner))?.groups[item.partner] ?? [];
  const got = new Map<string, SharedStatement>();
  for (const one of await store.shared({}))
    if (one.side === 'got' && !one.endedAt) got.set(one.statement, one);
  const statements = await store.statements(item.record);
  return Promise.all(
    statements.map(async (statement): Promise<Advice> => {
      const from = got.get(statement.id);
      const consent = item.body.consents[statement.id];
      const { allowed, rule, reason } = gate.release({
        exit: 'request',
        to: { kind: 'partner', id: item.partner, groups },
        what: { marking: statement.marking, sourceService: statement.sourceService },
        self: serviceName,
        decidedByPerson: true,
        originatorAgreed: consent?.agreed === true,
      });
      const asks = rule === 'originator-control' && from !== undefined && consent?.agreed === undefined;
      // Of itself the asker gets nothing back, and who is no partner any more cannot be asked.
      const open =
        asks && from.partner !== item.partner && (await partners.inForce(from.partner)) !== undefined;
      return {
        statement,
        marking: formatMarking(statement.marking),
        allowed,
        rule: rule === 'originator-control' && consent?.agreed === false ? 'originator-refused' : rule,
        reason,
        ...(open && { originator: from.partner, givenAs: from.id }),
        ...(consent && { consent }),
      };
    }),
  );
}
