// What differs between the scenarios of two versions of a story.
import { groupBy } from '../base/groups.ts'
import { perItem } from '../document/identity.ts'
import type { Step } from '../document/scenarios.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import {
  comparedText,
  comparedWords,
  type MeaningChange,
  meaningChanges,
  textLikeness,
  type Word,
  wordChanges,
} from './itemDiff.ts'
import { itemOf } from './items.ts'

/** A scenario that was added, removed or reworded. */
export interface ScenarioChange {
  kind: 'added' | 'removed' | 'changed'
  /** Its position among the scenarios of the story, from 1: after, or before if it is removed. */
  number: number
  /** Its words, with what was removed and added. */
  words: Word[]
  /** Obligations and numbers that changed. */
  meaning: MeaningChange[]
}

/** The text of a story as it is compared. */
export interface StoryText {
  /** Without its scenarios. */
  own: string
  scenarios: readonly string[]
}

/** The text of a story, with its scenarios apart. */
export const storyTextOf = perItem((document, definition, spec: SpecDocument): StoryText => {
  const { text, body, steps } = itemOf(spec, 'story', definition)
  const scenarios = scenariosIn(steps)
  let own = ''
  let at = 0
  for (const { start, end } of scenarios.flat()) {
    own += text.slice(at, start - body.start)
    at = end - body.start
  }
  const textOfStep = ({ line, end }: Step): string => comparedText(document.text.slice(line.start, end))
  return {
    own: comparedText(own + text.slice(at)),
    scenarios: scenarios.map((scenario) => scenario.map(textOfStep).join(' ')),
  }
})

/** Each list item that starts with a given, with the following ones up to the expected result, and those that go on with "and". */
function scenariosIn(steps: readonly Step[]): Step[][] {
  const scenarios: Step[][] = []
  let isOpen = false
  for (const step of steps) {
    if (step.given) scenarios.push([step])
    else if (isOpen || step.continues) scenarios.at(-1)?.push(step)
    if (step.given || isOpen) isOpen = !step.expected
  }
  return scenarios
}

/** The old scenario of each new one that resembles it most, each once. */
function mostAlike(
  old: readonly string[],
  gone: ReadonlySet<number>,
  fresh: readonly (readonly [number, string])[],
): ReadonlyMap<number, number> {
  const left = [...gone]
  const alike = fresh.flatMap(([k, text], n) =>
    // In a very long list, only those around the same place are compared.
    left.slice(Math.max(0, n - mostCompared), n + mostCompared).flatMap((was) => {
      const likeness = textLikeness(old[was] as string, text)
      return likeness >= leastAlike ? [{ k, was, likeness }] : []
    }),
  )
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  for (const { k, was } of alike.sort((a, b) => b.likeness - a.likeness))
    if (!pairs.has(k) && !taken.has(was)) {
      pairs.set(k, was)
      taken.add(was)
    }
  return pairs
}

const leastAlike = 0.6 // of two versions of a scenario; all scenarios share some words
const mostCompared = 25 // scenarios before and after, that one is compared with

/** The scenarios that differ. Equal ones are matched first, then the most similar ones. */
export function scenarioChanges(old: readonly string[], now: readonly string[]): ScenarioChange[] {
  const gone = new Set(old.keys())
  const byWords = groupBy(gone, (k) => comparedWords(old[k] as string))
  const fresh = [...now.entries()].filter(([, text]) => {
    const same = byWords.get(comparedWords(text))?.shift()
    return same === undefined || !gone.delete(same)
  })
  const pairs = mostAlike(old, gone, fresh)
  const changes = fresh.map(([k, text]): ScenarioChange => {
    const like = pairs.get(k)
    if (like === undefined) return { kind: 'added', number: k + 1, words: [{ type: 'same', text }], meaning: [] }
    gone.delete(like)
    const was = old[like] as string
    return { kind: 'changed', number: k + 1, words: wordChanges(was, text), meaning: meaningChanges(was, text) }
  })
  const removed = [...gone].map(
    (k): ScenarioChange => ({
      kind: 'removed',
      number: k + 1,
      words: [{ type: 'same', text: old[k] as string }],
      meaning: [],
    }),
  )
  return [...changes, ...removed]
}
