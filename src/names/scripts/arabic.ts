/**
 * Arabic script to Latin letters: Arabic, Persian, Urdu, Pashto, Kurdish. Follows BGN/PCGN without its marks. The script
 * leaves short vowels out, so the result is marked as vowelless, unless the word is among the commonest names, whose
 * usual spelling is known.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ٱ: 'a',
  ب: 'b',
  ت: 't',
  ث: 'th',
  ج: 'j',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'dh',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'sh',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'w',
  ي: 'y',
  ى: 'a',
  ة: 'a',
  ء: '',
  ؤ: 'w',
  ئ: 'y',
  پ: 'p',
  چ: 'ch',
  ژ: 'zh',
  گ: 'g',
  ک: 'k',
  ی: 'y',
  ې: 'e',
  ۍ: 'y',
  ټ: 't',
  ډ: 'd',
  ړ: 'r',
  ځ: 'dz',
  څ: 'ts',
  ښ: 'sh',
  ڼ: 'n',
  ں: 'n',
  ہ: 'h',
  ھ: 'h',
  ے: 'e',
  ۓ: 'e',
  ٹ: 't',
  ڈ: 'd',
  ڑ: 'r',
  ە: 'e',
  ڕ: 'r',
  ڵ: 'l',
  ۆ: 'o',
  ێ: 'e',
  ڤ: 'v',
  ڨ: 'g',
  ګ: 'g',
  ۀ: 'e',
  ۂ: 'e',
  'َ': 'a',
  'ُ': 'u',
  'ِ': 'i',
  'ٰ': 'a',
};

/** The usual romanisation of very common names and words of names. */
const LEXICON: Readonly<Record<string, string>> = {
  محمد: 'mohammed',
  احمد: 'ahmed',
  محمود: 'mahmoud',
  حسن: 'hassan',
  حسين: 'hussein',
  علي: 'ali',
  عمر: 'omar',
  عثمان: 'othman',
  خالد: 'khaled',
  سعيد: 'said',
  سعد: 'saad',
  يوسف: 'yusuf',
  ابراهيم: 'ibrahim',
  اسماعيل: 'ismail',
  عبد: 'abd',
  الله: 'allah',
  عبدالله: 'abdallah',
  دين: 'din',
  حق: 'haqq',
  الاء: 'alaa',
  فيض: 'faiz',
  نورالدين: 'nuruddin',
  رحمن: 'rahman',
  رحيم: 'rahim',
  جلال: 'jalal',
  ولد: 'ould',
  بكر: 'bakr',
  فضل: 'fazl',
  صالح: 'saleh',
  صلاح: 'salah',
  سالم: 'salem',
  سليم: 'salim',
  سلمان: 'salman',
  سليمان: 'suleiman',
  داود: 'dawood',
  موسى: 'musa',
  عيسى: 'issa',
  يحيى: 'yahya',
  مصطفى: 'mustafa',
  كريم: 'karim',
  طارق: 'tariq',
  وليد: 'walid',
  ناصر: 'nasser',
  نصر: 'nasr',
  فهد: 'fahd',
  فيصل: 'faisal',
  ماجد: 'majed',
  مجيد: 'majid',
  رشيد: 'rashid',
  راشد: 'rashed',
  حمد: 'hamad',
  حميد: 'hamid',
  حامد: 'hamed',
  جمال: 'jamal',
  جميل: 'jamil',
  جابر: 'jaber',
  جعفر: 'jafar',
  كمال: 'kamal',
  هشام: 'hisham',
  عادل: 'adel',
  عباس: 'abbas',
  عامر: 'amer',
  امير: 'amir',
  انور: 'anwar',
  ايمن: 'ayman',
  اسامة: 'osama',
  بلال: 'bilal',
  بشار: 'bashar',
  بشير: 'bashir',
  باسم: 'basem',
  حافظ: 'hafez',
  حكيم: 'hakim',
  حمزة: 'hamza',
  زيد: 'zaid',
  زياد: 'ziad',
  زكريا: 'zakaria',
  شريف: 'sharif',
  صدام: 'saddam',
  ضياء: 'diya',
  طلال: 'talal',
  طه: 'taha',
  ظافر: 'zafer',
  عاصم: 'asem',
  عارف: 'aref',
  عدنان: 'adnan',
  عزيز: 'aziz',
  عماد: 'imad',
  غازي: 'ghazi',
  فارس: 'faris',
  فؤاد: 'fuad',
  فاطمة: 'fatima',
  عائشة: 'aisha',
  مريم: 'maryam',
  زينب: 'zainab',
  خديجة: 'khadija',
  قاسم: 'qasim',
  لطيف: 'latif',
  مبارك: 'mubarak',
  محسن: 'mohsen',
  مراد: 'murad',
  مروان: 'marwan',
  منصور: 'mansour',
  مهدي: 'mahdi',
  نبيل: 'nabil',
  نور: 'nur',
  هاشم: 'hashem',
  هاني: 'hani',
  وائل: 'wael',
  ياسر: 'yasser',
  ياسين: 'yassin',
  رضا: 'reza',
  رضی: 'razi',
  مهدی: 'mahdi',
  حسین: 'hussein',
  علی: 'ali',
  سعید: 'said',
  كاظم: 'kazem',
  کاظم: 'kazem',
  اکبر: 'akbar',
  اكبر: 'akbar',
  اصغر: 'asghar',
  غلام: 'ghulam',
  شاه: 'shah',
  خان: 'khan',
  بن: 'bin',
  ابن: 'ibn',
  ابو: 'abu',
  أبو: 'abu',
  ام: 'umm',
  أم: 'umm',
  آل: 'al',
  بنت: 'bint',
  شيخ: 'sheikh',
  الشيخ: 'sheikh',
  سيد: 'sayyid',
  السيد: 'sayyid',
  حاج: 'haj',
  الحاج: 'haj',
  دكتور: 'dr',
  الدكتور: 'dr',
  ملا: 'mullah',
  مولوی: 'maulavi',
  أحمد: 'ahmed',
  إبراهيم: 'ibrahim',
  إسماعيل: 'ismail',
  أسامة: 'osama',
  أيمن: 'ayman',
  أنور: 'anwar',
  أمير: 'amir',
  چوہدری: 'chaudhry',
  چودھری: 'chaudhry',
  چوہدھری: 'chaudhry',
  قریشی: 'qureshi',
  بٹ: 'butt',
  شیخ: 'sheikh',
  سید: 'sayyid',
  ملک: 'malik',
  بی: 'bibi',
  بیگم: 'begum',
  شركة: 'company',
  بنك: 'bank',
  مؤسسة: 'foundation',
  جمعية: 'association',
  مجموعة: 'group',
  وزارة: 'ministry',
};

