import { dropCounter, quarantine } from '../entity-draft.ts';
import { JsonError } from '../json.ts';
import { readWhole } from '../read-whole.ts';
import {
  ListError,
  type ListFile,
  type ListFormat,
  type QuarantineEntry,
  type ReadEvent,
  type ReadListOptions,
} from '../reader.ts';
import { entitiesOf, isAddress, isKept, isLink, type StixReading } from './entities.ts';
import { extensionOf } from './extension.ts';
import { sortableTimestamp } from './forms.ts';
import { markingReader } from './markings.ts';
import { isNote, noteOf } from './notes.ts';
import { readStix, type StixContent, type StixObject } from './read.ts';
import { isValid, validate } from './validate.ts';

/**
 * STIX 2.1 (OASIS Standard, 2021-06-10): a bundle, an envelope of TAXII, a list of objects, or one. Who somebody is becomes entities, with markings and
 * confidence; what is written about them is kept as it came; every other object is counted by its type.
 */
export const stixJson: ListFormat = {
  name: 'stix',
  title: 'STIX 2.1 bundle (JSON)',
  recognises: (files) =>
    files.length > 0 &&
    files.every(
      ({ head }) =>
        /^\s*[[{]/.test(head.replace(/^\uFEFF/, '')) &&
        /"type"\s*:\s*"[a-z][a-z0-9-]+"/.test(head) &&
        /"id"\s*:\s*"[a-z][a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-/i.test(head),
    ),
  read: readBundles,
};

async function* readBundles(
  files: readonly ListFile[],
  { today }: ReadListOptions,
): AsyncIterable<ReadEvent> {
  const dropped = dropCounter();
  let version = '';
  let bytes = 0;
  for (const file of files) {
    const text = await readWhole(file);
    const content = contentOf(text, file.name);
    bytes += Buffer.byteLength(text);
    for (const { path, reason } of content.strange)
      yield { type: 'quarantine', entry: quarantine(file.name, `${path}: ${reason}`) };
    const objects = latest(content.objects);
    const left = leftOut(objects);
    const reading = readingOf(objects, left, { file: file.name, today, dropped });
    for (const object of objects) {
      const modified = typeof object.modified === 'string' ? object.modified : '';
      if (sortableTimestamp(modified) !== undefined && modified > version) version = modified;
      const why = left.get(object);
      if (why !== undefined) dropped.add(why);
      else if (!isKept(object) && !isNote(object)) dropped.add(`type:${object.type}`);
      // Withdrawn by who said it: it is not on the list any more.
      else if (object.revoked === true) dropped.add('revoked');
      else {
        const wrong = refusal(object, file.name);
        if (wrong) yield { type: 'quarantine', entry: wrong };
        else if (isNote(object)) yield* noteOf(object, reading);
        else yield* entitiesOf(object, reading);
      }
    }
    yield { type: 'progress', bytes };
  }
  if (version !== '') yield { type: 'version', version };
  yield* dropped.events();
}

function contentOf(text: string, file: string): StixContent {
  try {
    return readStix(text);
  } catch (error) {
    if (error instanceof JsonError) throw new ListError(error.message, file, error.line);
    throw error;
  }
}

/**
 * Identities that only say who made the others, and places where nobody is whom we keep (or who says so better in our
 * extension): they are about nobody who is looked for.
 */
function leftOut(objects: readonly StixObject[]): ReadonlyMap<StixObject, string> {
  const creators = new Set(objects.map(({ created_by_ref: ref }) => ref));
  const plain = new Set(objects.flatMap((one) => (isKept(one) && !extensionOf(one) ? [one.id] : [])));
  const places = new Set(
    objects.flatMap((one) =>
      one.relationship_type === 'located-at' && plain.has(one.source_ref ?? '') ? [one.target_ref] : [],
    ),
  );
  const left = new Map<StixObject, string>();
  for (const object of objects) {
    if (object.type === 'identity' && creators.has(object.id) && !extensionOf(object))
      left.set(object, 'creator');
    if (object.type === 'location' && !(isAddress(object) && places.has(object.id)))
      left.set(object, 'type:location');
  }
  return left;
}

/** §3.6: of the versions of an object the latest holds. */
function latest(objects: readonly StixObject[]): readonly StixObject[] {
  const byId = new Map<string, StixObject>();
  const without: StixObject[] = [];
  for (const object of objects) {
    if (typeof object.id !== 'string') {
      without.push(object);
      continue;
    }
    const known = byId.get(object.id);
    if (!known || timeOf(object) > timeOf(known)) byId.set(object.id, object);
  }
  return [...byId.values(), ...without];
}

const timeOf = ({ modified }: StixObject): string =>
  (typeof modified === 'string' ? sortableTimestamp(modified) : undefined) ?? '';

/** Why an object is not taken; what it SHOULD have been does not keep it out. */
function refusal(object: StixObject, file: string): QuarantineEntry | undefined {
  const findings = validate(object);
  if (isValid(findings)) return undefined;
  const reasons = findings.filter(({ level }) => level === 'error').slice(0, 3);
  const record = typeof object.id === 'string' ? object.id : object.type;
  return quarantine(file, reasons.map(({ path, reason }) => `${path}: ${reason}`).join('; '), { record });
}

function readingOf(
  objects: readonly StixObject[],
  left: ReadonlyMap<StixObject, string>,
  context: StixReading['context'],
): StixReading {
  const byId = new Map(objects.map((object) => [object.id, object]));
  const places = new Map<unknown, StixObject[]>();
  for (const { type, relationship_type: verb, source_ref: source, target_ref: target, revoked } of objects) {
    const place = byId.get(target ?? '');
    if (type !== 'relationship' || verb !== 'located-at' || revoked === true || place?.type !== 'location')
      continue;
    places.set(source, [...(places.get(source) ?? []), place]);
  }
  return {
    context,
    markings: markingReader(objects),
    serviceOf: ({ created_by_ref: ref }) => {
      const name = ref === undefined ? undefined : byId.get(ref)?.name;
      return typeof name === 'string' ? name : undefined;
    },
    placesOf: (id) => places.get(id) ?? [],
    objectOf: (id) => byId.get(id),
    isLeft: (object) => left.has(object),
    isLink,
  };
}
