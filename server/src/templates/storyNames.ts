// The names of stories in a format, learned from the headings of its template, for names that no language has.
import { perPair } from '../base/perObject.ts'
import { merged } from '../base/span.ts'
import { headingStoryAt, readId } from '../document/ids.ts'
import type { Definition, Document, Reference } from '../document/model.ts'
import { storiesBy, storyReferences } from '../document/namedStories.ts'
import { hasScenarioWords } from '../document/scenarios.ts'

const numbered = /^(\p{L}[\p{L}\p{M}'’・ -]{1,40}?)[ \u3000]*[1１](?![\p{L}\d.])/u

/** The names of stories in a template: titles of numbered subsections with a priority or a scenario, in lower case. */
export function storyNamesOf({ text, sections }: Document): string[] {
  const names = sections.flatMap(({ level, title, start, end, name }): string[] => {
    if (level < 3 || headingStoryAt(title, 0) || readId(title, 0)) return []
    const storyName = numbered.exec(title)?.[1]?.trim()
    const isStory = storyName !== undefined && (/\bP\d\b/.test(title) || hasScenarioWords(text.slice(start, end)))
    return isStory && text.startsWith(storyName, name.start) ? [storyName.toLowerCase()] : []
  })
  return [...new Set(names)]
}

interface Named {
  readonly storyNames: readonly string[]
}

/** The definitions in a document, including stories by the names of a format. */
export const definitionsIn = (document: Document, { storyNames }: Named): readonly Definition[] =>
  storyNames.length === 0 ? document.definitions : allDefinitions(document, storyNames)

/** The references in a document, including stories by the names of a format. */
export const referencesIn = (document: Document, { storyNames }: Named): readonly Reference[] =>
  storyNames.length === 0 ? document.references : allReferences(document, storyNames)

const allDefinitions = perPair((document: Document, names: readonly string[]) =>
  merged(document.definitions, storiesBy(document, names)),
)

const allReferences = perPair((document: Document, names: readonly string[]) =>
  merged(document.references, storyReferences(document, names)),
)
