import { fold } from '../names/index.ts';
import type { Person } from '../network/index.ts';
import { captionOf, idOf, linksOf } from './draw.ts';
import type { Look } from './look.ts';
import type { PersonSuggestion, PersonsAnswer } from './types.ts';

/** Properties by which a person is found while somebody types. */
const FOUND_BY = ['name', 'alias', 'weakAlias', 'previousName', 'passportNumber', 'idNumber'] as const;

/** Words without marks and capitals; of scripts that are not folded to Latin letters as they are. */
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => fold(word) || word);

interface Findable {
  readonly text: string;
  readonly words: readonly string[];
}
/** Persons stay the same from one place of the clocks to another. */
const findable = new WeakMap<Person, readonly Findable[]>();

function findableOf(person: Person): readonly Findable[] {
  const known = findable.get(person);
  if (known) return known;
  const { caption, properties = {}, id } = person;
  const texts = [caption, ...FOUND_BY.flatMap((property) => properties[property] ?? []), id];
  const made = texts.map((text) => ({ text, words: wordsOf(text) }));
  findable.set(person, made);
  return made;
}

/** Persons whose name has words that begin as those that were typed; the better tied come first. */
export function findPersons({ network }: Look, text: string, limit: number): PersonsAnswer {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return { persons: [], more: 0 };
  const found: { readonly v: number; readonly text: string; readonly whole: boolean }[] = [];
  for (const [v, person] of network.persons.entries()) {
    const by = findableOf(person).find(({ words }) =>
      wanted.every((begin) => words.some((word) => word.startsWith(begin))),
    );
    if (by) found.push({ v, text: by.text, whole: wanted.every((word) => by.words.includes(word)) });
  }
  found.sort(
    (x, y) => Number(y.whole) - Number(x.whole) || linksOf(network, y.v) - linksOf(network, x.v) || x.v - y.v,
  );
  return {
    persons: found.slice(0, limit).map(({ v, text: by }): PersonSuggestion => {
      const { properties, knownTo } = network.persons[v] as (typeof network.persons)[number];
      const birthDate = properties?.birthDate?.[0];
      return {
        id: idOf(network, v),
        caption: captionOf(network, v),
        ...(by !== captionOf(network, v) && by !== idOf(network, v) && { foundBy: by }),
        ...(birthDate !== undefined && { birthDate }),
        knownTo,
        links: linksOf(network, v),
      };
    }),
    more: Math.max(0, found.length - limit),
  };
}
