import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { MarkingWords } from '../marking/marking-picker.tsx';
import { Said } from '../shared/bidi.tsx';
import layout from '../shared/layout.module.css';
import { Failure } from '../shared/notice.tsx';
import { instant } from '../shared/time.ts';
import { byReadingOrder, inWords, valueInWords } from '../shared/words.ts';
import type { RequestPage, SharedRow } from './answers.ts';
import classes from './requests.module.css';
import { useRequestStep } from './use-requests.ts';

const SHARED_WORDS = { current: 'current', corrected: 'corrected', withdrawn: 'withdrawn' } as const;

/** What was given or came, and what became of it. What this service gave it can correct, and take back. */
export function SharedTable({ page }: { readonly page: RequestPage }) {
  const given = page.side === 'received';
  const rows = page.shared.toSorted(
    (a, b) => byReadingOrder(a.property, b.property) || a.recordedFrom.localeCompare(b.recordedFrom),
  );
  const [open, setOpen] = useState<{ readonly id: string; readonly how: 'correct' | 'withdraw' }>();
  return (
    <section className={layout.section} aria-labelledby="shared">
      <h2 id="shared">{given ? `What ${page.partner} got` : `What ${page.partner} gave`}</h2>
      <table className="grid" aria-label={given ? 'Given statements' : 'Received statements'}>
        <thead>
          <tr>
            <th>Property</th>
            <th>Value</th>
            <th>Marking</th>
            <th>Said by</th>
            <th>State</th>
            {given && <th />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => [
            <tr key={row.sharedAs} className={row.state === 'current' ? undefined : classes.ended}>
              <td>{inWords(row.property)}</td>
              <td className={classes.value}>
                {row.state === 'current' ? (
                  <strong>
                    <Said>{valueInWords(row.property, row.value)}</Said>
                  </strong>
                ) : (
                  <del>
                    <Said>{valueInWords(row.property, row.value)}</Said>
                  </del>
                )}
              </td>
              <td>
                <MarkingWords marking={row.marking} />
              </td>
              <td>
                {row.sourceService}
                <div className="quiet small">grade {row.grade}</div>
              </td>
              <td>
                <State row={row} given={given} partner={page.partner} />
              </td>
              {given && (
                <td className="nowrap">
                  {row.state === 'current' &&
                    (['correct', 'withdraw'] as const).map((how) => (
                      <Button
                        key={how}
                        size="compact-sm"
                        mr={6}
                        variant={open?.id === row.id && open.how === how ? 'filled' : 'default'}
                        onClick={() => setOpen({ id: row.id, how })}
                      >
                        {how === 'correct' ? 'Correct …' : 'Withdraw …'}
                      </Button>
                    ))}
                </td>
              )}
            </tr>,
            open?.id === row.id && row.state === 'current' && (
              <tr key={`${row.sharedAs} change`}>
                <td colSpan={6}>
                  <Change key={open.how} row={row} how={open.how} onDone={() => setOpen(undefined)} />
                </td>
              </tr>
            ),
          ])}
        </tbody>
      </table>
    </section>
  );
}

function State({
  row,
  given,
  partner,
}: {
  readonly row: SharedRow;
  readonly given: boolean;
  readonly partner: string;
}) {
  if (row.state === 'current') return <span className="agrees">{SHARED_WORDS[row.state]}</span>;
  return (
    <>
      <span className={row.state === 'withdrawn' ? 'contradicts' : 'close'}>{SHARED_WORDS[row.state]}</span>{' '}
      {row.endedAt !== undefined && <span className="small nowrap">{instant(row.endedAt)}</span>}
      <div className="small">
        {row.reason}
        {given &&
          (row.receiptAt === undefined
            ? ` · ${partner} has not said yet that it is gone`
            : ` · gone at ${partner}`)}
      </div>
    </>
  );
}

function Change({
  row,
  how,
  onDone,
}: {
  readonly row: SharedRow;
  readonly how: 'correct' | 'withdraw';
  readonly onDone: () => void;
}) {
  const [value, setValue] = useState(row.value);
  const [reason, setReason] = useState('');
  const step = useRequestStep<unknown>();
  const changed = how === 'withdraw' || (value.trim() !== '' && value.trim() !== row.value);
  return (
    <form
      className={`${layout.line} ${layout.ends}`}
      aria-label={how === 'correct' ? 'Correct' : 'Withdraw'}
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate(
          {
            path: `/api/statements/${encodeURIComponent(row.id)}/correction`,
            body: { ...(how === 'correct' && { value: value.trim() }), reason: reason.trim() },
          },
          { onSuccess: onDone },
        );
      }}
    >
      {how === 'correct' && (
        <TextInput
          label="Correct value"
          required
          maxLength={1000}
          autoFocus
          data-autofocus
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
        />
      )}
      <TextInput
        label="Why (every holder gets this)"
        required
        w={320}
        maxLength={2000}
        autoFocus={how === 'withdraw'}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <Button
        type="submit"
        {...(how === 'withdraw' && { color: 'red' })}
        disabled={!reason.trim() || !changed}
        loading={step.isPending}
      >
        {how === 'correct' ? 'Correct it everywhere' : 'Withdraw it everywhere'}
      </Button>
      <Button variant="default" onClick={onDone}>
        Leave it
      </Button>
      <span className="quiet small">It ends here and at every service that got it.</span>
      {step.error && <Failure error={step.error} />}
    </form>
  );
}
