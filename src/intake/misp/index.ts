/**
 * MISP core format: reader, markings, and what becomes an entity. Writing is `share/misp`.
 *
 * Everything is kept as it came; nothing unknown is lost between {@link readMisp} and writing it again.
 */
export { mispJson } from './format.ts';
export { distributionOf, mispGrade, mispMarking } from './markings.ts';
export { type MispContent, type MispCounts, mispContent, readMisp } from './read.ts';
export { OWN_PREFIX, TEMPLATES, type Template } from './templates.ts';
