import { Link, type LinkProps, useNavigate } from '@tanstack/react-router';
import { useKeys } from './keys.ts';
import layout from './layout.module.css';

export interface View {
  readonly title: string;
  readonly link: Pick<LinkProps, 'to' | 'search'>;
}

/** The views of a page beside its heading; the keys 1, 2, 3 … open them. */
export function Views({
  label,
  views,
  current,
}: {
  readonly label: string;
  readonly views: readonly View[];
  /** Place of the one that is shown. */
  readonly current: number;
}) {
  const navigate = useNavigate();
  useKeys(
    Object.fromEntries(
      views.map(({ link }, at) => [
        String(at + 1),
        () => {
          void navigate(link);
          return true;
        },
      ]),
    ),
  );
  return (
    <nav aria-label={label} className={layout.views}>
      {views.map(({ title, link }, at) => (
        <Link
          key={title}
          {...link}
          activeOptions={{ exact: true, includeSearch: true }}
          data-current={at === current}
          title={`Key ${at + 1}`}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
