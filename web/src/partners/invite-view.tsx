import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import layout from '../shared/layout.module.css';
import { Failure, Notice } from '../shared/notice.tsx';
import type { Prepared } from './answers.ts';
import classes from './partners.module.css';
import { WaitsForSecond } from './prepared-view.tsx';
import { problemOf, usualTerms } from './terms.ts';
import { TermsForm } from './terms-form.tsx';
import { usePartnerStep, usePartners } from './use-partners.ts';

/** The agreement editor: terms are chosen, and an invitation holds them for the other service to sign. */
export function InviteView() {
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [terms, setTerms] = useState(() => usualTerms(Date.now()));
  const [copied, setCopied] = useState(false);
  const self = usePartners().data?.self;
  const invite = usePartnerStep<{ readonly id: string; readonly text: string } | Prepared>();
  if (invite.data && 'prepared' in invite.data) return <WaitsForSecond step={invite.data.prepared} />;
  const { data: written } = invite;
  if (written)
    return (
      <section className={layout.section} aria-labelledby="invitation">
        <h2 id="invitation">Invitation for {name.trim()}</h2>
        <p className={layout.text}>
          Carry it to {name.trim()} by a way that both trust. Whoever has it can accept it, once, within 14
          days. It is shown only now. Compare the keys of both on another way afterwards.
        </p>
        <Textarea
          className={classes.invitation}
          w="100%"
          aria-label="Text of the invitation"
          readOnly
          value={written.text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className={layout.line}>
          <Button
            onClick={() =>
              void navigator.clipboard.writeText(written.text).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {copied ? 'Copied' : 'Copy it'}
          </Button>
          <Button
            variant="default"
            component="a"
            download={`invitation-${name.trim()}.json`}
            href={`data:application/json;charset=utf-8,${encodeURIComponent(written.text)}`}
          >
            Save as a file
          </Button>
          <Button variant="default" onClick={() => invite.reset()}>
            Invite another service
          </Button>
        </div>
      </section>
    );
  const parties = [...(self === undefined ? [] : [self]), ...(name.trim() === '' ? [] : [name.trim()])];
  const problem = problemOf(terms);
  return (
    <form
      className={`${layout.form} ${classes.form}`}
      aria-label="Agreement"
      onSubmit={(event) => {
        event.preventDefault();
        // The name may have been another one when groups were chosen.
        const groups = Object.fromEntries(
          Object.entries(terms.groups).filter(([id]) => parties.includes(id)),
        );
        invite.mutate({
          path: '/api/partners/invitations',
          body: { name: name.trim(), ...(url.trim() && { url: url.trim() }), terms: { ...terms, groups } },
        });
      }}
    >
      <Notice title="An agreement is signed by both.">
        You sign what you offer; the other service reads it, signs, and both are partners. What is agreed
        holds for both directions.
      </Notice>
      <div className={`${layout.line} ${layout.ends}`}>
        <TextInput
          label="Name of the service"
          required
          maxLength={63}
          pattern="[a-z0-9][a-z0-9\-]*"
          title="Small letters, digits and hyphens, as the service calls itself"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Its address, where it is known"
          placeholder="https://tocsin.example:9321"
          w={320}
          maxLength={300}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      </div>
      <TermsForm terms={terms} parties={parties} onChange={setTerms} />
      <div className={layout.line}>
        <Button type="submit" disabled={!name.trim() || problem !== undefined} loading={invite.isPending}>
          Sign, and write the invitation
        </Button>
        {problem !== undefined && <span className="close small">{problem}</span>}
      </div>
      {invite.error && <Failure error={invite.error} />}
    </form>
  );
}
