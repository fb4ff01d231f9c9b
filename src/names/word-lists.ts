/**
 * Words of names that say little about whose name it is. Folded spelling. Precision before quantity: a word that is also
 * a common given or family name is left out (Hafiz, Sultan, Baron, Don, Ma), because what is called a title is nearly lost
 * to the score.
 */
const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));

export const PARTICLES = set(`
  al el ul ar as ash ad an az at ibn bin ben bint bte binti ould wuld walad abu abou abi umm oum um
  de del della dello di da das do dos du des d la las le les lo los van vande vander von vom zu zum zur der den het ten ter
  te y e i of the af av
`);

/** Particles that are also names (Lê, Đỗ, Du, An, Lo, Ben): behind them something must stand, or they are one. */
export const PARTICLES_AND_NAMES = set('le lo do du da di an den ben van la ten');

export const HONORIFICS = set(`
  mr mrs ms miss mstr mister master dr doctor prof professor gen general lt ltg lieutenant col colonel maj major capt
  captain cmdr commander adm admiral brig brigadier sgt sergeant cpl sheikh shaykh shaikh sheik cheikh sheykh mullah mulla
  maulavi mawlawi maulawi maulana mawlana moulavi molvi hajji haji hadji hajj haj alhaji alhaj ustad ustadh ustaz qari
  engr engineer sir madam mme mlle monsieur madame herr frau senor senora sr sra dna fr rev hon eng ing dipl mag ayatollah
  hojatoleslam imam emir
`);

/** Suffixes of a name that tell generations apart. */
export const GENERATIONS = set('jr junior snr senior ii iii iv');

/** Words that very many organisations share. */
export const GENERIC = set(`
  company companies corporation group holding holdings trading trade trader enterprise enterprises industries industry
  industrial international global general services service systems system solutions technologies technology tech
  engineering construction consulting management investment investments finance financial bank banking insurance
  development foundation association organization organisation society institute university center centre agency bureau
  office ministry department committee council federation union national state limited import export imports exports
  shipping maritime marine transport transportation logistics lines line petroleum oil gas energy power electronics
  electronic equipment machinery production products manufacturing commercial commerce business capital partners
  resources mining metals steel chemical chemicals petrochemical pharmaceutical medical research scientific factory
  plant works establishment est bros brothers sons party movement front army brigade brigades battalion and und et for
  compania comercial comercializadora inversiones sociedad grupo empresa servicios internacional agropecuaria constructora
  inmobiliaria distribuidora corporacion fundacion importadora exportadora promotora consultoria asesorias
  obshchestvo aktsionernoe zavod nauchno proizvodstvennoe predpriyatie kompaniya handels gesellschaft und
  sanayi ticaret ithalat ihracat sirketi uluslararasi societe compagnie entreprise generale
  sharikat muassasat jamiat
`);

/** Legal forms to one form each: what differs is how countries and clerks write it. Folded words, joined by a space. */
const FORMS: readonly (readonly [string, string])[] = [
  [
    'ltd',
    'ltd|limited liability company|llc|l l c|limited|company limited|co ltd|pvt ltd|private limited|pte ltd|pty ltd|pvt|pte|pty',
  ],
  ['ltd', 'gmbh|ges m b h|gesellschaft mit beschrankter haftung|gmbh co kg'],
  [
    'ltd',
    'ooo|obshchestvo s ogranichennoy otvetstvennostyu|obshchestvo s ogranichennoi otvetstvennostyu|tov|too|mchj|ood|eood|doo|d o o',
  ],
  [
    'ltd',
    'sarl|s a r l|societe a responsabilite limitee|srl|s r l|s de r l|s de rl de cv|s de r l de c v|sociedad de responsabilidad limitada|ltda|limitada|lda|sprl|bv|b v|besloten vennootschap|kft|sro|s r o|sp z o o|spzoo|spolka z ograniczona odpowiedzialnoscia|oy|aps|a s p s|sia|uab|mas',
  ],
  [
    'ltd',
    'ltd sti|ltd sirketi|limited sirketi|sirketi|wll|w l l|fze|fzc|fzco|fz llc|dmcc|est|tic ltd sti|mmc',
  ],
  ['inc', 'inc|incorporated|corp|corporation|co|company inc'],
  [
    'inc',
    'plc|public limited company|p l c|sa|s a|s p a|spa|societe anonyme|sociedad anonima|sa de cv|s a de c v|s a s|sas|sapi de cv|s a p i de c v|ag|aktiengesellschaft|nv|n v|ab|asa|as|a s|anonim sirketi|a s|oyj|kk|kabushiki kaisha|tbk|bhd|berhad|sdn bhd|pt',
  ],
  [
    'inc',
    'ao|oao|zao|pao|ojsc|cjsc|pjsc|jsc|joint stock company|open joint stock company|closed joint stock company|public joint stock company|aktsionernoe obshchestvo|publichnoe aktsionernoe obshchestvo|otkrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obshchestvo|pjs|at|prat|sal|s a l|saoc|sao|qsc|psc',
  ],
  ['kg', 'kg|lp|llp|l p|l l p|limited partnership|kommanditgesellschaft|ohg|gbr|snc|s n c|scs|cv|c v'],
  ['ev', 'ev|e v|ong|ngo|asbl|vzw|onlus'],
  [
    'fgup',
    'fgup|gup|federal state unitary enterprise|federalnoe gosudarstvennoe unitarnoe predpriyatie|state unitary enterprise|rue|rup|republican unitary enterprise',
  ],
];

/** Folded words of a legal form (joined by a space) → its common form. */
export const LEGAL_FORMS: ReadonlyMap<string, string> = new Map(
  FORMS.flatMap(([form, spellings]) => spellings.split('|').map((spelling) => [spelling, form] as const)),
);

/** Words of the longest legal form. */
export const LONGEST_LEGAL_FORM = 6;

export const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  'one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, i) => [word, String(i + 1)]),
);

/** Roman numerals that organisations, units and vessels carry; I, V and X alone are letters as often. */
export const ROMAN_NUMERALS: ReadonlyMap<string, string> = new Map(
  'ii iii iv vi vii viii ix xi xii'.split(' ').map((word) => {
    const values = { ii: 2, iii: 3, iv: 4, vi: 6, vii: 7, viii: 8, ix: 9, xi: 11, xii: 12 } as const;
    return [word, String(values[word as keyof typeof values])];
  }),
);
