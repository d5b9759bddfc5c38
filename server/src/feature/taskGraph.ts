// The order of the tasks of a feature: phases, `[P]`, and dependencies that are written between tasks.
import { groupBy } from '../base/groups.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import { perObject } from '../base/perObject.ts'
import { firstIndexFrom, type Span } from '../base/span.ts'
import { isWithdrawn } from '../document/fate.ts'
import { perItem } from '../document/identity.ts'
import type { Id } from '../document/ids.ts'
import type { Definition, Section } from '../document/model.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import { type Feature, qualifierIn } from './feature.ts'
import { statementsIn, type Token } from './orderStatements.ts'
import { type Task, tasksOf } from './progress.ts'

/** A path in the text of a task. */
export interface NamedPath {
  path: string
  /** The offset of the path from the end of the id. */
  at: number
}

export interface TaskNode {
  key: string
  task: Task & { definition: Definition }
  /** In the order of the documents, from 0. */
  position: number
  /** The section that it is in: a phase. */
  phase: Section | undefined
  /** It is marked with `[P]`: it can be done at the same time as others of its phase. */
  isParallel: boolean
  /** It is neither done nor dropped nor withdrawn. */
  isOpen: boolean
  /** Paths of files that it names, each once. */
  paths: readonly NamedPath[]
}

/** A task that needs another one to be done first. */
export interface Dependency {
  task: TaskNode
  on: TaskNode
  /** Where it is written. */
  at: { spec: SpecDocument } & Span
}

export interface TaskGraph {
  /** In order; the first definition of each id. */
  tasks: readonly TaskNode[]
  dependencies: readonly Dependency[]
  /** By the key of a task: what it needs, and what waits for it. */
  needs: ReadonlyMap<string, readonly Dependency[]>
  waiting: ReadonlyMap<string, readonly Dependency[]>
}

const parallel = /^[\s*_:：|-]*(?:\[[^\]]{1,12}\][ \t]*){0,3}\[P\]/
// A path with a folder and an ending: `src/models/user.py`.
const path =
  /(?<![\w./:[\])-])(?:\.{0,2}\/)?[\w@.-]+\/(?:[\w@.$[\]()-]+\/)*[\w@.$[\]-]+\.[A-Za-z]\w{0,9}(?![\w/]|\.\w)/g

// Behind these words, a path is read and not changed.
const readOnly =
  /\b(?:per|from|see|calls?|calling|invokes?|imports?|reuses?|uses?|via|against|following|with|using|like|based on|according to|as in|defined in|described in|link to(?: [a-z]+)?)\s+`?$/i

// Behind the same words, a link is read as a whole: "per [research §8](research.md)".
const link = /(\[[^[\]\n]*\])\([^()\n]*\)/g

/** The paths of files that a task is about: not those in code with other words, nor those that it only reads. */
function pathsIn(text: string): NamedPath[] {
  const prose = text
    .replace(/`([^`\n]*)`/g, (code, inside: string) => (/\s/.test(inside) ? ' '.repeat(code.length) : code))
    .replace(link, (whole, words: string, at: number, all: string) =>
      readOnly.test(all.slice(Math.max(0, at - 20), at)) ? words.padEnd(whole.length) : whole,
    )
  const first = new Map<string, number>()
  for (const { 0: name, index } of prose.matchAll(path))
    if (!first.has(name) && !readOnly.test(prose.slice(Math.max(0, index - 20), index))) first.set(name, index)
  return [...first].map(([name, at]) => ({ path: name, at }))
}

/** What the text of a task says about its order. */
const wordsOf = perItem(({ text }, { end, whole }) => {
  const words = text.slice(end, Math.min(whole.end, end + 2000))
  return { isParallel: parallel.test(words.slice(0, 60)), paths: pathsIn(words) }
})

/** The task graph of a feature. Linear in its documents. */
export const taskGraph = perObject((feature: Feature): TaskGraph => {
  const byKey = new Map<string, TaskNode>()
  for (const spec of feature.documents)
    for (const task of tasksOf(spec)) {
      const { definition } = task
      if (!definition || definition.shared || byKey.has(definition.id.key)) continue
      const { isParallel, paths } = wordsOf(spec.document, definition)
      byKey.set(definition.id.key, {
        key: definition.id.key,
        task: task as TaskNode['task'],
        position: byKey.size,
        phase: definition.section,
        isOpen: task.state !== 'done' && task.state !== 'dropped' && !isWithdrawn(spec.document, definition),
        isParallel,
        paths,
      })
    }
  const prefixes = new Set([...byKey.values()].map(({ task }) => task.definition.id.prefix))
  const dependencies = feature.documents.flatMap((spec) => dependenciesIn(feature, spec, byKey, prefixes))
  return {
    tasks: [...byKey.values()],
    dependencies,
    needs: groupBy(dependencies, ({ task }) => task.key),
    waiting: groupBy(dependencies, ({ on }) => on.key),
  }
})

