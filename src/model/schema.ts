/**
 * The allow-list of FollowTheMoney schemas and properties.
 *
 * Names are FollowTheMoney's (https://followthemoney.tech/explorer/). What is not here is dropped at intake and
 * counted by property name only. Left out on purpose, so that nobody can be searched or judged by them:
 * ethnicity, religion, political, appearance, health and anything else that does not establish an identity.
 */

/** How a property's values are read and compared. */
export type PropertyType =
  | 'name'
  | 'date'
  | 'country'
  | 'gender'
  | 'identifier'
  | 'address'
  | 'topic'
  | 'url'
  | 'text'
  | 'entity';

const THING = {
  name: 'name',
  alias: 'name',
  weakAlias: 'name',
  previousName: 'name',
  abbreviation: 'name',
  country: 'country',
  address: 'address',
  addressEntity: 'entity',
  sourceUrl: 'url',
  programId: 'identifier',
  program: 'text',
  notes: 'text',
  topics: 'topic',
  createdAt: 'date',
  modifiedAt: 'date',
} as const satisfies Record<string, PropertyType>;

const LEGAL_ENTITY = {
  ...THING,
  email: 'identifier',
  phone: 'identifier',
  website: 'url',
  legalForm: 'text',
  incorporationDate: 'date',
  dissolutionDate: 'date',
  jurisdiction: 'country',
  mainCountry: 'country',
  registrationNumber: 'identifier',
  idNumber: 'identifier',
  taxNumber: 'identifier',
  vatCode: 'identifier',
  innCode: 'identifier',
  ogrnCode: 'identifier',
  kppCode: 'identifier',
  okpoCode: 'identifier',
  leiCode: 'identifier',
  dunsCode: 'identifier',
  uniqueEntityId: 'identifier',
  swiftBic: 'identifier',
  publicKey: 'identifier',
} as const satisfies Record<string, PropertyType>;

const PERSON = {
  ...LEGAL_ENTITY,
  title: 'text',
  firstName: 'name',
  secondName: 'name',
  middleName: 'name',
  fatherName: 'name',
  motherName: 'name',
  lastName: 'name',
  nameSuffix: 'text',
  birthDate: 'date',
  deathDate: 'date',
  birthPlace: 'text',
  birthCountry: 'country',
  nationality: 'country',
  citizenship: 'country',
  gender: 'gender',
  passportNumber: 'identifier',
  socialSecurityNumber: 'identifier',
  position: 'text',
} as const satisfies Record<string, PropertyType>;

const INTERVAL = {
  startDate: 'date',
  endDate: 'date',
  date: 'date',
  summary: 'text',
  sourceUrl: 'url',
  // Ours: the reports that the one in sourceUrl goes back to (STIX 2.1 "derived-from", PROV-O wasDerivedFrom). FollowTheMoney has no word for it.
  derivedFrom: 'text',
  modifiedAt: 'date',
} as const satisfies Record<string, PropertyType>;

const INTEREST = { ...INTERVAL, role: 'text', status: 'text' } as const satisfies Record<
  string,
  PropertyType
>;

const VEHICLE = {
  ...THING,
  registrationNumber: 'identifier',
  type: 'text',
  model: 'text',
  owner: 'entity',
  buildDate: 'date',
  registrationDate: 'date',
} as const satisfies Record<string, PropertyType>;

interface SchemaDefinition {
  /** The schemas that this one specialises, nearest first. */
  readonly extends: readonly string[];
  /** Whether entities of this schema are looked for by name (a Sanction is not). */
  readonly matchable: boolean;
  readonly properties: Readonly<Record<string, PropertyType>>;
}

