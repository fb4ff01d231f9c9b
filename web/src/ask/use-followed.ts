import type { RequestRow } from '../requests/answers.ts';
import { useRequests } from '../requests/use-requests.ts';
import { useReason } from '../shared/reason.ts';
import { useMe } from '../shared/session.ts';

/**
 * The newest request on each hit, by partner and reference; so nobody prepares a second one. Only for those who work with
 * requests: an analyst asks, and does not see them.
 */
export function useFollowed(heard: boolean): (partner: string, reference: string) => RequestRow | undefined {
  const roles = useMe().data?.roles ?? [];
  const enabled = useReason()?.purpose === 'cooperation' && roles.includes('liaison-officer');
  const { data = [] } = useRequests({ side: 'sent', kind: 'request' }, { heard, enabled });
  return (partner, reference) => data.find((one) => one.partner === partner && one.reference === reference);
}
