// The tools for agents: the same engine as in the editor and on the command line, read-only. Answers are short, stable and in
// English.
import { resolve } from 'node:path'
import { applyEdits, type Edit } from '../base/edit.ts'
import { groupBy } from '../base/groups.ts'
import { lineIndex } from '../base/lineIndex.ts'
import { checkPaths } from '../cli/check.ts'
import { shownFrom } from '../cli/checkUnit.ts'
import { clarificationsText, listClarifications } from '../cli/clarifications.ts'
import { contextOf, contextText } from '../cli/context.ts'
import { eachFeature } from '../cli/eachFeature.ts'
import { explainRule } from '../cli/explain.ts'
import { agentText, numbered } from '../cli/formats/agent.ts'
import { trace } from '../cli/trace.ts'
import { numberOf } from '../document/specNumber.ts'
import { renameOf } from '../edits/rename.ts'
import { resolve as definitionsOf, type Feature, type FeatureFile } from '../feature/feature.ts'
import { stageOf } from '../feature/lifeCycle.ts'
import { summarise } from '../feature/summary.ts'
import { idOf } from '../queries/itemContext.ts'
import { foreignReferences } from '../queries/workspaceSymbol.ts'
import type { Files } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'

export interface Place {
  files: Files
  /** The folder of the workspace. Nothing outside of it is read. */
  root: string
  version: string
}

export interface Tool {
  name: string
  title: string
  description: string
  /** The JSON schema of its arguments. */
  inputSchema: { type: 'object'; properties: Record<string, object>; required?: string[]; additionalProperties: false }
  /** Rejects with a reason that can be shown. */
  run(given: Arguments, place: Place): Promise<string>
}

/** Valid arguments. */
export interface Arguments {
  paths?: string[]
  path?: string
  rule?: string
  id?: string
  newId?: string
}

const text = (description: string): object => ({ type: 'string', minLength: 1, maxLength: 500, description })
const paths = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: 500 },
  maxItems: 200,
  description: 'Files and folders, relative to the workspace. Defaults to the whole workspace.',
}
const path = text('The file or folder of the specification. Required if several specifications define the id.')
const id = text('The id as written in the document, such as T012 or FR-003.')
const schema = (properties: Record<string, object>, ...required: string[]): Tool['inputSchema'] => ({
  ...{ type: 'object', properties, additionalProperties: false },
  ...(required.length > 0 && { required }),
})

/** All tools. */
export const tools: readonly Tool[] = [
  {
    name: 'check',
    title: 'Check specifications',
    description:
      'Lists the errors and warnings of Markdown specifications, one per line: path:line: severity rule: message. Use it after writing or changing a specification, plan or task list, and fix what it reports.',
    inputSchema: schema({ paths }),
    async run(given, place) {
      const result = await checkPaths(place.files, place.root, await within(place, given.paths))
      if (result.specs.length === 0 && result.problems.length > 0) throw new Error(problemLines(result.problems).trim())
      return problemLines(result.problems) + agentText({ version: place.version, result, findings: [] })
    },
  },
  {
    name: 'explain',
    title: 'Explain a rule',
    description: 'Explains what a rule reports and why, with a good and a bad example.',
    inputSchema: schema({ rule: text('The code of a rule, such as duplicate-id.') }, 'rule'),
    async run({ rule = '' }, { files, root }) {
      const explained = await explainRule(files, root, rule)
      if (explained === undefined) throw new Error(`Unknown rule "${rule}"`)
      return explained
    },
  },
  {
    name: 'list',
    title: 'List specifications',
    description: 'Lists all specifications with their status, tasks and open questions, one per line.',
    inputSchema: schema({ paths }),
    async run(given, place) {
      const lines: string[] = []
      const { problems } = await each(place, given.paths, (feature) => lines.push(specLine(feature, place)))
      return `${problemLines(problems)}${lines.length === 0 ? 'No specifications found.' : lines.join('\n')}\n`
    },
  },
  {
    name: 'item',
    title: 'Show an item and everything linked to it',
    description:
      'Shows a task, requirement, story or criterion with its text, the linked stories, requirements, criteria, tasks, decisions and files, and the references to it. Use it before working on a task.',
    inputSchema: schema({ id, path }, 'id'),
    async run(given, place) {
      const found = await contextOf(place.files, place.root, given.id ?? '', await within(place, listOf(given)))
      if ('wrong' in found) throw new Error(found.wrong)
      return problemLines(found.problems) + contextText(found)
    },
  },
  {
    name: 'trace',
    title: 'Trace requirements',
    description: 'Shows how stories, requirements, tasks and criteria relate, as a table with the gaps.',
    inputSchema: schema({ path: text('The file or folder of a specification.') }, 'path'),
    async run(given, { files, root, version, ...place }) {
      const wanted = await within({ files, root, version, ...place }, listOf(given))
      const { text: table, problems, traced } = await trace(files, root, wanted, { format: 'markdown', version })
      if (traced === 0) throw new Error(problems[0]?.reason ?? 'No specifications found')
      return problemLines(problems) + table
    },
  },
  {
    name: 'questions',
    title: 'List open questions',
    description: 'Lists the open questions of specifications with their locations. Only a person may answer them.',
    inputSchema: schema({ paths }),
    async run(given, place) {
      const listed = await listClarifications(place.files, place.root, await within(place, given.paths))
      return problemLines(listed.problems) + clarificationsText(listed)
    },
  },
  {
    name: 'preview_rename',
    title: 'Preview renaming an id',
    description: 'Shows the lines that would change if an id were renamed. Changes nothing.',
    inputSchema: schema({ id, newId: text('The new id, or only its number.'), path }, 'id', 'newId'),
    run: previewRename,
  },
]

