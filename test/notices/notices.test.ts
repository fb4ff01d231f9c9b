import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { DEFAULT_POLICY, openLaw } from '../../src/law/index.ts';
import { mailTarget, type NoticeTarget, startNotices, webhookTarget } from '../../src/notices/index.ts';
import { alarm } from '../../src/share/ask/ground.ts';
import { LEDGER_ALARM, openStore } from '../../src/store/index.ts';
import type { HitNews } from '../../src/watch/index.ts';
import { listener } from '../support/listener.ts';
import { mailbox } from '../support/mailbox.ts';

const NEWS: readonly HitNews[] = [
  {
    hit: '01999999-0000-7000-8000-000000000001',
    what: 'made',
    at: '2026-11-24T10:00:00.000Z',
    grade: 'name-and-date',
    lists: ['wanted'],
    dueAt: '2026-11-25T14:05:00.000Z',
  },
];
/** Nobody breaks the glass, and no service does what it must not. */
const CALM = {
  tellAlarms: async () => undefined,
  tellServiceAlarms: async () => undefined,
  onAlarm: () => undefined,
};
const now = () => new Date('2026-11-24T10:00:01.500Z');

/** News that are told once each. */
const watchWith = (news: readonly HitNews[]) => {
  const told = new Set<string>();
  return {
    told,
    tellNews: async (target: string, tell: NonNullable<NoticeTarget['tell']>) => {
      if (told.has(target)) return;
      await tell(news, '700-701');
      told.add(target);
    },
  };
};

