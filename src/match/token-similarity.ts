import { areDistinct, sameNickname } from '../names/index.ts';
import { boundedDistance } from './distance.ts';
import {
  HAS_DISTINCT,
  HAS_NICKNAMES,
  KIND_CODES,
  KIND_MASK,
  type TokenTable,
  textOf,
  VOWELLESS,
} from './token-table.ts';
import {
  ARTICLE_APART,
  ARTICLE_STEM_FROM,
  BOTH_COMMON,
  COMMON_WEIGHT,
  FIRST_LETTER_DIFFERS,
  INITIAL,
  LAST_VOWEL_APART,
  LONG_VOWEL_GAIN,
  NICKNAME,
  ONE_CONSONANT_APART,
  ONE_EDIT,
  SAME_CONSONANTS,
  SAME_ONE_CONSONANT,
  SAME_SHORT_SOUND,
  SAME_SOUND,
  SAME_TWO_CONSONANTS,
  SHORT_VOWELS_CLASH,
  SIMILARITY_FLOOR,
  TWO_EDITS,
  TWO_EDITS_FROM,
  VOWELS_CLASH,
} from './tuning.ts';
import type { TokenAgreement } from './types.ts';

/** Why two tokens agree, as a code that fits beside the similarity. */
export const AGREEMENTS = [
  'missing',
  'same',
  'spelling',
  'sound',
  'script',
  'article',
  'nickname',
  'initial',
  'joined',
] as const satisfies readonly TokenAgreement[];

const CODE = Object.fromEntries(AGREEMENTS.map((name, i) => [name, i])) as Record<TokenAgreement, number>;

/** Similarity in thousandths and the reason, packed into one number so that the hot path allocates nothing. */
const pack = (similarity: number, reason: TokenAgreement): number =>
  Math.round(similarity * 1000) * 16 + CODE[reason];

export const similarityOf = (packed: number): number => packed >> 4;
export const agreementOf = (packed: number): TokenAgreement => AGREEMENTS[packed & 15]!;

const SAME = pack(1, 'same');
const SAME_OTHER_SCRIPT = pack(1, 'script');
const INITIAL_AGREES = pack(INITIAL, 'initial');
const CONSONANT_APART = pack(ONE_CONSONANT_APART, 'spelling');
const ARTICLE = pack(ARTICLE_APART, 'article');
const NICK = pack(NICKNAME, 'nickname');
const FLOOR = Math.round(SIMILARITY_FLOOR * 1000) * 16;

/** Edits that are looked for at most; more than two only count between tokens that sound alike. */
const MOST_EDITS = 3;

function editScore(edits: number, longer: number, shorter: number): number {
  if (edits === 1) return ONE_EDIT[Math.min(longer, ONE_EDIT.length - 1)]!;
  if (edits === 2 && shorter >= TWO_EDITS_FROM) return TWO_EDITS[Math.min(longer, TWO_EDITS.length - 1)]!;
  return 0;
}

const codeOf = (letter: string): number => letter.charCodeAt(0);

/** Particles that writers glue to the word behind them: Alharbi, Binladen, Abuzaid, Vandijk. */
export const GLUED_PARTICLES: readonly Uint8Array[] = 'al el ul abu bin ben ibn de di da la le van von'
  .split(' ')
  .map((text) => Uint8Array.from(text, codeOf));

/** Whether `long` is `short` with a particle glued before it. */
function isArticleApart(
  long: TokenTable,
  longFrom: number,
  longTo: number,
  short: TokenTable,
  shortFrom: number,
  shortTo: number,
): boolean {
  const stem = shortTo - shortFrom;
  const extra = longTo - longFrom - stem;
  if (extra < 2 || extra > 3 || stem < ARTICLE_STEM_FROM) return false;
  for (let k = stem - 1; k >= 0; k--) {
    if (long.bytes[longFrom + extra + k] !== short.bytes[shortFrom + k]) return false;
  }
  return GLUED_PARTICLES.some(
    (particle) =>
      particle.length === extra && particle.every((letter, k) => long.bytes[longFrom + k] === letter),
  );
}

