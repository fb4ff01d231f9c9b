import { createHash, randomBytes, randomInt } from 'node:crypto';
import { addPoints, blind, finalize, OprfError, POINT_BYTES, verify } from '../oprf/index.ts';
import type { Family, PersonKey } from './person-keys.ts';
import { type Strength, strengthOf } from './person-keys.ts';
import type { SealedTable } from './table.ts';
import { QUESTION_KEYS } from './tuning.ts';

/** The asker's side of the blind question: points that tell nothing, and what the answer means. */

/** What must be kept to open the commitment later: it says whom was asked for, and stays with the asker. */
export interface Opening {
  readonly nonce: string;
  /** What went into each point, in their order: a key, or `fill:` and 32 random bytes in hex. */
  readonly keys: readonly string[];
  readonly blinds: readonly string[];
  /** The record or query that was asked for, the case, and who asked. */
  readonly subject: string;
  readonly caseNumber: string;
  readonly account: string;
}

export interface Question {
  /** Always {@link QUESTION_KEYS} points, in random order. */
  readonly elements: readonly Uint8Array[];
  /** SHA-256 of the opening, hex: the owner keeps it, and an overseer may have it opened. */
  readonly commitment: string;
  readonly opening: Opening;
  /** Keys that did not fit; the least telling ones. */
  readonly left: number;
  /** What is needed to finish; never leaves the asker, and is not kept. */
  readonly slots: readonly Slot[];
}

interface Slot {
  /** Absent for a filling that asks for nothing. */
  readonly key: PersonKey | undefined;
  readonly input: Uint8Array;
  readonly blind: Uint8Array;
}

export interface HitAtPartner {
  /** Hex; names the record to its owner, for this partner and epoch only. */
  readonly reference: string;
  readonly strength: Strength;
  /** Kinds of keys that both have. */
  readonly families: readonly Family[];
  readonly handling: number;
}

const FILL = 'fill:';
const FILL_BYTES = 32;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** JSON of fixed key order, which is what is hashed. */
export const commitmentOf = ({ nonce, keys, blinds, subject, caseNumber, account }: Opening): string =>
  createHash('sha256')
    .update('tocsin-commitment/1\n')
    .update(JSON.stringify([nonce, keys, blinds, subject, caseNumber, account]))
    .digest('hex');

/** SHA-256 of all points of a question, hex: the owner writes it down beside the commitment. */
export const elementsHash = (elements: readonly Uint8Array[]): string => {
  const hash = createHash('sha256').update('tocsin-elements/1\n');
  for (const element of elements) hash.update(element);
  return hash.digest('hex');
};

/**
 * Whether an opening is that of a question, by what the owner wrote down of it: an asker who shows other keys than were asked
 * is found out, since the points are made again from keys and blinds.
 */
export function openingHolds(
  opening: Opening,
  written: { readonly commitment: string; readonly elements: string },
): boolean {
  if (commitmentOf(opening) !== written.commitment || opening.keys.length !== opening.blinds.length)
    return false;
  try {
    const elements = opening.keys.map((key, i) => {
      const input = key.startsWith(FILL)
        ? Buffer.from(key.slice(FILL.length), 'hex')
        : Buffer.from(key, 'utf8');
      // A key that poses as filling.
      if (
        key.startsWith(FILL) &&
        (input.length !== FILL_BYTES || input.toString('latin1').startsWith('tocsin-key/'))
      )
        throw new OprfError('filling is 32 random bytes');
      return blind(input, 'voprf', () => Buffer.from(opening.blinds[i] as string, 'hex')).element;
    });
    return elementsHash(elements) === written.elements;
  } catch {
    return false;
  }
}

/** Blinds a person's keys and fills up to the fixed number. Throws where there is no key to ask with. */
export function prepareQuestion(
  keys: readonly PersonKey[],
  about: Pick<Opening, 'subject' | 'caseNumber' | 'account'>,
): Question {
  if (keys.length === 0)
    throw new OprfError(
      'nothing identifies this person well enough to be asked for: a document, or two names and a birth date, are needed',
    );
  return fillQuestion(keys, about);
}

/** A question about nobody, which looks like any other: cover for the times of those that are not. */
export const coverQuestion = (about: Pick<Opening, 'caseNumber' | 'account'>): Question =>
  fillQuestion([], { subject: 'cover', ...about });

