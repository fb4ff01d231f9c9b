import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { networkOfCells } from './demonstration-network.ts';
import { demonstrated, PARTNER, partnerRecords } from './demonstration-partner.ts';
import { UsageError } from './errors.ts';

const NOW = new Date('2026-03-01T00:00:00Z');
const read = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

it('lets the partner know persons of whom it told nothing, to ask about', () => {
  const { lines, askAbout } = partnerRecords(NOW);
  const records = read(lines);
  const told = read(networkOfCells(NOW).get(PARTNER) ?? []);
  const untold = records.filter(({ id }) => String(id).startsWith(`${PARTNER}-case-`));
  expect(untold.length).toBeGreaterThan(3);
  expect(records).toHaveLength(told.length + untold.length);
  expect(askAbout).toHaveLength(untold.length);
  const passports = (all: readonly Record<string, unknown>[]) =>
    all.flatMap(({ properties }) => (properties as { passportNumber?: string[] }).passportNumber ?? []);
  // A paper is how a partner surely knows somebody again; none of these was told.
  for (const one of passports(untold)) expect(passports(told)).not.toContain(one);
  for (const one of passports(untold))
    expect(passports(read(networkOfCells(NOW).get('') ?? []))).toContain(one);
});

it('holds its records as its own words', () => {
  for (const record of read(partnerRecords(NOW).lines))
    expect(Object.keys(record).sort()).toEqual(['id', 'properties', 'schema']);
});

it('says what to do where there is nobody to be partner of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-partner-'));
  const before = process.env.TOCSIN_DATA_FOLDER;
  process.env.TOCSIN_DATA_FOLDER = folder;
  try {
    expect(() => demonstrated({})).toThrow(UsageError);
    expect(() => demonstrated({})).toThrow(/npm start/);
  } finally {
    if (before === undefined) delete process.env.TOCSIN_DATA_FOLDER;
    else process.env.TOCSIN_DATA_FOLDER = before;
    rmSync(folder, { recursive: true });
  }
});
