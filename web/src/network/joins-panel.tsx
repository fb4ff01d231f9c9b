import { Button } from '@mantine/core';
import { useState } from 'react';
import { Said } from '../shared/bidi.tsx';
import { Score } from '../shared/marks.tsx';
import { Failure } from '../shared/notice.tsx';
import { byReadingOrder, inWords, valueInWords } from '../shared/words.ts';
import type { Proposal, Verdict } from './answers.ts';
import classes from './network.module.css';
import type { Desk } from './use-desk.ts';
import { useProposals } from './use-network.ts';
import { listed } from './words.ts';

/** Who may be one person in two fragments: two records side by side, judged one by one, never joined silently. */
export function JoinsPanel({ desk }: { readonly desk: Desk }) {
  const proposals = useProposals();
  const [at, setAt] = useState(0);
  if (proposals.error) return <Failure error={proposals.error} />;
  if (!proposals.data) return <p className="quiet">Comparing records …</p>;
  const { proposals: rows, more } = proposals.data;
  const proposal = rows[Math.min(at, rows.length - 1)];
  if (!proposal)
    return (
      <p className="quiet">
        Nobody is proposed: no two records of different services look like one person, and no two have the
        same paper.
      </p>
    );
  return (
    <div className={classes.panel}>
      <div className={classes.line}>
        <strong>
          {Math.min(at, rows.length - 1) + 1} of {rows.length + more}
        </strong>
        <button
          type="button"
          className={classes.quietButton}
          disabled={at === 0}
          onClick={() => setAt(at - 1)}
        >
          Before
        </button>
        <button
          type="button"
          className={classes.quietButton}
          disabled={at >= rows.length - 1}
          onClick={() => setAt(at + 1)}
        >
          Next
        </button>
        <Score value={proposal.comparison.score} />
        <span>{proposal.why}</span>
      </div>
      <OneProposal key={`${proposal.left.id} ${proposal.right.id}`} proposal={proposal} desk={desk} />
    </div>
  );
}

function OneProposal({
  proposal: { left, right, contacts, documents },
  desk,
}: {
  readonly proposal: Proposal;
  readonly desk: Desk;
}) {
  const [reason, setReason] = useState('');
  const names = [...new Set([...Object.keys(left.properties), ...Object.keys(right.properties)])].sort(
    byReadingOrder,
  );
  const judge = (verdict: Verdict, words: string): void =>
    void desk.keep(
      { at: '/api/judgements', body: { left: left.id, right: right.id, verdict, reason: reason.trim() } },
      `${words}: ${left.caption} and ${right.caption}`,
    );
  return (
    <>
      <table className={`grid ${classes.sides}`} aria-label="Two records">
        <thead>
          <tr>
            <th />
            <th>
              <Said>{left.caption}</Said>{' '}
              <span className="quiet">known to {listed(left.knownTo) || 'nobody'}</span>
            </th>
            <th>
              <Said>{right.caption}</Said>{' '}
              <span className="quiet">known to {listed(right.knownTo) || 'nobody'}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const [a, b] = [left.properties[name] ?? [], right.properties[name] ?? []];
            const differ = a.length > 0 && b.length > 0 && !a.some((value) => b.includes(value));
            return (
              <tr key={name} data-differ={differ}>
                <th scope="row">
                  {inWords(name)} {differ && <span title="The two differ">≠</span>}
                </th>
                {[a, b].map((values, side) => (
                  <td key={side === 0 ? 'left' : 'right'}>
                    {values.map((value) => (
                      <div key={value}>
                        <Said>{valueInWords(name, value)}</Said>
                      </div>
                    ))}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {documents.length > 0 && <p>Both have the paper {listed(documents)}.</p>}
      {contacts.length > 0 && <p>Both are tied to {listed(contacts)}.</p>}
      <div className={classes.line}>
        <input
          aria-label="Reason of the verdict"
          placeholder="Reason"
          size={40}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {(
          [
            ['same', 'The same person'],
            ['not-same', 'Not the same person'],
            ['unsure', 'Cannot tell'],
          ] as const
        ).map(([verdict, words]) => (
          <Button
            key={verdict}
            size="compact-xs"
            variant="default"
            disabled={reason.trim() === '' || desk.busy}
            onClick={() => judge(verdict, words)}
          >
            {words}
          </Button>
        ))}
      </div>
    </>
  );
}
