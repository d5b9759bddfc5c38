// specwise context ID: what people and agents need to work on a task or another item.

import { listed, someOf, t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import { summarise } from '../feature/summary.ts'
import { type ContextItem, type ItemContext, idOf, itemContext } from '../queries/itemContext.ts'
import type { Files } from '../workspace/files.ts'
import type { Problem } from '../workspace/walk.ts'
import { shownFrom } from './checkUnit.ts'
import { eachFeature } from './eachFeature.ts'

export type FoundContext = ItemContext & {
  spec: { path: string; title: string | null; status: string | null }
  /** What could not be read; the context may be incomplete. */
  problems: Problem[]
}

/** The item with an id in the specifications below some paths, or why it is not found. */
export async function contextOf(
  files: Files,
  cwd: string,
  id: string,
  paths: readonly string[],
): Promise<FoundContext | { wrong: string }> {
  if (!idOf(id)) return { wrong: t('Invalid id "{0}". Expected an id such as T012 or FR-003.', id) }
  const shown = shownFrom(cwd)
  const found: FoundContext[] = []
  const { problems } = await eachFeature(files, cwd, paths, (feature) => {
    const context = itemContext(feature, id, shown)
    const { title, status } = summarise(feature)
    const spec = { path: shown(feature.spec.path), title, status }
    if (context) found.push(structuredClone({ ...context, spec, problems: [] }))
  })
  const [first, second] = found
  if (first && !second) return { ...first, problems }
  const [problem] = problems
  if (!first)
    return {
      wrong: problem
        ? `${problem.path}: ${problem.reason}`
        : t('Unknown id "{0}": no specification in these paths defines it', id),
    }
  const specs = found.map(({ spec }) => spec.path)
  return {
    wrong: t(
      '"{0}" is defined in {1} specifications. Specify the path of one of them: {2}.',
      id,
      specs.length,
      someOf(specs, 10),
    ),
  }
}

/** Markdown for people and agents. */
export function contextText({ item, others, spec, files, decisions, mentions, ...linked }: FoundContext): string {
  const state = item.state === null ? '' : `, ${item.state}`
  const status = spec.status === null ? '' : ` (${spec.status})`
  const parts = [
    `# ${item.id}: ${item.role}${state}`,
    t('{0}, in {1}', placeOf(item), `${spec.title ?? spec.path}${status}`),
    ...(others.length > 0 ? [t('{0} is also defined in {1}', item.id, listed(others.map(placeOf)))] : []),
    item.text,
  ]
  const add = (title: string, items: readonly ContextItem[]): void => {
    if (items.length > 0) parts.push(`## ${title}`, ...items.map((shown) => `${placeOf(shown)}\n\n${shown.text}`))
  }
  add(t('Stories'), linked.stories)
  add(t('Requirements'), linked.requirements)
  add(t('Success criteria'), linked.criteria)
  add(t('Decisions'), decisions)
  add(t('Tasks'), linked.tasks)
  if (files.length > 0) parts.push(`## ${t('Files')}`, files.map((path) => `- ${path}`).join('\n'))
  if (mentions.length > 0)
    parts.push(`## ${t('References')}`, mentions.map((line) => `- ${placeOf(line)}: ${line.text}`).join('\n'))
  return `${parts.join('\n\n').split('\n').map(clean).join('\n')}\n`
}

const placeOf = ({ path, line }: { path: string; line: number }): string => `${clean(path)}:${line}`
