import type { Relation } from './relation.ts';

type Told = Pick<Relation, 'reports' | 'derivedFrom'>;

/** What each relation goes back to in the end: names of reports, in order. */
export type Origins = (relation: Told) => readonly string[];

/**
 * Follows reports to those that go back to none. A report that two services relay, or that comes back to the one that wrote
 * it, counts once: "circular reporting". Reports that go back to each other in a circle are one origin, named by the first
 * of them. A relation without reports has no origin here, and stands for itself.
 */
export function originsOf(relations: Iterable<Told>): Origins {
  const from = new Map<string, Set<string>>();
  for (const { reports, derivedFrom } of relations) {
    // A report that goes back to none is its own origin, and most do.
    if (derivedFrom.length === 0) continue;
    for (const report of reports) {
      const known = from.get(report) ?? new Set();
      for (const earlier of derivedFrom) if (earlier !== report) known.add(earlier);
      from.set(report, known);
    }
  }
  const roots = rootsOf(from);
  const remembered = new Map<string, readonly string[]>();
  return ({ reports, derivedFrom }) => {
    const named = reports.length > 0 ? reports : derivedFrom;
    const [only] = named;
    if (named.length === 1 && only !== undefined) return roots.get(only) ?? named;
    const key = named.join('\u0000');
    let found = remembered.get(key);
    if (!found) {
      found = [...new Set(named.flatMap((report) => roots.get(report) ?? [report]))].sort(byCode);
      remembered.set(key, found);
    }
    return found;
  };
}

/** Order that does not depend on the language of the machine. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Open {
  readonly report: string;
  readonly earlier: readonly string[];
  next: number;
}

/**
 * The roots of every report: strongly connected groups (Tarjan 1972, without recursion), each with the roots of the groups
 * that it goes back to, or itself where there is none.
 */
function rootsOf(from: ReadonlyMap<string, ReadonlySet<string>>): Map<string, readonly string[]> {
  const roots = new Map<string, readonly string[]>();
  const place = new Map<string, number>();
  const low = new Map<string, number>();
  const pending: string[] = [];
  const open: Open[] = [];
  const enter = (report: string): void => {
    place.set(report, place.size);
    low.set(report, place.size - 1);
    pending.push(report);
    open.push({ report, earlier: [...(from.get(report) ?? [])], next: 0 });
  };
  const lower = (report: string, to: number): void => {
    low.set(report, Math.min(low.get(report) as number, to));
  };
  for (const start of from.keys()) {
    if (place.has(start)) continue;
    enter(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const earlier = top.earlier[top.next++];
      if (earlier !== undefined) {
        if (!place.has(earlier)) enter(earlier);
        else if (!roots.has(earlier)) lower(top.report, place.get(earlier) as number);
        continue;
      }
      open.pop();
      const above = open.at(-1);
      if (above) lower(above.report, low.get(top.report) as number);
      if (low.get(top.report) === place.get(top.report)) close(top.report);
    }
  }
  return roots;

  function close(first: string): void {
    const group = pending.splice(pending.lastIndexOf(first)).sort(byCode);
    const beyond = new Set<string>();
    for (const report of group) {
      for (const earlier of from.get(report) ?? [])
        for (const root of roots.get(earlier) ?? []) beyond.add(root);
    }
    const found = beyond.size > 0 ? [...beyond].sort(byCode) : group.slice(0, 1);
    for (const report of group) roots.set(report, found);
  }
}
