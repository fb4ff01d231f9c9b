/**
 * The network room beside igraph (C) and graphology, in one run on the same made graphs: planted cells of 50, a third of the ties
 * between cells, hubs (`planted.ts`, seed 12345). The least of three runs each, on a graph that nothing was asked of before; of
 * one for exact betweenness. Every answer is compared with igraph's.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UndirectedGraph } from 'graphology';
import type { Graph } from '../src/network/index.ts';
import { built, report, round } from './measure.ts';
import { type Pairs, plantedPairs } from './planted.ts';

const IGRAPH = '1.0.0';
const SEED = 12345;
const network = (await built('network/index.js')) as typeof import('../src/network/index.ts');
const { seeded } = (await built('model/index.js')) as typeof import('../src/model/index.ts');
// graphology's algorithms are CommonJS, and their types say that they are not.
const require = createRequire(import.meta.url);

interface Measured {
  readonly answer: number;
  readonly ms: number;
}
type Answers = Readonly<Record<string, Measured>>;

async function best<T>(
  prepare: () => T,
  run: (given: T) => number | Promise<number>,
  times = 3,
): Promise<Measured> {
  let answer = Number.NaN;
  let ms = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const given = prepare();
    const began = performance.now();
    answer = await run(given);
    ms = Math.min(ms, performance.now() - began);
  }
  return { answer, ms };
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

/** Its Python environment, made once; throws where Python or the package index is missing. */
function pythonOf(): string {
  const folder = fileURLToPath(new URL('../node_modules/.cache/tocsin-bench/igraph', import.meta.url));
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', `igraph==${IGRAPH}`], { stdio: 'pipe' });
  return python;
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const missing: string[] = [];

function pairsFile(pairs: Pairs): string {
  const numbers = new Uint32Array(2 * pairs.from.length);
  pairs.from.forEach((from, i) => {
    numbers[2 * i] = from;
    numbers[2 * i + 1] = pairs.to[i] as number;
  });
  const path = join(folder, `${pairs.nodeCount}.pairs`);
  writeFileSync(path, numbers);
  return path;
}

function igraph(path: string, nodeCount: number, tasks: readonly string[]): Answers {
  try {
    const script = fileURLToPath(new URL('peers/igraph_peer.py', import.meta.url));
    const out = execFileSync(pythonOf(), [script, path, String(nodeCount), ...tasks], { encoding: 'utf8' });
    return JSON.parse(out) as Answers;
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    missing.push(`igraph: ${why}`);
    console.error(`igraph could not be measured: ${why}`);
    return {};
  }
}

/** Peak memory of a process that reads the pairs, with and without building the graph of them, in MB. */
function memoryOf(path: string, nodeCount: number): number {
  const peak = (build: boolean): number => {
    const code = `
      import { readFileSync } from 'node:fs';
      const { buildGraph } = await import(${JSON.stringify(new URL('../dist/network/index.js', import.meta.url).href)});
      const bytes = readFileSync(${JSON.stringify(path)});
      const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
      const from = numbers.filter((_, i) => i % 2 === 0);
      const to = numbers.filter((_, i) => i % 2 === 1);
      globalThis.kept = ${build} ? buildGraph(${nodeCount}, from, to) : from.length + to.length;
      console.log(process.resourceUsage().maxRSS);`;
    return (
      Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })) / 1024
    );
  };
  return peak(true) - peak(false);
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
    1,
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
  report('network-memory', [
    {
      graph: '100 k / 1 M',
      'snapshot, MB': round(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) / 2 ** 20, 1),
      'peak while it is built, MB': round(memoryOf(largePath, large.nodeCount), 0),
    },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
