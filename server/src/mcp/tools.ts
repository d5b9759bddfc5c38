// What agents can ask: the same engine as the editor's and the command line's, read-only. Answers are small and stable.
import { resolve } from 'node:path'
import { applyEdits, type Edit } from '../base/edit.ts'
import { groupBy } from '../base/groups.ts'
import { lineIndex } from '../base/lineIndex.ts'
import { counted } from '../base/words.ts'
import { checkPaths } from '../cli/check.ts'
import { shownFrom } from '../cli/checkUnit.ts'
import { clarificationsText, listClarifications } from '../cli/clarifications.ts'
import { contextOf, contextText } from '../cli/context.ts'
import { explainRule } from '../cli/explain.ts'
import { agentText } from '../cli/formats/agent.ts'
import { eachFeature, trace } from '../cli/trace.ts'
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
  /** The folder that is asked about; nothing outside of it is read. */
  root: string
  version: string
}

export interface Tool {
  name: string
  title: string
  description: string
  /** JSON schema of its arguments. */
  inputSchema: { type: 'object'; properties: Record<string, object>; required?: string[]; additionalProperties: false }
  /** Rejects with a reason that can be shown. */
  run(given: Arguments, place: Place): Promise<string>
}

/** Arguments, after they were looked at. */
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
  description: 'Files and folders, relative to the workspace; the whole of it without them.',
}
const path = text('The file or folder of the specification, where the id is in several.')
const id = text('As it is written, T012 or FR-003.')
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
      'Errors and warnings of Markdown specifications, a line each: path:line: severity rule: message. Run it after you wrote or changed a specification, plan or task list, and mend what it finds.',
    inputSchema: schema({ paths }),
    async run(given, place) {
      const result = await checkPaths(place.files, place.root, await within(place, given.paths))
      if (result.specs.length === 0 && result.problems.length > 0) throw new Error(told(result.problems).trim())
      return told(result.problems) + agentText({ version: place.version, result, findings: [] })
    },
  },
  {
    name: 'explain',
    title: 'Explain a rule',
    description: 'Why a rule is there, what it finds, and a good and a bad example.',
    inputSchema: schema({ rule: text('The code of a rule, such as duplicate-id.') }, 'rule'),
    async run({ rule = '' }, { files, root }) {
      const explained = await explainRule(files, root, rule)
      if (explained === undefined) throw new Error(`there is no rule "${rule}"`)
      return explained
    },
  },
  {
    name: 'list',
    title: 'List specifications',
    description: 'All specifications with their status, tasks and open questions, a line each.',
    inputSchema: schema({ paths }),
    async run(given, place) {
      const lines: string[] = []
      const { problems } = await each(place, given.paths, (feature) => lines.push(specLine(feature, place)))
      return `${told(problems)}${lines.length === 0 ? 'There is no specification.' : lines.join('\n')}\n`
    },
  },
  {
    name: 'item',
    title: 'Show an item with all that belongs to it',
    description:
      'A task, requirement, story or criterion with its text, the stories, requirements, criteria, tasks, decisions and files that it is linked with, and who mentions it. Ask for a task before you work on it.',
    inputSchema: schema({ id, path }, 'id'),
    async run(given, place) {
      const found = await contextOf(place.files, place.root, given.id ?? '', await within(place, listOf(given)))
      if ('wrong' in found) throw new Error(found.wrong)
      return told(found.problems) + contextText(found)
    },
  },
  {
    name: 'trace',
    title: 'Trace requirements',
    description: 'A table of stories, requirements, tasks and criteria, with what is missing.',
    inputSchema: schema({ path: text('The file or folder of a specification.') }, 'path'),
    async run(given, { files, root, version, ...place }) {
      const wanted = await within({ files, root, version, ...place }, listOf(given))
      const { text: table, problems, traced } = await trace(files, root, wanted, 'markdown', version)
      if (traced === 0) throw new Error(problems[0]?.reason ?? 'there is no specification')
      return told(problems) + table
    },
  },
  {
    name: 'questions',
    title: 'List open questions',
    description: 'The open questions of specifications, with their places. Only a person may answer them.',
    inputSchema: schema({ paths }),
    async run(given, place) {
      const listed = await listClarifications(place.files, place.root, await within(place, given.paths))
      return told(listed.problems) + clarificationsText(listed)
    },
  },
  {
    name: 'preview_rename',
    title: 'Preview the rename of an id',
    description: 'The lines that would change if an id had another number. Nothing is changed.',
    inputSchema: schema({ id, newId: text('The new id, or its number.'), path }, 'id', 'newId'),
    run: previewRename,
  },
]

