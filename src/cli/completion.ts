import type { Command } from 'commander';
import { UsageError } from './errors.ts';

/** Names of the commands, of the commands beneath them, and of their long options, as the program itself declares them. */
function words(
  program: Command,
): readonly { readonly command: string; readonly options: readonly string[] }[] {
  return program.commands.map((command) => ({
    command: command.name(),
    options: [
      ...command.commands.map((inner) => inner.name()),
      ...[command, ...command.commands, program]
        .flatMap(({ options }) => options)
        .flatMap(({ long }) => (long ? [long] : [])),
    ].filter((word, at, all) => all.indexOf(word) === at),
  }));
}

/** A completion script for a shell, made from the program: `tocsin completion bash >> ~/.bashrc`. */
export function completionScript(program: Command, shell: string): string {
  const all = words(program);
  const names = all.map(({ command }) => command).join(' ');
  const cases = all
    .map(({ command, options }) => `    ${command}) words="${options.join(' ')}" ;;`)
    .join('\n');
  switch (shell) {
    case 'bash':
      return `_tocsin() {
  local words cur="\${COMP_WORDS[COMP_CWORD]}"
  case "\${COMP_WORDS[1]}" in
${cases}
    *) words="" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${names}"; fi
  COMPREPLY=($(compgen -W "$words" -- "$cur") $( [ "$COMP_CWORD" -gt 1 ] && compgen -f -- "$cur"))
}
complete -F _tocsin tocsin
`;
    case 'zsh':
      return `#compdef tocsin
_tocsin() {
  local words
  case "$words[2]" in
${cases}
  esac
  if (( CURRENT == 2 )); then compadd ${names}; else compadd -- \${=words}; _files; fi
}
compdef _tocsin tocsin
`;
    case 'fish':
      return `${all
        .map(({ command, options }) =>
          [
            `complete -c tocsin -n __fish_use_subcommand -a ${command}`,
            ...options.map(
              (option) =>
                `complete -c tocsin -n "__fish_seen_subcommand_from ${command}" ${option.startsWith('--') ? `-l ${option.slice(2)}` : `-a ${option}`}`,
            ),
          ].join('\n'),
        )
        .join('\n')}\n`;
    default:
      throw new UsageError(`no completion for ${shell}; there is bash, zsh and fish`);
  }
}
