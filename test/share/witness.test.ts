import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, openGate } from '../../src/law/index.ts';
import { openWitness, type WitnessEvent, type WitnessRoom } from '../../src/share/witness/index.ts';
import { type Checkpoints, openStore, type Store } from '../../src/store/index.ts';
import { agree, liaison, service, type TestService, until } from './services.ts';

interface Witness {
  readonly at: TestService;
  readonly room: WitnessRoom;
  readonly checkpoints: Checkpoints;
  readonly events: WitnessEvent[];
  /** Moves the clock of this room; that of the link stays. */
  readonly clock: { offset: number };
}

/** `store` is whose ledger is shown; `origin` under which name. */
function witness(at: TestService, stays = false, store: Store = at.store, origin = at.name): Witness {
  const clock = { offset: 0 };
  const now = () => new Date(Date.now() + clock.offset);
  const checkpoints = store.checkpoints(
    store.keyRing(Buffer.alloc(32, at.name.length), now),
    `tocsin/${origin}`,
    now,
  );
  const room = openWitness({
    link: at.share.link,
    outbox: at.share.outbox,
    partners: at.share.partners,
    records: at.store.partners,
    ledger: store.ledger,
    checkpoints,
    gate: openGate(DEFAULT_POLICY, at.store.ledger, now),
    nameOf: (name) => name.slice('tocsin/'.length),
    now,
    stays,
    onError: (error) => at.errors.push(error),
  });
  const events: WitnessEvent[] = [];
  room.onEvent((event) => events.push(event));
  return { at, room, checkpoints, events, clock };
}

const grow = ({ store }: TestService, count: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      store.ledger.append({
        at: new Date().toISOString(),
        account: 'officer',
        roles: ['analyst'],
        purpose: 'review',
        legalBasis: 'public-task',
        action: 'search',
        allowed: true,
        rule: 'screeners-ask',
        subjects: [`Q${n}`],
        count: 1,
      }),
    ),
  );

const refusals = async ({ store }: TestService, action: string): Promise<readonly string[]> =>
  (await store.ledger.read({ limit: 100, action })).map(({ rule, subjects }) => `${rule} ${subjects}`);

/** The folders of north: its store, and its keys. */
const folder = mkdtempSync(join(tmpdir(), 'tocsin-witness-'));
const path = join(folder, 'store');
const backup = join(folder, 'backup');
const openNorth = async (port: number): Promise<TestService> =>
  service('north', { store: await openStore({ path }, new Date()), folder, port });
const closeNorth = async (): Promise<void> => {
  await north.room.close();
  await north.at.share.close();
  await north.at.store.close();
};

