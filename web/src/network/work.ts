import type { NewView, ViewNote, ViewState } from './answers.ts';
import { isLens, type Lens } from './lens.ts';
import type { Produce } from './log.ts';
import { clocksOf, type Span } from './months.ts';
import type { Point } from './places.ts';

/** Where a person stands on the chart. Who is pinned is moved by nobody but people, and never folded. */
export interface Place extends Point {
  readonly pinned?: boolean;
}

/** Persons shown together: as a hull, or folded into one mark. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly persons: readonly string[];
  /** 0 to 1; absent where a person drew it. */
  readonly certainty?: number;
  readonly folded: boolean;
}

/** A way that is marked on the chart. */
export interface MarkedWay {
  readonly persons: readonly string[];
  readonly edges: readonly string[];
}

/** All that somebody has made of the chart. What is told is not in it. */
export interface Work {
  readonly places: Readonly<Record<string, Place>>;
  readonly span?: Span;
  readonly lens: Lens;
  /** Beside the union: what this service sees alone. */
  readonly swipe?: string;
  readonly groups: readonly Group[];
  readonly way?: MarkedWay;
  readonly notes: readonly ViewNote[];
}

export const NOTHING: Work = { places: {}, lens: 'owners', groups: [], notes: [] };

/** Who is on the chart, in order of ids. */
export const personsOf = ({ places }: Work): readonly string[] => Object.keys(places).sort();

/** Puts persons on the chart; those who are there stay where they are. */
export const put =
  (places: Readonly<Record<string, Point>>): Produce<Work> =>
  (work) => {
    const fresh = Object.entries(places).filter(([id]) => !Object.hasOwn(work.places, id));
    if (fresh.length === 0) return work;
    return { ...work, places: { ...work.places, ...Object.fromEntries(fresh) } };
  };

/** Takes persons off; what hung on them goes too. */
export const take =
  (ids: readonly string[]): Produce<Work> =>
  (work) => {
    const gone = new Set(ids);
    const left = Object.entries(work.places).filter(([id]) => !gone.has(id));
    if (left.length === Object.keys(work.places).length) return work;
    const { way, ...rest } = work;
    const groups = work.groups
      .map((group) => ({ ...group, persons: group.persons.filter((id) => !gone.has(id)) }))
      .filter(({ persons }) => persons.length > 1);
    return {
      ...rest,
      places: Object.fromEntries(left),
      groups,
      ...(way && !way.persons.some((id) => gone.has(id)) && { way }),
      notes: work.notes.filter(({ on }) => !('person' in on && gone.has(on.person))),
    };
  };

/** Keeps only these on the chart. */
export const keepOnly =
  (ids: readonly string[]): Produce<Work> =>
  (work) => {
    const kept = new Set(ids);
    return take(Object.keys(work.places).filter((id) => !kept.has(id)))(work);
  };

/** Moves persons. `pin`: and holds them there. Pinned ones are moved only where `pin` says so. */
export const move =
  (places: Readonly<Record<string, Point>>, pin = false): Produce<Work> =>
  (work) => {
    let changed = false;
    const moved = { ...work.places };
    for (const [id, { x, y }] of Object.entries(places)) {
      const before = Object.hasOwn(moved, id) ? moved[id] : undefined;
      if (!before || (before.pinned && !pin)) continue;
      if (before.x === x && before.y === y && (before.pinned ?? false) === pin) continue;
      moved[id] = { x, y, ...((pin || before.pinned) && { pinned: true }) };
      changed = true;
    }
    return changed ? { ...work, places: moved } : work;
  };

/** Pins all, or lets all go where all are pinned. */
export const pin =
  (ids: readonly string[]): Produce<Work> =>
  (work) => {
    const there = ids.filter((id) => Object.hasOwn(work.places, id));
    if (there.length === 0) return work;
    const letGo = there.every((id) => work.places[id]?.pinned);
    const places = { ...work.places };
    for (const id of there) {
      const { x, y } = places[id] as Place;
      places[id] = letGo ? { x, y } : { x, y, pinned: true };
    }
    return { ...work, places };
  };

/** An id under which a person stood before was joined into another: it takes the place over. */
export const rename =
  (became: Readonly<Record<string, string>> = {}): Produce<Work> =>
  (work) => {
    const old = Object.keys(became).filter((id) => Object.hasOwn(work.places, id));
    if (old.length === 0) return work;
    const name = (id: string): string => became[id] ?? id;
    const places: Record<string, Place> = {};
    for (const [id, place] of Object.entries(work.places)) places[name(id)] ??= place;
    return {
      ...work,
      places,
      groups: work.groups.map((group) => ({ ...group, persons: [...new Set(group.persons.map(name))] })),
      notes: work.notes.map((note) =>
        'person' in note.on ? { ...note, on: { person: name(note.on.person) } } : note,
      ),
    };
  };

