import type { Asker, Gate } from '../../law/index.ts';
import type { MasterKey } from '../../store/index.ts';
import type { Identity } from './identity.ts';
import type { Rotation } from './rotation.ts';

/** The keys of this service, for people: names and ages, never a secret. */
export interface KeysRoom {
  list(asker: Asker): Promise<{
    /** SHA-256 of the public key that is shown to partners, base64url. */
    readonly pin: string;
    readonly sets: readonly {
      readonly number: number;
      readonly pin: string;
      readonly signing: string;
      readonly madeAt: string;
      readonly shown: boolean;
    }[];
    /** Partners that have not acknowledged the newest set. */
    readonly notTold: readonly string[];
    readonly secrets: readonly { readonly name: string; readonly madeAt: string }[];
    readonly master: string;
  }>;
  /** `atOnce` for a key that has leaked: partners that do not hear of it in time cannot reach this service until they do. */
  rotate(
    asker: Asker,
    what: 'link' | 'signing',
    atOnce: boolean,
  ): Promise<{ readonly number: number; readonly pin: string; readonly notTold: readonly string[] }>;
  /** Encrypts all secrets under another master key; gives how many, and where the key lies now. */
  changeMaster(
    asker: Asker,
    to: { readonly key?: string },
  ): Promise<{ readonly secrets: number; readonly master: string }>;
}

export interface KeysOptions {
  readonly identity: Identity;
  readonly rotation: Rotation;
  readonly master: MasterKey;
  readonly gate: Gate;
}

export function openKeys({ identity, rotation, master, gate }: KeysOptions): KeysRoom {
  return {
    list: (asker) =>
      gate.pass(asker, 'keep-links', {}, async () => {
        const shown = await identity.shown();
        const sets = (await identity.sets()).map(({ number, spki, kid, madeAt }) => ({
          number,
          pin: spki,
          signing: kid,
          madeAt,
          shown: number === shown.number,
        }));
        const result = {
          pin: shown.spki,
          sets,
          notTold: await rotation.notTold(),
          secrets: await master.ring.list(),
          master: master.place,
        };
        return { result, ids: sets.map(({ pin }) => pin) };
      }),
    rotate: (asker, what, atOnce) =>
      gate.pass(asker, 'keep-links', { ids: [`rotate ${what}`] }, async () => {
        const { number, spki } = await rotation.rotate(what, atOnce);
        return { result: { number, pin: spki, notTold: await rotation.notTold() }, ids: [spki], count: 1 };
      }),
    changeMaster: (asker, { key }) =>
      gate.pass(asker, 'keep-links', { ids: ['change master key'] }, async () => {
        const secrets = await master.change(key === undefined ? undefined : Buffer.from(key, 'hex'));
        return { result: { secrets, master: master.place }, ids: [], count: secrets };
      }),
  };
}
