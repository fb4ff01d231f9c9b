import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { OpenidIdentity } from '../store/index.ts';
import { type Claims, claimOf, type RoleMapping } from './role-mapping.ts';
import { PROVIDER_TIMEOUT, PROVIDER_TRUSTED } from './tuning.ts';

/** What an operator says of the provider. */
export interface OpenidSettings {
  /** As the provider writes it; https, or http on this machine for trying out. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client, which PKCE alone protects. */
  readonly clientSecret?: string;
  readonly roles: readonly RoleMapping[];
  /** The claim that an account is named by. */
  readonly nameClaim: string;
  readonly scope: string;
  /** Where people reach Tocsin. */
  readonly address: string;
}

/** What is kept between leaving for the provider and coming back. */
export interface OpenidChecks {
  readonly state: string;
  readonly nonce: string;
  /** PKCE, RFC 7636. */
  readonly verifier: string;
}

/** `cancelled`: the provider says that it was; `unreachable`: no answer in time; `invalid`: an answer that does not fit. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly failure: 'cancelled' | 'unreachable' | 'invalid';
  /** For the log: a word of the library or the provider, never a token. */
  readonly code: string;
  constructor(failure: ProviderError['failure'], code: string) {
    super(`the OpenID provider: ${failure} (${code})`);
    this.failure = failure;
    this.code = code;
  }
}

export interface Provider {
  begin(): Promise<{ readonly continueAt: string; readonly checks: OpenidChecks }>;
  /** `query` is what the browser brought back. Gives who it is. Throws {@link ProviderError}. */
  finish(
    query: URLSearchParams,
    checks: OpenidChecks,
  ): Promise<{ readonly identity: OpenidIdentity; readonly claims: Claims }>;
  /** Where a browser ends the session at the provider (RP-initiated logout); `undefined` where it offers none. */
  leave(): Promise<string | undefined>;
}

export const CALLBACK_PATH = '/api/sign-in/openid/callback';

/** OpenID Connect Discovery §3: a provider that does not say how clients show who they are takes HTTP Basic. */
const clientAuth =
  (secret: string | undefined): ClientAuth =>
  (server, client, body, headers) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const way =
      secret === undefined
        ? None()
        : ways.includes('client_secret_basic')
          ? ClientSecretBasic(secret)
          : ClientSecretPost(secret);
    return way(server, client, body, headers);
  };

function providerError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof AuthorizationResponseError) return new ProviderError('cancelled', error.error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  // fetch says TypeError where there is no connection.
  const silent = code === 'OAUTH_TIMEOUT' || (error instanceof TypeError && error.message === 'fetch failed');
  return new ProviderError(silent ? 'unreachable' : 'invalid', silent ? 'NO_ANSWER' : code);
}

/**
 * The provider, by the authorization code flow with PKCE, state and nonce (OpenID Connect Core §3.1, RFC 9700 §2.1). It is
 * asked for its endpoints when somebody first signs in, not before: Tocsin starts, and passwords work, without it.
 */
export function openProvider(settings: OpenidSettings, now: () => Date): Provider {
  const redirectUri = new URL(CALLBACK_PATH, settings.address).href;
  const insecure = settings.issuer.startsWith('http:');
  let known: { readonly at: number; readonly configuration: Promise<Configuration> } | undefined;

  const discover = (): Promise<Configuration> =>
    discovery(new URL(settings.issuer), settings.clientId, undefined, clientAuth(settings.clientSecret), {
      timeout: PROVIDER_TIMEOUT,
      // The signature of the ID token is checked, too, and not only the connection that it came by.
      execute: [enableNonRepudiationChecks, ...(insecure ? [allowInsecureRequests] : [])],
    }).catch((error: unknown) => {
      known = undefined;
      throw new ProviderError('unreachable', providerError(error).code);
    });
  const configuration = (): Promise<Configuration> => {
    const at = now().getTime();
    if (!known || at - known.at > PROVIDER_TRUSTED) known = { at, configuration: discover() };
    return known.configuration;
  };

  /** Some providers put groups into the ID token, others only say them when they are asked for. */
  const withUserInfo = async (
    config: Configuration,
    claims: Claims & { readonly sub: string },
    accessToken: string,
  ): Promise<Claims> => {
    const wanted = [settings.nameClaim, ...settings.roles.map(({ claim }) => claim)];
    const complete = wanted.every((name) => claimOf(claims, name) !== undefined);
    if (complete || config.serverMetadata().userinfo_endpoint === undefined) return claims;
    return { ...(await fetchUserInfo(config, accessToken, claims.sub)), ...claims };
  };

  return {
    async begin() {
      const config = await configuration();
      const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
      });
      return { continueAt: url.href, checks };
    },
    async finish(query, { state, nonce, verifier }) {
      const config = await configuration();
      const url = new URL(redirectUri);
      url.search = query.toString();
      try {
        const tokens = await authorizationCodeGrant(config, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new ProviderError('invalid', 'NO_ID_TOKEN');
        const identity = { issuer: claims.iss, subject: claims.sub };
        return { identity, claims: await withUserInfo(config, claims, tokens.access_token) };
      } catch (error) {
        throw providerError(error);
      }
    },
    async leave() {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      // No token of the provider is kept, so it asks the person whether to sign out there, too.
      return buildEndSessionUrl(config, { post_logout_redirect_uri: new URL('/', settings.address).href })
        .href;
    },
  };
}
