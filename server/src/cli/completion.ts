// specwise completion SHELL: completion scripts, made from the table of commands.
import { type Command, commands, options } from './arguments.ts'

const names = commands.map(({ name }) => name)
const longOf = (command: Command): string[] => [...command.options, 'help'].map((name) => `--${name}`)

/** A text in single quotes, as POSIX shells, zsh and fish read it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const bash = (): string => `# specwise completion bash >> ~/.bashrc
_specwise() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(' ')}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${commands
  .filter(({ formats }) => formats)
  .map(
    ({ name, formats = [] }) =>
      `    "${name} --format") COMPREPLY=($(compgen -W "${formats.join(' ')}" -- "$current")); return ;;`,
  )
  .join('\n')}
    "help "*) COMPREPLY=($(compgen -W "${names.join(' ')}" -- "$current")); return ;;
  esac
  case "$current" in
    -*) case "\${COMP_WORDS[1]}" in
${commands.map((command) => `      ${command.name}) COMPREPLY=($(compgen -W "${longOf(command).join(' ')}" -- "$current")) ;;`).join('\n')}
    esac ;;
  esac
}
complete -o default -F _specwise specwise
`

const zsh = (): string => `#compdef specwise
# Save as "_specwise" in a folder of $fpath: specwise completion zsh > FOLDER/_specwise
_specwise() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary()}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${commands
  .map(
    (command) =>
      `    ${command.name}) _arguments ${longOf(command)
        .map((option) => quoted(`${option}[${helpOf(option)}]`))
        .join(' ')} '*:file:_files' ;;`,
  )
  .join('\n')}
  esac
}
_specwise "$@"
`

const fish = (): string => `# specwise completion fish > ~/.config/fish/completions/specwise.fish
${commands
  .flatMap((command) => [
    `complete -c specwise -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary())}`,
    ...longOf(command).map(
      (option) =>
        `complete -c specwise -n '__fish_seen_subcommand_from ${command.name}' -l ${option.slice(2)} -d ${quoted(helpOf(option))}`,
    ),
  ])
  .join('\n')}
`

const powershell = (): string => `# specwise completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName specwise -ScriptBlock {
  param($word, $ast, $position)
  $options = @{
${commands
  .map(
    (command) =>
      `    '${command.name}' = @(${longOf(command)
        .map((option) => `'${option}'`)
        .join(', ')})`,
  )
  .join('\n')}
  }
  $words = $ast.CommandElements | ForEach-Object { $_.ToString() }
  $all = if ($words.Count -gt 1 -and $options.ContainsKey($words[1])) { $options[$words[1]] } else { $options.Keys | Sort-Object }
  $all | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`

const helpOf = (option: string): string =>
  options[option.slice(2) as keyof typeof options]
    .help()
    .replace(/[[\]:]/g, ' ')
    .replace(/\s+/g, ' ')

/** Scripts by the name of the shell. */
export const completions: Readonly<Record<string, () => string>> = { bash, zsh, fish, powershell }
