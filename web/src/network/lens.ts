import type { ChartEdge, ChartNode } from './answers.ts';

/** How the chart is looked at. A lens fades what it is not about; it takes nothing away. */
export type Lens = 'owners' | 'shared' | 'nobody' | 'withheld' | 'grade' | 'kind' | `only:${string}`;

/** In the order of their keys, 1 to 6; from 7 on the services, one each. */
export const LENSES: readonly {
  readonly lens: Lens;
  readonly title: string;
  readonly about: string;
}[] = [
  {
    lens: 'owners',
    title: 'Who holds it',
    about: 'Colour and stroke say which service holds a tie; two colours: both do.',
  },
  {
    lens: 'shared',
    title: 'Held by several',
    about: 'Ties that two services or more hold, each for itself.',
  },
  {
    lens: 'nobody',
    title: 'Seen by nobody alone',
    about:
      'Ties whose two ends no single service sees connected. They are there only because the fragments were joined.',
  },
  {
    lens: 'withheld',
    title: 'Withheld: ask',
    about: 'Where a service holds something that is not told here.',
  },
  {
    lens: 'grade',
    title: 'How reliable',
    about: 'Strokes by the letter of the best grade: A and B full, C and D dashed, E and F dotted.',
  },
  { lens: 'kind', title: 'Kind of tie', about: 'Strokes by what ties two persons.' },
];

export const isLens = (value: unknown): value is Lens =>
  typeof value === 'string' && (value.startsWith('only:') || LENSES.some(({ lens }) => lens === value));

/** All lenses in the order of their keys. */
export const lensesFor = (services: readonly string[]): readonly Lens[] => [
  ...LENSES.map(({ lens }) => lens),
  ...services.map((name): Lens => `only:${name}`),
];

export const serviceOf = (lens: Lens): string | undefined =>
  lens.startsWith('only:') ? lens.slice(5) : undefined;

/** Services that see a tie alone: who holds it. */
export const seesTie = ({ services }: ChartEdge, service: string): boolean => services.includes(service);

/** Whether a service knows a person by itself. */
export const knowsPerson = ({ knownTo, withheldBy }: ChartNode, service: string): boolean =>
  knownTo.includes(service) || withheldBy.includes(service);

/** Nothing is told of it but that it is there. */
export const isRedacted = ({ kinds, withheldBy }: ChartEdge): boolean =>
  kinds.length === 0 && withheldBy.length > 0;

/** Whether a lens is about this tie. */
export function isAbout(lens: Lens, edge: ChartEdge): boolean {
  const service = serviceOf(lens);
  if (service !== undefined) return seesTie(edge, service);
  switch (lens) {
    case 'shared':
      return edge.services.length > 1;
    case 'nobody':
      return edge.seenByNobodyAlone;
    case 'withheld':
      return edge.withheldBy.length > 0;
    default:
      return true;
  }
}

/** Whether a lens is about this person; `ties`: those on the chart. */
export function isAboutPerson(lens: Lens, node: ChartNode, ties: readonly ChartEdge[]): boolean {
  const service = serviceOf(lens);
  if (service !== undefined) return knowsPerson(node, service);
  if (lens === 'withheld' && node.withheldBy.length > 0) return true;
  if (lens === 'shared' && node.knownTo.length > 1) return true;
  if (lens === 'owners' || lens === 'grade' || lens === 'kind') return true;
  return ties.some((edge) => isAbout(lens, edge));
}

/** A stroke: two colours that take turns, by their places in a list; `undefined` is a gap. `period` 0: one full line. */
export interface Stroke {
  readonly period: number;
  /** Part of the period in the first colour. */
  readonly duty: number;
}

/** Strokes of services, in order of their names: colour is never the only sign. Pixels. */
export const STROKES: readonly Stroke[] = [
  { period: 0, duty: 1 },
  { period: 14, duty: 0.68 },
  { period: 5, duty: 0.5 },
  { period: 22, duty: 0.82 },
  { period: 9, duty: 0.62 },
  { period: 30, duty: 0.5 },
];
/** Of something that is withheld: sparse dots. */
export const WITHHELD: Stroke = { period: 8, duty: 0.28 };
/** Two services, or two halves: their colours take turns. */
export const STRIPES: Stroke = { period: 16, duty: 0.5 };

/** A tie's stroke by grade. */
export function strokeOfGrade(grade: string | undefined): Stroke {
  const letter = grade?.[0] ?? 'F';
  if (letter <= 'B') return { period: 0, duty: 1 };
  return letter <= 'D' ? { period: 12, duty: 0.65 } : { period: 5, duty: 0.45 };
}
