import type { Hit } from '../shared/answers.ts';

const unique = (values: readonly (readonly string[] | undefined)[]): readonly string[] => [
  ...new Set(values.flatMap((some) => some ?? [])),
];

/** Birth dates of a person; when a thing was built or founded. */
export const bornOf = ({ entity: { properties } }: Hit): readonly string[] =>
  unique([properties.birthDate, properties.incorporationDate, properties.buildDate]);

/** Country codes of a record, those that say most about identity first. */
export const countriesOf = ({ entity: { properties } }: Hit): readonly string[] =>
  unique([
    properties.nationality,
    properties.citizenship,
    properties.flag,
    properties.jurisdiction,
    properties.country,
  ]);
