/** Greek to Latin by ELOT 743 / ISO 843 as passports use it; χ as kh, so that its sound does not become that of ch. */
const LETTERS: Readonly<Record<string, string>> = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'kh',
  ψ: 'ps',
  ω: 'o',
};

export function romaniseGreek(word: string): string {
  const text = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const pair = text.slice(i, i + 2);
    const after = text[i + 2] ?? '';
    if (pair === 'ου') out += 'ou';
    else if (pair === 'αυ' || pair === 'ευ') {
      out += (pair === 'αυ' ? 'a' : 'e') + ('θκξπσςτφχψ'.includes(after) || after === '' ? 'f' : 'v');
    } else if (pair === 'μπ') out += i === 0 ? 'b' : 'mp';
    else if (pair === 'ντ') out += i === 0 ? 'd' : 'nt';
    else if (pair === 'γκ') out += i === 0 ? 'g' : 'gk';
    else if (pair === 'γγ') out += 'ng';
    else {
      out += LETTERS[text[i]!] ?? '';
      continue;
    }
    i++;
  }
  return out;
}
