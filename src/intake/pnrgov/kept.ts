import type { KeptSegment } from '../../model/index.ts';
import type { Segment } from '../edifact/index.ts';
import * as form from '../travel/forms.ts';
import { type KeptForm, keptSegment } from '../travel/message.ts';
import type { Place } from './groups.ts';
import { KEPT_TEXTS } from './service.ts';
import { isTraveller } from './travellers.ts';

const BOOKING_CLASS = /^[A-Z]{1,2}$/;
const TYPE = /^[A-Z]{1,3}$/;
const SHORT = /^[A-Z0-9.-]{1,8}$/;
const BAG = /^[A-Z0-9]{1,12}$/;
const BAGS = [BAG, BAG, BAG, BAG, BAG];

/** What is kept of each segment; one that is not here is dropped whole. */
const KEPT_FORMS: Readonly<Record<string, KeptForm>> = {
  MSG: [undefined, [form.FIGURES, form.FIGURES], undefined],
  EQN: [undefined, [form.FIGURES], undefined],
  ORG: [undefined, [form.CARRIER, /^[A-Z0-9]{3,8}$/], undefined],
  TVL: [
    undefined,
    [form.TIME, form.TIME, form.TIME, form.TIME],
    [form.STOP],
    [form.STOP],
    [form.CARRIER, form.CARRIER],
    [form.FLIGHT, BOOKING_CLASS],
    undefined,
  ],
  TRA: [undefined, [form.CARRIER], [form.FLIGHT, BOOKING_CLASS], undefined],
  RCI: [undefined, [form.CARRIER, form.LOCATOR, /^(?:[A-Z0-9]|\d{6})$/, form.TIME, form.TIME]],
  REF: [undefined, [form.REFERENCE, form.REFERENCE]],
  TIF: [undefined, [form.NAME, TYPE, form.REFERENCE], [form.NAME, TYPE, form.REFERENCE, form.FIGURES]],
  TKT: [undefined, [form.TICKET, /^[A-Z]{1,3}$/, form.FIGURES], undefined],
  RPI: [undefined, [form.FIGURES], [form.STATUS], undefined],
  DAT: [undefined, [/^[A-Z0-9]{1,3}$/, form.TIME, form.TIME]],
  TRI: [undefined, [SHORT, SHORT, SHORT, SHORT], [SHORT, SHORT, SHORT, SHORT], undefined],
  SSD: [undefined, [form.SEAT], [TYPE], [TYPE], [TYPE], [TYPE], undefined],
  TBD: [undefined, BAGS],
  APD: [undefined, [/^[A-Z0-9]{3,4}$/], undefined],
};

/** Of requests for service those that carry identity or itinerary. */
const KEPT_SERVICES: ReadonlyMap<string, KeptForm> = new Map(
  [...KEPT_TEXTS].map(([service, text]) => [
    service,
    [
      undefined,
      [
        /^[A-Z]{4}$/,
        form.STATUS,
        form.FIGURES,
        form.CARRIER,
        undefined,
        undefined,
        form.STOP,
        form.STOP,
        text,
      ],
      service === 'SEAT'
        ? [form.SEAT, undefined, form.REFERENCE, /^[A-Z]$/]
        : [undefined, undefined, form.REFERENCE],
    ],
  ]),
);

/** A segment as it may be kept, by where it stands. */
export function keptInBooking(segment: Segment, place: Place): KeptSegment {
  if (segment.tag === 'SSR') return keptSegment(segment, KEPT_SERVICES.get(segment.text(1)));
  if (place === 'history' || place === 'other-service') return keptSegment(segment);
  return segment.tag === 'TIF' ? keptTravellers(segment) : keptSegment(segment, KEPT_FORMS[segment.tag]);
}

/** Names, types and references, as long as they are of travellers. */
function keptTravellers(segment: Segment): KeptSegment {
  let several = 3;
  while (several < segment.elements && isTraveller(segment, several)) several++;
  return keptSegment(segment, KEPT_FORMS.TIF, several);
}
