import type { Random } from './random.ts';

/**
 * Travellers of the simulated world. Names are common ones of each country, most common first; nobody is meant. The
 * tables are short: the shape of the frequencies matters, not the names.
 */

interface Naming {
  readonly country: string;
  readonly code3: string;
  readonly male: readonly string[];
  readonly female: readonly string[];
  readonly surnames: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

const NAMINGS: readonly Naming[] = [
  [
    'de',
    'DEU',
    'PETER MICHAEL THOMAS ANDREAS WOLFGANG JAN LUKAS JONAS FELIX TIM',
    'MARIA URSULA MONIKA PETRA SABINE ANNA LENA LAURA JULIA LEA',
    'MUELLER SCHMIDT SCHNEIDER FISCHER WEBER MEYER WAGNER BECKER SCHULZ HOFFMANN KOCH RICHTER KLEIN WOLF NEUMANN',
  ],
  [
    'fr',
    'FRA',
    'JEAN PIERRE MICHEL NICOLAS LUCAS HUGO LOUIS PAUL ANTOINE JULIEN',
    'MARIE NATHALIE ISABELLE CAMILLE LEA MANON JULIE SOPHIE CLAIRE EMMA',
    'MARTIN BERNARD DUBOIS THOMAS ROBERT RICHARD PETIT DURAND LEROY MOREAU SIMON LAURENT LEFEBVRE MICHEL GARCIA',
  ],
  [
    'gb',
    'GBR',
    'DAVID JOHN PAUL JAMES ANDREW OLIVER HARRY JACK GEORGE THOMAS',
    'SUSAN SARAH KAREN EMILY OLIVIA SOPHIE GRACE AMELIA HELEN CLARE',
    'SMITH JONES TAYLOR BROWN WILLIAMS WILSON JOHNSON DAVIES PATEL ROBINSON WRIGHT THOMPSON EVANS WALKER WHITE KHAN',
  ],
  [
    'tr',
    'TUR',
    'MEHMET MUSTAFA AHMET ALI HUSEYIN HASAN IBRAHIM MURAT EMRE YUSUF',
    'FATMA AYSE EMINE HATICE ZEYNEP ELIF MERYEM ESRA SELIN DENIZ',
    'YILMAZ KAYA DEMIR CELIK SAHIN YILDIZ YILDIRIM OZTURK AYDIN OZDEMIR ARSLAN DOGAN KILIC ASLAN CETIN',
  ],
  [
    'eg',
    'EGY',
    'MOHAMED AHMED MAHMOUD MOSTAFA ALI HASSAN IBRAHIM OMAR YOUSSEF KHALED',
    'FATMA MONA HODA AMAL NADA SARA MARIAM HEBA DINA YASMIN',
    'MOHAMED AHMED ALI HASSAN IBRAHIM MAHMOUD HUSSEIN SAID ABDALLAH SALEH MOSTAFA FAROUK NASSER GAMAL',
  ],
  [
    'pk',
    'PAK',
    'MUHAMMAD ALI AHMED IMRAN USMAN BILAL HAMZA TARIQ NASIR YASIR',
    'FATIMA AYESHA ZAINAB SANA MARYAM HINA RABIA AMNA SADIA NADIA',
    'KHAN AHMED HUSSAIN ALI MALIK BUTT SHAH IQBAL AKHTAR MAHMOOD CHAUDHRY QURESHI MIRZA SIDDIQUI',
  ],
  [
    'in',
    'IND',
    'RAJESH SANJAY AMIT RAHUL VIJAY ARJUN SURESH ANIL DEEPAK ROHAN',
    'PRIYA ANITA SUNITA NEHA POOJA KAVITA ANJALI DIVYA LAKSHMI MEERA',
    'KUMAR SINGH SHARMA PATEL GUPTA REDDY DAS NAIR RAO JOSHI MEHTA VERMA IYER BOSE',
  ],
  [
    'cn',
    'CHN',
    'WEI JUN MING LEI QIANG JIANGUO HAO YONG BO XIAOMING',
    'LI FANG NA XIULAN MIN JING YAN HONG XIUYING LING',
    'WANG LI ZHANG LIU CHEN YANG HUANG ZHAO WU ZHOU XU SUN MA ZHU',
  ],
  [
    'us',
    'USA',
    'JAMES JOHN ROBERT MICHAEL WILLIAM DAVID RICHARD JOSE CARLOS DANIEL',
    'MARY PATRICIA JENNIFER LINDA ELIZABETH BARBARA SUSAN JESSICA ASHLEY EMILY',
    'SMITH JOHNSON WILLIAMS BROWN JONES GARCIA MILLER DAVIS RODRIGUEZ MARTINEZ LOPEZ WILSON ANDERSON LEE',
  ],
  [
    'ru',
    'RUS',
    'SERGEY ALEKSANDR DMITRY ANDREY ALEKSEY IVAN NIKOLAY VLADIMIR MIKHAIL OLEG',
    'ELENA OLGA NATALIA TATIANA IRINA ANNA SVETLANA EKATERINA MARIA YULIA',
    'IVANOV SMIRNOV KUZNETSOV POPOV SOKOLOV LEBEDEV KOZLOV NOVIKOV MOROZOV PETROV VOLKOV',
  ],
  [
    'ma',
    'MAR',
    'MOHAMMED AHMED YOUSSEF RACHID HASSAN KARIM OMAR HAMZA SAID MEHDI',
    'FATIMA KHADIJA AMINA NAIMA SAIDA HANANE SALMA ZINEB SOUAD LEILA',
    'ALAOUI IDRISSI BENALI EL AMRANI TAHIRI BERRADA CHRAIBI BENNANI FASSI ZIANI',
  ],
  [
    'ng',
    'NGA',
    'EMEKA CHIDI TUNDE IBRAHIM MUSA OLUWASEUN ADEWALE SUNDAY JOSEPH SAMUEL',
    'BLESSING NGOZI CHIOMA AMINA FATIMA FUNMI ADAEZE GRACE RUTH ESTHER',
    'OKAFOR ADEYEMI IBRAHIM OKORO MUSA BALOGUN EZE OBI ABUBAKAR BELLO ADEBAYO NWOSU',
  ],
].map(([country = '', code3 = '', male = '', female = '', surnames = '']) => ({
  country,
  code3,
  male: words(male),
  female: words(female),
  surnames: words(surnames),
}));

export interface Person {
  readonly surname: string;
  readonly given: string;
  readonly second?: string;
  readonly female: boolean;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  /** ISO 3166 alpha-3, as documents write it. */
  readonly nationality: string;
  readonly passport: string;
  readonly expires: string;
}

const two = (n: number): string => String(n).padStart(2, '0');
const day = (random: Random, first: number, last: number): string =>
  `${first + random.below(last - first + 1)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

export const passport = (random: Random): string =>
  `${random.pick([...LETTERS])}${String(random.below(100_000_000)).padStart(8, '0')}`;

export function innocent(random: Random, year: number, surname?: string): Person {
  const naming = random.pick(NAMINGS);
  const female = random.chance(0.48);
  const givens = female ? naming.female : naming.male;
  const given = random.pickRanked(givens);
  const second = random.chance(0.25) ? random.pickRanked(givens) : undefined;
  return {
    surname: surname ?? random.pickRanked(naming.surnames),
    given,
    ...(second && second !== given && { second }),
    female,
    birthDate: day(random, year - 75, year - 19),
    nationality: naming.code3,
    passport: passport(random),
    expires: day(random, year + 1, year + 9),
  };
}

/** A person of a list, as the world needs to know: names as listed, first the main one. */
export interface ListedPerson {
  readonly id: string;
  readonly names: readonly string[];
  readonly birthDate?: string;
  readonly female?: boolean;
}

/** How a listed person's name is told by the carrier. */
export const ALTERATIONS = [
  'as-listed',
  'alias',
  'one-misspelling',
  'reordered',
  'word-left-out',
  'title-glued',
  'other-birth-date-order',
] as const;
export type Alteration = (typeof ALTERATIONS)[number];

const latin = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z ]+/g, ' ')
    .split(' ')
    .filter((word) => word.length > 1);

function misspelt(word: string, random: Random): string {
  const at = 1 + random.below(Math.max(word.length - 2, 1));
  const letter = random.pick([...'AEIOULNRST']);
  const kind = random.below(3);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at);
  return word.slice(0, at) + letter + word.slice(at + 1);
}

/** A listed person as a traveller; `undefined` where the name cannot be altered so. */
export function listedTraveller(
  listed: ListedPerson,
  alteration: Alteration,
  random: Random,
  year: number,
): Person | undefined {
  const [main = '', ...aliases] = listed.names;
  let all = latin(alteration === 'alias' ? (aliases[random.below(aliases.length)] ?? '') : main);
  if (all.length < 2 || !listed.birthDate || listed.birthDate.length < 10) return undefined;
  let { birthDate } = listed;
  if (alteration === 'one-misspelling') {
    const longest = all.reduce(
      (best, word, place) => (word.length > (all[best] ?? '').length ? place : best),
      0,
    );
    all = all.map((word, place) => (place === longest ? misspelt(word, random) : word));
  }
  if (alteration === 'word-left-out') {
    if (all.length < 3) return undefined;
    all = all.filter((_, place) => place !== 1);
  }
  if (alteration === 'reordered') all = [...all.slice(1), all[0] as string];
  if (alteration === 'other-birth-date-order') {
    const [y = '', m = '', d = ''] = birthDate.split('-');
    if (Number(d) > 12 || m === d) return undefined;
    birthDate = `${y}-${d}-${m}`;
  }
  const surname = all.at(-1) as string;
  const given = all.slice(0, -1).join(' ');
  return {
    surname,
    given:
      alteration === 'title-glued' ? `${given.replaceAll(' ', '')}${listed.female ? 'MRS' : 'MR'}` : given,
    female: listed.female ?? false,
    birthDate,
    nationality: random.pick(NAMINGS).code3,
    passport: passport(random),
    expires: day(random, year + 1, year + 9),
  };
}
