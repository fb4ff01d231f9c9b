import { randomBytes } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Accounts, Ledger, StoredAccount, StoredPasskey } from '../store/index.ts';
import { AccountError } from './account-error.ts';
import { hashToken } from './secrets.ts';
import type { Door, Session, SignInResult } from './sessions.ts';
import { recordOn } from './sign-in-record.ts';
import { CHALLENGE_TIME, MOST_PASSKEYS, RECENT_SIGN_IN } from './tuning.ts';

/** Where a browser is: authenticators sign for it, and for no other place. */
export interface Site {
  /** Without port; WebAuthn calls it RP id. Not an IP address. */
  readonly host: string;
  /** What the browser may call itself. */
  readonly origins: readonly string[];
}

/** A passkey as it is shown. */
export interface Passkey {
  readonly id: string;
  readonly name: string;
  /** It works where Tocsin is reached by this name only. */
  readonly host: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
}

/** Sign-in with a key that an authenticator keeps (WebAuthn Level 3): nothing to type, and no other site can ask for it. */
export interface Passkeys {
  /** Throws AccountError `sign-in-again` where the sign-in is not recent, `invalid` where the account cannot have one. */
  addOptions(session: Session, site: Site): Promise<PublicKeyCredentialCreationOptionsJSON>;
  /** As above; and `invalid` where the answer does not fit. */
  add(session: Session, site: Site, name: string, response: RegistrationResponseJSON): Promise<Passkey>;
  list(account: string): Promise<readonly Passkey[]>;
  /** AccountError `unknown` where the account has no such passkey. */
  rename(account: string, id: string, name: string): Promise<void>;
  remove(session: Session, id: string): Promise<void>;
  /** AccountError `too-many` where too many were begun from this address. */
  signInOptions(site: Site, from: string): Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** `from` is the address of the caller, for the limit of attempts. */
  signIn(site: Site, response: AuthenticationResponseJSON, from: string): Promise<SignInResult>;
}

type Kind = 'passkey-add' | 'passkey-sign-in';

/** ECDSA with P-256, EdDSA, RSA (RFC 9053, RFC 8812): what authenticators speak today. */
const ALGORITHMS = [-7, -8, -257];

/** What the library throws says parts of the answer, and nobody needs them: it does not fit. */
const orNothing = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await run();
  } catch {
    return undefined;
  }
};

/** Read when a passkey is first used: it would be a fifth of the time that every command takes to begin. */
const server = () => import('@simplewebauthn/server');
const helpers = () => import('@simplewebauthn/server/helpers');

/**
 * We ask for no attestation. A client may leave that of the key itself; one with certificates is refused before it is read,
 * because reading it would have us fetch addresses that stand in it.
 */
async function attestsNothing(response: RegistrationResponseJSON): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await helpers();
  const statement = decodeAttestationObject(isoBase64URL.toBuffer(response.response.attestationObject));
  const format = statement.get('fmt');
  return format === 'none' || (format === 'packed' && statement.get('attStmt').get('x5c') === undefined);
}

export interface PasskeyOptions {
  readonly accounts: Accounts;
  readonly ledger: Ledger;
  readonly door: Door;
  readonly now: () => Date;
}

