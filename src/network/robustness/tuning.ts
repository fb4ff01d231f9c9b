/** Numbers of robustness, each with its reason. */

/** Networks that are tried: the ends of a 90 % interval are then told to within 2 % of the runs. */
export const TRIALS = 200;

/** Share of links that may be wrong, and of links that may be missing, where nobody says more; studies try 5 to 30 %. */
export const WRONG = 0.1;
export const MISSING = 0.1;

/** Share of the trials that an interval holds. */
export const COVERAGE = 0.9;

/** Values that differ by less than this share are equal: sums in another order differ as much. */
export const EQUAL = 1e-9;
