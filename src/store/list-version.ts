import type { Dataset } from '../model/index.ts';
import type { Queryable, Row } from './database.ts';

export interface SourceFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** One state of one list. */
export interface ListVersion {
  readonly dataset: string;
  readonly version: string;
  readonly recordedAt: string;
  readonly files: readonly SourceFile[];
  readonly format: string;
  /** Of all its statements, as `formatMarking` writes it. */
  readonly marking: string;
  readonly entities: number;
  readonly statements: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly quarantined: number;
  /** Properties not on the allow-list: name → how often. Never a value. */
  readonly dropped: Readonly<Record<string, number>>;
  /** `held`: shrank by more than the set share and waits for confirmation; `refused`: was not confirmed. */
  readonly state: 'current' | 'superseded' | 'held' | 'refused';
}

/** A version by its number in the store, which must exist. */
export async function readVersion(tx: Queryable, id: number): Promise<ListVersion> {
  const [row] = await tx.query('SELECT * FROM list_versions WHERE id = $1', [id]);
  return versionOf(row!);
}

/** A version from its row. */
export const versionOf = (row: Row): ListVersion => ({
  dataset: String(row.dataset),
  version: String(row.version),
  recordedAt: String(row.recorded_at),
  files: row.files as SourceFile[],
  format: String(row.format),
  marking: String(row.marking),
  entities: Number(row.entities),
  statements: Number(row.statements),
  added: Number(row.added),
  changed: Number(row.changed),
  removed: Number(row.removed),
  quarantined: Number(row.quarantined),
  dropped: row.dropped as Record<string, number>,
  state: row.state as ListVersion['state'],
});

/** All lists that were ever loaded. */
export async function datasets(database: Queryable): Promise<readonly Dataset[]> {
  const rows = await database.query('SELECT * FROM datasets ORDER BY name');
  return rows.map((row) => ({
    name: String(row.name),
    title: String(row.title),
    publisher: String(row.publisher),
    ...(row.url !== null && { url: String(row.url) }),
    ...(row.terms !== null && { terms: String(row.terms) }),
  }));
}

/** All versions of a list, newest first. */
export async function versionsOf(database: Queryable, dataset: string): Promise<readonly ListVersion[]> {
  const rows = await database.query('SELECT * FROM list_versions WHERE dataset = $1 ORDER BY id DESC', [
    dataset,
  ]);
  return rows.map(versionOf);
}

/** The number in the store of a version. */
async function versionId(database: Queryable, dataset: string, version: string): Promise<number | undefined> {
  const [row] = await database.query(
    'SELECT id FROM list_versions WHERE dataset = $1 AND version = $2 ORDER BY id DESC LIMIT 1',
    [dataset, version],
  );
  return row && Number(row.id);
}

/** What could not be read of a version, in the order of the file. */
export async function readQuarantine(
  database: Queryable,
  dataset: string,
  version: string,
): Promise<readonly object[] | undefined> {
  const id = await versionId(database, dataset, version);
  if (id === undefined) return undefined;
  const rows = await database.query('SELECT entry FROM quarantine WHERE version_id = $1 ORDER BY place', [
    id,
  ]);
  return rows.map((row) => row.entry as object);
}
