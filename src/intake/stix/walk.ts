import type { Problem } from './kinds.ts';

/** Something that the specification does not want. */
export interface Finding {
  /** Where, from the object: `external_references.[0].url`. */
  readonly path: string;
  readonly level: 'error' | 'warning';
  /** Name of the SHOULD that is not followed; absent where a MUST is broken. */
  readonly check?: string;
  readonly reason: string;
}

export interface ValidateOptions {
  /** What SHOULD be otherwise is an error, too. */
  readonly strict?: boolean;
  /** Checks to leave out, by name or by the numbers of cti-stix-validator (`1` is all of 1xx). */
  readonly disabled?: readonly string[];
  /** Checks to make, and no others. */
  readonly enabled?: readonly string[];
  /** Only objects that the specification defines. */
  readonly strictTypes?: boolean;
  /** Only properties that the specification defines. */
  readonly strictProperties?: boolean;
  /** What the OASIS interoperability documents ask for besides. */
  readonly interop?: boolean;
}

/** What a walk through one object needs. */
export interface Walk {
  readonly options: ValidateOptions;
  report(path: string, problem: Problem): void;
  isOn(check: string): boolean;
}
