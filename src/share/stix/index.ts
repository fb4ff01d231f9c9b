/** STIX 2.1 out: {@link stixObjects} makes objects of what may leave, {@link bundleText} a bundle of them. */
export { bundleText } from './bundle.ts';
export { markingObjects, serviceId, serviceObject } from './definitions.ts';
export { type StixMade, stixMade, stixObjects } from './objects.ts';
