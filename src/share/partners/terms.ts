import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { canonicalJson } from '../../model/index.ts';
import { KEPT } from '../../store/index.ts';
import { FAMILIES } from '../ask/person-keys.ts';
import { SERVICE } from '../link/index.ts';
import type { AgreementTerms, Party } from './agreement.ts';
import { PartnerError } from './partner-error.ts';
import {
  EPOCH_DAYS,
  MOST_PER_DAY,
  MOST_PER_MINUTE,
  QUESTIONS_PER_DAY,
  QUESTIONS_PER_MINUTE,
  TERMS_DAYS,
} from './tuning.ts';

/** Terms that do not yet say who both parties are. */
export type Offer = Omit<AgreementTerms, 'parties'>;
/** What of the terms people choose; the rest is the same for all, or follows. */
export type ChosenTerms = Partial<Omit<Offer, 'id' | 'version' | 'canon'>>;

const closed = { additionalProperties: false } as const;
const name = Type.String({ pattern: SERVICE.source });
const word = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' });
const words = Type.Array(word, { minItems: 1, maxItems: 50, uniqueItems: true });
/** An instant that Date reads, with milliseconds and Z, so that text sorts as time does. */
const instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });

const CHOSEN = {
  purposes: Type.Array(Type.Object({ name: word, legalBases: words }, closed), { minItems: 1, maxItems: 50 }),
  families: Type.Array(Type.Union(FAMILIES.map((one) => Type.Literal(one))), {
    minItems: 1,
    uniqueItems: true,
  }),
  questionsPerDay: Type.Integer({ minimum: 0, maximum: MOST_PER_DAY }),
  questionsPerMinute: Type.Integer({ minimum: 0, maximum: MOST_PER_MINUTE }),
  epochDays: Type.Integer({ minimum: 1, maximum: KEPT.longestEpoch }),
  standingQuestions: Type.Boolean(),
  deconfliction: Type.Boolean(),
  keepReceived: Type.Optional(Type.Boolean()),
  groups: Type.Record(Type.String({ pattern: SERVICE.source }), Type.Array(word, { maxItems: 200 })),
  from: instant,
  until: instant,
};
const PARTY = Type.Object(
  {
    id: name,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    url: Type.String({ maxLength: 300 }),
    spki: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
    signingKey: Type.Object(
      {
        kty: Type.Literal('OKP'),
        crv: Type.Literal('Ed25519'),
        x: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
      },
      closed,
    ),
  },
  closed,
);
const OFFER = {
  ...CHOSEN,
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  canon: Type.Literal(1),
};

const chosen = Compile(Type.Object(Type.Partial(Type.Object(CHOSEN)).properties, closed));
const offer = Compile(Type.Object(OFFER, closed));
const terms = Compile(Type.Object({ ...OFFER, parties: Type.Tuple([PARTY, PARTY]) }, closed));
const party = Compile(PARTY);

interface Checker {
  Check(value: unknown): boolean;
  Errors(value: unknown): readonly { readonly instancePath: string; readonly message: string }[];
}

function checked<T>(what: string, checker: Checker, value: unknown): T {
  if (!checker.Check(value)) {
    const [first] = checker.Errors(value);
    throw new PartnerError(
      'invalid',
      `${what}: ${first?.instancePath.slice(1).replaceAll('/', '.') || 'the whole'} ${first?.message ?? 'is not as it must be'}`,
    );
  }
  return value as T;
}

/** The address of a link: `https://host:port`, and nothing behind it. Throws {@link PartnerError}. */
export function checkUrl(url: string): string {
  const found = URL.canParse(url) ? new URL(url) : undefined;
  if (found?.protocol !== 'https:' || found.origin !== url.replace(/\/$/, '') || found.hostname === '')
    throw new PartnerError('invalid', `${url} is no address of a link; it must be https://host:port`);
  return found.origin;
}

function checkTimes({ from, until }: Pick<Offer, 'from' | 'until'>): void {
  if (!(Date.parse(from) < Date.parse(until)))
    throw new PartnerError('invalid', `the terms end (${until}) before they begin (${from})`);
}

/** What people chose, from JSON. Throws {@link PartnerError}. */
export const readChosen = (value: unknown): ChosenTerms => checked<ChosenTerms>('the terms', chosen, value);

/** An offer that came from elsewhere. Throws {@link PartnerError}. */
export function readOffer(value: unknown): Offer {
  const read = checked<Offer>('the offer', offer, value);
  checkTimes(read);
  return read;
}

export function readParty(value: unknown): Party {
  const read = checked<Party>('the party', party, value);
  return checkUrl(read.url) === read.url ? read : { ...read, url: checkUrl(read.url) };
}

/** Whole terms that came from elsewhere. Throws {@link PartnerError}. */
export function readTerms(value: unknown): AgreementTerms {
  const read = checked<AgreementTerms>('the terms', terms, value);
  checkTimes(read);
  read.parties.forEach(readParty);
  const [a, b] = read.parties.map(({ id }) => id);
  if (a === b) throw new PartnerError('invalid', `both parties are ${a}`);
  const strange = Object.keys(read.groups).find((id) => id !== a && id !== b);
  if (strange !== undefined)
    throw new PartnerError('invalid', `groups names ${strange}, which is no party of the agreement`);
  return read;
}

/** An offer of what was chosen, with sensible terms for the rest. Throws {@link PartnerError}. */
export function offerOf(id: string, choice: ChosenTerms, now: Date): Offer {
  const from = choice.from ?? now.toISOString();
  return readOffer({
    purposes: [
      { name: 'review', legalBases: ['public-task'] },
      { name: 'pre-arrival', legalBases: ['pnr-directive', 'public-task'] },
    ],
    families: [...FAMILIES],
    questionsPerDay: QUESTIONS_PER_DAY,
    questionsPerMinute: QUESTIONS_PER_MINUTE,
    epochDays: EPOCH_DAYS,
    standingQuestions: false,
    deconfliction: false,
    groups: {},
    until: new Date(Date.parse(from) + TERMS_DAYS * 86_400_000).toISOString(),
    ...choice,
    from,
    id,
    canon: 1,
  });
}

/** The version of terms, as a number. */
export const versionOf = ({ version = 1 }: Pick<AgreementTerms, 'version'>): number => version;

/** The offer within whole terms. */
export const offerIn = ({ parties: _, ...rest }: AgreementTerms): Offer => rest;

/** Whether two values say the same, whatever the order of their keys. */
export const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
