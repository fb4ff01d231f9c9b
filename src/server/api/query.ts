import { type Static, Type } from 'typebox';
import type { MatchEntity } from '../../match/index.ts';
import { isMatchable, isSchemaName, propertyType, SCHEMA_NAMES, type SchemaName } from '../../model/index.ts';
import { HttpProblem } from '../problem.ts';
import { readQueryValue } from '../query-value.ts';
import { oneOf } from '../schemas.ts';
import { MAX_NAME_LENGTH } from '../tuning.ts';

const some = (description: string) =>
  Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { description, maxItems: 20 }));

/** A question about a person or thing, as the pages ask it. */
export const QUESTION = {
  q: Type.Optional(Type.String({ maxLength: MAX_NAME_LENGTH, description: 'Name, in any script.' })),
  schema: Type.Optional(
    Type.Unsafe<string>(
      oneOf(
        SCHEMA_NAMES.filter((name) => isMatchable(name)),
        'Absent: persons, organisations, vessels and aircraft.',
      ),
    ),
  ),
  born: Type.Optional(
    Type.String({ maxLength: 40, description: 'Birth date: 1961, 1961-03 or 1961-03-07.' }),
  ),
  sex: Type.Optional(Type.String({ maxLength: 20 })),
  country: some('Nationality, citizenship or country: code or English name.'),
  doc: some('Numbers of documents or registrations.'),
};

const Question = Type.Object(QUESTION);
type QuestionString = Static<typeof Question>;

/** The property that a value of a question is put in, by schema: the first that the schema has. */
const PLACES = {
  born: ['birthDate'],
  sex: ['gender'],
  country: ['nationality', 'jurisdiction', 'flag', 'country'],
  doc: ['idNumber', 'imoNumber', 'registrationNumber'],
} as const;

/** With these attributes only a person can be meant. */
const PERSONAL = ['born', 'sex'] as const;

function schemasOf(question: QuestionString): readonly SchemaName[] {
  const { schema } = question;
  if (schema !== undefined && isSchemaName(schema)) return [schema];
  if (PERSONAL.some((field) => question[field] !== undefined && question[field] !== '')) return ['Person'];
  return ['LegalEntity', 'Vessel', 'Airplane'];
}

function entityOf(question: QuestionString, schema: SchemaName): MatchEntity {
  const properties = new Map<string, string[]>();
  const errors: { path: string; message: string }[] = [];
  const put = (field: string, places: readonly string[], texts: readonly string[]): void => {
    const place = places.find((property) => propertyType(schema, property) !== undefined);
    for (const text of texts.filter((one) => one.trim() !== '')) {
      const type = place === undefined ? undefined : propertyType(schema, place);
      if (place === undefined || type === undefined) {
        errors.push({ path: field, message: `says nothing about a ${schema}` });
        continue;
      }
      const value = readQueryValue(type, text);
      if (value.read) properties.set(place, [...(properties.get(place) ?? []), value.value]);
      else errors.push({ path: field, message: value.reason });
    }
  };
  put('q', ['name'], question.q === undefined ? [] : [question.q]);
  put('born', PLACES.born, question.born === undefined ? [] : [question.born]);
  put('sex', PLACES.sex, question.sex === undefined ? [] : [question.sex]);
  put('country', PLACES.country, question.country ?? []);
  put('doc', PLACES.doc, question.doc ?? []);
  const [first] = errors;
  if (first) {
    throw new HttpProblem(400, `${first.path} ${first.message}.`, {
      errors,
      todo: 'Correct the field, or leave it empty.',
    });
  }
  return { id: 'query', schema, properties: Object.fromEntries(properties) };
}

/** Reads a question into the entities to search for. Throws 400 for what cannot be read. */
export function parseQuestion(question: QuestionString): readonly MatchEntity[] {
  const entities = schemasOf(question).map((schema) => entityOf(question, schema));
  if (entities.some(({ properties }) => properties.name || Object.keys(properties).length > 0)) {
    const anchored = entities.some(
      ({ properties }) => properties.name || PLACES.doc.some((property) => properties[property]),
    );
    if (anchored) return entities;
  }
  throw new HttpProblem(400, 'Neither a name nor a document was given.', {
    errors: [{ path: 'q', message: 'is empty' }],
    todo: 'Give a name or the number of a document: Tocsin recognises persons, it does not search for kinds of people.',
  });
}

/** The question for one record: its own schema, so that every attribute that it has can be compared. */
export function questionFor(question: QuestionString, schema: SchemaName): MatchEntity {
  const [entity] = parseQuestion({ ...question, schema });
  if (!entity) throw new HttpProblem(400, 'The question is empty.');
  return entity;
}
