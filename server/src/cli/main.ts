// The command line: parses arguments, runs a command, returns the exit code. 0: no errors found; 1: errors found; 2: wrong
// usage or something that could not be read.

import { today } from '../base/date.ts'
import { listed, t, useLanguage } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import { allRules } from '../rules/all.ts'
import { pageUrl } from '../rules/engine/page.ts'
import { commands, helpText, readArguments, type Said, unknownCommand } from './arguments.ts'
import { baselineCommand, checkCommand } from './checkCommand.ts'
import { clarificationsJson, clarificationsText, listClarifications } from './clarifications.ts'
import { completions } from './completion.ts'
import { configFor, initConfig } from './configCommands.ts'
import { contextOf, contextText } from './context.ts'
import { diffCommand } from './diff.ts'
import { explainFormat, explainRule } from './explain.ts'
import { initAgents } from './init.ts'
import { mergeCheckCommand } from './mergeCheck.ts'
import { makeSpec } from './new.ts'
import { nextTasks, nextText } from './next.ts'
import { reportFinding } from './report.ts'
import { noSpecsText } from './text.ts'
import { type TraceFormat, trace } from './trace.ts'
import { tracePage } from './tracePage.ts'
import { tellProblem, type World } from './world.ts'

export type { World } from './world.ts'

/** Runs the command line. Resolves to the exit code; never rejects because of wrong usage. */
export async function main(args: readonly string[], world: World): Promise<number> {
  const wrong = (message: string): number => {
    world.err(`specwise: ${clean(message)}\n${t('Run "specwise --help" for usage.')}\n`)
    return 2
  }
  const unknown = await chooseLanguage(args, world)
  if (unknown !== undefined) return wrong(unknown)
  const said = readArguments(args)
  if ('wrong' in said) return wrong(said.wrong)
  const { command, rest, values } = said
  if (values.version) {
    world.out(`specwise ${world.version}\n`)
    return 0
  }
  if (values.help || command?.name === 'help') {
    const about = command?.name === 'help' ? commands.find(({ name }) => name === rest[0]) : command
    if (command?.name === 'help' && rest[0] !== undefined && !about) return wrong(unknownCommand(rest[0]))
    world.out(helpText(about))
    return 0
  }
  const { format } = values
  switch (command?.name) {
    case 'check':
      return checkCommand(rest, values, world, wrong)
    case 'baseline':
      return baselineCommand(rest, values, world, wrong)
    case 'clarifications':
      return clarifications(rest, format, world)
    case 'rules':
      return rules(rest, format, world, wrong)
    case 'explain':
      return explain(rest, format !== undefined, world, wrong)
    case 'merge-check':
      return mergeCheckCommand(rest, { format, ref: values.with, all: values['all-branches'] === true }, world, wrong)
    case 'next':
      return next(rest, format, world)
    case 'diff': {
      const isColored = values['no-color'] ? false : values.color || world.colour
      return diffCommand(rest, format, isColored, world, wrong)
    }
    case 'trace':
      return traceCommand(rest, values, world, wrong)
    case 'report':
      return report(rest, world, wrong)
    case 'config':
      return config(rest, format, world, wrong)
    case 'completion': {
      const script = completions[rest[0] ?? '']
      if (!script || rest.length > 1) return wrong(t('Specify a shell: {0}', listed(Object.keys(completions), 'or')))
      world.out(script())
      return 0
    }
    case 'context':
      return context(rest, format, world, wrong)
    case 'init':
      return init(rest, values.agents === true, world, wrong)
    case 'new':
      return newSpec(rest, values, world, wrong)
    default:
      world.err(helpText())
      return 2
  }
}

/** Uses the language of `--locale`, before anything is said. Returns what is wrong with it. */
async function chooseLanguage(args: readonly string[], { translations }: World): Promise<string | undefined> {
  const at = args.findLastIndex((one) => one === '--locale' || one.startsWith('--locale='))
  const tag = at < 0 ? undefined : args[at] === '--locale' ? args[at + 1] : args[at]?.slice('--locale='.length)
  if (tag === undefined || /^en\b/i.test(tag)) return undefined
  const bundle = await translations?.(tag)
  if (!bundle) return t('No translation for the language "{0}". Expected en or zh-CN.', tag)
  useLanguage(bundle, tag.replaceAll('_', '-').replace(/[.@].*$/, ''))
  return undefined
}

async function clarifications(paths: readonly string[], format = 'text', world: World): Promise<number> {
  const listed = await listClarifications(world.files, world.cwd, paths.length > 0 ? paths : ['.'])
  for (const problem of listed.problems) tellProblem(problem, world)
  world.out(format === 'json' ? clarificationsJson(listed, world.version) : clarificationsText(listed))
  return listed.problems.length > 0 ? 2 : 0
}

