/**
 * Where it is: airports and cities by their IATA code, with position and time zone. A room of its own, because `watch` counts
 * arrivals by it and `world`, which is pure, plans its flights by it.
 */
export { instantAt, localAt, PLACES, type Place, placeOf } from './places.ts';
