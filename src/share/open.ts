import { createPrivateKey } from 'node:crypto';
import { type Chart, openChart } from '../chart/index.ts';
import { serviceId } from '../model/index.ts';
import { type Ground, type OpenOptions, openAll } from '../screening/index.ts';
import { type OpenedService, type ServiceOptions, watchOn } from '../watch/index.ts';
import { type Changes, openChanges } from './changes.ts';
import {
  type Incident,
  type Link,
  type LinkLimits,
  type LinkRoom,
  type Outbox,
  openLink,
} from './link/index.ts';
import {
  answerPartners,
  answerRotations,
  type KeysRoom,
  openDirectory,
  openIdentity,
  openKeeping,
  openKeys,
  openPartners,
  openRotation,
  type PartnersRoom,
} from './partners/index.ts';
import { type Cooperation, type CooperationOptions, openCooperation } from './requests/index.ts';
import type { ShareGround } from './share-ground.ts';
import { type TaxiiRoom, taxiiOn } from './taxii/index.ts';
import { type WitnessRoom, witnessOf } from './witness/index.ts';

interface Closable {
  close(): Promise<void>;
}

/**
 * Rooms that are opened on the link and the partners, by name: the blind question, requests. Each registers what it answers
 * (`link.answer`) and what it deletes when an agreement is over (`partners.onOver`) while it is opened.
 */
export type Slots = Readonly<Record<string, (ground: ShareGround) => Promise<Closable>>>;

export interface ShareOptions {
  readonly folder: string;
  readonly serviceName: string;
  /** For people; the name where it is not given. */
  readonly serviceTitle?: string;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  /** Whether the process stays: what is posted is then tried again until it arrives. */
  readonly stays: boolean;
  /** Where partners reach this service, where it is known before it listens. */
  readonly linkUrl?: string;
  /** `always`: an agreement, its change and its end are signed by two people of this service; else by one. */
  readonly agreementTwoPersons?: 'always' | 'never';
  readonly limits?: Partial<LinkLimits>;
}

/** Where the link listens. */
export interface LinkPlace {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  /** Whether it listens although there is neither a partner nor an invitation. */
  readonly always: boolean;
}

