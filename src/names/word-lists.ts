import { slipsOf } from './slips.ts';

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
  hojatoleslam imam emir president minister senator governor ambassador judge justice comrade citizen
`);

/** Kinds of ship, written before a vessel's name: motor vessel, motor tanker, steam ship. */
export const SHIP_PREFIXES = set('mv mt ms ss mts mfv fv msv');

/** Suffixes of a name that tell generations apart. */
export const GENERATIONS = set('jr junior snr senior ii iii iv');

/** Words that very many organisations share, but for those of `SPELLINGS`. */
const SHARED = `
  corporation trade trader global management investment investments finance financial insurance consulting construction
  development society agency bureau office ministry committee council federation union state limited
  shipping maritime marine transport transportation logistics lines line petroleum oil gas energy power electronics
  electronic equipment machinery products commerce business capital partners solutions banking
  resources mining metals steel chemical chemicals petrochemical pharmaceutical medical research factory
  works establishment est sons party movement front army brigade brigades battalion for
  comercializadora inversiones sociedad agropecuaria constructora inmobiliaria distribuidora corporacion promotora
  consultoria asesorias obshchestvo aktsionernoe gesellschaft sanayi sirketi societe sharikat muassasat jamiat
`;

/** Short and foreign spellings of such words, each line to its first. */
const SPELLINGS = `
  international intl internatl internacional internationale internazionale mezhdunarodnyy mezhdunarodnaya uluslararasi
  national natl nacional nationale natsionalnyy
  group grp gruppe gruppa groupe grupo gruppo
  holding holdings hldg hldgs kholding
  trading trdg handels ticaret
  manufacturing mfg
  brothers bros
  association assn assoc asociacion
  organization organisation org organizacion organizatsiya
  center centre ctr centro zentrum tsentr
  department dept
  government govt
  university univ universidad universitat universite universitet
  institute inst instituto institut
  foundation fdn fundacion fondation stiftung fond
  company companies compania compagnie kompaniya
  enterprise enterprises empresa entreprise predpriyatie
  industry industries inds
  industrial promyshlennyy industrielle
  technology technologies tech tekhnologii
  engineering engg
  service services svc svcs servicios
  system systems
  bank banco banque banka
  general generale gen
  scientific nauchno
  production proizvodstvennoe
  plant zavod
  export exports exportadora ihracat
  import imports importadora ithalat
  commercial comercial kommercheskiy
  and und et
