import { describe, expect, it } from 'vitest';
import type { PartnerView } from '../../web/src/partners/answers.ts';
import { problemOf, termsOf, usualTerms } from '../../web/src/partners/terms.ts';
import { attentionOf } from '../../web/src/partners/words.ts';
import { timeLeft } from '../../web/src/requests/words.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const AGREEMENT = {
  ...usualTerms(NOW),
  id: '00000000-0000-7000-8000-000000000000',
  version: 3,
  canon: 1,
  from: '2026-01-01T00:00:00.000Z',
  parties: [],
  signatures: { north: 'a', south: 'b' },
} as unknown as PartnerView['agreement'];
const WELL = {
  id: 'south',
  state: 'in-force',
  refused: [],
  waiting: 0,
  knowsOurKeys: true,
  contact: { at: '2026-03-01T11:59:00.000Z', ok: true },
  agreement: AGREEMENT,
} as unknown as PartnerView;

describe('what a partner needs of somebody', () => {
  it('is nothing where all is well, and where it is over', () => {
    expect(attentionOf(WELL, NOW)).toEqual([]);
    expect(attentionOf({ ...WELL, state: 'revoked', waiting: 3 }, NOW)).toEqual([]);
    // A change that this service proposed is the partner's to read.
    const proposal = { agreement: AGREEMENT, by: 'north', at: '' };
    expect(attentionOf({ ...WELL, proposal }, NOW)).toEqual([]);
  });

  it.each<[Partial<PartnerView>, string]>([
    [{ proposal: { agreement: AGREEMENT, by: 'south', at: '' } }, 'read the change that it proposes'],
    [{ contact: { at: '', ok: false, reason: 'away' }, waiting: 2 }, 'it cannot be reached: call it'],
    [{ refused: [{ kind: 'request-new', reason: 'late' }] }, 'look at a refused message'],
    [{ waiting: 2 }, '2 messages wait'],
    [{ knowsOurKeys: false }, 'it does not know our newest keys yet'],
    [{ state: 'past' }, 'invite it anew: the agreement is over'],
    [{ agreement: { ...AGREEMENT, until: '2026-03-20T00:00:00.000Z' } }, 'agree on a later end'],
  ])('is told once: %j', (more, told) => {
    expect(attentionOf({ ...WELL, ...more }, NOW)).toEqual([told]);
  });
});

describe('terms', () => {
  it('of an agreement are changed without what follows from it', () => {
    expect(Object.keys(termsOf(AGREEMENT)).sort()).toEqual([...Object.keys(usualTerms(NOW)), 'from'].sort());
  });

  it('can be offered, or say why not', () => {
    const usual = usualTerms(NOW);
    expect(problemOf(usual)).toBeUndefined();
    expect(problemOf({ ...usual, purposes: [] })).toContain('what each may ask for');
    expect(problemOf({ ...usual, families: [] })).toContain('by what');
    expect(problemOf({ ...usual, from: '2027-06-01T00:00:00.000Z' })).toContain('before it begins');
    expect(problemOf({ ...usual, groups: { south: ['river', 'Delta 7'] } })).toContain('“Delta 7”');
  });
});

it('a deadline is told in the largest unit that fits', () => {
  const at = (hours: number) => timeLeft(new Date(NOW + hours * 3_600_000).toISOString(), NOW);
  expect([at(24 * 29), at(5), at(0.5), at(-0.5), at(-50)]).toEqual([
    '29 days',
    '5 hours',
    'less than an hour',
    'late by less than an hour',
    'late by 2 days',
  ]);
});
