import type { Grade } from '../../model/index.ts';
import type { Network } from './network.ts';
import { originsOf } from './origins.ts';
import { TRUST_BY_LETTER, TRUTH_BY_FIGURE } from './tuning.ts';

/** How likely a telling of this grade is true. For putting ways in an order; nobody's chance of anything. */
export function truthOf(grade: Grade): number {
  const trust = TRUST_BY_LETTER[grade[0] as keyof typeof TRUST_BY_LETTER];
  const truth = TRUTH_BY_FIGURE[Number(grade[1]) as keyof typeof TRUTH_BY_FIGURE];
  return 0.5 + trust * (truth - 0.5);
}

/**
 * By edge, how likely it is that at least one of its origins tells the truth, by their grades. Tellings that go back to one report
 * are one origin, and its best grade counts; what names no report is an origin of its own. Several independent origins
 * raise it, however many services relay each.
 */
export function edgeReliability(network: Network): Float64Array {
  const { edgeCount } = network.graph;
  const all = Array.from({ length: edgeCount }, (_, edge) => network.relationsOf(edge));
  const origins = originsOf(all.flat());
  return Float64Array.from(all, (relations) => {
    const byOrigin = new Map<string, number>();
    let allWrong = 1;
    for (const one of relations) {
      const truth = truthOf(one.grade);
      const roots = origins(one);
      if (roots.length === 0) allWrong *= 1 - truth;
      for (const root of roots) byOrigin.set(root, Math.max(truth, byOrigin.get(root) ?? 0));
    }
    for (const truth of byOrigin.values()) allWrong *= 1 - truth;
    return 1 - allWrong;
  });
}
