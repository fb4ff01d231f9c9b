import {
  type Grade,
  isGrade,
  isSchemaName,
  type Marking,
  readMarking,
  type SchemaName,
} from '../../model/index.ts';
import { isPlainObject, type Json, type StixObject } from './read.ts';

/**
 * Our property extension (§7.3): what STIX has no properties for, statement by statement. Its JSON schema is
 * docs/formats/stix-extension.schema.json.
 */
export const EXTENSION_ID = 'extension-definition--6c1d3f0e-8a54-4f0b-9a67-2f1f7f0c5b1a';
export const EXTENSION_VERSION = '1.0.0';

/** One value of one property, and who says it. */
export interface ExtensionStatement {
  readonly property: string;
  readonly value: string;
  readonly original_value?: string;
  readonly language?: string;
  readonly dataset?: string;
  readonly source_service?: string;
  readonly grade: Grade;
  readonly marking: Marking;
  readonly valid_from?: string;
  readonly valid_until?: string;
}

/** An entity as it stands in the extension. References to other entities are ids of STIX objects, or of what is attached. */
export interface ExtensionEntity {
  /** What others in the same object refer to it by. */
  readonly ref?: string;
  readonly schema: SchemaName;
  readonly statements: readonly ExtensionStatement[];
  readonly attached: readonly ExtensionEntity[];
}

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What attached entities may hang on: papers of a person, not papers of papers. */
const MOST_LEVELS = 3;

/** Our extension of an object, as far as it can be read; `undefined` where it has none. */
export function extensionOf(object: StixObject): ExtensionEntity | undefined {
  const all = object.extensions;
  const own = isPlainObject(all) && Object.hasOwn(all, EXTENSION_ID) ? all[EXTENSION_ID] : undefined;
  return entity(own, 0);
}

function entity(json: Json | undefined, level: number): ExtensionEntity | undefined {
  if (!isPlainObject(json) || level > MOST_LEVELS) return undefined;
  const { schema, statements, attached } = json;
  if (typeof schema !== 'string' || !isSchemaName(schema)) return undefined;
  const ref = text(json.ref);
  return {
    ...(ref !== undefined && { ref }),
    schema,
    statements: Array.isArray(statements) ? statements.flatMap((one: Json) => statement(one) ?? []) : [],
    attached: Array.isArray(attached) ? attached.flatMap((one: Json) => entity(one, level + 1) ?? []) : [],
  };
}

function statement(json: Json): ExtensionStatement | undefined {
  if (!isPlainObject(json)) return undefined;
  const [property, value] = [text(json.property), text(json.value)];
  if (property === undefined || value === undefined) return undefined;
  const grade = text(json.grade) ?? '';
  const optional = (name: string) => {
    const found = text(json[name]);
    return found === undefined ? {} : { [name]: found };
  };
  return {
    property,
    value,
    grade: isGrade(grade) ? grade : 'F6',
    // What cannot be read may say anything.
    marking: readMarking(text(json.marking) ?? ''),
    ...optional('original_value'),
    ...optional('language'),
    ...optional('dataset'),
    ...optional('source_service'),
    ...optional('valid_from'),
    ...optional('valid_until'),
  };
}
