import type { Segment } from '../edifact/index.ts';
import { clock, dayFirst } from '../travel/dates.ts';
import { addOnce, addSourced } from '../travel/draft.ts';
import type { Booking, Reading } from './booking.ts';
import { byReference } from './travellers.ts';

/** Groups 6 and 7: check-in (`DAT`), seat (`SSD`, `SSR+SEAT`) and bags (`TBD`). */

/** When somebody checked in (`2`; `3` is boarding), UTC; the traveller may come before or after it. */
export function readCheckIn(into: Booking, segment: Segment, { year }: Reading): void {
  if (into.place !== 'leg' && into.place !== 'check-in') return;
  into.checkIn = checkInOf(segment, year);
  if (into.traveller && into.checkIn) into.traveller.checkedIn = into.checkIn;
}

function checkInOf(segment: Segment, year: number): string | undefined {
  for (let element = 1; element < segment.elements; element++) {
    if (segment.text(element) !== '2') continue;
    const day = dayFirst(segment.text(element, 1), 'travel', year);
    const time = clock(segment.text(element, 2));
    if (day) return time ? `${day}T${time}` : day;
  }
  return undefined;
}

export function readSeat({ place, traveller }: Booking, segment: Segment): void {
  if (place === 'check-in' && traveller && /\d/.test(segment.text(1)))
    addSourced(traveller.seats, segment.text(1), 'SSD');
}

export function readBags({ place, traveller }: Booking, segment: Segment): void {
  if (place !== 'check-in' || !traveller) return;
  // The second element is pieces and weight ("02:120:700").
  for (let element = 3; element < segment.elements; element++) {
    const [carrier, tag] = [segment.text(element), segment.text(element, 1)];
    // 618 is a carrier too, by its number; a licence plate of ten figures (IATA resolution 740) has it inside.
    if (/^(?:\d{3}|[A-Z][A-Z0-9]|\d[A-Z]|[A-Z]{3})$/.test(carrier) && /^\d{3,12}$/.test(tag))
      addOnce(traveller.bags, tag.length === 10 ? tag : `${carrier}${tag}`);
  }
}

/** Puts each seat to the traveller it is of: by reference, by where it stands, by its place where each has one. */
export function assignSeats({ seats, travellers }: Booking): void {
  if (seats.length === 0) return;
  const seated = travellers.filter(({ kind }) => kind === 'passenger');
  for (const { seat, place, of, reference, under } of seats) {
    const whose =
      byReference(travellers, reference) ||
      (of === 1 ? under : of === seated.length ? seated[place] : undefined) ||
      (travellers.length === 1 ? travellers[0] : undefined);
    if (whose) addSourced(whose.seats, seat, 'SEAT');
  }
}
