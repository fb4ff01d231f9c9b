export { createManifestReader, looksLikeTable, type ManifestMapping } from './manifest.ts';
