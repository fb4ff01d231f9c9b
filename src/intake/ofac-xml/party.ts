import type { OfacName, OfacRecord } from '../ofac/ofac-record.ts';
import { type Remark, readRemark } from '../ofac/remarks.ts';
import { allInside, childOf, childrenOf, textOf, type XmlElement } from '../xml-records.ts';
import { periodDates } from './date-period.ts';
import type { Place } from './location.ts';
import type { ReferenceValues } from './reference-values.ts';

export interface PartyContext {
  readonly values: ReferenceValues;
  readonly places: ReadonlyMap<string, Place>;
  /** Papers by the identity that they belong to. */
  readonly documents: ReadonlyMap<string, readonly Remark[]>;
  /** Told of what cannot be read, with an excerpt. */
  bad(reason: string, excerpt: string): void;
  /** Told the name of a feature that is not kept. */
  dropped(property: string): void;
}

/** One `DistinctParty` as the entry that the CSV files would have; `undefined` where it has no profile or no name. */
export function partyRecord(party: XmlElement, context: PartyContext): OfacRecord | undefined {
  const profile = childOf(party, 'Profile');
  const key = profile?.attributes.ID ?? party.attributes.FixedRef ?? '';
  if (!profile || !/^\d{1,12}$/.test(key)) return undefined;
  const identities = childrenOf(profile, 'Identity').filter((one) => one.attributes.False !== 'true');
  const names = identities.flatMap((identity) => namesOf(identity, context.values));
  if (names.length === 0) return undefined;
  // The name that the entry is listed by comes first.
  names.sort((a, b) => Number(b.type === 'name' && !b.language) - Number(a.type === 'name' && !a.language));

  const addresses: (readonly (string | undefined)[])[] = [];
  const remarks = identities.flatMap((one) => context.documents.get(one.attributes.ID ?? '') ?? []);
  for (const feature of childrenOf(profile, 'Feature')) {
    const type = context.values.text('FeatureType', feature.attributes.FeatureTypeID) ?? '';
    for (const version of childrenOf(feature, 'FeatureVersion')) {
      if (/^(?:location|address)$/i.test(type)) {
        for (const place of placesOf(version, context))
          addresses.push([place.street, place.city, place.country]);
      } else remarks.push(...featureRemarks(type, version, context));
    }
  }
  const subType = profile.attributes.PartySubTypeID;
  return { key, line: party.line, names, type: typeOf(subType, context.values), addresses, remarks };
}

/** `individual`, `vessel`, `aircraft`, or nothing for an organisation, as in the CSV files. */
function typeOf(subType: string | undefined, values: ReferenceValues): string | undefined {
  const kind = values.text('PartySubType', subType)?.toLowerCase();
  if (kind === 'vessel' || kind === 'aircraft') return kind;
  const party = values.text('PartyType', values.attribute('PartySubType', subType, 'PartyTypeID'));
  return party?.toLowerCase() === 'individual' ? 'individual' : undefined;
}

const FAMILY_PARTS = /^(?:last name|patronymic|matronymic)$/i;

/** The names of one identity, in each script, as `FAMILY, Given` where the parts are known. */
function namesOf(identity: XmlElement, values: ReferenceValues): readonly OfacName[] {
  const parts = new Map(
    allInside(identity, 'NamePartGroup').map((group) => [
      group.attributes.ID,
      values.text('NamePartType', group.attributes.NamePartTypeID) ?? '',
    ]),
  );
  return childrenOf(identity, 'Alias').flatMap((alias) =>
    childrenOf(alias, 'DocumentedName').flatMap((documented) => {
      const family: string[] = [];
      const others: string[] = [];
      let script: string | undefined;
      for (const part of allInside(documented, 'NamePartValue')) {
        const text = part.text.trim();
        if (text === '') continue;
        script ??= values.attribute('Script', part.attributes.ScriptID, 'ScriptCode');
        const type = parts.get(part.attributes.NamePartGroupID) ?? '';
        (FAMILY_PARTS.test(type) ? family : others).push(text);
      }
      const name = [family.join(' '), others.join(' ')].filter((text) => text !== '').join(', ');
      if (name === '') return [];
      const type = values.text('AliasType', alias.attributes.AliasTypeID) ?? '';
      const primary = alias.attributes.Primary === 'true' || /^name$/i.test(type);
      return [
        {
          type: primary ? 'name' : type.replaceAll('.', '').toLowerCase(),
          name,
          weak: alias.attributes.LowQuality === 'true',
          ...(script !== undefined && script !== 'Latn' && { language: `und-${script}` }),
        },
      ];
    }),
  );
}

