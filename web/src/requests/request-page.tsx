import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { MarkingWords } from '../marking/marking-picker.tsx';
import { Said } from '../shared/bidi.tsx';
import { useChanges } from '../shared/changes.ts';
import { Facts } from '../shared/facts.tsx';
import { useKeys } from '../shared/keys.ts';
import layout from '../shared/layout.module.css';
import { NotLive } from '../shared/live.tsx';
import { Failure, Notice } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import { useMinutes } from '../shared/use-minutes.ts';
import { Act } from './act.tsx';
import { AdviceTable } from './advice-table.tsx';
import type { RequestPage as Page } from './answers.ts';
import classes from './requests.module.css';
import { TimeLeft } from './requests-table.tsx';
import { SharedTable } from './shared-table.tsx';
import { useRequest } from './use-requests.ts';
import { REFUSAL_WORDS, stateWords, stepWords, whatWords, whoWords } from './words.ts';

/** One request: what is asked, what may go, what was decided by whom, and what went. */
export function RequestPage() {
  const { id } = useParams({ from: '/requests/$id' });
  const heard = useChanges('requests', 'requests');
  const request = useRequest(id, heard);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const side = request.data?.side;
  useKeys({
    u: () => {
      void navigate({ to: '/requests', search: side === 'sent' ? { side } : {} });
      return true;
    },
    l: () => {
      void queries.invalidateQueries({ queryKey: ['requests'] });
      return true;
    },
  });
  if (request.error) return <Failure error={request.error} />;
  if (!request.data) return null;
  const page = request.data;
  return (
    <div className={layout.page}>
      <header className={layout.section}>
        <div className={layout.line}>
          <h1>
            {whatWords(page)} {page.side === 'sent' ? 'to' : 'of'} {page.partner}
          </h1>
          <strong>{stateWords(page.state)}</strong>
          <NotLive heard={heard} shown="requests" hint="l" />
          <Link to="/requests" search={page.side === 'sent' ? { side: 'sent' } : {}} title="u">
            {page.side === 'sent' ? 'Outbox' : 'Inbox'}
          </Link>
        </div>
        {page.question !== undefined && (
          <p className={classes.asked}>
            <Said>{page.question}</Said>
          </p>
        )}
        <Outcome page={page} />
      </header>
      <Act key={`${page.id} ${page.state}`} page={page} />
      <div className={classes.columns}>
        <div className={classes.main}>
          {page.advice.length > 0 && !page.can.includes('answer') && (
            <section className={layout.section} aria-labelledby="advice">
              <h2 id="advice">
                {page.kind === 'consent' ? 'What would go further' : 'What may go, and what was chosen'}
              </h2>
              <AdviceTable page={page} />
            </section>
          )}
          {page.shared.length > 0 && <SharedTable page={page} />}
          <AboutIt page={page} />
        </div>
        <History page={page} />
      </div>
    </div>
  );
}

/** What came of it, in a sentence. */
function Outcome({ page }: { readonly page: Page }) {
  const { refusal, notNow, answer, feedback, suppressed, consents } = page;
  return (
    <>
      {refusal && (
        <Notice kind="contradicts" title={`Refused: ${REFUSAL_WORDS[refusal.code]}.`}>
          {refusal.note}
        </Notice>
      )}
      {notNow && page.state === 'not-now' && (
        <Notice kind="close" title={`Not before ${instant(notNow.until)} UTC.`}>
          {notNow.note}
        </Notice>
      )}
      {answer && page.state === 'answered' && (
        <Notice kind="agrees" title={`Answered ${instant(answer.at)} UTC.`}>
          {answer.note !== '' && <>{answer.note} </>}
          {page.side === 'sent' && (
            <Link to="/entity/$id" params={{ id: answer.entity }}>
              The record as {page.partner} gave it
            </Link>
          )}
        </Notice>
      )}
      {suppressed && (
        <Notice kind="close" title="People found that it is not the same person.">
          The next question shows this hit as found before, on both sides.
        </Notice>
      )}
      {feedback && (
        <p className="quiet">
          Feedback: {feedback.samePerson ? 'the same person' : 'not the same person'},{' '}
          {feedback.useful ? 'of use' : 'of no use'}
          {feedback.note !== '' && `: ${feedback.note}`}
        </p>
      )}
      {consents.map(({ id, service, state }) => (
        <p key={id} className="quiet">
          {service}, which said some of it first:{' '}
          {state === 'sent' ? 'asked, no answer yet' : state === 'agreed' ? 'agreed' : 'did not agree'}.
        </p>
      ))}
    </>
  );
}