async function next(paths: readonly string[], format = 'text', world: World): Promise<number> {
  const found = await nextTasks(world.files, world.cwd, paths.length > 0 ? paths : ['.'])
  for (const problem of found.problems) tellProblem(problem, world)
  const { version } = world
  world.out(format === 'json' ? `${JSON.stringify({ version, specs: found.specs }, null, 2)}\n` : nextText(found))
  return found.problems.length > 0 ? 2 : 0
}

async function rules(
  rest: readonly string[],
  format = 'text',
  { files, cwd, out }: World,
  wrong: (message: string) => number,
): Promise<number> {
  if (rest.length > 0)
    return wrong(t('"specwise rules" takes no arguments. Run "specwise explain CODE" to show a rule.'))
  const all = allRules.map(({ code, severity, summary }) => ({ code, severity, summary, url: pageUrl(code) }))
  out(format === 'json' ? `${JSON.stringify(all, null, 2)}\n` : ((await explainRule(files, cwd, undefined)) ?? ''))
  return 0
}

async function traceCommand(
  paths: readonly string[],
  { format: asked = 'markdown', evidence, junit }: Said['values'],
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const { files: disk, cwd, version } = world
  const wanted = paths.length > 0 ? paths : ['.']
  const reports = evidence || junit || asked === 'trace-manifest' ? (junit ?? []) : undefined
  const format = asked as TraceFormat | 'html'
  const traced = await (format === 'html' && world.page
    ? tracePage(disk, cwd, wanted, await world.page(), reports)
    : trace(disk, cwd, wanted, { format: format === 'html' ? 'markdown' : format, version, reports })
  ).catch((error: Error) => error)
  if (traced instanceof Error) return wrong(traced.message)
  return tellTraced(traced, format, world, wrong)
}

function tellTraced(
  { text, problems, files, traced }: Awaited<ReturnType<typeof trace>>,
  format: string,
  world: World,
  wrong: (message: string) => number,
): number {
  if (format === 'html' && traced > 1)
    return wrong(t('--format html requires a single specification, but {0} were found. Specify its folder.', traced))
  for (const problem of problems) tellProblem(problem, world)
  if (traced === 0 && problems.length === 0) world.err(noSpecsText(files))
  world.out(text)
  return problems.length > 0 ? 2 : 0
}

async function init(
  rest: readonly string[],
  agents: boolean,
  { files, cwd, out, err }: World,
  wrong: (message: string) => number,
): Promise<number> {
  if (rest.length > 0) return wrong(t('"specwise init" takes no paths. Run it in the folder to set up.'))
  try {
    for (const line of await (agents ? initAgents : initConfig)(files, cwd)) out(`${clean(line)}\n`)
    return 0
  } catch (error) {
    err(`specwise: ${clean((error as Error).message)}\n`)
    return 2
  }
}

async function config(
  [path = '.', ...more]: readonly string[],
  format = 'text',
  { files, cwd, out }: World,
  wrong: (message: string) => number,
): Promise<number> {
  if (more.length > 0) return wrong(t('"specwise config" takes a single path'))
  out(await configFor(files, cwd, path, format === 'json'))
  return 0
}

async function context(
  [id, ...paths]: readonly string[],
  format: string | boolean = 'text',
  world: World,
  wrong: (message: string) => number,
): Promise<number> {
  const { files, cwd, out } = world
  if (id === undefined) return wrong(t('Specify an id, for example: {0}', 'specwise context T012'))
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
    return wrong(t('Specify a rule and a location: {0}', 'specwise report RULE FILE:LINE'))
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
  if (title === '') return wrong(t('Specify the title of the specification'))
  const number = issue === undefined ? undefined : Number(issue.replace(/^#/, ''))
  if (issue !== undefined && !/^#?[1-9]\d{0,8}$/.test(issue))
    return wrong(t('Invalid value "{0}" for --issue. Expected a number.', issue))
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
  if (more.length > 0)
    return wrong(
      format
        ? t('"specwise explain --format" takes a single format or file')
        : t('"specwise explain" takes a single rule'),
    )
  const text = format
    ? await explainFormat(world.files, world.cwd, first)
    : await explainRule(world.files, world.cwd, first)
  if (text === undefined) {
    const name = first ?? ''
    return wrong(
      format
        ? t('"{0}" is not a format or specification. Run "specwise explain --format" to list the formats.', name)
        : t('Unknown rule "{0}". Run "specwise rules" to list all rules.', name),
    )
  }
  world.out(text)
  return 0
}
