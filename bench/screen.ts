/** `tocsin screen` end to end: generated rows (1,000,000; `--rows=N`) against the shipped lists, with birth dates. */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameWorld } from './generate.ts';
import { personNames } from './lists.ts';
import { report, round } from './measure.ts';

const rows = Number(process.argv.find((one) => one.startsWith('--rows='))?.slice(7) ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const input = join(folder, 'rows.csv');
const world = nameWorld(personNames(), 5);
const file = openSync(input, 'w');
writeSync(file, 'id,name,birth_date\n');
for (let i = 0; i < rows; i += 1_000) {
  let text = '';
  for (let k = i; k < Math.min(rows, i + 1_000); k++) text += `${k},${world.name()},${world.date()}\n`;
  writeSync(file, text);
}
closeSync(file);

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const lists = ['un_sc_sanctions', 'us_ofac_sdn'].map((name) =>
  fileURLToPath(new URL(`../data/${name}.ndjson.gz`, import.meta.url)),
);
/** Most memory that a process ever had, in bytes; 0 where the system does not tell. */
function peakMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

const began = performance.now();
const child = spawn(
  process.execPath,
  [main, 'screen', input, '-o', join(folder, 'report.ndjson'), '--json', '--against', ...lists],
  { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
);
let peak = 0;
const watch = setInterval(() => {
  peak = Math.max(peak, peakMemory(child.pid!));
}, 250);
let out = '';
for await (const text of child.stdout.setEncoding('utf8')) out += text;
const seconds = (performance.now() - began) / 1_000;
clearInterval(watch);
const bytes = statSync(join(folder, 'report.ndjson')).size;
rmSync(folder, { recursive: true, force: true });
const summary = JSON.parse(out) as { readonly rows: number; readonly withHits: number };
report('screen', [
  { what: 'rows', value: summary.rows },
  { what: 'rows with hits at 0.7', value: summary.withHits },
  { what: 'seconds in all', value: round(seconds, 1) },
  { what: 'rows a second', value: Math.round(rows / seconds) },
  { what: 'most memory, MB', value: Math.round(peak / 1e6) },
  { what: 'report, MB', value: Math.round(bytes / 1e6) },
]);
