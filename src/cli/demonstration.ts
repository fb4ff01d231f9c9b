import { formatNamed, openListFiles } from '../intake/index.ts';
import { shippedLists } from '../screening/index.ts';
import type { Watch } from '../watch/index.ts';
import { type ListedPerson, makeWorld, type WorldFile, type WorldOptions } from '../world/index.ts';
import { watchOfficer } from './service.ts';

/** Flights that are on their way when the demonstration begins, and those that follow while it runs. */
const FIRST_FLIGHTS = 16;
const MORE_FLIGHTS = 60;
const FLIGHT_EVERY_MS = 15_000;

/** The first flights leave so soon, minutes: their messages come in before they do. */
const FIRST_LEAVES_MINUTES = 40;

/** Persons of the shipped lists with a full birth date and a name in Latin letters. */
export async function listedPersons(): Promise<readonly ListedPerson[]> {
  const persons: ListedPerson[] = [];
  for (const { path, format, dataset } of shippedLists()) {
    const files = await openListFiles([path]);
    const options = { today: new Date().toISOString().slice(0, 10), dataset: dataset.name };
    for await (const event of formatNamed(format).read(files, options)) {
      if (event.type !== 'entity' || event.entity.schema !== 'Person') continue;
      const { id, properties } = event.entity;
      const names = [...(properties.name ?? []), ...(properties.alias ?? [])].filter((name) =>
        /^[\p{Script=Latin} .'-]+$/u.test(name),
      );
      const birthDate = properties.birthDate?.find((date) => date.length === 10);
      if (names.length > 0 && birthDate)
        persons.push({
          id,
          names,
          birthDate,
          female: properties.gender?.includes('female') ?? false,
          passports: properties.passportNumber ?? [],
        });
    }
    await Promise.all(files.map((file) => file.close()));
  }
  return persons;
}

export const worldOptions = (
  listed: readonly ListedPerson[],
  seed: number,
  begin: Date,
  days: number,
): WorldOptions => ({
  seed,
  begin,
  days,
  flightsADay: 120,
  travellers: 60,
  listed,
  listedShare: 0.5,
});

/**
 * Lets flights of the simulated world come in: some at once, then one now and then, so that the queue lives. All
 * travellers are made up; a few bear names of the lists. Gives a function that ends it.
 */
export async function demonstrate(
  watch: Pick<Watch, 'receive'>,
  onError: (error: unknown) => void,
): Promise<() => void> {
  const begin = new Date(Date.now() + FIRST_LEAVES_MINUTES * 60_000);
  const seed = Math.floor(begin.getTime() / 3_600_000);
  const files = makeWorld({
    ...worldOptions(await listedPersons(), seed, begin, 1),
    flightsADay: FIRST_FLIGHTS + MORE_FLIGHTS,
  });
  let ended = false;
  const receive = async ({ name, content }: WorldFile): Promise<void> => {
    async function* whole() {
      yield content;
    }
    if (!ended) await watch.receive(watchOfficer(), { name, content: whole() });
  };
  let file = files.next();
  /** Told of when it is time: who is on board of a flight that has left. */
  let later: WorldFile[] = [];
  /** All that is sent of one journey before it begins. */
  const next = async (): Promise<boolean> => {
    const due = later.filter(({ sentAt }) => sentAt <= Date.now());
    later = later.filter((one) => !due.includes(one));
    for (const one of due) await receive(one);
    for (let first = true; !file.done && (first || !file.value.truth); first = false) {
      if (/on-board/.test(file.value.name)) later.push(file.value);
      else await receive(file.value);
      file = files.next();
    }
    return !ended && (!file.done || later.length > 0);
  };
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    for (let i = 0; i < FIRST_FLIGHTS; i++) if (!(await next())) return;
    const wait = (): void => {
      timer = setTimeout(() => void next().then((more) => more && wait(), onError), FLIGHT_EVERY_MS);
      timer.unref();
    };
    if (!ended) wait();
  };
  void run().catch(onError);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
