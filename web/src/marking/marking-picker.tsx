import type { KeyboardEvent } from 'react';
import {
  formatMarking,
  HANDLING_CODES,
  type HandlingCode,
  type Marking,
  parseMarking,
  TLP_LEVELS,
} from '../../../src/model/marking.ts';
import { inWords, TLP_WORDS } from '../../../src/share/requests/markings.ts';
import layout from '../shared/layout.module.css';
import classes from './marking.module.css';

const CODES = Object.keys(HANDLING_CODES) as HandlingCode[];
/** Handling codes by the keys of a keyboard's right hand, away from the digits of the colours. */
const ORCON_KEY = 'o';
const CODE_KEYS: Readonly<Record<HandlingCode, string>> = { H0: 'h', H1: 'j', H2: 'k', H3: 'l' };
/** Goes to the recipients of TLP:RED. */
const RECIPIENTS_KEY = 'f';

/** A service that TLP:RED may be for. */
export interface MarkingRecipient {
  readonly id: string;
  readonly title?: string;
}

/**
 * Chooses a marking, each part with what it asks of whoever reads it. `floor`: what it cannot be wider than; those parts stay
 * chosen. `groups`: sharing groups that may be chosen; without any there is none. `recipients`: the services that TLP:RED may name;
 * absent where it is clear for whom it would be. While it has the focus, keys choose: 1 to 5 the colour, o, h, j, k, l the rest; f
 * goes to the recipients.
 */
export function MarkingPicker({
  label,
  value,
  onChange,
  floor,
  groups = [],
  recipients,
}: {
  readonly label: string;
  readonly value: Marking;
  readonly onChange: (marking: Marking) => void;
  readonly floor?: Marking | undefined;
  readonly groups?: readonly string[];
  readonly recipients?: readonly MarkingRecipient[];
}) {
  const least = floor ? TLP_LEVELS.indexOf(floor.tlp) : 0;
  const set = (more: {
    readonly tlp?: Marking['tlp'];
    readonly originatorControl?: boolean;
    readonly handling?: readonly HandlingCode[];
    readonly group?: string;
    readonly recipients?: readonly string[];
  }): void => {
    const { tlp, originatorControl, handling = [], group, recipients: named = [] } = { ...value, ...more };
    onChange({
      tlp,
      originatorControl,
      ...(handling.length > 0 && { handling }),
      ...(group && { group }),
      // No other level has any.
      ...(tlp === 'RED' && named.length > 0 && { recipients: named }),
    });
  };
  const has = (code: HandlingCode): boolean => value.handling?.includes(code) === true;
  const fixed = (code: HandlingCode): boolean => floor?.handling?.includes(code) === true;
  const setCode = (code: HandlingCode, on: boolean): void =>
    set({ handling: CODES.filter((one) => (one === code ? on : has(one))) });

  const byKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLSelectElement) return;
    const first = event.currentTarget.querySelector<HTMLInputElement>('[data-recipients] input');
    const at = Number(event.key) - 1;
    const tlp = TLP_LEVELS[at];
    const code = CODES.find((one) => CODE_KEYS[one] === event.key);
    if (tlp !== undefined && at >= least) set({ tlp });
    else if (event.key === ORCON_KEY && floor?.originatorControl !== true)
      set({ originatorControl: !value.originatorControl });
    else if (code !== undefined && !fixed(code)) setCode(code, !has(code));
    else if (event.key === RECIPIENTS_KEY && first) first.focus();
    else return;
    // The page has the same letters for its steps.
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <fieldset className={`${layout.box} ${classes.marking}`} onKeyDown={byKey}>
      <legend>{label}</legend>
      <div className={classes.parts}>
        <div role="radiogroup" aria-label={`${label}: who may have it`}>
          {TLP_LEVELS.map((tlp, at) => (
            <label key={tlp}>
              <input
                type="radio"
                name={label}
                aria-label={`TLP:${tlp}`}
                checked={value.tlp === tlp}
                disabled={at < least}
                onChange={() => set({ tlp })}
              />
              <span className={classes.level} data-level={tlp}>
                TLP:{tlp}
              </span>
              <span className="small quiet">{TLP_WORDS[tlp]}</span>
              <kbd>{at + 1}</kbd>
            </label>
          ))}
          {value.tlp === 'RED' && recipients !== undefined && (
            <Recipients
              of={recipients}
              named={value.recipients ?? []}
              onName={(named) => set({ recipients: named })}
            />
          )}
        </div>
        <div>
          <label>
            <input
              type="checkbox"
              aria-label="ORCON"
              checked={value.originatorControl}
              disabled={floor?.originatorControl === true}
              onChange={(event) => set({ originatorControl: event.currentTarget.checked })}
            />
            <span className={classes.level}>ORCON</span>
            <span className="small quiet">not passed on before its originator has agreed</span>
            <kbd>{ORCON_KEY}</kbd>
          </label>
          {CODES.map((code) => (
            <label key={code}>
              <input
                type="checkbox"
                aria-label={code}
                checked={has(code)}
                disabled={fixed(code)}
                onChange={(event) => setCode(code, event.currentTarget.checked)}
              />
              <span className={classes.level}>{code}</span>
              <span className="small quiet">{HANDLING_CODES[code]}</span>
              <kbd>{CODE_KEYS[code]}</kbd>
            </label>
          ))}
          {(groups.length > 0 || value.group !== undefined) && (
            <label>
              Sharing group
              <select
                className={layout.inline}
                value={value.group ?? ''}
                onChange={(event) => set({ group: event.currentTarget.value })}
              >
                <option value="">none</option>
                {[...new Set([...groups, ...(value.group === undefined ? [] : [value.group])])].map(
                  (group) => (
                    <option key={group}>{group}</option>
                  ),
                )}
              </select>
              <span className="small quiet">
                only its members get it, and nobody else learns that it exists
              </span>
            </label>
          )}
        </div>
      </div>
      <span className="small" role="status">
        <span className="quiet">Written</span> <code>{formatMarking(value)}</code>
      </span>
    </fieldset>
  );
}

