import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's recommendation for scrypt (2023): N = 2^17, r = 8, p = 1, which takes 128 MiB and about 0.3 s. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 };
const HASH_BYTES = 32;

const derive = promisify(
  (
    secret: string,
    salt: Buffer,
    length: number,
    options: typeof COST,
    done: (error: Error | null, key: Buffer) => void,
  ) => scrypt(secret.normalize('NFKC'), salt, length, options, done),
);

/** A password or one-time code as it is kept: `scrypt$salt$hash`, base64url. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt, HASH_BYTES, COST);
  return `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** Whether a secret is the one that was hashed. Takes as long where there is none, so that nobody learns which accounts exist. */
export async function isSecret(secret: string, kept: string | undefined): Promise<boolean> {
  const [, salt = '', hash = ''] = (kept ?? 'scrypt$AAAAAAAAAAAAAAAAAAAAAA$').split('$');
  const wanted = Buffer.from(hash, 'base64url');
  const found = await derive(secret, Buffer.from(salt, 'base64url'), HASH_BYTES, COST);
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}

/** A token that nobody can guess (256 bits), for sessions and keys. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** How tokens are kept and found: they need no salt, because they cannot be guessed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Letters and digits that people do not mistake for one another. */
const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A one-time code that a person can type: four groups of four, 80 bits. */
export function newCode(): string {
  const group = (): string =>
    Array.from({ length: 4 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
