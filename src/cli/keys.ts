import { readFileSync } from 'node:fs';
import { UsageError } from './errors.ts';
import { administrator, answerAt, type CommonOptions } from './service.ts';

/** `tocsin keys list`: names and ages, never a secret. */
export const listKeys = (options: CommonOptions): Promise<number> =>
  answerAt(options, async ({ keys }) => {
    const found = await keys.list(administrator());
    const lines = [
      `pin that partners know: ${found.pin}`,
      ...found.sets.map(
        ({ number, pin, signing, madeAt, shown }) =>
          `set ${number}  ${madeAt.slice(0, 10)}  link ${pin}  signing ${signing}${shown ? '  in use' : '  announced'}`,
      ),
      ...(found.notTold.length > 0 ? [`not acknowledged yet by: ${found.notTold.join(', ')}`] : []),
      ...found.secrets.map(({ name, madeAt }) => `secret ${name}  ${madeAt.slice(0, 10)}`),
      `master key: ${found.master}`,
    ];
    return [found, `${lines.join('\n')}\n`];
  });

/** `tocsin keys rotate link|signing [--at-once]`. */
export const rotate = (
  what: string,
  options: CommonOptions & { readonly atOnce?: boolean },
): Promise<number> => {
  if (what !== 'link' && what !== 'signing')
    throw new UsageError(`there is no key ${what} to rotate; there is link and signing`);
  return answerAt(options, async ({ keys }) => {
    const made = await keys.rotate(administrator(), what, options.atOnce ?? false);
    const rest =
      made.notTold.length === 0
        ? 'Every partner knows it.'
        : options.atOnce
          ? `In use. These partners cannot reach this service until they hear of it: ${made.notTold.join(', ')}`
          : `It is used as soon as all have acknowledged; waiting for: ${made.notTold.join(', ')}`;
    return [made, `set ${made.number}, pin ${made.pin}\n${rest}\n`];
  });
};

/** `tocsin keys change-master [--to FILE]`. */
export const changeMaster = (options: CommonOptions & { readonly to?: string }): Promise<number> => {
  const key = options.to === undefined ? undefined : readFileSync(options.to, 'utf8').trim();
  if (key !== undefined && !/^[0-9a-f]{64}$/i.test(key))
    throw new UsageError(`${options.to} must hold 64 hexadecimal digits`);
  return answerAt(options, async ({ keys }) => {
    const done = await keys.changeMaster(administrator(), key === undefined ? {} : { key });
    const where = done.master.startsWith('setting')
      ? 'Set TOCSIN_MASTER_KEY to the new key before the next start.'
      : `The key lies in ${done.master}; keep a copy of it apart from the backups of the store.`;
    return [done, `${done.secrets} secrets are encrypted under the new key. ${where}\n`];
  });
};
