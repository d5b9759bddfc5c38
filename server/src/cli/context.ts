// specwise context ID: what somebody needs who works on a task, or on another item.
import { summarise } from '../feature/summary.ts'
import { type ContextItem, type ItemContext, idOf, itemContext } from '../queries/itemContext.ts'
import type { Files } from '../workspace/files.ts'
import type { Problem } from '../workspace/walk.ts'
import { shownFrom } from './checkUnit.ts'
import { clean } from './text.ts'
import { eachFeature } from './trace.ts'

export type FoundContext = ItemContext & {
  spec: { path: string; title: string | null; status: string | null }
  /** What could not be read: something may be missing. */
  problems: Problem[]
}

/** The item with an id in the specifications that some paths mean, or why there is not one. */
export async function contextOf(
  files: Files,
  cwd: string,
  id: string,
  paths: readonly string[],
): Promise<FoundContext | { wrong: string }> {
  if (!idOf(id)) return { wrong: `"${id}" is no id: write one like T012 or FR-003` }
  const shown = shownFrom(cwd)
  const found: FoundContext[] = []
  const { problems } = await eachFeature(files, cwd, paths, (feature) => {
    const context = itemContext(feature, id, shown)
    const { title, status } = summarise(feature)
    const spec = { path: shown(feature.spec.path), title, status }
    if (context) found.push(structuredClone({ ...context, spec, problems: [] }))
  })
  const [one, other] = found
  if (one && !other) return { ...one, problems }
  const [problem] = problems
  if (!one) return { wrong: problem ? `${problem.path}: ${problem.reason}` : `nothing defines ${id} here` }
  const where = found.map(({ spec }) => spec.path)
  const some = where.length > 10 ? `${where.slice(0, 10).join(', ')} and ${where.length - 10} more` : where.join(', ')
  return { wrong: `${id} is in ${where.length} specifications: name one of ${some}` }
}

/** For people and agents: Markdown. */
export function contextText({ item, others, spec, files, decisions, mentions, ...linked }: FoundContext): string {
  const state = item.state === null ? '' : `, ${item.state}`
  const status = spec.status === null ? '' : ` (${spec.status})`
  const parts = [
    `# ${item.id}: ${item.role}${state}`,
    `${placeOf(item)}, of ${spec.title ?? spec.path}${status}`,
    ...(others.length > 0 ? [`${item.id} is defined more than once: also in ${others.map(placeOf).join(', ')}`] : []),
    item.text,
  ]
  const add = (title: string, items: readonly ContextItem[]): void => {
    if (items.length > 0) parts.push(`## ${title}`, ...items.map((one) => `${placeOf(one)}\n\n${one.text}`))
  }
  add('Stories', linked.stories)
  add('Requirements', linked.requirements)
  add('Success criteria', linked.criteria)
  add('Decisions', decisions)
  add('Tasks', linked.tasks)
  if (files.length > 0) parts.push('## Files', files.map((path) => `- ${path}`).join('\n'))
  if (mentions.length > 0) parts.push('## Mentions', mentions.map((one) => `- ${placeOf(one)}: ${one.text}`).join('\n'))
  return `${parts.join('\n\n').split('\n').map(clean).join('\n')}\n`
}

const placeOf = ({ path, line }: { path: string; line: number }): string => `${clean(path)}:${line}`
