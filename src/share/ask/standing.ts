import { randomBytes } from 'node:crypto';
import type { HeldRecord } from '../../law/index.ts';
import type { Actor } from '../../screening/index.ts';
import { type StandingOutputs, uuidV7 } from '../../store/index.ts';
import type { Asking, Ground, Looked, Subject } from './asking.ts';
import type { AskGround } from './ground.ts';
import { AskError } from './messages.ts';
import type { PartnerTables } from './partner-tables.ts';
import type { PersonKey } from './person-keys.ts';
import { type HitAtPartner, hitsIn, type KeyOutput, wipe } from './question.ts';
import { seal, unseal } from './sealed.ts';

/**
 * Standing questions: within an epoch, what an answer gave is kept (encrypted) and tried again on what the partner adds to its
 * table. The partner does not see that: so only where the agreement allows it by name, and each new epoch asks and pays anew.
 */

export interface WatchRequest extends Ground {
  readonly subject: Subject;
  readonly partners: readonly string[];
  /** A second person, who agreed to it. */
  readonly approvedBy: string;
}

export interface Standing {
  readonly id: string;
  readonly account: string;
  readonly startedAt: string;
  readonly request: WatchRequest;
}

interface Kept {
  readonly request: WatchRequest;
  readonly actor: Actor;
}

export interface StandingRoom {
  /** Begins one and asks at once; first hits come as events like later ones. */
  watch(actor: Actor, request: WatchRequest): Promise<string>;
  list(actor: Actor): Promise<readonly Standing[]>;
  end(actor: Actor, id: string): Promise<boolean>;
  /** Those about a record, for a person who asks what is held. */
  held(
    isWanted: (record: string) => Promise<boolean>,
    ids: readonly string[],
  ): Promise<readonly HeldRecord[]>;
  /** Asks those who have a new epoch, and tries kept outputs on new parts. */
  keep(): Promise<void>;
}

const SECRET = 'ask/standing';

