// The context for work on an item: its text, linked items, decisions, files that it names, and references to it. Plain data,
// for programs and people.
import { groupBy } from '../base/groups.ts'
import { t } from '../base/l10n.ts'
import { lineIndex } from '../base/lineIndex.ts'
import type { BoxState } from '../document/checkboxes.ts'
import { type Id, idAt, storyAt } from '../document/ids.ts'
import { decisionIn } from '../feature/decisionText.ts'
import { type Feature, type FeatureFile, type LocatedDefinition, resolve } from '../feature/feature.ts'
import { itemLinks, type Traced } from '../feature/itemLinks.ts'
import { stateOf } from '../feature/progress.ts'
import { referencesOf } from '../feature/symbol.ts'
import { roleOf } from '../templates/specDocument.ts'

/** An item with its location; lines from 1. */
export interface ContextItem {
  id: string
  path: string
  line: number
  /** Its source, truncated after some thousand characters. */
  text: string
}

export interface ItemContext {
  item: ContextItem & { role: string; state: BoxState | null }
  /** Other definitions of its id. */
  others: { path: string; line: number }[]
  stories: ContextItem[]
  requirements: ContextItem[]
  criteria: ContextItem[]
  tasks: ContextItem[]
  decisions: (ContextItem & { decision: string })[]
  /** Paths of files that the item and its requirements name. */
  files: string[]
  /** The lines that reference it. */
  mentions: { path: string; line: number; text: string }[]
}

const longest = 4000 // characters of an item
const mostMentions = 50

/**
 * @param id as written, `T012`, in any spelling that documents may have.
 * @returns undefined if the id is not defined.
 */
export function itemContext(feature: Feature, id: string, shown: (path: string) => string): ItemContext | undefined {
  const wanted = idOf(id)
  const definitions = wanted ? resolve(feature, wanted) : []
  const located = wholeOf(definitions)
  if (!located) return undefined
  const places = new Map<FeatureFile, (offset: number) => { line: number }>()
  const lineOf = (file: FeatureFile, offset: number): number => {
    const place = places.get(file) ?? lineIndex(file.document.text)
    places.set(file, place)
    return place(offset).line
  }
  const item = (at: LocatedDefinition): ContextItem => ({
    id: at.definition.id.text,
    path: shown(at.spec.path),
    line: lineOf(at.spec, at.definition.start),
    text: sourceOf(at, (offset) => lineOf(at.spec, offset)),
  })
  const links = itemLinks(feature)
  const all = [...links.stories, ...links.requirements, ...links.criteria, ...links.tasks]
  const own = all.find(({ at }) => at.definition === located.definition)
  const direct = own ? links.linkedTo(own) : new Set<Traced>()
  // A task that references only its story implements the requirements of the story.
  const hasRequirement = [...direct].some((one) => links.requirements.includes(one))
  const through = hasRequirement
    ? []
    : [...direct].filter((one) => links.stories.includes(one)).flatMap((one) => [...links.linkedTo(one)])
  const near = new Set([...direct, ...through.filter((one) => !links.tasks.includes(one))])
  const those = (list: readonly Traced[]): ContextItem[] => {
    const found = list.filter(
      (one) => one !== own && near.has(one) && one.at.definition.id.key !== located.definition.id.key,
    )
    const byId = groupBy(found, ({ at }) => at.definition.id.key)
    return [...byId.values()].flatMap((same) => wholeOf(same.map(({ at }) => at)) ?? []).map(item)
  }
  const around = [located, ...[...near].map(({ at }) => at)]
  const { spec, definition } = located
  const sources = [
    sourceOf(located),
    ...links.requirements.filter((one) => near.has(one)).map(({ at }) => sourceOf(at)),
  ]
  return {
    item: {
      ...item(located),
      role: roleOf(spec.format, spec.homes, definition) ?? 'item',
      state: stateOf(spec, definition) ?? null,
    },
    others: definitions
      .filter((one) => one !== located)
      .map(({ spec: file, definition: { start } }) => ({ path: shown(file.path), line: lineOf(file, start) })),
    stories: those(links.stories),
    requirements: those(links.requirements),
    criteria: those(links.criteria),
    tasks: those(links.tasks),
    decisions: decisionsIn(feature, around).map((at) => {
      const one = item(at)
      return { ...one, decision: decisionIn(one.text) ?? '' }
    }),
    files: [...new Set(sources.flatMap(filesIn))],
    mentions: referencesOf(feature, definition.id)
      .filter(({ file, reference }) => file !== spec || reference.start !== definition.start)
      .slice(0, mostMentions)
      .map(({ file, reference }) => ({
        path: shown(file.path),
        line: lineOf(file, reference.start),
        text: lineAt(file.document.text, reference.start),
      })),
  }
}

/** The id of a text that consists only of an id. */
export function idOf(text: string): Id | undefined {
  const id = idAt(text, 0) ?? storyAt(text, 0)
  return id?.text === text ? id : undefined
}

/** A heading with its section has more text than a row or a line with the same id. */
const wholeOf = (all: readonly LocatedDefinition[]): LocatedDefinition | undefined =>
  all.find(({ definition }) => definition.form === 'heading') ?? all[0]

/** The section of a heading, or the lines of an item, with a note if they are truncated. */
function sourceOf(
  { spec: { document }, definition: { form, section, whole } }: LocatedDefinition,
  lineOf?: (offset: number) => number,
): string {
  const { start, end } = form === 'heading' && section ? section : whole
  const from = document.text.lastIndexOf('\n', start - 1) + 1
  const all = document.text.slice(from, end).trim()
  if (all.length <= longest) return all
  const cut = all.slice(0, all.lastIndexOf('\n', longest) + 1 || longest)
  return `${cut.trimEnd()}\n${lineOf ? t('… truncated: continues to line {0}', lineOf(end)) : t('… truncated')}`
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at)
  return text
    .slice(text.lastIndexOf('\n', at - 1) + 1, end < 0 ? text.length : end)
    .trim()
    .slice(0, 300)
}

/** The entries of the log that some items reference, each once. */
function decisionsIn(feature: Feature, items: readonly LocatedDefinition[]): LocatedDefinition[] {
  const prefix = feature.format.kinds.find(({ role }) => role === 'decision')?.prefix
  const found = new Set<LocatedDefinition>()
  for (const { spec, definition } of items) {
    const { start, end } = definition.form === 'heading' && definition.section ? definition.section : definition.whole
    for (const reference of spec.references)
      if (reference.id.prefix === prefix && reference.start >= start && reference.start < end && !reference.qualifier)
        for (const at of resolve(feature, reference.id)) found.add(at)
  }
  return [...found]
}

/** Paths in a text, with a folder and an extension, in code or not. */
const filesIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w./:-])(?:\.{0,2}\/)?(?:[\w@.-]+\/)+[\w@.-]+\.[A-Za-z]\w{0,9}(?![\w/])/g)].map(
    ([path]) => path,
  )
