import type { LinkScore, Network } from '../network/index.ts';

/** What one analysis found: for programs, and for people in sentences and tables. */
export interface Section {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly table?: Table;
  readonly json: unknown;
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface AnalysisOptions {
  /** Rows of a table, and what is searched for at most. */
  readonly top: number;
  readonly seed: number;
  /** By which links worth asking about are ranked. */
  readonly score: LinkScore;
  /** Cells by the constant Potts model with this resolution, instead of modularity. */
  readonly potts?: number;
  /** In cells a link counts by its weight, not once. */
  readonly weighted: boolean;
  /** Persons who all know one another, at least, for overlapping cells. */
  readonly clique: number;
}

export const count = (n: number): string => n.toLocaleString('en');
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${count(n)} ${n === 1 ? one : many}`;

/** Name and, where it says more, id. */
export const nameOf = ({ persons }: Network, number: number): string => {
  const { id, caption } = persons[number] as Network['persons'][number];
  return caption === id ? id : `${caption} (${id})`;
};
export const nameById = (network: Network, id: string): string =>
  nameOf(network, network.numberOf(id) as number);
export const idOf = ({ persons }: Network, number: number): string => persons[number]?.id as string;
