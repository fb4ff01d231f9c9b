import { type json, stix } from '../../intake/index.ts';
import {
  formatMarking,
  isA,
  type Marking,
  propertyType,
  type SchemaName,
  SEALED,
  type Statement,
  strictest,
} from '../../model/index.ts';
import type { Released } from '../../screening/index.ts';
import {
  AUTHOR,
  DEFINED_AT,
  extensionObject,
  markingObjects,
  serviceId,
  serviceObject,
} from './definitions.ts';
import { meaningOf, notesThatLeave } from './notes.ts';

type StixObject = stix.StixObject;

/** Told what STIX has no object for, and links of which an end did not leave; for the operator. */
export type LeftOut = (what: string) => void;

/** The property of the bare statement that an entity is on a list. */
const PRESENCE = 'id';

/** The ends of links: who, and with whom. */
const ENDS: Readonly<Partial<Record<SchemaName, readonly [string, string]>>> = {
  Associate: ['person', 'associate'],
  Directorship: ['director', 'organization'],
  Employment: ['employee', 'employer'],
  Family: ['person', 'relative'],
  Membership: ['member', 'organization'],
  Ownership: ['owner', 'asset'],
  UnknownLink: ['subject', 'object'],
};

/**
 * STIX objects of what may leave, in the order in which they come: definitions before what they are used by, things before
 * the links between them, and notes on both at the end. The same entity of the same service has the same id in every export.
 */
export async function* stixObjects(
  batches: AsyncIterable<readonly Released[]>,
  onLeftOut: LeftOut = () => {},
): AsyncIterable<StixObject> {
  for await (const { object } of stixMade(batches, onLeftOut)) yield object;
}

/** An object with what it was made of; of a definition of ours, with what first needed it. */
export interface StixMade {
  readonly object: StixObject;
  readonly of: Released;
  /** Ours, the same for everybody: nothing that somebody said is in it. */
  readonly defines: boolean;
}

/** As {@link stixObjects}. Notes are held until the end: they go where everybody went whom they are about. */
export async function* stixMade(
  batches: AsyncIterable<readonly Released[]>,
  onLeftOut: LeftOut = () => {},
): AsyncIterable<StixMade> {
  /** What definitions and places say, by id; they come with many, and each stands once. */
  const written = new Map<string, string>();
  /** Entity → its object, of all that left: links point to nothing else. */
  const objectOf = new Map<string, string>();
  const left = new Set<string>();
  const notes: Released[] = [];
  const once = (one: Made, of: Released): readonly StixMade[] => {
    const id = String(one.object.id);
    if (one.shared && written.has(id)) return [];
    if (one.shared) written.set(id, meaningOf(one.object));
    return [{ object: one.object, of, defines: one.shared && one.came !== true }];
  };
  for await (const batch of batches) {
    for (const released of batch) {
      if (released.schema === 'Note') {
        notes.push(released);
        continue;
      }
      const made = objectsOf(released, objectOf, onLeftOut);
      if (made.length > 0) for (const one of [released, ...released.attached]) left.add(one.id);
      for (const one of made) yield* once(one, released);
    }
  }
  for (const { of, object, came, ours } of notesThatLeave(notes, left, written, onLeftOut)) {
    for (const one of ours) yield* once(shared(one), of);
    for (const one of came) yield* once({ ...shared(one), came: true }, of);
    yield { object, of, defines: false };
  }
}

/** An object, and whether others come with the same one. */
interface Made {
  readonly object: StixObject;
  readonly shared: boolean;
  /** Somebody else made it. */
  readonly came?: boolean;
}
const shared = (object: StixObject): Made => ({ object, shared: true });
const own = (object: StixObject): Made => ({ object, shared: false });

function objectsOf(released: Released, objectOf: Map<string, string>, onLeftOut: LeftOut): readonly Made[] {
  const ends = ENDS[released.schema];
  if (ends) return links(released, ends, objectOf, onLeftOut);
  if (!isA(released.schema, 'LegalEntity')) {
    onLeftOut(`STIX has no object for: ${released.schema}`);
    return [];
  }
  const id = idOf(released, ['identity', 'threat-actor']);
  objectOf.set(released.id, id);
  const head = headOf(id, released);
  if (released.withdrawn) return [...definitions(released), own({ ...head, ...WITHDRAWN })];
  return [
    ...definitions(released),
    ...extensionDefinition(),
    own({ ...head, ...whoOf(id, released), extensions: extension(id, released, objectOf) }),
    ...places(id, released),
  ];
}

