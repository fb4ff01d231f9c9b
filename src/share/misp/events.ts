import { type json, misp, stix } from '../../intake/index.ts';
import {
  captionOf,
  type Grade,
  isA,
  type Marking,
  propertyType,
  type SchemaName,
  SEALED,
  type Statement,
  strictest,
} from '../../model/index.ts';
import type { Released } from '../../screening/index.ts';

type JsonObject = json.JsonObject;

/** The property of the bare statement that an entity is on a list. */
const PRESENCE = 'id';

/**
 * An event for each person or organisation that may leave, with an object for it and for each of its papers. The same thing
 * has the same UUID in every export. Links between persons are left out: MISP has them inside one event only.
 */
export async function* mispEvents(
  batches: AsyncIterable<readonly Released[]>,
  onLeftOut: (what: string) => void = () => {},
): AsyncIterable<JsonObject> {
  for await (const batch of batches) {
    for (const released of batch) {
      if (isA(released.schema, 'LegalEntity')) yield { Event: event(released) };
      else onLeftOut(`MISP has no event for: ${released.schema}`);
    }
  }
}

/** Events as one text that MISP imports, an event a line. */
export async function* mispText(events: AsyncIterable<JsonObject>): AsyncIterable<string> {
  yield '{"response":[';
  let open = false;
  for await (const one of events) {
    yield `${open ? ',' : ''}\n${JSON.stringify(one)}`;
    open = true;
  }
  yield '\n]}\n';
}

const statementsIn = ({ statements, attached }: Released): readonly Statement[] => [
  ...statements,
  ...attached.flatMap(statementsIn),
];
const serviceOf = ({ statements }: Released): string =>
  (statements.find(({ property }) => property === PRESENCE) ?? statements[0])?.sourceService ?? '';
const CAME = /^misp-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** What came from MISP goes out under its own UUID. */
const uuidOf = (released: Released): string =>
  CAME.exec(released.id)?.[1] ?? stix.uuidV5('misp', serviceOf(released), released.id);
const seconds = (instant: string): string => String(Math.floor(Date.parse(instant) / 1000));

function event(released: Released): JsonObject {
  const all = statementsIn(released);
  const marking = strictest(all.map((one) => one.marking)) ?? SEALED;
  const service = serviceOf(released);
  const name = released.withdrawn
    ? '(withdrawn)'
    : captionOf({ ...released, properties: propertiesOf(released) });
  return {
    uuid: stix.uuidV5('misp-event', service, released.id),
    info: name,
    date: released.created.slice(0, 10),
    timestamp: seconds(released.modified),
    // 4 undefined, 2 complete: nothing is said of any danger.
    threat_level_id: '4',
    analysis: '2',
    published: false,
    distribution: misp.distributionOf(marking),
    Orgc: { name: service, uuid: stix.uuidV5('service', service) },
    Tag: tags(marking, gradeOf(released)),
    Object: [released, ...released.attached, ...released.gone.attached].map((one) => object(one, released)),
  };
}

const gradeOf = ({ statements }: Released): Grade =>
  (statements.find(({ property }) => property === PRESENCE) ?? statements[0])?.grade ?? 'F6';

function propertiesOf({ statements }: Released): Record<string, readonly string[]> {
  const found: Record<string, string[]> = {};
  for (const { property, value } of statements) {
    if (property === PRESENCE) continue;
    found[property] = [...(found[property] ?? []), value];
  }
  return found;
}

const INHERIT = '5';

function tags(
  { tlp, originatorControl, handling = [], group, recipients = [] }: Marking,
  grade: Grade,
): readonly JsonObject[] {
  return [
    `tlp:${tlp.toLowerCase()}`,
    ...(originatorControl ? ['tocsin:orcon'] : []),
    ...handling.map((code) => `tocsin:handling="${code}"`),
    ...(group === undefined ? [] : [`tocsin:group="${group}"`]),
    ...(recipients.length === 0 ? [] : [`tocsin:recipients="${recipients.join(',')}"`]),
    `admiralty-scale:source-reliability="${grade.slice(0, 1).toLowerCase()}"`,
    `admiralty-scale:information-credibility="${grade.slice(1)}"`,
  ].map((name) => ({ name, exportable: true }));
}

function object(one: Released, main: Released): JsonObject {
  const name = nameOf(one.schema);
  const template = misp.TEMPLATES[name];
  const refs = new Map([main, ...main.attached].map((other) => [other.id, uuidOf(other)]));
  return {
    uuid: uuidOf(one),
    name,
    'meta-category': 'misc',
    ...(template && { template_uuid: template.uuid, template_version: template.version }),
    timestamp: seconds(one.modified),
    distribution: INHERIT,
    deleted: one.withdrawn,
    Attribute: one.withdrawn
      ? []
      : [...one.statements.flatMap((said) => attribute(said, one, name, refs)), ...goneAttributes(one, name)],
  };
}

/** What a withdrawn attribute has for its value, which MISP asks for: it is not told once more. */
const WITHDRAWN = '(withdrawn)';

/**
 * Soft deletion (core format, `deleted`): who has an attribute of this UUID takes its value away. That holds for a correction,
 * and for a value that this recipient may not have any more.
 */
function goneAttributes(one: Released, name: string): readonly JsonObject[] {
  const byId = new Map<string, JsonObject>();
  for (const said of one.gone.statements) {
    if (said.property === PRESENCE) continue;
    const [, relation] = relationOf(name, said.property);
    const uuid = attributeId(one, said);
    byId.set(uuid, {
      uuid,
      object_relation: relation,
      // A type of its own would ask for more than text.
      type: 'text',
      category: 'Other',
      value: WITHDRAWN,
      comment: `ftm:${said.property}`,
      to_ids: false,
      timestamp: seconds(said.recordedUntil ?? said.recordedFrom),
      distribution: INHERIT,
      deleted: true,
    });
  }
  return [...byId.values()];
}

const attributeId = (one: Released, { property, value }: Statement): string =>
  stix.uuidV5('misp', serviceOf(one), one.id, property, value);

/** The type and the name under which a template has a property; else it is a text, under a name that the template has for texts. */
function relationOf(name: string, property: string): readonly [string, string] {
  const template = misp.TEMPLATES[name];
  const found = Object.entries(template?.relations ?? {}).find(([, known]) => known.property === property);
  return found ? [found[1].type, found[0]] : ['text', template?.otherwise ?? 'text'];
}

function nameOf(schema: SchemaName): string {
  const found = Object.entries(misp.TEMPLATES).find(([, template]) => template.schema === schema);
  return found?.[0] ?? `${misp.OWN_PREFIX}${schema.toLowerCase()}`;
}

function attribute(
  said: Statement,
  one: Released,
  name: string,
  refs: ReadonlyMap<string, string>,
): readonly JsonObject[] {
  const { property, value: written, marking, grade, recordedFrom } = said;
  if (property === PRESENCE) return [];
  const reference = propertyType(said.schema, property) === 'entity';
  const value = reference ? refs.get(written) : written;
  // A reference to what did not leave would tell that it is there.
  if (value === undefined) return [];
  const [type, relation] = relationOf(name, property);
  return [
    {
      uuid: attributeId(one, said),
      object_relation: relation,
      type,
      category: type === 'email-src' ? 'Payload delivery' : type === 'text' ? 'Other' : 'Person',
      value,
      comment: `ftm:${property}`,
      to_ids: false,
      timestamp: seconds(recordedFrom),
      distribution: INHERIT,
      Tag: tags(marking, grade),
    },
  ];
}
