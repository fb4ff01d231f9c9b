/** One setting: everything that is known of it, so that help, docs and checks come from here. */
export interface Setting<T> {
  readonly env: string;
  readonly fallback: T;
  /** Never shown by `tocsin config`, nor in logs. */
  readonly secret?: true;
  readonly doc: string;
  /** Reads a value from text or JSON. Throws an Error that says what is allowed. */
  readonly read: (value: unknown) => T;
}

const text = (value: unknown): string => {
  if (typeof value !== 'string' || value.trim() === '') throw new Error('must be a text that is not empty');
  return value.trim();
};

const number =
  (from: number, to: number, whole: boolean) =>
  (value: unknown): number => {
    const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof found !== 'number' || !(found >= from && found <= to) || (whole && !Number.isInteger(found))) {
      throw new Error(`must be a ${whole ? 'whole ' : ''}number from ${from} to ${to}`);
    }
    return found;
  };

const flag = (value: unknown): boolean => {
  if (value === true || value === 'true' || value === '1') return true;
  if (value === false || value === 'false' || value === '0') return false;
  throw new Error('must be true or false');
};

const oneOf =
  <T extends string>(...allowed: readonly T[]) =>
  (value: unknown): T => {
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw new Error(`must be one of ${allowed.join(', ')}`);
    return found;
  };

const list = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.map(text);
  return text(value)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
};

