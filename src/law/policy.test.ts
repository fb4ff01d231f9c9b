import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ACTION_FACTS, ACTIONS, type Action } from './actions.ts';
import { openEngine } from './cedar.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { decide, inPlainWords, purposesOf, whoCould } from './policy.ts';
import { checkPolicy } from './policy-tests.ts';
import { openPolicy, type PolicyText, policySchema, problemsOf, readPolicyFolder } from './policy-text.ts';

const names = (...known: string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom('', 'curiosity', 'Screening', '__proto__', 'constructor') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
const bases = DEFAULT_POLICY.purposes.flatMap(({ legalBases }) => legalBases.map(({ name }) => name));
const anybody = fc.record({
  account: fc.string(),
  roles: fc.array(names(...DEFAULT_POLICY.roles), { maxLength: 4 }),
  purpose: names(...DEFAULT_POLICY.purposes.map(({ name }) => name)),
  legalBasis: names(...bases),
});
const action = fc.constantFrom(...ACTIONS);

/**
 * All that the default policy grants, written out a second time and by hand: role → purpose → actions. Whoever changes eu.cedar
 * changes it here too, and sees what it means.
 */
const GRANTED: Readonly<Record<string, Readonly<Record<string, readonly Action[]>>>> = {
  screener: {
    screening: ['search', 'read-entity', 'read-lists'],
    review: ['search', 'read-entity', 'read-lists'],
    emergency: ['emergency-access'],
  },
  analyst: {
    screening: ['search', 'read-entity', 'read-lists'],
    review: [
      'search',
      'read-entity',
      'read-lists',
      'judge',
      'mark',
      'export-entities',
      'ask-partners',
      'read-network',
      'conclude-network',
      'export-network',
      'load-chart',
    ],
    cooperation: ['ask-partners'],
    emergency: ['emergency-access'],
  },
  'travel-analyst': { review: ['read-co-travel'] },
  'watch-officer': {
    'pre-arrival': [
      'receive-messages',
      'read-travellers',
      'decide-hits',
      'ask-unmasking',
      'read-unmaskings',
      'search',
      'read-entity',
      'read-lists',
    ],
    emergency: ['emergency-access'],
  },
  'liaison-officer': {
    cooperation: [
      'ask-partners',
      'read-requests',
      'send-request',
      'search',
      'read-entity',
      'read-lists',
      'mark',
      'export-entities',
    ],
    partnership: ['manage-partners', 'sign-agreement', 'keep-links'],
    emergency: ['emergency-access'],
  },
  reviewer: {
    cooperation: ['decide-request', 'read-requests', 'read-entity', 'read-lists'],
    administration: ['approve-policy'],
    partnership: ['sign-agreement'],
    audit: ['review-emergency'],
    emergency: ['emergency-access'],
  },
  'data-protection-officer': {
    'subject-access': [
      'subject-access',
      'search',
      'read-entity',
      'read-travellers',
      'read-requests',
      'read-ledger',
      'read-lists',
    ],
    administration: ['read-ledger', 'change-policy', 'approve-policy'],
    audit: ['read-ledger', 'read-lists', 'review-emergency', 'read-unmaskings', 'read-close-persons'],
  },
  exchange: { cooperation: ['read-collections', 'write-collections'] },
  carrier: { 'pre-arrival': ['receive-messages'] },
  authority: {
    oversight: ['approve-unmasking', 'read-unmaskings', 'open-commitments'],
  },
  administrator: {
    administration: [
      'load',
      'read-lists',
      'manage-accounts',
      'keep-links',
      'erase',
      'read-ledger',
      'change-policy',
    ],
    audit: ['read-ledger'],
  },
  auditor: { audit: ['read-ledger', 'read-lists', 'read-unmaskings'], administration: ['read-ledger'] },
};

const EMPTY: PolicyText = {
  jurisdiction: 'eu',
  files: { ...DEFAULT_POLICY.text.files, 'eu.cedar': '', 'release.cedar': '' },
};
const rewritten = (file: string, from: string, to: string): PolicyText => {
  const text = DEFAULT_POLICY.text.files[file] ?? '';
  expect(text).toContain(from);
  return { jurisdiction: 'eu', files: { ...DEFAULT_POLICY.text.files, [file]: text.replace(from, to) } };
};

describe('decide', () => {
  it('allows exactly what is granted, and nothing else', () => {
    let allowed = 0;
    fc.assert(
      fc.property(anybody, action, (asker, act) => {
        const purpose = DEFAULT_POLICY.purposes.find(({ name }) => name === asker.purpose);
        const rests = purpose?.legalBases.some(({ name }) => name === asker.legalBasis) === true;
        const expected =
          rests &&
          asker.roles.some(
            (role) =>
              Object.hasOwn(GRANTED, role) && GRANTED[role]?.[purpose?.name ?? '']?.includes(act) === true,
          );
        const decision = decide(DEFAULT_POLICY, asker, act);
        expect(decision.allowed).toBe(expected);
        if (expected) allowed++;
        expect(decision.rule).not.toBe('');
      }),
      { numRuns: 4000, seed: 7 },
    );
    expect(allowed).toBeGreaterThan(10);
  });

  it('allows each grant on each legal basis of its purpose, and to nobody without roles', () => {
    let tried = 0;
    for (const role of DEFAULT_POLICY.roles)
      for (const purpose of DEFAULT_POLICY.purposes)
        for (const { name } of purpose.legalBases)
          for (const act of ACTIONS) {
            const asker = { account: 'a', roles: [role], purpose: purpose.name, legalBasis: name };
            const granted = GRANTED[role]?.[purpose.name]?.includes(act) === true;
            expect(decide(DEFAULT_POLICY, asker, act).allowed, `${role} ${purpose.name} ${act}`).toBe(
              granted,
            );
            tried++;
          }
    expect(tried).toBeGreaterThan(1000);
  });

  it('allows nothing under an empty policy', () => {
    const empty = openPolicy(EMPTY);
    fc.assert(
      fc.property(anybody, action, (asker, act) => {
        expect(decide(empty, asker, act).allowed).toBe(false);
      }),
    );
    expect(
      decide(
        empty,
        { account: 'a', roles: ['analyst'], purpose: 'review', legalBasis: 'public-task' },
        'judge',
      ),
    ).toMatchObject({
      rule: 'role',
      could: [],
      reason: expect.stringContaining('no rule allows it to anybody'),
    });
  });

  it('names what is missing, and who could', () => {
    const asker = { account: 'a', roles: ['screener'], purpose: 'screening', legalBasis: 'sanctions-law' };
    expect(decide(DEFAULT_POLICY, asker, 'search')).toMatchObject({ allowed: true, rule: 'screeners-ask' });
    expect(decide(DEFAULT_POLICY, { ...asker, purpose: 'curiosity' }, 'search').rule).toBe('purpose');
    expect(decide(DEFAULT_POLICY, { ...asker, legalBasis: 'accountability' }, 'search').rule).toBe(
      'legal-basis',
    );
    expect(decide(DEFAULT_POLICY, { ...asker, roles: [] }, 'search').rule).toBe('role');
    const refused = decide(DEFAULT_POLICY, asker, 'judge');
    expect(refused).toMatchObject({ rule: 'role', could: [{ role: 'analyst', purpose: 'review' }] });
    expect(refused.reason).toContain('could: analyst (review)');
    // What is told is true: whoever could, can.
    for (const act of ACTIONS)
      for (const { role, purpose } of whoCould(DEFAULT_POLICY, act))
        expect(GRANTED[role]?.[purpose], `${role} ${purpose}`).toContain(act);
  });

  it('refuses those who prepared it, whatever roles they have', () => {
    const asker = {
      account: 'ann',
      roles: DEFAULT_POLICY.roles,
      purpose: 'cooperation',
      legalBasis: 'prum',
    };
    expect(decide(DEFAULT_POLICY, asker, 'decide-request', { proposedBy: 'bob' }).allowed).toBe(true);
    expect(decide(DEFAULT_POLICY, asker, 'decide-request', { proposedBy: 'ann' })).toMatchObject({
      allowed: false,
      rule: 'four-eyes',
      could: [{ role: 'reviewer', purpose: 'cooperation' }],
    });
  });

  it('counts emergency access where it was taken, and only for looking and asking', () => {
    const asker = { account: 'a', roles: ['screener'], purpose: 'emergency', legalBasis: 'vital-interests' };
    for (const act of ACTIONS) {
      const under = decide(DEFAULT_POLICY, asker, act, {}, { emergency: true });
      if (under.allowed && act !== 'emergency-access') expect(under.rule).toBe('emergency');
    }
    const admin = { ...asker, roles: ['administrator'] };
    expect(decide(DEFAULT_POLICY, admin, 'search', {}, { emergency: true }).allowed).toBe(false);
  });

  it('can look at the clock and at the legal basis', () => {
    const policy = openPolicy(
      rewritten(
        'eu.cedar',
        '// Who may do what',
        `@id("by-day") @title("Carriers send by day") @explain("An example.")
         forbid (principal in Role::"carrier", action, resource) when { context.hour < 6 || context.weekday > 5 };
         // Who may do what`,
      ),
    );
    const asker = { account: 'c', roles: ['carrier'], purpose: 'pre-arrival', legalBasis: 'public-task' };
    const at = (text: string) => decide(policy, asker, 'receive-messages', {}, { at: new Date(text) });
    expect(at('2026-03-02T12:00:00Z').allowed).toBe(true);
    expect(at('2026-03-02T05:59:00Z')).toMatchObject({ allowed: false, rule: 'by-day' });
    expect(at('2026-03-08T12:00:00Z')).toMatchObject({ allowed: false, rule: 'by-day' });
  });

  it('refuses everything where a rule fails: it may be one that forbids', () => {
    const failing = openPolicy(
      rewritten(
        'eu.cedar',
        '// Who may do what',
        `@id("fails") @title("Fails") @explain("Reads what is not there.")
         forbid (principal, action, resource) when { resource.state == "closed" };
         // Who may do what`,
      ),
    );
    const asker = { account: 'a', roles: ['analyst'], purpose: 'review', legalBasis: 'public-task' };
    expect(decide(failing, asker, 'judge')).toMatchObject({ allowed: false, rule: 'policy-error' });
    expect(decide(failing, asker, 'judge', { state: 'open' }).allowed).toBe(true);
  });
});

describe('the default policy', () => {
  it('holds its own cases, and fits the schema', () => {
    const { problems, cases } = checkPolicy(DEFAULT_POLICY.text);
    expect(problems).toEqual([]);
    expect(cases.filter(({ passed }) => !passed)).toEqual([]);
    expect(cases.length).toBeGreaterThan(50);
  });

  it('lets neither administrators nor auditors do anything to persons, but erase them', () => {
    for (const act of ACTIONS.filter((one) => ACTION_FACTS[one].persons && one !== 'erase'))
      expect(
        whoCould(DEFAULT_POLICY, act).filter(({ role }) => role === 'administrator' || role === 'auditor'),
      ).toEqual([]);
  });

  it('lets somebody do each thing that the program can do, and the schema knows them all', () => {
    for (const act of ACTIONS) {
      expect(whoCould(DEFAULT_POLICY, act), act).not.toEqual([]);
      expect(policySchema()).toContain(`"${act}"`);
    }
  });

  it('offers each role the purposes that it can use', () => {
    expect(purposesOf(DEFAULT_POLICY, ['screener']).map(({ name }) => name)).toEqual([
      'screening',
      'review',
      'emergency',
    ]);
    expect(purposesOf(DEFAULT_POLICY, ['nobody'])).toEqual([]);
  });

  it('says in plain words what it does, found by trying', async () => {
    const rules = await inPlainWords(DEFAULT_POLICY);
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['four-eyes', 'tlp-red', 'own-people']));
    const judge = rules.find(({ id }) => id === 'analysts-judge');
    expect(judge).toMatchObject({
      effect: 'permit',
      roles: ['analyst'],
      purposes: ['review'],
      actions: ['judge', 'mark', 'export-entities'],
    });
    expect(rules.find(({ id }) => id === 'emergency')?.purposes).toEqual(['emergency']);
    // Every rule that permits something to accounts does so to somebody.
    for (const rule of rules)
      if (rule.effect === 'permit' && rule.file === 'eu.cedar') expect(rule.roles, rule.id).not.toEqual([]);
  });
});

