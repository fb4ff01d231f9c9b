import type { Spot } from '../places/index.ts';
import { edgeId, edgesAmong, endsOf, idOf, type MaySee } from './draw.ts';
import type { Look } from './look.ts';
import type { MapAnswer, PlacedTelling } from './types.ts';
import { spotOf } from './where.ts';

/** Where the ties between some persons were, as far as a telling that may be seen says so. */
export function mapOf(look: Look, numbers: ReadonlySet<number>, may: MaySee): Omit<MapAnswer, 'version'> {
  const { network } = look;
  const spots = new Map<string, Spot>();
  const tellings: PlacedTelling[] = [];
  let placed = 0;
  let unfound = 0;
  const edges = edgesAmong(network, numbers);
  for (const edge of edges) {
    const [a, b] = endsOf(network, edge).map((v) => idOf(network, v)) as [string, string];
    let isSaid = false;
    let isPlaced = false;
    for (const { kind, places = [], validFrom, validUntil, recordedFrom } of network
      .relationsOf(edge)
      .filter(may)) {
      if (places.length === 0) continue;
      isSaid = true;
      const found = places.flatMap((one) => spotOf(one) ?? []);
      if (found.length === 0) continue;
      isPlaced = true;
      for (const spot of found) spots.set(spot.id, spot);
      tellings.push({
        edge: edgeId(a, b),
        kind,
        places: [...new Set(found.map(({ id }) => id))],
        ...(validFrom !== undefined && { validFrom }),
        ...(validUntil !== undefined && { validUntil }),
        ...(recordedFrom !== undefined && { knownSince: recordedFrom }),
      });
    }
    if (isPlaced) placed++;
    else if (isSaid) unfound++;
  }
  return {
    places: [...spots.values()].sort((x, y) => (x.id < y.id ? -1 : 1)),
    tellings,
    ties: edges.length,
    unfound,
    placeless: edges.length - placed - unfound,
  };
}
