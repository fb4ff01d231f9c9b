import {
  type AlarmEntries,
  type AlarmEntry,
  ASK_ALARM,
  REFUSE_CHECKPOINT,
  REFUSED_CHECKPOINT,
} from '../store/index.ts';
import { ALARM_LOOKBACK_DAYS } from './tuning.ts';

/**
 * What machines found that services did: a ledger that was rewritten or is shown in two histories, questions beyond what was agreed.
 * It says nothing of any person; all of it stands in the ledger.
 */
export interface ServiceAlarm {
  /** The number of its entry in the ledger. */
  readonly entry: number;
  readonly at: string;
  readonly about: 'ledger' | 'questions';
  /** Whose ledger it is, or who asks; absent: this service. */
  readonly service?: string;
  /** Who found it; absent: this service. */
  readonly by?: string;
  /** `fork`, `rollback`, `no-proof`, `other-key`; of questions `budget-day`, `budget-minute`, `decoy`, `replay`, `other-key`. */
  readonly why: string;
}

export interface ServiceAlarms {
  /**
   * Tells somebody of each alarm of the last days that they were not told of, whichever process found it. Resolves when all are
   * told; one that is not taken is told again under the same id.
   */
  tell(target: string, tell: (alarm: ServiceAlarm, id: string) => Promise<void>): Promise<void>;
  /** Those of the last days that an account has not put away, newest first. */
  waiting(account: string): Promise<readonly ServiceAlarm[]>;
  /** An account has seen some, by their entries. */
  putAway(account: string, entries: readonly number[]): Promise<void>;
}

const PARTNER = 'partner:';
/** What the origin of every ledger begins with. */
const ORIGIN = 'tocsin/';

const partnerIn = (account: string): string | undefined =>
  account.startsWith(PARTNER) ? account.slice(PARTNER.length) : undefined;

function alarmOf({ seq, at, kind, rule, account, subject }: AlarmEntry): ServiceAlarm {
  const partner = partnerIn(account);
  const common = { entry: seq, at, why: rule };
  if (kind === ASK_ALARM) return { ...common, about: 'questions', ...(partner && { service: partner }) };
  // Our own ledger, which a partner does not cosign.
  if (kind === REFUSED_CHECKPOINT) return { ...common, about: 'ledger', by: subject };
  const service = subject.startsWith(ORIGIN) ? subject.slice(ORIGIN.length) : subject;
  // That we refuse it is written under its name, and found by nobody but us.
  const by = kind === REFUSE_CHECKPOINT ? undefined : partner;
  return { ...common, about: 'ledger', service, ...(by !== undefined && { by }) };
}

export function openServiceAlarms(entries: AlarmEntries, now: () => Date): ServiceAlarms {
  const since = (): string => new Date(now().getTime() - ALARM_LOOKBACK_DAYS * 86_400_000).toISOString();
  return {
    async tell(target, tell) {
      for (const entry of await entries.untold(target, since())) {
        await tell(alarmOf(entry), `alarm-${entry.seq}`);
        await entries.markTold(target, entry.seq);
      }
    },
    async waiting(account) {
      const away = new Set(await entries.putAway(account));
      return (await entries.recent(since())).filter(({ seq }) => !away.has(seq)).map(alarmOf);
    },
    async putAway(account, those) {
      const away = new Set([...(await entries.putAway(account)), ...those]);
      // What is shown to nobody any more need not be remembered.
      const recent = (await entries.recent(since())).map(({ seq }) => seq);
      await entries.setPutAway(
        account,
        recent.filter((seq) => away.has(seq)),
      );
    },
  };
}
