import { createHash, sign } from 'node:crypto';
import { CompactSign, decodeJwt } from 'jose';
import sodium from 'libsodium-wrappers-sumo';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openingHolds } from '../../src/share/ask/index.ts';
import { type Agreement, type ask, LinkError } from '../../src/share/index.ts';
import {
  agree,
  all,
  clockAt,
  identityOf,
  OFFICER,
  openNetwork,
  openTestService,
  person,
  type TestService,
  WHY,
} from '../support/ask-services.ts';

const DAY = 86_400_000;
const clock = clockAt('2026-03-02T08:00:00.000Z');
const network = openNetwork();
const [norland, sudmark, ostland, watchers] = ['norland', 'sudmark', 'ostland', 'oversight'].map(
  identityOf,
) as [
  ReturnType<typeof identityOf>,
  ReturnType<typeof identityOf>,
  ReturnType<typeof identityOf>,
  ReturnType<typeof identityOf>,
];
const agreements: Agreement[] = [
  agree(norland, sudmark),
  agree(norland, ostland),
  agree(sudmark, ostland),
  agree(ostland, watchers),
  agree(norland, watchers),
];
const DVORNIKOV = {
  name: ['Arkady Dvornikov'],
  birthDate: ['1979-03-14'],
  passportNumber: ['T9914402'],
  nationality: ['md'],
};
const OYELARAN = { name: ['Marta Lindqvist Oyelaran'], birthDate: ['1988'] };
const STRANGER = { name: ['Goran Markovic'], birthDate: ['1979-03-14'] };
const DECOY = { name: ['Ansgar Weltzin'], birthDate: ['1966-11-23'] };

let a: TestService;
let b: TestService;
let c: TestService;
let w: TestService;
const overseer = {
  account: 'otto',
  roles: ['authority'],
  purpose: 'oversight',
  legalBasis: 'independent-review',
};

beforeAll(async () => {
  const agreed = () => agreements;
  [a, b, c, w] = await Promise.all([
    openTestService(norland, network, clock, agreed),
    openTestService(sudmark, network, clock, agreed, { decoys: [{ id: 'one', properties: DECOY }] }),
    openTestService(ostland, network, clock, agreed, { holders: ['oversight'] }),
    openTestService(watchers, network, clock, agreed, {
      holdings: [
        {
          owner: 'ostland',
          askers: ['norland'],
          limits: { perDay: 12, perMinute: 12 },
          keysPerDay: 40,
        },
      ],
    }),
  ]);
  await b.load([person('b-1', DVORNIKOV), person('b-2', OYELARAN)]);
  await c.load([person('c-1', DVORNIKOV)]);
  for (const service of [b, c, a]) await service.room.keep();
});
afterAll(() => Promise.all([a, b, c, w].map((service) => service.close())));
beforeEach(() => {
  network.between = undefined;
  network.wire.length = 0;
});

const look = (
  subject: ask.Subject,
  partners: readonly string[] = ['sudmark'],
  by: TestService = a,
): Promise<ask.PartnerAnswer[]> => all(by.room.ask(OFFICER, { ...WHY, subject, partners }));
const query = (properties: Record<string, readonly string[]>) => ({ query: { properties } });
const sent = (kind: string) => network.wire.filter((one) => one.kind === kind);
const lastQuestion = (): string =>
  (JSON.parse(sent('ask/question').at(-1)?.request ?? '{}') as { question: string }).question;
/** The question signed anew, with some of it changed: what a dishonest asker can do. */
const forged = (question: string, change: object, key = norland.signingKey, typ = 'tocsin-question') =>
  new CompactSign(Buffer.from(JSON.stringify({ ...decodeJwt(question), ...change })))
    .setProtectedHeader({ alg: 'EdDSA', typ })
    .sign(key);

const points = (question: string): Buffer => Buffer.from(decodeJwt(question).elements as string, 'base64url');

