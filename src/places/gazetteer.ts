import { everyPlace, type Place } from './places.ts';

/**
 * Somewhere on a map, never finer than a town: what is drawn of a person must not point at a street. Made of the airports' towns, so that
 * nothing has to be kept beside them; a town without one is not known, and its country stands for it.
 */
export interface Spot {
  /** `town:fr:paris`, `country:fr`; the same on every machine. */
  readonly id: string;
  readonly kind: 'town' | 'country';
  /** In English. */
  readonly name: string;
  /** ISO 3166-1 alpha-2 in small letters. */
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** IATA codes of its airports, in order; none of a country. */
  readonly codes: readonly string[];
}

/**
 * Degrees between two airports of one name above which they are of two towns (Portland in Maine and in Oregon). London, with the widest ring of
 * airports, has 1.1.
 */
const ONE_TOWN = 1.5;

/** States and territories without a medium or large airport: their middles to a tenth of a degree. */
const WITHOUT_AIRPORT: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  ad: [42.5, 1.5],
  ax: [60.2, 20],
  li: [47.2, 9.5],
  mc: [43.7, 7.4],
  ps: [31.9, 35.2],
  sj: [78.2, 15.6],
  sm: [43.9, 12.5],
  va: [41.9, 12.5],
};

interface Gazetteer {
  /** Country and plain name → the town; `undefined` where two are called so. */
  readonly towns: ReadonlyMap<string, Spot | undefined>;
  readonly ofCode: ReadonlyMap<string, Spot>;
  readonly countries: ReadonlyMap<string, Spot>;
}

let made: Gazetteer | undefined;
const gazetteer = (): Gazetteer => {
  made ??= make();
  return made;
};

/** The town of an airport or city code. */
export const townOfCode = (code: string): Spot | undefined => gazetteer().ofCode.get(code.toUpperCase());

/** A town by its name in a country; nothing where it is not known, or where two there are called so: it is not guessed. */
export const townNamed = (name: string, country: string): Spot | undefined =>
  gazetteer().towns.get(keyOf(country, name));

/** The middle of a country: of its airports, on the globe. */
export const countrySpot = (country: string): Spot | undefined => gazetteer().countries.get(country);

const keyOf = (country: string, name: string): string => `${country}:${plain(name)}`;

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

function make(): Gazetteer {
  const byTown = groupedBy(everyPlace(), ({ country, name }) => keyOf(country, name));
  const towns = new Map<string, Spot | undefined>();
  const ofCode = new Map<string, Spot>();
  for (const [key, places] of byTown) {
    const isOne = places.every((a) => places.every((b) => apart(a, b) <= ONE_TOWN));
    if (isOne) towns.set(key, townOf(key, places));
    else towns.set(key, undefined);
    for (const place of places)
      ofCode.set(place.code, towns.get(key) ?? townOf(`${key}:${place.code.toLowerCase()}`, [place]));
  }
  const countries = new Map<string, Spot>();
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const country = (id: string, latitude: number, longitude: number): void =>
    void countries.set(id, {
      ...{ id: `country:${id}`, kind: 'country', name: names.of(id.toUpperCase()) ?? id, country: id },
      ...{ latitude, longitude, codes: [] },
    });
  for (const [id, [latitude, longitude]] of Object.entries(WITHOUT_AIRPORT)) country(id, latitude, longitude);
  for (const [id, places] of groupedBy(everyPlace(), (place) => place.country)) {
    const { latitude, longitude } = middleOf(places);
    country(id, latitude, longitude);
  }
  return { towns, ofCode, countries };
}

const townOf = (key: string, places: readonly Place[]): Spot => {
  const [{ name, country }] = places as readonly [Place];
  return {
    ...{ id: `town:${key}`, kind: 'town', name, country },
    ...middleOf(places),
    codes: places.map(({ code }) => code).sort(),
  };
};

function groupedBy(places: Iterable<Place>, keyOf: (place: Place) => string): ReadonlyMap<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const group = groups.get(keyOf(place));
    if (group) group.push(place);
    else groups.set(keyOf(place), [place]);
  }
  return groups;
}

const RADIANS = Math.PI / 180;

/** Degrees, near enough for what is near. */
const apart = (a: Place, b: Place): number =>
  Math.hypot(
    a.latitude - b.latitude,
    (((((a.longitude - b.longitude + 540) % 360) + 360) % 360) - 180) * Math.cos(a.latitude * RADIANS),
  );

/** The mean on the globe, to a tenth of a degree: the mean of longitudes would put Fiji into Africa. */
function middleOf(places: readonly Place[]): Pick<Spot, 'latitude' | 'longitude'> {
  let [x, y, z] = [0, 0, 0];
  for (const { latitude, longitude } of places) {
    x += Math.cos(latitude * RADIANS) * Math.cos(longitude * RADIANS);
    y += Math.cos(latitude * RADIANS) * Math.sin(longitude * RADIANS);
    z += Math.sin(latitude * RADIANS);
  }
  const tenth = (degrees: number): number => Math.round(degrees * 10) / 10;
  return {
    latitude: tenth(Math.atan2(z, Math.hypot(x, y)) / RADIANS),
    longitude: tenth(Math.atan2(y, x) / RADIANS),
  };
}
