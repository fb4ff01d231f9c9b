/** What the server says of partners: `docs/openapi.json` has the same. */
import type { AgreementTerms, OpenInvitation, PartnerView, PreparedStep } from '../../../src/share/index.ts';

export type { AgreementTerms, PartnerCheck, PartnerView } from '../../../src/share/index.ts';

export interface PartnersAnswer {
  /** This service, as partners write it. */
  readonly self: string;
  readonly partners: readonly PartnerView[];
  readonly invitations: readonly OpenInvitation[];
}

/** A step that was prepared; somebody else signs it. */
export interface Prepared {
  readonly prepared: PreparedStep;
}

/** What of the terms people choose: all but what follows from them. */
export type ChosenTerms = Omit<AgreementTerms, 'id' | 'version' | 'parties' | 'canon' | 'from'> & {
  /** At once where it is absent. */
  readonly from?: string;
};
