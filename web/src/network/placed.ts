import type { ChartEdge, MapAnswer, MapPlace, PlacedTelling } from './answers.ts';
import { type Span, standsTo } from './months.ts';
import type { Selection } from './scene.ts';

/** A place of the map with what is there. Pure. */
export interface PlaceRow {
  readonly place: MapPlace;
  /** Ids of ties, each once, in order. */
  readonly ties: readonly string[];
  readonly persons: readonly string[];
  readonly kinds: readonly string[];
  /** First day and last, as far as dated. */
  readonly from?: string;
  readonly until?: string;
  /** Something that is selected was here. */
  readonly lit: boolean;
}

/** A journey between two places. */
export interface Way {
  readonly id: string;
  readonly from: MapPlace;
  readonly to: MapPlace;
  readonly lit: boolean;
}

export interface OnTheMap {
  /** Most ties first. */
  readonly rows: readonly PlaceRow[];
  readonly ways: readonly Way[];
  /** Ties with a place in this time; of all between the persons of the chart. */
  readonly placed: number;
}

/** What of a map is in a span of time, with what is selected on the chart marked on it. */
export function onTheMap(
  { places, tellings }: Pick<MapAnswer, 'places' | 'tellings'>,
  span: Span | undefined,
  selection: Selection,
  edgeOf: ReadonlyMap<string, ChartEdge>,
): OnTheMap {
  const spots = new Map(places.map((place) => [place.id, place]));
  const isSelected = selects(selection);
  const there = new Map<string, PlacedTelling[]>();
  const ways = new Map<string, Way>();
  const placed = new Set<string>();
  for (const telling of tellings) {
    // What left the chart a moment ago may still be on the map that was asked for before.
    const edge = edgeOf.get(telling.edge);
    if (!edge || (span && standsTo(telling, span) === 'out')) continue;
    placed.add(telling.edge);
    for (const id of telling.places) {
      const row = there.get(id);
      if (row) row.push(telling);
      else there.set(id, [telling]);
    }
    const [a, b] = telling.places.map((id) => spots.get(id));
    if (!a || !b) continue;
    const id = [a.id, b.id].sort().join(' ');
    const lit = isSelected(edge) || ways.get(id)?.lit === true;
    ways.set(id, { id, from: a, to: b, lit });
  }
  const rows = [...there].flatMap(([id, told]): PlaceRow[] => {
    const place = spots.get(id);
    if (!place) return [];
    const ties = [...new Set(told.map(({ edge }) => edge))].sort();
    const edges = ties.map((tie) => edgeOf.get(tie) as ChartEdge);
    const from = told.flatMap(({ validFrom }) => validFrom ?? []).sort()[0];
    const until = told
      .flatMap(({ validUntil }) => validUntil ?? [])
      .sort()
      .at(-1);
    return [
      {
        place,
        ties,
        persons: [...new Set(edges.flatMap(({ a, b }) => [a, b]))],
        kinds: [...new Set(told.map(({ kind }) => kind))].sort(),
        ...(from !== undefined && { from }),
        ...(until !== undefined && { until }),
        lit: edges.some(isSelected),
      },
    ];
  });
  rows.sort((x, y) => y.ties.length - x.ties.length || (x.place.id < y.place.id ? -1 : 1));
  return { rows, ways: [...ways.values()], placed: placed.size };
}

/** Whether a tie is selected, by itself, by one of its ends, or by a place where it was. */
export function selects({ persons, edge, at }: Selection): (tie: ChartEdge) => boolean {
  const who = new Set(persons);
  const ties = new Set(at?.ties);
  return ({ id, a, b }) => edge === id || ties.has(id) || who.has(a) || who.has(b);
}

/** The selection that a place makes: the ties there. One alone is looked at. */
export const selectionAt = ({ place, ties }: PlaceRow): Selection => {
  const [only, ...more] = ties;
  return {
    persons: [],
    at: { place: place.id, name: place.name, ties },
    ...(only !== undefined && more.length === 0 && { edge: only }),
  };
};

const REGIONS = new Intl.DisplayNames('en', { type: 'region' });
/** `fr` is France; codes of states of the past stay as they are. */
export const countryName = (code: string): string =>
  /^[a-z]{2}$/.test(code) ? (REGIONS.of(code.toUpperCase()) ?? code) : code;
