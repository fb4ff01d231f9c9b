import { KEPT, type StoredEpoch, type StoredPart } from '../../store/index.ts';
import type { KeyPair } from '../oprf/index.ts';
import { type EpochSeeds, openEpochSeeds } from './epoch-key.ts';
import { type AskGround, note } from './ground.ts';
import { type Holders, openHolders } from './holders.ts';
import { accepted, KINDS, keysOf, type Manifest, readMessage, signAgain, signMessage } from './messages.ts';
import { openOutputCache } from './output-cache.ts';
import { openOutputWorkers } from './own-outputs.ts';
import { openOwnTables } from './own-tables.ts';
import type { PartnerOf } from './plan.ts';
import { EPOCH_LEAD_MILLISECONDS } from './tuning.ts';

/** The epoch in which this service answers. */
export interface CurrentEpoch {
  readonly epoch: number;
  readonly until: string;
  /** The owner's share of the key. */
  readonly key: KeyPair;
  readonly manifest: string;
}

export interface OwnEpochs {
  /** `undefined` before the first is ready. */
  current(): Promise<CurrentEpoch | undefined>;
  /** The parts of a partner's table, under the signature by which that partner knows this service now. */
  partsFor(asker: string, epoch: number): Promise<readonly StoredPart[]>;
  /** Makes epochs and tables that are due, brings tables up to date, destroys what is over. */
  keep(): Promise<void>;
}

const DAY = 86_400_000;