export function openStanding(
  ground: AskGround,
  tables: PartnerTables,
  asking: Asking,
  keysOf: (subject: Subject) => Promise<{
    readonly keys: readonly PersonKey[];
    readonly subject: string;
    readonly fingerprint: string;
  }>,
): StandingRoom {
  const { store, gate, keyRing, partners, now, tell, onError } = ground;
  const secret = (): Promise<Buffer> => keyRing.secret(SECRET, () => randomBytes(32));

  const sealedOutputs = async (id: string, outputs: readonly KeyOutput[]): Promise<Buffer> =>
    seal(
      await secret(),
      `${id} outputs`,
      outputs.map(({ family, output }) => [family, Buffer.from(output).toString('base64url')]),
    );
  const openedOutputs = async (id: string, sealed: Buffer): Promise<readonly KeyOutput[]> =>
    (unseal(await secret(), `${id} outputs`, sealed) as readonly [KeyOutput['family'], string][]).map(
      ([family, output]) => ({ family, output: Buffer.from(output, 'base64url') }),
    );

  /** Tells of hits that were not told; gives all that were. */
  const report = async (
    id: string,
    { actor, request }: Kept,
    partner: string,
    hits: readonly HitAtPartner[],
    told: readonly string[],
  ): Promise<readonly string[]> => {
    const fresh = hits.filter(({ reference }) => !told.includes(reference));
    if (fresh.length === 0) return told;
    const { fingerprint } = await keysOf(request.subject);
    const write = await gate.open(actor, 'ask-partners');
    const references = fresh.map(({ reference }) => `reference:${reference}`);
    await write({ ids: [`partner:${partner}`, `standing:${id}`] }, references, fresh.length);
    for (const hit of fresh) {
      if (await ground.suppressed(partner, fingerprint, hit.reference)) continue;
      tell({ type: 'standing-hit', standing: id, partner, hit, at: now().toISOString() });
    }
    return [...told, ...fresh.map(({ reference }) => reference)];
  };

  const ask = async (id: string, kept: Kept, partner: string): Promise<void> => {
    const agreement = await partners.inForce(partner);
    if (!agreement?.standingQuestions)
      throw new AskError('agreement', `the agreement with ${partner} does not allow standing questions`);
    const { actor, request } = kept;
    const { keys, subject } = await keysOf(request.subject);
    const write = await gate.open(actor, 'ask-partners');
    let looked: Looked | undefined;
    try {
      looked = await asking.askOne(
        partner,
        keys,
        { subject, account: actor.account },
        request,
        (commitment) =>
          write({ ids: [`partner:${partner}`, `commitment:${commitment}`, `standing:${id}`] }, [], 1),
      );
      const told = await report(id, kept, partner, looked.hits, []);
      await store.putStandingOutputs({
        standing: id,
        partner,
        epoch: looked.epoch,
        sealed: await sealedOutputs(id, looked.outputs),
        told,
      });
    } finally {
      if (looked) wipe(looked.outputs);
    }
  };

  const all = async (): Promise<
    readonly {
      readonly id: string;
      readonly account: string;
      readonly startedAt: string;
      readonly kept: Kept;
    }[]
  > => {
    const key = await secret();
    return (await store.standing()).map(({ id, account, startedAt, sealed }) => ({
      id,
      account,
      startedAt,
      kept: unseal(key, id, sealed) as Kept,
    }));
  };

  const tryAgain = async (
    id: string,
    kept: Kept,
    before: StandingOutputs,
    hitsOf: (outputs: readonly KeyOutput[]) => readonly HitAtPartner[],
  ): Promise<void> => {
    const outputs = await openedOutputs(id, before.sealed);
    try {
      const told = await report(id, kept, before.partner, hitsOf(outputs), before.told);
      if (told !== before.told) await store.putStandingOutputs({ ...before, told });
    } finally {
      wipe(outputs);
    }
  };

  return {
    async watch(actor, request) {
      if (request.approvedBy === actor.account)
        throw new AskError(
          'agreement',
          'a standing question needs a second person, who is not the one who asks',
        );
      for (const partner of request.partners)
        if (!(await partners.inForce(partner))?.standingQuestions)
          throw new AskError('agreement', `the agreement with ${partner} does not allow standing questions`);
      const id = uuidV7(now().getTime());
      const kept: Kept = { actor, request };
      await gate.pass(
        actor,
        'ask-partners',
        { ids: [`standing:${id}`, `approved:${request.approvedBy}`] },
        async () => {
          // Nobody is watched by a name alone.
          const { keys } = await keysOf(request.subject);
          if (keys.length === 0)
            throw new AskError('size', 'nothing identifies this person well enough to be asked for');
          await store.putStanding({
            id,
            account: actor.account,
            startedAt: now().toISOString(),
            sealed: seal(await secret(), id, kept),
          });
          return { result: undefined, ids: [] };
        },
      );
      for (const partner of request.partners) await ask(id, kept, partner).catch(onError);
      return id;
    },
    list: (actor) =>
      gate.pass(actor, 'ask-partners', {}, async () => {
        const standing = (await all()).map(({ kept, ...one }) => ({ ...one, request: kept.request }));
        return { result: standing, ids: standing.map(({ id }) => `standing:${id}`) };
      }),
    end: (actor, id) =>
      gate.pass(actor, 'ask-partners', { ids: [`standing:${id}`] }, async () => {
        const ended = await store.endStanding(id, now().toISOString());
        return { result: ended, ids: [], count: Number(ended) };
      }),
    async held(isWanted, ids) {
      const found: HeldRecord[] = [];
      for (const { id, account, startedAt, kept } of await all()) {
        const { subject } = kept.request;
        const name = 'entityId' in subject ? subject.entityId : (await keysOf(subject)).subject;
        if (ids.includes(`standing:${id}`) || (await isWanted(name)))
          found.push({
            kind: 'standing question',
            id: `standing:${id}`,
            value: { account, startedAt, ...kept.request },
          });
      }
      return found;
    },
    async keep() {
      const standing = await all();
      for (const partner of new Set(standing.flatMap(({ kept }) => kept.request.partners))) {
        try {
          const { table } = await tables.sync(partner);
          const outputs = new Map((await store.standingOutputs(partner)).map((one) => [one.standing, one]));
          for (const { id, kept } of standing.filter((one) => one.kept.request.partners.includes(partner))) {
            const before = outputs.get(id);
            if (before?.epoch === table.manifest.epoch)
              await tryAgain(id, kept, before, (some) => hitsIn(table.table, some));
            else await ask(id, kept, partner);
          }
        } catch (error) {
          // The next round tries again.
          onError(error);
        }
      }
    },
  };
}
