/**
 * What a decision of the law takes: Cedar asked anew, a decision that is remembered, and the same decision by plain conditions in
 * TypeScript, in turns in one run. Rates a second and the time that 99 of 100 stay under. `--decisions=N` (default 20,000).
 */
import { built, report, round } from './measure.ts';

const { DEFAULT_POLICY, decide, decideRelease, openPolicy } = (await built(
  'law/index.js',
)) as typeof import('../src/law/index.ts');

const option = (name: string, fallback: number): number =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
const decisions = option('decisions', 20_000);

type Asked = readonly [asker: Parameters<typeof decide>[1], action: Parameters<typeof decide>[2]];

/** Officers of all roles who ask for something that they may or may not; `n` makes the account, so that none was asked before. */
const roles = DEFAULT_POLICY.roles;
const purposes = DEFAULT_POLICY.purposes;
const actions = [
  'search',
  'read-entity',
  'judge',
  'read-travellers',
  'decide-hits',
  'load',
  'read-ledger',
] as const;
const askedOf = (n: number, account: string): Asked => {
  const purpose = purposes[n % purposes.length]!;
  return [
    {
      account,
      roles: [roles[n % roles.length]!],
      purpose: purpose.name,
      legalBasis: purpose.legalBases[0]!.name,
    },
    actions[n % actions.length]!,
  ];
};

/** What the policy says of these actions, as conditions; the bench fails where both differ. */
const WITHOUT: Readonly<Record<string, (role: string, purpose: string) => boolean>> = {
  search: (role, purpose) =>
    reads(role, purpose) || (role === 'data-protection-officer' && purpose === 'subject-access'),
  'read-entity': (role, purpose) =>
    reads(role, purpose) ||
    (role === 'reviewer' && purpose === 'cooperation') ||
    (role === 'data-protection-officer' && purpose === 'subject-access'),
  judge: (role, purpose) => role === 'analyst' && purpose === 'review',
  'read-travellers': (role, purpose) =>
    (role === 'watch-officer' && purpose === 'pre-arrival') ||
    (role === 'data-protection-officer' && purpose === 'subject-access'),
  'decide-hits': (role, purpose) => role === 'watch-officer' && purpose === 'pre-arrival',
  load: (role, purpose) => role === 'administrator' && purpose === 'administration',
  'read-ledger': (role, purpose) =>
    (['auditor', 'data-protection-officer', 'administrator'].includes(role) &&
      ['audit', 'administration'].includes(purpose)) ||
    (role === 'data-protection-officer' && purpose === 'subject-access'),
};
const reads = (role: string, purpose: string): boolean =>
  (['screener', 'analyst'].includes(role) && ['screening', 'review'].includes(purpose)) ||
  (role === 'watch-officer' && purpose === 'pre-arrival') ||
  (role === 'liaison-officer' && purpose === 'cooperation');
const without = ([asker, action]: Asked): boolean => {
  const purpose = purposes.find(({ name }) => name === asker.purpose);
  if (!purpose?.legalBases.some(({ name }) => name === asker.legalBasis)) return false;
  return asker.roles.some((role) => WITHOUT[action]?.(role, asker.purpose) === true);
};

interface Timed {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

/** Each call by itself; microseconds. */
function timed(count: number, run: (n: number) => void): Timed {
  const took = new Float64Array(count);
  const began = performance.now();
  for (let n = 0; n < count; n++) {
    const at = performance.now();
    run(n);
    took[n] = performance.now() - at;
  }
  const all = performance.now() - began;
  took.sort();
  const at = (share: number): number => (took[Math.floor(share * count)] ?? 0) * 1_000;
  return { rate: (count / all) * 1_000, p50: at(0.5), p99: at(0.99) };
}

const first = performance.now();
decide(openPolicy(DEFAULT_POLICY.text), ...askedOf(0, 'first'));
const opened = performance.now() - first;

let differ = 0;
const fresh = Array.from({ length: decisions }, (_, n) => askedOf(n, `officer-${n}`));
const known = Array.from({ length: 200 }, (_, n) => askedOf(n, `known-${n}`));
for (const asked of known) decide(DEFAULT_POLICY, ...asked);
const statement: Parameters<typeof decideRelease>[0] = {
  exit: 'request',
  to: { kind: 'partner', id: 'south', groups: [] },
  self: 'north',
  what: { marking: { tlp: 'GREEN', originatorControl: false }, sourceService: 'north' },
};
decideRelease(statement);

const many = decisions * 10;
const rows = [
  ['Cedar, never asked before', timed(decisions, (n) => void decide(DEFAULT_POLICY, ...fresh[n]!))],
  ['remembered', timed(many, (n) => void decide(DEFAULT_POLICY, ...known[n % known.length]!))],
  ['a marking, remembered', timed(many, () => void decideRelease(statement))],
  [
    'plain conditions, without Cedar',
    timed(many, (n) => {
      without(known[n % known.length]!);
    }),
  ],
] as const;
for (const asked of fresh.slice(0, 2_000))
  if (decide(DEFAULT_POLICY, ...asked).allowed !== without(asked)) differ++;
if (differ > 0) {
  console.error(`${differ} decisions differ from the plain conditions: the bench compares two things`);
  process.exitCode = 1;
}

report(
  'law',
  rows.map(([what, { rate, p50, p99 }]) => ({
    decision: what,
    'a second': Math.round(rate),
    'p50 µs': round(p50, 2),
    'p99 µs': round(p99, 2),
  })),
);
console.log(`The first decision of a policy, with Cedar being read: ${Math.round(opened)} ms`);
