import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { type Context, Provider } from 'oidc-provider';

/** Somebody whom the provider knows. */
interface Person {
  readonly name?: string;
  readonly groups: readonly string[];
}

export interface OpenidProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By subject; may be changed while it runs. */
  readonly people: Map<string, Person>;
  /** What a browser does: follows the redirects, signs in as somebody, and gives the address that it is sent back to. */
  walk(from: string, subject: string | undefined): Promise<URL>;
  stop(): Promise<void>;
}

const SCOPE = 'openid profile';

/** A real provider on this machine, certified as such: `oidc-provider`. It asks for no password: the test says who it is. */
export async function startProvider(address: string): Promise<OpenidProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Person>();
  const clientId = 'tocsin';
  const clientSecret = 'the provider knows & this: too';
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [new URL('/api/sign-in/openid/callback', address).href],
        post_logout_redirect_uris: [new URL('/', address).href],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' }] },
    cookies: { keys: ['only a test'] },
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => {
        const person = people.get(accountId);
        return { sub: accountId, preferred_username: person?.name, groups: person?.groups };
      },
    }),
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope(SCOPE);
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const subject = request.headers['x-test-subject'];
    const result =
      typeof subject === 'string' ? { login: { accountId: subject } } : { error: 'access_denied' };
    provider.interactionFinished(request, response, result).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  const walk = async (from: string, subject: string | undefined): Promise<URL> => {
    const jar = new Map<string, string>();
    let at = new URL(from);
    for (let step = 0; step < 10; step++) {
      if (at.origin === new URL(address).origin) return at;
      const response = await fetch(at, {
        redirect: 'manual',
        headers: {
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(subject !== undefined && { 'x-test-subject': subject }),
        },
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '') jar.delete(name);
        else jar.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${at.href}: ${response.status} ${await response.text()}`);
      at = new URL(location, at);
    }
    throw new Error('The provider sends in circles.');
  };

  return {
    issuer,
    clientId,
    clientSecret,
    people,
    walk,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
