/** What a value of a property can be: STIX 2.1 §2 (data types), as data that the validator walks through. */
export type Kind =
  | {
      readonly kind:
        | 'string'
        | 'boolean'
        | 'timestamp'
        | 'hex'
        | 'binary'
        | 'language'
        | 'hashes'
        | 'extensions';
    }
  | { readonly kind: 'number'; readonly whole: boolean; readonly from?: number; readonly to?: number }
  /** §2.9; `types` where the specification names them, `notTypes` where it excludes some. */
  | {
      readonly kind: 'id';
      readonly types?: readonly string[];
      readonly notTypes?: readonly string[];
    }
  | { readonly kind: 'list'; readonly of: Kind }
  | { readonly kind: 'object'; readonly properties: Properties }
  /** §2.7; keys as `keys` says, values of one kind or of any. */
  | { readonly kind: 'dictionary'; readonly of?: Kind; readonly keys?: (key: string) => Problem | undefined }
  /** A closed vocabulary (`-enum`): other values are errors. */
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  /** An open vocabulary (`-ov`): other values SHOULD NOT be used; `check` is what that finding is called. */
  | { readonly kind: 'open'; readonly check: string; readonly values: readonly string[] }
  /** Text of a form that the specification describes. */
  | { readonly kind: 'form'; readonly test: (text: string) => Problem | undefined };

/** What is wrong with a value. Without `check` it breaks a MUST; with it, the SHOULD of that name. */
export interface Problem {
  readonly check?: string;
  readonly reason: string;
}

export interface Property {
  readonly is: Kind;
  readonly required: boolean;
}
export type Properties = Readonly<Record<string, Property>>;

const optional = (is: Kind): Property => ({ is, required: false });
/** The property has to be there. */
export const must = ({ is }: Property): Property => ({ is, required: true });

export const STRING = optional({ kind: 'string' });
export const BOOLEAN = optional({ kind: 'boolean' });
export const TIMESTAMP = optional({ kind: 'timestamp' });
export const HEX = optional({ kind: 'hex' });
export const BINARY = optional({ kind: 'binary' });
export const LANGUAGE = optional({ kind: 'language' });
export const HASHES = optional({ kind: 'hashes' });
export const DICTIONARY = optional({ kind: 'dictionary' });
export const EXTENSIONS = optional({ kind: 'extensions' });
export const ID = optional({ kind: 'id' });

/** §2.8: integers of JSON are exact to 2^53. */
export const integer = (from?: number, to?: number): Property =>
  optional({
    kind: 'number',
    whole: true,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
export const float = (from?: number, to?: number): Property =>
  optional({
    kind: 'number',
    whole: false,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
export const ref = (...types: readonly string[]): Property => optional({ kind: 'id', types });
export const refNot = (...notTypes: readonly string[]): Property => optional({ kind: 'id', notTypes });
export const list = ({ is }: Property): Property => optional({ kind: 'list', of: is });
export const object = (properties: Properties): Property => optional({ kind: 'object', properties });
export const dictionary = (of?: Property, keys?: (key: string) => Problem | undefined): Property =>
  optional({ kind: 'dictionary', ...(of && { of: of.is }), ...(keys && { keys }) });
export const oneOf = (...values: readonly string[]): Property => optional({ kind: 'enum', values });
export const open = (check: string, values: readonly string[]): Property =>
  optional({ kind: 'open', check, values });
export const form = (test: (text: string) => Problem | undefined): Property =>
  optional({ kind: 'form', test });