function fillQuestion(
  keys: readonly PersonKey[],
  about: Pick<Opening, 'subject' | 'caseNumber' | 'account'>,
): Question {
  const slots: Slot[] = [];
  const elements: Uint8Array[] = [];
  for (let i = 0; i < QUESTION_KEYS; i++) {
    const key = keys[i];
    const input = key ? Buffer.from(key.text, 'utf8') : randomBytes(FILL_BYTES);
    const blinded = blind(input, 'voprf');
    // Each goes to a random place among those before it (Fisher and Yates).
    const place = randomInt(i + 1);
    slots.push({ key, input, blind: blinded.blind });
    elements.push(blinded.element);
    [slots[i], slots[place]] = [slots[place] as Slot, slots[i] as Slot];
    [elements[i], elements[place]] = [elements[place] as Uint8Array, elements[i] as Uint8Array];
  }
  const opening: Opening = {
    nonce: randomBytes(32).toString('hex'),
    keys: slots.map(({ key, input }) => key?.text ?? `${FILL}${hex(input)}`),
    blinds: slots.map((slot) => hex(slot.blind)),
    ...about,
  };
  return {
    elements,
    slots,
    opening,
    commitment: commitmentOf(opening),
    left: Math.max(0, keys.length - QUESTION_KEYS),
  };
}

/** One key holder's answer. */
export interface Evaluation {
  readonly evaluated: readonly Uint8Array[];
  readonly proof: Uint8Array;
}

/** An output of the function for a key that was asked for. It tells the asker nothing beyond the table of its epoch. */
export interface KeyOutput {
  readonly family: Family;
  readonly output: Uint8Array;
}

/**
 * Takes the blinding off. Throws {@link OprfError} if a holder did not use the key on record: then nothing of the answer may
 * be believed.
 */
export function openAnswers(
  question: Question,
  evaluations: readonly Evaluation[],
  publicKeys: readonly Uint8Array[],
): readonly KeyOutput[] {
  if (evaluations.length !== publicKeys.length)
    throw new OprfError(`${publicKeys.length} key holders must answer; ${evaluations.length} did`);
  evaluations.forEach(({ evaluated, proof }, i) => {
    const sound =
      evaluated.length === question.elements.length &&
      evaluated.every((point) => point.length === POINT_BYTES) &&
      verify(publicKeys[i] as Uint8Array, question.elements, evaluated, proof);
    if (!sound) throw new OprfError(`the proof of key holder ${i + 1} does not hold: it used another key`);
  });
  const points = addPoints(evaluations.map(({ evaluated }) => evaluated));
  return question.slots.flatMap(({ key, input, blind: scalar }, i) =>
    key ? [{ family: key.family, output: finalize(input, scalar, points[i] as Uint8Array) }] : [],
  );
}

/** What a table knows of somebody. */
export function hitsIn(
  table: Pick<SealedTable, 'find'>,
  outputs: readonly KeyOutput[],
): readonly HitAtPartner[] {
  const hits = new Map<string, { handling: number; families: Set<Family> }>();
  for (const { output } of outputs)
    for (const { reference, family, handling } of table.find(output)) {
      const hit = hits.get(reference) ?? { handling, families: new Set() };
      hit.families.add(family);
      hits.set(reference, hit);
    }
  return [...hits]
    .map(([reference, { handling, families }]) => ({
      reference,
      handling,
      families: [...families].sort(),
      strength: [...families].some((family) => strengthOf(family) === 'strong')
        ? ('strong' as const)
        : ('medium' as const),
    }))
    .sort((a, b) => (a.strength === b.strength ? 0 : a.strength === 'strong' ? -1 : 1));
}

/** Outputs open rows: they are wiped as soon as they are not needed. */
export const wipe = (outputs: readonly KeyOutput[]): void => {
  for (const { output } of outputs) output.fill(0);
};

/** What the owner's table knows of the person asked for. Throws as {@link openAnswers} does. */
export function finishQuestion(
  question: Question,
  evaluations: readonly Evaluation[],
  publicKeys: readonly Uint8Array[],
  table: Pick<SealedTable, 'find'>,
): readonly HitAtPartner[] {
  const outputs = openAnswers(question, evaluations, publicKeys);
  try {
    return hitsIn(table, outputs);
  } finally {
    wipe(outputs);
  }
}
