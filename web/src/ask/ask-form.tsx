import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useEntity } from '../entity/use-entity.ts';
import type { AskablePartner } from '../requests/answers.ts';
import { Said } from '../shared/bidi.tsx';
import layout from '../shared/layout.module.css';
import { Failure } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { count } from '../shared/time.ts';
import { inWords } from '../shared/words.ts';
import classes from './ask.module.css';
import type { Question, Subject } from './use-answers.ts';

const NOBODY = { name: '', birthDate: '', number: '', country: '' };
type Person = typeof NOBODY;

/** The properties of a typed person. One number is asked for as passport and as identity card: people rarely know which it is. */
function subjectOf({ name, birthDate, number, country }: Person): Subject {
  const given = {
    name,
    birthDate,
    passportNumber: number,
    idNumber: number,
    nationality: country.toLowerCase(),
  };
  return {
    query: {
      properties: Object.fromEntries(
        Object.entries(given).flatMap(([property, value]) =>
          value.trim() === '' ? [] : [[property, [value.trim()]]],
        ),
      ),
    },
  };
}

const holds = (partner: AskablePartner, purpose: string, basis: string): boolean =>
  partner.purposes.some(({ name, legalBases }) => name === purpose && legalBases.includes(basis));

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** So many are found by looking. */
const MANY = 12;

