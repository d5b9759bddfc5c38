// The command line: reads the arguments, runs a command, gives the exit code. 0: no errors found; 1: errors found;
// 2: wrong usage or something that could not be read.

import { parseArgs } from 'node:util'
import { today } from '../base/date.ts'
import { counted } from '../base/words.ts'
import type { Files } from '../workspace/files.ts'
import type { Git } from '../workspace/git.ts'
import type { Problem } from '../workspace/walk.ts'
import { agentText } from './agentText.ts'
import { type CheckResult, checkEach, checkPaths, type Spread } from './check.ts'
import type { CheckedFile, How } from './checkUnit.ts'
import { clarificationsJson, clarificationsText, listClarifications } from './clarifications.ts'
import { contextOf, contextText } from './context.ts'
import { explainFormat, explainRule } from './explain.ts'
import { initAgents } from './init.ts'
import { toJson } from './json.ts'
import { makeSpec } from './new.ts'
import { reportFinding } from './report.ts'
import { clean, createTextPrinter, type TextPrinter } from './text.ts'
import { trace, traceFormats } from './trace.ts'
import { type PageParts, tracePage } from './tracePage.ts'
import type { Unread } from './unread.ts'

/** What the command line needs of the world; tests give their own. */
export interface World {
  files: Files
  cwd: string
  version: string
  /** Spreads work over threads; there is one without it. */
  spread?: Spread | undefined
  /** What git knows; nothing is asked without it. */
  git?: Pick<Git, 'branches' | 'remote'>
  /** What pages of HTML are made with; none are made without it. */
  page?: (() => Promise<PageParts>) | undefined
  /** May the output have colours, when nobody asked for or against them? */
  colour: boolean
  out(text: string): void
  err(text: string): void
}

const usage = `specwise: checks Markdown specifications

  specwise check [PATH …]      check files, and all specifications in folders (default: this folder)
  specwise new "TITLE"         make the folder of a new specification here, from the templates
  specwise clarifications [PATH …]
                               list the open questions of specifications
  specwise trace [PATH …]      story × requirement × task × criterion, with the gaps;
                               --format markdown|json|csv|html (default: markdown; html is a
                               page of one specification)
  specwise context ID [PATH …] what a task needs: its requirements, story, criteria, decisions, files;
                               --format text|json (default: text, as Markdown)
  specwise explain [CODE]      explain a rule; without a code, list all rules
  specwise explain --format [NAME|FILE]
                               show what was learnt from the templates of a format
  specwise init --agents       tell agents about Specwise, in AGENTS.md and as a skill
  specwise lsp --stdio         the language server, for an editor
  specwise mcp [FOLDER]        the server for agents (Model Context Protocol), read-only
  specwise report RULE FILE:LINE
                               print an anonymised report of a wrong finding, to be filed as an issue;
                               nothing is sent

Options of check and clarifications
  --format text|json           how results are printed (default: text); of check also agent: a line for each
                               error and warning, for whoever mends them

Options of new
  --type WORD                  of the template's vocabulary (default: what the title speaks for)
  --issue NUMBER               the issue that it belongs to

Options of check
  --fix                        apply the fixes that need nobody's judgement, then check what is left
  --as FORMAT                  check named files by this format (seed, spec-kit, …), even if they look like no specification
  --verbose                    say which format each specification has, and why
  --color, --no-color          with or without colours (default: as the terminal can)

  -h, --help                   show this text
  -v, --version                show the version

Exit code: 0 without errors, 1 with errors, 2 for wrong usage or a path that cannot be read.
`

