import type { Person } from './people.ts';

export interface Flight {
  readonly carrier: string;
  readonly number: string;
  readonly from: string;
  readonly to: string;
  /** Local times, `YYYY-MM-DDTHH:MM`. */
  readonly departs: string;
  readonly arrives: string;
}

/** A traveller's place on a flight. */
export interface Passenger {
  readonly person: Person;
  /** Place in the booking, from 1. */
  readonly reference: number;
  readonly seat: string;
  readonly ticket: string;
  /** A listed person: told of as the truth says. */
  readonly listed: boolean;
}

export interface Booking {
  readonly locator: string;
  readonly passengers: readonly Passenger[];
  /** Name of a group that travels as one. */
  readonly group?: string;
}
