import type { XmlElement } from '../xml-records.ts';

/**
 * `ReferenceValueSets`: what the numbers in the rest of the file mean. Meanings are looked up by their words, not by
 * number, so that a renumbered edition reads the same.
 */
export interface ReferenceValues {
  /** The words for an id of a kind: `FeatureType`, `IDRegDocType`, `Country` … */
  text(kind: string, id: string | undefined): string | undefined;
  /** An attribute of such a value, as `ScriptCode` of a `Script`. */
  attribute(kind: string, id: string | undefined, name: string): string | undefined;
}

/** Before the sets were read (or in a file without them) nothing has a meaning. */
export const NO_VALUES: ReferenceValues = { text: () => undefined, attribute: () => undefined };

export function referenceValues(sets: XmlElement): ReferenceValues {
  const values = new Map<string, XmlElement>();
  for (const set of sets.children) {
    for (const value of set.children) values.set(`${value.name} ${value.attributes.ID}`, value);
  }
  const find = (kind: string, id: string | undefined): XmlElement | undefined =>
    id === undefined ? undefined : values.get(`${kind} ${id}`);
  return {
    text: (kind, id) => find(kind, id)?.text.trim().replace(/\s+/g, ' ') || undefined,
    attribute: (kind, id, name) => find(kind, id)?.attributes[name],
  };
}
