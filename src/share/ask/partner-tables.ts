import { createHash, type KeyObject } from 'node:crypto';
import { KEPT, type StoredPart, type TableId } from '../../store/index.ts';
import type { Agreement } from '../partners/index.ts';
import { type AskGround, alarm } from './ground.ts';
import {
  AskError,
  accepted,
  answering,
  contentOf,
  KINDS,
  keysOf,
  type Manifest,
  readMessage,
  signMessage,
} from './messages.ts';
import { joinTables, openTable, type SealedTable, TableError } from './table.ts';
import { LARGEST_TABLE, TABLE_MESSAGE_BYTES } from './tuning.ts';

/** What a partner has given: its manifest and the table for this service, checked. */
export interface PartnerTable {
  readonly manifest: Manifest;
  /** Id of the agreement that it was made under. */
  readonly agreement: string;
  /** The last part that is here. */
  readonly part: number;
  readonly table: Pick<SealedTable, 'find'>;
}

export interface PartnerTables {
  /** The table of the current epoch; fetched where there is none, or it is over. Throws {@link AskError}. */
  get(partner: string): Promise<PartnerTable>;
  /** Fetches what came since; gives the table, and whether anything of it is new. */
  sync(partner: string): Promise<{ readonly table: PartnerTable; readonly news: boolean }>;
  /** Deletes tables of epochs that are over. */
  keep(): Promise<void>;
}

