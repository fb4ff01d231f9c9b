/**
 * Recognise a known person: lists in, names matched, every hit explained, through the gate and into the ledger.
 *
 * The one way from the edges (command line, HTTP) to person data. It puts the rooms below together: `intake` reads
 * lists, `store` keeps them, `match` holds the index, `law` decides every read and writes it down.
 */

export { ListError } from '../intake/index.ts';
export type { ListDifference, ListVersion, ListVersion as VersionInfo } from '../store/index.ts';
export { isAlive, StoreError } from '../store/index.ts';
export {
  CHART_FILE_FORMATS,
  type ChartFileFormat,
  type ChartRequest,
  MOST_CHART_BYTES,
} from './chart-load.ts';
export { type IndexedFiles, indexFiles } from './index-files.ts';
export { type Ground, ledgerOrigin, type OpenedScreening, type OpenOptions, openAll } from './open.ts';
export type { Released, ReleaseTerms, Withheld } from './release.ts';
export { localActor, NotFoundError, openScreening, type ScreeningOptions } from './screening.ts';
export { type ShippedList, shippedLists } from './shipped.ts';
export type {
  Actor,
  DatasetState,
  EntityView,
  Hit,
  JudgeRequest,
  LoadReport,
  LoadRequest,
  Screening,
  SearchAnswer,
  SearchRequest,
  ServiceStatus,
} from './types.ts';
