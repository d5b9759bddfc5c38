// The commands and options of the command line, their help, and the errors for wrong ones.
import { parseArgs } from 'node:util'
import { listed, t } from '../base/l10n.ts'
import { nearest } from '../base/words.ts'
import { formatters } from './formats/all.ts'
import { traceFormats } from './trace.ts'

interface Option {
  type: 'string' | 'boolean'
  short?: string
  multiple?: true
  /** The name of its value in the help. */
  value?: string
  /** One line for the help. */
  help: () => string
}

export const options = {
  format: { type: 'string', value: 'FORMAT', help: () => t('Output format') },
  'output-file': {
    type: 'string',
    multiple: true,
    value: 'FORMAT=PATH',
    help: () => t('Also write results to a file; can be repeated'),
  },
  level: {
    type: 'string',
    value: 'LEVEL',
    help: () =>
      t('Show findings of at least this severity: hint, info, warning or error (default: warning; json: hint)'),
  },
  quiet: { type: 'boolean', help: () => t('Show only errors') },
  'fail-on': {
    type: 'string',
    value: 'LEVEL',
    help: () => t('Exit with 1 if a finding has at least this severity: error or warning; or never (default: error)'),
  },
  'max-warnings': { type: 'string', value: 'N', help: () => t('Exit with 1 if there are more than N warnings') },
  rule: {
    type: 'string',
    multiple: true,
    value: 'CODE=SEVERITY',
    help: () => t('Set the severity of a rule: off, hint, info, warning or error; can be repeated'),
  },
  evidence: { type: 'boolean', help: () => t('Show what verifies each item: the tests and the code that name its id') },
  junit: {
    type: 'string',
    multiple: true,
    value: 'PATH',
    help: () => t('With results of tests: a JUnit report, or a folder of reports; can be repeated'),
  },
  history: { type: 'boolean', help: () => t('Also compare with earlier versions in git') },
  statistics: { type: 'boolean', help: () => t('Print the number of findings per rule at the end') },
  changed: {
    type: 'boolean',
    help: () =>
      t('Check only specifications with files that differ from the last commit, and those that refer to them'),
  },
  since: {
    type: 'string',
    value: 'REF',
    help: () => t('Like --changed, but compare with the merge base of HEAD and REF'),
  },
  staged: { type: 'boolean', help: () => t('Like --changed, but check what is staged') },
  'diff-lines': {
    type: 'boolean',
    help: () => t('With --changed, --since or --staged: show only findings on changed lines'),
  },
  fix: { type: 'boolean', help: () => t('Apply safe fixes, then check what is left') },
  diff: { type: 'boolean', help: () => t('With --fix: print the changes as a patch instead of writing them') },
  stdin: { type: 'boolean', help: () => t('Check text from standard input; with --fix, print the fixed text') },
  'stdin-filename': {
    type: 'string',
    value: 'PATH',
    help: () => t('With --stdin: the path of the file that the text belongs to'),
  },
  as: {
    type: 'string',
    value: 'FORMAT',
    help: () =>
      t('Check the given files as this format (seed, spec-kit, …), even if they do not look like specifications'),
  },
  'update-baseline': { type: 'boolean', help: () => t('Remove fixed findings from the baseline') },
  'no-baseline': { type: 'boolean', help: () => t('Ignore the baseline') },
  watch: { type: 'boolean', help: () => t('Check again after every change, until interrupted') },
  profile: { type: 'boolean', help: () => t('Print where the time goes, by phase and rule; uses a single thread') },
  verbose: { type: 'boolean', help: () => t('Print the format of each specification, and why it was chosen') },
  color: { type: 'boolean', help: () => t('Use colors (default: if the terminal supports them)') },
  'no-color': { type: 'boolean', help: () => t('Do not use colors') },
  type: {
    type: 'string',
    value: 'WORD',
    help: () => t('Set the type, as the template defines it (default: suggested from the title)'),
  },
  issue: {
    type: 'string',
    value: 'NUMBER',
    help: () => t('Set the number of the issue that the specification belongs to'),
  },
  agents: { type: 'boolean', help: () => t('Write instructions for coding agents: AGENTS.md and a skill') },
  with: { type: 'string', value: 'REF', help: () => t('The branch to merge (default: the default branch)') },
  'all-branches': { type: 'boolean', help: () => t('Merge every branch that is not merged yet, one by one') },
  stdio: { type: 'boolean', help: () => t('Communicate over standard input and output') },
  locale: { type: 'string', value: 'LANGUAGE', help: () => t('Show messages in another language: en or zh-CN') },
  help: { type: 'boolean', short: 'h', help: () => t('Print help') },
  version: { type: 'boolean', short: 'v', help: () => t('Print the version') },
} satisfies Record<string, Option>

