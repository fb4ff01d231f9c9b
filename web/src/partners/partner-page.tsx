import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { get } from '../shared/http.ts';
import { useKeys } from '../shared/keys.ts';
import { Failure, Notice } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import type { ChosenTerms, PartnerCheck, PartnerView } from './answers.ts';
import classes from './partners.module.css';
import { WaitsForSecond } from './prepared-view.tsx';
import { isWhole, TermsForm } from './terms-form.tsx';
import { TermsInWords } from './terms-in-words.tsx';
import { usePartner, usePartnerStep } from './use-partners.ts';
import { STATE_WORDS } from './words.ts';

/** One partner: what is agreed, its keys, and how the agreement changes or ends. */
export function PartnerPage() {
  const { name } = useParams({ from: '/partners/$name' });
  const partner = usePartner(name);
  const navigate = useNavigate();
  useKeys({
    u: () => {
      void navigate({ to: '/partners' });
      return true;
    },
  });
  if (partner.error)
    return (
      <div className={classes.page}>
        <Failure error={partner.error} />
      </div>
    );
  if (!partner.data) return null;
  const one = partner.data;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>
          {one.title} {one.title !== one.id && <span className="quiet">{one.id}</span>}
        </h1>
        <span className={one.state === 'in-force' ? 'agrees' : 'contradicts'}>
          agreement {STATE_WORDS[one.state]}
        </span>
        <Link to="/partners" title="u">
          All partners
        </Link>
      </div>
      {one.ended && (
        <Notice kind="contradicts" title={`Ended ${instant(one.ended.at)} UTC by ${one.ended.by}.`}>
          {one.ended.reason}
        </Notice>
      )}
      {one.proposal && <Proposal partner={one} />}
      <div className={classes.columns}>
        <section className={classes.section} aria-labelledby="terms">
          <h2 id="terms">What is agreed, for both directions</h2>
          <TermsInWords terms={one.agreement} />
          <span className="quiet small">
            Version {one.agreement.version ?? 1}, signed by{' '}
            {Object.keys(one.agreement.signatures).join(' and ')}.
          </span>
        </section>
        <LinkFacts partner={one} />
      </div>
      {one.state === 'in-force' && <Change key={one.agreement.version ?? 1} partner={one} />}
      {one.state !== 'ended' && one.state !== 'revoked' && <Ends partner={one} />}
    </div>
  );
}

const pathOf = ({ id }: PartnerView, step: string): string =>
  `/api/partners/${encodeURIComponent(id)}/${step}`;

function Proposal({ partner }: { readonly partner: PartnerView }) {
  const agree = usePartnerStep();
  const { proposal, agreement } = partner;
  if (!proposal) return null;
  const theirs = proposal.by === partner.id;
  return (
    <section className={classes.section} aria-labelledby="proposal">
      <h2 id="proposal">
        {theirs ? `${partner.id} proposes other terms` : 'Proposed by us; the partner has not signed yet'}{' '}
        <span className="quiet">{instant(proposal.at)}</span>
      </h2>
      <TermsInWords terms={proposal.agreement} before={agreement} />
      {theirs && (
        <Button
          loading={agree.isPending}
          onClick={() => agree.mutate({ path: pathOf(partner, 'agreement') })}
        >
          Sign the changed terms
        </Button>
      )}
      {agree.data && 'prepared' in agree.data && <WaitsForSecond step={agree.data.prepared} />}
      {agree.error && <Failure error={agree.error} />}
    </section>
  );
}

/** Its keys, and whether it is there. */
function LinkFacts({ partner }: { readonly partner: PartnerView }) {
  const check = useMutation({ mutationFn: () => get<PartnerCheck>(pathOf(partner, 'check')) });
  const { data } = check;
  return (
    <section className={classes.section} aria-labelledby="link">
      <h2 id="link">Link</h2>
      <dl className={classes.facts}>
        <dt>Address</dt>
        <dd>{partner.url}</dd>
        <dt>Key (SHA-256)</dt>
        <dd>
          <code>{partner.pin}</code>
        </dd>
        <dt>Partner since</dt>
        <dd>{instant(partner.since)} UTC</dd>
        <dt>Knows our newest keys</dt>
        <dd>{partner.knowsOurKeys ? 'yes' : 'not yet'}</dd>
        <dt>Messages waiting</dt>
        <dd>{partner.waiting}</dd>
        {partner.refused.map(({ kind, reason }) => (
          <div key={`${kind} ${reason}`} style={{ display: 'contents' }}>
            <dt className="contradicts">Refused {kind}</dt>
            <dd>{reason}</dd>
          </div>
        ))}
      </dl>
      <Button size="compact-sm" variant="default" loading={check.isPending} onClick={() => check.mutate()}>
        Is it there?
      </Button>
      {data && (
        <span role="status" className={data.sameAgreement ? 'agrees' : 'contradicts'}>
          {data.sameAgreement ? '✓ It has the same agreement' : '✗ It has another agreement'}; answered in{' '}
          {Math.round(data.took)} ms, its clock differs by {Math.round(data.clock / 1000)} s
        </span>
      )}
      {check.error && <Failure error={check.error} />}
    </section>
  );
}

