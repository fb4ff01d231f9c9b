import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PreparedStep } from '../../../src/share/index.ts';
import { get, remove } from '../shared/http.ts';
import layout from '../shared/layout.module.css';
import { Failure, Notice } from '../shared/notice.tsx';
import { useReason } from '../shared/reason.ts';
import { useMe } from '../shared/session.ts';
import { instant } from '../shared/time.ts';
import type { AgreementTerms, Prepared as PreparedAnswer } from './answers.ts';
import { TermsInWords } from './terms-in-words.tsx';
import { usePartnerStep, usePartners } from './use-partners.ts';

const WORDS: Readonly<Record<PreparedStep['what'], string>> = {
  invite: 'Invite',
  accept: 'Accept the invitation of',
  'propose-change': 'Propose a change to',
  agree: 'Sign the changed terms of',
  end: 'End the agreement with',
};

/** Said where a step was prepared and not done. */
export function WaitsForSecond({ step: { what, name, until } }: { readonly step: PreparedStep }) {
  return (
    <Notice title={`Prepared: ${WORDS[what].toLowerCase()} ${name}.`}>
      Somebody else of this service signs it, on the page Partners, until {instant(until)} UTC.
    </Notice>
  );
}

/** What waits for a second person of this service. */
export function PreparedView() {
  const reason = useReason();
  const me = useMe();
  const partners = usePartners();
  const waiting = useQuery({
    queryKey: ['partners', reason, 'prepared'],
    queryFn: async ({ signal }) =>
      (await get<{ readonly steps: readonly PreparedStep[] }>('/api/prepared-steps', {}, signal)).steps,
  });
  if (waiting.error) return <Failure error={waiting.error} />;
  if (!waiting.data || waiting.data.length === 0) return null;
  return (
    <section className={layout.section} aria-labelledby="prepared">
      <h2 id="prepared">Waits for a second person</h2>
      {waiting.data.map((step) => (
        <Prepared
          key={step.id}
          step={step}
          mine={step.by === me.data?.account}
          now={partners.data?.partners.find(({ id }) => id === step.name)?.agreement}
        />
      ))}
    </section>
  );
}

type Terms = Omit<AgreementTerms, 'parties'>;

/** All of an agreement, not only what is to change. */
const isWhole = (terms: unknown): terms is Terms =>
  ['purposes', 'families', 'groups', 'from', 'until'].every((name) => Object.hasOwn(terms as object, name));

/** The terms of a step, beside those that hold now. Of a change only what changes was written down. */
function StepTerms({ terms, now }: { readonly terms: unknown; readonly now: Terms | undefined }) {
  if (isWhole(terms)) return <TermsInWords terms={terms} {...(now && { before: now })} />;
  if (!now) return <Notice title="The agreement that it changes is not there any more." kind="close" />;
  return <TermsInWords terms={{ ...now, ...(terms as Partial<Terms>) }} before={now} />;
}

function Prepared({
  step,
  mine,
  now,
}: {
  readonly step: PreparedStep;
  readonly mine: boolean;
  /** What is agreed with this partner now. */
  readonly now: Terms | undefined;
}) {
  const { id, what, name, by, at, terms, reason } = step;
  const path = `/api/prepared-steps/${encodeURIComponent(id)}`;
  const sign = usePartnerStep<{ readonly invitation?: { readonly text: string } } | PreparedAnswer>();
  const drop = usePartnerStep<unknown>(() => remove(path));
  const [shown, setShown] = useState(false);
  const text = sign.data && 'invitation' in sign.data ? sign.data.invitation?.text : undefined;
  return (
    <div>
      <div className={layout.line}>
        <strong>
          {WORDS[what]} {name}
        </strong>
        <span className="quiet">
          prepared by {by}, {instant(at)} UTC{reason && `: ${reason}`}
        </span>
        {terms !== undefined && (
          <Button size="compact-sm" variant="default" onClick={() => setShown(!shown)}>
            {shown ? 'Hide the terms' : 'Show the terms'}
          </Button>
        )}
        {mine ? (
          <span className="close">waits for somebody else to sign it</span>
        ) : (
          <Button
            size="compact-sm"
            loading={sign.isPending}
            onClick={() => sign.mutate({ path: `${path}/signature` })}
          >
            Sign it
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          loading={drop.isPending}
          onClick={() => drop.mutate({ path })}
        >
          Take it back
        </Button>
      </div>
      {shown && (
        <StepTerms terms={terms} now={what === 'propose-change' || what === 'agree' ? now : undefined} />
      )}
      {text !== undefined && <pre className="small">{text}</pre>}
      {sign.error && <Failure error={sign.error} />}
      {drop.error && <Failure error={drop.error} />}
    </div>
  );
}
