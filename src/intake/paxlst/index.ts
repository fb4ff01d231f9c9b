export { CUSRES } from './cusres.ts';
export { PAXLST } from './paxlst.ts';
