import { formatNamed, openListFiles } from '../intake/index.ts';
import { shippedLists } from '../screening/index.ts';
import type { Watch } from '../watch/index.ts';
import { type ListedPerson, makeWorld, type WorldOptions } from '../world/index.ts';
import { watchOfficer } from './service.ts';

/** Flights that are on their way when the demonstration begins, and those that follow while it runs. */
const FIRST_FLIGHTS = 16;
const MORE_FLIGHTS = 60;
const FLIGHT_EVERY_MS = 15_000;

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
        persons.push({ id, names, birthDate, female: properties.gender?.includes('female') ?? false });
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
  const begin = new Date(Date.now() + 20 * 60_000);
  const seed = Math.floor(begin.getTime() / 3_600_000);
  const files = makeWorld({
    ...worldOptions(await listedPersons(), seed, begin, 1),
    flightsADay: FIRST_FLIGHTS + MORE_FLIGHTS,
  });
  let ended = false;
  const next = async (): Promise<boolean> => {
    for (let i = 0; i < 2; i++) {
      const file = files.next();
      if (file.done || ended) return false;
      async function* content() {
        yield (file.value as { readonly content: Uint8Array }).content;
      }
      await watch.receive(watchOfficer(), { name: file.value.name, content: content() });
    }
    return true;
  };
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    for (let i = 0; i < FIRST_FLIGHTS; i++) if (!(await next())) return;
    const later = (): void => {
      timer = setTimeout(
        () => void next().then((more) => more && !ended && later(), onError),
        FLIGHT_EVERY_MS,
      );
      timer.unref();
    };
    if (!ended) later();
  };
  void run().catch(onError);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