`;

const lines = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' '));

/** Words that very many organisations share. */
export const GENERIC = set(SHARED + SPELLINGS);

/** Generic word → the spelling that stands for it. */
export const GENERIC_SPELLINGS: ReadonlyMap<string, string> = new Map(
  lines(SPELLINGS).flatMap(([first, ...others]) => others.map((other) => [other, first!] as const)),
);

/** Legal forms to one form each: what differs is how countries and clerks write it. Folded words, joined by a space. */
const FORMS: readonly (readonly [string, string])[] = [
  [
    'ltd',
    'ltd|limited liability company|llc|l l c|limited|limited company|company limited|company ltd|co limited|co ltd|and co ltd|pvt ltd|private limited|pte ltd|pty ltd|pvt|pte|pty',
  ],
  [
    'ltd',
    'gmbh|ges m b h|gesmbh|gesellschaft mit beschrankter haftung|gesellschaft mit beschraenkter haftung|gmbh co kg|gmbh and co kg',
  ],
  [
    'ltd',
    'ooo|obshchestvo s ogranichennoy otvetstvennostyu|obshchestvo s ogranichennoi otvetstvennostyu|tovarystvo z obmezhenoyu vidpovidalnistyu|tovarishchestvo s ogranichennoy otvetstvennostyu|tov|too|mchj|ood|eood|doo|d o o|drustvo s ogranicenom odgovornoscu|druzhestvo s ogranichena otgovornost',
  ],
  [
    'ltd',
    'sarl|s a r l|societe a responsabilite limitee|srl|s r l|s de r l|s de rl de cv|s de r l de c v|societatea cu raspundere limitata|societate cu raspundere limitata|societa a responsabilita limitata|sociedad de responsabilidad limitada|sociedade limitada|sociedad limitada|sl|s l|slu|ltda|limitada|lda|sprl|bv|b v|besloten vennootschap|kft|korlatolt felelossegu tarsasag|sro|s r o|spolecnost s rucenim omezenym|spolocnost s rucenim obmedzenym|sp z o o|sp z oo|sp zoo|spzoo|spolka z ograniczona odpowiedzialnoscia|oy|osakeyhtio|aps|anpartsselskab|a s p s|sia|uab|mas',
  ],
  [
    'ltd',
    'ltd sti|ltd sirketi|limited sirketi|sirketi|wll|w l l|fze|fzc|fzco|fz llc|dmcc|est|tic ltd sti|mmc',
  ],
  ['inc', 'inc|incorporated|corp|corporation|co|company|company inc|co inc|and co|and company'],
  [
    'inc',
    'plc|public limited company|p l c|sa|s a|s p a|spa|societa per azioni|societe anonyme|sociedad anonima|sociedade anonima|sa de cv|s a de c v|s a s|sas|sapi de cv|s a p i de c v|ag|akg|aktiengesellschaft|nv|n v|naamloze vennootschap|spolka akcyjna|akciova spolecnost|aktiebolag|aktieselskab|aksjeselskap|perseroan terbatas|ab|asa|as|a s|anonim sirketi|a s|oyj|kk|kabushiki kaisha|tbk|bhd|berhad|sdn bhd|pt',
  ],
  [
    'inc',
    'ao|oao|zao|pao|ojsc|cjsc|pjsc|jsc|joint stock company|open joint stock company|closed joint stock company|public joint stock company|aktsionernoe obshchestvo|publichnoe aktsionernoe obshchestvo|otkrytoe aktsionernoe obshchestvo|zakrytoe aktsionernoe obshchestvo|pjs|at|prat|sal|s a l|saoc|sao|qsc|psc',
  ],
  ['kg', 'kg|lp|llp|l p|l l p|limited partnership|kommanditgesellschaft|ohg|gbr|snc|s n c|scs|cv|c v'],
  ['ano', 'ano|nko|avtonomnaya nekommercheskaya organizatsiya|autonomous nonprofit organization'],
  ['ev', 'ev|e v|eingetragener verein|ong|ngo|asbl|vzw|onlus'],
  [
    'fgup',
    'fgup|gup|federal state unitary enterprise|federalnoe gosudarstvennoe unitarnoe predpriyatie|state unitary enterprise|rue|rup|republican unitary enterprise',
  ],
];

/** Folded words of a legal form (joined by a space) → its common form. */
export const LEGAL_FORMS: ReadonlyMap<string, string> = new Map(
  FORMS.flatMap(([form, spellings]) => spellings.split('|').map((spelling) => [spelling, form] as const)),
);

/** Long forms with one letter wrong (Aktiengeselschaft). Short ones would become other words. */
const MISSPELT_FROM = 9;
export const MISSPELT_FORMS: ReadonlyMap<string, string> = new Map(
  [...LEGAL_FORMS]
    .filter(([words]) => words.length >= MISSPELT_FROM && !words.includes(' '))
    .flatMap(([word, form]) => [...slipsOf(word)].map((slip) => [slip, form] as const)),
);

/** Words of the longest legal form. */
export const LONGEST_LEGAL_FORM = 6;

const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const ORDINALS = '- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth';

/** Numbers and ordinals in words → digits. */
export const NUMBER_WORDS: ReadonlyMap<string, string> = new Map(
  [NUMBERS, ORDINALS].flatMap((line) => line.split(' ').map((word, i) => [word, String(i)] as const)),
);

/** Tens, which the units may follow as a word of their own (forty four). */
export const TENS: ReadonlyMap<string, number> = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, i) => [word, (i + 2) * 10] as const)
    .concat([['fourty', 40]]),
);

/** Roman numerals that organisations, units and vessels carry; I, V and X only behind other words: they are letters, too. */
export const ROMAN_NUMERALS: ReadonlyMap<string, string> = new Map(
  'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'
    .split(' ')
    .map((word, i) => [word, String(i + 1)]),
);
