import type { Segment } from '../edifact/index.ts';
import { addOnce } from '../travel/draft.ts';
import * as form from '../travel/forms.ts';

/** Locators of bookings (`RCI`) with the system they belong to: `DL:MFN4TI`. */
export function locatorsOf(segment: Segment): string[] {
  const locators: string[] = [];
  for (let element = 1; element < segment.elements; element++) {
    const locator = segment.text(element, 1);
    if (form.LOCATOR.test(locator)) locators.push(`${segment.text(element)}:${locator}`);
  }
  return locators;
}

export function addLocators(to: string[], locators: readonly string[]): void {
  for (const locator of locators) addOnce(to, locator);
}

/** The same locator, whichever system it is said to belong to. */
export const hasLocator = (locators: readonly string[], locator: string): boolean =>
  locators.some((has) => has.slice(has.indexOf(':')) === locator.slice(locator.indexOf(':')));
