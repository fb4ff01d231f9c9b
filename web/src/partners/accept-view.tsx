import { Button, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Facts } from '../shared/facts.tsx';
import layout from '../shared/layout.module.css';
import { Failure, Notice } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import type { AgreementTerms } from './answers.ts';
import classes from './partners.module.css';
import { WaitsForSecond } from './prepared-view.tsx';
import { TermsInWords } from './terms-in-words.tsx';
import { usePartnerStep } from './use-partners.ts';

interface Invitation {
  readonly from: { readonly id: string; readonly title: string; readonly url: string; readonly spki: string };
  readonly to: { readonly id: string };
  readonly offer: Omit<AgreementTerms, 'parties'>;
  readonly until: string;
}

/** What a pasted text says, for reading. The server checks signature and form before it signs anything. */
function readText(text: string): Invitation | undefined {
  try {
    const read = JSON.parse(text) as Partial<Invitation> | null;
    return read?.from?.id && read.to?.id && read.offer?.purposes && read.offer.families && read.offer.groups
      ? (read as Invitation)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Shows what an invitation offers, and signs it. */
export function AcceptView() {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const accept = usePartnerStep();
  const invitation = readText(text);
  if (accept.data && 'prepared' in accept.data) return <WaitsForSecond step={accept.data.prepared} />;
  return (
    <form
      className={`${layout.form} ${classes.form}`}
      aria-label="Invitation"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate(
          { path: '/api/partners/acceptances', body: { text } },
          {
            onSuccess: (answer) => {
              if (!('prepared' in answer))
                void navigate({ to: '/partners/$name', params: { name: answer.id } });
            },
          },
        );
      }}
    >
      <Textarea
        className={classes.invitation}
        label="Text of the invitation, as you got it"
        required
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && !invitation && (
        <Notice kind="contradicts" title="This is no invitation.">
          Paste the whole file, from the first brace to the last.
        </Notice>
      )}
      {invitation && (
        <section className={layout.section} aria-label="What you would sign">
          <h2>
            {invitation.from.title} ({invitation.from.id}) invites {invitation.to.id}
          </h2>
          <TermsInWords terms={invitation.offer} />
          <Facts
            facts={[
              ['Its address', invitation.from.url],
              [
                'Its key (SHA-256)',
                <span key="key">
                  <code>{invitation.from.spki}</code> <span className="quiet">compare it on another way</span>
                </span>,
              ],
              ['Can be accepted until', `${instant(invitation.until)} UTC`],
            ]}
          />
          <Button type="submit" loading={accept.isPending}>
            Sign it
          </Button>
        </section>
      )}
      {accept.error && <Failure error={accept.error} />}
    </form>
  );
}