const A = codeOf('a');
const I = codeOf('i');
const N = codeOf('n');
const O = codeOf('o');
const V = codeOf('v');
/** Longest form of a woman's given name that is not taken for a Slavic family name in -in, -ina. */
const GIVEN_INA = 5;

/**
 * Whether two tokens differ in nothing but a last a, as the given names of men and women do (Karim, Karima; Mario, Maria).
 * Not so Slavic family names, which are one name in two forms (Petrov, Petrova; Putin, Putina).
 */
function isOtherSex(
  a: TokenTable,
  aFrom: number,
  aTo: number,
  b: TokenTable,
  bFrom: number,
  bTo: number,
): boolean {
  if (bTo - bFrom > aTo - aFrom) return isOtherSex(b, bFrom, bTo, a, aFrom, aTo);
  const length = aTo - aFrom;
  const extra = length - (bTo - bFrom);
  const lastA = a.bytes[aTo - 1]!;
  const lastB = b.bytes[bTo - 1]!;
  if (extra === 1) {
    if (lastA !== A || lastB === A || lastB === V) return false;
    if (lastB === N && b.bytes[bTo - 2] === I && length > GIVEN_INA) return false;
  } else if (extra !== 0 || !((lastA === A && lastB === O) || (lastA === O && lastB === A))) return false;
  for (let k = 0; k < length - 1; k++) {
    if (a.bytes[aFrom + k] !== b.bytes[bFrom + k]) return false;
  }
  return true;
}

/** The low bit of each gap's three. */
const GAP_BITS = 0o1111111111;
const SILENT_E = 3;

const gapsOf = (vowels: number): number => (vowels | (vowels >>> 1) | (vowels >>> 2)) & GAP_BITS;

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** In how many gaps both have vowels of one class. */
const vowelAgreements = (x: number, y: number): number => countBits(gapsOf(x & y));

/** In how many gaps both have vowels that romanisation does not exchange. */
function vowelClashes(x: number, y: number): number {
  return countBits(gapsOf(x) & gapsOf(y) & ~gapsOf(x & y));
}

const clashFactor = (clashes: number, length: number): number =>
  (length > 2 ? VOWELS_CLASH : SHORT_VOWELS_CLASH)[Math.min(clashes, 3)]!;

/** What the vowels say of two tokens whose sound keys are equal, `length` letters long. */
function vowelFactor(x: number, y: number, length: number): number {
  const factor = clashFactor(vowelClashes(x, y), length);
  const lastX = (x >>> (length * 3)) & 7;
  const lastY = (y >>> (length * 3)) & 7;
  const apart = (lastX === 0) !== (lastY === 0) && (lastX | lastY) !== SILENT_E;
  return apart && length * 3 < 30 ? factor * LAST_VOWEL_APART : factor;
}

/** Whether two tokens of at most three letters have their only consonant in common and vowels that agree. */
function isOneConsonant(a: TokenTable, i: number, b: TokenTable, j: number, longer: number): boolean {
  return (
    longer <= 3 &&
    a.soundLength[i] === 1 &&
    a.sound[i] === b.sound[j] &&
    vowelsWithin(a.vowels[i]!, b.vowels[j]!)
  );
}

/** Whether the classes of one side's vowels are among the other's. */
function vowelsWithin(x: number, y: number): boolean {
  const both = x & y;
  return both === x || both === y;
}

/**
 * How alike two tokens are, 0 (not a pair) or from `SIMILARITY_FLOOR` to 1, with the reason; packed, see
 * {@link similarityOf} and {@link agreementOf}. Symmetric.
 *
 * The index enumerates every token for which this is not 0 (see `variants.ts`): a change here must be followed there.
 */