/** The dependencies that a document states, each pair once. */
function dependenciesIn(
  feature: Feature,
  spec: SpecDocument,
  byKey: ReadonlyMap<string, TaskNode>,
  prefixes: ReadonlySet<string>,
): Dependency[] {
  const { document, references } = spec
  const own = references.filter((one) => prefixes.has(one.id.prefix) && !qualifierIn(feature, one))
  if (own.length === 0) return []
  const owners = [...byKey.values()].flatMap(({ task }) => (task.spec === spec ? task.definition : []))
  const found = new Map<string, Dependency>()
  for (let k = 0; k < own.length; ) {
    const start = lineStart(document.text, own[k]?.start ?? 0)
    const end = Math.min(lineEnd(document.text, start), start + longestLine)
    const tokens: Token[] = []
    for (; k < own.length && (own[k]?.start ?? 0) < Math.max(end, start + 1); k++) {
      const one = own[k] as (typeof own)[number]
      tokens.push({ start: one.start - start, end: one.end - start, ids: idsOf(one.id, one.last, byKey) })
    }
    if (tokens.length === 0) {
      k++ // behind the part of a very long line that is read
      continue
    }
    // "T007 depends on\nT003, T008 depends on T005"
    const isContinued = goesOn.test(document.text.slice(Math.max(0, start - 40), start))
    if (isContinued && !startsBlock.test(document.text.slice(start, start + 40))) continue
    const owner = ownerOf(owners, start, end)
    const first = owner && owner.start >= start ? owner.end - start : 0
    for (const { before, after, span, isWritten } of statementsIn(
      document.text.slice(start, end),
      tokens,
      first,
      owner?.id.key,
    ))
      for (const from of before)
        for (const to of after) {
          const [on, task] = [byKey.get(from), byKey.get(to)]
          // An arrow against the order of the document may mean "needs" instead of "then".
          if (!on || !task || on === task || (!isWritten && on.position > task.position)) continue
          const at = { spec, start: start + span.start, end: start + span.end }
          if (!found.has(`${from} ${to}`)) found.set(`${from} ${to}`, { task, on, at })
        }
  }
  return [...found.values()]
}

const goesOn = /\b(?:on|by|after|before|needs?|requires?|and|or)[ \t]*(?:\r\n?|\n)$/i
const startsBlock = /^[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#|\|)/
const longestLine = 2000
const longestRange = 100

/** The keys of an id, or of all tasks in a range. */
function idsOf(id: Id, last: Id | undefined, byKey: ReadonlyMap<string, TaskNode>): string[] {
  if (!last) return [id.key]
  const keys: string[] = []
  for (let number = id.number; number <= Math.min(last.number, id.number + longestRange); number++) {
    const key = `${id.prefix}-${number}`
    if (byKey.has(key)) keys.push(key)
  }
  return keys
}

/** The task whose text a line is a part of. */
function ownerOf(definitions: readonly Definition[], start: number, end: number): Definition | undefined {
  const next = firstIndexFrom(definitions, end)
  const last = definitions[next - 1]
  return last && last.whole.end > start && last.form !== 'heading' ? last : undefined
}

/**
 * The tasks that can be done now: of the first phase with open tasks, those marked with `[P]` before the next one without, or
 * the next one without. Tasks that need an open task are not among them.
 */
export function readyTasks(feature: Feature): TaskNode[] {
  const { tasks, needs } = taskGraph(feature)
  const first = tasks.find(({ isOpen }) => isOpen)
  const ready: TaskNode[] = []
  for (const node of tasks) {
    if (!first || node.phase !== first.phase || node.task.spec !== first.task.spec || !node.isOpen) continue
    const isBlocked = (needs.get(node.key) ?? []).some(({ on }) => on.isOpen)
    if (node.isParallel) {
      if (!isBlocked) ready.push(node)
    } else if (ready.length > 0 || !isBlocked) return ready.length > 0 ? ready : [node]
  }
  return ready
}
