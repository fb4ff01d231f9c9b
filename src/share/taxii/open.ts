import type { Ground } from '../../screening/index.ts';
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
export const taxiiOn = (
  { screening, gate, store }: Pick<Ground, 'screening' | 'gate' | 'store'>,
  options: TaxiiGroundOptions,
): TaxiiRoom =>
  openTaxii({
    ...{ screening, gate, records: store.taxii, lastChange: store.lastChange },
    serviceName: options.serviceName,
    now: options.now,
    onError: options.onError,
    ...(options.partners && { partners: options.partners }),
  });
