/** Numbers of the links worth asking about, each with its reason. */

/** Suggestions unless told: more than a person judges in one sitting only hides the good ones. */
export const SUGGESTIONS = 20;

/**
 * Scores of common contacts are added up as whole multiples of this: 2^-42. Whole numbers have the same sum in any order, so a
 * score does not depend on how persons are numbered. Twelve digits after the point are right, up to a score of 2048.
 */
export const GRAIN = 2 ** -42;

/** A walk of Katz loses half of what the network could keep at each step (0.5 / λ, as the figures of the bench `network-cells`). */
export const KATZ_SHARE = 0.5;

/** Walks are followed until all longer ones together cannot change a score by this share. */
export const KATZ_REST = 1e-9;

/** Steps at most in search of the largest eigenvalue; a hundred are enough on the real sets. */
export const EIGEN_STEPS = 10_000;

/** The eigenvalue is found when a step changes it by less than this share. */
export const EIGEN_REST = 1e-12;

/** Persons times (persons and links) that a score of every pair may look at: Katz follows each some 30 times, in ten seconds. */
export const PAIR_WORK = 150_000_000;

/** Persons of a block model at most: it keeps a number for every pair, here 36 MB. */
export const BLOCK_PERSONS = 3000;

/** Every person is offered another block so often before the first sample; on the real sets the energy is level after 30. */
export const BLOCK_WARM_UP = 100;

/** Samples of a block model, and how often every person is offered another block in between. */
export const BLOCK_SAMPLES = 200;
export const BLOCK_APART = 3;

/** Shares and repeats of the test with hidden links. */
export const HIDDEN_SHARE = 0.2;
export const HIDDEN_RUNS = 30;
