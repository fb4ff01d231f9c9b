import { isGrade, readMarking, type Said } from '../model/index.ts';
import type { ReadEvent } from './reader.ts';

/** What a file says of marking and grade, in words of ours; `undefined` where it says neither. */
export function saidIn(marking: unknown, grade: unknown, service: unknown): Said | undefined {
  if (!isText(marking) && !isText(grade)) return undefined;
  return {
    // What is there and cannot be read may forbid anything; a grade alone comes with no permission either.
    marking: readMarking(isText(marking) ? marking : ''),
    grade: isText(grade) && isGrade(grade) ? grade : 'F6',
    ...(isText(service) && { sourceService: service }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** An entity with marking and grade: of all of it, and of single values, which stand under what was written. */
export function withSaid(
  event: ReadEvent,
  said: Said | undefined,
  byWritten: ReadonlyMap<string, Said> = new Map(),
): ReadEvent {
  if (event.type !== 'entity' || (!said && byWritten.size === 0)) return event;
  const saidOf = new Map<string, Said>();
  for (const [property, values] of Object.entries(event.entity.properties)) {
    for (const value of values) {
      const key = `${property}\u0000${value}`;
      const original = event.originals?.get(key);
      const found =
        byWritten.get(key) ??
        (original === undefined ? undefined : byWritten.get(`${property}\u0000${original}`));
      if (found) saidOf.set(key, found);
    }
  }
  return { ...event, ...(said && { said }), ...(saidOf.size > 0 && { saidOf }) };
}
