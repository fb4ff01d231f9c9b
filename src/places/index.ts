/**
 * Where it is: airports and cities by their IATA code, with position and time zone. A room of its own, because `watch` counts
 * arrivals by it, `world`, which is pure, plans its flights by it, and `chart` puts ties on a map by it.
 */
export { countrySpot, type Spot, townNamed, townOfCode } from './gazetteer.ts';
export { instantAt, localAt, PLACES, type Place, placeOf } from './places.ts';
