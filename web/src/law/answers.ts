import type { SubjectCandidate, SubjectReport } from '../../../src/law/index.ts';

export type {
  DeclaredClosePerson,
  Emergency,
  KeptRow,
  PastReport,
  PlainRule,
  PolicyCheck,
  PolicyInWords,
  PolicyText,
  PolicyVersion,
  SubjectCandidate,
} from '../../../src/law/index.ts';

export interface EmergenciesAnswer {
  readonly emergencies: readonly import('../../../src/law/index.ts').Emergency[];
  readonly mayTake: boolean;
  readonly mayReview: boolean;
}

export interface CandidatesAnswer {
  readonly candidates: readonly SubjectCandidate[];
}

export interface SubjectAnswer {
  readonly report: SubjectReport;
  /** A page of its own, to give away. */
  readonly page: string;
}
