/**
 * Which property of FollowTheMoney a numbered paper or registration of OFAC is. Some kinds are one thing in one country
 * and another elsewhere: OFAC says "Government Gazette Number" for the Russian OKPO code, and "Tax ID No." for all taxes.
 */

type Rule = readonly [
  kind: RegExp,
  property: string,
  /** What the number must look like, and the country (ISO 3166) that issued it, where the rule needs them. */
  shape?: RegExp,
  country?: string,
];

const RULES: readonly Rule[] = [
  [/passport/i, 'passportNumber'],
  [/^SSN/, 'socialSecurityNumber'],
  [/^Legal Entity Number/, 'leiCode', /^[A-Z0-9]{18}\d{2}$/],
  [/^D-U-N-S/, 'dunsCode'],
  [/^V\.A\.T\./, 'vatCode'],
  [/^Tax ID/, 'innCode', /^\d{10}(?:\d{2})?$/, 'ru'],
  [/^Registration Number/, 'ogrnCode', /^\d{13}(?:\d{2})?$/, 'ru'],
  [/^Government/, 'okpoCode', /^\d{8}(?:\d{2})?$/, 'ru'],
  [/^(?:Tax|NIT|RUC|RIF|RTN|RFC|R\.F\.C|C\.I\.F|C\.U\.I\.T|US FEIN|.*tax)|Fiscal Code/i, 'taxNumber'],
  [
    /^(?:Vessel|International Maritime|Regist|Company|UK Company|Business|Enterprise|Branch Unit|Commercial|Public Registration|C\.R\.|Romanian C\.R\.|.*Chamber|Central|Economic|Certificate|Folio|Matricula|File|SRE|Trade|Tourism|Afghan|MSB|License|Organization|Unified|United|Government|Legal Entity|RSIN|BIK)/,
    'registrationNumber',
  ],
];

/** Numbers that are short and not unique: kept with the paper, never as a number of the person. */
const WEAK_NUMBER = /^(?:Birth Certificate|Serial No)/;

/** The property for a number of that kind; `undefined` for numbers that many people share. */
export function numberProperty(
  kind: string,
  number: string,
  country: string | undefined,
): string | undefined {
  if (WEAK_NUMBER.test(kind)) return undefined;
  const rule = RULES.find(
    ([pattern, , shape, of]) =>
      pattern.test(kind) && (!shape || shape.test(number)) && (!of || of === country),
  );
  return rule?.[1] ?? 'idNumber';
}
