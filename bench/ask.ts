/**
 * The blind question: how many persons that stand on two lists under their own words are recognised, how many others share a
 * key by chance; how long a table, a question and an answer take, beside @openmined/psi.js. `--keys=N` (default 100,000).
 */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndexedEntity } from '../src/match/index.ts';
import {
  agree,
  clockAt,
  identityOf,
  OFFICER,
  openNetwork,
  openTestService,
  person,
  WHY,
} from '../test/support/ask-services.ts';
import { shippedEntities } from './lists.ts';
import { built, report, round } from './measure.ts';

const ask = (await built('share/ask/index.js')) as typeof import('../src/share/ask/index.ts');
const oprf = (await built('share/oprf/index.js')) as typeof import('../src/share/oprf/index.ts');
await oprf.oprfReady;

const count = Number(process.argv.find((one) => one.startsWith('--keys='))?.slice(7) ?? 100_000);

// Quality: the UN's list against OFAC's. The same person is whoever shares the number of a document, so that names and dates
// were not used to find the pairs; the keys of documents are left out of what is measured.
const persons = shippedEntities().filter(({ schema }) => schema === 'Person');
const un = persons.filter(({ datasets }) => datasets[0] === 'un_sc_sanctions');
const ofac = persons.filter(({ datasets }) => datasets[0] === 'us_ofac_sdn');
const numbersOf = ({ properties }: IndexedEntity): readonly string[] =>
  [...(properties.passportNumber ?? []), ...(properties.idNumber ?? [])]
    .map((value) =>
      value
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '')
        .replaceAll('O', '0')
        .replaceAll('I', '1'),
    )
    .filter((value) => value.length >= 6 && /\d/.test(value));

function indexed<T>(all: readonly T[], keysOf: (one: T) => readonly string[]): ReadonlyMap<string, T[]> {
  const index = new Map<string, T[]>();
  for (const one of all)
    for (const key of keysOf(one)) {
      const list = index.get(key);
      if (list) list.push(one);
      else index.set(key, [one]);
    }
  return index;
}
const byNumber = indexed(ofac, numbersOf);
const pairs = new Map<string, readonly [IndexedEntity, IndexedEntity]>();
for (const a of un)
  for (const number of numbersOf(a))
    for (const b of byNumber.get(number) ?? []) pairs.set(`${a.id} ${b.id}`, [a, b]);
const same = [...pairs.values()];
const dated = same.filter((pair) => pair.every(({ properties }) => (properties.birthDate ?? []).length > 0));

const namesOf = ({ properties }: IndexedEntity): readonly string[] =>
  [...(properties.name ?? []), ...(properties.alias ?? [])].map((name) => name.toLowerCase());
const exact = (entity: IndexedEntity): readonly string[] =>
  namesOf(entity).flatMap((name) =>
    (entity.properties.birthDate ?? []).map((date) => `${name.split(/\W+/).sort().join(' ')}|${date}`),
  );
const keysOf =
  (...families: readonly string[]) =>
  (entity: IndexedEntity): readonly string[] =>
    ask
      .personKeys(entity)
      .filter(({ family }) => families.includes(family))
      .map(({ text }) => text);

const share = (part: number, whole: number): number => round(part / whole, 3);
const chance = (all: readonly IndexedEntity[], keys: (one: IndexedEntity) => readonly string[]): string => {
  const collisions = new Set<string>();
  for (const those of indexed(all, keys).values())
    for (let i = 0; i < those.length; i++)
      for (let j = i + 1; j < those.length; j++) collisions.add(`${those[i]?.id} ${those[j]?.id}`);
  return (collisions.size / ((all.length * (all.length - 1)) / 2)).toExponential(1);
};
const quality = (what: string, keys: (one: IndexedEntity) => readonly string[]) => {
  const meets = ([a, b]: readonly [IndexedEntity, IndexedEntity]): boolean => {
    const of = new Set(keys(a));
    return keys(b).some((key) => of.has(key));
  };
  const sizes = [...un, ...ofac].map((one) => new Set(keys(one)).size).sort((a, b) => a - b);
  return {
    keys: what,
    recall: share(same.filter(meets).length, same.length),
    'recall, birth date on both sides': share(dated.filter(meets).length, dated.length),
    'chance a pair, UN': chance(un, keys),
    'chance a pair, OFAC': chance(ofac, keys),
    'keys a record, p95': sizes[Math.floor(sizes.length * 0.95)] ?? 0,
  };
};
report('ask-quality', [
  quality('exact name in any order, full date', exact),
  quality('nd: two words, full date', keysOf('nd')),
  quality('n3y: three words, year', keysOf('n3y')),
  quality('n2y: two rare words, year', keysOf('n2y')),
  quality('nd + n3y + n2y', keysOf('nd', 'n3y', 'n2y')),
]);
console.log(`${same.length} pairs that share a document, ${dated.length} with a birth date on both sides`);

