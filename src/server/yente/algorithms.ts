import { HttpProblem } from '../problem.ts';
import { FEATURES } from './explanations.ts';

/** The one algorithm of Tocsin. */
const ALGORITHM = 'tocsin';

/** Names of yente's algorithms that clients may ask for; all of them mean ours, and `/algorithms` says so. */
const ACCEPTED: ReadonlySet<string> = new Set([
  ALGORITHM,
  'best',
  'default',
  ...[
    'logic-v1',
    'logic-v2',
    'name-based',
    'name-qualified',
    'regression-v1',
    'regression-v2',
    'er-unstable',
  ],
]);

/** Throws 400 for an algorithm that nobody knows. */
export function checkAlgorithm(name: string): void {
  if (ACCEPTED.has(name)) return;
  throw new HttpProblem(400, 'There is no such algorithm.', {
    todo: `Use one of: ${[...ACCEPTED].join(', ')}.`,
  });
}

/** Throws 400 for settings of an algorithm that would be silently without effect. */
export function checkConfig(config: Readonly<Record<string, unknown>>): void {
  const key = Object.keys(config)[0];
  if (key === undefined) return;
  throw new HttpProblem(400, `config.${key.slice(0, 60)}: ${ALGORITHM} has no such setting.`, {
    todo: 'Leave config out: every query is scored by the same documented rules.',
  });
}

/** The body of `/algorithms`. */
export function algorithmsBody(): Readonly<Record<string, unknown>> {
  const features = Object.fromEntries(
    Object.entries(FEATURES).map(([name, description]) => [name, { description, coefficient: 1 }]),
  );
  return {
    algorithms: [
      {
        name: ALGORITHM,
        description:
          'Names aligned token by token in any script and order, weighed by how rare each token is; birth date, sex, country and documents confirm or contradict.',
        features,
        docs: features,
      },
    ],
    default: ALGORITHM,
    best: ALGORITHM,
  };
}
