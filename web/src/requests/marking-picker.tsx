import {
  formatMarking,
  HANDLING_CODES,
  type HandlingCode,
  type Marking,
  parseMarking,
  TLP_LEVELS,
} from '../../../src/model/marking.ts';
import { inWords } from '../../../src/share/requests/markings.ts';
import classes from './requests.module.css';

const CODES = Object.keys(HANDLING_CODES) as HandlingCode[];

/**
 * Chooses a marking. `floor`: what it cannot be wider than; those parts stay chosen. The words below say what it asks of
 * whoever reads it.
 */
export function MarkingPicker({
  label,
  value,
  onChange,
  floor,
  withGroup = false,
}: {
  readonly label: string;
  readonly value: Marking;
  readonly onChange: (marking: Marking) => void;
  readonly floor?: Marking | undefined;
  readonly withGroup?: boolean;
}) {
  const least = floor ? TLP_LEVELS.indexOf(floor.tlp) : 0;
  const set = (more: {
    readonly tlp?: Marking['tlp'];
    readonly originatorControl?: boolean;
    readonly handling?: readonly HandlingCode[];
    readonly group?: string | undefined;
  }): void => {
    const next = { ...value, ...more };
    onChange({
      tlp: next.tlp,
      originatorControl: next.originatorControl,
      ...(next.handling && next.handling.length > 0 && { handling: next.handling }),
      ...(next.group && { group: next.group }),
    });
  };
  return (
    <fieldset className={classes.marking}>
      <legend>{label}</legend>
      <span className={classes.choices}>
        {TLP_LEVELS.map((tlp, at) => (
          <label key={tlp}>
            <input
              type="radio"
              name={label}
              checked={value.tlp === tlp}
              disabled={at < least}
              onChange={() => set({ tlp })}
            />{' '}
            TLP:{tlp}
          </label>
        ))}
      </span>
      <span className={classes.choices}>
        <label title="Originator control: we are asked before it goes any further">
          <input
            type="checkbox"
            checked={value.originatorControl}
            disabled={floor?.originatorControl === true}
            onChange={(event) => set({ originatorControl: event.currentTarget.checked })}
          />{' '}
          ORCON
        </label>
        {CODES.map((code) => (
          <label key={code} title={HANDLING_CODES[code]}>
            <input
              type="checkbox"
              checked={value.handling?.includes(code) ?? false}
              disabled={floor?.handling?.includes(code) === true}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                set({
                  handling: CODES.filter((one) =>
                    one === code ? checked : value.handling?.includes(one) === true,
                  ),
                });
              }}
            />{' '}
            {code}
          </label>
        ))}
        {withGroup && (
          <label>
            Group{' '}
            <input
              size={16}
              maxLength={63}
              pattern="[a-z0-9][a-z0-9\-]*"
              title="Small letters, digits and hyphens"
              placeholder="none"
              value={value.group ?? ''}
              onChange={(event) => set({ group: event.currentTarget.value.trim().toLowerCase() })}
            />
          </label>
        )}
      </span>
      <span className="quiet small">
        <code>{formatMarking(value)}</code>: {inWords(value).join('; ')}
      </span>
    </fieldset>
  );
}

/** A marking and what it asks of whoever reads it. */
export function MarkingWords({ marking }: { readonly marking: string }) {
  const read = parseMarking(marking);
  return (
    <>
      <code className="nowrap">{marking}</code>
      {read && <div className="quiet small">{inWords(read).join('; ')}</div>}
    </>
  );
}
