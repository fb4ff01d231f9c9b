import { nicknamesOf, sameNickname } from './nicknames.ts';

/**
 * Given names that look or sound alike and are not one name. Each line: any two of it are different, and so are all forms
 * of one (see `nicknames.ts`) from all forms of the other. Only names that clerks do not take for one another.
 */
const LINES = `
  hassan hussein
  wang feng fang fan
  wen feng fen
  wei fei
  ahmed hamed
  ahmed mohammed mahmoud hamed
  omar amir
  jamal jamil jalal kamal
  bilal belal jalal hilal
  khalid khalil
  saleh salim
  saad said
  rashid rashad
  yasir yasin
  amin amir
  habib hamid
  nasir nasim
  karim karam
  ibrahim idris
  robert roberta
  maria mario mark
  peter petra
  paul paula pauline
  christian christine christina christiane
  daniel daniela danielle
  francesco francesca
  francis frances
  francisco francisca
  george georgia georgina
  alexander alexandra
  alexander aleksey
  julian juliana julia julie
  antonio antonia antonina
  victor victoria viktoria
  angelo angela
  carlo carla
  carl carla
  karl karla
  luis luisa
  louis louise
  eric erica
  erik erika
  john jane joan jean
  stephen stephanie
  michael michaela
  gabriel gabriela gabrielle
  valentin valentina
  oleg olga
  martin martina
  simon simone
  nicholas nicole
  dennis denise
  patrick patricia
  oliver olivia
  laurence laura
  emil emily emilia
  adrian adriana adrienne
  vladimir vladislav
  evgeny evgenia
  valery valeria
  philip philippa
  bernard bernadette
  yvan yvonne
  leon leonie leona
  joseph josephine josefa
  wilhelm wilhelmina
  henry henrietta
`;

const distinct = new Map<string, Set<string>>();
const note = (a: string, b: string): void => {
  if (a === b || sameNickname(a, b)) return;
  const others = distinct.get(a) ?? new Set<string>();
  distinct.set(a, others.add(b));
};
for (const line of LINES.trim().split('\n')) {
  const forms = line
    .trim()
    .split(' ')
    .map((name) => [name, ...nicknamesOf(name)]);
  forms.forEach((one, i) => {
    for (const other of forms.slice(i + 1)) {
      for (const a of one) {
        for (const b of other) {
          note(a, b);
          note(b, a);
        }
      }
    }
  });
}

export const hasDistinct = (text: string): boolean => distinct.has(text);

/** Whether two folded tokens are known to be different names, however alike. Symmetric. */
export const areDistinct = (a: string, b: string): boolean => distinct.get(a)?.has(b) ?? false;