/** Persian and Urdu forms of letters, and hamza carriers, as Arabic writes them plainly: for looking words up only. */
const plain = (word: string): string =>
  word
    .replace(/[یې]/g, 'ي')
    .replace(/ک/g, 'ك')
    .replace(/[ہھ]/g, 'ه')
    .replace(/[أإآٱ]/g, 'ا');

const known = new Map(Object.entries(LEXICON).map(([word, text]) => [plain(word), text]));

export interface ArabicWord {
  readonly text: string;
  readonly vowelless: boolean;
  /** The word began with the article. */
  readonly article: boolean;
}

/** Letters that Persian and Urdu say otherwise: Sana, Zulfiqar, Ziya. */
const PERSIAN: Readonly<Record<string, string>> = { ث: 's', ذ: 'z', ض: 'z' };
/** Two letters that would be read as one sound (Zahrani, Adham, Nasser Tsur): the unwritten vowel is put between them. */
const FALSE_DIGRAPHS = /(?<=[sztdkgc])(?=h)|(?<=t)(?=[sz])|(?<=d)(?=[zj])/;

function letters(word: string, persian: boolean): string {
  let out = '';
  for (const letter of word) {
    const next = (persian ? PERSIAN[letter] : undefined) ?? LETTERS[letter] ?? '';
    // The h of Urdu's aspirates (ھ) belongs to the letter before it.
    const apart = letter !== 'ھ' && next !== '' && FALSE_DIGRAPHS.test(out.slice(-1) + next[0]!);
    out += apart ? `e${next}` : next;
  }
  return out;
}

/** Letters that only Persian, Urdu, Pashto and Kurdish write. */
const NOT_ARABIC = /[پچژگکیہھےٹڈڑںۍې]/;
/** Whether a name in Arabic script is written in the manner of Persian or Urdu. */
export const isPersianStyle = (name: string): boolean => NOT_ARABIC.test(name);

/** One word in Arabic script; NFKC has taken presentation forms and ligatures apart before. */
export function romaniseArabic(word: string, persian: boolean): ArabicWord {
  const bare = word.replace(/[\u0640\u064b-\u064d\u0651\u0652]/g, '');
  const key = plain(bare);
  const usual = known.get(key);
  if (usual !== undefined) return { text: usual, vowelless: false, article: false };
  // "Servant of X" written as one word.
  if (key.startsWith('عبدال') && key.length > 6) {
    const inner = known.get(key.slice(5));
    return {
      text: `abd${inner ?? letters(bare.slice(5), persian)}`,
      vowelless: inner === undefined,
      article: false,
    };
  }
  // The article, also before sun letters, which it is heard as but not written as.
  if (key.startsWith('ال') && key.length > 3) {
    const inner = known.get(key.slice(2));
    return { text: inner ?? letters(bare.slice(2), persian), vowelless: inner === undefined, article: true };
  }
  return { text: letters(bare, persian), vowelless: true, article: false };
}
