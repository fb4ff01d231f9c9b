/** Numbers of the cells, each with its reason. */

/** Rounds of Leiden at most; from the second on few persons move (igraph's default is 2), and a round without a move ends it. */
export const ROUNDS = 10;

/** A move counts from this gain, in average edges: far below what any reader sees, far above what floating sums lose. */
export const LEAST_GAIN = 1e-9;

/** How far refinement strays from the best merge, in average edges (θ of Traag et al.; igraph's `beta` has the same value). */
export const STRAY = 0.01;

/** Merges worse than the best by more than so many halvings of their chance are never drawn: 2^-60 is below any chance. */
export const HALVINGS = 60;

/** Runs of a consensus: with 50 a share of runs is told to within 0.07 (standard error at one half). */
export const RUNS = 50;

/** A link is ambiguous where its ends were together in more runs than the first and in fewer than the second share. */
export const AMBIGUOUS = [0.1, 0.9] as const;

/** Cliques that percolation looks at before it gives up: a real set of 79 persons has some 250, and memory stays at some MB. */
export const CLIQUES = 200_000;

/** Pairs of links that meet, which link communities sort: at 20 bytes each, 400 MB. */
export const LINK_PAIRS = 20_000_000;
