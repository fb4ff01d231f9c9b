/** Runs all benches, one after another, each in a process of its own so that none is slowed by another's memory. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BENCHES = [
  'index-speed',
  'accuracy',
  'peers',
  'screen',
  'http',
  'travel',
  'look-back',
  'stream',
  'ask',
  'ledger',
  'law',
  'network',
  'network-cells',
];
const chosen = process.argv.slice(2).filter((name) => BENCHES.includes(name));
const options = process.argv.slice(2).filter((name) => name.startsWith('--'));
let failed = false;
for (const name of chosen.length > 0 ? chosen : BENCHES) {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...options], { stdio: 'inherit' });
  if (status !== 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
