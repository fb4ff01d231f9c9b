/** Every number of the network room, with its reason. */

/**
 * Sources whose shares of betweenness are added up before they are added to the whole. The sums are then made in the same order
 * whatever the number of threads, so that the last digit is the same too; and a thread is asked for work 40 times for 10,000
 * nodes, which costs it nothing.
 */
export const BETWEENNESS_CHUNK = 256;

/**
 * A layer of the breadth-first search is found from the nodes not reached yet, rather than from the layer before it, once the
 * layer has more arcs than this share of theirs: adding up without a branch takes a quarter of the time of an arc with one.
 */
export const PULL_SHARE = 0.25;

/** The constant of the sample bound of Vapnik and Chervonenkis; 0.5 was measured by Löffler & Phillips (2009). */
export const SAMPLE_CONSTANT = 0.5;

/** PageRank ends when a pass changes all ranks together by less: two digits more than anybody is shown. */
export const PAGERANK_TOLERANCE = 1e-10;

/** The share of a rank that is passed on (Brin & Page 1998). */
export const PAGERANK_DAMPING = 0.85;

/** Passes of PageRank at most: at a damping of 0.85 the change falls below 1e-10 within 142. */
export const PAGERANK_PASSES = 1_000;

/** Steps (an arc or a node looked at) that searching all sets of key players may take: a few seconds. */
export const EXHAUSTIVE_STEPS = 2e9;

/** Sets whose values differ by less are equally good: what is left of them is rounding. */
export const EQUAL_VALUES = 1e-9;
