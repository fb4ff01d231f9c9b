/**
 * The settings: each documented once, checked at start, printed without secrets.
 */
export { ConfigError, configurationPage, type ReadConfig, readConfig, showConfig } from './read-config.ts';
export type { Config, SettingName } from './settings.ts';
