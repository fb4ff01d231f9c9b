/**
 * Recognise a known person: lists in, names matched, every hit explained, through the gate and into the ledger.
 *
 * The one way from the edges (command line, HTTP) to person data. It puts the rooms below together: `intake` reads
 * lists, `store` keeps them, `match` holds the index, `law` decides every read and writes it down.
 */
export type {
  Actor,
  DatasetState,
  EntityView,
  Hit,
  JudgeRequest,
  ListDifference,
  LoadReport,
  LoadRequest,
  Screening,
  SearchAnswer,
  SearchRequest,
  ServiceStatus,
  VersionInfo,
} from './types.ts';
