import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PartnerError, readInvitation } from '../../src/share/index.ts';
import type { LinkRoom } from '../../src/share/link/index.ts';
import { agree, ledgerOf, liaison, service, type TestService, until } from './services.ts';

let north: TestService;
let south: TestService;
beforeAll(async () => {
  [north, south] = await Promise.all([service('north'), service('south')]);
});
afterAll(async () => {
  await Promise.all([north.close(), south.close()]);
  expect([...north.errors, ...south.errors]).toEqual([]);
});

const stateAt = async (at: TestService, name: string): Promise<string> =>
  (await at.share.partners.show(liaison, name)).state;

describe('an invitation', () => {
  it('makes both partners, with the same agreement and both signatures, in both ledgers', async () => {
    const { text } = await north.share.partners.invite(liaison, {
      name: 'south',
      terms: { questionsPerDay: 50, groups: { north: ['river'] } },
    });
    expect((await readInvitation(text)).offer.questionsPerDay).toBe(50);
    const there = await south.share.partners.accept(liaison, text);
    const here = await north.share.partners.show(liaison, 'south');
    expect(here.agreement).toEqual(there.agreement);
    expect(Object.keys(here.agreement.signatures).sort()).toEqual(['north', 'south']);
    expect(here).toMatchObject({ state: 'in-force', title: 'Service south', knowsOurKeys: true });
    expect((await south.share.partners.inForce('north'))?.groups).toEqual({ north: ['river'] });
    expect((await north.share.partners.list()).map(({ party }) => party.id)).toEqual(['south']);
    expect(await ledgerOf(north)).toEqual(
      expect.arrayContaining(['local:test manage-partners yes', 'partner:south partner-accept yes']),
    );
    expect(await ledgerOf(south)).toContain('local:test manage-partners yes');
    // Accepted again by the same: the same answer. Nothing is left open for others.
    expect((await north.share.partners.all(liaison)).invitations).toEqual([]);
    await expect(south.share.partners.accept(liaison, text)).rejects.toThrow('already');
  });

  it('is refused where a byte was changed, where it is for another, or too late', async () => {
    const { text } = await north.share.partners.invite(liaison, { name: 'west' });
    await expect(south.share.partners.accept(liaison, text)).rejects.toThrow('is for west');
    const file = JSON.parse(text);
    for (const change of [
      { offer: { ...file.offer, questionsPerDay: 9_999 } },
      { until: '2999-01-01T00:00:00.000Z' },
      { to: { id: 'south' } },
      { from: { ...file.from, spki: file.from.spki.replace(/^./, (c: string) => (c === 'A' ? 'B' : 'A')) } },
      { signed: file.signed.slice(0, -2) },
      { extra: 1 },
    ])
      await expect(readInvitation(JSON.stringify({ ...file, ...change }))).rejects.toThrow(PartnerError);
    for (const hostile of ['', '[]', 'null', '{"form":"tocsin-invitation/1"}', '\u0000', '{'.repeat(10_000)])
      await expect(readInvitation(hostile)).rejects.toThrow(PartnerError);
  });

  it.each([
    [{ epochDays: 31 }, 'epochDays'],
    [{ purposes: [] }, 'purposes'],
    [{ questionsPerDay: -1 }, 'questionsPerDay'],
    [{ families: ['nd', 'religion'] }, 'families'],
    [{ until: '2020-01-01T00:00:00.000Z' }, 'before they begin'],
    [{ until: 'tomorrow' }, 'until'],
    [{ budget: 3 }, 'the terms'],
  ])('is not made with terms that cannot be: %j', async (terms, message) => {
    await expect(north.share.partners.invite(liaison, { name: 'east', terms })).rejects.toThrow(message);
  });

  it('knows its address also where it comes while the service begins to listen', async () => {
    const fresh = await service('fresh', undefined, 'never', false);
    const invite = async (name: string): Promise<string> => {
      const { text } = await fresh.share.partners.invite(liaison, { name });
      return (await readInvitation(text)).from.url;
    };
    const first = invite('east');
    const link = fresh.share.link as LinkRoom;
    while (!link.isListening()) await new Promise((resolve) => setImmediate(resolve));
    const second = await invite('west');
    expect(second).toMatch(/^https:/);
    expect(await first).toBe(second);
    await fresh.close();
  });

  it('is made by a liaison officer only', async () => {
    const administrator = { ...liaison, roles: ['administrator'] };
    await expect(north.share.partners.invite(administrator, { name: 'east' })).rejects.toThrow('may');
    const keeper = { ...administrator, purpose: 'administration', legalBasis: 'accountability' };
    await expect(north.share.partners.invite(keeper, { name: 'east' })).rejects.toThrow('may');
    expect((await north.share.partners.all(keeper)).partners).toHaveLength(1);
  });
});

