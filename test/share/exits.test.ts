import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DEFAULT_POLICY,
  decideRelease,
  EXITS,
  openGate,
  openPolicy,
  type Recipient,
} from '../../src/law/index.ts';
import { formatMarking, type Marking, parseMarking, TLP_LEVELS } from '../../src/model/index.ts';
import { mailTarget, webhookTarget } from '../../src/notices/index.ts';
import { localActor, openScreening, type Released } from '../../src/screening/index.ts';
import { ftmOut, mispOut, stixOut } from '../../src/share/index.ts';
import { every, whole } from '../exchange/people.ts';
import { mailbox } from '../support/mailbox.ts';
import { paxlst, travellerSegments } from '../support/travel-messages.ts';
import { type TaxiiServer, taxiiServer } from './taxii-server.ts';

// Every way out that there is, walked with a store that holds a statement of every marking. What comes out must be what
// decideRelease allows for whoever asks, no more and no less, and no sharing group may be named to somebody outside.

const folder = mkdtempSync(join(tmpdir(), 'tocsin-exits-'));
const analyst = localActor('tester', 'review', 'public-task');
const GROUPS = ['nordlicht', 'leergruppe'] as const;

/** Levels × originator control × handling × group × origin. `nordlicht` has members, `leergruppe` has none. */
const MARKINGS: readonly Marking[] = TLP_LEVELS.flatMap((tlp) =>
  [undefined, ...GROUPS].flatMap((group) => [
    { tlp, originatorControl: false, ...(group && { group }) },
    { tlp, originatorControl: true, ...(group && { group }) },
    ...(['H0', 'H1', 'H2', 'H3'] as const).map((code) => ({
      ...{ tlp, originatorControl: false, handling: [code] },
      ...(group && { group }),
    })),
  ]),
);
/** One word that stands for a marking: it is looked for in what comes out. */
const WORDS = MARKINGS.map((marking, i) => ({
  marking,
  word: `Kenn${i.toString(26).replace(/\d/g, (d) => 'qrstuvwxyz'[Number(d)] ?? '')}wort`,
}));
/** An entity whose presence itself is so marked, one for each marking. */
const ENTITY = (i: number): string => `exit-${i}`;
const SERVICE = 'alpha';

const line = (id: string, prop: string, value: string, marking: Marking): string =>
  JSON.stringify({
    ...{ canonical_id: id, entity_id: id, schema: 'Person', prop, value, grade: 'B2' },
    ...{ marking: formatMarking(marking), source_service: SERVICE },
  });
const CLEAR: Marking = { tlp: 'CLEAR', originatorControl: false };

let server: TaxiiServer;
let collection = '';
const READERS = ['beta', 'gamma', 'nobody-special'] as const;
const RECIPIENTS: Readonly<Record<(typeof READERS)[number], Recipient>> = {
  beta: { kind: 'partner', id: 'beta', groups: ['nordlicht'] },
  gamma: { kind: 'partner', id: 'gamma', groups: [] },
  'nobody-special': { kind: 'public' },
};

