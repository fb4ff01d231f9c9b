/**
 * What the HTTP edge asks the law room about people and programs: who they are, and what they may say they are
 * doing. Deciding about person data is not here: that is the gate, behind every method of `Screening`.
 */

/** Somebody who is signed in. */
export interface Session {
  readonly account: string;
  readonly roles: readonly string[];
  /** Signed in with a one-time code: nothing else is allowed before a password is set. */
  readonly mustSetPassword: boolean;
  /** ISO 8601 instant. */
  readonly expiresAt: string;
}

/** A program with an API key: it acts for one account, with one purpose and legal basis. */
export interface KeyHolder {
  readonly account: string;
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly legalBasis: string;
}

export interface Account {
  readonly account: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly lastSignInAt?: string;
}

export interface ApiKey extends KeyHolder {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
}

/** A purpose that roles may have, with the legal bases that it may rest on. */
export interface Purpose {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly legalBases: readonly { readonly name: string; readonly title: string }[];
}

export interface LedgerEntry {
  readonly seq: number;
  readonly at: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly action: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly allowed: boolean;
  readonly rule: string;
  readonly subjects: readonly string[];
  /** SHA-256 of the question, where one was asked. */
  readonly question?: string;
  readonly count: number;
  readonly hash: string;
}

export interface LedgerPage {
  readonly entries: readonly LedgerEntry[];
  readonly total: number;
  /** Whether the chain of hashes holds from the first entry to the last. */
  readonly intact: boolean;
}

/** Why somebody could not sign in; `retryAfter` in seconds when there were too many attempts. */
export type SignInResult =
  | { readonly ok: true; readonly token: string; readonly session: Session }
  | { readonly ok: false; readonly retryAfter?: number };

export type PasswordResult =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly reason: string };

/** Whoever changes accounts or keys, or reads the ledger. */
export interface Officer {
  readonly account: string;
  readonly roles: readonly string[];
}

export interface Authority {
  /** `from` is the address of the caller, for the limit of attempts. */
  signIn(
    account: string,
    secret: { readonly password: string } | { readonly code: string },
    from: string,
  ): Promise<SignInResult>;
  session(token: string): Promise<Session | undefined>;
  signOut(token: string): Promise<void>;
  setPassword(token: string, password: string, oldPassword: string | undefined): Promise<PasswordResult>;
  key(key: string): Promise<KeyHolder | undefined>;

  purposes(roles: readonly string[]): readonly Purpose[];
  roles(): readonly string[];

  /** These throw the law room's refusal where the officer's roles do not allow it. */
  accounts(officer: Officer): Promise<readonly Account[]>;
  createAccount(
    officer: Officer,
    account: string,
    roles: readonly string[],
  ): Promise<{ readonly account: Account; readonly code: string }>;
  disableAccount(officer: Officer, account: string): Promise<Account>;
  keys(officer: Officer): Promise<readonly ApiKey[]>;
  createKey(
    officer: Officer,
    key: { readonly name: string } & KeyHolder,
  ): Promise<{ readonly id: string; readonly key: string }>;
  revokeKey(officer: Officer, id: string): Promise<void>;
  ledger(
    officer: Officer,
    page: {
      readonly before?: number;
      readonly limit: number;
      readonly account?: string;
      readonly action?: string;
    },
  ): Promise<LedgerPage>;
}
