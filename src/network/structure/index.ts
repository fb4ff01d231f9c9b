/** How the network hangs together: components, cut points, bridges, cores. Each takes time in proportion to its edges. */
export { type Components, components, componentsWithout } from './components.ts';
export { coreNumbers } from './cores.ts';
export { type Cuts, cuts } from './cuts.ts';
export { type DepthFirst, depthFirst } from './depth-first.ts';