describe('one look at several partners', () => {
  it('says who knows the person, and asks each for itself', async () => {
    const answers = await look(query(DVORNIKOV), ['sudmark', 'ostland']);
    expect(answers.map(({ partner, outcome }) => [partner, outcome]).sort()).toEqual([
      ['ostland', 'hits'],
      ['sudmark', 'hits'],
    ]);
    for (const answer of answers)
      expect(answer).toMatchObject({
        hits: [
          { strength: 'strong', families: ['dn', 'doc', 'n2y', 'nd'], needsSecondPerson: false, handling: 0 },
        ],
        left: 0,
      });
    const points = sent('ask/question').map(({ request }) => {
      const { question } = JSON.parse(request) as { question: string };
      return decodeJwt(question).elements as string;
    });
    expect(new Set(points).size).toBe(2);
  });

  it('says of a miss nothing but that, and of a medium hit that a second person is needed', async () => {
    expect(await look(query(STRANGER))).toMatchObject([{ outcome: 'none', hits: [] }]);
    expect(
      await look(query({ name: ['M. Lindqvist', 'Oyelaran Lindqvist'], birthDate: ['1988'] })),
    ).toMatchObject([{ outcome: 'hits', hits: [{ strength: 'medium', needsSecondPerson: true }] }]);
  });

  it('writes to both ledgers: here whom it was about, there nothing but that somebody asked', async () => {
    const [answer] = await look(query(DVORNIKOV));
    if (answer?.outcome !== 'hits') throw new Error('a hit');
    const [own] = await a.store.ledger.read({ limit: 1 });
    expect(own).toMatchObject({
      account: 'liv',
      action: 'ask-partners',
      count: 1,
      subjects: [
        'partner:sudmark',
        `commitment:${answer.commitment}`,
        `reference:${answer.hits[0]?.reference}`,
      ],
    });
    const [theirs] = await b.store.ledger.read({ limit: 1, account: 'partner:norland' });
    expect(theirs).toMatchObject({ purpose: 'counter-terrorism', legalBasis: 'treaty-7', allowed: true });
    expect(theirs?.subjects).toEqual([
      'owner:sudmark',
      expect.stringMatching(/^epoch:/),
      `commitment:${answer.commitment}`,
      expect.stringMatching(/^elements:/),
    ]);
    expect(theirs?.question).toBeUndefined();
  });

  it('refuses who may not ask, before anything leaves', async () => {
    const asker = { ...OFFICER, roles: ['screener'] };
    await expect(all(a.room.ask(asker, { ...WHY, subject: query(DVORNIKOV) }))).rejects.toThrow(
      /may ask-partners/,
    );
    expect(sent('ask/question')).toEqual([]);
  });

  it('says which partner did not answer, and why; the others do', async () => {
    network.between = async ({ to, request }, go) => {
      if (to === 'ostland') throw new LinkError('unreachable', 'the line is cut');
      return go(JSON.parse(request));
    };
    const answers = await look(query(DVORNIKOV), ['sudmark', 'ostland']);
    expect(answers.find(({ partner }) => partner === 'sudmark')).toMatchObject({ outcome: 'hits' });
    expect(answers.find(({ partner }) => partner === 'ostland')).toMatchObject({
      outcome: 'failed',
      why: 'unreachable',
    });
    network.between = undefined;
    const purposes = await all(
      a.room.ask(OFFICER, {
        ...WHY,
        purpose: 'curiosity',
        subject: query(DVORNIKOV),
        partners: ['sudmark', 'nobody'],
      }),
    );
    expect(purposes).toEqual([
      expect.objectContaining({ partner: 'nobody', outcome: 'failed', why: 'agreement' }),
      expect.objectContaining({ partner: 'sudmark', outcome: 'failed', why: 'purpose' }),
    ]);
    expect(await look(query({ name: ['Arkady'] }))).toMatchObject([{ outcome: 'failed', why: 'size' }]);
  });

  it('gives the owner its record for a reference, to this partner only; a decoy is an alarm', async () => {
    const [answer] = await look(query(DVORNIKOV));
    const [decoy] = await look(query(DECOY));
    if (answer?.outcome !== 'hits' || decoy?.outcome !== 'hits') throw new Error('hits');
    const reference = answer.hits[0]?.reference ?? '';
    expect(await b.room.resolveReference('norland', reference)).toMatchObject({
      record: 'b-1',
      withdrawn: false,
    });
    expect(await b.room.resolveReference('ostland', reference)).toBeUndefined();
    expect(b.events.filter(({ type }) => type === 'alarm')).toEqual([]);
    expect(await b.room.resolveReference('norland', decoy.hits[0]?.reference ?? '')).toBeUndefined();
    expect(b.events).toContainEqual(
      expect.objectContaining({ type: 'alarm', kind: 'decoy', partner: 'norland' }),
    );
    expect((await b.store.ledger.read({ limit: 1, action: 'alarm' }))[0]?.rule).toBe('decoy');
  });
});