/** Runs the command line with its arguments; resolves to the exit code, never rejects for what a user did. */
export async function main(args: readonly string[], world: World): Promise<number> {
  const wrong = (message: string): number => {
    world.err(`specwise: ${clean(message)}\nTry "specwise --help".\n`)
    return 2
  }
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return wrong((error as Error).message.split('. ')[0] ?? '')
  }
  const { values, positionals } = parsed
  if (positionals.includes('')) return wrong('a path is empty')
  const [command, ...rest] = positionals
  if (values.version) {
    world.out(`specwise ${world.version}\n`)
    return 0
  }
  if (values.help) {
    world.out(usage)
    return 0
  }
  if (command === undefined) {
    world.err(usage)
    return 2
  }
  if (command === 'explain') return explain(rest, values.format !== undefined, world, wrong)
  if (command === 'trace') return traceCommand(rest, values.format, world, wrong)
  if (command === 'report') return report(rest, world, wrong)
  if (command === 'context') return context(rest, values.format, world, wrong)
  if (command === 'init') return init(rest, values.agents === true, world, wrong)
  if (command === 'new') return newSpec(rest, values, world, wrong)
  if (command !== 'check' && command !== 'clarifications') return wrong(`there is no command "${command}"`)
  const format = values.format ?? 'text'
  const formats = command === 'check' ? ['text', 'json', 'agent'] : ['text', 'json']
  if (!formats.includes(String(format))) return wrong(`--format is ${formats.join(', ')}, not "${format}"`)
  const paths = rest.length > 0 ? rest : ['.']
  if (command === 'clarifications') {
    const listed = await listClarifications(world.files, world.cwd, paths)
    for (const problem of listed.problems) tellProblem(problem, world)
    world.out(format === 'json' ? clarificationsJson(listed, world.version) : clarificationsText(listed))
    return listed.problems.length > 0 ? 2 : 0
  }
  if (format === 'json') return checkAtOnce(paths, values, world, (result) => toJson(result, world.version))
  if (format === 'agent') return checkAtOnce(paths, values, world, agentText)
  const colour = values['no-color'] ? false : values.color || world.colour
  return checkToText(paths, values, createTextPrinter(colour, values.verbose), world)
}

/** Prints as it goes. */
async function checkToText(paths: string[], { fix, as }: How, printer: TextPrinter, world: World) {
  let code = 0
  const steps = checkEach(world.files, world.cwd, paths, { fix, as, spread: world.spread })
  for (;;) {
    const { done, value } = await steps.next()
    if (done) {
      // What cannot be read is told already.
      if (code !== 2 || value.files > 0) world.out(printer.end(value))
      return code
    }
    if ('problem' in value) {
      tellProblem(value.problem, world)
      code = 2
      continue
    }
    if ('unread' in value && value.unread.named) tellSkipped(value.unread, world)
    const text = printer.step(value)
    if (text !== undefined) world.out(text)
    if (code === 0 && !('unread' in value) && ('spec' in value ? value.spec.files : [value.config]).some(hasErrors))
      code = 1
  }
}

/** Prints once all is known. */
async function checkAtOnce(
  paths: string[],
  { fix, as }: How,
  world: World,
  print: (result: CheckResult) => string,
): Promise<number> {
  const result = await checkPaths(world.files, world.cwd, paths, { fix, as, spread: world.spread })
  for (const problem of result.problems) tellProblem(problem, world)
  for (const one of result.unread) if (one.named) tellSkipped(one, world)
  world.out(print(result))
  return result.problems.length > 0 ? 2 : result.checked.some(hasErrors) ? 1 : 0
}

const tellProblem = ({ path, reason }: Problem, { err }: World): void =>
  err(`specwise: ${clean(path)}: ${clean(reason)}\n`)

const tellSkipped = ({ path, reason }: Unread, { err }: World): void =>
  err(`specwise: ${clean(path)} is skipped: ${reason}. "--as FORMAT" checks it all the same.\n`)

const hasErrors = ({ findings }: CheckedFile): boolean => findings.some(({ severity }) => severity === 'error')

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: args[0] === 'explain' ? 'boolean' : 'string' },
      color: { type: 'boolean' },
      'no-color': { type: 'boolean' },
      verbose: { type: 'boolean' },
      type: { type: 'string' },
      issue: { type: 'string' },
      agents: { type: 'boolean' },
      fix: { type: 'boolean' },
      as: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  })

