import layout from './layout.module.css';

/** A service by its name, and, on a line of its own, by its title; a long one is cut, and whole when it is pointed at. */
export function PartnerName({
  id,
  title,
  children = <strong>{id}</strong>,
}: {
  readonly id: string;
  readonly title?: string | undefined;
  /** The name as it is shown. */
  readonly children?: React.ReactNode;
}) {
  return (
    <>
      <span className="nowrap">{children}</span>
      {title !== undefined && title !== id && (
        <div className={`quiet small ${layout.cut}`} title={title}>
          {title}
        </div>
      )}
    </>
  );
}
