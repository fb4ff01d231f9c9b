import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AskablePartner, FollowedAnswer, RequestRow } from '../requests/answers.ts';
import { stateWords } from '../requests/words.ts';
import layout from '../shared/layout.module.css';
import { Failure } from '../shared/notice.tsx';
import { PartnerName } from '../shared/partner-name.tsx';
import { count, instant } from '../shared/time.ts';
import classes from './ask.module.css';
import { PrepareRequest } from './prepare-request.tsx';
import type { Asked } from './use-answers.ts';
import { useFollowed } from './use-followed.ts';

const FAMILY_WORDS: Readonly<Record<string, string>> = {
  doc: 'a document number and its country',
  dn: 'a document number and a name',
  nd: 'names and the full date of birth',
  n3y: 'three names and the year of birth',
  n2y: 'two rare names and the year of birth',
};

const familyWords = (family: string): string => FAMILY_WORDS[family] ?? family;

type Hit = Extract<FollowedAnswer, { outcome: 'hits' | 'none' }>['hits'][number];

/** Hits first, then what did not come, then those who do not know. */
const rankOf = (answer: FollowedAnswer | undefined): number =>
  answer?.outcome === 'hits' ? 0 : answer?.outcome === 'none' ? 2 : 1;

/** One row a partner that was asked; waiting, until its answer has come. */
export function AnswerTable({
  asked,
  partners,
  heard,
}: {
  readonly asked: Asked;
  readonly partners: readonly AskablePartner[];
  readonly heard: boolean;
}) {
  const { question, answers, running, error } = asked;
  const [preparing, setPreparing] = useState<string>();
  const followed = useFollowed(heard);
  // Not before all have answered: rows must not move under a finger.
  const rows = running
    ? question.partners
    : question.partners.toSorted((a, b) => rankOf(answers.get(a)) - rankOf(answers.get(b)));
  const known = [...answers.values()].filter(({ outcome }) => outcome === 'hits').length;
  return (
    <>
      <p role="status" className={layout.text}>
        {running
          ? `${count(answers.size)} of ${count(question.partners.length)} have answered.`
          : known === 0
            ? 'None of those who answered knows this person by what was asked for.'
            : `${count(known)} of ${count(question.partners.length)} may know this person.`}{' '}
        <span className="quiet">
          “No hit” says that no record which the partner may release shares a key with the question; it does
          not say that it holds nothing.
        </span>
      </p>
      {error !== undefined && <Failure error={error} />}
      <table className="grid" aria-label="Answers of partners">
        <thead>
          <tr>
            <th>Partner</th>
            <th>Answer</th>
            <th>Rests on</th>
            <th>At (UTC)</th>
            <th className="number">Left today</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {rows.map((partner) => {
            const answer = answers.get(partner);
            const title = partners.find(({ id }) => id === partner)?.title;
            if (!answer || answer.outcome === 'failed' || answer.hits.length === 0)
              return <Row key={partner} partner={partner} title={title} answer={answer} running={running} />;
            return answer.hits.map((hit, at) => [
              <tr key={hit.reference}>
                <td>{at === 0 && <PartnerName id={partner} title={title} />}</td>
                <td>
                  <HitWords hit={hit} />
                </td>
                <td>{hit.families.map(familyWords).join('; ')}</td>
                <At answer={answer} />
                <td className="number">{count(answer.budgetLeft.today)}</td>
                <td className="nowrap">
                  <Followed request={followed(partner, hit.reference)} />
                  <Button
                    size="compact-sm"
                    variant={preparing === hit.reference ? 'filled' : 'default'}
                    onClick={() => setPreparing(preparing === hit.reference ? undefined : hit.reference)}
                  >
                    {followed(partner, hit.reference) ? 'Prepare another …' : 'Prepare a request …'}
                  </Button>
                </td>
              </tr>,
              preparing === hit.reference && (
                <tr key={`${hit.reference} request`}>
                  <td colSpan={6}>
                    <PrepareRequest
                      partner={partner}
                      epoch={answer.epoch}
                      hit={hit}
                      question={question}
                      onClose={() => setPreparing(undefined)}
                    />
                  </td>
                </tr>
              ),
            ]);
          })}
        </tbody>
      </table>
    </>
  );
}

