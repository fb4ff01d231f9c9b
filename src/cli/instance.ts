import { join } from 'node:path';
import type { ReadConfig, SettingName } from '../config/index.ts';
import { UsageError } from './errors.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

/**
 * Settings of a named instance: several services on one machine, each with its own folder (store, keys) beneath the data folder,
 * and its name as the name of the service. Throws {@link UsageError} for a name that partners could not write.
 */
export function instanceOf(
  name: string | undefined,
  read: (given: Partial<Record<SettingName, string>>) => ReadConfig,
): ReadConfig {
  if (name === undefined) return read({});
  if (!NAME.test(name)) throw new UsageError('--name takes small letters, digits and "-", at most 32');
  const { config } = read({});
  return read({ serviceName: name, dataFolder: join(config.dataFolder, 'instances', name) });
}
