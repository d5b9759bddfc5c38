// What may be said on the command line: commands, their options, and how wrong ones are answered.
import { parseArgs } from 'node:util'
import { nearest } from '../base/words.ts'
import { formatters } from './formats/all.ts'
import { traceFormats } from './trace.ts'

interface Option {
  type: 'string' | 'boolean'
  short?: string
  multiple?: true
  /** How its value is called. */
  value?: string
  help: string
}

export const options = {
  format: { type: 'string', value: 'FORMAT', help: 'how results are printed' },
  'output-file': {
    type: 'string',
    multiple: true,
    value: 'FORMAT=PATH',
    help: 'writes results to a file, too; may be repeated',
  },
  level: {
    type: 'string',
    value: 'LEVEL',
    help: 'shows findings from hint, info, warning or error on (default: warning; json: hint)',
  },
  quiet: { type: 'boolean', help: 'shows errors alone' },
  'fail-on': {
    type: 'string',
    value: 'LEVEL',
    help: 'the exit code is 1 for findings from error or warning on, or never (default: error)',
  },
  'max-warnings': { type: 'string', value: 'N', help: 'the exit code is 1 for more than N warnings' },
  rule: {
    type: 'string',
    multiple: true,
    value: 'CODE=SEVERITY',
    help: 'another severity of a rule: off, hint, info, warning, error; may be repeated',
  },
  statistics: { type: 'boolean', help: 'counts the findings by rule, at the end' },
  changed: {
    type: 'boolean',
    help: 'checks the specifications of files that differ from the last commit, and those that refer to them',
  },
  since: { type: 'string', value: 'REF', help: 'with --changed: what the branch has changed since it left REF' },
  staged: { type: 'boolean', help: 'the same as --changed, for what is staged' },
  'diff-lines': { type: 'boolean', help: 'with one of these: shows findings on changed lines alone' },
  fix: { type: 'boolean', help: "applies the fixes that need nobody's judgement, then checks what is left" },
  diff: { type: 'boolean', help: 'with --fix: prints what would be changed as a patch, and changes nothing' },
  stdin: { type: 'boolean', help: 'checks a text from standard input; with --fix, prints it mended' },
  'stdin-filename': { type: 'string', value: 'PATH', help: 'with --stdin: the file that it is the text of' },
  as: {
    type: 'string',
    value: 'FORMAT',
    help: 'checks named files by this format (seed, spec-kit, …), even if they look like no specification',
  },
  'update-baseline': { type: 'boolean', help: 'takes findings that are fixed out of the baseline' },
  'no-baseline': { type: 'boolean', help: 'checks as if there were no baseline' },
  watch: { type: 'boolean', help: 'checks again after every change of files, until it is interrupted' },
  profile: { type: 'boolean', help: 'shows where the time goes, by phase and rule; one thread does all' },
  verbose: { type: 'boolean', help: 'says which format each specification has, and why' },
  color: { type: 'boolean', help: 'with colours (default: as the terminal can)' },
  'no-color': { type: 'boolean', help: 'without colours' },
  type: {
    type: 'string',
    value: 'WORD',
    help: "a type of the template's vocabulary (default: what the title speaks for)",
  },
  issue: { type: 'string', value: 'NUMBER', help: 'the issue that it belongs to' },
  agents: { type: 'boolean', help: 'for agents: AGENTS.md and a skill' },
  stdio: { type: 'boolean', help: 'over standard input and output' },
  help: { type: 'boolean', short: 'h', help: 'shows this text, or that of a command' },
  version: { type: 'boolean', short: 'v', help: 'shows the version' },
} satisfies Record<string, Option>

type OptionName = keyof typeof options

export interface Command {
  name: string
  /** What follows its name. */
  args: string
  /** One sentence, for the list of commands. */
  summary: string
  options: readonly OptionName[]
  /** The formats that it prints; the first one without `--format`. */
  formats?: readonly string[]
}

