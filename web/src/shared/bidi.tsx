import classes from './bidi.module.css';

/**
 * Text from a list, in whatever script: it keeps its own direction and does not turn round what stands beside it
 * (Unicode UAX 9, isolates).
 */
export function Said({ children, lang }: { readonly children: string; readonly lang?: string | undefined }) {
  return (
    <bdi className={classes.said} {...(lang === undefined ? {} : { lang })}>
      {children}
    </bdi>
  );
}
