/** What the server says of requests and of partners: `docs/openapi.json` has the same. */
import type { RequestPage } from '../../../src/share/index.ts';

export type {
  AskablePartner,
  FollowedAnswer,
  PartnerFigures,
  RefusalCode,
  RequestPage,
  RequestRow,
} from '../../../src/share/index.ts';

export type AdviceRow = RequestPage['advice'][number];
export type SharedRow = RequestPage['shared'][number];
export type Can = RequestPage['can'][number];

export interface BothWork {
  readonly partner: string;
  readonly record: string;
  readonly side: string;
  readonly reference: string;
  readonly contact: string;
  readonly at: string;
}

export interface WorkedOn {
  readonly record: string;
  readonly by: string;
  readonly contact: string;
  readonly since: string;
}
