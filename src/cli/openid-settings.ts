import { type Config, ConfigError } from '../config/index.ts';
import type { OpenidSettings } from '../law/index.ts';

/** What the settings say of the OpenID provider; `undefined` without one. Throws {@link ConfigError} where some are missing. */
export function openidSettings(config: Config): OpenidSettings | undefined {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, address } = config;
  if (issuer === undefined) return undefined;
  if (clientId === undefined)
    throw new ConfigError('oidcIssuer needs oidcClientId: the name of Tocsin there');
  if (address === undefined)
    throw new ConfigError('oidcIssuer needs address: where the provider sends people back to');
  if (config.oidcRoles.length === 0)
    throw new ConfigError('oidcIssuer needs oidcRoles, or nobody gets in: groups:tocsin-watch=watch-officer');
  return {
    issuer,
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    roles: config.oidcRoles,
    nameClaim: config.oidcClaim,
    scope: config.oidcScope,
    address,
  };
}
