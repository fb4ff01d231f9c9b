import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { PUBLIC_MARKING } from '../../model/index.ts';
import type { PersonRecord, StoredPart, StoredReference, TableId } from '../../store/index.ts';
import { type AskGround, note } from './ground.ts';
import type { OutputCache } from './output-cache.ts';
import { type PartnerOf, type Plan, plansFor } from './plan.ts';
import { REFERENCE_BYTES } from './rows.ts';
import { joined, type PackedRecords, packed, sealApart } from './seal-apart.ts';
import { isSignedBy, signTableAgain } from './table.ts';
import { MOST_PARTS, MOST_WITHDRAWN, RECORDS_AT_ONCE } from './tuning.ts';

/** An epoch's tables for partners: made whole, and then added to as lists change. */

export interface EpochOfTables {
  readonly epoch: number;
  readonly publicKeys: readonly string[];
  readonly outputs: OutputCache;
}

export interface OwnTables {
  /** Makes the whole tables of partners who have none in this epoch. `before` is the last epoch. */
  complete(
    epoch: EpochOfTables,
    partners: readonly PartnerOf[],
    before: number | undefined,
    progress: (done: number, of: number) => void,
  ): Promise<void>;
  /** Adds what changed of these records; absent, everything is looked at. */
  update(
    epoch: EpochOfTables,
    partners: readonly PartnerOf[],
    records: readonly string[] | undefined,
  ): Promise<void>;
  /** A partner's parts, signed with the key that it knows now: the content stays, and where the key changed the hash is new. */
  signedFor(asker: string, epoch: number): Promise<readonly StoredPart[]>;
}

const DECOY = 'decoy:';
/** Parts whose key is remembered: those of 50 partners. */
const REMEMBERED = 1_200;
/** Source ids that are read at once. */
const IDS = 20_000;

/** What is gathered for one partner while pages of records go by. */
interface Gathered {
  readonly partner: PartnerOf;
  /** Whether the table is made whole, or what is new. */
  readonly whole: boolean;
  readonly last: number;
  /** Valid ones by record. */
  readonly references: ReadonlyMap<string, StoredReference>;
  readonly carried: ReadonlyMap<string, StoredReference>;
  readonly pages: PackedRecords[];
  readonly added: StoredReference[];
  readonly withdrawn: string[];
}