/** Opens passkeys on accounts and sessions. */
export function openPasskeyDesk({ accounts, ledger, door, now }: PasskeyOptions): Passkeys {
  const { passkeys, attempts } = accounts;
  const record = recordOn(ledger, now);

  const keepChallenge = (challenge: string, kind: Kind, value: object): Promise<void> => {
    const at = now();
    const expiresAt = new Date(at.getTime() + CHALLENGE_TIME).toISOString();
    return attempts.begin({ id: hashToken(challenge), kind, value, expiresAt }, at.toISOString());
  };
  /** The challenge that an answer was made for, with what was kept of it; never twice. */
  const takeChallenge = async (clientDataJSON: string, kind: Kind) => {
    const { decodeClientDataJSON } = await helpers();
    const challenge = (await orNothing(async () => decodeClientDataJSON(clientDataJSON)))?.challenge;
    if (typeof challenge !== 'string') return undefined;
    const kept = await attempts.take<{ account?: string; userHandle?: string }>(
      hashToken(challenge),
      kind,
      now().toISOString(),
    );
    return kept && { ...kept, challenge };
  };

  /** Who may add a passkey now. */
  const needRecent = async (session: Session): Promise<StoredAccount> => {
    const account = await accounts.account(session.account);
    if (!account || session.mustSetPassword) throw new AccountError('invalid', 'Set a password first.');
    if (account.openid) {
      throw new AccountError(
        'invalid',
        'The OpenID provider signs this account in, so that it can also shut it out: add the passkey there.',
      );
    }
    if (now().getTime() - Date.parse(session.signedInAt) > RECENT_SIGN_IN) {
      throw new AccountError('sign-in-again', 'Your sign-in is too long ago for this.');
    }
    return account;
  };

  const verifySignIn = async (
    site: Site,
    response: AuthenticationResponseJSON,
    passkey: StoredPasskey,
    challenge: string,
  ) =>
    orNothing(async () =>
      (await server()).verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: [...site.origins],
        expectedRPID: site.host,
        requireUserVerification: true,
        // The counter is compared where it is written, so that two answers at once are not both taken.
        credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
      }),
    );

  const recognise = async (
    site: Site,
    response: AuthenticationResponseJSON,
  ): Promise<StoredAccount | undefined> => {
    const kept = await takeChallenge(response.response.clientDataJSON, 'passkey-sign-in');
    const passkey = await passkeys.passkey(response.id);
    if (!kept || !passkey || passkey.host !== site.host) return undefined;
    if (response.response.userHandle !== passkey.userHandle) return undefined;
    const verified = await verifySignIn(site, response, passkey, kept.challenge);
    const account = await accounts.account(passkey.account);
    if (!verified?.verified || !account) return undefined;
    const refuse = async (rule: string): Promise<undefined> => {
      await record(account, { action: 'sign-in', allowed: false, rule });
    };
    if (account.disabled) return refuse('passkey-disabled');
    const { newCounter } = verified.authenticationInfo;
    if (!(await passkeys.use(passkey.id, newCounter, now().toISOString()))) return refuse('passkey-counter');
    return account;
  };

  return {
    async addOptions(session, site) {
      const { account } = await needRecent(session);
      const before = await passkeys.passkeysOf(account);
      if (before.length >= MOST_PASSKEYS) {
        throw new AccountError(
          'invalid',
          `An account has at most ${MOST_PASSKEYS} passkeys: remove one first.`,
        );
      }
      // WebAuthn Level 3 §14.6.1: random, and not the name.
      const userHandle = before[0]?.userHandle ?? randomBytes(32).toString('base64url');
      const options = await (await server()).generateRegistrationOptions({
        rpName: 'Tocsin',
        rpID: site.host,
        userName: account,
        userID: new Uint8Array(Buffer.from(userHandle, 'base64url')),
        timeout: CHALLENGE_TIME,
        attestationType: 'none',
        excludeCredentials: before
          .filter(({ host }) => host === site.host)
          .map(({ id, transports }) => ({ id, transports: [...transports] })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: ALGORITHMS,
      });
      await keepChallenge(options.challenge, 'passkey-add', { account, userHandle });
      return options;
    },

    async add(session, site, name, response) {
      const account = await needRecent(session);
      const kept = await takeChallenge(response.response.clientDataJSON, 'passkey-add');
      const verified =
        kept?.account === account.account
          ? await orNothing(async () => {
              if (!(await attestsNothing(response))) return undefined;
              return (await server()).verifyRegistrationResponse({
                response,
                expectedChallenge: kept.challenge,
                expectedOrigin: [...site.origins],
                expectedRPID: site.host,
                requireUserVerification: true,
                supportedAlgorithmIDs: ALGORITHMS,
              });
            })
          : undefined;
      if (!verified?.verified) {
        throw new AccountError(
          'invalid',
          'The passkey was not taken: its answer does not fit, or came too late. Try again.',
        );
      }
      const { id, publicKey, counter } = verified.registrationInfo.credential;
      const passkey: StoredPasskey = {
        id,
        account: account.account,
        name,
        host: site.host,
        userHandle: kept?.userHandle ?? '',
        publicKey,
        counter,
        transports: response.response.transports ?? [],
        createdAt: now().toISOString(),
      };
      await record(account, { action: 'add-passkey', allowed: true, rule: 'own-account' });
      if (!(await passkeys.add(passkey))) throw new AccountError('exists', 'This passkey is known already.');
      return shown(passkey);
    },

    list: async (account) => (await passkeys.passkeysOf(account)).map(shown),

    async rename(account, id, name) {
      if (!(await passkeys.rename(account, id, name))) throw unknownPasskey();
    },

    async remove(session, id) {
      if (!(await passkeys.remove(session.account, id))) throw unknownPasskey();
      await record(session, { action: 'remove-passkey', allowed: true, rule: 'own-account' });
    },

    async signInOptions(site, from) {
      door.countBegun(from);
      const options = await (await server()).generateAuthenticationOptions({
        rpID: site.host,
        timeout: CHALLENGE_TIME,
        userVerification: 'required',
      });
      await keepChallenge(options.challenge, 'passkey-sign-in', {});
      return options;
    },

    async signIn(site, response, from) {
      const at = now().getTime();
      const wait = door.addresses.wait(from, at);
      if (wait > 0) return { ok: false, retryAfter: wait / 1000 };
      const account = await recognise(site, response);
      if (account) return door.open(account, 'passkey');
      door.addresses.failed(from, at);
      return { ok: false };
    },
  };
}

const unknownPasskey = (): AccountError => new AccountError('unknown', 'You have no such passkey.');

const shown = ({ id, name, host, createdAt, lastUsedAt }: StoredPasskey): Passkey => ({
  id,
  name,
  host,
  createdAt,
  ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
});
