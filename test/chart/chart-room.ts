import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chart, openChart } from '../../src/chart/index.ts';
import { type Asker, DEFAULT_POLICY, type Gate, type HeldSource, openGate } from '../../src/law/index.ts';
import { localActor, openScreening, type Screening } from '../../src/screening/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';

export const ANALYST: Asker = {
  account: 'ann',
  roles: ['analyst'],
  purpose: 'review',
  legalBasis: 'public-task',
};

/** One entity as a line of a list. */
export interface Line {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly source_service?: string;
  readonly grade?: string;
  readonly marking?: string;
}

export interface ChartRoom {
  readonly store: Store;
  readonly screening: Screening;
  readonly chart: Chart;
  readonly gate: Gate;
  readonly held: readonly HeldSource[];
  /** The clock. */
  readonly clock: { at: number };
  load(dataset: string, lines: readonly Line[]): Promise<void>;
  close(): Promise<void>;
}

/** A service `fr` with a store in memory, and the chart on it. */
export async function chartRoom(
  options: { readonly partners?: readonly string[]; readonly gate?: (gate: Gate) => Gate } = {},
): Promise<ChartRoom> {
  const clock = { at: Date.parse('2026-03-01T08:00:00.000Z') };
  const now = (): Date => new Date(clock.at);
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-chart-'));
  const store = await openStore({}, now());
  const screening = await openScreening({ store, now, shrinkLimit: 1, serviceName: 'fr' });
  const gate = openGate(DEFAULT_POLICY, store.ledger, now);
  const held: HeldSource[] = [];
  const chart = openChart({
    ties: store.ties,
    records: store.charts,
    travel: store.travel,
    screening,
    gate: options.gate?.(gate) ?? gate,
    registerHeld: (source) => void held.push(source),
    serviceName: 'fr',
    partners: async () => options.partners ?? [],
    now,
  });
  let version = 0;
  return {
    ...{ store, screening, chart, gate, held, clock },
    async load(dataset, lines) {
      const path = join(folder, `${dataset}-${++version}.ndjson`);
      writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      await screening.load(localActor('test', 'administration', 'accountability'), {
        ...{ paths: [path], format: 'ftm-ndjson', dataset, version: String(version), confirmShrink: true },
      });
    },
    async close() {
      await chart.close();
      await screening.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export const person = (
  id: string,
  name: string,
  more: Partial<Line> & { readonly born?: string } = {},
): Line => {
  const { born, properties, ...rest } = more;
  return {
    id,
    schema: 'Person',
    properties: { name: [name], ...(born !== undefined && { birthDate: [born] }), ...properties },
    ...rest,
  };
};

export const associates = (a: string, b: string, more: Partial<Line> = {}): Line => ({
  id: `tie-${a}-${b}-${more.source_service ?? ''}`,
  schema: 'Associate',
  ...more,
  properties: { person: [a], associate: [b], ...more.properties },
});
