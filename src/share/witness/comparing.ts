import {
  bareCheckpoint,
  type Evidence,
  LEDGER_ALARM,
  ProofError,
  wholeCheckpoint,
} from '../../store/index.ts';
import { LinkError, type Outbox } from '../link/index.ts';
import { refusing } from '../partners/index.ts';
import type { WitnessEvent, WitnessOptions } from './ground.ts';
import {
  ALARM,
  type AlarmMessage,
  HEADS,
  type Head,
  PROOF,
  type ProofAnswer,
  readAlarm,
  readHeads,
  readProofAnswer,
  readProofMessage,
} from './messages.ts';
import { ledgerId, originOf, partnerOf } from './pins.ts';
import { ALARM_EVERY, UNPROVED_FOR } from './tuning.ts';

/**
 * One partner sees one history of a ledger: that others see the same, they must tell one another. Each tells what it saw of
 * the others' ledgers; where two checkpoints of one ledger do not go together, everybody learns of it, with both of them.
 */
export interface Comparing {
  /** Tells every partner what was seen of the ledgers of the others, where that is news to it. */
  tellHeads(partners: readonly string[]): Promise<void>;
  /** Tells every partner but one of two checkpoints that do not go together. */
  tellEvidence(evidence: Evidence, but?: string): Promise<void>;
  /** That our own ledger does not continue what it signed. */
  tellOwn(why: 'fork' | 'rollback', signed: string | undefined, message: string): Promise<void>;
  /** A partner showed a checkpoint: it is there. */
  showed(partner: string): void;
}

export interface ComparingOptions
  extends Pick<
    WitnessOptions,
    'link' | 'partners' | 'records' | 'ledger' | 'checkpoints' | 'nameOf' | 'now'
  > {
  readonly outbox: Pick<Outbox, 'post'>;
  readonly tell: (event: Omit<WitnessEvent, 'at'>) => void;
}

const WORDS = {
  fork: 'two checkpoints of the same size with different roots: there are two of it',
  rollback: 'a checkpoint of fewer entries after one of more: it was rolled back',
  'no-proof': 'two checkpoints, and no proof that one continues the other',
} as const;