const listOf = ({ path: single }: Arguments): string[] | undefined => (single === undefined ? undefined : [single])

const problemLines = (problems: readonly { path: string; reason: string }[]): string =>
  problems.map(({ path: file, reason }) => `${file}: ${reason}\n`).join('')

/** Checks that paths are in the workspace, with links resolved. Without paths, the whole workspace. */
async function within({ files, root }: Place, given: readonly string[] | undefined): Promise<string[]> {
  const top = await files.real(root)
  for (const name of given ?? []) {
    const path = resolve(root, name)
    const there = (await files.kind(path)) !== undefined
    const real = await files.real(path)
    const from = there ? top : root // a path that does not exist has no links to resolve
    if (real !== from && !isBelow(from, real)) throw new Error(`"${name}" is outside the workspace`)
  }
  return given && given.length > 0 ? [...given] : ['.']
}

const each = async (place: Place, given: readonly string[] | undefined, work: (feature: Feature) => void) =>
  eachFeature(place.files, place.root, await within(place, given), work)

function specLine(feature: Feature, place: Place): string {
  const { title, id: specId, status, tasks, clarifications, requirements } = summarise(feature)
  const parts = [
    `status ${status ?? 'none'}${stageOf(feature.spec) ? ` (${stageOf(feature.spec)})` : ''}`,
    numbered(requirements, 'requirement'),
    `${tasks.done} of ${tasks.total} tasks done`,
    numbered(clarifications.open, 'open question'),
  ]
  return `${shownFrom(place.root)(feature.spec.path)}: ${[specId, title].filter(Boolean).join(' ')}; ${parts.join(', ')}`
}

async function previewRename(given: Arguments, place: Place): Promise<string> {
  const { id: wanted = '', newId = '' } = given
  const renamed = idOf(wanted)
  if (!renamed) throw new Error(`Invalid id "${wanted}". Expected an id such as T012 or FR-003.`)
  const shown = shownFrom(place.root)
  const answers: { path: string; home: string; text: string; refused: boolean }[] = []
  await each(place, listOf(given), (feature) => {
    const [located] = definitionsOf(feature, renamed)
    if (!located) return
    const symbol = {
      ...{ id: located.definition.id, last: undefined, owner: undefined, reference: undefined },
      ...{ definition: located.definition, start: located.definition.start, end: located.definition.end },
    }
    const made = renameOf(feature, symbol, newId)
    const lines =
      'why' in made
        ? [`Cannot rename ${wanted}: ${made.why}`]
        : made.flatMap(({ file, edits }) => changedLines(file, edits, shown))
    const text = `${lines.join('\n')}\n`
    answers.push({ path: shown(feature.spec.path), home: feature.path, text, refused: 'why' in made })
  })
  const [first, second] = answers
  if (!first) throw new Error(`Unknown id "${wanted}": not defined here`)
  if (second) {
    const names = answers.map((answer) => answer.path)
    throw new Error(
      `"${wanted}" is defined in ${names.length} specifications. Specify one: ${names.slice(0, 10).join(', ')}.`,
    )
  }
  return first.refused ? first.text : first.text + (await elsewhere(place, renamed.key, first.home))
}

/** The lines of a document that change, as they will be. No edit spans several lines. */
function changedLines(
  { path: file, document: { text: all } }: FeatureFile,
  edits: readonly Edit[],
  shown: (path: string) => string,
): string[] {
  const place = lineIndex(all)
  const byLine = groupBy(edits, ({ start }) => place(start).line)
  return [...byLine].map(([line, inLine]) => {
    const from = all.lastIndexOf('\n', (inLine[0]?.start ?? 0) - 1) + 1
    const newline = all.indexOf('\n', inLine.at(-1)?.end)
    const moved = inLine.map(({ start, end, text: now }) => ({ start: start - from, end: end - from, text: now }))
    const now = applyEdits(all.slice(from, newline < 0 ? all.length : newline), moved)
    return `${shown(file)}:${line}: ${now.trim().slice(0, 300)}`
  })
}

/** References in other specifications that qualify the id with the number of its specification: these lines change too. */
async function elsewhere(place: Place, key: string, home: string): Promise<string> {
  const number = numberOf(home)
  const lines: string[] = []
  const shown = shownFrom(place.root)
  await each(place, undefined, (feature) => {
    for (const { number: qualifier, id: reference, file, span } of foreignReferences(feature))
      if (qualifier === number && reference.key === key)
        lines.push(`${shown(file.path)}:${lineIndex(file.document.text)(span.start).line}: also refers to it`)
  })
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
