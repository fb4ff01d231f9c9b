import { paxlst, travellerSegments } from './travel-messages.ts';

/** Flights by number, for tests that count: four travellers each, one of them listed. */

export const LISTED_TRAVELLER = { id: 'w-1', name: 'Arkady Dvornikov', birthDate: '1979-03-14' };
export const TRAVELLERS_OF_A_FLIGHT = 4;

/** The passenger list of flight ZX(number + 1). */
export function flightMessage(number: number): string {
  const names = ['DVORNIKOV', 'HALVORSEN', 'OKONKWO', 'FERREIRA'];
  return paxlst(
    names.map((surname, place) =>
      travellerSegments({ surname, given: 'ARKADY', number: `P${number}X${place}` }),
    ),
  )
    .replaceAll('ZX88', `ZX${number + 1}`)
    .replaceAll('000008', String(number).padStart(6, '0'));
}
