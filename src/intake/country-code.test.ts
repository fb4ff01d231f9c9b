import { describe, expect, it } from 'vitest';
import { countryCode } from './country-code.ts';

describe('countryCode', () => {
  it.each([
    ['fr', 'fr'],
    ['FR', 'fr'],
    ['FRA', 'fr'],
    ['France', 'fr'],
    ['UK', 'gb'],
    ['Russia', 'ru'],
    ['RUSSIAN FEDERATION', 'ru'],
    ["Democratic People's Republic of Korea", 'kp'],
    ['Congo (Democratic Republic)', 'cd'],
    ['Türkiye', 'tr'],
    ['The Gambia', 'gm'],
    ['Côte d’Ivoire', 'ci'],
    ['USSR', 'suhh'],
    ['Russian', 'ru'],
    ['saudi arabian', 'sa'],
    ['DPRK.', 'kp'],
    ['suhh', 'suhh'],
    ['xk', 'xk'],
    ['Congo, Democratic Republic of the', 'cd'],
    ['Congo, Republic of the', 'cg'],
    ['United Kingdom of Great Britain and Northern Ireland', 'gb'],
    ['British Virgin Islands', 'vg'],
    ['Virgin Islands, British', 'vg'],
    ['Bahamas, The', 'bs'],
    ['Man, Isle of', 'im'],
    ['China, Hong Kong Special Administrative Region', 'hk'],
    ['West Bank', 'ps'],
    ['former Soviet Union', 'suhh'],
    ['gb-sct', 'gb-sct'],
  ])('%s is %s', (text, code) => expect(countryCode(text)).toBe(code));

  it.each(['Atlantis', 'zz', '', 'abcd', 'UNKNOWN', 'Congolese', '__proto__', 'constructor'])(
    '%j is none',
    (text) => expect(countryCode(text)).toBeUndefined(),
  );
});
