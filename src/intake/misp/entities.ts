import {
  formatMarking,
  type Grade,
  isSchemaName,
  type Marking,
  propertyType,
  type Said,
  SCHEMA_NAMES,
  type SchemaName,
  strictest,
} from '../../model/index.ts';
import { type DraftContext, draftEntity, quarantine } from '../entity-draft.ts';
import type { JsonObject } from '../json.ts';
import type { ReadEvent } from '../reader.ts';
import { withSaid } from '../said.ts';
import { mispGrade, mispMarking, textOf } from './markings.ts';
import { isTrue, superseded, under } from './read.ts';
import { OWN_PREFIX, PROPERTY_COMMENT, TEMPLATES } from './templates.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nobody graded it: neither the source nor what it says is judged. */
const UNGRADED: Grade = 'F6';

/**
 * The persons and organisations that one event tells of, with the papers that our own exports hang on them. Everything else
 * in it establishes no identity, and is counted by its kind. Proposals are not applied: people decide. `older` are objects of
 * which a later version came along.
 */
export function entitiesOfEvent(
  event: JsonObject,
  context: DraftContext,
  older: ReadonlySet<JsonObject>,
): ReadEvent[] {
  const around = mispMarking(event, undefined);
  const grade = mispGrade(event, UNGRADED);
  const service = textOf(under(event, 'Orgc')[0]?.name);
  const said = { marking: around, grade, ...(service !== undefined && { sourceService: service }) };
  for (const attribute of under(event, 'Attribute'))
    context.dropped.add(`attribute:${textOf(attribute.type) ?? ''}`);
  for (const _ of under(event, 'ShadowAttribute')) context.dropped.add('proposal');
  for (const _ of under(event, 'Sighting')) context.dropped.add('sighting');
  const all = under(event, 'Object');
  const objects = all.filter((object) => !older.has(object));
  for (let i = objects.length; i < all.length; i++) context.dropped.add('older');
  // Every value of ours carries its own marking, and the event the strictest of them. Whoever marked it more strictly since
  // meant all of it.
  const inside = strictest(
    objects.flatMap((object) => under(object, 'Attribute').map((one) => mispMarking(one, ALONE))),
  );
  const own = inside !== undefined && formatMarking(inside) === formatMarking(around);
  return objects.flatMap((object) => entity(object, said, own, context));
}

const ALONE: Marking = { tlp: 'CLEAR', originatorControl: false };

function schemaOf(name: string): SchemaName | undefined {
  if (Object.hasOwn(TEMPLATES, name)) return TEMPLATES[name]?.schema;
  if (!name.startsWith(OWN_PREFIX)) return undefined;
  return SCHEMA_NAMES.find((schema) => schema.toLowerCase() === name.slice(OWN_PREFIX.length));
}

function entity(object: JsonObject, around: Said, own: boolean, context: DraftContext): ReadEvent[] {
  const name = textOf(object.name) ?? '';
  const schema = schemaOf(name);
  if (schema === undefined || !isSchemaName(schema)) {
    context.dropped.add(`object:${name}`);
    return [];
  }
  if (isTrue(object.deleted)) {
    context.dropped.add('deleted');
    return [];
  }
  const uuid = textOf(object.uuid)?.toLowerCase() ?? '';
  if (!UUID.test(uuid)) {
    const entry = quarantine(context.file, `an object ${name} without a usable uuid`, { record: uuid });
    return [{ type: 'quarantine', entry }];
  }
  const said: Said = {
    ...around,
    marking: mispMarking(object, around.marking),
    grade: mispGrade(object, around.grade),
  };
  const draft = draftEntity(`misp-${uuid}`, schema, context);
  const saidOf = new Map<string, Said>();
  const attributes = under(object, 'Attribute');
  const replaced = superseded(attributes);
  for (const attribute of attributes) {
    const property = propertyOf(name, attribute);
    if (isTrue(attribute.deleted)) context.dropped.add('deleted');
    else if (replaced.has(attribute)) context.dropped.add('older');
    else if (property === undefined)
      context.dropped.add(`${name}:${textOf(attribute.object_relation) ?? ''}`);
    else {
      for (const _ of under(attribute, 'ShadowAttribute')) context.dropped.add('proposal');
      const written = textOf(attribute.value) ?? '';
      const value = readableValue(schema, property, written);
      if (value === undefined) context.dropped.add(`${name}:${property}`);
      draft.add(property, value, undefined, written);
      const marking = mispMarking(attribute, own ? ALONE : said.marking);
      const one: Said = { ...said, marking, grade: mispGrade(attribute, said.grade) };
      for (const key of new Set([value, written])) saidOf.set(`${property}\u0000${key ?? ''}`, one);
    }
  }
  return draft.finish().map((event) => withSaid(event, said, saidOf));
}

function propertyOf(name: string, attribute: JsonObject): string | undefined {
  const exact = PROPERTY_COMMENT.exec(textOf(attribute.comment) ?? '')?.[1];
  if (exact !== undefined) return exact;
  const template = Object.hasOwn(TEMPLATES, name) ? TEMPLATES[name] : undefined;
  const relations = template && { ...template.relations, ...template.alsoRead };
  const relation = textOf(attribute.object_relation) ?? '';
  return relations && Object.hasOwn(relations, relation) ? relations[relation]?.property : undefined;
}

/** References between objects are UUIDs; MISP's "Prefer not to say" is no value. */
function readableValue(schema: SchemaName, property: string, written: string): string | undefined {
  if (property === 'gender' && /^prefer not to say$/i.test(written)) return undefined;
  return propertyType(schema, property) === 'entity' ? `misp-${written.toLowerCase()}` : written;
}