function Change({ partner }: { readonly partner: PartnerView }) {
  const [terms, setTerms] = useState<ChosenTerms>();
  const propose = usePartnerStep();
  const { agreement } = partner;
  if (!terms)
    return (
      <div>
        <Button
          variant="default"
          onClick={() => {
            const { purposes, families, questionsPerDay, questionsPerMinute, epochDays } = agreement;
            const { standingQuestions, deconfliction, until } = agreement;
            setTerms({
              purposes,
              families,
              questionsPerDay,
              questionsPerMinute,
              epochDays,
              standingQuestions,
              deconfliction,
              until,
            });
          }}
        >
          Propose a change …
        </Button>
      </div>
    );
  return (
    <form
      className={classes.form}
      aria-label="Change of the agreement"
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate(
          { path: pathOf(partner, 'proposal'), body: { terms } },
          { onSuccess: (answer) => !('prepared' in answer) && setTerms(undefined) },
        );
      }}
    >
      <h2>Propose a change</h2>
      <TermsForm terms={terms} onChange={setTerms} />
      <div className={classes.line}>
        <Button type="submit" disabled={!isWhole(terms)} loading={propose.isPending}>
          Sign it, and send it
        </Button>
        <Button variant="default" onClick={() => setTerms(undefined)}>
          Leave it
        </Button>
        <span className="quiet small">In force when {partner.id} has signed.</span>
      </div>
      {propose.data && 'prepared' in propose.data && <WaitsForSecond step={propose.data.prepared} />}
      {propose.error && <Failure error={propose.error} />}
    </form>
  );
}

/** The end of it: told, or, where its key is not trusted any more, not told. Asks again before it does. */
function Ends({ partner }: { readonly partner: PartnerView }) {
  const [how, setHow] = useState<'end' | 'revocation'>();
  const [reason, setReason] = useState('');
  const step = usePartnerStep();
  return (
    <section className={classes.section} aria-label="End">
      <div className={classes.line}>
        <Button variant={how === 'end' ? 'filled' : 'default'} onClick={() => setHow('end')}>
          End the agreement …
        </Button>
        <Button
          color="red"
          variant={how === 'revocation' ? 'filled' : 'light'}
          onClick={() => setHow('revocation')}
        >
          Revoke the partner …
        </Button>
      </div>
      {how && (
        <form
          className={classes.line}
          aria-label={how === 'end' ? 'End the agreement' : 'Revoke the partner'}
          onSubmit={(event) => {
            event.preventDefault();
            step.mutate(
              { path: pathOf(partner, how), body: { reason: reason.trim() } },
              { onSuccess: () => setHow(undefined) },
            );
          }}
        >
          <TextInput
            label={how === 'end' ? `Why (${partner.id} gets this)` : 'Why (stays here)'}
            required
            autoFocus
            w={340}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setHow(undefined)}
          />
          <Button type="submit" color="red" disabled={!reason.trim()} loading={step.isPending}>
            {how === 'end' ? `Yes, end it with ${partner.id}` : `Yes, refuse ${partner.id} from now on`}
          </Button>
          <Button variant="default" onClick={() => setHow(undefined)}>
            Leave it
          </Button>
          <span className="quiet small">
            {how === 'end'
              ? 'It is told. Tables and references are deleted, open requests are cancelled. It cannot be taken back.'
              : 'It is not told: its key is refused at once. For a stolen key. It cannot be taken back.'}
          </span>
        </form>
      )}
      {step.data && 'prepared' in step.data && <WaitsForSecond step={step.data.prepared} />}
      {step.error && <Failure error={step.error} />}
    </section>
  );
}
