import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, openGate, openLaw } from '../../src/law/index.ts';
import { mailTarget, webhookTarget } from '../../src/notices/index.ts';
import { openWitness, type WitnessEvent, type WitnessRoom } from '../../src/share/witness/index.ts';
import type { Database } from '../../src/store/database.ts';
import {
  bareCheckpoint,
  type Checkpoints,
  openStore,
  type RecordedEntry,
  type Store,
} from '../../src/store/index.ts';
import { migrate } from '../../src/store/migrations.ts';
import { openPglite } from '../../src/store/pglite.ts';
import { storeOn } from '../../src/store/store.ts';
import { listener } from '../support/listener.ts';
import { mailbox } from '../support/mailbox.ts';
import { agree, liaison, service, type TestService, until } from './services.ts';

/*
 * Three services, each a partner of the other two. North has two histories of its ledger, both signed with its key: the one that
 * it shows to south, and the one that it shows to west. Neither south nor west sees anything wrong with what it is shown.
 */

interface Member {
  readonly at: TestService;
  readonly room: WitnessRoom;
  readonly checkpoints: Checkpoints;
  readonly events: WitnessEvent[];
  readonly clock: { offset: number };
}

const checkpointsOf = (store: Store, name: string, now: () => Date): Checkpoints =>
  store.checkpoints(store.keyRing(Buffer.alloc(32, 7), now), `tocsin/${name}`, now);

function member(at: TestService, store: Store = at.store): Member {
  const clock = { offset: 0 };
  const now = () => new Date(Date.now() + clock.offset);
  const checkpoints = checkpointsOf(store, at.name, now);
  const room = openWitness({
    link: at.share.link,
    outbox: at.share.outbox,
    partners: at.share.partners,
    records: at.store.partners,
    ledger: store.ledger,
    checkpoints,
    gate: openGate(DEFAULT_POLICY, at.store.ledger, now),
    nameOf: (origin) => origin.slice('tocsin/'.length),
    now,
    stays: false,
    onError: (error) => at.errors.push(error),
  });
  const events: WitnessEvent[] = [];
  room.onEvent((event) => events.push(event));
  return { at, room, checkpoints, events, clock };
}

