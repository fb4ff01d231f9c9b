import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { isSchemaName, propertyType, SCHEMA_NAMES, type SchemaName } from '../../model/index.ts';
import { ListError } from '../reader.ts';

const Columns = Type.Object(
  {
    columns: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    join: Type.Optional(
      Type.String({ description: 'Makes one value of all the columns, with this between them.' }),
    ),
    split: Type.Optional(
      Type.Union(
        [Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })],
        {
          description: 'Makes several values of one, cut at this text, or at any of these.',
        },
      ),
    ),
    dateFormat: Type.Optional(
      Type.String({
        pattern: '^[^\\p{L}]*(?:D+|M+|Y+)(?:[^\\p{L}]*(?:D+|M+|Y+))*$',
        description: 'The order of day (DD), month (MM) and year (YYYY), like DD/MM/YYYY.',
      }),
    ),
    values: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'Replaces values of the file by others; what is not named stays as it is.',
      }),
    ),
  },
  { additionalProperties: false },
);

const Constant = Type.Object(
  { value: Type.Union([Type.String(), Type.Array(Type.String())]) },
  { additionalProperties: false },
);

/** The JSON Schema of a mapping file; `docs/formats/mapping.schema.json` is a copy of it. */
export const MAPPING_SCHEMA = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    title: Type.Optional(Type.String()),
    delimiter: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1, description: 'Told by the first line when absent.' }),
    ),
    header: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Names of the columns, for a file without a first line of names.',
      }),
    ),
    skipRows: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Rows before the names of the columns, such as a title.' }),
    ),
    schema: Type.Union([
      Type.String({ description: 'What every record is: Person, Organization, Company, Vessel …' }),
      Type.Object(
        {
          column: Type.String({ minLength: 1 }),
          values: Type.Optional(Type.Record(Type.String(), Type.String())),
          default: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
    ]),
    id: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'A template such as "acme-{customer_no}"; made from name and birth date when absent.',
      }),
    ),
    properties: Type.Record(
      Type.String(),
      Type.Union([
        Type.String({ minLength: 1 }),
        Type.Array(Type.String({ minLength: 1 })),
        Columns,
        Constant,
      ]),
    ),
  },
  { $id: 'https://tocsin.dev/mapping.schema.json', additionalProperties: false },
);

export type Mapping = Static<typeof MAPPING_SCHEMA>;

const validator = Compile(MAPPING_SCHEMA);

/** Checks a mapping. Throws {@link ListError} that names the place in the mapping and what was expected there. */
export function checkMapping(mapping: unknown, file = 'mapping'): Mapping {
  if (!validator.Check(mapping)) {
    const [first] = validator.Errors(mapping);
    throw new ListError(`${first?.instancePath || '/'}: ${first?.message ?? 'not a mapping'}`, file);
  }
  const schemas = schemasOf(mapping);
  const wrong = schemas.find((name) => !isSchemaName(name));
  if (wrong !== undefined) {
    throw new ListError(`/schema: "${wrong}" is none of ${SCHEMA_NAMES.join(', ')}`, file);
  }
  for (const property of Object.keys(mapping.properties)) {
    if (!schemas.some((schema) => propertyType(schema as SchemaName, property) !== undefined)) {
      throw new ListError(`/properties/${property}: not a property of ${schemas.join(' or ')}`, file);
    }
  }
  return mapping;
}

function schemasOf({ schema }: Mapping): readonly string[] {
  if (typeof schema === 'string') return [schema];
  const named = [...Object.values(schema.values ?? {}), ...(schema.default ? [schema.default] : [])];
  return named.length > 0 ? named : ['Person', 'Organization', 'Company', 'Vessel'];
}