const isPart = (value: unknown): value is Omit<StoredPart, 'agreement'> => {
  const { part, bytes, sha256 } = (value ?? {}) as Record<string, unknown>;
  return (
    Number.isSafeInteger(part) &&
    (part as number) >= 0 &&
    Number.isSafeInteger(bytes) &&
    (bytes as number) > 0 &&
    (bytes as number) <= LARGEST_TABLE &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
};

export function openPartnerTables(ground: AskGround): PartnerTables {
  const { store, link, partners, signingKey, now } = ground;
  const opened = new Map<string, PartnerTable>();
  const running = new Map<string, Promise<{ readonly table: PartnerTable; readonly news: boolean }>>();

  const fetchPart = async (
    partner: string,
    epoch: number,
    { part, bytes, sha256 }: Omit<StoredPart, 'agreement'>,
  ): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for (let offset = 0; offset < bytes; ) {
      const answer = accepted(await link.call(partner, KINDS.table, { epoch, part, offset }));
      const piece =
        typeof answer.bytes === 'string' ? Buffer.from(answer.bytes, 'base64url') : Buffer.alloc(0);
      if (piece.length === 0 || piece.length > TABLE_MESSAGE_BYTES || offset + piece.length > bytes)
        throw new AskError('untrusted', `${partner} sent a piece of its table that does not fit`);
      pieces.push(piece);
      offset += piece.length;
    }
    const whole = Buffer.concat(pieces);
    if (createHash('sha256').update(whole).digest('hex') !== sha256)
      throw new AskError('untrusted', `the table of ${partner} is not the one that it has told`);
    return whole;
  };

  /** A part that its owner signed, for this service, under the keys of the manifest. */
  const read = (
    bytes: Buffer,
    { owner, epoch, holders }: Manifest,
    part: number,
    self: string,
    agreement: Agreement,
    keys: readonly KeyObject[],
  ): SealedTable => {
    let table: SealedTable;
    try {
      table = openTable(bytes, keys);
    } catch (error) {
      if (error instanceof TableError) throw new AskError('untrusted', error.message);
      throw error;
    }
    const { head } = table;
    const fits =
      head.owner === owner &&
      head.asker === self &&
      head.agreement === agreement.id &&
      head.epoch === String(epoch) &&
      head.canon === agreement.canon &&
      head.part === part &&
      head.publicKeys.join() === holders.map(({ publicKey }) => publicKey).join();
    if (!fits) throw new AskError('untrusted', `the table of ${owner} was made for another service or epoch`);
    return table;
  };

  const manifestOf = async (partner: string, agreement: Agreement, text: unknown): Promise<Manifest> => {
    const manifest = await readMessage('tocsin-manifest', text, await keysOf(partners, partner));
    const holders = manifest.holders as readonly unknown[];
    const sound =
      manifest.owner === partner &&
      manifest.canon === agreement.canon &&
      holders.length > 0 &&
      holders.every((one) => {
        const { id, publicKey } = (one ?? {}) as Record<string, unknown>;
        return typeof id === 'string' && typeof publicKey === 'string' && /^[\w-]{43}$/.test(publicKey);
      }) &&
      manifest.holders[0]?.id === partner &&
      Date.parse(manifest.until) - Date.parse(manifest.from) <= KEPT.longestEpoch * 86_400_000;
    if (!sound) throw new AskError('untrusted', `the manifest of ${partner} does not fit the agreement`);
    if (manifest.until <= now().toISOString())
      throw new AskError('epoch', `the epoch of ${partner} is over, and the next not made; try again later`);
    return manifest;
  };

  /** Destroys what is kept of a partner's older epochs, and its standing answers. */
  const dropBefore = async (partner: string, epoch: number, self: string): Promise<void> => {
    for (const old of await store.epochs('partner', partner)) {
      if (old.state === 'over' || old.epoch >= epoch) continue;
      await store.dropTables(partner, self, old.epoch);
      await store.putEpoch({ ...old, state: 'over' });
    }
    await store.dropStandingOutputs(partner, epoch);
  };

  const load = async (
    partner: string,
    agreement: Agreement,
    self: string,
  ): Promise<PartnerTable | undefined> => {
    const kept = (await store.epochs('partner', partner)).at(-1);
    if (kept?.state !== 'open' || !kept.manifest) return undefined;
    const id: TableId = { owner: partner, asker: self, epoch: kept.epoch };
    const parts = await store.parts(id);
    if (parts.length === 0 || parts.some((one) => one.agreement !== agreement.id)) return undefined;
    const keys = await keysOf(partners, partner);
    let manifest: Manifest;
    const tables: SealedTable[] = [];
    try {
      manifest = await readMessage('tocsin-manifest', kept.manifest, keys);
      for (const { part, bytes } of parts)
        tables.push(read(await store.partBytes(id, part, 0, bytes), manifest, part, self, agreement, keys));
    } catch (error) {
      // Signed with a key that the partner has taken out of use meanwhile: it is fetched anew, under the key of now.
      if (error instanceof AskError) return undefined;
      throw error;
    }
    return { manifest, agreement: agreement.id, part: parts.at(-1)?.part ?? 0, table: joinTables(tables) };
  };

  const fetch = async (
    partner: string,
  ): Promise<{ readonly table: PartnerTable; readonly news: boolean }> => {
    const agreement = await partners.inForce(partner);
    if (!agreement) throw new AskError('agreement', `there is no agreement with ${partner} in force`);
    const self = (await partners.self()).id;
    const answer = accepted(await link.call(partner, KINDS.manifest, {}));
    const manifest = await manifestOf(partner, agreement, answer.manifest);
    const known = (await store.epochs('partner', partner)).find(({ epoch }) => epoch === manifest.epoch);
    if (known?.manifest && contentOf(known.manifest) !== contentOf(String(answer.manifest))) {
      // One key for everybody: an owner who tells two could know askers apart.
      await alarm(ground, partner, 'other-key');
      throw new AskError('untrusted', `${partner} has told two manifests of epoch ${manifest.epoch}`);
    }
    if (known?.state === 'over') throw new AskError('epoch', `epoch ${manifest.epoch} of ${partner} is over`);
    await dropBefore(partner, manifest.epoch, self);
    const told: unknown = answer.parts;
    if (!Array.isArray(told) || told.length === 0 || !told.every(isPart))
      throw new AskError('untrusted', `${partner} told of no parts of its table`);
    const id: TableId = { owner: partner, asker: self, epoch: manifest.epoch };
    await store.putEpoch({
      role: 'partner',
      owner: partner,
      epoch: manifest.epoch,
      state: 'open',
      from: manifest.from,
      until: manifest.until,
      manifest: String(answer.manifest),
      listsSeen: 0,
    });
    const kept = await store.parts(id);
    // The owner has begun its table anew, under another agreement.
    if (kept.some(({ part }) => part > (told.at(-1)?.part ?? 0)))
      await store.dropTables(partner, self, manifest.epoch);
    const have = new Map((await store.parts(id)).map((one) => [one.part, one]));
    let news = false;
    for (const one of told) {
      const before = have.get(one.part);
      if (before?.sha256 === one.sha256 && before.agreement === agreement.id) continue;
      const bytes = await fetchPart(partner, manifest.epoch, one);
      const { whole } = read(
        bytes,
        manifest,
        one.part,
        self,
        agreement,
        await keysOf(partners, partner),
      ).head;
      await store.putPart(id, { ...one, agreement: agreement.id, whole }, bytes);
      news = true;
    }
    const loaded = opened.get(partner);
    const table =
      !news && loaded?.manifest.epoch === manifest.epoch && loaded.agreement === agreement.id
        ? loaded
        : await load(partner, agreement, self);
    if (!table) throw new AskError('untrusted', `the table of ${partner} is not complete`);
    opened.set(partner, table);
    return { table, news };
  };

  link.answer(
    KINDS.receipt,
    answering(async (from, { receipt }) => {
      const agreement = await partners.inForce(from);
      if (!agreement) throw new AskError('agreement', 'there is no agreement in force');
      const self = (await partners.self()).id;
      const theirs = await readMessage('tocsin-receipt', receipt, await keysOf(partners, from));
      if (theirs.owner !== from || theirs.asker !== self || theirs.by !== from)
        throw new AskError('agreement', 'the receipt is for another service');
      const at = now().toISOString();
      const { epoch } = theirs;
      await store.putReceipt({ owner: from, partner: self, epoch, by: from, receipt: String(receipt), at });
      const parts = await store.parts({ owner: from, asker: self, epoch });
      await dropBefore(from, epoch + 1, self);
      if (opened.get(from)?.manifest.epoch === epoch) opened.delete(from);
      const own = await signMessage(
        'tocsin-receipt',
        {
          owner: from,
          asker: self,
          epoch,
          by: self,
          destroyed: ['table', 'standing'],
          tables: parts.map(({ sha256 }) => sha256),
          at,
        },
        await signingKey(from),
      );
      await store.putReceipt({ owner: from, partner: self, epoch, by: self, receipt: own, at });
      return { receipt: own };
    }),
  );

  const sync: PartnerTables['sync'] = (partner) => {
    const before = running.get(partner);
    if (before !== undefined) return before;
    const next = fetch(partner).finally(() => running.delete(partner));
    running.set(partner, next);
    return next;
  };

  return {
    sync,
    async get(partner) {
      const at = now().toISOString();
      const agreement = await partners.inForce(partner);
      if (!agreement) throw new AskError('agreement', `there is no agreement with ${partner} in force`);
      const known = opened.get(partner) ?? (await load(partner, agreement, (await partners.self()).id));
      if (known && known.manifest.until > at && known.agreement === agreement.id) {
        opened.set(partner, known);
        return known;
      }
      return (await sync(partner)).table;
    },
    async keep() {
      const self = (await partners.self()).id;
      for (const { owner, epoch, state, until } of await store.epochs('partner')) {
        if (state === 'over' || until > now().toISOString()) continue;
        await dropBefore(owner, epoch + 1, self);
        if (opened.get(owner)?.manifest.epoch === epoch) opened.delete(owner);
      }
    },
  };
}
