// How a format names its stories, where no language tells: learnt from the headings of its template.
import { perPair } from '../base/perObject.ts'
import { merged } from '../base/span.ts'
import { headingStoryAt, readId } from '../document/ids.ts'
import type { Definition, Document, Reference } from '../document/model.ts'
import { storiesBy, storyMentionsBy } from '../document/namedStories.ts'
import { isTold } from '../document/scenarios.ts'

const numbered = /^(\p{L}[\p{L}\p{M}'’・ -]{1,40}?)[ \u3000]*[1１](?![\p{L}\d.])/u

/** The names of stories in a template: of sub-sections with a number that have a priority or a scenario. */
export function storyNamesOf({ text, sections }: Document): string[] {
  const names = sections.flatMap(({ level, title, start, end, name }): string[] => {
    if (level < 3 || headingStoryAt(title, 0) || readId(title, 0)) return []
    const own = numbered.exec(title)?.[1]?.trim()
    const isStory = own !== undefined && (/\bP\d\b/.test(title) || isTold(text.slice(start, end)))
    return isStory && text.startsWith(own, name.start) ? [own.toLowerCase()] : []
  })
  return [...new Set(names)]
}

interface Named {
  readonly storyNames: readonly string[]
}

/** What a document defines, with the stories by the names of a format. */
export const definedBy = (document: Document, { storyNames }: Named): readonly Definition[] =>
  storyNames.length === 0 ? document.definitions : allDefinitions(document, storyNames)

/** What a document speaks of, with the stories by the names of a format. */
export const namedBy = (document: Document, { storyNames }: Named): readonly Reference[] =>
  storyNames.length === 0 ? document.references : allReferences(document, storyNames)

const allDefinitions = perPair((document: Document, names: readonly string[]) =>
  merged(document.definitions, storiesBy(document, names)),
)

const allReferences = perPair((document: Document, names: readonly string[]) =>
  merged(document.references, storyMentionsBy(document, names)),
)