export function openOwnEpochs(ground: AskGround): OwnEpochs {
  const { store, partners, link, signingKey, threads, now, tell, onError } = ground;
  const seeds: EpochSeeds = openEpochSeeds(ground.keyRing);
  const holders: Holders = openHolders(ground);
  const tables = openOwnTables(ground);
  let opened: CurrentEpoch | undefined;

  const inForce = async (): Promise<readonly PartnerOf[]> =>
    (await partners.list()).map(({ party, agreement }) => ({ id: party.id, agreement }));

  /** Nobody's table is under one key longer than is agreed with it. */
  const lengthOf = (those: readonly PartnerOf[]): number =>
    Math.min(KEPT.longestEpoch, ...those.map(({ agreement }) => agreement.epochDays)) * DAY;

  /** Runs with all that tables of an epoch are made with. */
  const withEpoch = async (
    { epoch, until }: Pick<StoredEpoch, 'epoch' | 'until'>,
    run: (
      of: Parameters<typeof tables.complete>[0],
      keys: readonly { readonly id: string; readonly publicKey: string }[],
    ) => Promise<void>,
  ): Promise<void> => {
    const self = (await partners.self()).id;
    const key = await seeds.make(self, epoch);
    const others = await holders.keysOf(epoch, until);
    const keys = [
      { id: self, publicKey: Buffer.from(key.publicKey).toString('base64url') },
      ...others.map(({ id, publicKey }) => ({ id, publicKey: Buffer.from(publicKey).toString('base64url') })),
    ];
    const workers = openOutputWorkers(key, threads, others);
    try {
      const outputs = openOutputCache(store, epoch, workers);
      await run({ epoch, outputs, publicKeys: keys.map(({ publicKey }) => publicKey) }, keys);
    } finally {
      await workers.close();
    }
  };

  /** Destroys an epoch: seeds of all holders, outputs, tables. What is left are references, for a while, and receipts. */
  const end = async (self: string, epoch: StoredEpoch): Promise<void> => {
    const at = now().toISOString();
    for (const asker of await store.askers(self, epoch.epoch)) {
      const parts = await store.parts({ owner: self, asker, epoch: epoch.epoch });
      const receipt = await signMessage(
        'tocsin-receipt',
        {
          owner: self,
          asker,
          epoch: epoch.epoch,
          by: self,
          destroyed: ['seed', 'outputs', 'table'],
          tables: parts.map(({ sha256 }) => sha256),
          at,
        },
        await signingKey(asker),
      );
      // Before it is done, so that a cut does not lose for whom; done again, it says the same.
      await store.putReceipt({ owner: self, partner: asker, epoch: epoch.epoch, by: self, receipt, at });
    }
    await holders.destroy(epoch.epoch);
    await seeds.destroy(self, epoch.epoch);
    await store.dropEpoch(
      self,
      epoch.epoch,
      new Date(now().getTime() + KEPT.referenceGrace * DAY).toISOString(),
    );
    await store.putEpoch({ ...epoch, state: 'over' });
    await note(ground, {
      account: 'machine',
      role: 'machine',
      purpose: 'cooperation',
      legalBasis: 'agreement',
      action: 'destroy-epoch',
      allowed: true,
      rule: 'epoch-over',
      subjects: [`epoch:${epoch.epoch}`],
      count: 1,
    });
  };

  const begin = async (self: string, last: StoredEpoch | undefined): Promise<void> => {
    const those = await inForce();
    if (those.length === 0) return;
    const from = now();
    // A start that was cut goes on where it was: what it has made is of the lists that it saw, and later ones are taken in after.
    const unfinished = last?.state === 'building' && last.until > from.toISOString() ? last : undefined;
    const row: StoredEpoch = unfinished ?? {
      role: 'own',
      owner: self,
      epoch: (last?.epoch ?? 0) + 1,
      state: 'building',
      from: from.toISOString(),
      until: new Date(from.getTime() + lengthOf(those)).toISOString(),
      listsSeen: await store.lastListChange(),
    };
    const { epoch } = row;
    await store.putEpoch(row);
    const old = (await store.epochs('own', self)).filter(
      (one) => one.state !== 'over' && one.epoch !== epoch,
    );
    await withEpoch(row, async (of, keys) => {
      await tables.complete(of, those, old.findLast(({ state }) => state === 'open')?.epoch, (done, all) =>
        tell({ type: 'progress', epoch, done, of: all }),
      );
      const content: Manifest = {
        owner: self,
        epoch,
        canon: 1,
        holders: keys,
        from: row.from,
        until: row.until,
      };
      const manifest = await signMessage('tocsin-manifest', content, await signingKey(self));
      await note(ground, {
        account: 'machine',
        role: 'machine',
        purpose: 'cooperation',
        legalBasis: 'agreement',
        action: 'open-epoch',
        allowed: true,
        rule: 'epoch-due',
        subjects: [`epoch:${epoch}`, ...keys.map(({ id, publicKey }) => `key:${id}:${publicKey}`)],
        count: 1,
      });
      await store.putEpoch({ ...row, state: 'open', manifest });
    });
    for (const one of old) await end(self, one);
    tell({ type: 'epoch', epoch, until: row.until });
  };

  const update = async (epoch: StoredEpoch): Promise<void> => {
    const those = await inForce();
    const self = epoch.owner;
    for (const asker of await store.askers(self, epoch.epoch))
      if (!those.some(({ id }) => id === asker)) await store.dropTables(self, asker, epoch.epoch);
    const changes = await store.listChangesAfter(epoch.listsSeen);
    const last = changes.at(-1);
    const missing: PartnerOf[] = [];
    for (const partner of those) {
      const part = (await store.parts({ owner: self, asker: partner.id, epoch: epoch.epoch })).at(-1);
      if (part?.agreement !== partner.agreement.id) missing.push(partner);
    }
    if (!last && missing.length === 0) return;
    await withEpoch(epoch, async (of) => {
      if (last) {
        const ids = changes.some((change) => !change.ids)
          ? undefined
          : await store.recordsOf([...new Set(changes.flatMap((change) => change.ids ?? []))]);
        await tables.update(of, those, ids);
        await store.putEpoch({ ...epoch, listsSeen: last.seq });
      }
      if (missing.length > 0)
        await tables.complete(of, those, undefined, (done, all) =>
          tell({ type: 'progress', epoch: epoch.epoch, done, of: all }),
        );
    });
  };

  /** Tells partners what is destroyed, until each has said that its table is gone too. */
  const exchangeReceipts = async (self: string): Promise<void> => {
    const receipts = await store.receipts();
    for (const { partner, epoch, receipt } of receipts.filter(
      (one) => one.owner === self && one.by === self,
    )) {
      if (receipts.some((one) => one.owner === self && one.epoch === epoch && one.by === partner)) continue;
      if (!(await partners.inForce(partner))) continue;
      try {
        const answer = accepted(
          // Signed perhaps long ago, while the partner was away.
          await link.call(partner, KINDS.receipt, {
            receipt: await signAgain(receipt, await signingKey(partner)),
          }),
        );
        const theirs = await readMessage('tocsin-receipt', answer.receipt, await keysOf(partners, partner));
        if (theirs.owner !== self || theirs.epoch !== epoch || theirs.by !== partner) continue;
        await store.putReceipt({
          owner: self,
          partner,
          epoch,
          by: partner,
          receipt: String(answer.receipt),
          at: now().toISOString(),
        });
      } catch (error) {
        // It is asked again the next time.
        onError(error);
      }
    }
  };

  return {
    partsFor: tables.signedFor,
    async current() {
      const self = (await partners.self()).id;
      const open = (await store.epochs('own', self)).findLast(({ state }) => state === 'open');
      if (!open?.manifest || open.until <= now().toISOString()) return undefined;
      if (opened?.epoch !== open.epoch) {
        const key = await seeds.find(self, open.epoch);
        if (!key) return undefined;
        opened = { epoch: open.epoch, until: open.until, key, manifest: open.manifest };
      }
      return opened;
    },
    async keep() {
      await store.alone(async () => {
        const self = (await partners.self()).id;
        const all = await store.epochs('own', self);
        const open = all.findLast(({ state }) => state === 'open');
        // A cut came between the opening of one and the end of the other.
        for (const one of all) if (one.state === 'open' && one !== open) await end(self, one);
        const due =
          !open ||
          Date.parse(open.until) - now().getTime() <= leadOf(open) ||
          all.at(-1)?.state === 'building';
        if (due) await begin(self, all.at(-1));
        else await update(open);
        // Where no agreement is in force any more, no other epoch takes the place of the last one.
        for (const one of await store.epochs('own', self))
          if (one.state !== 'over' && one.until <= now().toISOString()) await end(self, one);
        await exchangeReceipts(self);
      });
    },
  };
}

/** Never more than a tenth of an epoch. */
const leadOf = ({ from, until }: StoredEpoch): number =>
  Math.min(EPOCH_LEAD_MILLISECONDS, (Date.parse(until) - Date.parse(from)) / 10);