export function openComparing(options: ComparingOptions): Comparing {
  const { link, outbox, partners, records, ledger, checkpoints, nameOf, now, tell } = options;

  /** What was told of before, by whom, and when. */
  const told = new Map<string, number>();
  const isNews = (ledgerOfWhom: string, why: string, from: string): boolean => {
    const key = `${ledgerOfWhom} ${why} ${from}`;
    const at = now().getTime();
    if (at - (told.get(key) ?? Number.NEGATIVE_INFINITY) < ALARM_EVERY) return false;
    told.set(key, at);
    return true;
  };

  /** In our own ledger, where the auditor sees it; the checkpoints stand in the entry, so that they are kept like it. */
  const write = async (
    from: string,
    whose: string,
    why: string,
    message: string,
    shown: readonly string[],
  ): Promise<void> =>
    ledger.append({
      at: now().toISOString(),
      account: from === '' ? 'tocsin' : `partner:${from}`,
      roles: from === '' ? [] : ['partner'],
      purpose: 'audit',
      legalBasis: 'accountability',
      action: LEDGER_ALARM,
      allowed: false,
      rule: why,
      subjects: [whose],
      count: shown.length,
      note: [message, ...shown].join('\n\n'),
    });

  const post = async (message: AlarmMessage, but: string | undefined): Promise<void> => {
    for (const { party } of await partners.list())
      if (party.id !== but) await outbox.post(party.id, ALARM, message);
  };

  const tellEvidence = async (
    { why, verifierKey, checkpoints: both }: Evidence,
    but?: string,
  ): Promise<void> => {
    const id = ledgerId(verifierKey);
    if (!isNews(id, why, '')) return;
    const bare = both.map((one) => bareCheckpoint(one, verifierKey));
    await post({ ledger: id, why, checkpoints: bare }, but);
  };

  /** Since when a partner has not said whether its checkpoints go together, and when it last showed one. */
  const unproved = new Map<string, number>();
  const shown = new Map<string, number>();
  const prove =
    (partner: string) =>
    async (older: number, newer: number): Promise<readonly string[]> => {
      try {
        const answer = readProofAnswer(
          await link.call(partner, PROOF, { older, newer }, { repeatable: true }),
        );
        unproved.delete(partner);
        return 'proof' in answer ? answer.proof : [];
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        const at = now().getTime();
        const since = unproved.get(partner) ?? at;
        unproved.set(partner, since);
        if (at - since >= UNPROVED_FOR && (shown.get(partner) ?? 0) > since) return [];
        throw error;
      }
    };

  const compare = async (from: string, head: Head): Promise<void> => {
    const known = await partnerOf(records, head.ledger);
    // Nobody can show us a ledger that we know, but its owner: what is not of one, or not signed by it, says nothing.
    if (!known || known.partner === from) return;
    const { partner, verifierKey } = known;
    const checkpoint = wholeCheckpoint(head, verifierKey);
    const found = await checkpoints.compare({ verifierKey, checkpoint }, prove(partner));
    if (!found || !isNews(head.ledger, found.why, from)) return;
    const message = `the ledger of ${partner} shows one history here and another one to ${from}: ${WORDS[found.why]}. Ask its owner`;
    await write('', partner, found.why, message, found.checkpoints);
    tell({ type: 'found', whose: 'theirs', partner, why: found.why, message });
    await tellEvidence(found);
  };

  link.answer(
    HEADS,
    refusing(async (from, body) => {
      for (const head of readHeads(body)) {
        await compare(from, head).catch((error: unknown) => {
          // Its owner is not reached now: it is told again.
          if (!(error instanceof LinkError)) throw error;
        });
      }
      return {};
    }),
  );

  link.answer(
    PROOF,
    refusing(async (_, body): Promise<ProofAnswer> => {
      const { older, newer } = readProofMessage(body);
      try {
        const { proof } = await ledger.consistency(older, newer);
        return { proof };
      } catch (error) {
        if (error instanceof ProofError) return { size: await ledger.length() };
        throw error;
      }
    }),
  );

  link.answer(
    ALARM,
    refusing(async (from, body) => {
      const alarm = readAlarm(body);
      const ours = await checkpoints.keys();
      const isOurs = ledgerId(ours.verifierKey) === alarm.ledger;
      const known = isOurs
        ? { partner: nameOf(originOf(ours.verifierKey)), verifierKey: ours.verifierKey }
        : await partnerOf(records, alarm.ledger);
      if (!known) return {};
      const { partner, verifierKey } = known;
      const isOwn = partner === from;
      // Only the owner may say it with less: two of its own signatures speak for themselves.
      if (!isOwn && alarm.checkpoints.length !== 2) return {};
      const signed = alarm.checkpoints.map((one) => wholeCheckpoint(one, verifierKey));
      const why = whatShows(alarm);
      if (!isNews(alarm.ledger, why, from)) return {};
      const message = isOwn
        ? `${from} says that its own ledger does not continue what it signed: speak with it`
        : `${from} was shown, of the ledger of ${partner}, ${WORDS[why]}. ${why === 'fork' ? 'Both signatures hold: this is proof' : 'Both signatures hold; in which order they were shown is the word of the one who tells'}. ${isOurs ? 'Keep the database as it is, and run "tocsin ledger verify"' : 'Ask its owner'}`;
      await write(from, partner, why, message, signed);
      tell({ type: 'told', whose: isOurs ? 'ours' : 'theirs', partner, why, message });
      return {};
    }),
  );

  /** What each partner was told last. */
  const lastTold = new Map<string, string>();
  return {
    async tellHeads(to) {
      const seen = (await checkpoints.seen()).map(({ verifierKey, checkpoint }) => ({
        partner: nameOf(originOf(verifierKey)),
        head: { ledger: ledgerId(verifierKey), ...bareCheckpoint(checkpoint, verifierKey) },
      }));
      await Promise.all(
        to.map(async (partner) => {
          const heads = seen.filter((one) => one.partner !== partner).map(({ head }) => head);
          const text = JSON.stringify(heads);
          if (heads.length === 0 || lastTold.get(partner) === text) return;
          await link.call(partner, HEADS, { heads }, { repeatable: true }).then(
            () => lastTold.set(partner, text),
            (error: unknown) => {
              if (!(error instanceof LinkError)) throw error;
            },
          );
        }),
      );
    },
    tellEvidence,
    async tellOwn(why, signed, message) {
      const { origin, verifierKey } = await checkpoints.keys();
      const id = ledgerId(verifierKey);
      if (!isNews(id, why, '')) return;
      const partner = nameOf(origin);
      const bare = signed === undefined ? [] : [bareCheckpoint(signed, verifierKey)];
      await write(
        '',
        partner,
        why,
        message,
        bare.map((one) => wholeCheckpoint(one, verifierKey)),
      );
      tell({ type: 'found', whose: 'ours', partner, why, message });
      await post({ ledger: id, why, checkpoints: bare }, undefined);
    },
    showed(partner) {
      shown.set(partner, now().getTime());
    },
  };
}

/** What the checkpoints themselves show goes before what is said of them. */
function whatShows({ why, checkpoints: [first, second] }: AlarmMessage): AlarmMessage['why'] {
  if (!first || !second) return why;
  if (first.size === second.size) return first.root === second.root ? 'no-proof' : 'fork';
  return why === 'rollback' && second.size < first.size ? 'rollback' : 'no-proof';
}
