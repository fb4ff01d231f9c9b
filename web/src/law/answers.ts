import type {
  Alarms,
  PolicyText,
  PolicyVersion,
  SubjectReport,
  TitledCandidate,
} from '../../../src/law/index.ts';
import type { UnreachablePartner } from '../../../src/share/index.ts';

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
  ServiceAlarm,
  TitledCandidate,
} from '../../../src/law/index.ts';

export interface EmergenciesAnswer {
  readonly emergencies: readonly import('../../../src/law/index.ts').Emergency[];
  readonly mayTake: boolean;
  readonly mayReview: boolean;
}

export interface VersionsAnswer {
  readonly setUp: PolicyText & { readonly shipped: boolean };
  readonly versions: readonly PolicyVersion[];
}

export interface AlarmsAnswer extends Alarms {
  readonly unreachable: readonly UnreachablePartner[];
}

export interface CandidatesAnswer {
  readonly candidates: readonly TitledCandidate[];
}

export interface SubjectAnswer {
  readonly report: SubjectReport;
  /** A page of its own, to give away. */
  readonly page: string;
}
