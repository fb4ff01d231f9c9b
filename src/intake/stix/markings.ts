import {
  HANDLING_CODES,
  type HandlingCode,
  type Marking,
  readMarking,
  SEALED,
  strictest,
  type Tlp,
} from '../../model/index.ts';
import { isPlainObject, type Json, type StixObject } from './read.ts';

/** §7.2.1.4: the four markings of TLP 1, by the words that stand in them. */
export const TLP_1_IDS: Readonly<Record<string, string>> = {
  white: 'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9',
  green: 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da',
  amber: 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82',
  red: 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed',
};

/** TLP 2.0 in STIX (oasis-open/cti-stix-common-objects, extension-definition-specifications/tlp-2.0). */
export const TLP_2_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';
export const TLP_2_IDS: Readonly<Record<Tlp, string>> = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

const LEVELS: Readonly<Record<string, Tlp>> = {
  white: 'CLEAR',
  clear: 'CLEAR',
  green: 'GREEN',
  amber: 'AMBER',
  'amber+strict': 'AMBER+STRICT',
  red: 'RED',
};
const levelOf = (word: Json | undefined): Tlp | undefined =>
  typeof word === 'string' && Object.hasOwn(LEVELS, word.toLowerCase())
    ? LEVELS[word.toLowerCase()]
    : undefined;

const BY_ID: ReadonlyMap<string, Tlp> = new Map([
  ...Object.entries(TLP_1_IDS).map(([word, id]) => [id, LEVELS[word] ?? 'RED'] as const),
  ...Object.entries(TLP_2_IDS).map(([tlp, id]) => [id, tlp as Tlp] as const),
]);

/** The restriction that one of our statement markings says; a word, then what it means. */
const STATEMENT =
  /^TOCSIN (ORCON|H[0-3]|GROUP:[a-z0-9][a-z0-9-]{0,62}|FOR:[a-z0-9][a-z0-9-]{0,62}(?:,[a-z0-9][a-z0-9-]{0,62}){0,49}): /;
export const statementOfOrcon = 'TOCSIN ORCON: the originator is asked before this goes any further';
export const statementOfCode = (code: HandlingCode): string => `TOCSIN ${code}: ${HANDLING_CODES[code]}`;
export const statementOfGroup = (group: string): string =>
  `TOCSIN GROUP:${group}: members of this group only`;
export const statementOfRecipients = (recipients: readonly string[]): string =>
  `TOCSIN FOR:${recipients.join(',')}: these services only`;

/** What one marking says: a level, restrictions, or something that only people can read. */
type Said = { readonly tlp: Tlp } | { readonly restriction: string } | { readonly unread: true };

function saidBy(definition: StixObject): Said {
  const extension = isPlainObject(definition.extensions) ? definition.extensions[TLP_2_EXTENSION] : undefined;
  const tlp2 = isPlainObject(extension) ? levelOf(extension.tlp_2_0) : undefined;
  if (tlp2) return { tlp: tlp2 };
  const { definition: content, definition_type: type } = definition;
  if (!isPlainObject(content)) return { unread: true };
  const tlp1 = type === 'tlp' ? levelOf(content.tlp) : undefined;
  if (tlp1) return { tlp: tlp1 };
  const statement = type === 'statement' && typeof content.statement === 'string' ? content.statement : '';
  const restriction = STATEMENT.exec(statement)?.[1];
  return restriction === undefined ? { unread: true } : { restriction };
}

/** Reads the markings of objects by the definitions that came with them. */
export interface MarkingReader {
  /**
   * The marking of a whole object: that of the object, and of every part of it, the strictest of all. What is marked by
   * something that came not along is sealed; what only people can read becomes "other restrictions" under originator
   * control; what is not marked at all stays in this service, because nobody said that it may go further.
   */
  of(object: StixObject): Marking;
}

export function markingReader(definitions: Iterable<StixObject>): MarkingReader {
  const known = new Map<string, Said>();
  for (const one of definitions) {
    if (one.type === 'marking-definition' && typeof one.id === 'string') known.set(one.id, saidBy(one));
  }
  // Last: what is published under these ids is not for a bundle to say anew.
  for (const [id, tlp] of BY_ID) known.set(id, { tlp });
  return {
    of(object) {
      const ids = refsOf(object);
      return ids.length === 0 ? UNMARKED : together(ids.map((id) => known.get(id)));
    },
  };
}

const UNMARKED: Marking = { tlp: 'AMBER+STRICT', originatorControl: false };

function refsOf({ object_marking_refs: refs, granular_markings: granular }: StixObject): readonly string[] {
  const whole = Array.isArray(refs) ? refs : [];
  const parts = Array.isArray(granular)
    ? granular.flatMap((one: Json) => (isPlainObject(one) ? (one.marking_ref ?? []) : []))
    : [];
  return [...whole, ...parts].map(String);
}

function together(all: readonly (Said | undefined)[]): Marking {
  const markings: Marking[] = [];
  let levelled = false;
  // Recipients are of the level: they say for whom it is red.
  const named = all.flatMap((said) =>
    said && 'restriction' in said && said.restriction.startsWith('FOR:')
      ? readMarking(`TLP:RED//${said.restriction}`)
      : [],
  );
  for (const said of all) {
    if (said === undefined) return SEALED;
    if ('tlp' in said) {
      levelled = true;
      if (said.tlp !== 'RED' || named.length === 0)
        markings.push({ tlp: said.tlp, originatorControl: false });
    } else if ('restriction' in said) {
      if (!said.restriction.startsWith('FOR:')) markings.push(readMarking(`TLP:CLEAR//${said.restriction}`));
    } else markings.push({ tlp: 'CLEAR', originatorControl: true, handling: ['H3'] });
  }
  markings.push(...named);
  if (!levelled) markings.push(UNMARKED);
  return strictest(markings) ?? SEALED;
}
