/** What the server says of partners: `docs/openapi.json` has the same. */
import type { AgreementTerms, OpenInvitation, PartnerView, PreparedStep } from '../../../src/share/index.ts';

export type { AgreementTerms, PartnerCheck, PartnerView } from '../../../src/share/index.ts';

export interface PartnersAnswer {
  readonly partners: readonly PartnerView[];
  readonly invitations: readonly OpenInvitation[];
}

/** A step that was prepared; somebody else signs it. */
export interface Prepared {
  readonly prepared: PreparedStep;
}

/** What of the terms people choose. */
export type ChosenTerms = Pick<
  AgreementTerms,
  | 'purposes'
  | 'families'
  | 'questionsPerDay'
  | 'questionsPerMinute'
  | 'epochDays'
  | 'standingQuestions'
  | 'deconfliction'
  | 'until'
>;
