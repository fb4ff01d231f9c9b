import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DoorPlace, Rooms } from '../../src/cli/local-call.ts';
import { remoteRooms } from '../../src/cli/remote-service.ts';
import { DEFAULT_POLICY, openGate } from '../../src/law/index.ts';
import { localActor, type Screening } from '../../src/screening/index.ts';
import { openShare, type Share } from '../../src/share/index.ts';
import type { LinkLimits } from '../../src/share/link/index.ts';
import { openMasterKey, openStore, type Store } from '../../src/store/index.ts';

export const liaison = localActor('test', 'partnership', 'public-task');

/** A service in this process: an empty store in memory, its link on a free port of this machine. */
export interface TestService {
  readonly name: string;
  readonly store: Store;
  readonly share: Share;
  readonly port: number;
  readonly folder: string;
  /** What happened that nobody waited for. */
  readonly errors: unknown[];
  /** Partners whose tables were cleared. */
  readonly cleared: string[];
  /** Moves its clock. */
  clock: { offset: number };
  /** Closes the rooms of share/, and opens them anew on the same store. */
  restart(): Promise<TestService>;
  close(): Promise<void>;
}

/** Short times, so that tests of slowness are quick. */
const LIMITS: Partial<LinkLimits> = {
  handshakeTime: 1_000,
  receiveTime: 1_200,
  slowCheck: 100,
  connectTime: 2_000,
  answerTime: 4_000,
  firstRetry: 20,
  firstPostWait: 50,
  longestPostWait: 200,
};

export async function service(
  name: string,
  kept?: { readonly store: Store; readonly folder: string; readonly port: number },
  agreementTwoPersons: 'always' | 'never' = 'never',
  /** False: only once there is an invitation; its port is 0. */
  listens = true,
): Promise<TestService> {
  const clock = { offset: 0 };
  const now = () => new Date(Date.now() + clock.offset);
  const folder = kept?.folder ?? mkdtempSync(join(tmpdir(), `tocsin-${name}-`));
  const store = kept?.store ?? (await openStore({}, now()));
  const errors: unknown[] = [];
  const cleared: string[] = [];
  const share = await openShare(
    {
      store,
      master: await openMasterKey(folder, undefined, (key) => store.keyRing(key, now)),
      gate: openGate(DEFAULT_POLICY, store.ledger, now),
      law: { registerHeld: () => {} },
      // No room of these tests looks for persons.
      screening: { onChange: () => {} } as unknown as Screening,
    },
    {
      folder,
      serviceName: name,
      serviceTitle: `Service ${name}`,
      now,
      onError: (error) => errors.push(error),
      stays: true,
      agreementTwoPersons,
      limits: LIMITS,
    },
    {
      clearing: async ({ partners }) => {
        partners.onOver(async (partner) => void cleared.push(partner));
        return { close: async () => {} };
      },
    },
  );
  const url = await share.serve({ host: '127.0.0.1', port: kept?.port ?? 0, always: listens });
  const port = url === undefined ? 0 : Number(new URL(url).port);
  return {
    name,
    store,
    share,
    port,
    folder,
    errors,
    cleared,
    clock,
    async restart() {
      await share.close();
      return service(name, { store, folder, port });
    },
    async close() {
      await share.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The rooms of a process that serves a data folder, asked over its local door: quicker than a command for every look. */
export const roomsOf = (dataFolder: string): Rooms =>
  remoteRooms(JSON.parse(readFileSync(join(dataFolder, 'server.json'), 'utf8')) as DoorPlace);

/** Both sign an agreement. */
export async function agree(a: TestService, b: TestService, terms: object = {}): Promise<void> {
  const { text } = await a.share.partners.invite(liaison, { name: b.name, terms });
  await b.share.partners.accept(liaison, text);
}

/** Both sign an agreement, as processes in which one person may do it. */
export async function agreeRunning(
  inviting: Rooms,
  invited: Rooms,
  name: string,
  terms: object = {},
): Promise<void> {
  const outcome = await inviting.partners.take(liaison, { what: 'invite', name, terms });
  if (!('invitation' in outcome)) throw new Error(`the invitation of ${name} waits for a second person`);
  await invited.partners.take(liaison, { what: 'accept', text: outcome.invitation.text });
}

/** Waits until something is so; it is looked at again after each turn of what runs. */
export async function until(so: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 10));
}

export const ledgerOf = async ({ store }: TestService): Promise<readonly string[]> =>
  (await store.ledger.read({ limit: 200 }))
    .map(({ action, account, allowed, rule }) => `${account} ${action} ${allowed ? 'yes' : rule}`)
    .reverse();