const listOf = ({ path: one }: Arguments): string[] | undefined => (one === undefined ? undefined : [one])

const told = (problems: readonly { path: string; reason: string }[]): string =>
  problems.map(({ path: one, reason }) => `${one}: ${reason}\n`).join('')

/** Paths that lie in the workspace, links resolved. */
async function within({ files, root }: Place, given: readonly string[] | undefined): Promise<string[]> {
  const top = await files.real(root)
  for (const one of given ?? []) {
    const path = resolve(root, one)
    const there = (await files.kind(path)) !== undefined
    const real = await files.real(path)
    const from = there ? top : root // what is not there has no other name
    if (real !== from && !isBelow(from, real)) throw new Error(`${one} lies outside of the workspace`)
  }
  return given && given.length > 0 ? [...given] : ['.']
}

const each = async (place: Place, given: readonly string[] | undefined, work: (feature: Feature) => void) =>
  eachFeature(place.files, place.root, await within(place, given), work)

function specLine(feature: Feature, place: Place): string {
  const { title, id: own, status, tasks, clarifications, requirements } = summarise(feature)
  const parts = [
    `status ${status ?? 'none'}${stageOf(feature.spec) ? ` (${stageOf(feature.spec)})` : ''}`,
    counted(requirements, 'requirement'),
    `${tasks.done} of ${tasks.total} tasks done`,
    counted(clarifications.open, 'open question'),
  ]
  return `${shownFrom(place.root)(feature.spec.path)}: ${[own, title].filter(Boolean).join(' ')}; ${parts.join(', ')}`
}

async function previewRename(given: Arguments, place: Place): Promise<string> {
  const { id: wanted = '', newId = '' } = given
  const own = idOf(wanted)
  if (!own) throw new Error(`"${wanted}" is no id: write one like T012 or FR-003`)
  const shown = shownFrom(place.root)
  const answers: { path: string; home: string; text: string; refused: boolean }[] = []
  await each(place, listOf(given), (feature) => {
    const [located] = definitionsOf(feature, own)
    if (!located) return
    const symbol = {
      ...{ id: located.definition.id, last: undefined, owner: undefined, reference: undefined },
      ...{ definition: located.definition, start: located.definition.start, end: located.definition.end },
    }
    const made = renameOf(feature, symbol, newId)
    const lines =
      'why' in made
        ? [`It cannot be renamed: ${made.why}.`]
        : made.flatMap(({ file, edits }) => changedLines(file, edits, shown))
    const text = `${lines.join('\n')}\n`
    answers.push({ path: shown(feature.spec.path), home: feature.path, text, refused: 'why' in made })
  })
  const [one, other] = answers
  if (!one) throw new Error(`nothing defines ${wanted} here`)
  if (other) {
    const names = answers.map((each) => each.path)
    throw new Error(`${wanted} is in ${names.length} specifications: name one of ${names.slice(0, 10).join(', ')}`)
  }
  return one.refused ? one.text : one.text + (await elsewhere(place, own.key, one.home))
}

/** The lines of a document that change, each once, as they will be; its edits never break a line. */
function changedLines(
  { path: one, document: { text: all } }: FeatureFile,
  edits: readonly Edit[],
  shown: (path: string) => string,
): string[] {
  const place = lineIndex(all)
  const byLine = groupBy(edits, ({ start }) => place(start).line)
  return [...byLine].map(([line, own]) => {
    const from = all.lastIndexOf('\n', (own[0]?.start ?? 0) - 1) + 1
    const newline = all.indexOf('\n', own.at(-1)?.end)
    const moved = own.map(({ start, end, text: now }) => ({ start: start - from, end: end - from, text: now }))
    const now = applyEdits(all.slice(from, newline < 0 ? all.length : newline), moved)
    return `${shown(one)}:${line}: ${now.trim().slice(0, 300)}`
  })
}

/** Other specifications that name the id with the number of its own: their lines change, too. */
async function elsewhere(place: Place, key: string, home: string): Promise<string> {
  const number = numberOf(home)
  const lines: string[] = []
  const shown = shownFrom(place.root)
  await each(place, undefined, (feature) => {
    for (const { number: named, id: one, file, span } of foreignReferences(feature))
      if (named === number && one.key === key)
        lines.push(`${shown(file.path)}:${lineIndex(file.document.text)(span.start).line}: names it, too`)
  })
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
