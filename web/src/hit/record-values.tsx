import { StatementTable } from '../entity/statement-table.tsx';
import type { MatchEntity, Statement } from '../shared/answers.ts';
import { byProperty } from '../shared/statements.ts';
import classes from './hit.module.css';

/** Everything that the lists say of the record, with its sources. What was asked for too is marked. */
export function RecordValues({
  statements,
  asked,
}: {
  readonly statements: readonly Statement[];
  readonly asked: MatchEntity;
}) {
  const names = byProperty(statements).length;
  return (
    <section aria-labelledby="record" data-asked={asked.schema}>
      <h2 id="record">The record, {names} properties</h2>
      <div className={classes.values}>
        <StatementTable statements={statements} compact />
      </div>
    </section>
  );
}
