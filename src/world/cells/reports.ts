import type { Random } from '../../model/index.ts';
import { grownUp, type Person, party } from '../people.ts';
import { latin, misspelt, otherwise } from '../spelling.ts';
import { type Organisation, organise, type Tie } from './organisation.ts';
import { between, logNormal, streamOf, wholeBetween } from './random.ts';
import {
  ABROAD,
  ALIAS,
  BURST,
  CIVIL_RATE,
  CONTACT_RATE,
  COPIES,
  DAYS,
  DELAY,
  ERRORS,
  FALSE_GROUND,
  FALSE_PRINTS,
  GROUND,
  NOTICED,
  PARTIES,
  PRINT_DELAY,
  PRINTED,
  STOLEN_DOCUMENT,
} from './tuning.ts';

/** What services and the press write down of a world, late and with errors; who was really meant is told apart from it. */

/** A person as a record has them. */
export interface Identity {
  readonly name: string;
  readonly birthDate?: string;
  readonly document?: string;
  /** ISO 3166 alpha-3. */
  readonly nationality: string;
}

export interface Report {
  /** The service that holds it; every service reads the press. */
  readonly service: number | 'press';
  /** Days from the beginning of the world. */
  readonly observedOn: number;
  readonly recordedOn: number;
  /** What it goes back to: copies share it. */
  readonly origin: number;
  /** Two who were seen together. */
  readonly both: readonly [Identity, Identity];
  /** It says why somebody of them is of interest ("named in a case"); else only that they met. */
  readonly ground: boolean;
}

export interface CellWorld {
  readonly services: number;
  /** By the day on which they were recorded. */
  readonly reports: readonly Report[];
  readonly truth: CellTruth;
}

/** What no room under test may see. */
export interface CellTruth {
  readonly organisation: Organisation | undefined;
  /** The persons of each report, in the order of `both`; members of the organisation come first, as they are numbered there. */
  readonly meant: readonly (readonly [number, number])[];
  readonly people: number;
}

export interface CellWorldOptions {
  readonly seed: number;
  readonly services: number;
  /** Without any organisation: what is found then is found in nothing. Default true. */
  readonly organised?: boolean;
}

const YEAR = 2026;

interface Someone {
  readonly person: Person;
  /** Whose ground they live on. */
  readonly home: number;
  /** What is told when they are asked for their name and papers. */
  readonly shown: Identity;
}

const identityOf = (person: Person, name = `${person.given} ${person.surname}`): Identity => ({
  name,
  birthDate: person.birthDate,
  document: person.passport,
  nationality: person.nationality,
});

export function makeCellWorld({ seed, services, organised = true }: CellWorldOptions): CellWorld {
  const organisation = organised ? organise(streamOf(seed, 'organisation')) : undefined;
  const { people, contacts } = populate(seed, services, organisation);
  const random = streamOf(seed, 'services');
  const noticed = Array.from({ length: services }, () => between(random, NOTICED));
  const written: { readonly report: Report; readonly meant: readonly [number, number] }[] = [];
  const press = streamOf(seed, 'press');
  for (const [origin, { a, b, day, abroad, member }] of contacts.entries()) {
    const at = people[random.chance(0.5) ? a : b] as Someone;
    const ground = abroad === undefined ? at.home : abroad;
    if (random.chance(noticed[ground] as number)) {
      const meant = [a, b] as const;
      const report: Report = {
        service: ground,
        observedOn: day,
        recordedOn: day + Math.round(logNormal(random, DELAY)),
        origin,
        both: [recorded(people, a, random), recorded(people, b, random)],
        ground: random.chance(member ? GROUND : FALSE_GROUND),
      };
      written.push({ report, meant });
      if (press.chance(member ? PRINTED : PRINTED / 10)) printed(report, meant, press);
    }
  }
  for (let i = 0; i < FALSE_PRINTS; i++) {
    const [a, b] = [press.below(people.length), press.below(people.length)] as const;
    const day = press.below(DAYS);
    printed(
      {
        service: 'press',
        observedOn: day,
        recordedOn: day,
        origin: contacts.length + i,
        both: [recorded(people, a, press), recorded(people, b, press)],
        ground: true,
      },
      [a, b],
      press,
    );
  }
  written.sort((x, y) => x.report.recordedOn - y.report.recordedOn || x.report.origin - y.report.origin);
  return {
    services,
    reports: written.map(({ report }) => report),
    truth: { organisation, meant: written.map(({ meant }) => meant), people: people.length },
  };

  /** A print, and others that copy it. */
  function printed(of: Report, meant: readonly [number, number], by: Random): void {
    for (let copy = wholeBetween(by, COPIES); copy >= 0; copy--)
      written.push({
        report: {
          ...of,
          service: 'press',
          recordedOn: of.recordedOn + Math.round(logNormal(by, PRINT_DELAY)),
          // Papers print no numbers of passports.
          both: of.both.map(({ document: _, ...identity }) => identity) as [Identity, Identity],
        },
        meant,
      });
  }
}

