import { stix } from '../../intake/index.ts';
import type { Marking, Tlp } from '../../model/index.ts';

type StixObject = stix.StixObject;

/** What is the same in every export has one date, so that it is one version everywhere: when this form was fixed. */
export const DEFINED_AT = '2026-11-01T00:00:00.000Z';
/** Of the published TLP 2.0 objects. */
const TLP_2_AT = '2022-10-01T00:00:00.000Z';

/** The markings of an object, and the objects that define them. */
export function markingObjects({
  tlp,
  originatorControl,
  handling = [],
  group,
  recipients = [],
}: Marking): readonly StixObject[] {
  return [
    tlpObject(tlp),
    ...(originatorControl ? [statementObject('ORCON', stix.statementOfOrcon)] : []),
    ...handling.map((code) => statementObject(code, stix.statementOfCode(code))),
    ...(group === undefined ? [] : [statementObject(`GROUP:${group}`, stix.statementOfGroup(group))]),
    ...(recipients.length === 0
      ? []
      : [statementObject(`FOR:${recipients.join(',')}`, stix.statementOfRecipients(recipients))]),
  ];
}

const tlpObject = (tlp: Tlp): StixObject => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: stix.TLP_2_IDS[tlp],
  created: TLP_2_AT,
  name: `TLP:${tlp}`,
  extensions: {
    [stix.TLP_2_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: tlp.toLowerCase() },
  },
});

const statementObject = (name: string, statement: string): StixObject => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: `marking-definition--${stix.uuidV5('marking', statement)}`,
  created: DEFINED_AT,
  name,
  definition_type: 'statement',
  definition: { statement },
});

/** The id of a service as a creator of objects. */
export const serviceId = (service: string): string => `identity--${stix.uuidV5('service', service)}`;

export const serviceObject = (service: string): StixObject => ({
  type: 'identity',
  spec_version: '2.1',
  id: serviceId(service),
  created: DEFINED_AT,
  modified: DEFINED_AT,
  name: service,
  identity_class: 'organization',
  object_marking_refs: [stix.TLP_2_IDS.CLEAR],
});

/** Who defines our extension: the program, the same in every service. */
export const AUTHOR = 'Tocsin';

/** §7.3: what our extension is, beside the first object that has it. */
export const extensionObject: StixObject = {
  type: 'extension-definition',
  spec_version: '2.1',
  id: stix.EXTENSION_ID,
  created_by_ref: serviceId(AUTHOR),
  created: DEFINED_AT,
  modified: DEFINED_AT,
  name: 'Tocsin statements',
  description:
    'Names, dates, papers and links of a known person, statement by statement: who says it, how reliable, and who may have it.',
  schema: 'JSON Schema docs/formats/stix-extension.schema.json of Tocsin',
  version: stix.EXTENSION_VERSION,
  extension_types: ['property-extension'],
};
