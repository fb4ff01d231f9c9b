/**
 * How a name is written: scripts, tokens, sounds, how common it is.
 *
 * {@link readName} turns a name as somebody wrote it, in any script, into one or more readings: rows of plain lower-case
 * Latin tokens that `match` can compare. Nothing here knows any list.
 */
export { acronymOf } from './acronym.ts';
export { canonShare, canonSkeletons } from './canon.ts';
export { areDistinct, hasDistinct } from './distinct.ts';
export { fold } from './fold.ts';
export { tokenWeight } from './frequency.ts';
export { partGlued } from './glued.ts';
export { nicknamesOf, sameNickname } from './nicknames.ts';
export { readName } from './read-name.ts';
export type { NameKind, NameReading, NameToken, ReadOptions, TokenKind } from './reading.ts';
export { describeScript, type Script } from './scripts/script.ts';
export { soundKey, soundOf } from './sound.ts';
