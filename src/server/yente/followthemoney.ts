import { isA, isMatchable, isSchemaName, SCHEMA_NAMES, type SchemaName } from '../../model/index.ts';

/**
 * What a yente client may say in FollowTheMoney's words and Tocsin does not hold. Names are those of
 * FollowTheMoney 4 (https://followthemoney.tech/explorer/); facts only.
 */

/**
 * Properties that FollowTheMoney gives to things, persons, organisations, vessels and aircraft, and that are not
 * on our allow-list. A client that sends one is told that it was dropped. Ethnicity, religion and the like are
 * here for exactly one purpose: to be recognised and not looked at.
 */
const NOT_HELD: ReadonlySet<string> = new Set([
  // Thing
  ...[
    'alephUrl',
    'description',
    'indexText',
    'keywords',
    'proof',
    'publisher',
    'publisherUrl',
    'retrievedAt',
  ],
  ...['summary', 'wikidataId', 'wikipediaUrl'],
  // LegalEntity
  ...[
    'bvdId',
    'classification',
    'icijId',
    'licenseNumber',
    'npiCode',
    'opencorporatesUrl',
    'parent',
    'sector',
  ],
  ...['status', 'taxStatus', 'uscCode'],
  // Person
  ...['appearance', 'education', 'ethnicity', 'eyeColor', 'hairColor', 'height', 'political', 'profession'],
  ...['religion', 'spokenLanguage', 'weight', 'emailAddress', 'website'],
  // Organization, Company, PublicBody
  ...[
    'cageCode',
    'giiNumber',
    'imoNumber',
    'permId',
    'bikCode',
    'caemCode',
    'capital',
    'coatoCode',
    'fnsCode',
  ],
  ...['fssCode', 'ibcRuc', 'ipoCode', 'irsCode', 'jibCode', 'mbsCode', 'okopfCode', 'oksmCode', 'okvedCode'],
  ...['pfrNumber', 'ricCode', 'voenCode', 'amount', 'amountUsd', 'amountEur', 'currency'],
  // Vehicle, Vessel, Airplane
  ...['deregistrationDate', 'operator', 'crsNumber', 'nameChangeDate', 'navigationArea', 'pastTypes'],
  ...['registrationPort'],
]);

/** Whether FollowTheMoney has the property, though we do not hold it. */
export function isDropped(property: string): boolean {
  return NOT_HELD.has(property);
}

/**
 * The schemas of ours that a FollowTheMoney schema stands for in a query: itself, or, for the general ones, those
 * that can be searched by name beneath it. Empty for schemas that Tocsin does not hold.
 */
export function searchedSchemas(schema: string): readonly SchemaName[] {
  if (schema === 'Thing') return ['LegalEntity', 'Vessel', 'Airplane'];
  if (schema === 'Asset') return ['Company', 'Vessel', 'Airplane'];
  if (schema === 'Vehicle') return ['Vessel', 'Airplane'];
  return isSchemaName(schema) && isMatchable(schema) ? [schema] : [];
}

/** Whether an entity of this schema is one of `wanted` or specialises it; abstract schemas are understood. */
export function fallsUnder(schema: SchemaName, wanted: string): boolean {
  if (wanted === 'Thing') return isMatchable(schema);
  if (wanted === 'Vehicle') return schema === 'Vessel' || schema === 'Airplane';
  return isSchemaName(wanted) && isA(schema, wanted);
}

/** Every schema that may be named in a query, for messages. */
export const QUERY_SCHEMAS: readonly string[] = [
  'Thing',
  'Asset',
  'Vehicle',
  ...SCHEMA_NAMES.filter((name) => isMatchable(name)),
];

/**
 * Names of the way back: how FollowTheMoney calls, on the entity pointed to, the entities that point to it
 * (`Sanction.entity` → `sanctions`). Nested answers use them, and clients walk along them.
 */
const REVERSE: Readonly<Record<string, string>> = {
  'Associate.associate': 'associations',
  'Associate.person': 'associates',
  'CryptoWallet.holder': 'cryptoWallets',
  'Directorship.director': 'directorshipDirector',
  'Directorship.organization': 'directorshipOrganization',
  'Employment.employee': 'employers',
  'Employment.employer': 'employees',
  'Event.involved': 'eventsInvolved',
  'Event.organizer': 'eventsOrganized',
  'Family.person': 'familyPerson',
  'Family.relative': 'familyRelative',
  'Identification.holder': 'identification',
  'Passport.holder': 'identification',
  'Membership.member': 'membershipMember',
  'Membership.organization': 'membershipOrganization',
  'Note.entity': 'noteEntities',
  'Ownership.asset': 'ownershipAsset',
  'Ownership.owner': 'ownershipOwner',
  'Sanction.entity': 'sanctions',
  'UnknownLink.object': 'unknownLinkFrom',
  'UnknownLink.subject': 'unknownLinkTo',
  'Vessel.owner': 'ownedVehicles',
  'Airplane.owner': 'ownedVehicles',
};

/** FollowTheMoney's name for the way back along a property; addresses are shared by all things. */
export function reverseName(schema: SchemaName, property: string): string | undefined {
  if (property === 'addressEntity') return 'things';
  const key = `${schema}.${property}`;
  return Object.hasOwn(REVERSE, key) ? REVERSE[key] : undefined;
}