describe('what is told of a partner', () => {
  it('says when it was heard last, and in words why not', async () => {
    const contact = async () => (await north.share.partners.show(liaison, 'south')).contact;
    await north.share.partners.check(liaison, 'south');
    await until(async () => (await contact())?.ok === true);
    const heard = (await contact())?.at;
    await south.share.close();
    await expect(north.share.partners.check(liaison, 'south')).rejects.toMatchObject({ code: 'unreachable' });
    await until(async () => (await contact())?.ok === false);
    expect(await contact()).toMatchObject({ reason: expect.stringMatching(/south .* reached/), okAt: heard });
    south = await south.restart();
    await north.share.partners.check(liaison, 'south');
    await until(async () => (await contact())?.ok === true);
    expect(await contact()).not.toHaveProperty('reason');
  });
});

describe('a change of terms', () => {
  it('is in force when both have signed, and not before', async () => {
    await north.share.partners.proposeChange(liaison, 'south', { questionsPerDay: 77 });
    await until(async () => (await south.share.partners.show(liaison, 'north')).proposal !== undefined);
    expect((await south.share.partners.inForce('north'))?.questionsPerDay).toBe(50);
    await expect(north.share.partners.agree(liaison, 'south')).rejects.toThrow('proposes nothing');
    await south.share.partners.agree(liaison, 'north');
    await until(async () => (await north.share.partners.inForce('south'))?.questionsPerDay === 77);
    const [a, b] = await Promise.all([
      north.share.partners.inForce('south'),
      south.share.partners.inForce('north'),
    ]);
    expect(a).toEqual(b);
    expect(a?.version).toBe(2);
    expect(await ledgerOf(south)).toContain('partner:north partner-propose yes');
    expect(await ledgerOf(north)).toContain('partner:south partner-agree yes');
  });

  it('cannot be put back to an older version, nor to terms that nobody proposed', async () => {
    const old = (await south.store.partners.record('agreement', `${await idOf()}/1`)) as object;
    await south.share.outbox.post('north', 'partner-propose', { agreement: old });
    await south.share.outbox.post('north', 'partner-agree', { agreement: { ...old, version: 3 } });
    await until(async () => (await south.share.outbox.waiting('north')).every(({ refused }) => refused));
    const refused = (await south.share.outbox.waiting('north')).map((one) => one.refused);
    expect(refused[0]).toContain('version 2 is in force');
    expect(refused[1]).toContain('nobody here proposed these terms');
    await south.store.partners.takeBack('north');
    expect((await north.share.partners.inForce('south'))?.questionsPerDay).toBe(77);
  });
});

const idOf = async (): Promise<string> => (await north.share.partners.inForce('south'))!.id;

describe('an agreement that is kept', () => {
  it('counts for nothing after a change of one byte', async () => {
    const records = north.store.partners;
    type Kept = { readonly agreement: { readonly questionsPerDay: number } };
    const kept = await records.record<Kept>('partner', 'south');
    await records.change<Kept>('partner', 'south', (there) => ({
      ...there!,
      agreement: { ...there!.agreement, questionsPerDay: 78 },
    }));
    expect(await north.share.partners.inForce('south')).toBeUndefined();
    expect(await stateAt(north, 'south')).toBe('broken');
    await expect(south.share.link.call('north', 'nothing', {})).rejects.toThrow();
    await records.change('partner', 'south', () => kept);
    expect(await stateAt(north, 'south')).toBe('in-force');
    expect(await ledgerOf(north)).toContain('partner:south link broken-agreement');
  });

  it('is over at its end: messages are refused, tables cleared', async () => {
    north.share.link.answer('greeting', async (from) => `hello ${from}`);
    expect(await south.share.link.call('north', 'greeting', {})).toBe('hello south');
    north.clock.offset = 400 * 86_400_000;
    expect(await stateAt(north, 'south')).toBe('past');
    expect(await north.share.partners.inForce('south')).toBeUndefined();
    await north.share.sweep();
    expect(north.cleared).toEqual(['south']);
    south.clock.offset = north.clock.offset;
    await expect(south.share.link.call('north', 'greeting', {})).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('no agreement is in force'),
    });
    north.clock.offset = south.clock.offset = 0;
  });
});