export interface Share {
  readonly link: Link;
  readonly outbox: Outbox;
  readonly partners: PartnersRoom;
  readonly keys: KeysRoom;
  readonly changes: Changes;
  /**
   * Listens for partners, now or as soon as there is an invitation; gives the address where it listens now. Throws where the
   * port is taken.
   */
  serve(place: LinkPlace): Promise<string | undefined>;
  /** What is to be done every day. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** What is opened of slots. */
type Opened<S extends Slots> = { readonly [K in keyof S]: Awaited<ReturnType<S[K]>> };

/** An address that one can type: hosts that mean "everywhere" are reached on this machine. */
const urlOf = (host: string, port: number): string => {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `https://${shown}:${port}`;
};

/** An incident of one kind at one partner is written down once a minute at most: a partner must not fill the ledger. */
const INCIDENT_EVERY = 60_000;

/** Puts the rooms of share/ together. */
export async function openShare<S extends Slots>(
  {
    screening,
    gate,
    store,
    master,
    law,
  }: Pick<Ground, 'screening' | 'gate' | 'store' | 'master'> & {
    readonly law: Pick<Ground['law'], 'registerHeld'>;
  },
  options: ShareOptions,
  slots: S,
): Promise<Share & { readonly rooms: Opened<S> }> {
  const { now, onError, stays, limits } = options;
  const { partners: records, ledger } = store;
  const { ring } = master;
  const self = serviceId(options.serviceName);
  const title = options.serviceTitle ?? options.serviceName;
  const identity = await openIdentity({ id: self, title, records, ring, now });

  /** What partners do stands in the ledger of this service as well. */
  const write = async (
    partner: string,
    action: string,
    allowed: boolean,
    rule: string,
    subjects: readonly string[],
  ): Promise<void> =>
    ledger.append({
      at: now().toISOString(),
      account: `partner:${partner}`,
      roles: ['partner'],
      purpose: 'partnership',
      legalBasis: 'agreement',
      action,
      allowed,
      rule,
      subjects: [partner, ...subjects],
      count: 1,
    });
  const noted = new Map<string, number>();
  const onIncident = ({ partner, what }: Incident): void => {
    if (partner === undefined) return;
    const key = `${partner} ${what}`;
    const at = now().getTime();
    if (at - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < INCIDENT_EVERY) return;
    noted.set(key, at);
    write(partner, 'link', false, what, []).catch(onError);
  };
  const note = (partner: string, step: string, subjects: readonly string[]): Promise<void> =>
    write(partner, step, true, 'agreement', subjects);

  let room: LinkRoom | undefined;
  const link = (): LinkRoom => {
    if (!room) throw new Error('the link is not open yet');
    return room;
  };
  let place: LinkPlace | undefined;
  let beginning: Promise<void> | undefined;

  const directory = openDirectory({ identity, records, now, onIncident });
  const keeping = openKeeping({ identity, records, now, link });
  const rotation = openRotation({ identity, directory, records, link });
  const listenNow = async ({ host, port }: LinkPlace): Promise<void> => {
    const shown = await identity.shown();
    const found = await link().listen(host, port, await identity.keys(shown.number));
    const url = options.linkUrl ?? urlOf(host, found);
    const newest = await identity.newest();
    // Where this service is reached changed: partners are told.
    if (newest.url !== url) await rotation.rotate({ url }, true);
    else await rotation.settle();
    void link().outbox.bring();
  };
  const listen = async (): Promise<void> => {
    // It listens before its address is written down: whoever comes between waits for that, too.
    if (place && (beginning || !link().isListening())) {
      beginning ??= listenNow(place).finally(() => {
        beginning = undefined;
      });
      await beginning;
    } else if (!place && options.linkUrl !== undefined) {
      const newest = await identity.newest();
      if (newest.url === '') await rotation.rotate({ url: options.linkUrl }, true);
    }
  };
  const partners = openPartners({
    ring,
    twoPersons: options.agreementTwoPersons === 'always',
    identity,
    directory,
    records,
    keeping,
    gate,
    now,
    link,
    listen,
    note,
  });
  room = openLink({
    self,
    peers: directory,
    records,
    guest: partners.guest,
    now,
    onIncident,
    onError,
    onArrived: rotation.arrived,
    stays,
    ...(limits && { limits }),
  });
  answerPartners({ identity, directory, records, keeping, now, link, note });
  answerRotations({ directory, records, link, now, note });
  const keys = openKeys({ identity, rotation, master, gate });

  const ground: ShareGround = {
    link: room,
    outbox: room.outbox,
    partners,
    ring,
    store,
    screening,
    gate,
    async signingKey(partner) {
      const own =
        (await directory.peer(partner))?.own ?? (await identity.keys((await identity.newest()).number));
      return createPrivateKey({ key: own.signing.jwk as { readonly kty: string }, format: 'jwk' });
    },
    registerHeld: law.registerHeld,
    stays,
    now,
    onError,
  };
  const changes = openChanges(ground);
  const rooms: Record<string, Closable> = {};
  const close = async (): Promise<void> => {
    changes.close();
    await link().close();
    for (const one of Object.values(rooms)) await one.close();
  };
  try {
    for (const [name, open] of Object.entries(slots)) rooms[name] = await open(ground);
    // A kill may have come between the end of an agreement and the deletion.
    await partners.sweep();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    link: room,
    outbox: room.outbox,
    partners,
    keys,
    changes,
    rooms: rooms as Opened<S>,
    async serve(where) {
      place = where;
      if (where.always || (await partners.isNeeded())) await listen();
      return link().isListening() ? (await identity.newest()).url : undefined;
    },
    sweep: partners.sweep,
    close,
  };
}

/** What partners may learn, with the blind question and requests open on it. */
export type WholeShare = Share & { readonly rooms: { readonly cooperation: Cooperation } };

/** All rooms of share/. */
export type OpenedShare = Share & {
  readonly rooms: { readonly cooperation: Cooperation; readonly witness: WitnessRoom };
  readonly taxii: TaxiiRoom;
};

/** A whole service: store, index, gate, accounts, watch, and what partners may learn. */
export interface OpenedTocsin extends OpenedService {
  readonly chart: Chart;
  /**
   * Opens what partners may learn, once. Most processes do not need it, and one whose master key is not that of the others on
   * its database cannot: workers, and commands that ask nobody.
   */
  share(): Promise<OpenedShare>;
  /** Looks for what other processes on the same store changed of requests and partners. */
  followShare(): Promise<void>;
}

/** Opens everything together. */
export async function openTocsin(
  options: OpenOptions &
    ServiceOptions &
    Pick<ShareOptions, 'serviceTitle' | 'stays' | 'linkUrl' | 'agreementTwoPersons'> &
    Omit<CooperationOptions, 'threads'>,
): Promise<OpenedTocsin> {
  let share: ReturnType<OpenedTocsin['share']> | undefined;
  const { upper, ...opened } = await openAll(options, async (ground) => {
    const watch = await watchOn(ground, options);
    const chart = openChart({
      ties: ground.ties,
      records: ground.charts,
      travel: ground.travel,
      screening: ground.screening,
      gate: ground.gate,
      registerHeld: ground.law.registerHeld,
      serviceName: options.serviceName,
      partners: async () =>
        share === undefined ? [] : (await (await share).partners.list()).map(({ party }) => party.id),
      now: options.now,
    });
    return {
      watch,
      chart,
      share: () => {
        share ??= openShare(ground, options, {
          cooperation: (on) => openCooperation(on, options),
          witness: witnessOf(options),
        }).then((opened) => ({
          ...opened,
          taxii: taxiiOn(ground, { ...options, partners: opened.partners }),
        }));
        return share;
      },
      followShare: ground.store.beats.follow,
      async close() {
        const opened = await share?.catch(() => undefined);
        await opened?.taxii.settled();
        await opened?.close();
        await chart.close();
        await watch.close();
      },
    };
  });
  const { watch, followShare } = upper;
  return { ...opened, watch, chart: upper.chart, share: upper.share, followShare };
}