describe('a policy in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-policy-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read by its jurisdiction, with the shipped rules on markings where it has none', () => {
    const { files } = DEFAULT_POLICY.text;
    expect(() => readPolicyFolder(join(folder, 'none'))).toThrow('cannot be read');
    expect(() => readPolicyFolder(folder)).toThrow('such as eu.json');
    for (const [file, text] of Object.entries(files)) {
      if (file === 'release.cedar') continue;
      writeFileSync(join(folder, file), text);
      writeFileSync(
        join(folder, file.replace('eu', 'xx')),
        text.replace('"jurisdiction": "eu"', '"jurisdiction": "xx"'),
      );
    }
    expect(readPolicyFolder(folder, 'eu')).toEqual(DEFAULT_POLICY.text);
    expect(() => readPolicyFolder(folder)).toThrow('eu, xx');
    const other = openPolicy(readPolicyFolder(folder, 'xx'));
    expect(other.text.jurisdiction).toBe('xx');
    expect(checkPolicy(other.text).sound).toBe(true);
    expect(() => readPolicyFolder(folder, 'yy')).toThrow('yy.cedar');
  });
});

describe('a policy that is not sound', () => {
  const rule = (text: string): PolicyText =>
    rewritten('eu.cedar', '// Who may do what', `${text}\n// Who may do what`);
  it('says what is wrong, where', () => {
    const said = (text: PolicyText) => problemsOf(text).join('\n');
    expect(said(rule('permit (principal, action'))).toMatch(/eu\.cedar, line \d+/);
    expect(said(rule('permit (principal, action, resource);'))).toContain('@id');
    expect(
      said(rule('@id("four-eyes") @title("t") @explain("e") forbid (principal, action, resource);')),
    ).toContain('two rules four-eyes');
    expect(
      said(rule('@id("x") @title("t") @explain("e") permit (principal, action == Action::"spy", resource);')),
    ).toContain('rule x');
    expect(
      said(
        rule(
          '@id("x") @title("t") @explain("e") forbid (principal in Role::"analist", action == Action::"judge", resource);',
        ),
      ),
    ).toContain('there is no role analist');
    expect(said(rewritten('eu.json', '"pnr-directive",', '"no-such-law",'))).toContain('no-such-law');
    expect(said(rewritten('eu.json', '"purposes"', '"porpoises"'))).toContain('eu.json');
    expect(said({ jurisdiction: 'eu', files: { 'eu.cedar': '' } })).toContain('eu.json is missing');
    expect(
      said({ ...DEFAULT_POLICY.text, files: { ...DEFAULT_POLICY.text.files, 'x.cedar': '' } }),
    ).toContain('x.cedar');
    expect(said(rule(`// ${'x'.repeat(600_000)}`))).toContain('characters');
  });

  it('is told by its own cases', () => {
    const open = rule(
      '@id("x") @title("t") @explain("e") permit (principal, action == Action::"judge", resource);',
    );
    const { sound, cases } = checkPolicy(open);
    expect(sound).toBe(false);
    expect(cases.filter(({ passed }) => !passed)[0]).toMatchObject({ instead: 'allow by x' });
    expect(checkPolicy(rewritten('tests.json', '"search"', '"serch"')).problems[0]).toContain('tests.json');
    expect(checkPolicy(rewritten('tests.json', '[', '')).problems[0]).toContain('tests.json');
  });

  it('that is nested deeper than Cedar can read is refused before, and breaks nothing after', () => {
    const nest = (body: string) =>
      rule(`@id("x") @title("t") @explain("e") permit (principal, action, resource) when { ${body} };`);
    const deep = 'nested too deep';
    for (const n of [60, 200, 10_000]) {
      for (const [open, close] of ['()', '[]', '{}'])
        expect(problemsOf(nest(`${open?.repeat(n)}true${close?.repeat(n)}`))[0], open).toContain(deep);
      expect(problemsOf(nest(`${'1 + '.repeat(n)}1 == 2`))[0]).toContain(deep);
      expect(problemsOf(nest(`${'if true then '.repeat(n)}true${' else true'.repeat(n)}`))[0]).toContain(
        deep,
      );
    }
    // Brackets in texts and comments nest nothing.
    expect(problemsOf(nest(`"x" != "${'('.repeat(500)}\\"(" // ${'('.repeat(500)}\n`))).toEqual([]);
    // Past that check Cedar does break off; it is then made anew, and whoever asks next is answered.
    const asker = { account: 'deep', roles: ['analyst'], purpose: 'review', legalBasis: 'public-task' };
    for (const n of [200, 5_000]) {
      const text = nest(`${'('.repeat(n)}true${')'.repeat(n)}`).files['eu.cedar'] ?? '';
      expect(() => openEngine({ 'eu.cedar': text })).toThrow('Cedar broke off');
      expect(decide(DEFAULT_POLICY, { ...asker, account: `deep ${n}` }, 'judge').allowed).toBe(true);
    }
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('eu.cedar', 'eu.json', 'tests.json', 'release.cedar'),
        fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
        (file, content) => {
          const text = { jurisdiction: 'eu', files: { ...DEFAULT_POLICY.text.files, [file]: content } };
          expect(checkPolicy(text).sound).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });
});
