/** All words that one replaced, added, dropped or swapped letter makes of a folded word; the word itself is not one. */
export function slipsOf(word: string): ReadonlySet<string> {
  const slips = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    for (let letter = 97; letter <= 122; letter++) {
      const other = String.fromCharCode(letter);
      slips.add(word.slice(0, at) + other + word.slice(at));
      if (at < word.length) slips.add(word.slice(0, at) + other + word.slice(at + 1));
    }
    if (at < word.length) slips.add(word.slice(0, at) + word.slice(at + 1));
    if (at + 1 < word.length) slips.add(word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2));
  }
  slips.delete(word);
  return slips;
}
