import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Failure, Notice } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import type { PlainRule, PolicyInWords } from './answers.ts';
import classes from './law.module.css';
import { useLaw } from './use-law.ts';

/** The policy in force, as people read it. What a rule lets whom do was found by trying, not by reading the rule. */
export function PolicyView() {
  const law = useLaw();
  const [role, setRole] = useState('');
  const [purpose, setPurpose] = useState('');
  const [action, setAction] = useState('');
  if (law.error) return <Failure error={law.error} />;
  if (!law.data) return <p className="quiet">Trying every role, purpose and action …</p>;
  const words = law.data;
  const fits = (rule: PlainRule): boolean =>
    (role === '' || rule.roles.includes(role)) &&
    (purpose === '' || rule.purposes.includes(purpose)) &&
    (action === '' || rule.actions.includes(action as PlainRule['actions'][number]));
  const filtered = role !== '' || purpose !== '' || action !== '';
  const permits = words.rules.filter(({ effect, roles }) => effect === 'permit' && roles.length > 0);
  const found = permits.filter(fits);
  const others = words.rules.filter(({ effect, roles }) => effect === 'forbid' || roles.length === 0);
  const here = others.filter(({ file }) => file !== RELEASE);
  const leaving = others.filter(({ file }) => file === RELEASE);
  const choice = (all: string, some: readonly { readonly name: string; readonly title: string }[]) => [
    { value: '', label: all },
    ...some.map(({ name, title }) => ({ value: name, label: `${name}: ${title}` })),
  ];
  return (
    <>
      <p className={classes.text}>
        Policy of the {words.title}
        {words.version === undefined
          ? ', as it was set up with the service.'
          : `, in force since ${instant(words.inForceFrom ?? '')} UTC.`}{' '}
        <span className="quiet">
          What no rule allows is refused, and a rule that forbids wins. Every decision is in the ledger with
          its rule.
        </span>
      </p>
      <div className={classes.choices}>
        <NativeSelect
          label="Who"
          data={choice('Everybody', words.roles)}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value)}
        />
        <NativeSelect
          label="For which purpose"
          data={choice('Every purpose', words.purposes)}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <NativeSelect
          label="May do what"
          data={choice('Everything', words.actions)}
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
        />
      </div>
      {found.length === 0 ? (
        <Notice title="No rule allows this to anybody." kind="close">
          What no rule allows is refused.
        </Notice>
      ) : (
        <section className={classes.section} aria-labelledby="permits">
          <h2 id="permits">{filtered ? 'Allowed by' : 'Allowed'}</h2>
          <RuleTable rules={found} words={words} />
        </section>
      )}
      <section className={classes.section} aria-labelledby="forbids">
        <h2 id="forbids">Forbidden to everybody</h2>
        <ShortTable rules={here} />
      </section>
      <section className={classes.section} aria-labelledby="leaving">
        <h2 id="leaving">What may leave the service, by its marking</h2>
        <ShortTable rules={leaving} />
      </section>
      <section className={classes.section} aria-labelledby="purposes">
        <h2 id="purposes">Purposes, and the law that each can rest on</h2>
        <table className="grid">
          <thead>
            <tr>
              <th>Purpose</th>
              <th>What for</th>
              <th>Legal bases</th>
            </tr>
          </thead>
          <tbody>
            {words.purposes.map(({ name, title, description, legalBases }) => (
              <tr key={name}>
                <td className="nowrap">{title}</td>
                <td className={classes.rule}>{description}</td>
                <td>
                  {legalBases.map((basis) => (
                    <div key={basis.name}>{basis.title}</div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const RELEASE = 'release.cedar';

function RuleTable({
  rules,
  words,
}: {
  readonly rules: readonly PlainRule[];
  readonly words: PolicyInWords;
}) {
  const titles = new Map(words.actions.map(({ name, title }) => [name, title]));
  const purposes = new Map(words.purposes.map(({ name, title }) => [name, title]));
  return (
    <table className="grid" aria-label="Rules that allow">
      <thead>
        <tr>
          <th>Rule</th>
          <th>Who</th>
          <th>May</th>
          <th>For</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id}>
            <td className={classes.rule}>
              <Said rule={rule} />
            </td>
            <td>
              <Chips of={rule.roles} />
            </td>
            <td>
              <ul className={classes.chips}>
                {rule.actions.map((name) => (
                  <li key={name} title={name}>
                    {titles.get(name) ?? name}
                  </li>
                ))}
              </ul>
            </td>
            <td>
              <Chips of={rule.purposes.map((name) => purposes.get(name) ?? name)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Chips = ({ of }: { readonly of: readonly string[] }) => (
  <ul className={classes.chips}>
    {of.map((one) => (
      <li key={one}>{one}</li>
    ))}
  </ul>
);

function ShortTable({ rules }: { readonly rules: readonly PlainRule[] }) {
  return (
    <table className="grid">
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id}>
            <td className={`nowrap ${rule.effect === 'forbid' ? 'contradicts' : 'agrees'}`}>
              {rule.effect === 'forbid' ? '✗ forbids' : '✓ allows'}
            </td>
            <td>
              <Said rule={rule} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Said({ rule }: { readonly rule: PlainRule }) {
  return (
    <>
      <strong>{rule.title.replaceAll('{originator}', 'The originator')}</strong>
      <div className="quiet">{rule.explain}</div>
      <details>
        <summary>
          <code>{rule.id}</code>
        </summary>
        <pre className={classes.cedar}>{rule.text}</pre>
      </details>
    </>
  );
}
