// specwise next: the tasks that can be done now.

import { counted, t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import { lineNumberAt } from '../document/places.ts'
import { textOf } from '../feature/itemText.ts'
import { readyTasks, taskGraph } from '../feature/taskGraph.ts'
import type { Files } from '../workspace/files.ts'
import type { Problem } from '../workspace/walk.ts'
import { shownFrom } from './checkUnit.ts'
import { eachFeature } from './eachFeature.ts'

/** A task that can be done now. Paths are relative to the working directory, with `/`; lines count from 1. */
export interface ReadyTask {
  id: string
  path: string
  line: number
  text: string
  /** It can be done at the same time as the others of its specification. */
  parallel: boolean
  files: readonly string[]
}

export interface ReadySpec {
  path: string
  /** How many tasks are open. */
  open: number
  tasks: ReadyTask[]
}

/** The specifications with open tasks, and what could not be read. */
export async function nextTasks(
  files: Files,
  cwd: string,
  paths: readonly string[],
): Promise<{ specs: ReadySpec[]; problems: Problem[]; traced: number }> {
  const shown = shownFrom(cwd)
  const specs: ReadySpec[] = []
  const { problems, traced } = await eachFeature(files, cwd, paths, (feature) => {
    const open = taskGraph(feature).tasks.filter(({ isOpen }) => isOpen).length
    if (open === 0) return
    const tasks = readyTasks(feature).map(({ task: { spec, definition }, isParallel, paths: named }) => ({
      id: definition.id.text,
      path: shown(spec.path),
      line: lineNumberAt(spec.document, definition.start),
      text: textOf({ spec, definition }),
      parallel: isParallel,
      files: named.map(({ path }) => path),
    }))
    specs.push(structuredClone({ path: shown(feature.spec.path), open, tasks }))
  })
  return { specs, problems, traced }
}

export function nextText({ specs, traced }: { specs: readonly ReadySpec[]; traced: number }): string {
  if (traced === 0) return `${t('No specifications found')}\n`
  if (specs.length === 0) return `${t('No open tasks')}\n`
  const parts = specs.map(({ path, open, tasks }) =>
    [
      `${clean(path)}  ${counted(open, '{0} open task', '{0} open tasks')}`,
      ...tasks.map((task) => `  ${clean(task.path)}:${task.line}  ${task.id}  ${clean(task.text)}`),
      ...(tasks.length === 0 ? [`  ${t('Every open task of the next phase waits for another one')}`] : []),
    ].join('\n'),
  )
  return `${parts.join('\n\n')}\n`
}
