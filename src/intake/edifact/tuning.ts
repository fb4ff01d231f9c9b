/** Numbers of the tokenizer, each with its reason. */

/** Bytes looked at to infer separators: an interchange header with two long addresses and a group header take 400. */
export const HEAD_BYTES = 2048;

/**
 * Longest segment, bytes. PADIS allows 9 elements of 1,000s of characters only in `LTS`; the longest seen was 4 KiB.
 * What is longer has lost its terminator.
 */
export const LONGEST_SEGMENT = 65_536;
