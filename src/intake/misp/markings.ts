import {
  type Grade,
  isGrade,
  type Marking,
  readMarking,
  SEALED,
  strictest,
  type Tlp,
} from '../../model/index.ts';
import type { Json, JsonObject } from '../json.ts';
import { under } from './read.ts';

/**
 * Distribution levels of MISP (core format, 2.2.1): how far the publisher lets it go. Read as the nearest level of TLP that
 * is not laxer; "all communities" is still not everybody.
 */
const LEVELS: Readonly<Record<string, Tlp>> = {
  0: 'AMBER+STRICT',
  1: 'AMBER',
  2: 'GREEN',
  3: 'GREEN',
};
const GROUP = '4';
const INHERIT = '5';

const TLP_TAGS: Readonly<Record<string, Tlp>> = {
  'tlp:white': 'CLEAR',
  'tlp:clear': 'CLEAR',
  'tlp:green': 'GREEN',
  'tlp:amber': 'AMBER',
  'tlp:amber+strict': 'AMBER+STRICT',
  'tlp:red': 'RED',
};

const level = (tlp: Tlp): Marking => ({ tlp, originatorControl: false });

/** What an event, object or attribute says of who may have it, over what it stands in. */
export function mispMarking(thing: JsonObject, parent: Marking | undefined): Marking {
  const names = tagNames(thing);
  const named = names.flatMap((name) => recipients(name) ?? []);
  // Recipients are of the level: they say for whom it is red.
  const tags = [
    ...names.flatMap((name) =>
      recipients(name) || (named.length > 0 && name.toLowerCase() === 'tlp:red') ? [] : tag(name),
    ),
    ...named,
  ];
  const tagged = tags.length > 0 ? strictest(tags) : undefined;
  const levelled = names.some((name) => Object.hasOwn(TLP_TAGS, name.toLowerCase()));
  // A level that says no more than the tags do adds nothing to them.
  const same = tagged && levelled && String(thing.distribution) === distributionOf(tagged);
  const said = same ? [tagged] : [...distribution(thing, parent), ...tags];
  // What stands in something may be marked more strictly than that, never less.
  return strictest(parent ? [parent, ...said] : said) ?? SEALED;
}

/**
 * The level at which a receiver may hand it on. A group never becomes a sharing group of MISP: there, one without members was
 * sent to everybody (MISP issue 4200), and its members are nobody's business. It stays with the receiver, and a tag says so.
 */
export function distributionOf({ tlp, originatorControl, handling = [], group }: Marking): string {
  if (originatorControl || group !== undefined || handling.length > 0) return '0';
  if (tlp === 'CLEAR') return '3';
  return tlp === 'GREEN' ? '1' : '0';
}

/**
 * Distribution and tags alone. A tag without a distribution leaves what nobody said: it stays in this service, because
 * somebody else's default is not known here.
 */
function distribution(thing: JsonObject, parent: Marking | undefined): readonly Marking[] {
  const { distribution: given } = thing;
  if (given === undefined || given === null) return parent ? [] : [level('AMBER+STRICT')];
  const text = String(given as string | number);
  if (text === INHERIT) return parent ? [] : [SEALED];
  if (text === GROUP) return [groupOf(thing)];
  const tlp = Object.hasOwn(LEVELS, text) ? LEVELS[text] : undefined;
  return [tlp ? level(tlp) : SEALED];
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A sharing group by its UUID: names are chosen freely, and two groups may have the same. */
function groupOf(thing: JsonObject): Marking {
  const [group] = under(thing, 'SharingGroup');
  const uuid = typeof group?.uuid === 'string' ? group.uuid.toLowerCase() : '';
  return UUID.test(uuid) ? { ...level('AMBER'), group: `misp-${uuid}` } : SEALED;
}

export const tagNames = (thing: JsonObject): readonly string[] =>
  under(thing, 'Tag').flatMap(({ name }) => (typeof name === 'string' ? [name] : []));

/** Whom a tag of ours says that it is for; what cannot be read is for nobody. */
function recipients(name: string): Marking | undefined {
  const [, names] = /^tocsin:recipients="(.*)"$/s.exec(name) ?? [];
  return names === undefined ? undefined : readMarking(`TLP:RED//FOR:${names}`);
}

const OWN = /^tocsin:(?:(orcon)|handling="(H[0-3])"|group="([a-z0-9][a-z0-9-]{0,62})")$/;

function tag(name: string): readonly Marking[] {
  const lower = name.toLowerCase();
  if (Object.hasOwn(TLP_TAGS, lower)) return [level(TLP_TAGS[lower] ?? 'RED')];
  // A word of the protocol that is not known may forbid anything.
  if (lower.startsWith('tlp:')) return [SEALED];
  const [own, orcon, handling, group] = OWN.exec(name) ?? [];
  if (own !== undefined) {
    const part = orcon === undefined ? (handling ?? `GROUP:${group ?? ''}`) : 'ORCON';
    return [readMarking(`TLP:CLEAR//${part}`)];
  }
  if (lower.startsWith('tocsin:')) return [SEALED];
  // Permissible actions protocol and the like: only people can read what they ask for.
  return lower.startsWith('pap:') ? [{ tlp: 'CLEAR', originatorControl: true, handling: ['H3'] }] : [];
}

const RELIABILITY = /^admiralty-scale:source-reliability="([a-f])"$/i;
const CREDIBILITY = /^admiralty-scale:information-credibility="([1-6])"$/i;

/** The grade that tags of MISP's taxonomy `admiralty-scale` say, or the one that holds around it. */
export function mispGrade(thing: JsonObject, around: Grade): Grade {
  const names = tagNames(thing);
  const found = (pattern: RegExp): string | undefined =>
    names.flatMap((name) => pattern.exec(name)?.[1] ?? [])[0]?.toUpperCase();
  const grade = `${found(RELIABILITY) ?? around[0]}${found(CREDIBILITY) ?? around[1]}`;
  return isGrade(grade) ? grade : around;
}

export const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
