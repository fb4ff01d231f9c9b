import type { Accounts, Ledger, OpenidIdentity, StoredAccount } from '../store/index.ts';
import { isAccountName } from './account-name.ts';
import { type OpenidChecks, type OpenidSettings, openProvider, ProviderError } from './oidc-provider.ts';
import { type Claims, claimOf, rolesOf } from './role-mapping.ts';
import { hashToken, newToken } from './secrets.ts';
import type { Door, SignedIn } from './sessions.ts';
import { recordOn } from './sign-in-record.ts';
import { PROVIDER_SIGN_IN_TIME } from './tuning.ts';

/**
 * Why somebody did not get in by the provider.
 *
 * - `expired`: took too long, was begun in another browser, or came twice
 * - `cancelled`, `unreachable`, `invalid`: see {@link ProviderError}
 * - `no-role`: nothing that the provider says of them is mapped to a role
 * - `no-name`: the provider gives no name that an account can have
 * - `name-taken`: an account of this name belongs to somebody else
 * - `disabled`: an administrator disabled the account
 */
export type OpenidFailure =
  | ProviderError['failure']
  | 'expired'
  | 'no-role'
  | 'no-name'
  | 'name-taken'
  | 'disabled';

export type OpenidResult =
  | SignedIn
  /** `code` is for the log. */
  | { readonly ok: false; readonly failure: OpenidFailure; readonly code?: string };

/** Sign-in at an OpenID provider. */
export interface Openid {
  /** The host of the provider, for the button. */
  readonly title: string;
  /**
   * Where the browser goes; it keeps `attempt` meanwhile. `from` is the address of the caller. Throws {@link ProviderError},
   * AccountError `too-many`.
   */
  begin(from: string): Promise<{ readonly continueAt: string; readonly attempt: string }>;
  /** With what the browser kept, and what it brought back. An attempt is taken once, whatever comes of it. */
  finish(attempt: string | undefined, query: URLSearchParams): Promise<OpenidResult>;
  /** Where the browser ends the session at the provider, too; `undefined` where that cannot be done. */
  leave(): Promise<string | undefined>;
}

const KIND = 'openid';

export interface OpenidOptions {
  readonly settings: OpenidSettings;
  readonly accounts: Accounts;
  readonly ledger: Ledger;
  readonly door: Door;
  readonly now: () => Date;
}

/**
 * Accounts that a provider signs in. They are known by issuer and subject, never by name: who may rename himself at the
 * provider must not become somebody else here. A local account is never taken over.
 */
export function openOpenid({ settings, accounts, ledger, door, now }: OpenidOptions): Openid {
  const provider = openProvider(settings, now);
  const record = recordOn(ledger, now);

  const nameOf = (claims: Claims): string | undefined => {
    const name = claimOf(claims, settings.nameClaim);
    return typeof name === 'string' && isAccountName(name) ? name : undefined;
  };

  /**
   * The new account; `undefined` where its name is somebody else's, in capitals or not. Somebody may come in by two windows
   * at once for the first time: the account is there then.
   */
  const create = async (
    name: string,
    roles: readonly string[],
    openid: OpenidIdentity,
  ): Promise<StoredAccount | undefined> => {
    const all = await accounts.accounts();
    if (all.some(({ account }) => account.toLowerCase() === name.toLowerCase())) {
      return accounts.accountOf(openid);
    }
    const createdAt = now().toISOString();
    const account = { account: name, roles, disabled: false, createdAt, failures: 0, openid };
    return (await accounts.addAccount(account)) ? account : accounts.accountOf(openid);
  };

  const changeRoles = async (account: StoredAccount, roles: readonly string[]): Promise<void> => {
    await record({ ...account, roles }, { action: 'manage-accounts', allowed: true, rule: 'openid' });
    await accounts.changeAccount(account.account, { roles });
  };

  const enter = async (identity: OpenidIdentity, claims: Claims): Promise<OpenidResult> => {
    const known = await accounts.accountOf(identity);
    const name = known?.account ?? nameOf(claims);
    const roles = rolesOf(claims, settings.roles);
    const refuse = async (failure: OpenidFailure): Promise<OpenidResult> => {
      await record(
        { account: name ?? 'openid', roles },
        { action: 'sign-in', allowed: false, rule: `openid-${failure}` },
      );
      return { ok: false, failure };
    };
    if (known?.disabled) return refuse('disabled');
    if (roles.length === 0) {
      // The provider took the last role away: what is open closes.
      if (known) await accounts.endSessions({ account: known.account });
      return refuse('no-role');
    }
    if (name === undefined) return refuse('no-name');
    const account = known ?? (await create(name, roles, identity));
    if (!account) return refuse('name-taken');
    if (!known || known.roles.join() !== roles.join()) await changeRoles(account, roles);
    return door.open({ ...account, roles }, 'openid');
  };

  return {
    title: new URL(settings.issuer).host,
    async begin(from) {
      door.countBegun(from);
      const { continueAt, checks } = await provider.begin();
      const attempt = newToken();
      const at = now();
      const expiresAt = new Date(at.getTime() + PROVIDER_SIGN_IN_TIME).toISOString();
      await accounts.attempts.begin(
        { id: hashToken(attempt), kind: KIND, value: checks, expiresAt },
        at.toISOString(),
      );
      return { continueAt, attempt };
    },
    async finish(attempt, query) {
      const checks =
        attempt === undefined
          ? undefined
          : await accounts.attempts.take<OpenidChecks>(hashToken(attempt), KIND, now().toISOString());
      if (!checks) return { ok: false, failure: 'expired' };
      try {
        const { identity, claims } = await provider.finish(query, checks);
        return await enter(identity, claims);
      } catch (error) {
        if (error instanceof ProviderError) return { ok: false, failure: error.failure, code: error.code };
        throw error;
      }
    },
    leave: () => provider.leave().catch(() => undefined),
  };
}
