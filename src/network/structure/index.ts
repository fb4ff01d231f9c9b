/** How the network hangs together: components, cut points, bridges, cores, triangles. All but the last take time in proportion to edges. */
export { type Components, components, componentsWithout } from './components.ts';
export { coreNumbers } from './cores.ts';
export { type Cuts, cuts } from './cuts.ts';
export { type DepthFirst, depthFirst } from './depth-first.ts';
export { type Triangles, triangles } from './triangles.ts';