/** §3.6: a revoked object keeps what it must have; the name is not told once more. */
const WITHDRAWN = { revoked: true, name: '(withdrawn)' } as const;

/** The service whose word it is, as the presence on its list says. */
const serviceOf = ({ statements }: Released): string =>
  (statements.find(({ property }) => property === PRESENCE) ?? statements[0])?.sourceService ?? '';

/**
 * The id of an entity's object. What came as STIX goes out under its own id and as what it came; anything else has a
 * UUIDv5 of its service and its id (§2.9 lets producers choose their namespace), and is an identity: that somebody is a
 * threat actor is not for us to say.
 */
function idOf(released: Released, types: readonly [string, ...string[]], ...more: readonly string[]): string {
  const came = stix.identifierOf(released.id);
  if (came && more.length === 0 && types.includes(came.type)) return released.id;
  return `${types[0]}--${stix.uuidV5('entity', serviceOf(released), released.id, ...more)}`;
}

const statementsIn = ({ statements, attached }: Released): readonly Statement[] => [
  ...statements,
  ...attached.flatMap(statementsIn),
];

/** The strictest of everything in it: others read the marking of the whole. */
const markingOf = (released: Released): Marking =>
  strictest(statementsIn(released).map(({ marking }) => marking)) ?? SEALED;

const refsOf = (marking: Marking): readonly string[] => markingObjects(marking).map(({ id }) => String(id));

const definitions = (released: Released): readonly Made[] =>
  [serviceObject(serviceOf(released)), ...markingObjects(markingOf(released))].map(shared);
const extensionDefinition = (): readonly Made[] => [serviceObject(AUTHOR), extensionObject].map(shared);

function headOf(id: string, released: Released): StixObject {
  const confidence = stix.confidenceOf(statementsIn(released).map(({ grade }) => grade));
  return {
    type: id.slice(0, id.indexOf('--')),
    spec_version: '2.1',
    id,
    created_by_ref: serviceId(serviceOf(released)),
    created: released.created,
    modified: released.modified,
    ...(confidence !== undefined && { confidence }),
    object_marking_refs: refsOf(markingOf(released)),
  };
}

const valuesOf = ({ statements }: Released, name: string): readonly string[] =>
  statements.flatMap(({ property, value }) => (property === name ? [value] : []));

/** §4.5, §4.17: what every reader of STIX understands. */
function whoOf(id: string, released: Released): json.JsonObject {
  const names = ['name', 'alias', 'weakAlias'].flatMap((property) => valuesOf(released, property));
  const [name = '(no name)', ...aliases] = names;
  const dataset = released.statements[0]?.dataset;
  return {
    name,
    ...(dataset !== undefined &&
      released.id !== id && { external_references: [{ source_name: dataset, external_id: released.id }] }),
    ...(id.startsWith('identity--')
      ? { identity_class: classOf(released.schema) }
      : {
          ...(aliases.length > 0 && { aliases }),
          ...(released.schema === 'Person' && { resource_level: 'individual' }),
        }),
  };
}

function classOf(schema: SchemaName): string {
  if (schema === 'Person') return 'individual';
  return schema === 'LegalEntity' ? 'unknown' : 'organization';
}

/** Every statement as it is, with what hangs on the entity. */
function extension(id: string, released: Released, objectOf: ReadonlyMap<string, string>): json.JsonObject {
  return {
    [stix.EXTENSION_ID]: {
      extension_type: 'property-extension',
      ...entity(released, id, new Map([...refs(released), [released.id, id]]), objectOf),
    },
  };
}

const refOf = (one: Released): string => stix.uuidV5('attached', serviceOf(one), one.id);
const refs = ({ attached }: Released): readonly (readonly [string, string])[] =>
  attached.map((one) => [one.id, refOf(one)] as const);

function entity(
  released: Released,
  ref: string,
  inside: ReadonlyMap<string, string>,
  objectOf: ReadonlyMap<string, string>,
): json.JsonObject {
  const { schema, statements, attached } = released;
  const attachedHere = attached.map((one) => ({
    ...entity(one, refOf(one), inside, objectOf),
    ref: refOf(one),
  }));
  return {
    schema,
    statements: statements.flatMap((one) => {
      const value = writtenValue(one, ref, inside, objectOf);
      return value === undefined ? [] : [statement(one, value)];
    }),
    ...(attachedHere.length > 0 && { attached: attachedHere }),
  };
}

