import { isIPv4, isIPv6 } from 'node:net';
import type { Problem } from './kinds.ts';

/** Forms of single values: each gives what is wrong, or nothing. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const IDENTIFIER = /^([a-z][a-z0-9-]*)--(.+)$/;

/** Type and UUID version of an identifier (§2.9); `undefined` where it is none. */
export function identifierOf(text: string): { readonly type: string; readonly version: number } | undefined {
  const [, type, uuid] = IDENTIFIER.exec(text) ?? [];
  const found = uuid === undefined ? undefined : UUID.exec(uuid);
  return type !== undefined && found ? { type, version: Number.parseInt(found[1] ?? '', 16) } : undefined;
}

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?Z$/;

/** A timestamp (§2.16) as text that sorts by time, to the last digit of its fraction; `undefined` where it is none. */
export function sortableTimestamp(text: string): string | undefined {
  const [, year, month, day, hour, minute, second, fraction = ''] = TIMESTAMP.exec(text) ?? [];
  if (year === undefined) return undefined;
  const parts = `${year}-${month}-${day}T${hour}:${minute}:${second === '60' ? '59' : second}.000Z`;
  const instant = new Date(parts);
  // Date takes 31 April for 1 May.
  if (Number.isNaN(instant.getTime()) || instant.toISOString() !== parts) return undefined;
  return `${parts.slice(0, 17)}${second}.${fraction.replace(/0+$/, '')}`;
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** RFC 5646: well-formed as MUST; registered, as far as this machine's tables know, as SHOULD. */
export function languageProblem(text: string): Problem | undefined {
  try {
    Intl.getCanonicalLocales(text);
  } catch {
    return { reason: 'not a language tag (RFC 5646)' };
  }
  return NAMES.of(text) === undefined
    ? { check: 'language', reason: 'not a language that is registered' }
    : undefined;
}

const withPrefix = (most: number, isAddress: (text: string) => boolean) => (text: string) => {
  const [address = '', prefix, more] = text.split('/');
  const good =
    more === undefined &&
    isAddress(address) &&
    (prefix === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= most));
  return good ? undefined : { reason: 'not an address, alone or with a prefix length (CIDR)' };
};
export const ipv4Problem = withPrefix(32, isIPv4);
export const ipv6Problem = withPrefix(128, isIPv6);

const like =
  (pattern: RegExp, reason: string, check?: string) =>
  (text: string): Problem | undefined =>
    pattern.test(text) ? undefined : { reason, ...(check !== undefined && { check }) };

export const macProblem = like(
  /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/,
  'a MAC address is lower case, parted by colons',
);
export const emailProblem = like(
  /^[^\s<>@]+@[^\s<>@]+$/,
  'an address alone, without a name (RFC 5322 addr-spec)',
);
export const cpeProblem = like(
  /^cpe:2\.3:[aho*-](?::[^:]*(?:\\:[^:]*)*){10}$/,
  'not a CPE 2.3 formatted string',
);
export const mimeProblem = like(
  /^(?:application|audio|font|example|haptics|image|message|model|multipart|text|video)\/[a-zA-Z0-9][\w.+!#$&^-]*(?:;.*)?$/,
  'SHOULD be a registered media type',
  'mime-type',
);
/** RFC 6335 §5.1, which names of services and protocols at IANA follow. */
export const protocolProblem = like(
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
  'SHOULD be a name of the IANA service name registry',
  'protocols',
);
/** RFC 7013 §2.3: names of information elements begin with a lower-case letter. */
export const ipfixProblem = like(/^[a-z][a-zA-Z0-9]*$/, 'SHOULD be an IPFIX information element', 'ipfix');
export const productProblem = like(
  /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/,
  'SHOULD be lower case, its words parted by - or _',
  'malware-analysis-product',
);
export const priorityProblem = like(/_CLASS$/, 'SHOULD end in _CLASS', 'windows-process-priority-format');
export const relationshipTypeProblem = like(/^[a-z0-9-]+$/, 'lower case letters, digits and hyphens only');
export const countryProblem = (text: string): Problem | undefined =>
  /^[a-z]{2}$/i.test(text) && REGION_NAMES.of(text.toUpperCase()) !== undefined
    ? undefined
    : { check: 'countries', reason: 'SHOULD be an ISO 3166-1 alpha-2 code' };
const REGION_NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

export function urlProblem(text: string): Problem | undefined {
  return URL.canParse(text) ? undefined : { reason: 'not a URL (RFC 3986)' };
}

export function charsetProblem(text: string): Problem | undefined {
  try {
    new TextDecoder(text);
    return undefined;
  } catch {
    return {
      check: 'character-set',
      reason: 'SHOULD be a preferred name of the IANA character set registry',
    };
  }
}

/** §6.17.1: hives are written in full. */
export const registryKeyProblem = (text: string): Problem | undefined =>
  /^(?:HKLM|HKCC|HKCR|HKCU|HKU)(?:\\|$)/i.test(text) ? { reason: 'the hive is not abbreviated' } : undefined;

/** §2.11 and §10: lower case, words parted by hyphens. */
export const OPEN_WORD = /^[a-z0-9+#]+(?:-[a-z0-9+#]+)*$/;

const HASH_LENGTHS: Readonly<Record<string, number>> = {
  MD5: 32,
  'SHA-1': 40,
  'SHA-256': 64,
  'SHA-512': 128,
  'SHA3-256': 64,
  'SHA3-512': 128,
};
/** §2.6: a value that the named algorithm can give. */
export function hashProblem(algorithm: string, value: string): Problem | undefined {
  const length = Object.hasOwn(HASH_LENGTHS, algorithm) ? HASH_LENGTHS[algorithm] : undefined;
  return length === undefined || (value.length === length && /^[0-9a-f]+$/i.test(value))
    ? undefined
    : { reason: `${algorithm} has ${length} hexadecimal digits` };
}
