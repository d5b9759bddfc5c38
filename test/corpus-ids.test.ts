// Renaming ids of real documents: whatever speaks of an item speaks of it afterwards.
import assert from 'node:assert/strict'
import { createChecker } from '../server/src/analysis/checker.ts'
import { readDocument } from '../server/src/document/read.ts'
import { renameOf, whyNoRename } from '../server/src/edits/rename.ts'
import { attachmentOf, type Feature, filesOf, isOwn, makeFeature } from '../server/src/feature/feature.ts'
import { definitionsOfSymbol, symbolAt } from '../server/src/feature/symbol.ts'
import { readBy } from '../server/src/templates/specDocument.ts'
import { nodeFiles } from '../server/src/workspace/nodeFiles.ts'
import { createSpecIndex } from '../server/src/workspace/specIndex.ts'
import { corpora } from './support/corpus.ts'
import { apply, throwing } from './support/rules.ts'

const free = 9_876 // a number that no item of the corpus has

/** What each line speaks of: items by their place among all of the feature. */
function meaningOf(feature: Feature): string[] {
  const items = feature.documents.flatMap(({ definitions }) => definitions)
  const place = new Map(items.map((one, k) => [one, k]))
  return filesOf(feature).flatMap((file) => {
    const lines = new Map<number, Set<number>>()
    for (const reference of file.references) {
      if (!isOwn(feature, reference)) continue
      const line = file.document.text.slice(0, reference.start).split('\n').length
      const named = lines.get(line) ?? new Set()
      lines.set(line, named)
      for (const { definition } of definitionsOfSymbol(feature, reference)) named.add(place.get(definition) ?? -1)
    }
    return [...lines].map(([line, named]) => `${file.path}:${line} ${[...named].sort((a, b) => a - b)}`)
  })
}

/** The feature with other texts. */
function withTexts(feature: Feature, texts: ReadonlyMap<string, string>): Feature {
  const documents = feature.documents.map((one) => {
    const text = texts.get(one.path)
    const { format, template, path, part, loose } = one
    return text === undefined ? one : readBy(format, template, readDocument(text), { path, part, loose })
  })
  const attachments = feature.attachments.map((one) =>
    attachmentOf(one.path, readDocument(texts.get(one.path) ?? one.document.text)),
  )
  return makeFeature(feature.path, feature.why, documents, { fileNames: feature.fileNames, attachments })
}

const reasons = ['defines several ids', 'is defined twice', 'Cannot rewrite the range', 'would change the meaning']

/** How many are renamed, and how many are refused for each of the reasons. */
const numbers: Record<string, { renamed: number; refused: number[] }> = {
  'the corpus': { renamed: 524, refused: [0, 9, 1, 0] },
  'the whole corpus': { renamed: 1722, refused: [6, 11, 3, 1] },
}

for (const { title, folder } of corpora) {
  describe(`an id of ${title}`, () => {
    it('is renamed with all that speaks of it, or refused for a reason that holds', async () => {
      const checker = createChecker({ files: nodeFiles, kept: false, roots: () => [folder], onError: throwing })
      const features: Feature[] = []
      const take = (feature: Feature): number => features.push(feature)
      await createSpecIndex({ source: checker, roots: () => [folder], take, onError: assert.fail }).all()
      const refused: string[] = []
      let renamed = 0
      for (const feature of features) {
        const meaning = meaningOf(feature)
        for (const { page, one } of feature.documents.flatMap((page) =>
          page.definitions.map((one) => ({ page, one })),
        )) {
          if (one.id.suffix !== '') continue
          const symbol = symbolAt(feature, page, one.start) ?? assert.fail(one.id.text)
          const why = whyNoRename(feature, symbol)
          const found = why === undefined ? renameOf(feature, symbol, String(free)) : { why }
          if ('why' in found) refused.push(found.why)
          else {
            const texts = found.map((edit) => [edit.file.path, apply(edit.file.document.text, edit.edits)] as const)
            const now = withTexts(feature, new Map(texts))
            assert.deepEqual(meaningOf(now), meaning, `${feature.path}: ${one.id.text}`)
            renamed++
          }
        }
      }
      const counts = reasons.map((reason) => refused.filter((why) => why.includes(reason)).length)
      assert.deepEqual({ renamed, refused: counts }, numbers[title])
      assert.equal(
        refused.length,
        counts.reduce((sum, count) => sum + count, 0),
        refused.join('\n'),
      )
    })
  })
}