it('posts what happened, signed as Standard Webhooks wants it, and names nobody', async () => {
  const { url, heard, close } = await listener([204]);
  await webhookTarget(url, 'a secret', now).tell(NEWS, '700-701');
  await close();
  const [{ headers, body } = { headers: {}, body: '' }] = heard;
  expect(headers['webhook-id']).toBe('700-701');
  expect(headers['webhook-timestamp']).toBe('1795514401');
  const mac = createHmac('sha256', 'a secret').update(`700-701.1795514401.${body}`).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${mac}`);
  expect(JSON.parse(body)).toEqual({
    type: 'watch.hits',
    timestamp: '2026-11-24T10:00:01.500Z',
    data: { steps: NEWS },
  });
});

it('signs with the bytes of a whsec_ secret, as the reference vector of the standard has it', async () => {
  const { signature } = await import('../../src/notices/index.ts');
  expect(
    signature(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    ),
  ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('tries again until it is taken, with the same id, and follows no redirect', async () => {
  const { url, heard, until, close } = await listener([500, 302, 200]);
  const watch = watchWith(NEWS);
  const failures: string[] = [];
  const notices = startNotices({
    watch,
    law: CALM,
    targets: [webhookTarget(url, 's', now)],
    onError: (target, error) => failures.push(`${target}: ${(error as Error).message}`),
    every: 5,
  });
  await until(3);
  await notices.stop();
  await close();
  expect(new Set(heard.map(({ headers }) => headers['webhook-id']))).toEqual(new Set(['700-701']));
  expect(failures).toHaveLength(2);
  expect(failures[0]).toContain('answered 500');
  expect(watch.told.size).toBe(1);
});

it('keeps nobody waiting for somebody who does not answer', async () => {
  const told: string[] = [];
  let go: () => void = () => undefined;
  const other = new Promise<void>((resolve) => {
    go = resolve;
  });
  const notices = startNotices({
    watch: watchWith(NEWS),
    law: CALM,
    targets: [
      { name: 'deaf', tell: () => other },
      {
        name: 'quick',
        tell: async () => {
          told.push('quick');
          go();
        },
      },
    ],
    onError: () => undefined,
    every: 5,
  });
  await other;
  await notices.stop();
  expect(told).toEqual(['quick']);
});

it('sends a short mail that says how many wait and when the next flight lands', async () => {
  const { url, mails, close } = await mailbox();
  const target = mailTarget({ server: url, from: 'tocsin@example.org', to: ['watch@example.org'] });
  await target.tell(NEWS, '1-2');
  // Nothing that anybody has to look at.
  await target.tell([{ ...(NEWS[0] as HitNews), what: 'verdict' }], '2-3');
  await close();
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain('Subject: Tocsin: 1 to look at, next arrival 2026-11-25 14:05 UTC');
  expect(mails[0]).toContain('1 hit waits for a decision.');
});

it('brings an alarm to a webhook and to those who review, once to each, over a restart and a receiver that fails', async () => {
  const store = await openStore({}, now());
  const open = () =>
    openLaw({ store, ring: store.keyRing(Buffer.alloc(32, 7), now), now, policy: DEFAULT_POLICY });
  const law = open();
  const hook = await listener([500, 204]);
  const box = await mailbox();
  const taken = (to: string) => mailTarget({ server: box.url, from: 'tocsin@example.org', to: [to] });
  const failures: string[] = [];
  let mailed: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    mailed = resolve;
  });
  const { name, tellAlarm } = taken('dpo@example.org');
  const targets: readonly NoticeTarget[] = [
    webhookTarget(hook.url, 'a secret', now),
    { name, tellAlarm: (alarm, id) => tellAlarm(alarm, id).then(() => mailed()) },
  ];
  const start = (by: typeof law) =>
    startNotices({
      ...{ watch: { tellNews: async () => undefined }, law: by, targets },
      onError: (target, error) => failures.push(`${target}: ${(error as Error).message}`),
      // Nothing is looked for in time of this test: the alarm itself wakes them.
      every: 1_000,
    });
  const notices = start(law);
  await new Promise((resolve) => setImmediate(resolve));
  const emergency = await law.takeEmergency(
    { account: 'ann', roles: ['analyst'] },
    { reason: 'Zelma Quintrell is in danger' },
  );
  await Promise.all([hook.until(2), arrived]);
  await notices.stop();

  // Taken while nobody listened: the next process tells of it, and of nothing twice.
  const second = await law.takeEmergency({ account: 'ben', roles: ['analyst'] }, { reason: 'no time' });
  const again = start(open());
  await hook.until(3);
  await again.stop();
  await Promise.all([hook.close(), box.close()]);
  await store.close();

  const bodies = hook.heard.map(
    ({ body }) => JSON.parse(body) as { type: string; data: { emergency: string } },
  );
  expect(bodies.map(({ type, data }) => `${type} ${data.emergency}`)).toEqual([
    `law.emergency ${emergency.id}`,
    `law.emergency ${emergency.id}`,
    `law.emergency ${second.id}`,
  ]);
  expect(hook.heard.map(({ headers }) => headers['webhook-id'])).toEqual([
    emergency.id,
    emergency.id,
    second.id,
  ]);
  expect(failures).toEqual([expect.stringContaining('answered 500')]);
  expect(box.mails).toHaveLength(2);
  expect(box.mails[0]).toContain('Subject: Tocsin: emergency access was taken by ann');
  expect(box.mails[0]).toContain('To: dpo@example.org');
  // The reason may name somebody.
  expect(JSON.stringify([bodies, box.mails])).not.toContain('Quintrell');
});

it('tells of a rewritten ledger and of questions beyond what was agreed, once to each address, over a restart', async () => {
  const store = await openStore({}, now());
  const open = () =>
    openLaw({ store, ring: store.keyRing(Buffer.alloc(32, 7), now), now, policy: DEFAULT_POLICY });
  const hook = await listener([500, 204]);
  const box = await mailbox();
  const entry = {
    ...{ at: now().toISOString(), account: 'partner:west', roles: ['partner'], purpose: 'audit' },
    ...{ legalBasis: 'accountability', allowed: false, count: 2 },
  };
  // Long ago; of no interest to an address that begins to listen now.
  await store.ledger.append({
    ...entry,
    ...{ at: '2026-10-01T10:00:00.000Z', action: LEDGER_ALARM, rule: 'rollback', subjects: ['eastland'] },
  });
  // A look, between them: nobody is told of it.
  await store.ledger.append({
    ...entry,
    ...{ account: 'ann', action: 'search', rule: 'screeners-ask', subjects: ['Q-Quintrell'] },
  });
  await store.ledger.append({
    ...entry,
    ...{ action: LEDGER_ALARM, rule: 'fork', subjects: ['norland'], note: 'checkpoints of norland' },
  });
  const failures: string[] = [];
  const start = () =>
    startNotices({
      ...{ watch: { tellNews: async () => undefined }, law: open(), every: 5 },
      targets: [
        webhookTarget(hook.url, 'a secret', now),
        mailTarget({ server: box.url, from: 'tocsin@example.org', to: ['dpo@example.org'] }),
      ],
      onError: (target, error) => failures.push(`${target}: ${(error as Error).message}`),
    });
  const notices = start();
  await hook.until(2);
  await box.until(1);
  await notices.stop();

  // The second time on one day is counted, and not told.
  const guessing = { store: store.ask, ledger: store.ledger, now, tell: () => undefined };
  await alarm(guessing, 'sudmark', 'budget-day');
  await alarm(guessing, 'sudmark', 'budget-day');
  const again = start();
  await hook.until(3);
  await box.until(2);
  await again.stop();
  await Promise.all([hook.close(), box.close()]);
  await store.close();

  const told = hook.heard.map(({ body }) => JSON.parse(body) as { type: string; data: object });
  const fork = {
    type: 'ledger.alarm',
    data: { entry: 3, at: now().toISOString(), why: 'fork', service: 'norland', by: 'west' },
  };
  expect(told).toMatchObject([
    fork,
    fork,
    {
      type: 'ask.alarm',
      data: { entry: 4, at: now().toISOString(), why: 'budget-day', service: 'sudmark' },
    },
  ]);
  expect(hook.heard.map(({ headers }) => headers['webhook-id'])).toEqual(['alarm-3', 'alarm-3', 'alarm-4']);
  expect(failures).toEqual([expect.stringContaining('answered 500')]);
  expect(box.mails).toHaveLength(2);
  expect(box.mails[0]).toContain('Subject: Tocsin: the ledger of norland: there are two histories of it');
  expect(box.mails[0]).toContain('west says at 2026-11-24 10:00 UTC');
  expect(box.mails[1]).toContain('Subject: Tocsin: sudmark asked more in a day than was agreed');
  expect(box.mails[1]).toContain('entry 4.');
  expect(JSON.stringify([told, box.mails])).not.toContain('Quintrell');
});
