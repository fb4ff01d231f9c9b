import { NativeSelect } from '@mantine/core';
import { isAbout, LENSES, type Lens, lensesFor, serviceOf } from './lens.ts';
import classes from './network.module.css';
import { Legend, ServiceStroke } from './stroke-sample.tsx';
import type { Desk } from './use-desk.ts';
import { look, swipe } from './work.ts';

/** Ways of looking at the chart, each with how much of it there is. */
export function LensRail({ desk }: { readonly desk: Desk }) {
  const { work, edges, serviceNames, palette, run } = desk;
  const lenses = lensesFor(serviceNames);
  const choose = (lens: Lens): void => run(`Look: ${titleOf(lens)}`, look(lens));
  const number = (lens: Lens): number => edges.filter((edge) => isAbout(lens, edge)).length;
  const chosen = LENSES.find(({ lens }) => lens === work.lens);
  return (
    <>
      <h2>Lens</h2>
      <ul className={classes.lenses} aria-label="Lens">
        {lenses.map((lens, at) => {
          const service = serviceOf(lens);
          return (
            <li key={lens}>
              <button
                type="button"
                aria-pressed={work.lens === lens}
                onClick={() => choose(lens)}
                title={
                  LENSES.find((one) => one.lens === lens)?.about ??
                  `Only what ${service} holds; the rest is faded.`
                }
              >
                <kbd className={classes.key} data-none={at >= 9}>
                  {at < 9 ? at + 1 : ''}
                </kbd>
                {service !== undefined && (
                  <ServiceStroke palette={palette} services={serviceNames} name={service} />
                )}
                <span className={classes.lensTitle}>{titleOf(lens)}</span>
                {(service !== undefined || ['shared', 'nobody', 'withheld'].includes(lens)) && (
                  <span className="quiet">{number(lens)}</span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      {chosen && <p className="quiet small">{chosen.about}</p>}
      <ul className={classes.legend} aria-label="Strokes">
        <Legend lens={work.lens} palette={palette} services={serviceNames} />
      </ul>
      {serviceNames.length > 1 && (
        <NativeSelect
          label="Beside the union, what sees"
          data={[
            { value: '', label: 'nobody: the union only' },
            ...serviceNames.map((name) => ({ value: name, label: `${name} alone` })),
          ]}
          value={work.swipe ?? ''}
          onChange={(event) => {
            const name = event.currentTarget.value;
            run(name ? `Beside: ${name} alone` : 'The union only', swipe(name || undefined));
          }}
        />
      )}
    </>
  );
}

export const titleOf = (lens: Lens): string =>
  LENSES.find((one) => one.lens === lens)?.title ?? `Only ${serviceOf(lens)}`;
