import { fold } from '../names/index.ts';
import { captionOf, idOf, linksOf } from './draw.ts';
import type { Look } from './look.ts';
import type { PersonSuggestion, PersonsAnswer } from './types.ts';

/** Properties by which a person is found while somebody types. */
const FOUND_BY = ['name', 'alias', 'weakAlias', 'previousName', 'passportNumber', 'idNumber'] as const;

const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Persons whose name has words that begin as those that were typed; the better tied come first. */
export function findPersons({ network }: Look, text: string, limit: number): PersonsAnswer {
  const wanted = wordsOf(text);
  if (wanted.length === 0) return { persons: [], more: 0 };
  const found: { readonly v: number; readonly text: string; readonly whole: boolean }[] = [];
  for (const [v, { caption, properties = {}, id }] of network.persons.entries()) {
    const texts = [caption, ...FOUND_BY.flatMap((property) => properties[property] ?? []), id];
    for (const one of texts) {
      const words = wordsOf(one);
      if (!wanted.every((begin) => words.some((word) => word.startsWith(begin)))) continue;
      found.push({ v, text: one, whole: wanted.every((word) => words.includes(word)) });
      break;
    }
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
