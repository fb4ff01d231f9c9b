import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useChanges } from '../shared/changes.ts';
import { Facts } from '../shared/facts.tsx';
import { get } from '../shared/http.ts';
import { useKeys } from '../shared/keys.ts';
import layout from '../shared/layout.module.css';
import { Failure, Notice } from '../shared/notice.tsx';
import { count, instant } from '../shared/time.ts';
import { useMinutes } from '../shared/use-minutes.ts';
import type { ChosenTerms, PartnerCheck, PartnerView } from './answers.ts';
import { EndAgreement } from './end-agreement.tsx';
import classes from './partners.module.css';
import { WaitsForSecond } from './prepared-view.tsx';
import { problemOf, termsOf } from './terms.ts';
import { TermsForm } from './terms-form.tsx';
import { TermsInWords } from './terms-in-words.tsx';
import { pathOf, usePartner, usePartnerStep } from './use-partners.ts';
import { ContactWords, EpochWords, UseBar } from './use-words.tsx';
import { STATE_WORDS } from './words.ts';

/** One partner: what is agreed, how much of it is used, its keys, and how the agreement changes or ends. */
export function PartnerPage() {
  const { name } = useParams({ from: '/partners/$name' });
  useChanges('partners', 'partners');
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
      <div className={layout.page}>
        <Failure error={partner.error} />
      </div>
    );
  if (!partner.data) return null;
  const one = partner.data;
  return (
    <div className={layout.page}>
      <div className={layout.head}>
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
        <section className={layout.section} aria-labelledby="terms">
          <h2 id="terms">{one.ended ? 'What was agreed' : 'What is agreed'}, for both directions</h2>
          <TermsInWords terms={one.agreement} />
          <span className="quiet small">
            Version {one.agreement.version ?? 1}, signed by{' '}
            {Object.keys(one.agreement.signatures).join(' and ')}.
          </span>
        </section>
        <div className={layout.form}>
          {one.use && <Used use={one.use} id={one.id} />}
          <LinkFacts partner={one} />
        </div>
      </div>
      {one.state === 'in-force' && <Change key={one.agreement.version ?? 1} partner={one} />}
      {one.state !== 'revoked' && <EndAgreement partner={one} />}
    </div>
  );
}

function Proposal({ partner }: { readonly partner: PartnerView }) {
  const agree = usePartnerStep();
  const { proposal, agreement } = partner;
  if (!proposal) return null;
  const theirs = proposal.by === partner.id;
  return (
    <section className={layout.section} aria-labelledby="proposal">
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

/** How much of it is used, in both directions. */
function Used({ use, id }: { readonly use: NonNullable<PartnerView['use']>; readonly id: string }) {
  const now = useMinutes();
  return (
    <section className={layout.section} aria-labelledby="used">
      <h2 id="used">How much of it is used</h2>
      <table className="grid" aria-label="Questions">
        <thead>
          <tr>
            <th />
            <th>Today (UTC)</th>
            <th className="number">Left today</th>
            <th className="number">In this epoch</th>
            <th>Epoch, age</th>
          </tr>
        </thead>
        <tbody>
          {(
            [
              [`We ask ${id}`, use.weAsk],
              [`${id} asks us`, use.theyAsk],
            ] as const
          ).map(([who, one]) => (
            <tr key={who}>
              <th scope="row">{who}</th>
              <td>
                <UseBar use={one} />
              </td>
              <td className={one.leftToday === 0 ? 'number contradicts' : 'number'}>
                {count(one.leftToday)}
              </td>
              <td className="number">{one.epoch && count(one.epoch.questions)}</td>
              <td>
                <EpochWords use={one} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Its keys, and whether it is there. */
function LinkFacts({ partner }: { readonly partner: PartnerView }) {
  const now = useMinutes();
  const check = usePartnerCheck(partner);
  const { data } = check;
  return (
    <section className={layout.section} aria-labelledby="link">
      <h2 id="link">Link</h2>
      <Facts
        facts={[
          ['Last contact', <ContactWords key="contact" contact={partner.contact} now={now} whole />],
          ['Address', partner.url],
          ['Key (SHA-256)', <code key="key">{partner.pin}</code>],
          ['Partner since', `${instant(partner.since)} UTC`],
          ['Knows our newest keys', partner.knowsOurKeys ? 'yes' : 'not yet'],
          ['Messages waiting', partner.waiting],
          ...partner.refused.map(({ kind, reason }) => [`Refused ${kind}`, reason, 'contradicts'] as const),
        ]}
      />
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

/** Asks it; that it answered, or did not, is its last contact. */
function usePartnerCheck(partner: PartnerView) {
  const again = usePartner(partner.id);
  return useMutation({
    mutationFn: () => get<PartnerCheck>(pathOf(partner, 'check')),
    onSettled: () => again.refetch(),
  });
}

function Change({ partner }: { readonly partner: PartnerView }) {
  const [terms, setTerms] = useState<ChosenTerms>();
  const propose = usePartnerStep();
  const { agreement } = partner;
  if (!terms)
    return (
      <div>
        <Button variant="default" onClick={() => setTerms(termsOf(agreement))}>
          Propose a change …
        </Button>
      </div>
    );
  const problem = problemOf(terms);
  return (
    <form
      className={`${layout.form} ${classes.form}`}
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
      <TermsForm terms={terms} parties={agreement.parties.map(({ id }) => id)} onChange={setTerms} />
      <div className={layout.line}>
        <Button type="submit" disabled={problem !== undefined} loading={propose.isPending}>
          Sign it, and send it
        </Button>
        <Button variant="default" onClick={() => setTerms(undefined)}>
          Leave it
        </Button>
        <span className={problem === undefined ? 'quiet small' : 'close small'}>
          {problem ?? `In force when ${partner.id} has signed.`}
        </span>
      </div>
      {propose.data && 'prepared' in propose.data && <WaitsForSecond step={propose.data.prepared} />}
      {propose.error && <Failure error={propose.error} />}
    </form>
  );
}
