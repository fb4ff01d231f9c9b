import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startServer } from '../server/index.ts';
import { UsageError } from './errors.ts';
import {
  administrator,
  type CommonOptions,
  openService,
  removeServerFile,
  screener,
  settingsOf,
  writeServerFile,
} from './service.ts';

export const VERSION = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** `tocsin start`: brings everything up, says where to look, and serves until it is told to stop. */
export async function start(
  options: CommonOptions & { readonly port?: string; readonly host?: string },
): Promise<number> {
  const { config: read } = settingsOf(options);
  const config = {
    ...read,
    ...(options.port !== undefined && { port: Number(options.port) }),
    ...(options.host !== undefined && { host: options.host }),
  };
  const service = await openService(config, print);
  const { screening, authority, log } = service;
  const first = await authority.firstAdministrator();
  const { key } = await localKey(service);
  const server = await startServer({
    screening,
    authority,
    log,
    config: {
      host: config.host,
      port: config.port,
      hostNames: config.hostNames,
      https: config.https,
      behindProxy: config.behindProxy,
      ...(config.yenteNeedsKey !== undefined && { yenteNeedsKey: config.yenteNeedsKey }),
      yenteLegalBasis: config.yenteLegalBasis,
      allowedOrigins: config.allowedOrigins,
      pagesFolder: fileURLToPath(new URL('../../dist/web', import.meta.url)),
      version: VERSION,
    },
  }).catch(async (error: unknown) => {
    await service.close();
    // The port is taken, or the address is not of this machine: something to set right, not a fault.
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
  writeServerFile(config, { pid: process.pid, url: server.url, key });

  const { lists, indexed } = await screening.status();
  print(`Tocsin ${VERSION}, ${service.store}`);
  for (const { dataset, version, entities } of lists)
    print(`  ${dataset}  version ${version}  ${entities} entries`);
  print(`  ${indexed} persons, organisations, vessels and aircraft can be found by name`);
  if (first) {
    print('');
    print(`First sign-in: account ${first.account}, one-time code ${first.code}`);
  }
  print('');
  print(`Look at ${server.url}`);

  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, 'stopping; a second signal stops at once');
      server
        .close()
        .then(() => service.close())
        .then(
          () => resolve(0),
          (error: unknown) => {
            log.error({ error: error instanceof Error ? error.message : String(error) }, 'stopping failed');
            resolve(1);
          },
        )
        .finally(() => removeServerFile(config));
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

/** A key for the commands of this machine's user, new at each start; the one of the last start ends. */
async function localKey({
  authority,
  config,
}: Awaited<ReturnType<typeof openService>>): Promise<{ readonly key: string }> {
  const officer = administrator();
  const name = 'commands on this machine';
  for (const old of await authority.keys(officer)) {
    if (old.name === name && old.revokedAt === undefined) await authority.revokeKey(officer, old.id);
  }
  const { account, legalBasis } = screener(config);
  return authority.createKey(officer, {
    name,
    account,
    roles: ['screener', 'analyst'],
    purpose: 'screening',
    legalBasis,
  });
}
