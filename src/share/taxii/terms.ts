import type { Leaving } from '../../law/index.ts';
import { formatMarking, readMarking } from '../../model/index.ts';

/** What stands beside an object: the marking of something in it, and who said that. */
export const termOf = ({ marking, sourceService }: Leaving): string =>
  `${formatMarking(marking)} ${sourceService}`;

/** What cannot be read is sealed. */
export function leavingOf(term: string): Leaving {
  const space = term.indexOf(' ');
  return { marking: readMarking(term.slice(0, space)), sourceService: term.slice(space + 1) };
}
