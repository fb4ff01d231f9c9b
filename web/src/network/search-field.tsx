import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { Said } from '../shared/bidi.tsx';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { usePersons } from './use-network.ts';
import { times } from './words.ts';

/** Searches persons of the network, and puts them on the chart. */
export function SearchField({ desk }: { readonly desk: Desk }) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  // Each look is written down: not every letter is one.
  const [waited] = useDebouncedValue(text.trim(), 250);
  const found = usePersons(waited, desk.clocks);
  const list = useId();
  const persons = waited.length > 1 && open ? (found.data?.persons ?? []) : [];
  // Whether those in the list are those whom the text means, as far as it is written.
  const isFound = waited === text.trim() && found.data !== undefined && !found.isPlaceholderData;
  const [hasty, setHasty] = useState(false);
  const choose = (index: number): void => {
    setHasty(!isFound);
    const person = persons[index];
    if (!isFound || !person) return;
    setText('');
    setOpen(false);
    // What is pressed next is for the chart.
    document.getElementById('page')?.focus();
    if (desk.persons.includes(person.id)) desk.select({ persons: [person.id] });
    else desk.add([person.id], `Put ${person.caption} on the chart`, desk.persons.length === 0 ? 1 : 0);
  };
  // Enter before the answer came: it is for the first of those who come.
  const chooseFirst = useEffectEvent(() => choose(0));
  useEffect(() => {
    if (hasty && isFound) chooseFirst();
  }, [hasty, isFound]);
  return (
    <div className={classes.search}>
      <input
        id="network-search"
        type="search"
        role="combobox"
        aria-label="Search a person"
        aria-expanded={persons.length > 0}
        aria-controls={list}
        aria-activedescendant={persons.length > 0 ? `${list}-${at}` : undefined}
        placeholder="Name or document number"
        autoComplete="off"
        maxLength={200}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setAt(0);
          setHasty(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(at + 1, persons.length - 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
          else if (event.key === 'Enter') choose(at);
          else if (event.key === 'Escape') event.currentTarget.blur();
          else return;
          event.preventDefault();
        }}
      />
      {open && waited.length > 1 && found.data && (
        <div id={list} role="listbox" aria-label="Persons" className={classes.suggestions}>
          {persons.map((person, index) => (
            <div
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={classes.suggestion}
              // Before the field loses its focus.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(index);
              }}
            >
              <strong>
                <Said>{person.caption}</Said>
              </strong>
              {person.birthDate && <span className="quiet"> {person.birthDate}</span>}
              <span className="quiet small">
                {person.foundBy && <>found by {person.foundBy} · </>}
                {person.knownTo.join(', ') || 'known to nobody'} · {times(person.links, 'tie')} ·{' '}
                {desk.persons.includes(person.id) ? 'on the chart' : 'not on the chart yet'}
              </span>
            </div>
          ))}
          {persons.length === 0 && <span className="quiet small">Nobody in the network is called so.</span>}
          {found.data.more > 0 && (
            <span className="quiet small">{found.data.more} more: write more of it.</span>
          )}
        </div>
      )}
    </div>
  );
}
