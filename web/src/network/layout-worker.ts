import iterate from 'graphology-layout-forceatlas2/iterate.js';
import type { LayoutNews, LayoutTask } from './layout.ts';

/** Between two tellings of places, ms: smooth to the eye, and the page has time to draw (gephi-lite#263). */
const EVERY = 60;

// The page's types are those of a window; a worker's own `postMessage` has no target.
const tell = (news: LayoutNews): void =>
  (postMessage as (message: LayoutNews, transfer: Transferable[]) => void)(news, [news.nodes.buffer]);

addEventListener('message', ({ data: { nodes, edges, settings, rounds } }: MessageEvent<LayoutTask>) => {
  let told = performance.now();
  for (let round = 0; round < rounds; round++) {
    iterate(settings, nodes, edges);
    if (performance.now() - told < EVERY) continue;
    told = performance.now();
    tell({ nodes: nodes.slice(), done: false });
  }
  tell({ nodes, done: true });
});