async function traceCommand(
  paths: readonly string[],
  given: string | boolean | undefined,
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const all = [...traceFormats, 'html'] as const
  const format = all.find((one) => one === (given ?? 'markdown'))
  if (!format) return wrong(`--format is ${all.join(', ')}, not "${given}"`)
  const { files: disk, cwd, version } = world
  const wanted = paths.length > 0 ? paths : ['.']
  const { text, problems, files, traced } =
    format === 'html' && world.page
      ? await tracePage(disk, cwd, wanted, await world.page())
      : await trace(disk, cwd, wanted, format === 'html' ? 'markdown' : format, version)
  if (format === 'html' && traced > 1)
    return wrong(`--format html makes the page of one specification, and there are ${traced}: name its folder`)
  for (const problem of problems) tellProblem(problem, world)
  if (traced === 0 && problems.length === 0)
    world.err(`specwise: no specification found in ${counted(files, 'Markdown file')}\n`)
  world.out(text)
  return problems.length > 0 ? 2 : 0
}

async function init(
  rest: readonly string[],
  agents: boolean,
  { files, cwd, out, err }: World,
  wrong: (message: string) => number,
): Promise<number> {
  if (!agents || rest.length > 0) return wrong('init is for agents: specwise init --agents')
  try {
    for (const line of await initAgents(files, cwd)) out(`${line}\n`)
    return 0
  } catch (error) {
    err(`specwise: ${clean((error as Error).message)}\n`)
    return 2
  }
}

async function context(
  [id, ...paths]: readonly string[],
  format: string | boolean = 'text',
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const { files, cwd, out } = world
  if (id === undefined) return wrong('context takes an id: specwise context T012')
  if (format !== 'text' && format !== 'json') return wrong(`--format is text or json, not "${format}"`)
  const found = await contextOf(files, cwd, id, paths.length > 0 ? paths : ['.'])
  if ('wrong' in found) return wrong(found.wrong)
  for (const problem of found.problems) tellProblem(problem, world)
  out(format === 'json' ? `${JSON.stringify(found, null, 2)}\n` : contextText(found))
  return 0
}

async function report(
  [code, place, ...more]: readonly string[],
  { files, cwd, version, out }: World,
  wrong: (message: string) => number,
): Promise<number> {
  if (code === undefined || place === undefined || more.length > 0)
    return wrong('report takes a rule and a place: specwise report RULE FILE:LINE')
  const reported = await reportFinding(files, cwd, code, place, version)
  if ('wrong' in reported) return wrong(reported.wrong)
  out(reported.text.split('\n').map(clean).join('\n'))
  return 0
}

async function newSpec(
  words: readonly string[],
  { type, issue }: { type?: string | undefined; issue?: string | undefined },
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const title = words.join(' ').replace(/\s+/g, ' ').trim()
  if (title === '') return wrong('new takes the title of the specification')
  const number = issue === undefined ? undefined : Number(issue.replace(/^#/, ''))
  if (issue !== undefined && !/^#?[1-9]\d{0,8}$/.test(issue)) return wrong(`--issue is a number, not "${issue}"`)
  try {
    const made = await makeSpec(world.files, world.cwd, { title, type, issue: number, today: today() }, world.git)
    for (const path of made) world.out(`${clean(path)}\n`)
    return 0
  } catch (error) {
    world.err(`specwise: ${clean((error as Error).message)}\n`)
    return 2
  }
}

async function explain(
  wanted: readonly string[],
  format: boolean,
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const [first, ...more] = wanted
  if (more.length > 0) return wrong(`explain takes one ${format ? 'format or file' : 'code'}`)
  const text = format
    ? await explainFormat(world.files, world.cwd, first)
    : await explainRule(world.files, world.cwd, first)
  if (text === undefined) {
    return wrong(
      format
        ? `"${first}" is no format, and no specification; "specwise explain --format" shows the formats`
        : `there is no rule "${first}"; "specwise explain" lists them`,
    )
  }
  world.out(text)
  return 0
}