/** Whom to ask for, of whom, why. */
export function AskForm({
  entity,
  partners,
  running,
  onAsk,
}: {
  readonly entity: string | undefined;
  readonly partners: readonly AskablePartner[];
  readonly running: boolean;
  readonly onAsk: (question: Question) => void;
}) {
  const reason = useReason();
  const [person, setPerson] = useState(NOBODY);
  const purposes = unique(partners.flatMap((one) => one.purposes.map(({ name }) => name)));
  const [purpose, setPurpose] = useState(
    () => purposes.find((name) => name === reason?.purpose) ?? purposes[0] ?? '',
  );
  const bases = unique(
    partners.flatMap((one) =>
      one.purposes.filter(({ name }) => name === purpose).flatMap((p) => p.legalBases),
    ),
  );
  const [chosenBasis, setBasis] = useState(reason?.legalBasis);
  const basis = bases.find((name) => name === chosenBasis) ?? bases[0] ?? '';
  const [sought, setSought] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [caseNumber, setCase] = useState('');
  const [contact, setContact] = useState('');
  const isSought = ({ id, title }: AskablePartner): boolean =>
    `${id} ${title}`.toLowerCase().includes(sought.trim().toLowerCase());
  const can = partners.filter((one) => holds(one, purpose, basis));
  const wanted = can.filter(({ id }) => !left.has(id));
  const has = (field: keyof Person): boolean => person[field].trim() !== '';
  const identified =
    entity !== undefined ||
    (has('name') && (has('birthDate') || has('number'))) ||
    (has('number') && has('country'));
  const ready = identified && caseNumber.trim() !== '' && wanted.length > 0;
  const field = (name: keyof Person, label: string, placeholder: string, more: object = {}) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={person[name]}
      maxLength={1000}
      autoComplete="off"
      onChange={(event) => setPerson({ ...person, [name]: event.currentTarget.value })}
      {...more}
    />
  );
  return (
    <form
      id="ask-form"
      className={layout.form}
      aria-label="Question"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || running) return;
        onAsk({
          subject: entity === undefined ? subjectOf(person) : { entityId: entity },
          partners: wanted.map(({ id }) => id),
          purpose,
          legalBasis: basis,
          caseNumber: caseNumber.trim(),
          ...(contact.trim() !== '' && { activeCase: { contact: contact.trim() } }),
        });
      }}
    >
      {entity === undefined ? (
        <>
          {field('name', 'Name', 'As it is written, in any script')}
          <div className={layout.pair}>
            {field('birthDate', 'Born', '1979-03-14 or 1979', {
              pattern: '\\d{4}(-\\d{2}(-\\d{2})?)?',
              title: 'A date as 1979-03-14, 1979-03 or 1979',
            })}
            {field('country', 'Nationality', 'md', {
              pattern: '[A-Za-z]{2}',
              title: 'Two letters, as in a machine-readable passport’s ISO 3166 code: md, fr',
            })}
          </div>
          {field('number', 'Document number', 'Passport or identity card')}
          <span className="quiet small">
            A name with a date or year of birth or a document, or a document with its nationality: nobody is
            asked for by a name alone.
          </span>
        </>
      ) : (
        <KnownEntity id={entity} />
      )}
      <TextInput
        label="Case number"
        required
        maxLength={300}
        autoComplete="off"
        value={caseNumber}
        onChange={(event) => setCase(event.currentTarget.value)}
        description="Stays here; it stands in the ledger."
      />
      <div className={layout.pair}>
        <NativeSelect
          label="Purpose in the agreement"
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
          data={purposes.map((name) => ({ value: name, label: inWords(name.replaceAll('-', ' ')) }))}
        />
        <NativeSelect
          label="Legal basis there"
          value={basis}
          onChange={(event) => setBasis(event.currentTarget.value)}
          data={bases.map((name) => ({ value: name, label: inWords(name.replaceAll('-', ' ')) }))}
        />
      </div>
      {entity === undefined && partners.some(({ deconfliction }) => deconfliction) && (
        <TextInput
          label="We work on this person; a partner who does may call"
          placeholder="nobody: leave empty"
          maxLength={300}
          autoComplete="off"
          value={contact}
          onChange={(event) => setContact(event.currentTarget.value)}
        />
      )}
      <fieldset className={`${layout.box} ${classes.partners}`}>
        <legend>
          Partners, {count(wanted.length)} of {count(partners.length)}
        </legend>
        {partners.length > 1 && (
          <label>
            <input
              type="checkbox"
              checked={wanted.length === can.length && can.length > 0}
              onChange={(event) =>
                setLeft(new Set(event.currentTarget.checked ? [] : partners.map(({ id }) => id)))
              }
            />
            all
          </label>
        )}
        {partners.length > MANY && (
          <input
            className={layout.inline}
            aria-label="Find a partner"
            placeholder="Find a partner"
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
        )}
        {partners.filter(isSought).map((one) => {
          const allowed = holds(one, purpose, basis);
          return (
            <label key={one.id}>
              <input
                type="checkbox"
                disabled={!allowed}
                checked={allowed && !left.has(one.id)}
                onChange={(event) => {
                  const next = new Set(left);
                  if (event.currentTarget.checked) next.delete(one.id);
                  else next.add(one.id);
                  setLeft(next);
                }}
              />
              <span>
                {one.id}
                {one.title !== one.id && <span className="quiet"> {one.title}</span>}
                {!allowed && (
                  <span className="quiet small"> the agreement does not hold this purpose and basis</span>
                )}
              </span>
            </label>
          );
        })}
      </fieldset>
      <div className={layout.line}>
        <Button type="submit" disabled={!ready} loading={running}>
          Ask {count(wanted.length)} {wanted.length === 1 ? 'partner' : 'partners'}
        </Button>
      </div>
    </form>
  );
}

function KnownEntity({ id }: { readonly id: string }) {
  const entity = useEntity(id);
  if (entity.error) return <Failure error={entity.error} />;
  if (!entity.data) return null;
  const { caption, properties } = entity.data.view.entity;
  return (
    <div>
      <strong>
        <Link to="/entity/$id" params={{ id }}>
          <Said>{caption}</Said>
        </Link>
      </strong>{' '}
      <span className="quiet">{(properties.birthDate ?? []).join(', ')}</span>
      <div className="small">
        All names, dates and documents of this record are asked for.{' '}
        <Link to="/ask">Ask for somebody else</Link>
      </div>
    </div>
  );
}
