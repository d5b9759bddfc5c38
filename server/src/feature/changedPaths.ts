// The files that open tasks change, which have to exist: "Extend the limits in `src/limits.ts`".
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import { possibleFiles } from '../document/destination.ts'
import { perItem } from '../document/identity.ts'
import type { Definition, Document } from '../document/model.ts'
import type { Feature } from './feature.ts'
import { type TaskNode, taskGraph } from './taskGraph.ts'

/** The path of a file in a task that changes it. */
export interface ChangedPath extends Span {
  node: TaskNode
  /** As written. */
  path: string
}

// A task that starts with such a word changes something that is there.
const changes =
  /^[\s*_:：|-]*(?:\[[^\]]{1,12}\][ \t]*){0,4}[\s*_:-]*(?:update|modify|edit|extend|refactor|rename|remove|delete|fix|change|replace|convert|migrate|rewrite|simplify|adjust|enhance)\b/i
// Around a path, these say that the task creates the file: "into src/parser.ts", "by adding src/a.ts", "src/a.ts (new)".
const createsBefore =
  /\b(?:into|to|as|onto|add(?:s|ing)?|creat\w+|introduc\w+|generat\w+|writ(?:e|es|ing))\s+(?:(?:an?|the|new|file)\s+){0,3}`?(?:\.?\/)?$/i
const createsBehind = /^`?\s*[([][^)\]]{0,20}\b(?:new|creat\w+|add(?:s|ed)?)\b/i
const fileName = /[\w@$[\]-]+(?:\.[\w-]+)*\.[A-Za-z]\w{0,9}\b/g
const asDocument = /\.(?:md|markdown|mdx|txt|adoc|rst)$/i // "Update docs/api.md" may create it
const longest = 2000 // characters of a task

const textOf = ({ text }: Pick<Document, 'text'>, { end, whole }: Definition): string =>
  text.slice(end, Math.min(whole.end, end + longest))

/** Whether a task changes the file at the first path in it, and does not create it. */
const changesFirst = perItem((document, definition, { paths: [first] }: TaskNode): boolean => {
  const text = textOf(document, definition)
  if (!first || asDocument.test(first.path) || !changes.test(text)) return false
  const end = first.at + first.path.length
  return !createsBefore.test(text.slice(0, first.at)) && !createsBehind.test(text.slice(end, end + 60))
})

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
    const [first] = node.paths
    if (!first || !node.isOpen || !changesFirst(spec.document, definition, node)) return []
    const start = definition.end + first.at
    return [{ node, path: first.path, start, end: start + first.path.length }]
  })
  if (found.length === 0) return found
  const first = new Map<string, TaskNode>() // that names a file
  for (const node of tasks)
    for (const name of namesIn(node.task.spec.document, node.task.definition))
      if (!first.has(name)) first.set(name, node)
  return found.filter(({ node, path }) => first.get(nameOf(path)) === node)
})

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase()

/** Where the file of a path may be. All are absolute, with `/`. */
export interface PossiblePaths {
  /** The first part of the path in the top folder. If it is not there, the path may start in a folder of another project. */
  first: string
  /** The file, from the folder of the feature and each folder up to the top: a package has paths of its own. */
  files: readonly string[]
}

/** Where a file may be. Undefined for a path that leaves its folder. @param root the top folder, around the feature */
export function possiblePaths(
  root: string,
  feature: Feature,
  { path }: Pick<ChangedPath, 'path'>,
): PossiblePaths | undefined {
  const plain = path.replace(/^\.?\//, '')
  const first = plain.split('/', 1)[0] ?? ''
  if (first === '' || first === '..') return undefined
  return { first: `${root}/${first}`, files: possibleFiles(`${feature.path}/`, path, root) }
}
