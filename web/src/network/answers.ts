/**
 * What the server says of the network, and what it is asked: each type names its route. `docs/openapi.json` has the same.
 *
 * Questions of `POST` routes are JSON bodies; all routes are asked with purpose and legal basis, like every other. Reading routes pass the gate as
 * `read-network`, conclusions, views and comments as `conclude-network`, the export as `export-network`, questions to partners as `ask-partners`.
 */
export type * from '../../../src/chart/index.ts';
