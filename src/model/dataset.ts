/** A dataset is one list from one publisher; a list version is one state of it. */

export interface Dataset {
  /** Lower case, words joined by `_`: `un_sc_sanctions`, `us_ofac_sdn`. */
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  /** Where people read about the list. */
  readonly url?: string;
  /** Terms of use of the facts, in a sentence. */
  readonly terms?: string;
}

/** Lower-case words and digits joined by `_`. */
export function isDatasetName(text: string): boolean {
  return /^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(text) && text.length <= 64;
}
