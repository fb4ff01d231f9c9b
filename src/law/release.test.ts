import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANDLING_CODES, type HandlingCode, type Marking, TLP_LEVELS } from '../model/index.ts';
import { decideRelease, EXITS, type Recipient, type ReleaseQuestion } from './release.ts';

const GROUPS = ['north', 'south', 'zz-secret-circle'];
const codes = Object.keys(HANDLING_CODES) as HandlingCode[];
const marking: fc.Arbitrary<Marking> = fc
  .record({
    tlp: fc.constantFrom(...TLP_LEVELS),
    originatorControl: fc.boolean(),
    handling: fc.subarray(codes),
    group: fc.option(fc.constantFrom(...GROUPS), { nil: undefined }),
    recipients: fc.subarray(['others', 'them']),
  })
  .map(({ tlp, originatorControl, handling, group, recipients }) => ({
    tlp,
    originatorControl,
    ...(handling.length > 0 && { handling }),
    ...(group !== undefined && { group }),
    ...(tlp === 'RED' && recipients.length > 0 && { recipients }),
  }));
const to: fc.Arbitrary<Recipient> = fc.oneof(
  fc.record({ kind: fc.constant('account' as const), id: fc.constant('ann') }),
  fc.record({ kind: fc.constant('partner' as const), id: fc.constant('them'), groups: fc.subarray(GROUPS) }),
  fc.constant({ kind: 'public' as const }),
);
const question: fc.Arbitrary<ReleaseQuestion> = fc.record({
  exit: fc.constantFrom(...EXITS),
  to,
  what: fc.record({ marking, sourceService: fc.constantFrom('us', 'another') }),
  self: fc.constant('us'),
  originatorAgreed: fc.boolean(),
  decidedByPerson: fc.boolean(),
});

/** The rules once more, as plain conditions that must hold for anything to leave. */
function mayLeave({
  exit,
  to: who,
  what,
  self,
  originatorAgreed,
  decidedByPerson,
}: ReleaseQuestion): boolean {
  if (['webhook', 'mail', 'log'].includes(exit)) return false;
  if (who.kind === 'account') return true;
  const { tlp, originatorControl, handling = [], group, recipients = [] } = what.marking;
  const controlled = (originatorControl || handling.includes('H2')) && what.sourceService !== self;
  if (controlled && !(originatorAgreed === true && who.kind === 'partner')) return false;
  if (group !== undefined && !(who.kind === 'partner' && who.groups.includes(group))) return false;
  if (who.kind === 'public') return tlp === 'CLEAR';
  if (tlp === 'RED') return recipients.includes(who.id) && decidedByPerson === true;
  return tlp === 'CLEAR' || tlp === 'GREEN' || (tlp === 'AMBER' && decidedByPerson === true);
}

describe('decideRelease', () => {
  it('lets leave exactly what the markings allow', () => {
    let left = 0;
    fc.assert(
      fc.property(question, (asked) => {
        const { allowed, rule, reason } = decideRelease(asked);
        expect(allowed).toBe(mayLeave(asked));
        if (allowed) left++;
        expect(rule).not.toBe('no-rule');
        expect(reason).not.toBe('');
      }),
      { numRuns: 3000, seed: 11 },
    );
    expect(left).toBeGreaterThan(100);
  });

  it('names no group and no member in a refusal, nor leaves a place for its name', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { rule, reason } = decideRelease(asked);
        for (const name of [...GROUPS, 'others', '{']) expect(`${rule} ${reason}`).not.toContain(name);
      }),
      { numRuns: 1000 },
    );
  });

  it('says the same to those outside of a group, whether it has members or is empty or is another', () => {
    const ask = (group: string, groups: readonly string[]) =>
      decideRelease({
        exit: 'request',
        to: { kind: 'partner', id: 'them', groups },
        what: { marking: { tlp: 'CLEAR', originatorControl: false, group }, sourceService: 'us' },
        self: 'us',
      });
    expect(ask('north', ['south'])).toEqual(ask('empty', []));
    expect(ask('north', [])).toMatchObject({ allowed: false, rule: 'sharing-group' });
    expect(ask('north', ['north']).allowed).toBe(true);
  });

  it('names the originator that has to be asked', () => {
    const asked = (sourceService: string) =>
      decideRelease({
        exit: 'request',
        to: { kind: 'partner', id: 'them', groups: [] },
        what: { marking: { tlp: 'GREEN', originatorControl: true }, sourceService },
        self: 'us',
      });
    expect(asked('service-b').reason).toBe('service-b is asked before this goes any further');
    // The second is answered from memory; the name is its own.
    expect(asked('$& service-c').reason).toBe('$& service-c is asked before this goes any further');
  });
});
