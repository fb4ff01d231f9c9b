import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Site } from '../law/index.ts';

/**
 * Where the browser of a request is, for passkeys; `undefined` where they cannot work: WebAuthn wants a name and not an
 * address, and TLS except on `localhost`. That the host is ours need not be believed: an authenticator signs for the host
 * that its browser is really at, and a passkey is only taken at the host that it was made for.
 */
export function siteOf(request: FastifyRequest): Site | undefined {
  const [name = ''] = request.host.toLowerCase().split(/:\d+$/);
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || !URL.canParse(`https://${name}`)) return undefined;
  const local = name === 'localhost' || name.endsWith('.localhost');
  const host = request.host.toLowerCase();
  return { host: name, origins: [`https://${host}`, ...(local ? [`http://${host}`] : [])] };
}
