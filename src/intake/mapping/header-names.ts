import { type PropertyType, SCHEMAS, type SchemaName } from '../../model/index.ts';

/**
 * Names of columns as people write them, by the property that they mean. Written without case, accents, spaces,
 * signs and final digits: `Date of Birth`, `date_of_birth` and `DATEOFBIRTH` are one, and so are `alias 1`, `alias 2`.
 */
const SPELLINGS: Readonly<Record<string, string>> = {
  id: 'id uid recordid entityid personid customerid clientid memberid reference referenceno referencenumber refno ref key uniqueid customernumber customerno clientno recordno',
  schema:
    'schema type entitytype recordtype subjecttype partytype kind category persontype customertype grouptype',
  name: 'name fullname wholename personname entityname displayname customername clientname passengername travellername travelername nameenglish namelatin nomcomplet nombrecompleto vollername vollstandigername caption primaryname companyname organisationname organizationname legalname vesselname shipname',
  firstName:
    'firstname givenname givennames forename forenames first firstnames prenom prenoms vorname vornamen nombres primernombre',
  middleName: 'middlename middlenames middle secondname',
  lastName: 'lastname surname familyname last surnames nom nachname familienname apellido apellidos cognome',
  fatherName: 'fathername fathersname patronymic',
  motherName: 'mothername mothersname',
  alias:
    'alias aliases aka akas alsoknownas othername othernames alternatename alternativename alternatenames namenative originalname nameoriginalscript',
  weakAlias: 'weakalias weakaliases lowqualityaka nickname nicknames',
  previousName:
    'previousname previousnames formername formernames maidenname birthname nee fka formerlyknownas',
  birthDate:
    'dob dateofbirth birthdate birthday born birth dateborn datedenaissance datenaissance geburtsdatum geboren fechadenacimiento fechanacimiento datadinascita birthyear yearofbirth yob',
  deathDate: 'deathdate dateofdeath died dod',
  birthPlace:
    'birthplace placeofbirth pob townofbirth cityofbirth lieudenaissance geburtsort lugardenacimiento',
  birthCountry: 'birthcountry countryofbirth',
  nationality: 'nationality nationalities nat nationalite staatsangehorigkeit nacionalidad',
  citizenship: 'citizenship citizenships countryofcitizenship',
  country:
    'country countries countrycode countryiso pays land pais residence countryofresidence residencecountry',
  jurisdiction: 'jurisdiction countryofincorporation incorporationcountry registrationcountry',
  gender: 'gender sex sexe geschlecht genero sexo',
  passportNumber:
    'passport passports passportno passportnumber passportnr passportnum passportid traveldocument traveldocumentnumber traveldoc doc docno docnumber document documentno documentnumber documentid passeport reisepass pasaporte',
  idNumber:
    'idnumber idno idcard idcardnumber nationalid nationalidno nationalidnumber nationalidentificationnumber identitycard identitynumber identification identificationnumber personalid personalnumber personalcode nin cnic dni',
  socialSecurityNumber: 'ssn socialsecuritynumber socialsecurityno',
  taxNumber: 'taxnumber taxid taxno tin taxpayerid inn fiscalcode codicefiscale',
  vatCode: 'vat vatcode vatnumber vatid',
  registrationNumber:
    'registrationnumber registrationno regno registrationid companynumber companyno businessregistrationnumber crn tradelicence',
  leiCode: 'lei leicode',
  swiftBic: 'swift bic swiftbic swiftcode',
  imoNumber: 'imo imonumber imono',
  mmsi: 'mmsi',
  callSign: 'callsign',
  flag: 'flag flagstate currentflag',
  address: 'address addresses fulladdress streetaddress adresse direccion residentialaddress',
  email: 'email emails emailaddress mail',
  phone: 'phone phones telephone tel mobile phonenumber',
  website: 'website url web homepage',
  title: 'title honorific',
  position: 'position function occupation jobtitle role',
  legalForm: 'legalform companytype',
  incorporationDate: 'incorporationdate dateofincorporation founded foundingdate dateofregistration',
  topics: 'topics topic',
  program: 'program programme programs regime',
  notes: 'notes note remarks remark comment comments',
};

/** Properties are known by their own names too, if their values are not other entities. */
const OWN_NAMES = Object.values(SCHEMAS)
  .filter((schema) => schema.matchable)
  .flatMap(({ properties }) => Object.entries<PropertyType>(properties))
  .flatMap(([property, type]) => (type === 'entity' ? [] : [[property.toLowerCase(), property] as const]));

const BY_SPELLING = new Map([
  ...OWN_NAMES,
  ...Object.entries(SPELLINGS).flatMap(([property, spellings]) =>
    [property.toLowerCase(), ...spellings.split(' ')].map((spelling) => [spelling, property] as const),
  ),
]);

const SCHEMA_WORDS: Readonly<Record<string, SchemaName>> = {
  person: 'Person',
  individual: 'Person',
  naturalperson: 'Person',
  human: 'Person',
  p: 'Person',
  i: 'Person',
  legalentity: 'LegalEntity',
  entity: 'LegalEntity',
  legalperson: 'LegalEntity',
  e: 'LegalEntity',
  organization: 'Organization',
  organisation: 'Organization',
  org: 'Organization',
  group: 'Organization',
  o: 'Organization',
  company: 'Company',
  business: 'Company',
  enterprise: 'Company',
  corporate: 'Company',
  corporation: 'Company',
  c: 'Company',
  publicbody: 'PublicBody',
  vessel: 'Vessel',
  ship: 'Vessel',
  v: 'Vessel',
  airplane: 'Airplane',
  aircraft: 'Airplane',
};

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');

/** The property that a column's name means: `id`, `schema`, or a property; `undefined` where it is not known. */
export function propertyOfHeader(header: string): string | undefined {
  const word = plain(header);
  return BY_SPELLING.get(word) ?? BY_SPELLING.get(word.replace(/\d+$/, ''));
}

/** The schema that a word in a type column means. */
export function schemaOfWord(word: string): SchemaName | undefined {
  const key = plain(word);
  return Object.hasOwn(SCHEMA_WORDS, key) ? SCHEMA_WORDS[key] : undefined;
}