type OptionName = keyof typeof options

export interface Command {
  name: string
  /** What follows its name in the help. */
  args: string
  /** One line for the list of commands. */
  summary: () => string
  options: readonly OptionName[]
  /** The formats that it can print; the first is the default. */
  formats?: readonly string[]
}

const commandTable = [
  {
    name: 'check',
    args: '[PATH …]',
    summary: () => t('Check files, and all specifications in folders (default: the current folder)'),
    options: [
      'format',
      'output-file',
      'level',
      'quiet',
      'fail-on',
      'max-warnings',
      'rule',
      'history',
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
    summary: () => t('Record the current findings in .specwise-baseline.json, so that check reports only new ones'),
    options: ['rule'],
  },
  {
    name: 'new',
    args: '"TITLE"',
    summary: () => t('Create the folder of a new specification from the templates'),
    options: ['type', 'issue'],
  },
  {
    name: 'clarifications',
    args: '[PATH …]',
    summary: () => t('List the open questions of specifications'),
    options: ['format'],
    formats: ['text', 'json'],
  },
  {
    name: 'merge-check',
    args: '',
    summary: () => t('Find numbers, ids and names that collide only after another branch is merged'),
    options: ['with', 'all-branches', 'format'],
    formats: ['text', 'json'],
  },
  {
    name: 'next',
    args: '[PATH …]',
    summary: () => t('Print the tasks that can be done now, by phases, [P] and dependencies'),
    options: ['format'],
    formats: ['text', 'json'],
  },
  {
    name: 'diff',
    args: '[BASE[..HEAD]] [PATH …]',
    summary: () =>
      t('Print what changed in specifications, item by item, since the last commit or since the branch left BASE'),
    options: ['format', 'color', 'no-color'],
    formats: ['text', 'markdown', 'json'],
  },
  {
    name: 'trace',
    args: '[PATH …]',
    summary: () =>
      t(
        'Print how stories, requirements, tasks and criteria relate, with gaps; html prints a page for one specification',
      ),
    options: ['format', 'evidence', 'junit'],
    formats: [...traceFormats, 'html'],
  },
  {
    name: 'context',
    args: 'ID [PATH …]',
    summary: () => t('Print what an item is linked to: requirements, story, criteria, tasks, decisions and files'),
    options: ['format'],
    formats: ['text', 'json'],
  },
  { name: 'rules', args: '', summary: () => t('List all rules'), options: ['format'], formats: ['text', 'json'] },
  {
    name: 'explain',
    args: '[CODE]',
    summary: () => t('Explain a rule or, with --format [NAME|FILE], what was learned from the templates of a format'),
    options: ['format'],
  },
  {
    name: 'init',
    args: '',
    summary: () => t('Create .specwise.jsonc or, with --agents, instructions for coding agents'),
    options: ['agents'],
  },
  {
    name: 'config',
    args: '[PATH]',
    summary: () => t('Print the configuration in force for a path, and where it comes from'),
    options: ['format'],
    formats: ['text', 'json'],
  },
  {
    name: 'completion',
    args: 'SHELL',
    summary: () => t('Print a completion script for bash, zsh, fish or powershell'),
    options: [],
  },
  { name: 'lsp', args: '--stdio', summary: () => t('Start the language server for an editor'), options: ['stdio'] },
  {
    name: 'mcp',
    args: '[FOLDER]',
    summary: () => t('Start the read-only server for agents (Model Context Protocol)'),
    options: [],
  },
  {
    name: 'report',
    args: 'RULE FILE:LINE',
    summary: () => t('Print an anonymized report of a wrong finding to file as an issue; nothing is sent'),
    options: [],
  },
  { name: 'help', args: '[COMMAND]', summary: () => t('Print this help, or the help of a command'), options: [] },
] as const satisfies readonly Command[]

export const commands: readonly Command[] = commandTable

const everywhere: readonly OptionName[] = ['locale', 'help', 'version']

/** A server is told its language by its client, if at all. */
const isServer = ({ name }: Command): boolean => name === 'lsp' || name === 'mcp'

/** Parsed arguments, with options that the command has. */
export interface Said {
  command: Command | undefined
  rest: string[]
  values: ReturnType<typeof parse>['values']
}

/** Parses arguments. @returns what is wrong with them if they are invalid. */
export function readArguments(args: readonly string[]): Said | { wrong: string } {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return { wrong: parseErrorText(error as Error & { code?: string }) }
  }
  const { values, positionals } = parsed
  if (positionals.includes('')) return { wrong: t('A path is empty') }
  const [name, ...rest] = positionals
  if (name === undefined) return { command: undefined, rest, values }
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) return { wrong: unknownCommand(name) }
  const foreign = Object.keys(values).find(
    (option) => ![...command.options, ...everywhere].includes(option as OptionName),
  )
  if (foreign !== undefined) return { wrong: t('Command "{0}" has no option "--{1}"', name, foreign) }
  const { format } = values
  if (typeof format === 'string' && command.formats && !command.formats.includes(format))
    return { wrong: t('Invalid value "{0}" for --format. Expected {1}.', format, listed(command.formats, 'or')) }
  return { command, rest, values }
}