/** Does something to the work as it is seen, where ids became others; work that it leaves alone keeps the ids that it had. */
export const under =
  (became: Readonly<Record<string, string>> | undefined, produce: Produce<Work>): Produce<Work> =>
  (work) => {
    const seen = rename(became)(work);
    const after = produce(seen);
    return after === seen ? work : after;
  };

export const look =
  (lens: Lens): Produce<Work> =>
  (work) =>
    work.lens === lens ? work : { ...work, lens };

export const swipe =
  (service: string | undefined): Produce<Work> =>
  ({ swipe: before, ...work }) =>
    service === before
      ? { ...work, ...(before !== undefined && { swipe: before }) }
      : { ...work, ...(service !== undefined && { swipe: service }) };

export const during =
  (span: Span | undefined): Produce<Work> =>
  ({ span: _, ...work }) => ({ ...work, ...(span && { span }) });

/** Groups by id: those of the same id are replaced. */
export const group =
  (groups: readonly Group[]): Produce<Work> =>
  (work) => {
    if (groups.length === 0) return work;
    const fresh = new Set(groups.map(({ id }) => id));
    return { ...work, groups: [...work.groups.filter(({ id }) => !fresh.has(id)), ...groups] };
  };

export const ungroup =
  (ids: readonly string[]): Produce<Work> =>
  (work) => {
    const left = work.groups.filter(({ id }) => !ids.includes(id));
    return left.length === work.groups.length ? work : { ...work, groups: left };
  };

export const fold =
  (id: string, folded: boolean): Produce<Work> =>
  (work) => ({
    ...work,
    groups: work.groups.map((one) => (one.id === id ? { ...one, folded } : one)),
  });

export const mark =
  (way: MarkedWay | undefined): Produce<Work> =>
  ({ way: _, ...work }) => ({ ...work, ...(way && { way }) });

/** A note on something; an empty text takes it away. */
export const note =
  (on: ViewNote['on'], text: string): Produce<Work> =>
  (work) => {
    const same = (one: ViewNote): boolean => JSON.stringify(one.on) === JSON.stringify(on);
    const others = work.notes.filter((one) => !same(one));
    const said = text.trim();
    return { ...work, notes: said === '' ? others : [...others, { on, text: said }] };
  };

/** As a saved view keeps it: ids and places, nothing of what is told. */
export function viewOf({ places, span, lens, swipe, groups, way, notes }: Work): NewView['state'] {
  const clocks = clocksOf(span);
  return {
    places: Object.entries(places).map(([id, { x, y, pinned }]) => ({ id, x, y, ...(pinned && { pinned }) })),
    ...(clocks && { clocks }),
    page: { lens, groups, ...(span && { span }), ...(swipe && { swipe }), ...(way && { way }) },
    notes,
  };
}

/** A saved view back as work. `page` was written by whoever saved it: what does not fit is left out. */
export function workOf({ places, page = {}, notes }: ViewState): Work {
  const { lens, groups, span, swipe, way } = page;
  return {
    places: Object.fromEntries(
      places.map(({ id, x, y, pinned }) => [id, { x, y, ...(pinned && { pinned }) }]),
    ),
    lens: isLens(lens) ? lens : 'owners',
    groups: Array.isArray(groups) ? groups.filter(isGroup) : [],
    notes,
    ...(isSpan(span) && { span }),
    ...(typeof swipe === 'string' && { swipe }),
    ...(isWay(way) && { way }),
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
const isGroup = (value: unknown): value is Group =>
  isRecord(value) &&
  typeof value.id === 'string' &&
  typeof value.name === 'string' &&
  areTexts(value.persons) &&
  typeof value.folded === 'boolean' &&
  (value.certainty === undefined || typeof value.certainty === 'number');
const isWay = (value: unknown): value is MarkedWay =>
  isRecord(value) && areTexts(value.persons) && areTexts(value.edges);
const MONTH = /^\d{4}-\d{2}$/;
const isSpan = (value: unknown): value is Span =>
  isRecord(value) &&
  (value.clock === 'event' || value.clock === 'known') &&
  typeof value.from === 'string' &&
  typeof value.until === 'string' &&
  MONTH.test(value.from) &&
  MONTH.test(value.until) &&
  (value.day === undefined || (typeof value.day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value.day)));