// Speed.
const key = oprf.deriveKeyPair(Buffer.alloc(32, 1), Buffer.from('bench'), 'voprf');
const texts = Array.from({ length: count }, (_, n) => `tocsin-key/1|nd|bench|key${n}|1970-01-02`);
const seconds = async (run: () => unknown): Promise<number> => {
  const began = performance.now();
  await run();
  return (performance.now() - began) / 1000;
};
/** Seconds of the clock and of processors: on a machine that does other things too, the second tells what a thread is worth. */
const used = async (run: () => unknown): Promise<{ readonly wall: number; readonly processors: number }> => {
  const before = process.cpuUsage();
  const wall = await seconds(run);
  const { user, system } = process.cpuUsage(before);
  return { wall, processors: (user + system) / 1e6 };
};
const threads = availableParallelism();
const few = Math.min(count, 20_000);
const alone = await used(() => ask.ownOutputs(key, texts.slice(0, few), 1));
const one = alone.wall;
let outputs: Buffer = Buffer.alloc(0);
const together = await used(async () => {
  outputs = await ask.ownOutputs(key, texts, threads);
});
const all = together.wall;
const signing = generateKeyPairSync('ed25519');
let table: Buffer = Buffer.alloc(0);
const sealing = await seconds(() => {
  table = ask.sealTable(
    texts.map((_, n) => ({
      reference: Buffer.from(outputs.subarray(n * 64, n * 64 + 16)),
      handling: 2,
      outputs: [{ family: 'nd' as const, output: outputs.subarray(n * 64, (n + 1) * 64) }],
    })),
    {
      owner: 'o',
      asker: 'a',
      agreement: 'bench',
      epoch: '1',
      canon: 1,
      publicKeys: [Buffer.from(key.publicKey).toString('base64url')],
      part: 0,
      whole: true,
      withdrawn: [],
      made: '2026-01-01T00:00:00Z',
    },
    signing.privateKey,
  ).bytes;
});
const opened = ask.openTable(table, [signing.publicKey]);
const asked = { properties: { name: ['Arkady Ivanovich Dvornikov'], birthDate: ['1979-03-04'] } };
const about = { subject: 's', caseNumber: 'c', account: 'a' };
const RUNS = 60;
const times = { prepare: 0, answer: 0, finish: 0 };
const answers: number[] = [];
for (let n = 0; n < RUNS; n++) {
  let question = ask.prepareQuestion(ask.personKeys(asked), about);
  times.prepare += await seconds(() => {
    question = ask.prepareQuestion(ask.personKeys(asked), about);
  });
  let evaluation = ask.answerQuestion(key, question.elements);
  const before = process.cpuUsage();
  evaluation = ask.answerQuestion(key, question.elements);
  const { user, system } = process.cpuUsage(before);
  answers.push((user + system) / 1000);
  times.finish += await seconds(() => ask.finishQuestion(question, [evaluation], [key.publicKey], opened));
}
answers.sort((a, b) => a - b);
times.answer = (answers[RUNS >> 1] ?? 0) / 1000;
const milliseconds = (sum: number): number => round((sum / RUNS) * 1000, 1);
report('ask-speed', [
  { what: 'keys of the owner a second, one core', value: Math.round(few / one) },
  { what: `keys of the owner a second, ${threads} threads`, value: Math.round(count / all) },
  { what: 'keys of the owner a second of processor, one thread', value: Math.round(few / alone.processors) },
  {
    what: `keys of the owner a second of processor, ${threads} threads`,
    value: Math.round(count / together.processors),
  },
  { what: `cores that ${threads} threads had`, value: round(together.processors / together.wall, 2) },
  {
    what: `1,000,000 keys, one core, s (from ${few.toLocaleString('en')})`,
    value: Math.round((1e6 / few) * one),
  },
  { what: `${count.toLocaleString('en')} keys, ${threads} threads, s, as run`, value: Math.round(all) },
  { what: `sealing and signing ${count.toLocaleString('en')} rows, s`, value: round(sealing, 2) },
  { what: 'bytes a key in the table', value: round(table.length / count, 1) },
  { what: 'a question prepared, ms', value: milliseconds(times.prepare) },
  { what: "a question answered with proof, owner's CPU, median ms", value: round(times.answer * 1000, 1) },
  { what: 'an answer checked and read, ms', value: milliseconds(times.finish) },
]);

