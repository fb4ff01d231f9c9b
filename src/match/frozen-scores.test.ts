import { expect, test } from 'vitest';
import { compare } from './index.ts';

/**
 * Scores are stable between releases. Whoever changes one sees it here, regenerates the table (vitest -u), and says in
 * CHANGELOG.md what moved and why.
 */
const PAIRS: readonly (readonly [string, string])[] = [
  ['Salah Abdeslam', 'Salah ABDESLAM'],
  ['Abdesslam, Salah', 'Salah ABDESLAM'],
  ['Salah Abdelsalam', 'Salah ABDESLAM'],
  ['Brahim Abdeslam', 'Salah ABDESLAM'],
  ['Abdeslam', 'Salah ABDESLAM'],
  ['صلاح عبدالسلام', 'Salah ABDESLAM'],
  ['Mohammed Ali', 'Muhammad ALI'],
  ['Mohammed Ali', 'Mohammed Ali Hassan AL-MAJID'],
  ['Usama bin Ladin', 'Osama BIN LADEN'],
  ['Bin Laden', 'Osama BIN LADEN'],
  ['Abdul Rahman Yasin', 'Abdulrahman YASIN'],
  ['John Smith', 'John Michael SMITH'],
  ['J. Smith', 'John SMITH'],
  ['Bill Clinton', 'William CLINTON'],
  ['Владимир Петров', 'Vladimir PETROV'],
  ['Volodymyr Petrov', 'Vladimir PETROV'],
  ['Vladimir Petrova', 'Vladimir PETROV'],
  ['Kim Jong Un', 'KIM Jong-un'],
  ['김정은', 'KIM Jong Un'],
  ['习近平', 'XI Jinping'],
  ['Jürgen Müller', 'Juergen MUELLER'],
  ['ABDESLAM/SALAHMR', 'Salah ABDESLAM'],
  ['Maria Garcia Lopez', 'Maria LOPEZ GARCIA'],
  ['Anna Schmidt', 'Peter WEBER'],
  ['Maria Garcia', 'Mario GARCIA'],
  ['Ali Hassan', 'Ali HUSSEIN'],
  ['William G. Frost', 'William W. FROST'],
  ['Georgi Schukow', 'Georgy ZHUKOV'],
  ['Mao Tse-tung', 'MAO Zedong'],
  ['SergeiLavrov', 'Sergei LAVROV'],
  ['Wei Wang', 'FENG Wei'],
];

test('scores of names', () => {
  const table = PAIRS.map(([query, candidate]) => {
    const person = (name: string) => ({ id: name, schema: 'Person' as const, properties: { name: [name] } });
    return `${compare(person(query), person(candidate)).score.toFixed(3)}  ${query} | ${candidate}`;
  });
  expect(table).toMatchInlineSnapshot(`
    [
      "1.000  Salah Abdeslam | Salah ABDESLAM",
      "1.000  Abdesslam, Salah | Salah ABDESLAM",
      "0.970  Salah Abdelsalam | Salah ABDESLAM",
      "0.019  Brahim Abdeslam | Salah ABDESLAM",
      "0.615  Abdeslam | Salah ABDESLAM",
      "1.000  صلاح عبدالسلام | Salah ABDESLAM",
      "0.951  Mohammed Ali | Muhammad ALI",
      "0.534  Mohammed Ali | Mohammed Ali Hassan AL-MAJID",
      "0.943  Usama bin Ladin | Osama BIN LADEN",
      "0.670  Bin Laden | Osama BIN LADEN",
      "1.000  Abdul Rahman Yasin | Abdulrahman YASIN",
      "0.854  John Smith | John Michael SMITH",
      "0.751  J. Smith | John SMITH",
      "0.956  Bill Clinton | William CLINTON",
      "1.000  Владимир Петров | Vladimir PETROV",
      "0.940  Volodymyr Petrov | Vladimir PETROV",
      "0.843  Vladimir Petrova | Vladimir PETROV",
      "1.000  Kim Jong Un | KIM Jong-un",
      "0.980  김정은 | KIM Jong Un",
      "1.000  习近平 | XI Jinping",
      "1.000  Jürgen Müller | Juergen MUELLER",
      "1.000  ABDESLAM/SALAHMR | Salah ABDESLAM",
      "0.970  Maria Garcia Lopez | Maria LOPEZ GARCIA",
      "0.000  Anna Schmidt | Peter WEBER",
      "0.000  Maria Garcia | Mario GARCIA",
      "0.000  Ali Hassan | Ali HUSSEIN",
      "0.606  William G. Frost | William W. FROST",
      "0.845  Georgi Schukow | Georgy ZHUKOV",
      "1.000  Mao Tse-tung | MAO Zedong",
      "1.000  SergeiLavrov | Sergei LAVROV",
      "0.000  Wei Wang | FENG Wei",
    ]
  `);
});

