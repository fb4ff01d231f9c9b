import { AIRPORTS } from './airports.ts';

/** An airport, or the city that messages name instead. Positions to a tenth of a degree; zones of the IANA database. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly zone: string;
}

const ROWS = `AMS|Amsterdam|nl|52.3|4.8|Europe/Amsterdam
ATH|Athens|gr|37.9|23.9|Europe/Athens
AUH|Abu Dhabi|ae|24.4|54.7|Asia/Dubai
BCN|Barcelona|es|41.3|2.1|Europe/Madrid
BEG|Belgrade|rs|44.8|20.3|Europe/Belgrade
BER|Berlin|de|52.4|13.5|Europe/Berlin
BEY|Beirut|lb|33.8|35.5|Asia/Beirut
BJS|Beijing|cn|40.1|116.6|Asia/Shanghai
BKK|Bangkok|th|13.7|100.7|Asia/Bangkok
BOG|Bogota|co|4.7|-74.1|America/Bogota
BRU|Brussels|be|50.9|4.5|Europe/Brussels
BUD|Budapest|hu|47.4|19.3|Europe/Budapest
CAI|Cairo|eg|30.1|31.4|Africa/Cairo
CDG|Paris|fr|49.0|2.5|Europe/Paris
CMN|Casablanca|ma|33.4|-7.6|Africa/Casablanca
CPH|Copenhagen|dk|55.6|12.7|Europe/Copenhagen
DEL|Delhi|in|28.6|77.1|Asia/Kolkata
DME|Moscow|ru|55.4|37.9|Europe/Moscow
DOH|Doha|qa|25.3|51.6|Asia/Qatar
DUB|Dublin|ie|53.4|-6.3|Europe/Dublin
DXB|Dubai|ae|25.3|55.4|Asia/Dubai
FCO|Rome|it|41.8|12.3|Europe/Rome
FRA|Frankfurt|de|50.0|8.6|Europe/Berlin
GRU|Sao Paulo|br|-23.4|-46.5|America/Sao_Paulo
GVA|Geneva|ch|46.2|6.1|Europe/Zurich
HAM|Hamburg|de|53.6|10.0|Europe/Berlin
HEL|Helsinki|fi|60.3|25.0|Europe/Helsinki
HKG|Hong Kong|hk|22.3|113.9|Asia/Hong_Kong
IAD|Washington|us|38.9|-77.5|America/New_York
ICN|Seoul|kr|37.5|126.4|Asia/Seoul
IST|Istanbul|tr|41.3|28.7|Europe/Istanbul
JFK|New York|us|40.6|-73.8|America/New_York
KBL|Kabul|af|34.6|69.2|Asia/Kabul
KHI|Karachi|pk|24.9|67.2|Asia/Karachi
KRT|Khartoum|sd|15.6|32.6|Africa/Khartoum
LAX|Los Angeles|us|33.9|-118.4|America/Los_Angeles
LHR|London|gb|51.5|-0.5|Europe/London
LIS|Lisbon|pt|38.8|-9.1|Europe/Lisbon
LOS|Lagos|ng|6.6|3.3|Africa/Lagos
MAD|Madrid|es|40.5|-3.6|Europe/Madrid
MEX|Mexico City|mx|19.4|-99.1|America/Mexico_City
MLA|Malta|mt|35.9|14.5|Europe/Malta
MUC|Munich|de|48.4|11.8|Europe/Berlin
MXP|Milan|it|45.6|8.7|Europe/Rome
NBO|Nairobi|ke|-1.3|36.9|Africa/Nairobi
OSL|Oslo|no|60.2|11.1|Europe/Oslo
OTP|Bucharest|ro|44.6|26.1|Europe/Bucharest
PRG|Prague|cz|50.1|14.3|Europe/Prague
SIN|Singapore|sg|1.4|104.0|Asia/Singapore
SKP|Skopje|mk|42.0|21.6|Europe/Skopje
SOF|Sofia|bg|42.7|23.4|Europe/Sofia
SYD|Sydney|au|-33.9|151.2|Australia/Sydney
TIP|Tripoli|ly|32.7|13.2|Africa/Tripoli
TUN|Tunis|tn|36.9|10.2|Africa/Tunis
VIE|Vienna|at|48.1|16.6|Europe/Vienna
WAW|Warsaw|pl|52.2|21.0|Europe/Warsaw
YUL|Montreal|ca|45.5|-73.7|America/Toronto
YYZ|Toronto|ca|43.7|-79.6|America/Toronto
ZAG|Zagreb|hr|45.7|16.1|Europe/Zagreb
ZRH|Zurich|ch|47.5|8.6|Europe/Zurich`;

/** The airports of the simulated world. */
export const PLACES: ReadonlyMap<string, Place> = new Map(
  ROWS.split('\n').map((row) => {
    const [code = '', name = '', country = '', latitude, longitude, zone = ''] = row.split('|');
    return [code, { code, name, country, latitude: Number(latitude), longitude: Number(longitude), zone }];
  }),
);

let airports: Map<string, Place> | undefined;

/** All places with a code, each once; those of the simulated world as it has them. */
export function* everyPlace(): Iterable<Place> {
  airports ??= readAirports();
  yield* PLACES.values();
  for (const place of airports.values()) if (!PLACES.has(place.code)) yield place;
}

/** The place with an IATA code, if it is known; the table is read when it is first asked for a place that is not one of the world's. */
export function placeOf(code: string | undefined): Place | undefined {
  if (code === undefined) return undefined;
  const known = PLACES.get(code);
  if (known) return known;
  airports ??= readAirports();
  return airports.get(code);
}

function readAirports(): Map<string, Place> {
  const read = new Map<string, Place>();
  for (const block of AIRPORTS.split('\n\n')) {
    const [zone = '', ...rows] = block.split('\n');
    for (const row of rows) {
      const [code = '', country = '', latitude, longitude, name = ''] = row.split('|');
      read.set(code, { code, name, country, latitude: Number(latitude), longitude: Number(longitude), zone });
    }
  }
  return read;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** No zone has ever changed at another minute than a quarter's. */
const QUARTER_MS = 15 * 60_000;
/** Quarters whose offset is remembered: a day's flights are in a few thousand. */
const MOST_QUARTERS = 20_000;
const offsets = new Map<string, number>();

/** Minutes that a zone is ahead of UTC at an instant. */
function offset(zone: string, instant: number): number {
  const key = `${zone} ${Math.floor(instant / QUARTER_MS)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_QUARTERS) offsets.clear();
  const found = readOffset(zone, instant);
  offsets.set(key, found);
  return found;
}

function readOffset(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) : 0;
}

/** The instant of a local time at a place; as if it were UTC where the zone is not known. */
export function instantAt(code: string | undefined, local: string): string {
  const asUtc = Date.parse(local.length === 10 ? `${local}T00:00:00Z` : `${local}:00Z`);
  const zone = placeOf(code)?.zone;
  if (!zone) return new Date(asUtc).toISOString();
  // The offset there and then is that of the instant looked for, which the first guess may miss across a change of clocks.
  const guess = asUtc - offset(zone, asUtc) * 60_000;
  return new Date(asUtc - offset(zone, guess) * 60_000).toISOString();
}

/** The local time at a place, `YYYY-MM-DDTHH:MM`; UTC where the zone is not known. */
export function localAt(code: string, instant: number): string {
  const zone = placeOf(code)?.zone;
  return new Date(instant + (zone ? offset(zone, instant) * 60_000 : 0)).toISOString().slice(0, 16);
}