export function tokenSimilarity(a: TokenTable, i: number, b: TokenTable, j: number): number {
  const aFrom = a.offset[i]!;
  const aTo = a.offset[i + 1]!;
  const bFrom = b.offset[j]!;
  const bTo = b.offset[j + 1]!;
  const aLength = aTo - aFrom;
  const bLength = bTo - bFrom;
  const aKind = a.kind[i]! & KIND_MASK;
  const bKind = b.kind[j]! & KIND_MASK;
  const vowelless = (a.kind[i]! | b.kind[j]!) & VOWELLESS;

  let same = aLength === bLength;
  for (let k = 0; same && k < aLength; k++) same = a.bytes[aFrom + k] === b.bytes[bFrom + k];
  if (same) return (a.kind[i]! ^ b.kind[j]!) & VOWELLESS ? SAME_OTHER_SCRIPT : SAME;

  if (aKind === KIND_CODES.number || bKind === KIND_CODES.number) return 0;
  if (aKind === KIND_CODES.legal || bKind === KIND_CODES.legal) return 0;
  if (aKind === KIND_CODES.initial || bKind === KIND_CODES.initial) {
    // One letter against a word that begins with it; two different initials contradict.
    return aKind !== bKind && (aKind === KIND_CODES.word || bKind === KIND_CODES.word)
      ? a.bytes[aFrom] === b.bytes[bFrom]
        ? INITIAL_AGREES
        : 0
      : 0;
  }

  const soundLength = a.soundLength[i]!;
  const sameSound = soundLength >= 2 && a.sound[i] === b.sound[j];
  const length = aLength > bLength ? aLength : bLength;

  if (vowelless) {
    if (sameSound) {
      // The long vowels are written, and may clash.
      const [x, y] = [a.vowels[i]!, b.vowels[j]!];
      const heard = soundLength > 2 ? SAME_CONSONANTS : SAME_TWO_CONSONANTS;
      const plain = Math.min(SAME_CONSONANTS, heard + LONG_VOWEL_GAIN * vowelAgreements(x, y));
      return pack(plain * clashFactor(vowelClashes(x, y), soundLength), 'script');
    }
    const both = a.kind[i]! & b.kind[j]! & VOWELLESS;
    if (both && length >= 4 && boundedDistance(a.bytes, aFrom, aTo, b.bytes, bFrom, bTo, 1) === 1) {
      return CONSONANT_APART;
    }
    return 0;
  }

  const shorter = aLength < bLength ? aLength : bLength;
  const most = sameSound ? MOST_EDITS : shorter >= TWO_EDITS_FROM ? 2 : 1;
  const edits = boundedDistance(a.bytes, aFrom, aTo, b.bytes, bFrom, bTo, most);
  let best = 0;
  const farApart = edits > most && !sameSound;
  const common =
    !farApart && a.weight[i]! <= COMMON_WEIGHT && b.weight[j]! <= COMMON_WEIGHT ? BOTH_COMMON : 1;
  const byEdits = edits <= 2 ? editScore(edits, length, shorter) * common : 0;
  if (sameSound) {
    const plain = (soundLength > 2 ? SAME_SOUND : SAME_SHORT_SOUND)[Math.min(edits, MOST_EDITS + 1)]!;
    const vowels = vowelFactor(a.vowels[i]!, b.vowels[j]!, soundLength);
    const bySound = plain * vowels * (vowels < 1 ? common : 1);
    best = byEdits > bySound ? pack(byEdits, 'spelling') : pack(bySound, 'sound');
  } else if (isOneConsonant(a, i, b, j, length)) {
    best = pack(Math.max(byEdits, SAME_ONE_CONSONANT), 'sound');
  } else if (byEdits > 0) {
    best = pack(a.bytes[aFrom] === b.bytes[bFrom] ? byEdits : byEdits * FIRST_LETTER_DIFFERS, 'spelling');
  }
  if (
    best < ARTICLE &&
    (aLength > bLength
      ? isArticleApart(a, aFrom, aTo, b, bFrom, bTo)
      : isArticleApart(b, bFrom, bTo, a, aFrom, aTo))
  ) {
    best = ARTICLE;
  }
  if (best < NICK && a.kind[i]! & b.kind[j]! & HAS_NICKNAMES && sameNickname(textOf(a, i), textOf(b, j))) {
    best = NICK;
  }
  if (best < FLOOR) return 0;
  if (common < 1 && isOtherSex(a, aFrom, aTo, b, bFrom, bTo)) return 0;
  if (a.kind[i]! & b.kind[j]! & HAS_DISTINCT && areDistinct(textOf(a, i), textOf(b, j))) return 0;
  return best;
}
