import { stix } from '../../intake/index.ts';
import { formatMarking, type Marking, SEALED } from '../../model/index.ts';
import type { Released } from '../../screening/index.ts';
import { markingObjects } from './definitions.ts';

type StixObject = stix.StixObject;

/** A report, note, opinion or sighting that may go, with what defines its parts. */
export interface WrittenNote {
  readonly of: Released;
  readonly object: StixObject;
  /** As they came: their maker, markings and extensions. */
  readonly came: readonly StixObject[];
  /** Of ours, where the object is marked otherwise here. */
  readonly ours: readonly StixObject[];
}

/**
 * Notes that go out, as they came: those about people who left, and about notes that leave as well. A note about somebody
 * who stayed would tell of them. `left` are the entities that left; `defined` what was written of definitions, by id.
 */
export function notesThatLeave(
  notes: readonly Released[],
  left: ReadonlySet<string>,
  defined: ReadonlyMap<string, string>,
  onLeftOut: (what: string) => void,
): readonly WrittenNote[] {
  const claimed = new Map(defined);
  const written = notes.flatMap((of): readonly WrittenNote[] => {
    const note = of.withdrawn ? withdrawnNote(of) : standingNote(of);
    if (!note) {
      onLeftOut(of.withdrawn ? 'withdrawn notes' : `STIX has no object for: ${of.schema}`);
      return [];
    }
    if (!claim(note, claimed)) {
      onLeftOut('notes whose definitions contradict others');
      return [];
    }
    return [note];
  });
  let going = written;
  for (;;) {
    const ids = new Set(going.map(({ of }) => of.id));
    const next = going.filter(({ of }) => aboutOf(of).every((id) => left.has(id) || ids.has(id)));
    if (next.length === going.length) break;
    going = next;
  }
  for (let i = going.length; i < written.length; i++) onLeftOut('notes on somebody who did not leave');
  return going;
}

/** What held, or for what was withdrawn what held last. */
const saidIn = ({ withdrawn, statements, gone }: Released) => (withdrawn ? gone.statements : statements);
const valuesOf = (released: Released, name: string): readonly string[] =>
  saidIn(released).flatMap(({ property, value }) => (property === name ? [value] : []));
const aboutOf = (released: Released): readonly string[] => valuesOf(released, 'entity');

function standingNote(of: Released): WrittenNote | undefined {
  const kept = stix.keptNote(valuesOf(of, 'sourceObject').at(-1) ?? '');
  // It may have come by another format, with anything in it.
  if (kept?.object.id !== of.id || !stix.isValid(stix.validate(kept.object))) return undefined;
  const marking = of.statements.find(({ property }) => property === 'sourceObject')?.marking ?? SEALED;
  return { of, ...marked(kept.object, kept.with, marking) };
}

/** Kept where somebody marked it here as it was; else both markings, of which readers keep to the stricter. */
function marked(
  object: StixObject,
  came: readonly StixObject[],
  marking: Marking,
): Pick<WrittenNote, 'object' | 'came' | 'ours'> {
  if (formatMarking(stix.markingReader(came).of(object)) === formatMarking(marking))
    return { object, came, ours: [] };
  const ours = markingObjects(marking);
  const refs = Array.isArray(object.object_marking_refs) ? object.object_marking_refs.map(String) : [];
  const levels: readonly string[] = Object.values(stix.TLP_2_IDS);
  const others = refs.filter((ref) => !levels.includes(ref));
  const all = [...new Set([...ours.map(({ id }) => String(id)), ...others])];
  return { object: { ...object, object_marking_refs: all }, came, ours };
}

/** What §3.6 lets a revoked object keep: nothing that was said. */
const KEEPS = [
  ...['type', 'spec_version', 'id', 'created_by_ref', 'created', 'object_marking_refs'],
  ...['object_refs', 'sighting_of_ref', 'published'],
];
const INSTEAD: Readonly<Record<string, object>> = {
  note: { content: '(withdrawn)' },
  opinion: { opinion: 'neutral' },
  report: { name: '(withdrawn)' },
};

function withdrawnNote(of: Released): WrittenNote | undefined {
  const kept = stix.keptNote(valuesOf(of, 'sourceObject').at(-1) ?? '');
  if (kept?.object.id !== of.id || !stix.isValid(stix.validate(kept.object))) return undefined;
  const { object } = kept;
  const parts = KEEPS.flatMap((name) => (object[name] === undefined ? [] : [[name, object[name]] as const]));
  const revoked = {
    ...Object.fromEntries(parts),
    ...INSTEAD[object.type],
    type: object.type,
    modified: of.modified,
    revoked: true,
  };
  return { of, object: revoked, came: kept.with, ours: [] };
}

/**
 * Whether the definitions that came with a note say what others of the same id say. Whoever could say them anew would change
 * what the markings and makers of others mean.
 */
function claim({ came, ours }: WrittenNote, claimed: Map<string, string>): boolean {
  const all = [...ours, ...came].map((one) => [String(one.id), meaningOf(one)] as const);
  if (all.some(([id, meaning]) => (claimed.get(id) ?? meaning) !== meaning)) return false;
  for (const [id, meaning] of all) claimed.set(id, meaning);
  return true;
}

/** Of a definition, what others rely on; a maker may have been described anew. */
export function meaningOf({ type, name, definition_type: kind, definition, extensions }: StixObject): string {
  if (type === 'identity') return JSON.stringify([type, name]);
  return JSON.stringify(type === 'extension-definition' ? [type] : [type, kind, definition, extensions]);
}
