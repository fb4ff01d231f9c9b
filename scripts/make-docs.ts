/** Writes the pages that are made from code: docs/configuration.md. Run with `node --import tsx scripts/make-docs.ts`. */
import { writeFileSync } from 'node:fs';
import { configurationPage } from '../src/config/index.ts';

writeFileSync('docs/configuration.md', configurationPage());
