import { useSearch as useAddress } from '@tanstack/react-router';
import { useAskable } from '../requests/use-requests.ts';
import { useChanges } from '../shared/changes.ts';
import { useKeys } from '../shared/keys.ts';
import layout from '../shared/layout.module.css';
import { NotLive } from '../shared/live.tsx';
import { Failure, Notice } from '../shared/notice.tsx';
import { AnswerTable } from './answer-table.tsx';
import classes from './ask.module.css';
import { AskForm } from './ask-form.tsx';
import { useAnswers } from './use-answers.ts';

/** One question to many: do you know this person? Those who do not learn nothing of whom was asked for. */
export function AskPage() {
  const { entity } = useAddress({ from: '/ask' });
  const heard = useChanges('ask', 'ask', 'requests');
  const askable = useAskable();
  const [asked, ask] = useAnswers();
  useKeys({
    '/': () => {
      document.querySelector<HTMLInputElement>('#ask-form input')?.focus();
      return true;
    },
  });
  return (
    <div className={layout.page}>
      <div className={layout.head}>
        <h1>Ask partners</h1>
        <NotLive heard={heard} shown="ask" hint="" />
      </div>
      <p className={`${layout.text} quiet`}>
        Each partner learns that a question was asked, for which purpose and legal basis, and never whom it
        was about. You learn which of them know the person. No independent audit of this protocol has been
        made.
      </p>
      {askable.error && <Failure error={askable.error} />}
      {askable.data?.length === 0 && (
        <Notice title="There is no partner to ask.">
          A liaison officer makes an agreement at Partners, for the purpose of partnership.
        </Notice>
      )}
      {askable.data && askable.data.length > 0 && (
        <div className={classes.columns}>
          <AskForm
            key={entity ?? ''}
            entity={entity}
            partners={askable.data}
            running={asked?.running === true}
            onAsk={ask}
          />
          <section className={layout.section} aria-label="Answers">
            {asked ? (
              <AnswerTable asked={asked} partners={askable.data} heard={heard} />
            ) : (
              <Notice title="Nobody was asked yet.">
                Answers appear here as they arrive, one row a partner. A question that was sent is spent: it
                counts against what the agreement allows, whatever the answer is.
              </Notice>
            )}
          </section>
        </div>
      )}
    </div>
  );
}
