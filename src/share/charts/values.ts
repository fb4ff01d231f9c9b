import { charts } from '../../intake/index.ts';
import { formatMarking } from '../../model/index.ts';
import type { Relation } from '../../network/index.ts';
import type { MarkedPerson } from './release.ts';

/** Our names of fields, as readers find them (`FIELDS` of `intake/charts`); each value as text, empty where there is none. */
export const LINK_FIELDS = [
  'kind',
  'note',
  'through',
  'owners',
  'halves',
  'sources',
  'reports',
  'derived_from',
  'grade',
  'marking',
  'valid_from',
  'valid_until',
  'recorded_from',
  'recorded_until',
  'weight',
] as const;
export const NODE_FIELDS = ['type', 'known_to', 'withheld_by', 'marking'] as const;

export function linkValues(one: Relation): Readonly<Record<(typeof LINK_FIELDS)[number], string>> {
  return {
    kind: charts.joinList([one.kind]),
    note: one.note ?? '',
    through: one.through ?? '',
    owners: charts.joinList(one.owners),
    halves: charts.joinList(one.halves ?? []),
    sources: charts.joinList(one.sources),
    reports: charts.joinList(one.reports),
    derived_from: charts.joinList(one.derivedFrom),
    grade: one.grade,
    marking: formatMarking(one.marking),
    valid_from: one.validFrom ?? '',
    valid_until: one.validUntil ?? '',
    recorded_from: one.recordedFrom ?? '',
    recorded_until: one.recordedUntil ?? '',
    weight: String(one.weight),
  };
}

export const nodeValues = (one: MarkedPerson): Readonly<Record<(typeof NODE_FIELDS)[number], string>> => ({
  type: 'Person',
  known_to: charts.joinList(one.knownTo),
  withheld_by: charts.joinList(one.withheldBy),
  marking: formatMarking(one.marking),
});

/** Characters that XML 1.0 has no way to write. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as it may stand in an element or an attribute. */
export const xmlText = (text: string): string =>
  text.replace(NOT_IN_XML, '\ufffd').replace(/[&<>"\t\n\r]/g, (sign) => SIGNS[sign] as string);

/** `name="value"` for each that has one, with a space before it. */
export const xmlAttributes = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${xmlText(value)}"`))
    .join('');
