/**
 * Three versions of a made-up list, FollowTheMoney entities one a line. All persons are invented. The second version
 * changes, adds and removes entries and has a line that cannot be read; of the third most is gone.
 */
interface Line {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

const person = (id: string, properties: Line['properties']): Line => ({
  id,
  schema: 'Person',
  properties: { topics: ['wanted'], ...properties },
});

const VERA = person('hw-1', {
  name: ['Vera Lindqvist-Okafor'],
  alias: ['Wera Lindkvist'],
  birthDate: ['1974'],
  nationality: ['se'],
  gender: ['female'],
});

const crew = (count: number): readonly Line[] =>
  Array.from({ length: count }, (_, place) =>
    person(`hw-crew-${place + 1}`, {
      name: [`Aurelio Testarossa ${ROMAN[place] ?? place + 1}`],
      birthDate: [String(1950 + place)],
      nationality: ['it'],
    }),
  );
const ROMAN = [
  'Primo',
  'Secondo',
  'Terzo',
  'Quarto',
  'Quinto',
  'Sesto',
  'Settimo',
  'Ottavo',
  'Nono',
  'Decimo',
];

const FIRST: readonly Line[] = [
  VERA,
  person('hw-2', { name: ['Demetrio Quisling-Varga'], birthDate: ['1958-11-30'], nationality: ['hu'] }),
  ...crew(10),
];

const SECOND: readonly (Line | string)[] = [
  person('hw-1', {
    ...VERA.properties,
    alias: ['Wera Lindkvist', 'Βέρα Λίντκβιστ', 'فيرا ليندكفيست', '薇拉·林德奎斯特'],
    birthDate: ['1974-05-18'],
    passportNumber: ['SE4471902'],
    religion: ['not kept'],
  }),
  {
    id: 'hw-1-passport',
    schema: 'Passport',
    properties: { holder: ['hw-1'], number: ['SE4471902'], country: ['se'] },
  },
  person('hw-3', { name: ['Vera Lindquist'], birthDate: ['1974-05-18'], nationality: ['se'] }),
  '{"id": "hw-4", "schema": "Person", "properties": {"name": ["cut off',
  ...crew(10),
];

export const WATCH_VERSIONS: readonly (readonly (Line | string)[])[] = [FIRST, SECOND, SECOND.slice(0, 3)];
