/**
 * The network room beside igraph (C) and graphology, in one run on the same made graphs: planted cells of 50, a third of the ties
 * between cells, hubs (`planted.ts`, seed 12345). The least of three runs each, on a graph that nothing was asked of before; of
 * one for exact betweenness in one thread. Every answer is compared with igraph's. Memory is that of processes of their own.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UndirectedGraph } from 'graphology';
import type { Graph } from '../src/network/index.ts';
import { IGRAPH, igraphPython } from './igraph.ts';
import { built, report, round } from './measure.ts';
import { type Pairs, plantedPairs } from './planted.ts';

const SEED = 12345;
const network = (await built('network/index.js')) as typeof import('../src/network/index.ts');
const { seeded } = (await built('model/index.js')) as typeof import('../src/model/index.ts');
// graphology's algorithms are CommonJS, and their types say that they are not.
const require = createRequire(import.meta.url);

interface Measured {
  readonly answer: number;
  readonly ms: number;
  /** Processor time of all threads: what is left of a figure on a machine that does something else as well. */
  readonly processor?: number;
}
type Answers = Readonly<Record<string, Measured>>;

async function best<T>(
  prepare: () => T,
  run: (given: T) => number | Promise<number>,
  times = 3,
): Promise<Measured> {
  let answer = Number.NaN;
  let ms = Number.POSITIVE_INFINITY;
  let processor = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const given = prepare();
    const before = process.cpuUsage();
    const began = performance.now();
    answer = await run(given);
    ms = Math.min(ms, performance.now() - began);
    const { user, system } = process.cpuUsage(before);
    processor = Math.min(processor, (user + system) / 1_000);
  }
  return { answer, ms, processor };
}

const largest = (values: Iterable<number>): number => {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most;
};
const least = (values: Float64Array): number =>
  values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

const OWN: Readonly<Record<string, (graph: Graph) => number | Promise<number>>> = {
  components: (graph) => network.components(graph).count,
  pagerank: (graph) => largest(network.pageRank(graph)),
  cuts: (graph) => {
    const { cutPoints, bridges } = network.cuts(graph);
    return cutPoints.length + bridges.length;
  },
  cores: (graph) => largest(network.coreNumbers(graph)),
  constraint: (graph) => least(network.structuralHoles(graph).constraint),
  betweenness: (graph) => largest(network.betweenness(graph)),
};

async function own(pairs: Pairs, tasks: readonly string[]): Promise<Answers> {
  const build = (): Graph => network.buildGraph(pairs.nodeCount, pairs.from, pairs.to);
  const graph = build();
  const answers: Record<string, Measured> = {
    loading: await best(
      () => 0,
      () => build().edgeCount,
    ),
  };
  for (const task of tasks)
    answers[task] = await best(() => graph, OWN[task]!, task === 'betweenness' ? 1 : 3);
  return answers;
}

/** What graphology has of it; its PageRank stops at a change of 1e-6, ours at 1e-10. */
const GRAPHOLOGY: Readonly<Record<string, (graph: UndirectedGraph) => number>> = {
  components: (graph) => require('graphology-components').countConnectedComponents(graph),
  pagerank: (graph) => maximumOf(require('graphology-metrics/centrality/pagerank')(graph)),
  betweenness: (graph) =>
    maximumOf(require('graphology-metrics/centrality/betweenness')(graph, { normalized: false })),
};

const maximumOf = (values: Readonly<Record<string, number>>): number => largest(Object.values(values));