beforeAll(async () => {
  server = await taxiiServer();
  server.agreements.set('beta', ['nordlicht']).set('gamma', []);
  const rows = [
    line('exit-all', 'id', 'exit-all', CLEAR),
    line('exit-all', 'name', 'Oskar Ausgang', CLEAR),
    ...WORDS.map(({ word, marking }) => line('exit-all', 'alias', `${word} Ausgang`, marking)),
    ...WORDS.flatMap(({ word, marking }, i) => [
      line(ENTITY(i), 'id', ENTITY(i), marking),
      line(ENTITY(i), 'name', `${word} Eingang`, marking),
    ]),
  ];
  const path = join(folder, 'list.json');
  writeFileSync(path, `${rows.join('\n')}\n`);
  await server.screening.load(localActor('tester', 'administration', 'accountability'), {
    ...{ paths: [path], dataset: 'exits', version: 'v1' },
  });
  const made = await server.room.open(analyst, {
    title: 'All',
    dataset: 'exits',
    readers: READERS,
    writers: [],
  });
  collection = made.id;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const wordsIn = (text: string): readonly string[] =>
  WORDS.flatMap(({ word }) => (text.includes(word) ? [word] : []));
const allowed = (exit: (typeof EXITS)[number], to: Recipient, decidedByPerson = false): readonly string[] =>
  WORDS.filter(
    ({ marking }) =>
      decideRelease({ exit, to, what: { marking, sourceService: SERVICE }, self: 'here', decidedByPerson })
        .allowed,
  ).map(({ word }) => word);

const isMember = (to: Recipient): boolean =>
  to.kind === 'account' || (to.kind === 'partner' && to.groups.length > 0);
function noGroupsTold(text: string, to: Recipient): void {
  if (!isMember(to)) expect(text).not.toContain('nordlicht');
  if (to.kind !== 'account') expect(text).not.toContain('leergruppe');
}

describe('markings', () => {
  it('come in as they are: every one of the walk is in the store', async () => {
    const statements = await server.store.people.statements('exit-all', {});
    const kept = new Map(statements.map(({ value, marking }) => [value, formatMarking(marking)]));
    for (const { word, marking } of WORDS) {
      expect(parseMarking(formatMarking(marking))).toEqual(marking);
      expect(kept.get(`${word} Ausgang`)).toBe(formatMarking(marking));
    }
    expect(WORDS.length).toBe(90);
  });

  it('are decided differently for each kind of recipient, or this walk shows nothing', () => {
    const counts = READERS.map((reader) => allowed('taxii', RECIPIENTS[reader]).length);
    expect(new Set(counts).size).toBe(3);
    expect(allowed('page', { kind: 'account', id: 'x' })).toHaveLength(90);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });
});

describe('export', () => {
  const cases = READERS.flatMap((reader) => [false, true].map((decided) => [reader, decided] as const));
  it.each(cases)('to %s, decided by a person: %s', async (reader, decided) => {
    const to = RECIPIENTS[reader];
    const release = (): AsyncIterable<readonly Released[]> =>
      server.screening.release(analyst, { exit: 'export', to, ...(decided && { decidedByPerson: true }) });
    const formats = {
      stix: stixOut.bundleText(stixOut.stixObjects(release()), '3b1f8a1c-7a36-4c79-9d54-0f1d1f8c2e11'),
      misp: mispOut.mispText(mispOut.mispEvents(release())),
      ftm: ftmOut.ftmEntities(release()),
      statements: ftmOut.ftmStatements(release()),
      csv: ftmOut.ftmStatementsCsv(release()),
    };
    const wanted = allowed('export', to, decided && to.kind === 'partner');
    for (const [format, parts] of Object.entries(formats)) {
      const text = await whole(parts);
      expect(wordsIn(text), format).toEqual(wanted);
      noGroupsTold(text, to);
    }
  });
});

describe('TAXII', () => {
  const at = (rest: string): string => `/taxii2/roots/main/collections/${collection}/${rest}`;

  it.each(READERS)('gives %s what it may have, and nothing of the rest', async (reader) => {
    const headers = await server.basic(reader);
    const to = RECIPIENTS[reader];
    const objects = await server.ask('GET', at('objects/'), headers);
    expect(objects.statusCode).toBe(200);
    expect(wordsIn(objects.body)).toEqual(allowed('taxii', to));
    noGroupsTold(objects.body, to);
    const manifest = await server.ask('GET', at('manifest/?limit=10000'), headers);
    const ids = new Set(objects.json<{ objects: { id: string }[] }>().objects.map(({ id }) => id));
    const listed = manifest.json<{ objects: { id: string }[] }>().objects.map(({ id }) => id);
    expect(new Set(listed)).toEqual(ids);
    noGroupsTold(JSON.stringify([manifest.body, objects.headers, manifest.headers]), to);
  });

  it('knows no object that is not for the reader: the same answer as for one that never was', async () => {
    const [beta, outside] = [await server.basic('beta'), await server.basic('nobody-special')];
    const all = (await server.ask('GET', at('objects/'), beta)).json<{ objects: { id: string }[] }>().objects;
    const hers = new Set(
      (await server.ask('GET', at('objects/'), outside))
        .json<{ objects: { id: string }[] }>()
        .objects.map(({ id }) => id),
    );
    const hidden = all.map(({ id }) => id).filter((id) => !hers.has(id));
    expect(hidden.length).toBeGreaterThan(0);
    const never = (
      await server.ask('GET', at('objects/identity--00000000-0000-4000-8000-000000000000/'), outside)
    ).json<Record<string, string>>();
    for (const id of hidden) {
      for (const rest of [`objects/${id}/`, `objects/${id}/versions/`]) {
        const answer = await server.ask('GET', at(rest), outside);
        expect({ ...answer.json<object>(), error_id: '' }).toEqual({ ...never, error_id: '' });
      }
    }
  });

  it('takes away what a partner may no longer have, at once', async () => {
    const headers = await server.basic('beta');
    server.agreements.set('beta', []);
    const without = await server.ask('GET', at('objects/'), headers);
    expect(wordsIn(without.body)).toEqual(allowed('taxii', RECIPIENTS.gamma));
    noGroupsTold(without.body, RECIPIENTS.gamma);
    server.agreements.delete('beta');
    const over = await server.ask('GET', at('objects/'), headers);
    expect(wordsIn(over.body)).toEqual(allowed('taxii', { kind: 'public' }));
    server.agreements.set('beta', ['nordlicht']);
  });
});

describe('own accounts, by page and by program', () => {
  const urls = [
    ['/api/entities/exit-all', 'Ausgang'],
    ['/api/search?q=Oskar%20Ausgang', 'Ausgang'],
    ['/entities/exit-all', 'Ausgang'],
    ['/search/default?q=Oskar%20Ausgang', 'Ausgang'],
  ] as const;
  it.each(urls)('%s shows what the rules let own people see: everything', async (url) => {
    const headers = await server.basic('anna', 'analyst', 'review', 'public-task');
    const answer = await server.ask('GET', url, headers);
    expect(answer.statusCode).toBe(200);
    expect(wordsIn(answer.body)).toEqual(allowed('page', { kind: 'account', id: 'anna' }));
  });

  it('finds by a name that is red, at every route that finds', async () => {
    const red = WORDS.find(({ marking }) => formatMarking(marking) === 'TLP:RED')?.word ?? '';
    const headers = await server.basic('anna', 'analyst', 'review', 'public-task');
    const query = { queries: { q: { schema: 'Person', properties: { name: [`${red} Eingang`] } } } };
    const reconcile = { queries: { q: { query: `${red} Eingang`, type: 'Person' } } };
    const post = (url: string, payload: object) =>
      server.app.inject({ method: 'POST', url, payload, headers: { host: 'localhost', ...headers } });
    const answers = [
      await post('/match/default', query),
      await post('/reconcile/default', reconcile),
      await server.ask('GET', `/api/suggest?q=${red}`, headers),
      await server.ask('GET', `/reconcile/default/suggest/entity?prefix=${red}`, headers),
    ];
    for (const { body, statusCode } of answers) {
      expect(statusCode).toBe(200);
      expect(body).toContain(`${red} Eingang`);
    }
  });

  it('is decided by the same function: where rules forbid it, nothing red comes out of any of them', async () => {
    // Rules under which own programs do not see TLP:RED.
    const { files } = DEFAULT_POLICY.text;
    const strict =
      '@id("not-red") @title("No red") @explain("For this test.") forbid (principal, action == Action::"release", resource) when { resource.tlp == "RED" };';
    const policy = openPolicy({
      ...DEFAULT_POLICY.text,
      files: { ...files, 'release.cedar': `${files['release.cedar']}\n${strict}\n` },
    });
    const screening = await openScreening({
      ...{ store: server.store, now: () => new Date(), shrinkLimit: 1, serviceName: 'here' },
      policy: { current: async () => policy, known: () => policy, isEmergency: async () => false },
    });
    const isRed = (text: string): readonly string[] =>
      WORDS.filter(({ marking, word }) => marking.tlp === 'RED' && text.includes(word)).map(
        ({ word }) => word,
      );
    const red = WORDS.find(({ marking }) => marking.tlp === 'RED')?.word ?? '';
    const green = WORDS.find(({ marking }) => marking.tlp === 'GREEN')?.word ?? '';
    const ask = (name: string) => ({
      ...{
        query: { id: 'q', schema: 'Person' as const, properties: { name: [name] } },
        threshold: 0.7,
        limit: 10,
      },
    });
    const view = await screening.entity(analyst, 'exit-all');
    expect(isRed(JSON.stringify(view))).toEqual([]);
    expect(JSON.stringify(view)).toContain(green);
    // What was asked for stands in the explanations: the entities are looked at.
    const entities = (hits: readonly { readonly entity: object }[]) => hits.map(({ entity }) => entity);
    const results = [
      entities((await screening.search(analyst, ask(`${red} Eingang`))).hits),
      entities(await screening.suggest(analyst, red, 5)),
      await screening.entity(analyst, ENTITY(WORDS.findIndex(({ word }) => word === red))),
      await screening.compare(analyst, ask(red).query, 'exit-all'),
    ];
    expect(isRed(JSON.stringify(results))).toEqual([]);
    expect(JSON.stringify(await screening.search(analyst, ask(`${green} Eingang`)))).toContain(
      `${green} Eingang`,
    );
    // Neither by a number, nor by an answer that is shorter than it was asked to be.
    const few = await screening.search(analyst, { ...ask(`${green} Eingang`), threshold: 0.5, limit: 3 });
    const all = await screening.search(analyst, { ...ask(`${green} Eingang`), threshold: 0.5, limit: 500 });
    expect([few.hits.length, few.total]).toEqual([3, all.hits.length]);
    const free = await server.screening.search(analyst, {
      ...ask(`${green} Eingang`),
      ...{ threshold: 0.5, limit: 500 },
    });
    expect(all.total).toBeLessThan(free.total);
    expect((await screening.suggest(analyst, 'Kenn', 40)).length).toBe(40);
    // Nor by what a version changed, or when something was said, or of whom it was judged.
    const difference = await screening.difference(analyst, 'exits', 'v1');
    expect(isRed(JSON.stringify(difference))).toEqual([]);
    expect(JSON.stringify(difference)).toContain(green);
    const other = `exit-${WORDS.findIndex(({ word }) => word === red)}`;
    await server.screening.judge(analyst, {
      ...{ left: 'exit-all', right: other, verdict: 'unsure', reason: 'for this test' },
    });
    expect(JSON.stringify(await screening.entity(analyst, 'exit-all'))).not.toContain(`"${other}"`);
    expect(JSON.stringify(await server.screening.entity(analyst, 'exit-all'))).toContain(`"${other}"`);
    const gates = [DEFAULT_POLICY, policy].map((one) => openGate(one, server.store.ledger, () => new Date()));
    expect(gates.map((gate) => gate.ownSeeAll())).toEqual([true, false]);
    await screening.close();
  });
});

describe('whether own people see everything', () => {
  const { files } = DEFAULT_POLICY.text;
  const withRule = (when: string) =>
    openPolicy({
      ...DEFAULT_POLICY.text,
      files: {
        ...files,
        'release.cedar': `${files['release.cedar']}\n// "one more;\n@id("no") @title("No; group \\"x\\"") @explain("For this test.") forbid (principal, action == Action::"release", resource) when { ${when} };\n`,
      },
    });
  it.each([
    ['resource has group && resource.group == "nordlicht"', false],
    ['resource has group && ["südlicht", "nordlicht"].contains(resource.group)', false],
    ['resource has group && resource.group like "nord*"', false],
    ['resource.controlled', false],
    ['resource.foreign', false],
    ['principal is Partner && principal.groups.contains("nordlicht")', true],
  ])('is worked out of every rule: %s', (when, everything) => {
    const gate = openGate(withRule(when), server.store.ledger, () => new Date());
    expect(gate.ownSeeAll()).toBe(everything);
  });
});

describe('notices and logs', () => {
  it('let nothing leave, whatever the marking', () => {
    for (const exit of ['webhook', 'mail', 'log'] as const)
      for (const to of [...Object.values(RECIPIENTS), { kind: 'account', id: 'a' } as const])
        expect(allowed(exit, to)).toEqual([]);
  });

  it('are sent of a hit on somebody who is marked red, and say neither who nor how marked', async () => {
    const at = WORDS.findIndex(({ marking }) => formatMarking(marking) === 'TLP:RED//GROUP:nordlicht');
    const word = WORDS[at]?.word.toUpperCase() ?? '';
    const payload = paxlst([travellerSegments({ surname: 'EINGANG', given: word, number: '753214896' })]);
    const bodies: string[] = [];
    const listener = createServer((request, response) => {
      request.on('data', (part) => bodies.push(String(part)));
      request.on('end', () => response.writeHead(204).end());
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
    const webhook = webhookTarget(url, 'secret', () => new Date());
    const box = await mailbox();
    const mail = mailTarget({ server: box.url, from: 'tocsin@example.org', to: ['watch@example.org'] });
    // Somebody new is not told of the past.
    for (const { name } of [webhook, mail]) await server.watch.tellNews(name, async () => {});
    const carrier = await server.basic('zx', 'carrier', 'pre-arrival', 'pnr-directive');
    const sent = await server.ask(
      'POST',
      '/api/travel/messages?name=a.edi',
      { ...carrier, 'content-type': 'application/edifact' },
      payload,
    );
    expect(sent.statusCode).toBe(200);
    const officer = await server.basic('olga', 'watch-officer', 'pre-arrival', 'pnr-directive');
    const queue = await server.ask('GET', '/api/watch', officer);
    expect(queue.json<{ hits: unknown[] }>().hits.length).toBeGreaterThan(0);
    // The watch is for own people: it shows the record.
    expect(wordsIn(queue.body).length).toBeGreaterThan(0);
    await server.watch.tellNews(webhook.name, (news, id) => webhook.tell(news, id));
    await server.watch.tellNews(mail.name, (news, id) => mail.tell(news, id));
    await new Promise((resolve) => listener.close(resolve));
    await box.close();
    expect(bodies.join('')).toContain('watch.hits');
    expect(box.mails.join('')).toContain('hits wait');
    for (const text of [bodies.join(''), box.mails.join('')]) {
      expect(wordsIn(text)).toEqual([]);
      expect(text.toUpperCase()).not.toMatch(/EINGANG|TLP|NORDLICHT|753214896/);
    }
  });

  it('hold no name, no group and no credential after all of the above', async () => {
    const log = server.lines.join('\n');
    expect(log.length).toBeGreaterThan(0);
    expect(wordsIn(log)).toEqual([]);
    for (const group of GROUPS) expect(log).not.toContain(group);
    expect(log).not.toContain(await server.keyOf('beta'));
  });
});

describe('the blind question', () => {
  it('seals for a partner what decideRelease lets go, and the rest is not in its table', async () => {
    for (const reader of ['beta', 'gamma'] as const) {
      const to = RECIPIENTS[reader];
      const released = (
        await every(server.screening.release(analyst, { exit: 'blind-question', to }))
      ).flat();
      const text = JSON.stringify(released);
      expect(wordsIn(text)).toEqual(allowed('blind-question', to));
      noGroupsTold(text, to);
    }
  });
});

it('knows every exit that the law names', () => {
  // A new exit has to be walked here before this list may grow.
  expect([...EXITS].sort()).toEqual(
    ['blind-question', 'export', 'http', 'log', 'mail', 'page', 'request', 'taxii', 'webhook'].sort(),
  );
});