const parse = (args: readonly string[]) => {
  // `explain --format` takes no value: the name of a format is an argument, which may be missing.
  const table = args[0] === 'explain' ? { ...options, format: { type: 'boolean' as const } } : options
  return parseArgs({ args: [...args], allowPositionals: true, options: table as typeof options })
}

/** What is wrong with a command that does not exist. */
export function unknownCommand(name: string): string {
  const meant = nearest(
    name,
    commands.map((command) => command.name),
  )
  return meant === undefined
    ? t('Unknown command "{0}"', name)
    : t('Unknown command "{0}". Did you mean "{1}"?', name, meant)
}

/** An error of Node's parser, whose messages are in English only. */
function parseErrorText({ code, message }: Error & { code?: string }): string {
  const [, written] = /'(?:-\w, )?(--?[^' =]*)/.exec(message) ?? []
  const name = written?.replace(/^-+/, '') ?? ''
  if (written !== undefined && code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = nearest(name, Object.keys(options))
    return meant === undefined
      ? t('Unknown option "{0}"', written)
      : t('Unknown option "{0}". Did you mean "--{1}"?', written, meant)
  }
  if (written !== undefined && code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && Object.hasOwn(options, name))
    return options[name as OptionName].type === 'boolean'
      ? t('Option "{0}" does not take a value', written)
      : t('Option "{0}" requires a value', written)
  return message.split(/\.\s/)[0] ?? ''
}

const width = 37 // columns of commands and options in the help

const twoColumns = (left: string, right: string): string =>
  left.length >= width - 2 ? `  ${left}\n${' '.repeat(width)}${right}` : `  ${left.padEnd(width - 2)}${right}`

const exitCodes = (): string =>
  t('Exit code: 0 on success, 1 if errors are found, 2 for invalid usage or a path that cannot be read')

/** The text of `specwise --help`, or of a command. */
export function helpText(command?: Command): string {
  if (command) {
    const lines = [...command.options, ...everywhere.filter((name) => name !== 'locale' || !isServer(command))].map(
      (name) => {
        const { short, value }: Option = options[name]
        return twoColumns(
          `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
          name === 'format' ? formatHelp(command) : options[name].help(),
        )
      },
    )
    return `specwise ${command.name} ${command.args}\n\n  ${command.summary()}\n\n${t('Options')}\n${lines.join('\n')}\n\n${exitCodes()}\n`
  }
  const lines = commands.map(({ name, args, summary }) => twoColumns(`specwise ${name} ${args}`.trimEnd(), summary()))
  return `specwise: ${t('Check Markdown specifications')}\n\n${t('Commands')}\n${lines.join('\n')}\n\n${t('Run "specwise help COMMAND" for the options of a command')}\n\n${exitCodes()}\n`
}

const formatHelp = ({ formats }: Command): string =>
  formats
    ? t('Output format: {0} (default: {1})', formats.join(', '), formats[0] ?? '')
    : t('Explain a format instead of a rule')