export function openOwnTables(ground: AskGround): OwnTables {
  const { store, signingKey, decoys, now } = ground;

  const allRecords = async (): Promise<string[]> => {
    const all = new Set(decoys.map(({ id }) => `${DECOY}${id}`));
    for (let after = ''; ; ) {
      const { records, last } = await store.personIds(after, IDS);
      for (const record of records) all.add(record);
      if (last === undefined) return [...all];
      after = last;
    }
  };

  /** Current values; who is gone is absent. */
  const read = async (ids: readonly string[]): Promise<readonly PersonRecord[]> => {
    const invented = decoys
      .filter(({ id }) => ids.includes(`${DECOY}${id}`))
      .map(({ id, properties }) => ({
        record: `${DECOY}${id}`,
        values: Object.entries(properties).flatMap(([property, values]) =>
          values.map((value) => ({
            property,
            value,
            rests: [{ marking: PUBLIC_MARKING, sourceService: ground.serviceName }],
          })),
        ),
      }));
    return [...invented, ...(await store.records(ids.filter((id) => !id.startsWith(DECOY))))];
  };

  /** One partner's part of one page: what is new or other than told goes under a new reference. */
  const gather = (
    into: Gathered,
    epoch: number,
    page: readonly string[],
    plans: ReadonlyMap<string, Plan>,
    outputs: ReadonlyMap<string, (text: string) => Uint8Array>,
  ): void => {
    const sealed = new Map<string, string>();
    for (const record of page) {
      const plan = plans.get(record);
      const known = into.references.get(record);
      if (known && known.told !== plan?.told) into.withdrawn.push(known.reference);
      if (!plan) continue;
      if (known?.told === plan.told) {
        if (into.whole) sealed.set(record, known.reference);
        continue;
      }
      const carried = into.carried.get(record);
      const reference = carried?.reference ?? randomBytes(REFERENCE_BYTES).toString('hex');
      sealed.set(record, reference);
      into.added.push({
        reference,
        partner: into.partner.id,
        epoch,
        record,
        told: plan.told,
        decoy: record.startsWith(DECOY),
        carried: carried !== undefined,
      });
    }
    const records = [...sealed].map(([record, reference]) => {
      const { keys, handling, flags } = plans.get(record) as Plan;
      const outputOf = outputs.get(record) as (text: string) => Uint8Array;
      return {
        reference: Buffer.from(reference, 'hex'),
        handling,
        flags,
        outputs: keys.map(({ family, text }) => ({ family, output: outputOf(text) })),
      };
    });
    if (records.length > 0) into.pages.push(packed(records));
  };

  const seal = async (self: string, { epoch, publicKeys }: EpochOfTables, from: Gathered): Promise<void> => {
    const { partner, whole, added, withdrawn } = from;
    const table: TableId = { owner: self, asker: partner.id, epoch };
    const part = from.last + 1;
    const head = {
      ...table,
      epoch: String(epoch),
      agreement: partner.agreement.id,
      canon: partner.agreement.canon,
      publicKeys,
      part,
      whole,
      // A whole table does not hold them.
      withdrawn: whole ? [] : withdrawn,
      made: now().toISOString(),
    };
    const records = joined(from.pages);
    const bytes = await sealApart(records, head, await signingKey(partner.id));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await note(ground, {
      account: 'machine',
      role: 'machine',
      purpose: 'cooperation',
      legalBasis: `agreement:${partner.agreement.id}`,
      action: 'seal-table',
      allowed: true,
      rule: 'agreement',
      subjects: [`partner:${partner.id}`, `epoch:${epoch}`, `part:${part}`, `sha256:${sha256}`],
      count: records.counts.length,
    });
    const told = { part, agreement: partner.agreement.id, bytes: bytes.length, sha256, whole };
    await store.putPart(table, told, bytes, {
      added,
      withdrawn,
      at: now().toISOString(),
    });
  };

  /** The key (SPKI, hex) by which a part was found to be signed, by its hash: 40 MB are looked at once in a process. */
  const signedBy = new Map<string, string>();
  const signedFor = async (asker: string, epoch: number): Promise<readonly StoredPart[]> => {
    const key = await signingKey(asker);
    const name = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('hex');
    const table: TableId = { owner: (await ground.partners.self()).id, asker, epoch };
    for (const one of await store.parts(table)) {
      if (signedBy.get(one.sha256) === name) continue;
      const bytes = await store.partBytes(table, one.part, 0, one.bytes);
      let { sha256 } = one;
      if (!isSignedBy(bytes, createPublicKey(key))) {
        const anew = signTableAgain(bytes, key);
        sha256 = createHash('sha256').update(anew).digest('hex');
        // Another call, or an update, was quicker: its part counts.
        if (!(await store.replacePart(table, one.sha256, { ...one, sha256 }, anew))) continue;
        await note(ground, {
          account: 'machine',
          role: 'machine',
          purpose: 'cooperation',
          legalBasis: `agreement:${one.agreement}`,
          action: 'seal-table',
          allowed: true,
          rule: 'key-rotated',
          subjects: [`partner:${asker}`, `epoch:${epoch}`, `part:${one.part}`, `sha256:${sha256}`],
          count: 0,
        });
      }
      if (signedBy.size >= REMEMBERED) signedBy.clear();
      signedBy.set(sha256, name);
    }
    return store.parts(table);
  };

  /** What partners may know of the records of one page, and the outputs of their keys. */
  const work = async (epoch: EpochOfTables, partners: readonly PartnerOf[], page: readonly string[]) => {
    const plans = new Map(
      (await read(page)).map((record) => [
        record.record,
        plansFor(record, ground.serviceName, partners, ground.gate.release),
      ]),
    );
    const outputs = await epoch.outputs.of(
      new Map(
        [...plans].map(([record, of]) => [
          record,
          [...new Set([...of.values()].flatMap(({ keys }) => keys.map(({ text }) => text)))],
        ]),
      ),
    );
    await store.dropOutputs(
      epoch.epoch,
      page.filter((record) => !plans.has(record)),
    );
    return { page, plans, outputs };
  };

  const make = async (
    epoch: EpochOfTables,
    partners: readonly PartnerOf[],
    /** Of whom it is made; outputs are kept for all. */
    gathered: readonly Gathered[],
    wanted: readonly string[] | undefined,
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<void> => {
    if (gathered.length === 0) return;
    const self = (await ground.partners.self()).id;
    const known = gathered.flatMap(({ references }) => [...references.keys()]);
    const ids = wanted ?? [...new Set([...(await allRecords()), ...known])];
    const pages = Array.from({ length: Math.ceil(ids.length / RECORDS_AT_ONCE) }, (_, i) =>
      ids.slice(i * RECORDS_AT_ONCE, (i + 1) * RECORDS_AT_ONCE),
    );
    let done = 0;
    for await (const { page, plans, outputs } of oneAhead(pages, (page) => work(epoch, partners, page))) {
      for (const one of gathered) {
        const own = [...plans].flatMap(([record, of]) => {
          const plan = of.get(one.partner.id);
          return plan ? [[record, plan] as const] : [];
        });
        gather(one, epoch.epoch, page, new Map(own), outputs);
      }
      done += page.length;
      progress(done, ids.length);
    }
    const due = gathered
      .filter((one) => one.whole || one.added.length > 0 || one.withdrawn.length > 0)
      .values();
    const sealed = await Promise.allSettled(
      Array.from({ length: ground.threads }, async () => {
        for (const one of due) await seal(self, epoch, one);
      }),
    );
    for (const one of sealed) if (one.status === 'rejected') throw one.reason;
  };

  const begin = async (
    { epoch }: EpochOfTables,
    partner: PartnerOf,
    last: number,
    whole: boolean,
    before: number | undefined,
  ): Promise<Gathered> => {
    const valid = (await store.references(partner.id, epoch)).filter((one) => !one.withdrawnAt);
    const old = before === undefined ? [] : await store.references(partner.id, before);
    return {
      partner,
      whole,
      last,
      references: new Map(valid.map((one) => [one.record, one])),
      carried: new Map(old.filter(({ carried }) => carried).map((one) => [one.record, one])),
      pages: [],
      added: [],
      withdrawn: [],
    };
  };

  /** The last part under this agreement; `current` is false where it was made under another, or there is none. */
  const lastPart = async (
    epoch: number,
    { id, agreement }: PartnerOf,
  ): Promise<{ readonly last: number; readonly current: boolean }> => {
    const owner = (await ground.partners.self()).id;
    const last = (await store.parts({ owner, asker: id, epoch })).at(-1);
    return { last: last?.part ?? -1, current: last?.agreement === agreement.id };
  };

  return {
    signedFor,
    async complete(epoch, partners, before, progress) {
      const wanting: Gathered[] = [];
      for (const partner of partners) {
        const { last, current } = await lastPart(epoch.epoch, partner);
        if (!current) wanting.push(await begin(epoch, partner, last, true, before));
      }
      await make(epoch, partners, wanting, undefined, progress);
    },
    async update(epoch, partners, records) {
      const added: Gathered[] = [];
      const anew: Gathered[] = [];
      for (const partner of partners) {
        const { last, current } = await lastPart(epoch.epoch, partner);
        if (!current) continue;
        const one = await begin(epoch, partner, last, false, undefined);
        const touched = records?.filter((record) => one.references.has(record)).length ?? 0;
        const full = (last + 1) % MOST_PARTS === 0 || touched > MOST_WITHDRAWN || records === undefined;
        if (full) anew.push({ ...one, whole: true });
        else added.push(one);
      }
      await make(epoch, partners, added, records);
      await make(epoch, partners, anew, undefined);
    },
  };
}

/** Results in order, each begun while the one before is worked on: threads do not wait for the store, nor the store for them. */
async function* oneAhead<T, R>(items: readonly T[], work: (item: T) => Promise<R>): AsyncIterable<R> {
  let next: Promise<R> | undefined;
  try {
    for (const item of items) {
      const ready = next;
      next = work(item);
      // Whoever comes to it hears of it; before, it is nobody's.
      next.catch(() => undefined);
      if (ready !== undefined) yield await ready;
    }
    if (next !== undefined) yield await next;
  } finally {
    // Nothing is written any more when the caller goes on.
    await next?.catch(() => undefined);
  }
}
