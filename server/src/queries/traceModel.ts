// The model of the traceability page: the items of a feature, their links, and the gaps, as plain data.

import { lineIndex } from '../base/lineIndex.ts'
import { excerpt, withoutMarks } from '../base/words.ts'
import type { Definition, Section } from '../document/model.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Feature } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { textOf } from '../feature/itemText.ts'
import { summarise } from '../feature/summary.ts'
import { traceOf } from '../feature/trace.ts'
import type { ItemKind, PageItem, TraceModel, TraceRow } from '../pages/traceModel.ts'
import { verifiedText } from './evidenceText.ts'

const longest = 240 // letters of an item

/**
 * Linear in the documents of the feature.
 * @param address the address of a document by its path
 * @param evidenceFor what verifies an item, if it is known
 */
export function traceModel(
  feature: Feature,
  address: (path: string) => string,
  evidenceFor?: (definition: Definition) => Evidence,
): TraceModel {
  const { stories, requirements, tasks, criteria, linkedTo } = itemLinks(feature)
  const byKind: [ItemKind, readonly Traced[]][] = [
    ['story', stories],
    ['requirement', requirements],
    ['task', tasks],
    ['criterion', criteria],
  ]
  const all = byKind.flatMap(([kind, own]) => own.map((one) => ({ kind, one })))
  const index = new Map(all.map(({ one }, k) => [one, k]))
  const indexOf = (one: Traced): number => index.get(one) as number
  const order = (own: readonly Traced[]): number[] => own.map(indexOf).sort((a, b) => a - b)
  const rows = traceOf(feature).map((row): TraceRow => {
    const about = row.requirement ?? row.stories[0] ?? row.criteria[0]
    return {
      about: about ? indexOf(about) : null,
      stories: order(row.stories),
      tasks: order(row.tasks),
      criteria: order(row.criteria),
      gaps: row.gaps,
    }
  })
  const gaps = new Map<number, readonly string[]>()
  for (const row of rows) if (row.about !== null && row.gaps.length > 0) gaps.set(row.about, row.gaps)
  const lines = feature.documents.map(({ document }) => lineIndex(document.text))
  const phaseOf = phasesOf(tasks.map(({ at }) => sectionAround(at.definition)))
  const items = all.map(({ kind, one }, k): PageItem => {
    const { spec, definition } = one.at
    const document = feature.documents.indexOf(spec)
    const { form, section, whole, start } = definition
    const around = sectionAround(definition)
    const end = form === 'heading' && section ? section.end : whole.end
    const lineOf = (offset: number): number => lines[document]?.(offset).line ?? 1
    return {
      id: one.id,
      kind,
      text: excerpt(withoutMarks(textOf(one.at)), longest),
      state: one.state ?? null,
      section: (kind === 'task' ? phaseOf(around) : around)?.title ?? '',
      gaps: gaps.get(k) ?? [],
      ...(evidenceFor && kind !== 'task' && { verified: verifiedText(evidenceFor(definition)) }),
      document,
      line: lineOf(start),
      lastLine: lineOf(Math.max(start, end - 1)),
    }
  })
  const links = all.flatMap(({ one }, a) =>
    [...linkedTo(one)].flatMap((other): [number, number][] => {
      const b = indexOf(other)
      return a < b && items[a]?.kind !== items[b]?.kind ? [[a, b]] : []
    }),
  )
  const { id, title, status } = summarise(feature)
  return {
    title: [id, title].filter(Boolean).join(' ') || feature.path.slice(feature.path.lastIndexOf('/') + 1),
    status,
    documents: feature.documents.map(({ path }) => address(path)),
    items,
    rows,
    links,
  }
}

/** The section around an item; for a heading, the parent of its section. */
const sectionAround = ({ form, section }: Definition): Section | undefined =>
  form === 'heading' ? section?.parent : section

/** A section and its parents, the outermost first, without the title of the document. */
function pathOf(section: Section | undefined): Section[] {
  const path: Section[] = []
  for (let one = section; one && one.level > 1; one = one.parent) path.unshift(one)
  return path
}

/** Finds the phase of a task by its section: the outermost section that does not contain all tasks. */
function phasesOf(sections: readonly (Section | undefined)[]): (section: Section | undefined) => Section | undefined {
  const [first = [], ...rest] = [...new Set(sections)].map(pathOf)
  let shared = 0
  while (shared < first.length && rest.every((path) => path[shared] === first[shared])) shared++
  return (section) => {
    const path = pathOf(section)
    return path[shared] ?? path.at(-1)
  }
}
