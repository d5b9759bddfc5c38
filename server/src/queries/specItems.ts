// The content of a specification as a tree: stories, requirements, criteria, tasks by phase, questions, review by
// persona, and the sections of its documents. In offsets.

import { t } from '../base/l10n.ts'
import { countWhile, type Span } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import { type BoxState, isEmptyBox } from '../document/checkboxes.ts'
import type { Definition, Section } from '../document/model.ts'
import type { Feature } from '../feature/feature.ts'
import { countDone, stateOf, type Task, tasksOf } from '../feature/progress.ts'
import { reviewPoints } from '../feature/summary.ts'
import { readyTasks } from '../feature/taskGraph.ts'
import type { Box } from '../markdown/blocks.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'

export interface SpecItem {
  kind: 'group' | Role | 'question' | 'point' | 'section'
  label: string
  description: string
  spec: SpecDocument
  span: Span
  /** Undefined for items without an id. */
  id: string | undefined
  /** Its checkbox; `other` for a mark that is neither open nor done, such as `[~]`. */
  box: { state: 'open' | 'done' | 'other'; span: Span } | undefined
  /** The state, for tasks also without a checkbox. */
  state: BoxState | undefined
  /** A task that can be done now. */
  isReady?: boolean
  children: SpecItem[]
}

/** The non-empty groups of a feature. Linear in its documents. */
export function specItems(feature: Feature): SpecItem[] {
  const { documents, spec } = feature
  const group = (label: string, children: SpecItem[], description?: string): SpecItem[] =>
    children.length === 0
      ? []
      : [
          {
            ...item('group', label, spec, children[0] as SpecItem),
            children,
            description: description ?? `${children.length}`,
          },
        ]
  const groups: readonly [Role, string][] = [
    ['story', t('Stories')],
    ['requirement', t('Requirements')],
    ['criterion', t('Criteria')],
    ['task', t('Tasks')],
  ]
  const ready = new Set(readyTasks(feature).map(({ task }) => task.definition))
  const items: SpecItem[] = []
  for (const [role, label] of groups) {
    const own = documents.flatMap((spec) =>
      role === 'task'
        ? tasksOf(spec).map((task) => taskItem(task, ready))
        : definitionsOf(spec, role).map((one) => definitionItem(spec, role, one)),
    )
    items.push(...(role === 'task' ? group(label, byPhase(own), share(own)) : group(label, own)))
  }
  const questions = documents.flatMap((spec) =>
    spec.clarifications
      .filter(({ state }) => state === 'open')
      .map((one) => item('question', one.question === '' ? t('(no text)') : one.question, spec, one)),
  )
  items.push(...group(t('Questions'), questions))
  const points = documents.flatMap((spec) => reviewPoints(spec).map((point) => ({ spec, ...point })))
  const personas = new Map<string, SpecItem[]>()
  for (const { spec, entry, state } of points) {
    const words = entry.words
    const own = { ...item('point', excerpt(words, 80), spec, entry.line), box: boxOf(entry.box, state), state }
    const persona = entry.section?.title ?? t('Review')
    const same = personas.get(persona)
    if (same) same.push(own)
    else personas.set(persona, [own])
  }
  const review = [...personas].map(([persona, children]) => ({
    ...item('group', persona, (children[0] as SpecItem).spec, children[0] as SpecItem),
    children,
    description: share(children),
  }))
  items.push(...group(t('Review'), review, share([...personas.values()].flat())))
  items.push(...group(t('Sections'), documents.flatMap(sectionsOf)))
  return items
}

const item = (kind: SpecItem['kind'], label: string, spec: SpecDocument, at: Span | SpecItem): SpecItem => ({
  kind,
  label,
  description: '',
  spec,
  span: 'span' in at ? at.span : { start: at.start, end: at.end },
  id: undefined,
  box: undefined,
  state: undefined,
  children: [],
})

function definitionItem(spec: SpecDocument, role: Role, definition: Definition): SpecItem {
  const { text } = spec.document
  const { id, end, whole, form, section } = definition
  const until = form === 'heading' && section ? section.name.end : whole.end
  const own = text.slice(end, Math.min(until, end + 200)).split(/[\r\n]+[ \t]*(?:[-*+]|\d+[.)])[ \t]/, 1)[0] ?? ''
  const words = excerpt(own.replace(/^[\s*_:：—–\])-]+/, ''), 80)
  return {
    ...item(role, id.text, spec, definition),
    description: words,
    id: id.text,
    ...stateOfItem(spec, definition),
  }
}

function stateOfItem(spec: SpecDocument, definition: Definition): Pick<SpecItem, 'box' | 'state'> {
  const state = stateOf(spec, definition)
  return { box: boxOf(definition.box, state), state }
}

function taskItem({ spec, definition, span, box, state }: Task, ready: ReadonlySet<Definition>): SpecItem {
  if (definition) return { ...definitionItem(spec, 'task', definition), isReady: ready.has(definition) }
  const words = spec.document.text.slice(span.start, span.end)
  return { ...item('task', excerpt(words, 80), spec, span), box: boxOf(box, state), state }
}

/** A mark that is neither done nor empty is `other`: a click would lose it. */
const boxOf = (box: Box | undefined, state: BoxState | undefined): SpecItem['box'] =>
  box && { state: state === 'done' ? 'done' : state === 'open' && isEmptyBox(box) ? 'open' : 'other', span: box }

/** Tasks grouped by their headings; those without a heading at the top level. */
function byPhase(tasks: readonly SpecItem[]): SpecItem[] {
  const phases = new Map<Section, SpecItem>()
  const out: SpecItem[] = []
  for (const task of tasks) {
    const section = sectionAround(task.spec, task.span.start)
    if (!section) {
      out.push(task)
      continue
    }
    let phase = phases.get(section)
    if (!phase) {
      phase = item('group', section.title, task.spec, section.name)
      phases.set(section, phase)
      out.push(phase)
    }
    phase.children.push(task)
  }
  for (const phase of phases.values()) phase.description = share(phase.children)
  return out
}

const sectionAround = ({ document: { sections } }: SpecDocument, at: number): Section | undefined =>
  sections[countWhile(sections, ({ start }) => start <= at) - 1]

/** `3 of 12`, counted by the state of items. */
function share(items: readonly SpecItem[]): string {
  const all = items.flatMap((one) => (one.children.length > 0 ? one.children : [one]))
  const { done, total } = countDone(all)
  return t('{0} of {1}', done, total)
}

/** The sections of level 2 of a document, described by its name unless it is the main document. */
function sectionsOf(spec: SpecDocument): SpecItem[] {
  return spec.document.sections
    .filter(({ level }) => level === 2)
    .map(({ title, name }) => ({
      ...item('section', title, spec, name),
      description: spec.template.documentKind === 'spec' ? '' : `${spec.template.documentKind}.md`,
    }))
}
