import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { CODE_CHARACTERS, PASSWORD_MAX, PASSWORD_MIN, SCRYPT_COST, TOKEN_BYTES } from './tuning.ts';

/** Crockford's alphabet: no letters that are taken for others. */
const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A secret that nobody can guess, for a session or a program. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** A one-time code that a person can type: groups of five characters. */
export function newCode(): string {
  const characters = Array.from({ length: CODE_CHARACTERS }, () => CODE_ALPHABET[randomInt(32)]).join('');
  return characters.replace(/(.{5})(?=.)/g, '$1-');
}

/** How tokens are kept and found: without salt, because they cannot be guessed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** How codes are kept. They are typed: case, blanks and dashes do not count; O is 0, I and L are 1. */
export const hashCode = (typed: string): string =>
  hashToken(typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1'));

/** Whether two hashes are the same, in the same time whatever they are. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

const derive = (password: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** cost;
    // RFC 7914 §2: 128 · N · r bytes; Node wants some room above it.
    const options = { N, r: 8, p: 1, maxmem: 2 * 128 * N * 8 };
    scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** `scrypt$17$salt$key`: RFC 7914 with r = 8, p = 1; `cost` is the binary logarithm of N. */
export async function hashPassword(password: string, cost = SCRYPT_COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a password is the one that was hashed. Takes as long where there is none, so that nobody learns which accounts exist. */
export async function passwordFits(
  password: string,
  kept: string | undefined,
  cost = SCRYPT_COST,
): Promise<boolean> {
  const [kind, written, salt, key] = (kept ?? '').split('$');
  if (kind !== 'scrypt' || salt === undefined || key === undefined) {
    await derive(password, Buffer.alloc(16), cost);
    return false;
  }
  const expected = Buffer.from(key, 'base64url');
  const found = await derive(password, Buffer.from(salt, 'base64url'), Number(written));
  return found.length === expected.length && timingSafeEqual(found, expected);
}

/** What is wrong with a new password, in a sentence; `undefined` if nothing is. */
export function passwordProblem(password: string, account: string): string | undefined {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < PASSWORD_MIN) return `A password has at least ${PASSWORD_MIN} characters.`;
  if (characters.length > PASSWORD_MAX) return `A password has at most ${PASSWORD_MAX} characters.`;
  if (new Set(characters).size < 5) return 'A password has at least 5 different characters.';
  if (password.toLowerCase() === account.toLowerCase()) return 'A password is not the name of the account.';
  return undefined;
}
