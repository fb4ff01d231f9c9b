import { allInside, childOf, childrenOf, type XmlElement } from '../xml-records.ts';
import type { ReferenceValues } from './reference-values.ts';

/** A `Location`, which features (address, place of birth, nationality) refer to. */
export interface Place {
  /** Street, city with state and postal code; without the country. */
  readonly street?: string;
  readonly city?: string;
  readonly country?: string;
}

const STREET = /^(?:ADDRESS\d|REGION|UNKNOWN)$/i;

export function placeOf(location: XmlElement, values: ReferenceValues): Place {
  const street: string[] = [];
  const city: string[] = [];
  for (const part of childrenOf(location, 'LocationPart')) {
    const type = values.text('LocPartType', part.attributes.LocPartTypeID) ?? '';
    const [value] = allInside(part, 'Value');
    const text = value?.text.trim();
    if (text) (STREET.test(type) ? street : city).push(text);
  }
  const country = countryOf(location, values);
  return {
    ...(street.length > 0 && { street: street.join(', ') }),
    ...(city.length > 0 && { city: city.join(', ') }),
    ...(country !== undefined && { country }),
  };
}

/** The country itself, else that of the area. */
function countryOf(location: XmlElement, values: ReferenceValues): string | undefined {
  const named = values.text('Country', childOf(location, 'LocationCountry')?.attributes.CountryID);
  if (named !== undefined) return named;
  const area = childOf(location, 'LocationAreaCode')?.attributes.AreaCodeID;
  return (
    values.text('Country', values.attribute('AreaCode', area, 'CountryID')) ??
    values.attribute('AreaCode', area, 'Description')
  );
}
