import { pino } from 'pino';
import { type Authority, DEFAULT_POLICY, type OpenidSettings, openAuthority } from '../../src/law/index.ts';
import { buildServer } from '../../src/server/server.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { rooms } from './rooms.ts';

/** A server whose accounts a test may look into, and whose clock it sets. */
export interface SignInServer {
  readonly store: Store;
  readonly authority: Authority;
  /** The log, one line an entry. */
  readonly lines: readonly string[];
  /** For a browser: listens on a port of this machine. */
  listen(port: number): Promise<void>;
  /** Lets the clock jump ahead. */
  wait(milliseconds: number): void;
  ask(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    more?: {
      readonly payload?: object;
      readonly cookie?: string;
      readonly headers?: Record<string, string>;
      /** Address of the caller. */
      readonly from?: string;
    },
  ): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly location: string | undefined;
  /** What the browser keeps, by name; empty where it is told to forget. */
  readonly cookies: Readonly<Record<string, string>>;
}

export const PASSWORD = 'seven quiet bells at noon';
const ROOT = { account: 'administrator', roles: ['administrator'] };

/** `host` as the browser says it. */
export async function signInServer(
  host: string,
  openid?: OpenidSettings,
  pagesFolder = 'no-such-folder',
): Promise<SignInServer> {
  const { screening, watch, chart, audit, law, share, taxii } = await rooms();
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const store = await openStore({}, now());
  const authority = openAuthority({
    policy: DEFAULT_POLICY,
    accounts: store.accounts,
    ledger: store.ledger,
    now,
    idleMinutes: 60,
    sessionHours: 12,
    scryptCost: 10,
    ...(openid && { openid }),
  });
  const lines: string[] = [];
  const app = await buildServer({
    screening,
    watch,
    chart,
    taxii,
    authority,
    audit,
    law,
    share,
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    config: { host: '127.0.0.1', port: 0, hostNames: ['tocsin.example'], pagesFolder, version: 'test' },
  });
  return {
    store,
    authority,
    lines,
    listen: async (port) => {
      await app.listen({ host: '127.0.0.1', port });
    },
    wait: (milliseconds) => {
      ahead += milliseconds;
    },
    async ask(method, url, { payload, cookie = '', headers, from } = {}) {
      const answer = await app.inject({
        method,
        url,
        headers: { host, origin: `http://${host}`, 'x-tocsin-request': '1', cookie, ...headers },
        ...(payload && { payload }),
        ...(from !== undefined && { remoteAddress: from }),
      });
      return {
        status: answer.statusCode,
        body: answer.body === '' ? {} : (answer.json() as Record<string, unknown>),
        location: answer.headers.location,
        cookies: Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value])),
      };
    },
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}

/** Makes a local account with a password, and gives the cookie of its session. */
export async function member(
  { authority, ask }: SignInServer,
  account: string,
  roles: readonly string[],
): Promise<string> {
  const { code } = await authority.createAccount(ROOT, account, roles);
  const first = await ask('POST', '/api/sign-in', { payload: { account, code } });
  const cookie = `tocsin_session=${first.cookies.tocsin_session}`;
  const set = await ask('POST', '/api/set-password', { payload: { password: PASSWORD }, cookie });
  if (set.status !== 200) throw new Error(JSON.stringify(set.body));
  return cookie;
}
