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

const MONTH = 30 * 86_400_000;

/** What of a partner needs somebody, in a few words each; nothing where all is well. */
export function attentionOf(
  { id, state, proposal, contact, refused, waiting, knowsOurKeys, agreement }: PartnerView,
  now: number,
): readonly string[] {
  if (state === 'ended' || state === 'revoked') return [];
  const left = Date.parse(agreement.until) - now;
  return [
    ...(state === 'broken' ? ['find out who changed the database'] : []),
    ...(proposal?.by === id ? ['read the change that it proposes'] : []),
    ...(contact?.ok === false ? ['it cannot be reached: call it'] : []),
    ...(refused.length > 0
      ? [`look at ${refused.length === 1 ? 'a refused message' : `${refused.length} refused messages`}`]
      : []),
    ...(waiting > 0 && contact?.ok !== false
      ? [waiting === 1 ? 'a message waits' : `${waiting} messages wait`]
      : []),
    ...(knowsOurKeys ? [] : ['it does not know our newest keys yet']),
    ...(state === 'past' ? ['invite it anew: the agreement is over'] : []),
    ...(state === 'in-force' && left < MONTH ? ['agree on a later end'] : []),
  ];
}
