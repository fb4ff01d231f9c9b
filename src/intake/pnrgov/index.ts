export { PNRGOV } from './pnrgov.ts';
