import type { ReactNode } from 'react';
import layout from './layout.module.css';

/** Names and values below each other; what has no value is left out. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [title: string, value: ReactNode, kind?: 'contradicts'])[];
}) {
  return (
    <dl className={layout.facts}>
      {facts.map(
        ([title, value, kind]) =>
          value !== undefined &&
          value !== false &&
          value !== '' && (
            <div key={title}>
              <dt className={kind}>{title}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
