export { createManifestReader, looksLikeTable, MANIFEST_COLUMNS, type ManifestMapping } from './manifest.ts';
