/**
 * EDIFACT (ISO 9735) as it really arrives: a tolerant tokenizer from bytes to segments. It knows no message type;
 * `paxlst` and `pnrgov` read the segments.
 */
export { allowsHighBytes, decodeWindows1252 } from './charset.ts';
export { createScanner, type Scanner, type ScanProblem, type SegmentSink } from './scanner.ts';
export { Segment } from './segment.ts';
export { findInterchange, type Separators } from './separators.ts';