async function graphology(pairs: Pairs, tasks: readonly string[]): Promise<Answers> {
  const build = (): UndirectedGraph => {
    const graph = new UndirectedGraph();
    for (let v = 0; v < pairs.nodeCount; v++) graph.addNode(v);
    pairs.from.forEach((from, i) => {
      graph.addEdge(from, pairs.to[i]);
    });
    return graph;
  };
  const graph = build();
  const answers: Record<string, Measured> = {
    loading: await best(
      () => 0,
      () => build().size,
      1,
    ),
  };
  for (const task of tasks) {
    const run = GRAPHOLOGY[task];
    if (run) answers[task] = await best(() => graph, run, task === 'betweenness' ? 1 : 3);
  }
  return answers;
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const missing: string[] = [];

/** All first ends, then all second ends, so that a process can read them without another copy. */
function pairsFile(pairs: Pairs): string {
  const path = join(folder, `${pairs.nodeCount}.pairs`);
  for (const ends of [pairs.from, pairs.to]) {
    appendFileSync(path, new Uint8Array(ends.buffer, ends.byteOffset, ends.byteLength));
  }
  return path;
}

function igraph(path: string, nodeCount: number, tasks: readonly string[]): Answers {
  try {
    const script = fileURLToPath(new URL('peers/igraph_peer.py', import.meta.url));
    const out = execFileSync(igraphPython(), [script, path, String(nodeCount), ...tasks], {
      encoding: 'utf8',
    });
    return JSON.parse(out) as Answers;
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    missing.push(`igraph: ${why}`);
    console.error(`igraph could not be measured: ${why}`);
    return {};
  }
}

/** What a process took that read the pairs, built the graph of them and looked for components, ranks and cells, in MB. */
interface Memory {
  /** At most, whole: Node itself is some 45 MB of it, and the pairs of 1,000,000 links are 8. */
  readonly most: number;
  /** The same without a graph: Node, the pairs and the code. */
  readonly without: number;
}

/**
 * Each in a process of its own. The peak is what the kernel counts for the memory of that program (VmHWM): what `getrusage` tells begins
 * with the peak of the process that started it.
 */
function memoryOf(path: string, nodeCount: number): Memory {
  const peak = (build: boolean): number => {
    const code = `
      import { readFileSync } from 'node:fs';
      const { buildGraph, components, findCells, pageRank } = await import(${JSON.stringify(new URL('../dist/network/index.js', import.meta.url).href)});
      const bytes = readFileSync(${JSON.stringify(path)});
      const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
      const from = numbers.subarray(0, numbers.length / 2);
      const to = numbers.subarray(numbers.length / 2);
      if (${build}) {
        const graph = buildGraph(${nodeCount}, from, to);
        globalThis.kept = [graph, components(graph), pageRank(graph), findCells(graph, { rounds: 2 })];
      }
      const told = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
      console.log(Number(told[1]) / 1024);`;
    return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
  };
  return { most: peak(true), without: peak(false) };
}

const NAMES: Readonly<Record<string, string>> = {
  loading: 'graph from pairs in memory',
  components: 'connected components',
  pagerank: 'PageRank',
  cuts: 'cut points and bridges',
  cores: 'core numbers',
  constraint: 'constraint',
  betweenness: 'betweenness, exact',
};

function row(graph: string, task: string, own: Measured, igraph?: Measured, peer?: Measured, threads = 1) {
  const told = (one?: Measured): number | string =>
    one === undefined ? '' : round(one.ms, one.ms < 100 ? 1 : 0);
  return {
    graph,
    task: NAMES[task]!,
    threads,
    'Tocsin, ms': told(own),
    'igraph, ms': told(igraph),
    'graphology, ms': told(peer),
    'ms of processor': round(own.processor ?? own.ms, 0),
    "igraph's": igraph?.processor === undefined ? '' : round(igraph.processor, 0),
    "share of igraph's time": igraph === undefined ? '' : round(own.ms / igraph.ms, 2),
    'same answer': igraph === undefined ? '' : agree(own.answer, igraph.answer) ? 'yes' : 'NO',
  };
}

const agree = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-6 * Math.abs(other);

async function compare(name: string, pairs: Pairs, path: string, tasks: readonly string[]) {
  const theirs = igraph(path, pairs.nodeCount, tasks);
  const ours = await own(pairs, tasks);
  const others = await graphology(pairs, tasks);
  return {
    rows: ['loading', ...tasks].map((task) => row(name, task, ours[task]!, theirs[task], others[task])),
    theirs,
  };
}

const large = plantedPairs(100_000, 1_000_000, SEED);
const small = plantedPairs(10_000, 100_000, SEED);
try {
  const largePath = pairsFile(large);
  const first = await compare('100 k / 1 M', large, largePath, [
    'components',
    'pagerank',
    'cuts',
    'cores',
    'constraint',
  ]);
  const second = await compare('10 k / 100 k', small, pairsFile(small), ['betweenness']);
  const graph = network.buildGraph(small.nodeCount, small.from, small.to);
  const inThreads = await best(
    () => graph,
    async () => largest(await network.betweennessApart(graph, { threads: 2 })),
  );
  const rows = [
    ...first.rows,
    ...second.rows,
    row('10 k / 100 k', 'betweenness', inThreads, second.theirs.betweenness, undefined, 2),
  ];
  report('network', rows, { igraph: IGRAPH, missing });

  const largeGraph = network.buildGraph(large.nodeCount, large.from, large.to);
  const began = performance.now();
  const sample = network.sampleBetweenness(largeGraph, {
    random: seeded(SEED),
    error: 0.01,
    confidence: 0.9,
  });
  const seconds = (performance.now() - began) / 1_000;
  const exact = network.betweenness(graph);
  const pairs = (graph.nodeCount * (graph.nodeCount - 1)) / 2;
  const drawn = network.sampleBetweenness(graph, { random: seeded(SEED), error: 0.01, confidence: 0.9 });
  const worst =
    exact.reduce((most, value, v) => Math.max(most, Math.abs(value - drawn.values[v]!)), 0) / pairs;
  report('network-sample', [
    {
      'betweenness, sampled': '100 k / 1 M',
      'promised error (share of pairs, 90 %)': 0.01,
      samples: sample.samples,
      seconds: round(seconds, 2),
      'largest error on 10 k / 100 k': round(worst, 5),
    },
  ]);
  const arrays = Object.values(largeGraph).filter((value) => ArrayBuffer.isView(value));
  const snapshot = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) / 2 ** 20;
  if (process.platform === 'linux') {
    const { most, without } = memoryOf(largePath, large.nodeCount);
    report('network-memory', [
      {
        graph: '100 k / 1 M',
        'graph, MB': round(snapshot, 1),
        'whole process at most, with components, PageRank and Leiden, MB': round(most, 0),
        'the same process without a graph, MB': round(without, 0),
      },
    ]);
  } else console.log('The peak of memory is read from /proc, which this system has not: left out.');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
