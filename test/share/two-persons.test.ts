import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RefusedError } from '../../src/law/index.ts';
import { service, type TestService } from './services.ts';

// What binds a service is prepared by one of its people and signed by another: north asks for two, south for one.

const basis = { purpose: 'partnership', legalBasis: 'public-task' } as const;
const LENA = { account: 'lena', roles: ['liaison-officer', 'reviewer'], ...basis };
const RITA = { account: 'rita', roles: ['reviewer'], ...basis };
const ADAM = { account: 'adam', roles: ['administrator'], ...basis, purpose: 'administration' };

let north: TestService;
let south: TestService;
beforeAll(async () => {
  [north, south] = await Promise.all([service('north', undefined, 'always'), service('south')]);
});
afterAll(async () => {
  await Promise.all([north.close(), south.close()]);
});

const prepare = async (step: Parameters<typeof north.share.partners.take>[1]): Promise<string> => {
  const outcome = await north.share.partners.take(LENA, step);
  if (!('prepared' in outcome)) throw new Error('it was done by one person');
  return outcome.prepared.id;
};
const decisions = async (action: string): Promise<readonly string[]> =>
  (await north.store.ledger.read({ limit: 100, action })).map(
    ({ account, allowed, rule }) => `${account} ${allowed ? 'allowed' : 'refused'} ${rule}`,
  );

describe('two persons', () => {
  it('nobody signs alone, whatever their roles, and the refusal names the rule', async () => {
    const { partners } = north.share;
    await expect(partners.invite(LENA, { name: 'south' })).rejects.toThrow('two people sign');
    const id = await prepare({ what: 'invite', name: 'south' });
    expect(await partners.all(LENA)).toEqual({ self: 'north', partners: [], invitations: [] });
    const refused = await partners.sign(LENA, id).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({ rule: 'four-eyes' });
    expect((refused as Error).message).toContain(
      'could: liaison-officer (partnership), reviewer (partnership)',
    );
    // Still there: who may not sign takes nothing away.
    expect((await partners.prepared(LENA)).map((step) => step.id)).toEqual([id]);
    expect(await decisions('sign-agreement')).toEqual(['lena refused four-eyes']);
  });

  it('a reviewer signs what was prepared: invitation, change, end; each once', async () => {
    const { partners } = north.share;
    const [waiting] = await partners.prepared(LENA);
    const [first, again] = await Promise.allSettled([
      partners.sign(RITA, waiting?.id ?? ''),
      partners.sign(RITA, waiting?.id ?? ''),
    ]);
    const done = [first, again].filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(1);
    const outcome = (done[0] as PromiseFulfilledResult<Awaited<ReturnType<typeof partners.sign>>>).value;
    const text = 'invitation' in outcome ? outcome.invitation.text : '';
    await south.share.partners.accept(LENA, text);
    expect((await partners.inForce('south'))?.questionsPerDay).toBe(200);

    await expect(
      prepare({ what: 'propose-change', name: 'south', terms: { questionsPerDay: -1 } }),
    ).rejects.toThrow('questionsPerDay');
    const change = await prepare({ what: 'propose-change', name: 'south', terms: { questionsPerDay: 50 } });
    expect((await partners.show(LENA, 'south')).proposal).toBeUndefined();
    await partners.sign(RITA, change);
    expect((await partners.show(LENA, 'south')).proposal?.agreement.questionsPerDay).toBe(50);

    const end = await prepare({ what: 'end', name: 'south', reason: 'a new law' });
    expect((await partners.show(LENA, 'south')).state).toBe('in-force');
    await partners.sign(RITA, end);
    expect((await partners.show(LENA, 'south')).state).toBe('ended');
    expect(await decisions('sign-agreement')).toEqual([
      'rita allowed agreements-are-signed',
      'rita allowed agreements-are-signed',
      'rita allowed agreements-are-signed',
      'lena refused four-eyes',
    ]);
  });

  it('what waits too long, was taken back, or is of nobody who may is not signed', async () => {
    const { partners } = north.share;
    const old = await prepare({ what: 'invite', name: 'south' });
    await expect(partners.take(ADAM, { what: 'invite', name: 'west' })).rejects.toThrow(
      'could: liaison-officer',
    );
    await expect(partners.sign({ ...ADAM, ...basis }, old)).rejects.toThrow('could: liaison-officer');
    north.clock.offset += 31 * 86_400_000;
    await expect(partners.sign(RITA, old)).rejects.toThrow('prepare it again');
    expect(await partners.prepared(LENA)).toEqual([]);
    const other = await prepare({ what: 'invite', name: 'west' });
    await partners.drop(LENA, other);
    await expect(partners.sign(RITA, other)).rejects.toThrow('nothing waits');
    // The one-time secret of an invitation that waits is not readable in the store.
    expect(JSON.stringify(await north.store.partners.records('prepared'))).not.toContain('"secret"');
  });

  it('revoking, which only stops, takes one', async () => {
    expect((await north.share.partners.revoke(LENA, 'south', 'stolen')).state).toBe('revoked');
  });
});
