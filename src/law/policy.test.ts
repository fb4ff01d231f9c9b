import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from './default-policy.ts';
import { ACTIONS, decide, type Policy, purposesOf } from './policy.ts';

const names = (...known: string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom('', 'curiosity', 'Screening', '__proto__', 'constructor') },
    { weight: 1, arbitrary: fc.string() },
  );
const bases = DEFAULT_POLICY.purposes.flatMap(({ legalBases }) => legalBases.map(({ name }) => name));
const anybody = fc.record({
  account: fc.string(),
  roles: fc.array(names(...DEFAULT_POLICY.roles), { maxLength: 4 }),
  purpose: names(...DEFAULT_POLICY.purposes.map(({ name }) => name)),
  legalBasis: names(...bases),
});
const action = fc.constantFrom(...ACTIONS);

/** All that a policy grants, written out one by one. */
function granted(policy: Policy): ReadonlySet<string> {
  const all = new Set<string>();
  for (const rule of policy.rules)
    for (const role of rule.roles)
      for (const purpose of policy.purposes)
        if (rule.purposes.includes(purpose.name))
          for (const { name } of purpose.legalBases)
            for (const one of rule.actions) all.add(JSON.stringify([role, purpose.name, name, one]));
  return all;
}

describe('decide', () => {
  it('allows exactly what the policy grants, and nothing else', () => {
    const all = granted(DEFAULT_POLICY);
    let allowed = 0;
    fc.assert(
      fc.property(anybody, action, (asker, act) => {
        const expected = asker.roles.some((role) =>
          all.has(JSON.stringify([role, asker.purpose, asker.legalBasis, act])),
        );
        const decision = decide(DEFAULT_POLICY, asker, act);
        expect(decision.allowed).toBe(expected);
        if (expected) allowed++;
        expect(decision.rule).not.toBe('');
      }),
      { numRuns: 4000, seed: 7 },
    );
    expect(allowed).toBeGreaterThan(50);
  });

  it('allows nothing under an empty policy', () => {
    fc.assert(
      fc.property(anybody, action, (asker, act) => {
        expect(decide({ roles: [], purposes: [], rules: [] }, asker, act).allowed).toBe(false);
      }),
    );
  });

  it('names what is missing', () => {
    const asker = {
      account: 'a',
      roles: ['screener'],
      purpose: 'screening',
      legalBasis: 'sanctions-law',
    };
    expect(decide(DEFAULT_POLICY, asker, 'search')).toMatchObject({ allowed: true, rule: 'screeners-ask' });
    expect(decide(DEFAULT_POLICY, { ...asker, purpose: 'curiosity' }, 'search').rule).toBe('purpose');
    expect(decide(DEFAULT_POLICY, { ...asker, legalBasis: 'accountability' }, 'search').rule).toBe(
      'legal-basis',
    );
    expect(decide(DEFAULT_POLICY, asker, 'judge').rule).toBe('role');
    expect(decide(DEFAULT_POLICY, { ...asker, roles: [] }, 'search').rule).toBe('role');
  });
});

describe('the default policy', () => {
  it('lets neither administrators nor auditors read persons', () => {
    for (const role of ['administrator', 'auditor']) {
      for (const purpose of DEFAULT_POLICY.purposes) {
        for (const { name } of purpose.legalBases) {
          for (const act of ['search', 'read-entity', 'judge'] as const) {
            const asker = { account: 'a', roles: [role], purpose: purpose.name, legalBasis: name };
            expect(decide(DEFAULT_POLICY, asker, act).allowed).toBe(false);
          }
        }
      }
    }
  });

  it('names only roles and purposes that it defines', () => {
    const purposes = DEFAULT_POLICY.purposes.map(({ name }) => name);
    for (const rule of DEFAULT_POLICY.rules) {
      expect(DEFAULT_POLICY.roles).toEqual(expect.arrayContaining([...rule.roles]));
      expect(purposes).toEqual(expect.arrayContaining([...rule.purposes]));
    }
  });

  it('offers each role the purposes that it can use', () => {
    expect(purposesOf(DEFAULT_POLICY, ['screener']).map(({ name }) => name)).toEqual(['screening', 'review']);
    expect(purposesOf(DEFAULT_POLICY, ['nobody'])).toEqual([]);
  });
});
