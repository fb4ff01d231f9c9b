import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Before all tests: the tests of the commands run the built program, so it has to be what the sources say. */
export function setup(): void {
  const changed = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const built = changed('dist/cli/main.js');
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    // Policies of the law are copied as they are.
    .filter((path) => (path.endsWith('.ts') && !path.endsWith('.test.ts')) || path.includes('policies'))
    .map((path) => join('src', path));
  if (sources.every((path) => changed(path) <= built)) return;
  execFileSync('npm', ['run', '--silent', 'build:server'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
