import { EXIT, UsageError } from './errors.ts';
import { administrator, type CommonOptions, openDesk, settingsOf } from './service.ts';

export interface ApiKeyOptions extends CommonOptions {
  readonly role?: string;
  readonly purpose?: string;
  readonly legalBasis?: string;
  readonly revoke?: boolean;
}

/** `tocsin api-key [NAME]`: makes a key for a program, shown once; without a name lists the keys; `--revoke ID` ends one. */
export async function apiKey(name: string | undefined, options: ApiKeyOptions): Promise<number> {
  if (options.revoke && name === undefined) throw new UsageError('--revoke needs the id of the key');
  const { config } = settingsOf(options);
  const desk = await openDesk(config);
  const officer = administrator();
  const print = (value: unknown, text: string): void => {
    process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : text);
  };
  try {
    if (name === undefined) {
      const keys = await desk.authority.keys(officer);
      const lines = keys.map(
        (key) =>
          `${key.id}  ${key.name}  ${key.roles.join(', ')}, ${key.purpose}, ${key.legalBasis}${key.revokedAt === undefined ? '' : '  revoked'}\n`,
      );
      print(keys, lines.join('') || 'There is no key. Make one: tocsin api-key NAME\n');
    } else if (options.revoke) {
      await desk.authority.revokeKey(officer, name);
      print({ id: name, revoked: true }, `${name}: revoked\n`);
    } else {
      const made = await desk.authority.createKey(officer, {
        name,
        account: name,
        roles: [options.role ?? 'screener'],
        purpose: options.purpose ?? 'screening',
        legalBasis: options.legalBasis ?? config.yenteLegalBasis,
      });
      print(
        made,
        `${made.key}\n\nIt is shown only now. Send it as "Authorization: ApiKey …". End it: tocsin api-key --revoke ${made.id}\n`,
      );
    }
    return EXIT.ok;
  } finally {
    await desk.close();
  }
}
