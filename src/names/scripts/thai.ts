import anyAscii from 'any-ascii';

/** Mr, Mrs and Miss, written without a space before the name. */
const TITLES = /^(?:นางสาว|นาง|นาย|ด\.ช\.|ด\.ญ\.)(?=..)/u;
/** Vowels that are written before the consonant they are heard after. */
const LEADING_VOWEL = /([เแโใไ])([ก-ฮ])/gu;
/** Signs of tone, and the mark of a letter that is not heard together with that letter. */
const UNHEARD = /[ก-ฮ][ิุ]?์|[่-๋]/gu;

/** Thai script to Latin letters by the sounds of single letters (RTGS where it agrees); short vowels may be unwritten. */
export const romaniseThai = (word: string): string =>
  anyAscii(word.replace(TITLES, '').replace(UNHEARD, '').replace(LEADING_VOWEL, '$2$1'));
