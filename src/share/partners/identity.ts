import type { JWK } from 'jose';
import type { KeyRing, PartnerRecords } from '../../store/index.ts';
import {
  makeSigningKey,
  makeTlsKey,
  type OwnKeys,
  publicJwk,
  type SigningKey,
  type TlsKey,
} from '../link/index.ts';
import type { Party } from './agreement.ts';
import { PartnerError } from './partner-error.ts';

/** The keys and the address that this service has at one time; a rotation makes the next set. */
export interface KeySet {
  readonly number: number;
  readonly spki: string;
  readonly kid: string;
  /** Empty before it is known. */
  readonly url: string;
  readonly madeAt: string;
}

interface SelfRecord {
  /** Oldest first: while a rotation goes on there are several. */
  readonly sets: readonly KeySet[];
  /** The one that is shown to whoever connects. */
  readonly shown: number;
}

/** This service among its partners: its name and its keys, which lie encrypted in the key ring. */
export interface Identity {
  readonly id: string;
  readonly title: string;
  sets(): Promise<readonly KeySet[]>;
  newest(): Promise<KeySet>;
  shown(): Promise<KeySet>;
  /** The keys of a set; of the oldest that is left where that one is gone. */
  keys(number: number): Promise<OwnKeys>;
  party(set: KeySet): Promise<Party>;
  /** Makes the next set; what is not named stays as it is. */
  next(change: {
    readonly link?: boolean;
    readonly signing?: boolean;
    readonly url?: string;
  }): Promise<KeySet>;
  /** Shows a set from now on. */
  show(number: number): Promise<void>;
  /** Destroys all sets before one. */
  dropBefore(number: number): Promise<void>;
  /** Whether we sign or have signed with this key. */
  isOurs(key: JWK): Promise<boolean>;
}

export interface IdentityOptions {
  readonly id: string;
  readonly title: string;
  readonly records: PartnerRecords;
  readonly ring: KeyRing;
  readonly now: () => Date;
}

const SELF = 'self';
const tlsName = (spki: string): string => `link/tls/${spki}`;
const signingName = (kid: string): string => `link/signing/${kid}`;
/** Public keys that this service has signed agreements with. In the ring, so that nobody can add one. */
const SIGNED_WITH = 'link/signed-with';

const packed = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** Opens the identity; makes the first keys where there are none. */
export async function openIdentity({ id, title, records, ring, now }: IdentityOptions): Promise<Identity> {
  const read = async <T>(name: string): Promise<T> => {
    const found = await ring.find(name);
    if (!found)
      throw new PartnerError('unknown', `the secret ${name} is gone; restore the store from a backup`);
    return JSON.parse(found.toString('utf8')) as T;
  };
  const self = async (): Promise<SelfRecord> => {
    const found = await records.record<SelfRecord>('self', SELF);
    if (!found) throw new PartnerError('unknown', 'this service has no keys; open it again');
    return found;
  };
  const keepTls = async (): Promise<string> => {
    const made = await makeTlsKey(id, now());
    await ring.keep(tlsName(made.spki), packed(made));
    return made.spki;
  };
  const keepSigning = async (): Promise<string> => {
    const made = await makeSigningKey();
    await ring.keep(signingName(made.kid), packed(made));
    const before = (await ring.find(SIGNED_WITH))?.toString('utf8') ?? '[]';
    await ring.keep(SIGNED_WITH, packed([...(JSON.parse(before) as JWK[]), publicJwk(made)]));
    return made.kid;
  };

  if (!(await records.record('self', SELF))) {
    const first: KeySet = {
      number: 1,
      spki: await keepTls(),
      kid: await keepSigning(),
      url: '',
      madeAt: now().toISOString(),
    };
    // Another process may have been quicker: its keys count then.
    await records.change<SelfRecord>('self', SELF, (there) => there ?? { sets: [first], shown: 1 });
  }

  const change = async (next: (now: SelfRecord) => SelfRecord): Promise<SelfRecord> =>
    (await records.change<SelfRecord>('self', SELF, (there) => {
      if (!there) throw new PartnerError('unknown', 'this service has no keys; open it again');
      return next(there);
    })) as SelfRecord;

  const identity: Identity = {
    id,
    title,
    sets: async () => (await self()).sets,
    newest: async () => (await self()).sets.at(-1) as KeySet,
    async shown() {
      const { sets, shown } = await self();
      return sets.find(({ number }) => number === shown) ?? (sets.at(-1) as KeySet);
    },
    async keys(number) {
      const { sets } = await self();
      const set = sets.find((one) => one.number === number) ?? (sets[0] as KeySet);
      return {
        tls: await read<TlsKey>(tlsName(set.spki)),
        signing: await read<SigningKey>(signingName(set.kid)),
      };
    },
    async party({ url, spki, kid }) {
      return { id, title, url, spki, signingKey: publicJwk(await read<SigningKey>(signingName(kid))) };
    },
    async next({ link, signing, url }) {
      const spki = link ? await keepTls() : undefined;
      const kid = signing ? await keepSigning() : undefined;
      const { sets } = await change(({ sets, shown }) => {
        const last = sets.at(-1) as KeySet;
        const made: KeySet = {
          number: last.number + 1,
          spki: spki ?? last.spki,
          kid: kid ?? last.kid,
          url: url ?? last.url,
          madeAt: now().toISOString(),
        };
        return { sets: [...sets, made], shown };
      });
      return sets.at(-1) as KeySet;
    },
    async show(number) {
      await change(({ sets }) => ({ sets, shown: number }));
    },
    async dropBefore(number) {
      const before = await self();
      const { sets } = await change(({ sets, shown }) => ({
        sets: sets.filter((set) => set.number >= number),
        shown,
      }));
      for (const { spki, kid } of before.sets) {
        if (!sets.some((set) => set.spki === spki)) await ring.destroy(tlsName(spki));
        if (!sets.some((set) => set.kid === kid)) await ring.destroy(signingName(kid));
      }
    },
    async isOurs(key) {
      const known = await read<readonly JWK[]>(SIGNED_WITH);
      return known.some(({ x }) => x === key.x);
    },
  };
  return identity;
}