/** References become ids of objects; one to what did not leave is left out, for it would tell that it is there. */
function writtenValue(
  { schema, property, value }: Statement,
  ref: string,
  inside: ReadonlyMap<string, string>,
  objectOf: ReadonlyMap<string, string>,
): string | undefined {
  if (property === PRESENCE) return ref;
  if (propertyType(schema, property) !== 'entity') return value;
  return inside.get(value) ?? objectOf.get(value);
}

function statement(one: Statement, value: string): json.JsonObject {
  const optional = (name: string, text: string | undefined) => (text === undefined ? {} : { [name]: text });
  return {
    property: one.property,
    value,
    ...optional('original_value', value === one.value ? one.originalValue : undefined),
    ...optional('language', one.language),
    dataset: one.dataset,
    source_service: one.sourceService,
    grade: one.grade,
    marking: formatMarking(one.marking),
    ...optional('valid_from', one.validFrom),
    ...optional('valid_until', one.validUntil),
  };
}

/** §4.11, §5: where somebody is. Countries are the same for all; an address is the service's own. */
function places(id: string, released: Released): readonly Made[] {
  const countries = [...new Set(['country', 'nationality'].flatMap((name) => valuesOf(released, name)))]
    // The codes of FollowTheMoney for states of the past have four letters; STIX has none for them.
    .filter((code) => code.length === 2)
    .map((code) => shared(country(code)));
  const addresses = released.attached
    .filter(({ schema }) => schema === 'Address')
    .flatMap((one) => [...definitions(one), ...address(one).map(own)]);
  const at = [...countries, ...addresses].filter(({ object }) => object.type === 'location');
  return [
    ...countries,
    ...addresses,
    ...at.map(({ object }) => own(relation(released, 'located-at', id, String(object.id)))),
  ];
}

const country = (code: string): StixObject => ({
  type: 'location',
  spec_version: '2.1',
  id: `location--${stix.uuidV5('country', code)}`,
  created: DEFINED_AT,
  modified: DEFINED_AT,
  country: code.toUpperCase(),
  object_marking_refs: [stix.TLP_2_IDS.CLEAR],
});

function address(released: Released): readonly StixObject[] {
  const first = (name: string): string | undefined => valuesOf(released, name)[0];
  const code = first('country');
  const parts = Object.entries({
    name: first('full'),
    street_address: first('street'),
    city: first('city'),
    postal_code: first('postalCode'),
    administrative_area: first('state'),
    // A location has at least a country or a region.
    country: code?.length === 2 ? code.toUpperCase() : undefined,
  }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  if (code?.length !== 2) return [];
  return [{ ...headOf(idOf(released, ['location']), released), ...Object.fromEntries(parts) }];
}

const relation = (released: Released, verb: string, source: string, target: string): StixObject => ({
  ...headOf(idOf(released, ['relationship'], verb, source, target), released),
  relationship_type: verb,
  source_ref: source,
  target_ref: target,
});

/** A link becomes a relationship for each pair of its ends that left. */
function links(
  released: Released,
  [from, to]: readonly [string, string],
  objectOf: ReadonlyMap<string, string>,
  onLeftOut: LeftOut,
): readonly Made[] {
  const ends = (property: string): readonly string[] =>
    valuesOf(released, property).flatMap((id) => objectOf.get(id) ?? []);
  const pairs = ends(from).flatMap((source) => ends(to).map((target) => [source, target] as const));
  const role = ['role', 'relationship'].flatMap((name) => valuesOf(released, name))[0];
  if (pairs.length === 0) {
    onLeftOut(released.withdrawn ? 'withdrawn links' : 'links of which an end did not leave');
    return [];
  }
  const came = pairs.length === 1 && stix.identifierOf(released.id)?.type === 'relationship';
  return [
    ...definitions(released),
    ...extensionDefinition(),
    ...pairs.map(([source, target]) => {
      const made = relation(released, 'related-to', source, target);
      const object: StixObject = {
        ...made,
        ...(came && { id: released.id }),
        ...(role !== undefined && { description: role }),
        extensions: extension(came ? released.id : String(made.id), released, objectOf),
      };
      return own(object);
    }),
  ];
}
