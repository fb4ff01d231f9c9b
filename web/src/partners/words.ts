import type { PartnerView } from './answers.ts';

export const STATE_WORDS: Readonly<Record<PartnerView['state'], string>> = {
  'in-force': 'in force',
  'not-begun': 'not begun yet',
  past: 'past its end',
  ended: 'ended',
  revoked: 'revoked',
  broken: 'broken: not what both signed',
};

export const FAMILIES = [
  ['doc', 'document number and its country', 'strong'],
  ['dn', 'document number and a name', 'strong'],
  ['nd', 'two names and the full date of birth', 'strong'],
  ['n3y', 'three names and the year of birth', 'medium'],
  ['n2y', 'two rare names and the year of birth', 'medium'],
] as const;