interface Contact {
  readonly a: number;
  readonly b: number;
  readonly day: number;
  /** The country where they met, where it is not home. */
  readonly abroad: number | undefined;
  readonly member: boolean;
}

function populate(seed: number, services: number, organisation: Organisation | undefined) {
  const people: Someone[] = [];
  const names = streamOf(seed, 'members');
  for (let i = 0; i < (organisation?.persons ?? 0); i++) {
    const person = grownUp(YEAR, names);
    const alias = names.chance(ALIAS)
      ? latin(`${person.given} ${person.surname}`).map(otherwise).join(' ')
      : undefined;
    people.push({ person, home: names.below(services), shown: identityOf(person, alias) });
  }
  const civil = streamOf(seed, 'civilians');
  const households: (readonly number[])[] = [];
  for (let i = 0; i < PARTIES; i++) {
    const home = civil.below(services);
    const grown = party(YEAR, civil).filter(({ kind }) => kind === 'adult');
    households.push(grown.map((person) => people.push({ person, home, shown: identityOf(person) }) - 1));
  }
  const members = organisation?.persons ?? 0;
  // A stolen passport belongs to somebody who exists.
  for (let i = 0; i < members; i++)
    if (names.chance(STOLEN_DOCUMENT)) {
      const owner = people[members + names.below(people.length - members)] as Someone;
      const thief = people[i] as Someone;
      people[i] = { ...thief, shown: { ...thief.shown, document: owner.person.passport } };
    }
  const contacts: Contact[] = [];
  const meet = (tie: Tie, rate: number, member: boolean, random: Random): void => {
    for (let day = tie.from; day <= tie.until; day++) {
      const near = tie.act !== undefined && tie.act - day < BURST.days;
      if (!random.chance(rate * (near ? BURST.factor : 1))) continue;
      const abroad = random.chance(ABROAD) ? random.below(services) : undefined;
      contacts.push({ a: tie.a, b: tie.b, day, abroad, member });
    }
  };
  const meeting = streamOf(seed, 'contacts');
  for (const tie of organisation?.ties ?? []) meet(tie, CONTACT_RATE, true, meeting);
  const everyday = streamOf(seed, 'everyday');
  const allYear = { from: 0, until: DAYS - 1 };
  for (const [f, facilitator] of (organisation?.facilitators ?? []).entries())
    for (let i = 0; i < (organisation?.customers[f] as number); i++) {
      const customer = members + everyday.below(people.length - members);
      meet({ a: facilitator, b: customer, ...allYear }, CIVIL_RATE, false, everyday);
    }
  for (const household of households)
    for (let i = 1; i < household.length; i++)
      meet({ a: household[0] as number, b: household[i] as number, ...allYear }, CIVIL_RATE, false, everyday);
  return { people, contacts };
}

/** A person as an office writes them down. */
function recorded(people: readonly Someone[], whom: number, random: Random): Identity {
  const wrong = random.chance(ERRORS.wrongPerson);
  const { shown } = people[wrong ? random.below(people.length) : whom] as Someone;
  const words = latin(shown.name);
  const longest = words.reduce(
    (best, word, i) => (word.length > (words[best] as string).length ? i : best),
    0,
  );
  const name = random.chance(ERRORS.misspelt)
    ? words.map((word, i) => (i === longest ? misspelt(word, random) : word)).join(' ')
    : shown.name;
  const date = shown.birthDate as string;
  const told = random.next();
  const birthDate =
    told < ERRORS.noDate
      ? undefined
      : told < ERRORS.noDate + ERRORS.wrongDate
        ? `${date.slice(0, 8)}${String(1 + random.below(28)).padStart(2, '0')}`
        : date;
  return {
    name,
    nationality: shown.nationality,
    ...(birthDate !== undefined && { birthDate }),
    ...(shown.document !== undefined && !random.chance(ERRORS.noDocument) && { document: shown.document }),
  };
}
