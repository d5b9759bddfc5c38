// The files that open tasks change, which have to exist: "Extend the limits in `src/limits.ts`".
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { perItem } from '../document/identity.ts'
import type { Definition, Document } from '../document/model.ts'
import type { Feature } from './feature.ts'
import { type TaskNode, taskGraph } from './taskGraph.ts'

/** The path of a file in a task that changes it. */
export interface ChangedPath extends Span {
  node: TaskNode
  /** As written, with `/`. */
  path: string
}

// A task that starts with such a word changes something that is there.
const changes =
  /^[\s*_:：|-]*(?:\[[^\]]{1,12}\][ \t]*){0,4}[\s*_:-]*(?:update|modify|edit|extend|refactor|rename|remove|delete|fix|change|replace|convert|migrate|rewrite|simplify|adjust|enhance)\b/i
const fileName = /[\w@$[\]-]+(?:\.[\w-]+)*\.[A-Za-z]\w{0,9}\b/g
const asDocument = /\.(?:md|markdown|mdx|txt|adoc|rst)$/i // "Update docs/api.md" may create it
const longest = 2000 // characters of a task

const textOf = ({ text }: Pick<Document, 'text'>, { end, whole }: Definition): string =>
  text.slice(end, Math.min(whole.end, end + longest))

const changesFile = perItem((document, definition): boolean => changes.test(textOf(document, definition)))

/** The names of files in a task, in lower case. */
const namesIn = perItem((document, definition): readonly string[] =>
  Array.from(textOf(document, definition).matchAll(fileName), ([name]) => nameOf(name)),
)

/**
 * The first path of each open task that changes a file, unless an earlier task names a file of that name and so may create it. None
 * for a feature that has not begun: what its tasks change may come from an earlier specification. Linear in the documents.
 */
export const changedPaths = perObject((feature: Feature): readonly ChangedPath[] => {
  const { tasks } = taskGraph(feature)
  if (!tasks.some(({ task }) => task.state === 'done')) return []
  const found = tasks.flatMap((node): ChangedPath[] => {
    const { spec, definition } = node.task
    const [path] = node.paths
    if (!node.isOpen || path === undefined || asDocument.test(path) || !changesFile(spec.document, definition))
      return []
    const start = definition.end + textOf(spec.document, definition).indexOf(path)
    return [{ node, path, start, end: start + path.length }]
  })
  if (found.length === 0) return found
  const first = new Map<string, TaskNode>() // that names a file
  for (const node of tasks)
    for (const name of namesIn(node.task.spec.document, node.task.definition))
      if (!first.has(name)) first.set(name, node)
  return found.filter(({ node, path }) => first.get(nameOf(path)) === node)
})

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase()

/**
 * The paths of the file from a folder, if its first part is there, and of that part: elsewhere, the path may start in a folder of
 * another project.
 */
export function pathsFrom(
  folder: string,
  { path }: Pick<ChangedPath, 'path'>,
): { first: string; whole: string } | undefined {
  const plain = path.replace(/^\.?\//, '')
  const first = plain.split('/', 1)[0] ?? ''
  return first === '' || first === '..' ? undefined : { first: `${folder}/${first}`, whole: `${folder}/${plain}` }
}