describe('equal for hit and miss', () => {
  const OPERATIONS = [
    'crypto_scalarmult_ristretto255',
    'crypto_scalarmult_ristretto255_base',
    'crypto_core_ristretto255_from_hash',
    'crypto_core_ristretto255_is_valid_point',
    'crypto_core_ristretto255_add',
    'crypto_core_ristretto255_scalar_reduce',
    'crypto_core_ristretto255_scalar_mul',
    'crypto_core_ristretto255_scalar_sub',
  ] as const;

  it('as bytes on the wire and as work of the owner', async () => {
    const spies = OPERATIONS.map((name) => vi.spyOn(sodium, name));
    const work: string[] = [];
    network.between = async ({ kind, request }, go) => {
      const before = spies.map(({ mock }) => mock.calls.length);
      const answer = await go(JSON.parse(request));
      if (kind === 'ask/question')
        work.push(spies.map(({ mock }, i) => mock.calls.length - (before[i] ?? 0)).join(' '));
      return answer;
    };
    try {
      const outcomes: string[] = [];
      for (let n = 0; n < 6; n++)
        for (const properties of [
          DVORNIKOV,
          STRANGER,
          { passportNumber: ['X1234567'], nationality: ['no'] },
          { name: ['Ann Bel Cid Dorn Elm Fay'], birthDate: ['1970-02-03', '1971-04-05', '1972-05-06'] },
        ])
          outcomes.push(...(await look(query(properties))).map(({ outcome }) => outcome));
      await a.room.cover('sudmark');
      expect(new Set(outcomes)).toEqual(new Set(['hits', 'none']));
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    expect(work).toHaveLength(25);
    expect(new Set(work).size).toBe(1);
    expect(new Set(sent('ask/question').map(({ request }) => request.length)).size).toBe(1);
    expect(new Set(sent('ask/question').map(({ answer }) => answer.length)).size).toBe(1);
    // Nothing else went between them: a hit does not fetch more.
    expect(new Set(network.wire.map(({ kind }) => kind))).toEqual(new Set(['ask/question']));
  });
});

describe('attacks', () => {
  const refusal = async (question: unknown, from = 'norland'): Promise<string> =>
    String(
      ((await network.send(from, 'sudmark', 'ask/question', { question })) as { refused?: string }).refused,
    );

  it('a question that is replayed, altered, cut, too long, late, or of somebody else is refused', async () => {
    await look(query(STRANGER));
    const question = lastQuestion();
    expect(await refusal(question)).toBe('replayed');
    expect(b.events).toContainEqual(expect.objectContaining({ type: 'alarm', kind: 'replay' }));
    const middle = question.length >> 1;
    expect(
      await refusal(
        question.slice(0, middle) + (question[middle] === 'A' ? 'B' : 'A') + question.slice(middle + 1),
      ),
    ).toBe('signature');
    for (const bad of [question.slice(1), `${question}A`, 'A'.repeat(1e6), '', 7, null, {}, [question]])
      expect(await refusal(bad)).toBe('size');
    expect(await refusal(question, 'ostland')).toBe('signature');
    expect(await refusal(question, 'nobody')).toBe('agreement');
    const nonce = 'B'.repeat(43);
    expect(await refusal(await forged(question, { nonce }, ostland.signingKey))).toBe('signature');
    expect(await refusal(await forged(question, { nonce }, norland.signingKey, 'tocsin-answer'))).toBe(
      'size',
    );
    for (const [change, why] of [
      [{ owner: 'ostland' }, 'agreement'],
      [{ asker: 'ostland' }, 'agreement'],
      [{ agreement: '00000000-0000-7000-8000-000000009999' }, 'agreement'],
      [{ canon: 2 }, 'agreement'],
      [{ nonce: 'B'.repeat(42) }, 'size'],
      [{ nonce: `${'B'.repeat(42)}=` }, 'size'],
      [{ commitment: 'a'.repeat(63) }, 'size'],
      [{ commitment: 'A'.repeat(64) }, 'size'],
      [{ elements: points(question).subarray(32).toString('base64url') }, 'size'],
      [
        {
          elements: Buffer.concat([points(question), points(question).subarray(0, 32)]).toString('base64url'),
        },
        'size',
      ],
      [{ purpose: 'pre-election-work' }, 'purpose'],
      [{ legalBasis: 'treaty-8' }, 'purpose'],
      [{ epoch: 9 }, 'epoch'],
      [{ time: new Date(clock.now().getTime() - 301_000).toISOString() }, 'clock'],
      [{ time: new Date(clock.now().getTime() + 301_000).toISOString() }, 'clock'],
      [{ time: 'yesterday-at-eight-oclock' }, 'clock'],
    ] as const) {
      const changed = decodeJwt(question) as Record<string, unknown>;
      const text = JSON.stringify({ ...changed, nonce, ...change, pad: '' });
      const pad = '0'.repeat(3072 - text.length);
      expect([change, await refusal(await forged(question, { nonce, ...change, pad }))]).toEqual([
        change,
        why,
      ]);
    }
    // All of it stands in the ledger of the owner.
    const written = await b.store.ledger.read({ limit: 40, action: 'answer-question' });
    expect(new Set(written.flatMap(({ allowed, rule }) => (allowed ? [] : [rule])))).toEqual(
      new Set(['replayed', 'agreement', 'purpose', 'epoch', 'clock', 'size']),
    );
    // None of them cost the asker anything, or took the nonce.
    expect(await refusal(await forged(question, { nonce }))).toBe('undefined');
  });

  it('who has no agreement gets nothing at all', async () => {
    for (const [kind, body] of [
      ['ask/manifest', {}],
      ['ask/table', { epoch: 1, part: 0, offset: 0 }],
      ['ask/receipt', { receipt: 'x' }],
      ['ask/question', { question: 'x'.repeat(4236) }],
    ] as const)
      expect([kind, await network.send('nobody', 'sudmark', kind, body)]).toEqual([
        kind,
        { refused: 'agreement', reason: 'there is no agreement in force' },
      ]);
  });

  it('points that are none are refused, and paid for', async () => {
    const left = async (): Promise<number> => {
      const [answer] = await look(query(STRANGER));
      if (answer?.outcome !== 'none') throw new Error('a miss');
      return answer.budgetLeft.today;
    };
    const before = await left();
    const question = lastQuestion();
    const elements = points(question);
    for (const [n, point] of [Buffer.alloc(32), Buffer.alloc(32, 0xff), Buffer.alloc(32, 1)].entries()) {
      const bad = Buffer.from(elements);
      bad.set(point, 7 * 32);
      expect(
        await refusal(
          await forged(question, { elements: bad.toString('base64url'), nonce: String(n).repeat(43) }),
        ),
      ).toBe('points');
    }
    expect(await left()).toBe(before - 4);
  });

  it('an owner that tells two manifests of one epoch is caught, and nothing is believed', async () => {
    await look(query(STRANGER));
    network.between = async ({ kind, request }, go) => {
      const answer = (await go(JSON.parse(request))) as { answer: string; manifest: string };
      const { signingKey } = sudmark;
      if (kind === 'ask/question')
        return { answer: await forged(answer.answer, { part: 7 }, signingKey, 'tocsin-answer') };
      if (kind !== 'ask/manifest') return answer;
      const [own, ...others] = decodeJwt(answer.manifest).holders as { id: string; publicKey: string }[];
      const holders = [{ ...own, publicKey: 'A'.repeat(43) }, ...others];
      return {
        ...answer,
        manifest: await forged(answer.manifest, { holders }, signingKey, 'tocsin-manifest'),
      };
    };
    expect(await look(query(DVORNIKOV))).toMatchObject([
      { outcome: 'failed', why: 'untrusted', reason: 'sudmark has told two manifests of epoch 1' },
    ]);
    expect(a.events).toContainEqual(
      expect.objectContaining({ type: 'alarm', kind: 'other-key', partner: 'sudmark' }),
    );
    // One alarm a day and kind: the next test looks for its own.
    a.events.length = 0;
    clock.forward(DAY);
  });

  it('an owner that sends a table or a manifest which is not the one agreed on is caught', async () => {
    const eastmark = identityOf('eastmark');
    agreements.push(agree(eastmark, sudmark));
    const d = await openTestService(eastmark, network, clock, () => agreements);
    try {
      await b.room.keep();
      const id = { owner: 'sudmark', asker: 'eastmark', epoch: 1 };
      const [told] = await b.store.ask.parts(id);
      const honest = await b.store.ask.partBytes(id, 0, 0, told?.bytes ?? 0);
      const altered = (change: object): Buffer => {
        const end = 19 + honest.readUInt32BE(15);
        const text = Buffer.from(
          JSON.stringify({ ...JSON.parse(honest.toString('utf8', 19, end)), ...change }),
        );
        const length = Buffer.alloc(4);
        length.writeUInt32BE(text.length);
        const body = Buffer.concat([honest.subarray(0, 15), length, text, honest.subarray(end, -64)]);
        return Buffer.concat([body, sign(null, body, sudmark.signingKey)]);
      };
      /** What eastmark says when the owner sends this. */
      const said = async (bytes: Buffer, manifest: object = {}, served = bytes): Promise<string> => {
        network.between = async ({ kind, request }, go) => {
          const answer = (await go(JSON.parse(request))) as { manifest: string };
          if (kind === 'ask/table') return { bytes: served.toString('base64url') };
          if (kind !== 'ask/manifest') return answer;
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          return {
            manifest: await forged(answer.manifest, manifest, sudmark.signingKey, 'tocsin-manifest'),
            parts: [{ part: 0, bytes: bytes.length, sha256 }],
          };
        };
        const [answer] = await look(query(DVORNIKOV), ['sudmark'], d);
        return answer?.outcome === 'failed' ? `${answer.why}: ${answer.reason}` : String(answer?.outcome);
      };
      for (const change of [
        { asker: 'norland' },
        { owner: 'ostland' },
        { agreement: '00000000-0000-7000-8000-000000009999' },
        { epoch: '2' },
        { canon: 2 },
        { part: 1 },
        { publicKeys: ['A'.repeat(43)] },
      ])
        expect([change, await said(altered(change))]).toEqual([
          change,
          'untrusted: the table of sudmark was made for another service or epoch',
        ]);
      expect(await said(honest, {}, altered({ made: '2026-03-02T08:00:00.001Z' }))).toMatch(
        /^untrusted: the table of sudmark is not the one/,
      );
      expect(await said(honest, {}, Buffer.concat([honest, Buffer.alloc(1)]))).toMatch(
        /^untrusted: sudmark sent a piece/,
      );
      const publicKey = 'A'.repeat(43);
      for (const change of [
        { owner: 'ostland' },
        { canon: 2 },
        { holders: [] },
        { holders: [{ id: 'ostland', publicKey }] },
        { holders: [{ id: 'sudmark', publicKey: 'A' }] },
        { until: '2027-03-02T08:00:00.000Z' },
      ])
        expect([change, await said(honest, change)]).toEqual([
          change,
          'untrusted: the manifest of sudmark does not fit the agreement',
        ]);
      expect(await said(honest)).toBe('hits');
    } finally {
      await d.close();
      agreements.pop();
    }
  });

  it('an answer to another question, and a receipt for another table, are not taken', async () => {
    await look(query(DVORNIKOV));
    const before = JSON.parse(sent('ask/question').at(-1)?.answer ?? '') as unknown;
    network.between = async ({ kind, request }, go) => {
      const answer = await go(JSON.parse(request));
      return kind === 'ask/question' ? before : answer;
    };
    expect(await look(query(STRANGER))).toMatchObject([
      { outcome: 'failed', why: 'untrusted', reason: 'sudmark answered another question' },
    ]);
    network.between = undefined;
    const receipt = {
      owner: 'sudmark',
      asker: 'norland',
      epoch: 1,
      by: 'sudmark',
      destroyed: ['seed', 'outputs', 'table'],
      tables: [],
      at: clock.now().toISOString(),
    };
    for (const change of [{ owner: 'ostland' }, { asker: 'ostland' }, { by: 'ostland' }]) {
      const text = await new CompactSign(Buffer.from(JSON.stringify({ ...receipt, ...change })))
        .setProtectedHeader({ alg: 'EdDSA', typ: 'tocsin-receipt' })
        .sign(sudmark.signingKey);
      expect(await network.send('sudmark', 'norland', 'ask/receipt', { receipt: text })).toMatchObject({
        refused: 'agreement',
      });
    }
    expect(await look(query(DVORNIKOV))).toMatchObject([{ outcome: 'hits' }]);
  });

  it('an owner that uses another key is caught', async () => {
    network.between = async ({ kind, request }, go) => {
      if (kind !== 'ask/question') return go(JSON.parse(request));
      const answer = (await go(JSON.parse(request))) as { answer: string };
      const evaluated = Buffer.from(decodeJwt(answer.answer).evaluated as string, 'base64url');
      // Signed by the owner itself, with two points exchanged.
      evaluated.set(Buffer.concat([evaluated.subarray(32, 64), evaluated.subarray(0, 32)]));
      return {
        answer: await forged(
          answer.answer,
          { evaluated: evaluated.toString('base64url') },
          sudmark.signingKey,
          'tocsin-answer',
        ),
      };
    };
    expect(await look(query(DVORNIKOV))).toMatchObject([{ outcome: 'failed', why: 'untrusted' }]);
    expect(a.events).toContainEqual(
      expect.objectContaining({ type: 'alarm', kind: 'other-key', partner: 'sudmark' }),
    );
  });

  it('tables of two partners have nothing in common, and a table does not answer by itself', async () => {
    const rows = async (asker: string): Promise<Set<string>> => {
      const table = { owner: 'sudmark', asker, epoch: 1 };
      const [part] = await b.store.ask.parts(table);
      const bytes = await b.store.ask.partBytes(table, 0, 0, part?.bytes ?? 0);
      expect(bytes.includes('dvornik')).toBe(false);
      const body = bytes.subarray(0, -64);
      return new Set(
        Array.from({ length: 1024 }, (_, i) =>
          body.subarray(body.length - (i + 1) * 40, body.length - i * 40).toString('hex'),
        ),
      );
    };
    const [one, two] = [await rows('norland'), await rows('ostland')];
    expect(
      [...one].filter((row) => two.has(row) || [...two].some((other) => other.startsWith(row.slice(0, 16)))),
    ).toEqual([]);
    const references = async (partner: string) =>
      (await b.store.ask.references(partner, 1)).map((each) => each.reference);
    const [mine, theirs] = [await references('norland'), await references('ostland')];
    expect(mine.filter((reference) => theirs.includes(reference))).toEqual([]);
    expect(mine).toHaveLength(3);
  });

  it('whoever goes through a dictionary runs into the budget, and is told of', async () => {
    const [first, last] = [agreements[0] as Agreement, 'abcdefghijkl'];
    agreements[0] = { ...first, questionsPerDay: 1000, questionsPerMinute: 5 };
    clock.forward(120_000);
    try {
      const outcomes: string[] = [];
      for (const letter of last)
        outcomes.push(
          ...(await look(query({ name: [`Bela ${letter}ornikov`, 'Kun'], birthDate: ['1979-03-14'] }))).map(
            (one) => (one.outcome === 'failed' ? one.why : one.outcome),
          ),
        );
      expect(outcomes).toEqual([...Array(5).fill('none'), ...Array(7).fill('minute')]);
      expect(
        b.events.filter((event) => event.type === 'alarm' && event.kind === 'budget-minute'),
      ).toHaveLength(1);
      clock.forward(61_000);
      agreements[0] = { ...first, questionsPerDay: 3, questionsPerMinute: 100 };
      expect(await look(query(STRANGER))).toMatchObject([{ outcome: 'failed', why: 'day' }]);
      expect(b.events).toContainEqual(expect.objectContaining({ type: 'alarm', kind: 'budget-day' }));
      clock.forward(DAY);
      expect(await look(query(STRANGER))).toMatchObject([{ outcome: 'none', budgetLeft: { today: 2 } }]);
    } finally {
      agreements[0] = first;
    }
  });

  it('an overseer has questions opened, and finds out who shows another than was asked', async () => {
    const [answer] = await look(query(DVORNIKOV));
    if (answer?.outcome !== 'hits') throw new Error('a hit');
    const sample = await b.room.sampleCommitments(overseer, 'norland', 1000);
    const written = sample.find(({ commitment }) => commitment === answer.commitment);
    const [kept] = await a.room.openCommitments(overseer, [answer.commitment]);
    if (!written || !kept) throw new Error('both have it');
    expect(kept.opening).toMatchObject({ account: 'liv', caseNumber: 'C-17' });
    expect(kept.opening.keys.some((key) => key.includes('1979-03-14'))).toBe(true);
    expect(openingHolds(kept.opening, written)).toBe(true);
    const keys = kept.opening.keys.map((key) => key.replace('1979', '1980'));
    expect(openingHolds({ ...kept.opening, keys }, written)).toBe(false);
    expect(openingHolds({ ...kept.opening, caseNumber: 'C-18' }, written)).toBe(false);
    await expect(a.room.openCommitments(OFFICER, [answer.commitment])).rejects.toThrow(
      /may open-commitments/,
    );
    clock.forward(91 * DAY);
    await a.store.ask.sweep(clock.now(), clock.now());
    expect(await a.room.openCommitments(overseer, [answer.commitment])).toEqual([]);
  });
});