let north: Witness;
let south: Witness;
beforeAll(async () => {
  north = witness(await openNorth(0));
  south = witness(await service('south'));
  await agree(north.at, south.at);
});
afterAll(async () => {
  await closeNorth();
  await south.at.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('partners', () => {
  it('cosign what grew, and say nothing where it did not', async () => {
    await grow(north.at, 20);
    const size = await north.at.store.ledger.length();
    expect(await north.room.cosign(liaison)).toEqual([{ partner: 'south', outcome: 'cosigned', size }]);
    const [kept] = await north.checkpoints.kept(1);
    expect(kept).toMatchObject({ size, cosignatures: [{ name: 'tocsin/south' }] });
    expect(await south.checkpoints.partners()).toMatchObject([{ origin: 'tocsin/north', size }]);
    // The other way round, and again after it grew: with a proof from the size that was seen.
    expect(await south.room.cosign(liaison)).toMatchObject([{ partner: 'north', outcome: 'cosigned' }]);
    await grow(north.at, 300);
    expect(await north.room.cosign(liaison)).toMatchObject([{ outcome: 'cosigned', size: size + 301 }]);
    expect(await refusals(south.at, 'refuse-checkpoint')).toEqual([]);
  });

  it('are asked by a process that stays, without anybody', async () => {
    await north.room.close();
    await north.at.share.close();
    const at = await service('north', { store: north.at.store, folder, port: north.at.port });
    const sizes = () => Promise.all([at, south.at].map(({ store }) => store.ledger.length()));
    const before = await sizes();
    north = witness(at, true);
    await until(async () => {
      const [kept] = await north.checkpoints.kept(1);
      return kept?.size === before[0] && kept?.cosignatures.length === 1;
    });
    // Nothing was written for it: else two partners would answer each other for ever.
    expect(await sizes()).toEqual(before);
  });

  it('refuse a ledger under another key or under the name of another service', async () => {
    const other = await openStore({}, new Date());
    await other.ledger.append({
      ...(await north.at.store.ledger.read({ limit: 1 }))[0]!,
    });
    const ring = other.keyRing(Buffer.alloc(32), () => new Date());
    for (const origin of ['tocsin/north', 'tocsin/west']) {
      const theirs = other.checkpoints(ring, origin, () => new Date());
      const request = await theirs.requestFor(0);
      const { cosignerKey } = await theirs.keys();
      const answer = await north.at.share.link.call('south', 'ledger-checkpoint', {
        ...request,
        cosignerKey,
      });
      expect(answer).toMatchObject({ outcome: 'refused', why: 'other-key' });
      south.clock.offset += 2 * 3_600_000;
    }
    expect(await refusals(south.at, 'refuse-checkpoint')).toEqual(['other-key north', 'other-key north']);
    expect(south.events.splice(0)).toMatchObject([
      { whose: 'theirs', partner: 'north', why: 'other-key' },
      { whose: 'theirs' },
    ]);
    expect((await south.checkpoints.partners()).map(({ origin }) => origin)).toEqual(['tocsin/north']);
    await other.close();
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['an empty object', {}],
    ['numbers', { checkpoint: 7, proof: [], verifierKey: '', cosignerKey: '' }],
    ['a proof that is text', { checkpoint: 'x', proof: 'x', verifierKey: 'x', cosignerKey: 'x' }],
    [
      'a proof that is too long',
      { checkpoint: 'x', proof: Array(200).fill('AA=='), verifierKey: 'x', cosignerKey: 'x' },
    ],
    [
      'a checkpoint that is too long',
      { checkpoint: 'x'.repeat(20_000), proof: [], verifierKey: 'x', cosignerKey: 'x' },
    ],
  ])('refuse %s without a word in the ledger', async (_, body) => {
    const before = await south.at.store.ledger.length();
    await expect(north.at.share.link.call('south', 'ledger-checkpoint', body)).rejects.toThrow(
      'not a message about a ledger',
    );
    expect(await south.at.store.ledger.length()).toBe(before);
  });

  it('refuse a store that was rolled back, and both ledgers show it', async () => {
    const { port } = north.at;
    await closeNorth();
    cpSync(path, backup, { recursive: true });
    north = witness(await openNorth(port));
    await grow(north.at, 100);
    const [before] = await north.room.cosign(liaison);
    expect(before).toMatchObject({ outcome: 'cosigned' });

    // Somebody puts the older store back: what was done since is gone, with its checkpoints.
    await closeNorth();
    rmSync(path, { recursive: true });
    cpSync(backup, path, { recursive: true });
    north = witness(await openNorth(port));
    expect(await north.checkpoints.verify()).toMatchObject({ intact: true });
    const seen = before?.outcome === 'cosigned' ? before.size : 0;
    const refused = { partner: 'south', outcome: 'refused', why: 'rollback', seen };
    expect(await north.room.cosign(liaison)).toEqual([refused]);
    expect((await refusals(south.at, 'refuse-checkpoint'))[0]).toBe('rollback tocsin/north');
    expect(await refusals(north.at, 'checkpoint-refused')).toEqual(['rollback south']);
    expect(south.events.splice(0)).toMatchObject([{ whose: 'theirs', partner: 'north', why: 'rollback' }]);
    expect(north.events.splice(0)).toMatchObject([{ whose: 'ours', partner: 'south', why: 'rollback' }]);

    // Again and again: told once. Also a longer one does not help: it does not continue what was seen.
    await grow(north.at, 200);
    expect(await north.room.cosign(liaison)).toEqual([refused]);
    expect(south.events).toEqual([]);
    expect(north.events).toEqual([]);
    south.clock.offset += 2 * 3_600_000;
    expect(await north.room.cosign(liaison)).toMatchObject([{ outcome: 'refused', why: 'no-proof', seen }]);
    expect(await refusals(north.at, 'checkpoint-refused')).toEqual(['no-proof south', 'rollback south']);
    expect([...north.at.errors, ...south.at.errors]).toEqual([]);
  });

  it('are not asked without an agreement', async () => {
    await south.at.share.partners.end(liaison, 'north', 'over');
    await until(async () => (await north.at.share.partners.list()).length === 0);
    expect(await north.room.cosign(liaison)).toEqual([]);
    await expect(north.at.share.link.call('south', 'ledger-checkpoint', {})).rejects.toThrow();
  });
});
