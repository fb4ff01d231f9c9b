import type { SchemaName } from '../../model/index.ts';

/** An object template of MISP (github.com/MISP/misp-objects) and what its attributes are here. */
export interface Template {
  readonly schema: SchemaName;
  readonly uuid: string;
  readonly version: string;
  /** Relation → property, and the type that MISP has for it. What is not here is not read: a portrait, a role in a crime. */
  readonly relations: Readonly<Record<string, Relation>>;
  /** Relation for what the template has no other for; the comment of the attribute says what it is. */
  readonly otherwise: string;
  /** What some write though the template does not have it. */
  readonly alsoRead?: Readonly<Record<string, Relation>>;
}

interface Relation {
  readonly property: string;
  readonly type: string;
}

const of = (property: string, type = 'text') => ({ property, type });

export const TEMPLATES: Readonly<Record<string, Template>> = {
  person: {
    schema: 'Person',
    uuid: 'a15b0477-e9d1-4b9c-9546-abe78a4f4248',
    version: '21',
    otherwise: 'text',
    alsoRead: { 'fathers-name': of('fatherName') },
    relations: {
      'full-name': of('name', 'full-name'),
      'first-name': of('firstName', 'first-name'),
      'middle-name': of('middleName', 'middle-name'),
      'last-name': of('lastName', 'last-name'),
      alias: of('alias'),
      'mothers-name': of('motherName'),
      title: of('title'),
      'date-of-birth': of('birthDate', 'date-of-birth'),
      'place-of-birth': of('birthPlace', 'place-of-birth'),
      gender: of('gender', 'gender'),
      nationality: of('nationality', 'nationality'),
      'passport-number': of('passportNumber', 'passport-number'),
      'identity-card-number': of('idNumber', 'identity-card-number'),
      'social-security-number': of('socialSecurityNumber'),
      'phone-number': of('phone', 'phone-number'),
      'e-mail': of('email', 'email-src'),
      address: of('address'),
      text: of('notes'),
    },
  },
  organization: {
    schema: 'Organization',
    uuid: 'f750e12b-127a-432c-b022-b3f9153c4e2a',
    version: '9',
    otherwise: 'description',
    relations: {
      name: of('name'),
      alias: of('alias'),
      'date-of-inception': of('incorporationDate', 'date-of-birth'),
      'phone-number': of('phone', 'phone-number'),
      'e-mail': of('email', 'email-src'),
      address: of('address'),
      VAT: of('vatCode'),
    },
  },
};

/** Objects of ours for what has no template: `tocsin-passport`. */
export const OWN_PREFIX = 'tocsin-';

/** In the comment of an attribute: the exact property, where a relation stands for several. */
export const PROPERTY_COMMENT = /^ftm:([A-Za-z]{1,40})$/;
