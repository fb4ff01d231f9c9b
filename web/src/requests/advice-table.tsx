import { formatMarking, type Marking, parseMarking } from '../../../src/model/marking.ts';
import { covers, stricter } from '../../../src/share/requests/markings.ts';
import { MarkingWords } from '../marking/marking-picker.tsx';
import { Said } from '../shared/bidi.tsx';
import { byReadingOrder, inWords, valueInWords } from '../shared/words.ts';
import type { AdviceRow, RequestPage } from './answers.ts';
import classes from './requests.module.css';

/** How a statement goes out under a chosen marking: the stricter of both in each part. */
const under = (own: string, chosen: Marking | undefined): Marking | undefined => {
  const read = parseMarking(own);
  return read && (chosen ? stricter(read, chosen) : read);
};

/** Whether it may go, at once or after its originator has agreed. */
export const mayGo = ({ allowed, originator, originatorAgreed }: AdviceRow): boolean =>
  allowed || (originator !== undefined && originatorAgreed !== false);

/**
 * What policy says of each statement. With `onChoose`, boxes to choose by; without, what was chosen. `marking`: what was picked
 * for the answer.
 */
export function AdviceTable({
  page,
  chosen = new Set(page.proposal?.statements ?? []),
  marking = page.proposal?.marking === undefined ? undefined : parseMarking(page.proposal.marking),
  onChoose,
}: {
  readonly page: RequestPage;
  readonly chosen?: ReadonlySet<string>;
  readonly marking?: Marking | undefined;
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
}) {
  const rows = page.advice.toSorted((a, b) => byReadingOrder(a.property, b.property));
  const free = rows.filter(mayGo);
  const wanted = page.handling === undefined ? undefined : parseMarking(page.handling);
  const consent = page.kind === 'consent';
  return (
    <table className="grid" aria-label={consent ? 'Statements' : 'What policy says of each statement'}>
      <thead>
        <tr>
          {!consent && (
            <th>
              {onChoose ? (
                <input
                  type="checkbox"
                  aria-label="All that may go"
                  checked={free.length > 0 && free.every(({ id }) => chosen.has(id))}
                  onChange={(event) =>
                    onChoose(new Set(event.currentTarget.checked ? free.map(({ id }) => id) : []))
                  }
                />
              ) : (
                'Chosen'
              )}
            </th>
          )}
          <th>Property</th>
          <th>Value</th>
          <th>Said by</th>
          <th>{marking ? 'Marking it goes with' : 'Own marking'}</th>
          {!consent && <th>Policy</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const goes = under(row.marking, chosen.has(row.id) ? marking : undefined);
          return (
            <tr key={row.id}>
              {!consent && (
                <td>
                  {onChoose ? (
                    <input
                      type="checkbox"
                      aria-label={`${inWords(row.property)} ${row.value}`}
                      disabled={!mayGo(row)}
                      checked={chosen.has(row.id)}
                      onChange={(event) => {
                        const next = new Set(chosen);
                        if (event.currentTarget.checked) next.add(row.id);
                        else next.delete(row.id);
                        onChoose(next);
                      }}
                    />
                  ) : (
                    chosen.has(row.id) && <strong className="agrees">✓ goes</strong>
                  )}
                </td>
              )}
              <td>{inWords(row.property)}</td>
              <td className={classes.value}>
                <Said>{valueInWords(row.property, row.value)}</Said>
              </td>
              <td>
                {row.sourceService} <span className="quiet small">{row.dataset}</span>
                <div className="quiet small">grade {row.grade}</div>
              </td>
              <td>
                {goes && <MarkingWords marking={formatMarking(goes)} short={onChoose !== undefined} />}
                {goes && wanted && !covers(wanted, goes) && (
                  <div className="small close">stricter than the asker can use ({page.handling})</div>
                )}
              </td>
              {!consent && (
                <td>
                  <Policy row={row} />
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Policy({ row }: { readonly row: AdviceRow }) {
  const { allowed, rule, reason, originator, originatorAgreed } = row;
  if (allowed)
    return (
      <>
        <span className="agrees">✓ may go</span> <span className="quiet small">{rule}</span>
      </>
    );
  if (originator !== undefined && originatorAgreed === undefined)
    return (
      <>
        <span className="close">≈ {originator} is asked first</span>{' '}
        <div className="quiet small">
          {rule}: it goes once {originator} has agreed; the software asks
        </div>
      </>
    );
  return (
    <>
      <span className="contradicts">✗ stays</span> <span className="quiet small">{rule}</span>
      <div className="quiet small">
        {reason}
        {originator !== undefined && `. ${originator} did not agree; call it if it must go`}
      </div>
    </>
  );
}