// Through the service: seven of them in this process, stores and ledgers included, so the six owners share its core.
const clock = clockAt('2026-03-02T08:00:00.000Z');
const network = openNetwork();
const asker = identityOf('asker');
const owners = ['a', 'b', 'c', 'd', 'e', 'f'].map(identityOf);
const agreements = owners.map((owner) => agree(asker, owner));
const services = [];
for (const identity of [asker, ...owners])
  services.push(await openTestService(identity, network, clock, () => agreements));
const [askingService, ...answering] = services;
if (!askingService) throw new Error('an asker');
for (const service of answering) {
  await service.load([person('one', asked.properties)]);
  await service.room.keep();
}
const looks: number[] = [];
const firsts: number[] = [];
for (let n = 0; n < 12; n++) {
  const began = performance.now();
  let answered = 0;
  for await (const answer of askingService.room.ask(OFFICER, { ...WHY, subject: { query: asked } })) {
    if (answer.outcome !== 'hits') throw new Error(`${answer.partner}: ${answer.outcome}`);
    if (answered++ === 0) firsts.push(performance.now() - began);
  }
  // The first fetches the tables.
  if (n > 0) looks.push(performance.now() - began);
}
for (const service of services) await service.close();
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
report('ask-service', [
  { what: 'six partners in one look, all answers, median ms', value: round(median(looks), 0) },
  { what: 'six partners in one look, first answer, median ms', value: round(median(firsts.slice(1)), 0) },
]);

const folder = mkdtempSync(join(tmpdir(), 'tocsin-psi-'));
try {
  execFileSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, '@openmined/psi.js@2.0.6'],
    {
      stdio: 'ignore',
    },
  );
  interface Psi {
    readonly dataStructure: { readonly GCS: unknown };
    readonly server: { createWithNewKey(reveal: boolean): PsiServer };
    readonly client: { createWithNewKey(reveal: boolean): PsiClient };
    readonly serverSetup: Message;
    readonly response: Message;
    readonly request: Message;
  }
  interface Message {
    deserializeBinary(bytes: Uint8Array): Message;
    serializeBinary(): Uint8Array;
  }
  interface PsiServer {
    createSetupMessage(rate: number, clients: number, set: readonly string[], kind: unknown): Message;
    processRequest(request: Message): Message;
  }
  interface PsiClient {
    createRequest(set: readonly string[]): Message;
    getIntersection(setup: Message, response: Message): readonly number[];
  }
  const load = createRequire(join(folder, 'index.js'))('@openmined/psi.js') as () => Promise<Psi>;
  const psi = await load();
  const set = texts.slice(0, few);
  const server = psi.server.createWithNewKey(true);
  const client = psi.client.createWithNewKey(true);
  let setup: Message | undefined;
  const making = await seconds(() => {
    setup = server.createSetupMessage(1e-6, 1000, set, psi.dataStructure.GCS);
  });
  const wanted = texts.slice(0, ask.QUESTION_KEYS);
  let request: Message | undefined;
  const requesting = await seconds(() => {
    request = client.createRequest(wanted);
  });
  let response: Message | undefined;
  const answering = await seconds(() => {
    response = server.processRequest(request as Message);
  });
  const reading = await seconds(() => client.getIntersection(setup as Message, response as Message));
  report('ask-peers', [
    {
      what: `own keys a second, one core (${few.toLocaleString('en')})`,
      Tocsin: Math.round(few / one),
      'psi.js': Math.round(few / making),
      times: round(making / one, 1),
    },
    {
      what: `${ask.QUESTION_KEYS} keys asked, ms`,
      Tocsin: milliseconds(times.prepare),
      'psi.js': round(requesting * 1000, 1),
      times: round((requesting * RUNS) / times.prepare, 1),
    },
    {
      what: 'answered, ms (Tocsin with a proof of the key, psi.js without)',
      Tocsin: round(times.answer * 1000, 1),
      'psi.js': round(answering * 1000, 1),
      times: round(answering / times.answer, 1),
    },
    {
      what: 'read, ms (Tocsin checks the proof)',
      Tocsin: milliseconds(times.finish),
      'psi.js': round(reading * 1000, 1),
      times: round((reading * RUNS) / times.finish, 1),
    },
  ]);
} catch (error) {
  console.log(`@openmined/psi.js could not be installed or run: ${(error as Error).message.split('\n')[0]}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
