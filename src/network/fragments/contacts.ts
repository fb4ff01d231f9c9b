import { buildTimedGraph, type TimedGraph } from '../paths/index.ts';
import { firstDay } from './clocks.ts';
import type { Network } from './network.ts';
import type { Relation } from './relation.ts';

/** Tellings as contacts that hold from a day to a day. */
export interface Contacts {
  /** Times are days since 1970-01-01. What is not dated always holds. */
  readonly graph: TimedGraph;
  /** By contact of the graph. */
  readonly relations: readonly Relation[];
  /** Tellings that end on the day on which they begin, or before it: they hold on no day. */
  readonly leftOut: number;
}

const DAY = 86_400_000;

/** The day of a partial ISO date, its first where it has several: days since 1970-01-01. */
export const dayOf = (date: string): number => Date.parse(`${firstDay(date)}T00:00:00Z`) / DAY;

/** The ISO date of a day. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** A joined network by the days on which its ties hold (valid time), for paths in the order of time. */
export function contactsOf(network: Network): Contacts {
  const { graph } = network;
  const from: number[] = [];
  const to: number[] = [];
  const begins: number[] = [];
  const ends: number[] = [];
  const relations: Relation[] = [];
  let leftOut = 0;
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    for (const one of network.relationsOf(edge)) {
      const begin = one.validFrom === undefined ? Number.NEGATIVE_INFINITY : dayOf(one.validFrom);
      const end = one.validUntil === undefined ? Number.POSITIVE_INFINITY : dayOf(one.validUntil);
      if (!(begin < end)) {
        leftOut++;
        continue;
      }
      from.push(graph.lower[edge] as number);
      to.push(graph.higher[edge] as number);
      begins.push(begin);
      ends.push(end);
      relations.push(one);
    }
  }
  return { graph: buildTimedGraph(graph.nodeCount, from, to, begins, ends), relations, leftOut };
}
