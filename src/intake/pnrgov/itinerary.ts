import type { Leg } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';
import { flight } from '../travel/codes.ts';
import { clock, dayFirst, nextDay } from '../travel/dates.ts';
import * as form from '../travel/forms.ts';
import type { Booking, LegDraft, Reading } from './booking.ts';

/** Group 5: legs, with who flies them (`TVL`, `TRA`) and whether they are held (`RPI`). */

/** One `TVL`: day and time of departure and arrival, from, to, carriers, number. */
export function readTravel(segment: Segment, { year, problem }: Reading): LegDraft {
  const from = segment.text(2);
  const to = segment.text(3);
  const marketing = segment.text(4);
  const operating = segment.text(4, 1);
  const sent = segment.text(1);
  const day = dayFirst(sent, 'travel', year);
  const time = clock(segment.text(1, 1));
  if (sent && !day) problem(segment, 'unreadable', 'the day of departure cannot be read');
  const sentArrival = segment.text(1, 2);
  let arrivalDay = dayFirst(sentArrival, 'travel', year);
  let arrivalTime = clock(segment.text(1, 3));
  // "280918:1220:1505": the arrival's day left out together with its separator.
  if (!arrivalDay && !arrivalTime && sentArrival.length === 4) arrivalTime = clock(sentArrival);
  if (!arrivalDay && arrivalTime && day) arrivalDay = time && arrivalTime < time ? nextDay(day) : day;
  const { carrier, number } = flight(segment.text(5), marketing);
  // Built step by step: this runs for every leg of every booking.
  const leg: LegDraft = {};
  if (carrier) leg.carrier = carrier;
  if (number) leg.number = number;
  if (operating && operating !== marketing) leg.operatedBy = operating;
  if (from) leg.from = from;
  if (to) leg.to = to;
  if (day) leg.departs = time ? `${day}T${time}` : day;
  if (arrivalDay) leg.arrives = arrivalTime ? `${arrivalDay}T${arrivalTime}` : arrivalDay;
  return leg;
}

export function readLeg(into: Booking, segment: Segment, reading: Reading): void {
  const last = into.legs.at(-1);
  if (!segment.text(2) && !segment.text(3)) {
    const { number } = flight(segment.text(5));
    // The number under which the operating carrier flies the leg before (guide: second TVL of the group).
    if (into.place !== 'other-service' && last?.operatedBy && number) operated(into, last.operatedBy, number);
    return;
  }
  if (into.place === 'other-service') {
    if (!isFlight(segment)) return;
    reading.problem(segment, 'mended', 'a flight among hotels and cars is read as a leg');
  }
  into.place = 'leg';
  into.traveller = undefined;
  into.legs.push(readTravel(segment, reading));
}

/** `TRA`: who flies the leg, from edition 14:1 on. */
export function readOperator(into: Booking, segment: Segment): void {
  if (into.place === 'leg' && form.CARRIER.test(segment.text(1)))
    operated(into, segment.text(1), flight(segment.text(2)).number);
}

/** `RPI`: how many travel on the leg, and its status. */
export function readStatus(into: Booking, segment: Segment, { problem }: Reading): void {
  const last = into.legs.at(-1);
  const told = segment.text(2);
  if (into.place !== 'leg' || !last || !told) return;
  // "HK1": with the number of seats.
  const status = told.length > 2 ? told.replace(/\d{1,3}$/, '') : told;
  if (form.STATUS.test(status)) last.status = status;
  else problem(segment, 'unreadable', 'this is no status of a leg');
}

/** Who flies the last leg, and under which number. */
function operated(into: Booking, carrier: string, number: string | undefined): void {
  const leg = into.legs.pop();
  if (!leg) return;
  const { operatedBy: _, ...own } = leg;
  const [by] = carrier.split(' ') as [string];
  const same = by === own.carrier && (!number || number === own.number);
  into.legs.push(same ? own : { ...own, operatedBy: number ? `${by} ${number}` : by });
}

/** A hotel has one place, a car no flight number. */
const isFlight = (segment: Segment): boolean =>
  segment.count(2) === 1 &&
  segment.count(3) === 1 &&
  form.CARRIER.test(segment.text(4)) &&
  /^[A-Z]{3}$/.test(segment.text(2)) &&
  /^[A-Z]{3}$/.test(segment.text(3)) &&
  /^\d{1,4}[A-Z]?$/.test(segment.text(5));

/** The flight that the message is about, with what the booking's own leg says of it. */
export function onPushedFlight(pushed: Leg, legs: readonly Leg[]): Leg {
  const day = pushed.departs?.slice(0, 10);
  const leg = legs.find(
    ({ from, to, departs }) =>
      from === pushed.from &&
      to === pushed.to &&
      (day === undefined ? departs === undefined : departs?.startsWith(day)),
  );
  if (!leg) return pushed;
  const { operatedBy, ...landing }: LegDraft = { ...leg, ...pushed };
  // Of a leg sold under another number, the flight that lands is the operating carrier's own.
  return operatedBy && operatedBy.split(' ')[0] !== landing.carrier ? { ...landing, operatedBy } : landing;
}
