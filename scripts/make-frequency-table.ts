/**
 * Makes src/names/frequency-table.ts: how common words of personal names are, in seven steps.
 *
 * Counted in the names of persons on the OFAC and UN lists (public facts; the folder of the raw lists is TOCSIN_DATA), and
 * raised for the commonest names of the world, which those lists hold unevenly. Run: node --import tsx scripts/make-frequency-table.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readName, soundKey } from '../src/names/index.ts';
import { GENERIC, LEGAL_FORMS } from '../src/names/word-lists.ts';

const folder = process.env.TOCSIN_DATA;
if (folder === undefined)
  throw new Error('TOCSIN_DATA names the folder of the raw lists (lists/ofac, lists/un)');

/** The commonest given and family names of the world, by general knowledge; every one at least at step 4. */
const WORLD = `
  john james michael robert david william richard thomas charles christopher daniel matthew anthony mark paul steven andrew
  joshua kenneth kevin brian george edward mary patricia jennifer linda elizabeth barbara susan jessica sarah karen smith
  johnson williams brown jones miller davis wilson anderson taylor moore jackson martin thompson white harris clark lewis
  robinson walker young allen king wright scott green baker adams nelson hill campbell mitchell roberts carter phillips
  jean pierre jacques marie michel philippe alain nicolas francois laurent bernard dubois durand leroy moreau simon
  hans peter klaus wolfgang thomas andreas stefan christian mueller schmidt schneider fischer weber meyer wagner becker
  giuseppe giovanni antonio mario luigi francesco angelo rossi russo ferrari esposito bianchi romano colombo ricci
  jose juan luis carlos manuel francisco antonio jesus miguel pedro alejandro jorge fernando ricardo eduardo javier
  maria guadalupe rosa ana carmen garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres flores
  rivera gomez diaz cruz morales reyes gutierrez ortiz ramos ruiz alvarez mendoza vargas castillo jimenez silva santos
  oliveira souza pereira costa ferreira almeida joao paulo
  ivan alexander sergey dmitry andrey alexey vladimir mikhail nikolay yuri igor oleg viktor pavel maxim anna elena olga
  natalia tatiana irina svetlana ekaterina ivanov petrov sidorov smirnov kuznetsov popov volkov vasiliev alexandrovich
  sergeevich vladimirovich nikolaevich ivanovich mikhailovich andreevich viktorovich petrovich anatolievich
  mohammed ahmed ali hassan hussein mahmoud ibrahim abdallah khaled omar yusuf mustafa saleh said salem karim rashid hamid
  abdrahman abdaziz nasser jamal hamza bilal tariq walid faisal khan shah hosseini mohammadi ahmadi karimi rezaei fatima
  aisha maryam zainab abbas reza mahdi amir akbar mehmet mehdi mansour majid saeed jafar kazem javad
  wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng
  wei jun ming hua hong yan ping jing hui yu bin feng lei tao jian qiang yong xin
  kim lee park choi jung kang cho yoon jang lim chol yong song ho il
  nguyen tran pham hoang phan vu dang bui van thi duc
  singh kumar sharma gupta patel verma das rao reddy nair iyer devi begum bibi
  sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato
  yilmaz kaya demir celik sahin yildiz ozturk
  mamadou moussa ousmane traore diallo keita coulibaly abubakar musa adamu okafor mohamud hassan abdi
  giorgi nino beridze sargsyan hovhannisyan grigoryan petrosyan aliyev mammadov huseynov
`
  .split(/\s+/)
  .filter((word) => word !== '');

/** Words of organisations that are written like persons on some lists. */
const NOT_OF_PERSONS = new Set(['joint', 'stock', 'liability', 'public', 'private']);

const counts = new Map<string, number>();
let names = 0;
const count = (name: string): void => {
  const reading = readName(name, { kind: 'person' })[0];
  if (
    !reading ||
    reading.tokens.some(({ text }) => GENERIC.has(text) || LEGAL_FORMS.has(text) || NOT_OF_PERSONS.has(text))
  )
    return;
  names++;
  for (const word of new Set(
    reading.tokens.filter((token) => token.kind === 'word').map((token) => token.text),
  )) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
};

const ofac = gunzipSync(readFileSync(join(folder, 'lists/ofac/sdn_names_2025-11.jsonl.gz'))).toString('utf8');
for (const line of ofac.split('\n').filter((text) => text !== '')) {
  const { names: all } = JSON.parse(line) as { names: { full_name: string; is_primary: boolean }[] };
  // Persons are written "FAMILY Given": organisations are all capitals.
  for (const { full_name: name, is_primary: primary } of all) if (primary && /[a-z]/.test(name)) count(name);
}
const un = gunzipSync(readFileSync(join(folder, 'lists/un/un_sc_consolidated_2026-02-27.xml.gz'))).toString(
  'utf8',
);
for (const [, body] of un.matchAll(/<INDIVIDUAL>(.*?)<\/INDIVIDUAL>/gs)) {
  const parts = [...body!.matchAll(/<(?:FIRST|SECOND|THIRD|FOURTH)_NAME>([^<]+)</g)].map(([, part]) => part!);
  count(parts.join(' '));
}

// Spellings of one name are counted together: Mohammed, Muhammad and Mohamad are one common name, not three.
const bySound = new Map<string, number>();
for (const [word, n] of counts) {
  const key = soundKey(word);
  if (key.length >= 3) bySound.set(key, (bySound.get(key) ?? 0) + n);
}
const steps = new Map<string, number>();
for (const [word, own] of counts) {
  const together = bySound.get(soundKey(word)) ?? own;
  const n = own * 20 >= together ? together : own;
  // Step 1 at one name in 1,000; each doubling is a step; the commonest is step 7.
  const step = Math.floor(Math.log2((n / names) * 1000)) + 1;
  if (step >= 1 && word.length > 1) steps.set(word, Math.min(7, step));
}
for (const word of WORLD) steps.set(word, Math.max(4, steps.get(word) ?? 0));
const table = [...steps].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, step]) => `${word}${step}`);

const lines: string[] = [];
for (let at = 0; at < table.length; at += 12) lines.push(table.slice(at, at + 12).join(' '));
writeFileSync(
  new URL('../src/names/frequency-table.ts', import.meta.url),
  `/** Made by scripts/make-frequency-table.ts: common words of names, each with its step of commonness (1 to 7). */
export const COMMON_WORDS = (
${lines.map((line, i) => `  '${line}${i + 1 < lines.length ? ' ' : ''}'`).join(' +\n')}
);
`,
);
process.stdout.write(`${table.length} words from ${names} names\n`);
