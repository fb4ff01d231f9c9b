import { type Ground, openAll } from '../../screening/index.ts';
import { type OpenedService, type ServiceOptions, watchOn } from '../../watch/index.ts';
import type { Partners } from '../partners/index.ts';
import { openTaxii } from './room.ts';
import type { TaxiiRoom } from './types.ts';

export interface TaxiiGroundOptions {
  readonly serviceName: string;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  readonly partners?: Pick<Partners, 'inForce'>;
}

/** TAXII on the rooms below it. */
export const taxiiOn = ({ screening, gate, store }: Ground, options: TaxiiGroundOptions): TaxiiRoom =>
  openTaxii({
    ...{ screening, gate, records: store.taxii, lastChange: store.lastChange },
    serviceName: options.serviceName,
    now: options.now,
    onError: options.onError,
    ...(options.partners && { partners: options.partners }),
  });

/** Opens store, index, accounts, watch and TAXII together. */
export async function openWithTaxii(
  options: ServiceOptions & Pick<TaxiiGroundOptions, 'partners'>,
): Promise<OpenedService & { readonly taxii: TaxiiRoom }> {
  const { upper, ...opened } = await openAll(options, async (ground) => {
    const watch = await watchOn(ground, options);
    const taxii = taxiiOn(ground, options);
    return {
      watch,
      taxii,
      async close() {
        await taxii.settled();
        await watch.close();
      },
    };
  });
  return { ...opened, watch: upper.watch, taxii: upper.taxii };
}
