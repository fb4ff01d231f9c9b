import { fileURLToPath } from 'node:url';
import { type NoticeTarget, startNotices } from '../notices/index.ts';
import { startServer } from '../server/index.ts';
import { demonstrate } from './demonstration.ts';
import { demonstrateNetwork } from './demonstration-network.ts';
import { agree, demonstrated, loadPartner, PARTNER, partnerRecords } from './demonstration-partner.ts';
import { FailedError } from './errors.ts';
import { openLocalDoor } from './local-door.ts';
import { noticeTargets } from './notice-targets.ts';
import {
  administrator,
  type CommonOptions,
  folderOf,
  localOfficer,
  openOwn,
  removePlace,
  reviewer,
  type Service,
  settingsOf,
  writePlace,
} from './service.ts';
import { VERSION } from './version.ts';

/** Kept travellers are taken into the reverse index so often: a change of a list and a search find it ready. */
const PREPARE_EVERY_MS = 30_000;

/** Travellers are erased by the day; nobody counts hours. */
const ERASE_EVERY_MS = 86_400_000;

/** The link's port is so far above the port of the pages. */
const LINK_ABOVE = 1_000;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export interface StartOptions extends CommonOptions {
  readonly port?: string;
  readonly host?: string;
  readonly demonstration?: boolean;
  readonly demonstrationPartner?: boolean;
}

/** `tocsin start`: brings everything up, says where to look, and serves until it is told to stop. */
export function start(options: StartOptions): Promise<number> {
  return options.demonstrationPartner ? startPartner(options) : serve(options);
}

/** A second service beside the one that runs: to be asked from the chart of the first. */
function startPartner({ name: _, ...options }: StartOptions): Promise<number> {
  const { port, url } = demonstrated(options);
  return serve(
    { ...options, name: PARTNER, port: options.port ?? String(port + 1) },
    { shippedLists: 'false' },
    async ({ screening, partners }) => {
      await loadPartner(screening);
      await agree(options, { partners });
      const { askAbout } = partnerRecords(new Date());
      print(`Demonstration: this is ${PARTNER}, a partner of the service at ${url}.`);
      print(
        'There, choose the purpose Review, see Network, and ask about one of these, whom it has not told of:',
      );
      print(`  ${askAbout.slice(0, 4).join(', ')}`);
      print('The table that is asked is being made; that takes some seconds.');
    },
  );
}

async function serve(
  options: StartOptions,
  given: Parameters<typeof settingsOf>[1] = {},
  ready?: (service: Service) => Promise<void>,
): Promise<number> {
  const { config } = settingsOf(options, {
    ...given,
    ...(options.port !== undefined && { port: options.port }),
    ...(options.host !== undefined && { host: options.host }),
  });
  const told = noticeTargets(config);
  const service = await openOwn(config, print, 'door');
  const { screening, watch, chart, authority, audit, law, log } = service;
  let share: Awaited<ReturnType<typeof service.share>>;
  try {
    share = await service.share();
  } catch (error) {
    await service.close();
    throw error;
  }
  const first = await authority.firstAdministrator();
  const server = await startServer({
    screening,
    watch,
    chart,
    authority,
    taxii: share.taxii,
    audit,
    law,
    share,
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
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailedError(
      `${reason} (settings port and host: --port, --host; ${config.host}:${config.port})`,
    );
  });
  const linkUrl = await share
    .serve({
      host: config.linkHost ?? config.host,
      port: config.linkPort ?? (config.port === 0 ? 0 : config.port + LINK_ABOVE),
      always: config.linkPort !== undefined,
    })
    .catch(async (error: unknown) => {
      await server.close();
      await service.close();
      const reason = error instanceof Error ? error.message : String(error);
      throw new FailedError(
        `the link for partners cannot listen: ${reason} (settings linkPort and linkHost)`,
      );
    });
  const {
    socket,
    token,
    close: closeDoor,
  } = await openLocalDoor(service, folderOf(config), (error) => {
    log.error(
      { error: error instanceof Error ? error.name : 'unknown' },
      'a command of this machine broke off',
    );
  });
  law.onAlarm((alarm) => log.warn(alarm, 'emergency access was taken; it waits for its review'));
  writePlace(config, { pid: process.pid, url: server.url, socket, token });

  const targets: readonly NoticeTarget[] = [
    ...told,
    {
      name: 'log',
      // What is found of ledgers is logged where it is found.
      tellServiceAlarm: async (alarm) => {
        if (alarm.about === 'questions')
          log.warn(alarm, 'a partner asks what was not agreed, or answers with another key');
      },
    },
  ];
  const notices = startNotices({
    watch,
    law,
    targets,
    onError: (target, error) =>
      log.warn(
        { target, error: error instanceof Error ? error.message : 'unknown' },
        'a notice was not taken',
      ),
  });
  const prepare = (): void => {
    watch
      .prepare()
      .catch((error: unknown) => log.error(error, 'the reverse index was not brought up to date'));
  };
  prepare();
  const preparing = setInterval(prepare, PREPARE_EVERY_MS);
  preparing.unref();

  const erase = (): void => {
    share.sweep().catch((error: unknown) => log.error(error, 'what is over was not cleared'));
    law.keeping.eraseDue(localOfficer()).then(
      (erased) => log.info({ erased }, 'erased what was kept long enough'),
      (error: unknown) => log.error(error, 'erasing failed; it is tried again tomorrow'),
    );
    watch.erase(administrator()).then(
      (kept) => log.info(kept, 'masked and erased what was kept long enough'),
      (error: unknown) => log.error(error, 'erasing failed; it is tried again tomorrow'),
    );
  };
  erase();
  const erasing = setInterval(erase, ERASE_EVERY_MS);
  erasing.unref();

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
  if (linkUrl !== undefined) print(`Partners reach this service at ${linkUrl}`);
  print(`Look at ${server.url}`);
  const endDemonstration = options.demonstration
    ? await demonstrate(watch, (error) => log.error(error, 'the demonstration ended'))
    : undefined;
  if (endDemonstration) {
    print('Demonstration: made-up flights come in; choose the purpose Pre-arrival and see Watch.');
    print('Made-up reports of five services come in, too; choose the purpose Review and see Network.');
    demonstrateNetwork(screening, reviewer(config))
      .then(chart.prepare)
      .catch((error: unknown) => log.error(error, 'the made-up network ended'));
  }

  ready?.(service).catch((error: unknown) => log.error(error, 'the demonstration of a partner ended'));

  return new Promise((resolve) => {
    let stopping = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, 'stopping; a second signal stops at once');
      removePlace(config);
      endDemonstration?.();
      clearInterval(erasing);
      clearInterval(preparing);
      Promise.all([server.close(), closeDoor(), notices.stop()])
        .then(() => service.close())
        .then(
          () => resolve(0),
          (error: unknown) => {
            log.error({ error: error instanceof Error ? error.message : String(error) }, 'stopping failed');
            resolve(1);
          },
        );
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
