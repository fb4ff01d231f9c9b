import { Link } from '@tanstack/react-router';
import { formatMarking } from '../../../src/model/marking.ts';
import type { Statement } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { webAddress } from '../shared/links.ts';
import { Source } from '../shared/source.tsx';
import { byProperty, keyOf, sourcesOf } from '../shared/statements.ts';
import { inWords, valueInWords } from '../shared/words.ts';
import classes from './entity.module.css';

/** Names of things that a value may point to, by their id. */
export type Captions = ReadonlyMap<string, string>;

/** Statements by property: each value once, with everybody who says it. */
export function StatementTable({
  statements,
  compact = false,
  captions,
  onlyHere,
}: {
  readonly statements: readonly Statement[];
  /** Without grade, marking and original value. */
  readonly compact?: boolean;
  readonly captions?: Captions;
  /** Values to mark, because another moment does not have them; with the word to mark them by. */
  readonly onlyHere?: { readonly keys: ReadonlySet<string>; readonly word: string };
}) {
  const rewritten = !compact && statements.some(({ originalValue }) => originalValue !== undefined);
  return (
    <table className={`grid ${classes.statements}`} data-compact={compact}>
      <thead>
        <tr>
          <th>Property</th>
          <th>Value</th>
          <th>Source and versions</th>
          {!compact && (
            <>
              <th>Grade</th>
              <th>Marking</th>
              {rewritten && <th>As written</th>}
            </>
          )}
        </tr>
      </thead>
      {byProperty(statements).map(({ property, values }) => (
        <tbody key={property} className={classes.property}>
          {values.map(({ value, statements: said }, place) => {
            const sources = sourcesOf(said);
            const marked = onlyHere?.keys.has(keyOf(property, value)) === true;
            return (
              <tr key={value} data-marked={marked}>
                {place === 0 && (
                  <th scope="rowgroup" rowSpan={values.length}>
                    {inWords(property)}
                  </th>
                )}
                <td>
                  <Value property={property} value={value} captions={captions} language={said[0]?.language} />
                  {marked && <span className={classes.mark}>{onlyHere?.word}</span>}
                </td>
                <td>
                  {sources.map((statement) => (
                    <div key={statement.id}>
                      <Source statement={statement} />
                    </div>
                  ))}
                </td>
                {!compact && (
                  <>
                    <td>{[...new Set(sources.map(({ grade }) => grade))].join(' ')}</td>
                    <td className="nowrap">
                      {[...new Set(sources.map(({ marking }) => formatMarking(marking)))].join(' ')}
                    </td>
                    {rewritten && (
                      <td className="quiet">
                        {sources.map(
                          ({ id, originalValue }) =>
                            originalValue !== undefined && <Said key={id}>{originalValue}</Said>,
                        )}
                      </td>
                    )}
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      ))}
    </table>
  );
}

function Value({
  property,
  value,
  captions,
  language,
}: {
  readonly property: string;
  readonly value: string;
  readonly captions: Captions | undefined;
  readonly language: string | undefined;
}) {
  const caption = captions?.get(value);
  if (caption !== undefined) {
    return (
      <Link to="/entity/$id" params={{ id: value }}>
        <Said>{caption}</Said>
      </Link>
    );
  }
  const address = webAddress(value);
  if (address !== undefined) {
    return (
      <a href={address} target="_blank" rel="noreferrer noopener">
        <Said>{value}</Said>
      </a>
    );
  }
  return <Said lang={language}>{valueInWords(property, value)}</Said>;
}