function AboutIt({ page }: { readonly page: Page }) {
  const now = useMinutes();
  const { subject } = page;
  const facts: readonly (readonly [title: string, value: React.ReactNode])[] = [
    [
      'Own record',
      page.record !== undefined && (
        <Link to="/entity/$id" params={{ id: page.record }}>
          {page.record}
        </Link>
      ),
    ],
    [
      'Asked for',
      subject &&
        ('entityId' in subject ? (
          <Link to="/entity/$id" params={{ id: subject.entityId }}>
            {subject.entityId}
          </Link>
        ) : (
          Object.values(subject.query.properties).flat().join(' · ')
        )),
    ],
    ['Would go to', page.recipient],
    ['Purpose', page.purpose],
    ['Legal basis', page.legalBasis],
    ['Case', page.caseNumber],
    [
      'Case, hash of the asker',
      page.caseNumber === undefined && page.caseHash && <code>{page.caseHash.slice(0, 16)} …</code>,
    ],
    [
      'Hit',
      page.strength &&
        (page.strength === 'medium'
          ? 'medium: about one in 100,000 other persons has the same'
          : page.strength),
    ],
    ['Answer of use under', page.handling && <MarkingWords marking={page.handling} />],
    ['Reference, epoch', page.reference && <code>{`${page.reference}, ${page.epoch}`}</code>],
    [
      'Deadline',
      page.deadline && (
        <>
          {instant(page.deadline)} UTC <TimeLeft row={page} now={now} />
        </>
      ),
    ],
    ['Prepared by', page.proposal?.by ?? page.preparedBy],
  ];
  return (
    <section className={layout.section} aria-labelledby="facts">
      <h2 id="facts">About it</h2>
      <Facts facts={facts} />
    </section>
  );
}

function History({ page }: { readonly page: Page }) {
  const receipts: readonly (readonly [string, string | undefined])[] = [
    ['delivered', page.receipts.delivered],
    ['read', page.receipts.read],
    ['answer delivered', page.receipts['answer-delivered']],
    ['answer read', page.receipts['answer-read']],
  ];
  const told = receipts.flatMap(([what, at]) => (at === undefined ? [] : [`${what} ${instant(at)}`]));
  return (
    <section className={layout.section} aria-labelledby="history">
      <h2 id="history">Every step</h2>
      <ol className={classes.steps} aria-labelledby="history">
        {page.events.map(({ at, by, step, note }) => (
          <li key={`${at} ${by} ${step}`}>
            <span className="quiet small nowrap">{instant(at)}</span> {whoWords(by)}{' '}
            <strong>{stepWords(step)}</strong>
            {note !== '' && <span className="quiet">: {note}</span>}
          </li>
        ))}
      </ol>
      {told.length > 0 && (
        <p className="quiet small">
          Receipts:{' '}
          {told.map((one, at) => (
            <span key={one}>
              {at > 0 && ', '}
              <span className="nowrap">{one}</span>
            </span>
          ))}
        </p>
      )}
      <p className="small">
        Auditors see it in the{' '}
        <Link to="/ledger" search={{ subject: page.id }}>
          ledger
        </Link>
        .
      </p>
    </section>
  );
}