export const SCHEMAS = {
  LegalEntity: { extends: [], matchable: true, properties: LEGAL_ENTITY },
  Person: { extends: ['LegalEntity'], matchable: true, properties: PERSON },
  Organization: { extends: ['LegalEntity'], matchable: true, properties: LEGAL_ENTITY },
  Company: {
    extends: ['Organization', 'LegalEntity'],
    matchable: true,
    properties: { ...LEGAL_ENTITY, isinCode: 'identifier', ticker: 'identifier', cikCode: 'identifier' },
  },
  PublicBody: { extends: ['Organization', 'LegalEntity'], matchable: true, properties: LEGAL_ENTITY },
  Vessel: {
    extends: [],
    matchable: true,
    properties: {
      ...VEHICLE,
      imoNumber: 'identifier',
      mmsi: 'identifier',
      callSign: 'identifier',
      flag: 'country',
      pastFlags: 'country',
      tonnage: 'text',
      grossRegisteredTonnage: 'text',
      deadweightTonnage: 'text',
    },
  },
  Airplane: {
    extends: [],
    matchable: true,
    properties: { ...VEHICLE, serialNumber: 'identifier', icaoCode: 'identifier', manufacturer: 'text' },
  },
  Address: {
    extends: [],
    matchable: false,
    properties: {
      full: 'address',
      street: 'text',
      street2: 'text',
      city: 'text',
      postalCode: 'text',
      region: 'text',
      state: 'text',
      country: 'country',
      remarks: 'text',
    },
  },
  Identification: {
    extends: [],
    matchable: false,
    properties: {
      ...INTERVAL,
      holder: 'entity',
      type: 'text',
      number: 'identifier',
      country: 'country',
      authority: 'text',
    },
  },
  Passport: {
    extends: ['Identification'],
    matchable: false,
    properties: {
      ...INTERVAL,
      holder: 'entity',
      type: 'text',
      number: 'identifier',
      country: 'country',
      authority: 'text',
    },
  },
  CryptoWallet: {
    extends: [],
    matchable: false,
    properties: { publicKey: 'identifier', currency: 'text', holder: 'entity' },
  },
  Sanction: {
    extends: [],
    matchable: false,
    properties: {
      ...INTERVAL,
      entity: 'entity',
      authority: 'text',
      authorityId: 'identifier',
      program: 'text',
      programId: 'identifier',
      programUrl: 'url',
      provisions: 'text',
      reason: 'text',
      status: 'text',
      country: 'country',
      listingDate: 'date',
      recordId: 'identifier',
      unscId: 'identifier',
    },
  },
  Membership: {
    extends: [],
    matchable: false,
    properties: { ...INTEREST, member: 'entity', organization: 'entity' },
  },
  Employment: {
    extends: [],
    matchable: false,
    properties: { ...INTEREST, employer: 'entity', employee: 'entity' },
  },
  Directorship: {
    extends: [],
    matchable: false,
    properties: { ...INTEREST, director: 'entity', organization: 'entity' },
  },
  Ownership: {
    extends: [],
    matchable: false,
    properties: { ...INTEREST, owner: 'entity', asset: 'entity', percentage: 'text' },
  },
  Associate: {
    extends: [],
    matchable: false,
    properties: { ...INTERVAL, person: 'entity', associate: 'entity', relationship: 'text' },
  },
  Family: {
    extends: [],
    matchable: false,
    properties: { ...INTERVAL, person: 'entity', relative: 'entity', relationship: 'text' },
  },
  UnknownLink: {
    extends: [],
    matchable: false,
    properties: { ...INTEREST, subject: 'entity', object: 'entity' },
  },
  Event: {
    extends: [],
    matchable: false,
    properties: {
      ...INTERVAL,
      name: 'name',
      involved: 'entity',
      organizer: 'entity',
      location: 'text',
      country: 'country',
      notes: 'text',
    },
  },
  // What somebody wrote about others: a report, note, opinion or sighting of an exchange format. `sourceObject` is not
  // FollowTheMoney's: it is the object as it came, so that it can go on as it came.
  Note: {
    extends: [],
    matchable: false,
    properties: {
      name: 'name',
      summary: 'text',
      description: 'text',
      entity: 'entity',
      sourceObject: 'text',
    },
  },
} as const satisfies Record<string, SchemaDefinition>;

export type SchemaName = keyof typeof SCHEMAS;

export const SCHEMA_NAMES = Object.keys(SCHEMAS) as readonly SchemaName[];

/** True for a schema on the allow-list. */
export function isSchemaName(text: string): text is SchemaName {
  return Object.hasOwn(SCHEMAS, text);
}

/** The type of a property, or `undefined` when the schema does not have it (it is then dropped at intake). */
export function propertyType(schema: SchemaName, property: string): PropertyType | undefined {
  const properties: Readonly<Record<string, PropertyType>> = SCHEMAS[schema].properties;
  return Object.hasOwn(properties, property) ? properties[property] : undefined;
}

/** Whether entities of this schema are looked for by name. */
export function isMatchable(schema: SchemaName): boolean {
  return SCHEMAS[schema].matchable;
}

/** True if `schema` is `ancestor` or specialises it (Company is an Organization and a LegalEntity). */
export function isA(schema: SchemaName, ancestor: SchemaName): boolean {
  const parents: readonly string[] = SCHEMAS[schema].extends;
  return schema === ancestor || parents.includes(ancestor);
}

/**
 * Whether an entity of one schema may be the same thing as an entity of the other: one specialises the other.
 * A list that says only "LegalEntity" can mean a Person; a Person is never a Vessel.
 */
export function areComparable(a: SchemaName, b: SchemaName): boolean {
  return isA(a, b) || isA(b, a);
}

/** Properties of a schema with the given type, in the order of the table. */
export function propertiesOfType(schema: SchemaName, type: PropertyType): readonly string[] {
  return Object.entries<PropertyType>(SCHEMAS[schema].properties)
    .filter(([, t]) => t === type)
    .map(([name]) => name);
}
