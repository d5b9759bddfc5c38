// The files that open tasks change, which have to exist: "Extend the limits in `src/limits.ts`".
import { perObject } from '../base/perObject.ts'
import type { Span } from '../base/span.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Feature } from './feature.ts'
import { type TaskNode, taskGraph } from './taskGraph.ts'

/** The path of a file in a task that changes it. */
export interface ChangedPath extends Span {
  node: TaskNode & { task: { spec: SpecDocument } }
  /** As written, with `/`. */
  path: string
}

// A task that starts with such a word changes something that is there.
const changes =
  /^[\s*_:：|-]*(?:\[[^\]]{1,12}\][ \t]*){0,4}[\s*_:-]*(?:update|modify|edit|extend|refactor|rename|remove|delete|fix|change|replace|convert|migrate|rewrite|simplify|adjust|enhance)\b/i
const fileName = /[\w@$[\]-]+(?:\.[\w-]+)*\.[A-Za-z]\w{0,9}\b/g
const asDocument = /\.(?:md|markdown|mdx|txt|adoc|rst)$/i // "Update docs/api.md" may create it
const longest = 2000 // characters of a task

/**
 * The first path of each open task that changes a file, unless an earlier task names a file of that name and so may create it. None
 * for a feature that has not begun: what its tasks change may come from an earlier specification. Linear in the documents.
 */
export const changedPaths = perObject((feature: Feature): readonly ChangedPath[] => {
  const { tasks } = taskGraph(feature)
  if (!tasks.some(({ task }) => task.state === 'done')) return []
  const named = new Set<string>()
  const found: ChangedPath[] = []
  for (const node of tasks) {
    const { spec, definition } = node.task
    const words = spec.document.text.slice(definition.end, Math.min(definition.whole.end, definition.end + longest))
    const [path] = node.paths
    if (node.isOpen && path !== undefined && !asDocument.test(path) && changes.test(words)) {
      const start = definition.end + words.indexOf(path)
      if (!named.has(nameOf(path))) found.push({ node, path, start, end: start + path.length })
    }
    for (const [name] of words.matchAll(fileName)) named.add(nameOf(name))
  }
  return found
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