const grow = (store: Store, count: number, account: string): Promise<unknown> =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      store.ledger.append({
        at: new Date().toISOString(),
        account,
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

const alarms = ({ at }: Member): Promise<readonly RecordedEntry[]> =>
  at.store.ledger.read({ limit: 50, action: 'ledger-alarm' });

const folder = mkdtempSync(join(tmpdir(), 'tocsin-three-'));
let [first, second]: Store[] = [];
let southDatabase: Database;
let north: Member;
let south: Member;
let west: Member;

/** North shows what it keeps in one of its stores. */
const show = async (store: Store, to: Member): Promise<unknown> => {
  const now = () => new Date();
  const checkpoints = checkpointsOf(store, 'north', now);
  const { size } = (await north.at.share.link.call(to.at.name, 'ledger-seen', {})) as { size: number };
  const request = await checkpoints.requestFor(Math.min(size, await store.ledger.length()));
  const { cosignerKey } = await checkpoints.keys();
  return north.at.share.link.call(to.at.name, 'ledger-checkpoint', { ...request, cosignerKey });
};

beforeAll(async () => {
  first = await openStore({ path: join(folder, 'first') }, new Date());
  await grow(first, 40, 'officer');
  // The keys are made when they are first needed: both copies have them.
  const signing = checkpointsOf(first, 'north', () => new Date());
  await signing.checkpoint();
  await signing.keys();
  await first.close();
  cpSync(join(folder, 'first'), join(folder, 'second'), { recursive: true });
  first = await openStore({ path: join(folder, 'first') }, new Date());
  second = await openStore({ path: join(folder, 'second') }, new Date());
  southDatabase = await openPglite(undefined, new Date().toISOString());
  await migrate(southDatabase);
  const kept = { store: storeOn(southDatabase), folder: join(folder, 'south'), port: 0 };
  mkdirSync(kept.folder);
  const [n, s, w] = await Promise.all([service('north'), service('south', kept), service('west')]);
  await agree(n, s);
  await agree(n, w);
  await agree(s, w);
  // What north answers to whoever asks it for proofs comes from the first.
  north = member(n, first);
  south = member(s);
  west = member(w);
});
afterAll(async () => {
  for (const { at, room } of [north, south, west]) {
    await room.close();
    await at.close();
  }
  await first?.close();
  await second?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const { events } of [north, south, west]) events.length = 0;
});

/** South and west tell each other what they saw. */
const compare = async (): Promise<void> => {
  await south.room.cosign(liaison);
  await west.room.cosign(liaison);
};

describe('three services', () => {
  it('see nothing wrong where they were shown one history, at two sizes', async () => {
    expect(await show(first as Store, south)).toMatchObject({ outcome: 'cosigned' });
    await grow(first as Store, 60, 'officer');
    expect(await show(first as Store, west)).toMatchObject({ outcome: 'cosigned' });
    await compare();
    for (const one of [north, south, west]) {
      expect(one.events).toEqual([]);
      expect(await alarms(one)).toEqual([]);
    }
  });

  it('find that one of them shows two, and all learn of it with both checkpoints', async () => {
    await grow(second as Store, 200, 'somebody-else');
    await grow(first as Store, 30, 'officer');
    // West has seen 100 of the first; to south, which saw 40, the second is as good a continuation.
    expect(await show(second as Store, south)).toMatchObject({ outcome: 'cosigned' });
    expect(await show(first as Store, west)).toMatchObject({ outcome: 'cosigned' });
    await compare();
    await until(() => [north, south, west].every(({ events }) => events.length > 0));

    const found = [...south.events, ...west.events].filter(({ type }) => type === 'found');
    expect(found.length).toBeGreaterThan(0);
    for (const event of found)
      expect(event).toMatchObject({ whose: 'theirs', partner: 'north', why: 'no-proof' });
    // The honest people of north learn of it as well.
    expect(north.events[0]).toMatchObject({ type: 'told', whose: 'ours', partner: 'north' });

    const { verifierKey } = await north.checkpoints.keys();
    for (const one of [south, west]) {
      const [entry] = await alarms(one);
      expect(entry).toMatchObject({ allowed: false, rule: 'no-proof', subjects: ['north'], count: 2 });
      // Both checkpoints stand in the entry, and anybody who knows the key can check them.
      const notes = (entry?.note ?? '').split(/\n\n(?=tocsin\/)/).slice(1);
      const sizes = notes.map((note) => bareCheckpoint(note, verifierKey).size);
      expect(sizes.sort((a, b) => a - b)).toEqual([130, 240]);
    }
  });

  it('bring it to the people of south by webhook and mail', async () => {
    const hook = await listener([204]);
    const box = await mailbox();
    const now = () => new Date();
    const { store } = south.at;
    const law = openLaw({
      store,
      ring: store.keyRing(Buffer.alloc(32, 7), now),
      now,
      policy: DEFAULT_POLICY,
    });
    for (const { name, tellServiceAlarm } of [
      webhookTarget(hook.url, 'a secret', now),
      mailTarget({ server: box.url, from: 'tocsin@example.org', to: ['dpo@example.org'] }),
    ])
      await law.tellServiceAlarms(name, tellServiceAlarm);
    await Promise.all([hook.close(), box.close()]);
    expect(hook.heard.length).toBeGreaterThan(0);
    for (const { body } of hook.heard)
      expect(JSON.parse(body)).toMatchObject({
        type: 'ledger.alarm',
        data: { service: 'north', why: 'no-proof' },
      });
    expect(box.mails).toHaveLength(hook.heard.length);
    expect(box.mails[0]).toContain('Subject: Tocsin: the ledger of north: it is not proved to continue');
  });

  it('are told it once a day, however often it is seen', async () => {
    const counts = async () => Promise.all([south, west].map(async (one) => (await alarms(one)).length));
    const before = await counts();
    await grow(first as Store, 1, 'officer');
    await show(first as Store, west);
    await compare();
    await compare();
    expect(await counts()).toEqual(before);
  });

  it('learn of a rollback that one of them was shown', async () => {
    const { verifierKey } = await north.checkpoints.keys();
    const [old] = (await north.checkpoints.kept(50)).slice(-1);
    const { cosignerKey } = await north.checkpoints.keys();
    const request = { checkpoint: old?.note, proof: [], verifierKey, cosignerKey };
    expect(await north.at.share.link.call('south', 'ledger-checkpoint', request)).toMatchObject({
      outcome: 'refused',
      why: 'rollback',
    });
    await until(() => west.events.some(({ why }) => why === 'rollback'));
    expect(west.events.find(({ why }) => why === 'rollback')).toMatchObject({
      type: 'told',
      whose: 'theirs',
      partner: 'north',
      message: expect.stringContaining('south was shown'),
    });
    expect(north.events).toEqual([]);
  });

  it('cannot accuse with what the accused did not sign, nor of what they do not know', async () => {
    const { verifierKey } = await north.checkpoints.keys();
    const [signed] = await north.checkpoints.kept(1);
    const good = bareCheckpoint(signed?.note ?? '', verifierKey);
    const ledger = createHash('sha256').update(`tocsin-ledger-id/1\n${verifierKey}`).digest('hex');
    const before = (await alarms(west)).length;
    const send = (body: object) => south.at.share.link.call('west', 'ledger-alarm', body);
    const forged = { ...good, size: good.size + 1 };
    await expect(send({ ledger, why: 'fork', checkpoints: [good, forged] })).rejects.toThrow();
    await expect(send({ ledger, why: 'whatever', checkpoints: [good, good] })).rejects.toThrow(
      'not a message',
    );
    await expect(send({ ledger, why: 'fork', checkpoints: [good, good, good] })).rejects.toThrow(
      'not a message',
    );
    // One checkpoint is the word of the owner only; the ledger of a stranger is nobody's.
    for (const checkpoints of [[], [good]])
      expect(await send({ ledger, why: 'fork', checkpoints })).toEqual({});
    expect(await send({ ledger: '0'.repeat(64), why: 'fork', checkpoints: [good, good] })).toEqual({});
    expect((await alarms(west)).length).toBe(before);
    expect(west.events).toEqual([]);
  });

  it('tell of their own ledger where it does not continue what was signed', async () => {
    await grow(south.at.store, 3, 'officer');
    expect(await south.room.cosign(liaison)).toMatchObject([
      { outcome: 'cosigned' },
      { outcome: 'cosigned' },
    ]);
    // Somebody changes an entry in the database, past the triggers.
    await southDatabase.query('ALTER TABLE ledger_entries DISABLE TRIGGER USER');
    await southDatabase.query(
      `UPDATE ledger_entries SET digest = decode(repeat('00', 32), 'hex') WHERE seq = 2`,
    );
    await grow(south.at.store, 1, 'officer');
    expect(await south.room.cosign(liaison)).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed' }]);
    await until(() => west.events.length > 0 && north.events.length > 0);
    for (const { events } of [north, west])
      expect(events[0]).toMatchObject({ type: 'told', whose: 'theirs', partner: 'south', why: 'fork' });
    expect((await alarms(south))[0]).toMatchObject({ subjects: ['south'], rule: 'fork', count: 1 });
  });
});