describe('rotation', () => {
  it.each(['link', 'signing'] as const)('of the %s key loses no message', async (what) => {
    const admin = { ...liaison, purpose: 'administration', legalBasis: 'accountability' };
    const before = await north.share.keys.list(admin);
    const greetings: Promise<unknown>[] = [];
    const rotating = north.share.keys.rotate(admin, what, false);
    for (let i = 0; i < 20; i++) greetings.push(south.share.link.call('north', 'greeting', {}));
    const rotated = await rotating;
    await until(async () => (await north.share.keys.list(admin)).sets.length === 1);
    const after = await north.share.keys.list(admin);
    expect(after.sets[0]?.number).toBe(rotated.number);
    expect([after.pin === before.pin, after.sets[0]?.signing === before.sets[0]?.signing]).toEqual(
      what === 'link' ? [false, true] : [true, false],
    );
    expect(await Promise.all(greetings)).toEqual(Array(20).fill('hello south'));
    // The old key is refused from now on, and destroyed.
    await until(async () => (await south.share.partners.show(liaison, 'north')).pin === after.pin);
    await until(async () => (await north.share.outbox.waiting()).length === 0);
    const kept = await south.store.partners.record<{ next?: unknown; rotations: object[] }>(
      'partner',
      'north',
    );
    expect(kept?.next).toBeUndefined();
    expect(after.secrets.filter(({ name }) => /^link\/(?:tls|signing)\//.test(name))).toHaveLength(2);
    expect(await south.share.link.call('north', 'greeting', {})).toBe('hello south');
    expect(await ledgerOf(south)).toEqual(
      expect.arrayContaining(['partner:north partner-keys yes', 'partner:north partner-keys-in-use yes']),
    );
    // What was signed with the old key still holds.
    expect(await stateAt(north, 'south')).toBe('in-force');
    expect(await stateAt(south, 'north')).toBe('in-force');
  });

  it('waits for a partner that cannot be reached, unless it is at once', async () => {
    await south.share.close();
    const { notTold } = await north.share.keys
      .rotate(liaison, 'link', false)
      .catch(() => ({ notTold: ['refused'] }));
    expect(notTold).toEqual(['south']);
    await expect(north.share.keys.rotate(liaison, 'link', false)).rejects.toThrow(
      'south did not acknowledge',
    );
    await north.share.keys.rotate(liaison, 'link', true);
    south = await south.restart();
    await until(async () => (await north.share.keys.list(liaison)).sets.length === 1);
    expect(await south.share.partners.check(liaison, 'north')).toMatchObject({ sameAgreement: true });
  });
});

describe('the end', () => {
  it('is told to the partner, and both clear', async () => {
    const open = await service('east');
    await agree(open, north);
    await open.share.partners.end(liaison, 'north', 'a new law');
    expect(await stateAt(open, 'north')).toBe('ended');
    await until(async () => (await stateAt(north, 'east')) === 'ended');
    expect((await north.share.partners.show(liaison, 'east')).ended).toMatchObject({
      by: 'east',
      reason: 'a new law',
    });
    expect(open.cleared).toEqual(['north']);
    expect(north.cleared).toContain('east');
    await expect(open.share.link.call('north', 'greeting', {})).rejects.toThrow('no agreement is in force');
    await open.close();
  });

  it('by revocation is at once and tells nobody: the connection is closed', async () => {
    await north.share.partners.revoke(liaison, 'south', 'its key was stolen');
    expect(await stateAt(north, 'south')).toBe('revoked');
    await expect(south.share.link.call('north', 'greeting', {})).rejects.toMatchObject({
      code: 'unreachable',
    });
    await expect(north.share.link.call('south', 'greeting', {})).rejects.toMatchObject({ code: 'untrusted' });
    expect(await stateAt(south, 'north')).toBe('in-force');
    // A new invitation does not help the old key.
    const { text } = await north.share.partners.invite(liaison, { name: 'south' });
    await south.share.partners.revoke(liaison, 'north', 'to begin anew');
    await expect(south.share.partners.accept(liaison, text)).rejects.toMatchObject({ code: 'unreachable' });
    await south.share.keys.rotate(liaison, 'link', false);
    await south.share.partners.accept(liaison, text);
    expect(await stateAt(north, 'south')).toBe('in-force');
  });
});

it('opens nothing with another master key, and everything after a change of it', async () => {
  const { secrets } = await south.share.keys.changeMaster(liaison, {});
  expect(secrets).toBeGreaterThan(2);
  south = await south.restart();
  expect(await south.share.partners.check(liaison, 'north')).toMatchObject({ id: 'north' });
});