const commandTable = [
  {
    name: 'check',
    args: '[PATH …]',
    summary: 'checks files, and all specifications in folders (default: this folder)',
    options: [
      'format',
      'output-file',
      'level',
      'quiet',
      'fail-on',
      'max-warnings',
      'rule',
      'statistics',
      'changed',
      'since',
      'staged',
      'diff-lines',
      'fix',
      'diff',
      'stdin',
      'stdin-filename',
      'as',
      'update-baseline',
      'no-baseline',
      'watch',
      'profile',
      'verbose',
      'color',
      'no-color',
    ],
    formats: ['text', ...Object.keys(formatters)],
  },
  {
    name: 'baseline',
    args: '[PATH …]',
    summary: 'writes .specwise-baseline.json: from then on, check tells of new findings alone',
    options: ['rule'],
  },
  {
    name: 'new',
    args: '"TITLE"',
    summary: 'makes the folder of a new specification here, from the templates',
    options: ['type', 'issue'],
  },
  {
    name: 'clarifications',
    args: '[PATH …]',
    summary: 'lists the open questions of specifications',
    options: ['format'],
    formats: ['text', 'json'],
  },
  {
    name: 'trace',
    args: '[PATH …]',
    summary: 'shows story × requirement × task × criterion, with the gaps; html is a page of one specification',
    options: ['format'],
    formats: [...traceFormats, 'html'],
  },
  {
    name: 'context',
    args: 'ID [PATH …]',
    summary: 'shows what a task needs: its requirements, story, criteria, decisions, files',
    options: ['format'],
    formats: ['text', 'json'],
  },
  { name: 'rules', args: '', summary: 'lists all rules', options: ['format'], formats: ['text', 'json'] },
  {
    name: 'explain',
    args: '[CODE]',
    summary: 'explains a rule; with --format [NAME|FILE], what was learnt from the templates of a format',
    options: ['format'],
  },
  {
    name: 'init',
    args: '',
    summary: 'writes .specwise.jsonc, after a look at what is there; with --agents, tells agents about Specwise',
    options: ['agents'],
  },
  {
    name: 'config',
    args: '[PATH]',
    summary: 'shows what is in force for a path, and from where',
    options: ['format'],
    formats: ['text', 'json'],
  },
  {
    name: 'completion',
    args: 'SHELL',
    summary: 'prints what bash, zsh, fish or powershell need to complete words',
    options: [],
  },
  { name: 'lsp', args: '--stdio', summary: 'starts the language server, for an editor', options: ['stdio'] },
  {
    name: 'mcp',
    args: '[FOLDER]',
    summary: 'starts the server for agents (Model Context Protocol), read-only',
    options: [],
  },
  {
    name: 'report',
    args: 'RULE FILE:LINE',
    summary: 'prints an anonymised report of a wrong finding, to be filed as an issue; nothing is sent',
    options: [],
  },
  { name: 'help', args: '[COMMAND]', summary: 'shows this text, or what a command takes', options: [] },
] as const satisfies readonly Command[]

export const commands: readonly Command[] = commandTable

const everywhere: readonly OptionName[] = ['help', 'version']

/** What was said, with options that the command takes. */
export interface Said {
  command: Command | undefined
  rest: string[]
  values: ReturnType<typeof parse>['values']
}

/** Reads arguments. @returns what was said, or what is wrong in it. */
export function readArguments(args: readonly string[]): Said | { wrong: string } {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return { wrong: explained(error as Error & { code?: string }) }
  }
  const { values, positionals } = parsed
  if (positionals.includes('')) return { wrong: 'a path is empty' }
  const [name, ...rest] = positionals
  if (name === undefined) return { command: undefined, rest, values }
  const command = commands.find((one) => one.name === name)
  if (!command)
    return {
      wrong: `there is no command "${name}"${meant(
        name,
        commands.map((one) => one.name),
      )}`,
    }
  const other = Object.keys(values).find((one) => ![...command.options, ...everywhere].includes(one as OptionName))
  if (other !== undefined) return { wrong: `${name} takes no --${other}` }
  const { format } = values
  if (typeof format === 'string' && command.formats && !command.formats.includes(format))
    return { wrong: `--format is ${command.formats.join(', ')}, not "${format}"` }
  return { command, rest, values }
}

const parse = (args: readonly string[]) => {
  // `explain --format` has a value of its own: a format, or none.
  const own = args[0] === 'explain' ? { ...options, format: { type: 'boolean' as const } } : options
  return parseArgs({ args: [...args], allowPositionals: true, options: own as typeof options })
}

function explained({ code, message }: Error & { code?: string }): string {
  const [, name] = /'(-[^' =]*)/.exec(message) ?? []
  if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || name === undefined) return message.split(/\.\s/)[0] ?? ''
  return `there is no option ${name}${meant(name.replace(/^-+/, ''), Object.keys(options), '--')}`
}

/** `; did you mean …?`, where something is near. */
function meant(written: string, words: readonly string[], before = ''): string {
  const near = nearest(written, words)
  return near === undefined ? '' : `; did you mean ${before}${near}?`
}

const width = 37

const twoColumns = (left: string, right: string): string =>
  left.length >= width - 2 ? `  ${left}\n${' '.repeat(width)}${right}` : `  ${left.padEnd(width - 2)}${right}`

const exitCodes = 'Exit code: 0 without errors, 1 with errors, 2 for wrong usage or a path that cannot be read.'

/** The text of `specwise --help`, or of a command. */
export function helpText(command?: Command): string {
  if (command) {
    const formats = command.formats ? `: ${command.formats.join(', ')} (default: ${command.formats[0]})` : ''
    const lines = [...command.options, ...everywhere].map((name) => {
      const option: Option = options[name]
      return twoColumns(
        `${option.short ? `-${option.short}, ` : ''}--${name}${option.value ? ` ${option.value}` : ''}`,
        `${option.help}${name === 'format' ? formats : ''}`,
      )
    })
    return `specwise ${command.name} ${command.args}\n\n  ${command.summary}\n\nOptions\n${lines.join('\n')}\n\n${exitCodes}\n`
  }
  const lines = commands.map(({ name, args, summary }) => twoColumns(`specwise ${name} ${args}`.trimEnd(), summary))
  return `specwise: checks Markdown specifications\n\nCommands\n${lines.join('\n')}\n\n"specwise help COMMAND" shows the options of a command.\n\n${exitCodes}\n`
}
