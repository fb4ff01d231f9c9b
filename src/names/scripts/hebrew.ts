/** Hebrew to Latin letters; vowels are mostly not written. The commonest names have their usual spelling. */
const LETTERS: Readonly<Record<string, string>> = {
  א: 'a',
  ב: 'b',
  ג: 'g',
  ד: 'd',
  ה: 'h',
  ו: 'w',
  ז: 'z',
  ח: 'h',
  ט: 't',
  י: 'y',
  כ: 'k',
  ך: 'k',
  ל: 'l',
  מ: 'm',
  ם: 'm',
  נ: 'n',
  ן: 'n',
  ס: 's',
  ע: 'a',
  פ: 'f',
  ף: 'f',
  צ: 'ts',
  ץ: 'ts',
  ק: 'k',
  ר: 'r',
  ש: 'sh',
  ת: 't',
};

const LEXICON: Readonly<Record<string, string>> = {
  משה: 'moshe',
  יוסף: 'yosef',
  דוד: 'david',
  אברהם: 'avraham',
  יצחק: 'yitzhak',
  יעקב: 'yaakov',
  שמואל: 'shmuel',
  כהן: 'cohen',
  לוי: 'levi',
  בנימין: 'binyamin',
  נתניהו: 'netanyahu',
  חיים: 'haim',
  שלמה: 'shlomo',
  אריאל: 'ariel',
  רחל: 'rachel',
  שרה: 'sarah',
  מרים: 'miriam',
  דניאל: 'daniel',
  מיכאל: 'michael',
  רבקה: 'rivka',
  לאה: 'leah',
  אסתר: 'esther',
  יהודה: 'yehuda',
  ישראל: 'israel',
  גבריאל: 'gabriel',
  אליהו: 'eliyahu',
  שמעון: 'shimon',
  ראובן: 'reuven',
  פרץ: 'peretz',
  מזרחי: 'mizrahi',
  ביטון: 'biton',
  אהרון: 'aharon',
  יונתן: 'yonatan',
  נתן: 'natan',
  אורי: 'uri',
  איתמר: 'itamar',
  בן: 'ben',
  בת: 'bat',
  אל: 'el',
  רפאל: 'rafael',
  עמוס: 'amos',
  אבי: 'avi',
  גולן: 'golan',
};

export function romaniseHebrew(word: string): { readonly text: string; readonly vowelless: boolean } {
  const bare = word.replace(/[\u0591-\u05c7\u05f3\u05f4]/g, '');
  const known = LEXICON[bare];
  if (known !== undefined) return { text: known, vowelless: false };
  let out = '';
  for (const letter of bare) out += LETTERS[letter] ?? '';
  // An initial vav or pe is v or p; inside a word vav is a vowel as often.
  if (bare[0] === 'ו') out = `v${out.slice(1)}`;
  if (bare[0] === 'פ') out = `p${out.slice(1)}`;
  return { text: out, vowelless: true };
}
