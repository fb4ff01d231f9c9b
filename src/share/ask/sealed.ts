export { seal, unseal } from '../../store/index.ts';
