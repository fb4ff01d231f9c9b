import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { isDatasetName } from '../model/index.ts';
import { detectFormat } from './detect.ts';
import { closeListFiles, type OpenedFile, openListFiles } from './open-file.ts';
import { FALLBACK_FORMAT, formatNamed, LIST_FORMATS } from './registry.ts';
import { LIST_SOURCES } from './sources.ts';

const lists = fileURLToPath(new URL('../../test/fixtures/lists', import.meta.url));
let files: readonly OpenedFile[] = [];
afterEach(() => closeListFiles(files));

async function detect(...paths: readonly string[]): Promise<string> {
  files = await openListFiles(paths.map((path) => `${lists}/${path}`));
  return (await detectFormat(files, LIST_FORMATS, FALLBACK_FORMAT)).name;
}

describe('the registry of formats', () => {
  it.each([
    ['un/consolidated.xml', 'un-xml'],
    ['ofac-xml/sdn_advanced.xml', 'ofac-xml'],
    ['eu/xml_1_1.xml', 'eu-xml'],
    ['eu/csv_1_1.csv', 'eu-csv'],
    ['uk/UK-Sanctions-List.csv', 'uk-csv'],
    ['uk/UK-Sanctions-List.xml', 'uk-xml'],
    ['uk/ConList.csv', 'uk-ofsi-csv'],
    ['ftm/entities.ftm.json', 'ftm-ndjson'],
    ['ftm/targets.nested.json', 'ftm-ndjson'],
    ['ftm/statements.json', 'ftm-ndjson'],
    ['ftm/statements.csv', 'ftm-statements-csv'],
    ['senzing/records.json', 'senzing-json'],
    ['mapping/customers.csv', 'mapping'],
  ])('recognises %s as %s', async (path, name) => {
    expect(await detect(path)).toBe(name);
  });

  it.each([
    ['ofac', ['sdn', 'alt', 'add', 'sdn_comments'], 'ofac-csv'],
    ['ofac-cons', ['cons_prim', 'cons_alt', 'cons_add', 'cons_comments'], 'ofac-cons-csv'],
  ])('recognises the files of %s together', async (folder, names, format) => {
    expect(await detect(...names.map((name) => `${folder}/${name}.csv`))).toBe(format);
  });

  it('lists the known formats where none fits', async () => {
    await expect(detect('eu/README.md')).rejects.toThrow(/no known list format.*\n {2}eu-xml {2}EU/s);
    expect(() => formatNamed('xyz')).toThrow(/no such format; there are: .*ftm-ndjson/);
    expect(formatNamed('eu-xml').name).toBe('eu-xml');
  });

  it('names each format once, and datasets as datasets are named', () => {
    const names = LIST_FORMATS.map((format) => format.name);
    expect(new Set(names).size).toBe(names.length);
    for (const { dataset } of LIST_FORMATS) if (dataset) expect(isDatasetName(dataset.name)).toBe(true);
  });

  it('says the source and terms of every folder of fixtures', () => {
    for (const folder of readdirSync(lists)) {
      expect(readdirSync(`${lists}/${folder}`)).toContain('README.md');
    }
  });
});

describe('the sources', () => {
  it('are https addresses of lists', () => {
    for (const source of LIST_SOURCES) {
      expect(isDatasetName(source.dataset)).toBe(true);
      expect(formatNamed(source.format).dataset?.name).toBe(source.dataset);
      for (const { name, url } of source.files) {
        expect(new URL(url).protocol).toBe('https:');
        expect(name).toMatch(/^[\w.-]+$/);
      }
    }
  });
});
