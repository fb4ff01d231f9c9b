import type { ReactNode } from 'react';
import { ChangeReason } from './change-reason.tsx';
import { ProblemError } from './http.ts';
import classes from './notice.module.css';

/** A message on a page: what happened, and what to do. */
export function Notice({
  title,
  children,
  kind = 'plain',
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly kind?: 'plain' | 'agrees' | 'close' | 'contradicts';
}) {
  return (
    <div className={classes.notice} data-kind={kind} role={kind === 'contradicts' ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}

/** What the server said when it refused, with the rule that refused and what to do. */
export function Failure({ error }: { readonly error: unknown }) {
  if (!(error instanceof ProblemError)) {
    return <Notice kind="contradicts" title={error instanceof Error ? error.message : 'Something failed'} />;
  }
  const { title, detail, todo, rule, status, errors } = error.problem;
  return (
    <Notice kind="contradicts" title={detail ?? title}>
      {errors && errors.length > 1 && errors.map(({ path, message }) => `${path} ${message}`).join('; ')}{' '}
      {todo}
      {status === 403 && rule !== undefined && (
        <>
          {' '}
          Refused by the rule <code>{rule}</code>. <ChangeReason />
        </>
      )}
    </Notice>
  );
}