/** Whom TLP:RED is for. */
function Recipients({
  of,
  named,
  onName,
}: {
  readonly of: readonly MarkingRecipient[];
  readonly named: readonly string[];
  readonly onName: (named: readonly string[]) => void;
}) {
  const strange = named.filter((name) => !of.some(({ id }) => id === name)).map((id) => ({ id }));
  const all: readonly MarkingRecipient[] = [...of, ...strange];
  return (
    <fieldset aria-label="Whom it is for" className={classes.recipients} data-recipients>
      {all.map(({ id, title }, at) => (
        <label key={id}>
          <input
            type="checkbox"
            aria-label={`For ${id}`}
            checked={named.includes(id)}
            onChange={(event) =>
              // In order, as it is written.
              onName(
                event.currentTarget.checked ? [...named, id].toSorted() : named.filter((name) => name !== id),
              )
            }
          />
          <span>for {id}</span>
          {title !== undefined && title !== id && <span className="small quiet">{title}</span>}
          {at === 0 && <kbd>{RECIPIENTS_KEY}</kbd>}
        </label>
      ))}
      <span className={named.length === 0 ? 'small close' : 'small quiet'}>
        {all.length === 0
          ? 'There is no partner that could be named: under it nothing goes to anybody outside this service.'
          : named.length === 0
            ? 'It names nobody: under it nothing goes to anybody outside this service.'
            : 'Each of them gets it with its own name alone, and passes it on to nobody.'}
      </span>
    </fieldset>
  );
}

/** A marking and what it asks of whoever reads it; `short`: only when it is pointed at, where the words stand beside. */
export function MarkingWords({
  marking,
  short = false,
}: {
  readonly marking: string;
  readonly short?: boolean;
}) {
  const read = parseMarking(marking);
  return (
    <>
      <code className="nowrap" title={short && read ? inWords(read).join('; ') : undefined}>
        {marking}
      </code>
      {!short && read && <div className="quiet small">{inWords(read).join('; ')}</div>}
    </>
  );
}
