import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KEPT_KINDS } from '../src/store/index.ts';
import { program } from './cli/program.ts';

// What the documents say of commands and of times, against the program itself.

const page = (name: string): string => readFileSync(new URL(`../docs/${name}.md`, import.meta.url), 'utf8');

describe('docs/law.md', () => {
  it('has the table of what is kept how long', () => {
    const rows = KEPT_KINDS.map(
      ({ name, title, days, since, why, fixed }) =>
        `| ${title} (\`${name}\`) | ${days}${fixed ? ', fixed' : ''} | ${since} | ${why} |`,
    );
    const [, table = ''] =
      /\| what \| days \| since \| why \|\n\|---\|---\|---\|---\|\n((?:\|.*\n)+)/.exec(page('law')) ?? [];
    expect(table.trimEnd().split('\n')).toEqual(rows);
  });
});

describe('docs/commands.md', () => {
  const tocsin = program();
  /** Commands of a help text. */
  const commandsIn = (help: string): readonly string[] => {
    const [, list = ''] = help.split(/^Commands:$/m);
    return [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'help');
  };

  it('tells of every command, and of every one beneath it', async () => {
    const { code, out } = await tocsin.run(['--help']);
    expect(code).toBe(0);
    const names = commandsIn(out);
    expect(names.length).toBeGreaterThan(20);
    const text = page('commands');
    const missing: string[] = [];
    for (const name of names) {
      if (!new RegExp(`\`(?:tocsin )?${name}\\b`).test(text)) missing.push(name);
      if (!/^(partner|requests|keys)$/.test(name)) continue;
      const inner = commandsIn((await tocsin.run([name, '--help'])).out);
      expect(inner.length, name).toBeGreaterThan(0);
      missing.push(
        ...inner.filter((one) => !new RegExp(`\\b${one}\\b`).test(text)).map((one) => `${name} ${one}`),
      );
    }
    expect(missing).toEqual([]);
  });
});