const databaseUrl = (value: unknown): string => {
  const found = text(value);
  if (!/^postgres(?:ql)?:\/\//.test(found)) throw new Error('must be a URL that begins with postgres://');
  return found;
};

const key = (value: unknown): string => {
  const found = text(value);
  if (!/^[0-9a-f]{64}$/i.test(found)) throw new Error('must be 64 hexadecimal digits');
  return found;
};

const linkUrl = (value: unknown): string => {
  const found = text(value).replace(/\/$/, '');
  if (!URL.canParse(found) || new URL(found).protocol !== 'https:' || new URL(found).origin !== found)
    throw new Error('must be https://host:port');
  return found;
};

const natsServers = (value: unknown): string => {
  const found = text(value);
  if (!found.split(',').every((one) => /^(?:nats|tls):\/\/[^\s]+$/.test(one.trim())))
    throw new Error('must be URLs that begin with nats:// or tls://, parted by commas');
  return found;
};

const mailUrl = (value: unknown): string => {
  const found = text(value);
  if (!/^smtps?:\/\//.test(found)) throw new Error('must be a URL that begins with smtp:// or smtps://');
  return found;
};

/** Without TLS only on this machine: anybody on the way could change what comes back. */
const webAddress = (value: unknown): string => {
  const found = text(value);
  const url = URL.canParse(found) ? new URL(found) : undefined;
  const own = url?.protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url?.search !== '' || url.hash !== '' || url.username !== '' || !(url.protocol === 'https:' || own))
    throw new Error('must be a URL that begins with https:// (http:// for localhost only), without a query');
  return found;
};

/** A claim may be a URL, a value may hold "=" or ":": the first ":" that no "//" follows parts them, the last "=" ends. */
const ROLE_MAPPING = /^(?<claim>.+?):(?!\/\/)(?<value>.+)=(?<role>[^=]+)$/;

const roleMappings = (value: unknown) =>
  list(value).map((one) => {
    const { claim, value: wanted, role } = ROLE_MAPPING.exec(one)?.groups ?? {};
    if (claim === undefined || wanted === undefined || role === undefined)
      throw new Error(
        'must be claim:value=role, parted by commas, such as groups:tocsin-watch=watch-officer',
      );
    return { claim: claim.trim(), value: wanted.trim(), role: role.trim() };
  });

const setting = <T>(one: Setting<T>): Setting<T> => one;

/** All settings. The order is that of `tocsin config` and docs/configuration.md. */
export const SETTINGS = {
  dataFolder: setting({
    env: 'TOCSIN_DATA_FOLDER',
    fallback: '.tocsin',
    read: text,
    doc: 'Folder of the embedded database and the index; made if missing. Relative to the working directory.',
  }),
  databaseUrl: setting<string | undefined>({
    env: 'TOCSIN_DATABASE_URL',
    fallback: undefined,
    secret: true,
    read: databaseUrl,
    doc: 'PostgreSQL server (15 or later) to use instead of the embedded database, postgres://user:password@host/name.',
  }),
  shippedLists: setting({
    env: 'TOCSIN_SHIPPED_LISTS',
    fallback: true,
    read: flag,
    doc: 'Whether the lists that ship with Tocsin are loaded where the store does not have them.',
  }),
  host: setting({
    env: 'TOCSIN_HOST',
    fallback: '127.0.0.1',
    read: text,
    doc: 'Address to listen on. 127.0.0.1 is this machine only; anything else needs TLS in front.',
  }),
  port: setting({
    env: 'TOCSIN_PORT',
    fallback: 8321,
    read: number(0, 65_535, true),
    doc: 'TCP port; 0 lets the system choose one.',
  }),
  hostNames: setting<readonly string[]>({
    env: 'TOCSIN_HOST_NAMES',
    fallback: [],
    read: list,
    doc: 'Further host names that the server is reached by, parted by commas; requests for other names are refused.',
  }),
  https: setting({
    env: 'TOCSIN_HTTPS',
    fallback: false,
    read: flag,
    doc: 'True where a proxy in front of the server speaks TLS: cookies are then marked secure.',
  }),
  behindProxy: setting({
    env: 'TOCSIN_BEHIND_PROXY',
    fallback: false,
    read: flag,
    doc: 'True where a trusted proxy in front of the server sets the X-Forwarded headers.',
  }),
  yenteNeedsKey: setting<boolean | undefined>({
    env: 'TOCSIN_YENTE_NEEDS_KEY',
    fallback: undefined,
    read: flag,
    doc: 'Whether clients of the yente-compatible routes need an API key. Unset: unless the server listens on this machine only.',
  }),
  yenteLegalBasis: setting({
    env: 'TOCSIN_YENTE_LEGAL_BASIS',
    fallback: 'sanctions-law',
    read: text,
    doc: 'Legal basis written to the ledger for yente clients without a key.',
  }),
  policy: setting<string | undefined>({
    env: 'TOCSIN_POLICY',
    fallback: undefined,
    read: text,
    doc: 'Folder of the policy (docs/law.md): eu.cedar, eu.json, tests.json. Unset: the one that ships with Tocsin. A version put in force in the store goes before it.',
  }),
  jurisdiction: setting<string | undefined>({
    env: 'TOCSIN_JURISDICTION',
    fallback: undefined,
    read: text,
    doc: 'Which policy of that folder, such as eu, where it has several.',
  }),
  allowedOrigins: setting<readonly string[]>({
    env: 'TOCSIN_ALLOWED_ORIGINS',
    fallback: [],
    read: list,
    doc: 'Origins of other sites whose pages may ask the yente routes without a key, such as OpenRefine.',
  }),
  travelRetention: setting<'erase' | 'mask'>({
    env: 'TOCSIN_TRAVEL_RETENTION',
    fallback: 'erase',
    read: oneOf('erase', 'mask'),
    doc: 'Travellers six months after their journey: erase, but mask those of a verified matter; or mask all, and erase after five years.',
  }),
  maskKey: setting<string | undefined>({
    env: 'TOCSIN_MASK_KEY',
    fallback: undefined,
    secret: true,
    read: key,
    doc: 'Key that masked travellers are sealed with, 64 hexadecimal digits. Unset: one is made in the data folder.',
  }),
  nats: setting<string | undefined>({
    env: 'TOCSIN_NATS',
    fallback: undefined,
    secret: true,
    read: natsServers,
    doc: 'NATS servers with JetStream, nats://host:4222 parted by commas: travel messages go through a stream that workers take them from.',
  }),
  natsReplicas: setting({
    env: 'TOCSIN_NATS_REPLICAS',
    fallback: 1,
    read: number(1, 5, true),
    doc: 'Servers that each message is kept on; three for a cluster of three.',
  }),
  webhooks: setting<readonly string[]>({
    env: 'TOCSIN_WEBHOOKS',
    fallback: [],
    read: list,
    doc: 'Addresses that are told, signed, that hits were made or decided, and of alarms; never who travels. Parted by commas.',
  }),
  webhookSecret: setting<string | undefined>({
    env: 'TOCSIN_WEBHOOK_SECRET',
    fallback: undefined,
    secret: true,
    read: text,
    doc: 'Secret that webhooks are signed with (HMAC-SHA-256, Standard Webhooks); needed where there are webhooks.',
  }),
  mailServer: setting<string | undefined>({
    env: 'TOCSIN_MAIL_SERVER',
    fallback: undefined,
    secret: true,
    read: mailUrl,
    doc: 'SMTP server for notices of new hits, smtps://user:password@host:465.',
  }),
  mailFrom: setting({
    env: 'TOCSIN_MAIL_FROM',
    fallback: 'tocsin@localhost',
    read: text,
    doc: 'Sender of those notices.',
  }),
  mailTo: setting<readonly string[]>({
    env: 'TOCSIN_MAIL_TO',
    fallback: [],
    read: list,
    doc: 'Who gets a notice of new hits, parted by commas; it names nobody.',
  }),
  alarmMailTo: setting<readonly string[]>({
    env: 'TOCSIN_ALARM_MAIL_TO',
    fallback: [],
    read: list,
    doc: 'Who gets a mail when somebody takes emergency access, a ledger was rewritten, or a partner asks more than was agreed, parted by commas. Where nobody is set, mailTo gets it.',
  }),
  logLevel: setting({
    env: 'TOCSIN_LOG_LEVEL',
    fallback: 'info',
    read: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    doc: 'How much is logged to standard error: fatal, error, warn, info, debug, trace or silent.',
  }),
  threads: setting<number | undefined>({
    env: 'TOCSIN_THREADS',
    fallback: undefined,
    read: number(1, 256, true),
    doc: 'Threads that search. Unset: one for each processor; in a service one less, because the store needs its own.',
  }),
  threshold: setting({
    env: 'TOCSIN_THRESHOLD',
    fallback: 0.7,
    read: number(0.5, 1, false),
    doc: 'Score from which a hit is shown, where the question does not say.',
  }),
  shrinkLimit: setting({
    env: 'TOCSIN_SHRINK_LIMIT',
    fallback: 0.2,
    read: number(0, 1, false),
    doc: 'Share of a list that may vanish in a new version; beyond it the version is held until somebody confirms it.',
  }),
  serviceName: setting({
    env: 'TOCSIN_SERVICE_NAME',
    fallback: 'local',
    read: text,
    doc: 'Name of this service; stands beside every statement that it recorded.',
  }),
  address: setting<string | undefined>({
    env: 'TOCSIN_ADDRESS',
    fallback: undefined,
    read: webAddress,
    doc: 'Address that people reach the pages by, https://tocsin.example; needed with an OpenID provider, which sends them back to it.',
  }),
  oidcIssuer: setting<string | undefined>({
    env: 'TOCSIN_OIDC_ISSUER',
    fallback: undefined,
    read: webAddress,
    doc: 'OpenID provider that people sign in at, as it writes itself (issuer). Unset: only passwords and passkeys. See docs/sign-in.md.',
  }),
  oidcClientId: setting<string | undefined>({
    env: 'TOCSIN_OIDC_CLIENT_ID',
    fallback: undefined,
    read: text,
    doc: 'Name of Tocsin at the provider.',
  }),
  oidcClientSecret: setting<string | undefined>({
    env: 'TOCSIN_OIDC_CLIENT_SECRET',
    fallback: undefined,
    secret: true,
    read: text,
    doc: 'Secret of Tocsin at the provider. Unset: a public client, which PKCE alone protects.',
  }),
  oidcRoles: setting<ReturnType<typeof roleMappings>>({
    env: 'TOCSIN_OIDC_ROLES',
    fallback: [],
    read: roleMappings,
    doc: 'Which value of which claim gives which role, groups:tocsin-watch=watch-officer, parted by commas. Who has none does not get in.',
  }),
  oidcClaim: setting({
    env: 'TOCSIN_OIDC_CLAIM',
    fallback: 'preferred_username',
    read: text,
    doc: 'Claim that a new account is named by.',
  }),
  oidcScope: setting({
    env: 'TOCSIN_OIDC_SCOPE',
    fallback: 'openid profile',
    read: text,
    doc: 'What Tocsin asks the provider for; some give groups only with a scope of their own.',
  }),
  serviceTitle: setting<string | undefined>({
    env: 'TOCSIN_SERVICE_TITLE',
    fallback: undefined,
    read: text,
    doc: 'Name of this service for people of partners. Unset: its name.',
  }),
  linkHost: setting<string | undefined>({
    env: 'TOCSIN_LINK_HOST',
    fallback: undefined,
    read: text,
    doc: 'Address to listen on for partners; 0.0.0.0 for partners on other machines. Unset: as host.',
  }),
  linkPort: setting<number | undefined>({
    env: 'TOCSIN_LINK_PORT',
    fallback: undefined,
    read: number(0, 65_535, true),
    doc: 'TCP port to listen on for partners. Unset: 1000 above port, and only where there is a partner or an invitation.',
  }),
  linkUrl: setting<string | undefined>({
    env: 'TOCSIN_LINK_URL',
    fallback: undefined,
    read: linkUrl,
    doc: 'Where partners reach this service, https://host:port. Unset: the address that it listens on.',
  }),
  agreementTwoPersons: setting<'always' | 'never'>({
    env: 'TOCSIN_AGREEMENT_TWO_PERSONS',
    fallback: 'always',
    read: oneOf('always', 'never'),
    doc: 'Whether an agreement with a partner, its change and its end are signed by two people of this service: always, or never. Revoking takes one.',
  }),
  requestTwoPersons: setting<'always' | 'medium'>({
    env: 'TOCSIN_REQUEST_TWO_PERSONS',
    fallback: 'always',
    read: oneOf('always', 'medium'),
    doc: 'When a second person must agree to a request to a partner: always, or only after a hit of medium strength.',
  }),
  answerTwoPersons: setting<'always' | 'marked' | 'never'>({
    env: 'TOCSIN_ANSWER_TWO_PERSONS',
    fallback: 'always',
    read: oneOf('always', 'marked', 'never'),
    doc: 'When a second person must agree to an answer or consent: always; marked, only where something of it is stricter than TLP:GREEN or has a code (consents always); or never.',
  }),
  requestDeadlineDays: setting({
    env: 'TOCSIN_REQUEST_DEADLINE_DAYS',
    fallback: 30,
    read: number(1, 366, true),
    doc: 'Days after which a request without a deadline of its own is late.',
  }),
  requestReminderDays: setting({
    env: 'TOCSIN_REQUEST_REMINDER_DAYS',
    fallback: 7,
    read: number(1, 366, true),
    doc: 'Days from a request to its first reminder, and between two; there are three at most.',
  }),
  requestKeptDays: setting({
    env: 'TOCSIN_REQUEST_KEPT_DAYS',
    fallback: 1830,
    read: number(1, 3660, true),
    doc: 'Days for which requests that are over, and values that a partner withdrew, are kept.',
  }),
  masterKey: setting<string | undefined>({
    env: 'TOCSIN_MASTER_KEY',
    fallback: undefined,
    secret: true,
    read: key,
    doc: 'Key that the secrets of the service are encrypted under, 64 hexadecimal digits. Unset: one is made in the data folder (master.key).',
  }),
  sessionIdleMinutes: setting({
    env: 'TOCSIN_SESSION_IDLE_MINUTES',
    fallback: 60,
    read: number(1, 1_440, true),
    doc: 'Minutes without a request after which a session ends.',
  }),
  sessionHours: setting({
    env: 'TOCSIN_SESSION_HOURS',
    fallback: 12,
    read: number(1, 168, true),
    doc: 'Hours after which a session ends in any case.',
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Config = {
  readonly [K in SettingName]: ReturnType<(typeof SETTINGS)[K]['read']> | (typeof SETTINGS)[K]['fallback'];
};
