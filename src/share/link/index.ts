/** The link between two services. */
export { type Link, LinkError } from './link.ts';