/** Features with values of their own; the others are worded as in the remarks of the CSV files, and read like them. */
const VALUE_FEATURES: Readonly<Record<string, string>> = {
  'place of birth': 'birthPlace',
  'nationality country': 'nationality',
  'citizenship country': 'citizenship',
  'nationality of registration': 'jurisdiction',
  gender: 'gender',
  'vessel type': 'type',
  'other vessel type': 'type',
  'vessel flag': 'flag',
  'former vessel flag': 'pastFlags',
  'other vessel flag': 'pastFlags',
  'vessel call sign': 'callSign',
  'other vessel call sign': 'callSign',
  'vessel tonnage': 'tonnage',
  'vessel gross registered tonnage': 'grossRegisteredTonnage',
  'vessel gross tonnage': 'grossRegisteredTonnage',
};
const DATE_FEATURES: Readonly<Record<string, string>> = {
  birthdate: 'birthDate',
  'organization established date': 'incorporationDate',
  'aircraft manufacture date': 'buildDate',
  'vessel year of build': 'buildDate',
};

function featureRemarks(type: string, version: XmlElement, context: PartyContext): readonly Remark[] {
  const feature = type.toLowerCase();
  const dateProperty = DATE_FEATURES[feature];
  const texts = textsOf(version, context);
  if (dateProperty !== undefined) {
    const periods = childrenOf(version, 'DatePeriod');
    const dates = periods.flatMap((period) => {
      const read = periodDates(period);
      if (!read) context.bad(`${dateProperty}: not a period, or too wide to compare`, allText(period));
      return read?.dates ?? [];
    });
    return (periods.length > 0 ? dates : texts).map((value) => ({
      type: 'value',
      property: dateProperty,
      value,
    }));
  }
  const property = VALUE_FEATURES[feature];
  if (property !== undefined) return texts.map((value) => ({ type: 'value', property, value }));
  if (feature === 'title') return texts.map((value) => ({ type: 'office', value }));
  if (texts.length === 0) {
    context.dropped(type || 'feature without a type');
    return [];
  }
  return texts.map((text) => {
    const remark = readRemark(`${type.replace(/[\s:]+$/, '')} ${text}`);
    // A feature that has no place here is told by its name.
    return remark.type === 'unknown' || remark.type === 'office'
      ? { type: 'dropped', property: type || 'feature without a type' }
      : remark;
  });
}

/** What a version of a feature says: text, a value from a list, or a place. */
function textsOf(version: XmlElement, context: PartyContext): readonly string[] {
  const details = childrenOf(version, 'VersionDetail').map(
    (detail) =>
      detail.text.trim() || context.values.text('DetailReference', detail.attributes.DetailReferenceID) || '',
  );
  const places = placesOf(version, context).map((place) =>
    [place.street, place.city, place.country].filter((part) => part !== undefined).join(', '),
  );
  const found = [...details, ...places].filter((text) => text !== '');
  const comment = textOf(version, 'Comment');
  return found.length > 0 || comment === undefined ? found : [comment];
}

function placesOf(version: XmlElement, context: PartyContext): readonly Place[] {
  return childrenOf(version, 'VersionLocation').flatMap((link) => {
    const place = context.places.get(link.attributes.LocationID ?? '');
    if (!place) context.bad('refers to a location that is not in the file', link.attributes.LocationID ?? '');
    return place ? [place] : [];
  });
}

const allText = (element: XmlElement): string =>
  [element.text.trim(), ...element.children.map(allText)].filter((text) => text !== '').join(' ');

/** One `IDRegDocument` as the remark that the CSV files would have, with the identity that it belongs to. */
export function documentRemark(
  document: XmlElement,
  values: ReferenceValues,
): { readonly identity: string; readonly remark: Remark } | undefined {
  const identity = document.attributes.IdentityID;
  const number = textOf(document, 'IDRegistrationNo');
  if (identity === undefined || number === undefined) return undefined;
  const kind = values.text('IDRegDocType', document.attributes.IDRegDocTypeID) ?? '';
  const country = values.text('Country', document.attributes['IssuedBy-CountryID']);
  const authority = textOf(document, 'IssuingAuthority');
  const day = (which: RegExp): string | undefined => {
    const date = childrenOf(document, 'DocumentDate').find((one) =>
      which.test(values.text('IDRegDocDateType', one.attributes.IDRegDocDateTypeID) ?? ''),
    );
    const period = date && childOf(date, 'DatePeriod');
    return period && periodDates(period)?.dates[0];
  };
  const issued = day(/issue/i);
  const expires = day(/expir/i);
  // The kinds that say nothing of an identity are told by the same table as in the remarks.
  const asRemark = readRemark(`${kind} ${number}`);
  if (asRemark.type === 'dropped') return { identity, remark: asRemark };
  return {
    identity,
    remark: {
      type: 'document',
      kind,
      number,
      issuers: [country, authority].filter((issuer) => issuer !== undefined),
      ...(issued !== undefined && { issued }),
      ...(expires !== undefined && { expires }),
    },
  };
}
