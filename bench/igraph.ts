import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const IGRAPH = '1.0.0';

/** Its Python environment, made once; throws where Python or the package index is missing. */
export function igraphPython(): string {
  const folder = fileURLToPath(new URL('../node_modules/.cache/tocsin-bench/igraph', import.meta.url));
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', `igraph==${IGRAPH}`], { stdio: 'pipe' });
  return python;
}