test('scores of equal names with something beside them', () => {
  const person = (more: Record<string, string[]>) => ({
    id: 'x',
    schema: 'Person' as const,
    properties: { name: ['Salah Abdeslam'], ...more },
  });
  const record = person({
    birthDate: ['1989-09-05'],
    gender: ['male'],
    nationality: ['fr'],
    passportNumber: ['AB12345'],
  });
  const beside: Readonly<Record<string, Record<string, string[]>>> = {
    nothing: {},
    'same date': { birthDate: ['1989-09-05'] },
    'same year': { birthDate: ['1989'] },
    'day and month swapped': { birthDate: ['1989-05-09'] },
    'other day of the year': { birthDate: ['1989-03-02'] },
    'year apart': { birthDate: ['1990-09-05'] },
    'other date': { birthDate: ['1961-03-07'] },
    'other sex': { gender: ['female'] },
    'other country': { nationality: ['be'] },
    'same document': { passportNumber: ['ab 12345'] },
  };
  const table = Object.entries(beside).map(([what, more]) => {
    const { score, grade } = compare(person(more), record);
    return `${score.toFixed(3)}  ${grade}  ${what}`;
  });
  expect(table).toMatchInlineSnapshot(`
    [
      "1.000  name-only  nothing",
      "1.000  name-and-date  same date",
      "1.000  name-and-year  same year",
      "0.980  name-and-year  day and month swapped",
      "0.920  name-and-year  other day of the year",
      "0.940  name-only  year apart",
      "0.660  name-only  other date",
      "0.690  name-only  other sex",
      "0.940  name-only  other country",
      "1.000  document  same document",
    ]
  `);
});

test('scores of organisations and vessels', () => {
  const pairs = [
    ['Company', 'Siemens Aktiengesellschaft', 'Siemens AG'],
    ['Company', 'Deutsche Bank AG', 'Deutsche Bank GmbH'],
    ['Company', 'ABC Co.', 'A.B.C. Company'],
    ['Company', 'Saudi Arabian Gas Company', 'Saudi Arabian Oil Company'],
    ['Organization', 'Brigade Forty-Four', 'Brigade 44'],
    ['Organization', 'IRISL', 'Islamic Republic of Iran Shipping Lines'],
    ['Vessel', 'Zu Zag Bong 6', 'Zu Zag Bong 5'],
    ['Vessel', 'Hellenic Spirit', 'MV Hellenic Spirit'],
  ] as const;
  const table = pairs.map(([schema, query, candidate]) => {
    const entity = (name: string) => ({ id: name, schema, properties: { name: [name] } });
    return `${compare(entity(query), entity(candidate)).score.toFixed(3)}  ${query} | ${candidate}`;
  });
  expect(table).toMatchInlineSnapshot(`
    [
      "1.000  Siemens Aktiengesellschaft | Siemens AG",
      "0.900  Deutsche Bank AG | Deutsche Bank GmbH",
      "1.000  ABC Co. | A.B.C. Company",
      "0.614  Saudi Arabian Gas Company | Saudi Arabian Oil Company",
      "1.000  Brigade Forty-Four | Brigade 44",
      "0.900  IRISL | Islamic Republic of Iran Shipping Lines",
      "0.344  Zu Zag Bong 6 | Zu Zag Bong 5",
      "0.993  Hellenic Spirit | MV Hellenic Spirit",
    ]
  `);
});
