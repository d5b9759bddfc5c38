// What belongs to a specification, as a tree: stories, requirements, criteria, tasks by phase, questions, review by
// persona, and the sections of its documents. In offsets.

import { countWhile, type Span } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import { type BoxState, isEmptyBox } from '../document/boxes.ts'
import type { Definition, Section } from '../document/model.ts'
import type { Feature } from '../feature/feature.ts'
import { countDone, stateOf, type Task, tasksOf } from '../feature/progress.ts'
import { reviewPoints } from '../feature/summary.ts'
import type { Box } from '../markdown/blocks.ts'
import { definitionsOf, type SpecDocument } from '../templates/specDocument.ts'
import type { Role } from '../templates/template.ts'

export interface SpecItem {
  kind: 'group' | Role | 'question' | 'point' | 'section'
  label: string
  description: string
  spec: SpecDocument
  span: Span
  /** The id, for those that have one. */
  id: string | undefined
  /** The mark of its box; `other` for one that is neither open nor done, such as `[~]`. */
  box: { state: 'open' | 'done' | 'other'; span: Span } | undefined
  /** How far it is: of tasks also where they have no box. */
  state: BoxState | undefined
  children: SpecItem[]
}

const groups: readonly [Role, string][] = [
  ['story', 'Stories'],
  ['requirement', 'Requirements'],
  ['criterion', 'Criteria'],
  ['task', 'Tasks'],
]

/** The groups of a feature that have something in them. Linear in its documents. */
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
  const items: SpecItem[] = []
  for (const [role, label] of groups) {
    const own = documents.flatMap((spec) =>
      role === 'task'
        ? tasksOf(spec).map(taskItem)
        : definitionsOf(spec, role).map((one) => definitionItem(spec, role, one)),
    )
    items.push(...(role === 'task' ? group(label, byPhase(own), share(own)) : group(label, own)))
  }
  const questions = documents.flatMap((spec) =>
    spec.clarifications
      .filter(({ state }) => state === 'open')
      .map((one) => item('question', one.question === '' ? 'no question is written' : one.question, spec, one)),
  )
  items.push(...group('Questions', questions))
  const points = documents.flatMap((spec) => reviewPoints(spec).map((point) => ({ spec, ...point })))
  const personas = new Map<string, SpecItem[]>()
  for (const { spec, entry, state } of points) {
    const words = entry.words
    const own = { ...item('point', excerpt(words, 80), spec, entry.line), box: boxOf(entry.box, state), state }
    const persona = entry.section?.title ?? 'Review'
    const same = personas.get(persona)
    if (same) same.push(own)
    else personas.set(persona, [own])
  }
  const review = [...personas].map(([persona, children]) => ({
    ...item('group', persona, (children[0] as SpecItem).spec, children[0] as SpecItem),
    children,
    description: share(children),
  }))
  items.push(...group('Review', review, share([...personas.values()].flat())))
  items.push(...group('Sections', documents.flatMap(sectionsOf)))
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

function taskItem({ spec, definition, span, box, state }: Task): SpecItem {
  if (definition) return definitionItem(spec, 'task', definition)
  const words = spec.document.text.slice(span.start, span.end)
  return { ...item('task', excerpt(words, 80), spec, span), box: boxOf(box, state), state }
}

/** What is neither done nor empty is kept: a click would lose what it says. */
const boxOf = (box: Box | undefined, state: BoxState | undefined): SpecItem['box'] =>
  box && { state: state === 'done' ? 'done' : state === 'open' && isEmptyBox(box) ? 'open' : 'other', span: box }

/** Tasks under the headings that they stand under; those without one by themselves. */
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

/** `3 of 12`, by the boxes of items. */
function share(items: readonly SpecItem[]): string {
  const all = items.flatMap((one) => (one.children.length > 0 ? one.children : [one]))
  const { done, total } = countDone(all)
  return `${done} of ${total}`
}

/** The sections of level 2 of a document, under its name where there are several. */
function sectionsOf(spec: SpecDocument): SpecItem[] {
  return spec.document.sections
    .filter(({ level }) => level === 2)
    .map(({ title, name }) => ({
      ...item('section', title, spec, name),
      description: spec.template.documentKind === 'spec' ? '' : `${spec.template.documentKind}.md`,
    }))
}
