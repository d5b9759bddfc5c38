// Stories with names that only a template defines: `### Kullanıcı Hikayesi 1`. Stories with the names in `languages/` are read
// with the document (definitions.ts, references.ts).
import { createHolder, perObject, perPair } from '../base/perObject.ts'
import { spanAt, spanFinder } from '../base/span.ts'
import { storiesNamed } from '../languages/stories.ts'
import { leafFinder } from '../markdown/find.ts'
import { placeDefinition, placed, placeReference } from './assemble.ts'
import type { Chunk } from './chunk.ts'
import { headingStoryAt, readStory } from './ids.ts'
import type { Definition, DefinitionFact, Document, Reference, ReferenceFact } from './model.ts'
import { noSurrounding } from './qualifier.ts'
import { sectionFinder } from './sections.ts'

type Names = readonly string[]

const patternsOf = perObject((names: Names) => ({
  at: new RegExp(storiesNamed(names), 'y'),
  all: new RegExp(`(?<![\\w-])${storiesNamed(names)}`, 'g'),
}))

/** The definitions in a chunk: headings that start with a name and a number. */
const headingsIn = perPair(({ text, sections, definitions }: Chunk, names: Names): readonly DefinitionFact[] =>
  sections.flatMap((section): DefinitionFact[] => {
    const { start, end } = section.name
    const id = headingStoryAt(text, start) ? undefined : readStory(text, start, patternsOf(names).at)
    if (!id || definitions.some((definition) => definition.start >= start && definition.start < end)) return []
    const place = { start, end: start + id.text.length }
    return [
      {
        ...place,
        id,
        whole: place,
        form: 'heading',
        strong: true,
        table: -1,
        depth: 0,
        box: undefined,
        section,
        titled: false,
        shared: false,
        surrounding: noSurrounding,
        identity: createHolder('item'),
      },
    ]
  }),
)

/** The references in a chunk: a name and a number anywhere else. */
const referencesIn = perPair((chunk: Chunk, names: Names): readonly ReferenceFact[] => {
  const { text, scan } = chunk
  const definedAt = spanFinder(headingsIn(chunk, names))
  const leafAt = leafFinder(scan)
  const sectionAt = sectionFinder(chunk.sections)
  const { all, at } = patternsOf(names)
  return [...text.matchAll(all)].flatMap(({ index: start }): ReferenceFact[] => {
    const leaf = leafAt(start)
    const id = leaf && !definedAt(start) ? readStory(text, start, at) : undefined
    if (!leaf || !id) return []
    const code = leaf.type === 'code' || leaf.type === 'html' || spanAt(scan.inlines, start) !== undefined
    const end = start + id.text.length
    return [{ start, end, id, last: undefined, code, section: sectionAt(start), surrounding: noSurrounding }]
  })
})

/** The stories that a document defines with some names, in order. */
export const storiesBy = (document: Document, names: Names): Definition[] =>
  placed(
    document,
    (chunk) => headingsIn(chunk, names),
    (fact, _by, section, chunk) => placeDefinition(fact, chunk, section, undefined),
  )

/** The references of a document to stories with some names, in order. */
export const storyReferences = (document: Document, names: Names): Reference[] =>
  placed(
    document,
    (chunk) => referencesIn(chunk, names),
    (fact, by, section) => placeReference(fact, by, section, undefined),
  )
