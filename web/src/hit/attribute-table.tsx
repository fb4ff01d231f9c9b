import type { FieldComparison, Statement } from '../shared/answers.ts';
import { Said } from '../shared/bidi.tsx';
import { effectText, Outcome } from '../shared/marks.tsx';
import { Source } from '../shared/source.tsx';
import { sourcesOf } from '../shared/statements.ts';
import { countryName } from '../shared/words.ts';
import classes from './hit.module.css';

const inField = (field: FieldComparison['field'], value: string): string =>
  field === 'country' ? countryName(value) : value;

/** Birth date, sex, country, place, documents: both sides, how they stand, and what that does to the score. */
export function AttributeTable({
  fields,
  statements,
}: {
  readonly fields: readonly FieldComparison[];
  readonly statements: readonly Statement[];
}) {
  return (
    <section aria-labelledby="attributes">
      <h2 id="attributes">Attributes, value by value</h2>
      <table className={`grid ${classes.sides}`}>
        <thead>
          <tr>
            <th>Asked</th>
            <th>Stand to each other</th>
            <th>Record, and who says so</th>
            <th className="number">Effect</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, query, candidate, outcome, effect, detail }) => (
            <tr key={field}>
              <td>
                <div className="quiet small">{field}</div>
                {query.map((value) => (
                  <div key={value}>
                    <Said>{inField(field, value)}</Said>
                  </div>
                ))}
              </td>
              <td>
                <Outcome outcome={outcome} />
                <div className="quiet small">{detail}</div>
              </td>
              <td>
                {candidate.map((value) => (
                  <div key={value}>
                    <Said>{inField(field, value)}</Said>
                    {sourcesOf(statements.filter((one) => one.value === value))
                      .slice(0, 3)
                      .map((statement) => (
                        <div key={statement.id}>
                          <Source statement={statement} />
                        </div>
                      ))}
                  </div>
                ))}
              </td>
              <td className={`number ${effect < 0 ? 'contradicts' : effect > 0 ? 'agrees' : 'quiet'}`}>
                {effectText(effect)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
