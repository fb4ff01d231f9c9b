import { Button, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PolicyAnswer } from '../shared/answers.ts';
import { Notice } from '../shared/notice.tsx';
import { chooseReason, currentReason } from '../shared/reason.ts';
import classes from './sign-in.module.css';

/** Why somebody looks, and what allows it: asked once a session, shown on every page, written beside every look. */
export function ChooseReason({
  policy,
  onClose,
}: {
  readonly policy: PolicyAnswer;
  /** Given where the choice is changed: it then stands in a dialog. */
  readonly onClose?: () => void;
}) {
  if (onClose) {
    return (
      <Modal opened onClose={onClose} title="Purpose and legal basis" size="md">
        <ReasonForm policy={policy} onChosen={onClose} />
      </Modal>
    );
  }
  return (
    <>
      <h1>Why do you look?</h1>
      <ReasonForm policy={policy} onChosen={() => undefined} />
    </>
  );
}

function ReasonForm({ policy, onChosen }: { readonly policy: PolicyAnswer; readonly onChosen: () => void }) {
  const before = currentReason();
  const { purposes } = policy;
  const [name, setName] = useState(
    purposes.find((one) => one.name === before?.purpose)?.name ?? purposes[0]?.name ?? '',
  );
  const [basisName, setBasis] = useState(before?.legalBasis);
  const purpose = purposes.find((one) => one.name === name);
  if (!purpose) {
    return (
      <Notice kind="close" title="This account may not look at anything.">
        An administrator can give it a role.
      </Notice>
    );
  }
  const basis = purpose.legalBases.find((one) => one.name === basisName) ?? purpose.legalBases[0];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (basis) chooseReason({ purpose: purpose.name, legalBasis: basis.name });
    onChosen();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <fieldset className={classes.purposes}>
        <legend>Purpose</legend>
        {purposes.map((one) => (
          <Choice
            key={one.name}
            name="purpose"
            checked={one.name === name}
            onChoose={() => setName(one.name)}
            title={one.title}
            text={one.description}
          />
        ))}
      </fieldset>
      <fieldset className={classes.purposes}>
        <legend>Legal basis</legend>
        {purpose.legalBases.map((one) => (
          <Choice
            key={one.name}
            name="basis"
            checked={one.name === basis?.name}
            onChoose={() => setBasis(one.name)}
            title={one.title}
          />
        ))}
      </fieldset>
      <div className={classes.actions}>
        <span className="quiet small">Both stand in the ledger beside everything that you look at.</span>
        <Button type="submit" size="sm">
          Continue
        </Button>
      </div>
    </form>
  );
}

function Choice(props: {
  readonly name: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly title: string;
  readonly text?: string;
}) {
  return (
    <label className={classes.choice}>
      <input type="radio" name={props.name} checked={props.checked} onChange={props.onChoose} />
      <span>
        {props.title}
        {props.text !== undefined && <span className="quiet"> · {props.text}</span>}
      </span>
    </label>
  );
}
