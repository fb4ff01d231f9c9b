import { LinkError } from '../link/index.ts';
import { byPartner, type RequestGround, write } from './ground.ts';
import { MOST_STEPS } from './tuning.ts';

/** What a partner, or whoever has stolen its keys, may do here on one day (UTC). */
type Counted = 'request' | 'consent' | 'correction' | 'deconfliction';

/**
 * Takes one of the day. Throws {@link LinkError} `refused` where there is none left; the ledger has that once a day and partner, so
 * that a flood does not fill it.
 */
export async function takeOne(
  ground: Pick<RequestGround, 'store' | 'ledger' | 'now'>,
  from: string,
  what: Counted,
  perDay: number,
): Promise<void> {
  const { store, now } = ground;
  if (await store.spend(`${what}:${from}`, perDay, now())) return;
  if (await store.spend(`flood-${what}:${from}`, 1, now()))
    await write(ground, { by: byPartner(from), action: 'flood', allowed: false, rule: what, subjects: [] });
  throw new LinkError(
    'refused',
    `more than ${perDay} a day (UTC) are not taken from you (${what}); go on tomorrow`,
  );
}

/** Throws {@link LinkError} `refused` where a partner has done more to one request than people do. */
export async function fewSteps({ store }: Pick<RequestGround, 'store'>, request: string): Promise<void> {
  if ((await store.events(request)).length >= MOST_STEPS)
    throw new LinkError('refused', `request ${request} has ${MOST_STEPS} steps; make another`);
}
