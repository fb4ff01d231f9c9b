import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/law/actions.ts';
import {
  type Asker,
  type Could,
  DEFAULT_POLICY,
  decide,
  decideRelease,
  EXITS,
  openGate,
  RefusedError,
} from '../../src/law/index.ts';
import { TLP_LEVELS } from '../../src/model/index.ts';
import { refusals } from '../../src/server/refusals.ts';
import { openStore } from '../../src/store/index.ts';

// Every refusal says which rule refused and who could allow it: those of the policy by trying all of them, those in the code by reading it.

const basisOf = (purpose: string): string =>
  DEFAULT_POLICY.purposes.find(({ name }) => name === purpose)?.legalBases[0]?.name ?? '';
const as = (role: string, purpose: string, legalBasis = basisOf(purpose)): Asker => ({
  account: 'ann',
  roles: [role],
  purpose,
  legalBasis,
});

const FOUR_EYES: readonly string[] = [
  'decide-request',
  'approve-unmasking',
  'approve-policy',
  'sign-agreement',
  'review-emergency',
];

describe('a refusal of the policy', () => {
  it('names its rule, and only roles and purposes that are allowed when they are tried', () => {
    let refused = 0;
    const could = new Map<string, readonly Could[]>();
    for (const action of ACTIONS)
      for (const role of [...DEFAULT_POLICY.roles, 'nobody'])
        for (const purpose of [...DEFAULT_POLICY.purposes.map(({ name }) => name), 'curiosity']) {
          for (const [legalBasis, matter] of [
            [basisOf(purpose), {}],
            ['no-law', {}],
            ...(FOUR_EYES.includes(action) ? [[basisOf(purpose), { proposedBy: 'ann' }] as const] : []),
          ] as const) {
            const decision = decide(DEFAULT_POLICY, as(role, purpose, legalBasis), action, matter);
            if (decision.allowed) continue;
            refused++;
            const said = `${action} by ${role} for ${purpose}: ${decision.reason}`;
            expect(decision.rule, said).toMatch(/^[a-z][a-z-]+$/);
            expect(decision.reason, said).toContain('could: ');
            could.set(action, decision.could ?? []);
          }
        }
    expect(refused).toBeGreaterThan(1_000);
    for (const action of ACTIONS) {
      expect(could.get(action)?.length, action).toBeGreaterThan(0);
      for (const { role, purpose } of could.get(action) ?? [])
        expect(decide(DEFAULT_POLICY, as(role, purpose), action).allowed, `${role} ${action}`).toBe(true);
    }
  });

  it('of a marking names its rule and says in words what is missing', () => {
    const titles = new Map(
      DEFAULT_POLICY.engine().rules.map(({ id, title }) => [id, title.replaceAll('{originator}', 'north')]),
    );
    let refused = 0;
    for (const exit of EXITS)
      for (const tlp of TLP_LEVELS)
        for (const originatorControl of [false, true])
          for (const group of [undefined, 'g'])
            for (const to of [{ kind: 'partner', id: 'p', groups: [] }, { kind: 'public' }] as const) {
              const decision = decideRelease({
                ...{ exit, to, self: 'here' },
                what: {
                  marking: { tlp, originatorControl, ...(group !== undefined && { group }) },
                  sourceService: 'north',
                },
              });
              if (decision.allowed) continue;
              refused++;
              expect(decision.reason).toBe(titles.get(decision.rule) ?? 'no rule lets it leave');
              expect(decision.rule).not.toBe('');
            }
    expect(refused).toBeGreaterThan(100);
  });

  it('reaches a program with the rule, and with who could', () => {
    const refused = new RefusedError(decide(DEFAULT_POLICY, as('screener', 'screening'), 'judge'));
    const problem = refusals(refused);
    expect(problem?.status).toBe(403);
    expect(problem?.details.rule).toBe('role');
    expect(problem?.message).toContain('could: analyst (review)');
  });

  it('inside of a step, of whoever prepared it, stands in the ledger as what it is', async () => {
    const store = await openStore({}, new Date());
    const gate = openGate(DEFAULT_POLICY, store.ledger, () => new Date('2026-03-02T12:00:00Z'));
    const refused = await gate
      .pass(as('watch-officer', 'pre-arrival'), 'decide-hits', { ids: ['hit-1'] }, () =>
        Promise.reject(gate.samePerson('decide-hits')),
      )
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      rule: 'four-eyes',
      message: 'who prepared it cannot approve it; could: watch-officer (pre-arrival)',
    });
    expect(await store.ledger.read({ limit: 10 })).toMatchObject([
      { action: 'decide-hits', allowed: false, rule: 'four-eyes', subjects: ['hit-1'] },
    ]);
    await store.close();
  });
});

/** TypeScript of a folder. */
function* sources(folder: string): Generator<readonly [path: string, text: string]> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      yield [path, readFileSync(path, 'utf8')];
  }
}

/** Refusals that no role lifts, each with what somebody has to do instead. */
const AT_THE_DOOR: readonly string[] = [
  'No look without a reason', // names purpose and legal basis; rule purpose-and-legal-basis
  'The request comes from another site', // the browser was misled
  'REQUEST_HEADER} is missing',
  'Set a password first',
];

describe('a refusal in the code', () => {
  it('that says somebody may not do something is the policy’s: it names rule and roles', () => {
    const strange: string[] = [];
    for (const [path, text] of sources('src'))
      for (const [thrown] of text.matchAll(/new (?:[A-Z]\w+Error|HttpProblem)\([^;]*?\)/gs))
        if (
          /may not (?:do|see|read|approve|decide|sign)|not allowed to|cannot approve|four.eyes|second person (?:decides|approves)|you have prepared|ask (?:a|an) (?:administrator|reviewer|second)/i.test(
            thrown,
          )
        )
          strange.push(`${path}: ${thrown}`);
    expect(strange).toEqual([]);
  });

  it('with status 403 is one of the policy, or one at the door that says what to do', () => {
    const strange: string[] = [];
    for (const [path, text] of sources('src/server'))
      for (const [thrown] of text.matchAll(/new HttpProblem\(403,.{0,400}/gs)) {
        const isPolicy = thrown.startsWith('new HttpProblem(403, error.message, {\n      rule: error.rule');
        const isDoor = AT_THE_DOOR.some((known) => thrown.includes(known)) && thrown.includes('todo:');
        if (!isPolicy && !isDoor) strange.push(`${path}: ${thrown.slice(0, 120)}`);
      }
    expect(strange).toEqual([]);
  });

  it('is thrown in one place: RefusedError is made by the gate alone', () => {
    const made = [...sources('src')].flatMap(([path, text]) =>
      [...text.matchAll(/new RefusedError\(/g)].map(() => path),
    );
    expect(new Set(made)).toEqual(new Set([join('src', 'law', 'gate.ts')]));
  });
});