/** The time of day, for an answer is of now; whole, with the epoch, when it is pointed at. */
function At({
  answer: { at, epoch },
}: {
  readonly answer: Extract<FollowedAnswer, { outcome: 'hits' | 'none' }>;
}) {
  return (
    <td className="nowrap" title={`${instant(at)} UTC, epoch ${epoch}`}>
      {instant(at).slice(11)}
    </td>
  );
}

/** What became of a hit: the request on it, and where that stands now. */
function Followed({ request }: { readonly request: RequestRow | undefined }) {
  if (!request) return null;
  const { id, state } = request;
  return (
    <div>
      <Link to="/requests/$id" params={{ id }}>
        Request
      </Link>{' '}
      <strong className={state === 'answered' ? 'agrees' : state === 'refused' ? 'contradicts' : undefined}>
        {stateWords(state)}
      </strong>
    </div>
  );
}

function Row({
  partner,
  title,
  answer,
  running,
}: {
  readonly partner: string;
  readonly title: string | undefined;
  readonly answer: FollowedAnswer | undefined;
  readonly running: boolean;
}) {
  const name = (
    <td>
      <PartnerName id={partner} title={title} />
    </td>
  );
  if (!answer || answer.outcome === 'failed')
    return (
      <tr>
        {name}
        <td>
          {answer ? (
            <span className={classes.outcome} data-kind="failed">
              did not answer
            </span>
          ) : (
            <span className={classes.outcome}>{running ? 'pending …' : 'no answer came'}</span>
          )}
        </td>
        <td colSpan={4}>
          {answer?.outcome === 'failed' && (
            <>
              {answer.reason}. <span className="quiet">{todoOf(answer.why)}</span>
            </>
          )}
        </td>
      </tr>
    );
  return (
    <tr>
      {name}
      <td>
        <span className={classes.outcome}>no hit</span>
      </td>
      <td className="quiet">
        {answer.left > 0 && `${count(answer.left)} keys did not fit into the question`}
      </td>
      <At answer={answer} />
      <td className="number">{count(answer.budgetLeft.today)}</td>
      <td />
    </tr>
  );
}

/** What to do about an answer that did not come. */
function todoOf(why: Extract<FollowedAnswer, { outcome: 'failed' }>['why']): string {
  switch (why) {
    case 'day':
      return 'Ask again tomorrow, or agree on more questions a day.';
    case 'minute':
      return 'Ask again in a minute.';
    case 'unreachable':
      return 'Ask again in a few minutes. If it stays so, call the partner: its service or the line is down.';
    case 'untrusted':
      return 'Do not rely on it. Tell the administrator and the partner; an alarm stands in the ledger.';
    case 'size':
      return 'Give more: a date of birth, or a document with its nationality.';
    case 'agreement':
    case 'purpose':
      return 'A liaison officer sees under Partners what the agreement holds, and can propose a change.';
    case 'clock':
      return 'Check the clocks of both services.';
    default:
      return 'Ask again. If it stays so, call the partner and read it the reason.';
  }
}

function HitWords({ hit }: { readonly hit: Hit }) {
  return (
    <>
      <span className={classes.outcome} data-kind={hit.strength}>
        hit, {hit.strength}
      </span>
      {hit.strength === 'medium' && (
        <div className="small close">
          By names and year of birth only: about one in 100,000 other persons has the same. A second person
          looks before it is followed up.
        </div>
      )}
      {hit.suppressed && (
        <div className="small close">Found before not to be the same person. Ask only if you know more.</div>
      )}
      {hit.deconfliction && (
        <div className="small">
          Both work on this person: call <strong>{hit.deconfliction.contact}</strong>
        </div>
      )}
    </>
  );
}
