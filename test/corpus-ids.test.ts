// Renames ids in real documents: every reference to an item still refers to it afterwards.
import assert from 'node:assert/strict'
import { createChecker } from '../server/src/analysis/checker.ts'
import { readDocument } from '../server/src/document/read.ts'
import { renameOf, whyNoRename } from '../server/src/edits/rename.ts'
import { attachmentOf, type Feature, filesOf, isOwnReference, makeFeature } from '../server/src/feature/feature.ts'
import { definitionsOfSymbol, symbolAt } from '../server/src/feature/symbol.ts'
import { readBy } from '../server/src/templates/specDocument.ts'
import { nodeFiles } from '../server/src/workspace/nodeFiles.ts'
import { createSpecIndex } from '../server/src/workspace/specIndex.ts'
import { corpora } from './support/corpus.ts'
import { share } from './support/property.ts'
import { apply, throwing } from './support/rules.ts'

const unusedNumber = 9_876 // no item of the corpus has it

/** What each line (from 1) refers to: the indexes of items among all items of the feature. */
function meaningOf(feature: Feature): string[] {
  const items = feature.documents.flatMap(({ definitions }) => definitions)
  const indexes = new Map(items.map((item, k) => [item, k]))
  return filesOf(feature).flatMap((file) => {
    const lines = new Map<number, Set<number>>()
    for (const reference of file.references) {
      if (!isOwnReference(feature, reference)) continue
      const line = file.document.text.slice(0, reference.start).split('\n').length
      const referenced = lines.get(line) ?? new Set()
      lines.set(line, referenced)
      for (const { definition } of definitionsOfSymbol(feature, reference))
        referenced.add(indexes.get(definition) ?? -1)
    }
    return [...lines].map(([line, referenced]) => `${file.path}:${line} ${[...referenced].sort((a, b) => a - b)}`)
  })
}

/** The feature, with some documents read from other texts. */
function withTexts(feature: Feature, texts: ReadonlyMap<string, string>): Feature {
  const documents = feature.documents.map((spec) => {
    const text = texts.get(spec.path)
    const { format, template, path, part, loose } = spec
    return text === undefined ? spec : readBy(format, template, readDocument(text), { path, part, loose })
  })
  const attachments = feature.attachments.map(({ path, document }) =>
    attachmentOf(path, readDocument(texts.get(path) ?? document.text)),
  )
  return makeFeature(feature.path, feature.why, documents, { fileNames: feature.fileNames, attachments })
}

const reasons = ['defines several ids', 'is defined twice', 'Cannot rewrite the range', 'would change the meaning']

/** The expected number of renames, and of refusals for each of the `reasons`. */
const numbers: Record<string, { renamed: number; refused: number[] }> = {
  'the corpus': { renamed: 524, refused: [0, 12, 1, 0] },
  'the whole corpus': { renamed: 1721, refused: [6, 14, 3, 1] },
}

// The whole corpus takes long. A share of the properties is for quick runs.
for (const { title, folder } of share < 1 ? corpora.slice(0, 1) : corpora) {
  describe(`an id of ${title}`, () => {
    it('is renamed with all its references, or the rename is refused for a known reason', async () => {
      const checker = createChecker({ files: nodeFiles, kept: false, roots: () => [folder], onError: throwing })
      const features: Feature[] = []
      const take = (feature: Feature): number => features.push(feature)
      await createSpecIndex({ source: checker, roots: () => [folder], take, onError: assert.fail }).all()
      const refused: string[] = []
      let renamed = 0
      for (const feature of features) {
        const meaning = meaningOf(feature)
        for (const { spec, definition } of feature.documents.flatMap((spec) =>
          spec.definitions.map((definition) => ({ spec, definition })),
        )) {
          if (definition.id.suffix !== '') continue
          const symbol = symbolAt(feature, spec, definition.start) ?? assert.fail(definition.id.text)
          const why = whyNoRename(feature, symbol)
          const result = why === undefined ? renameOf(feature, symbol, String(unusedNumber)) : { why }
          if ('why' in result) refused.push(result.why)
          else {
            const texts = result.map((edit) => [edit.file.path, apply(edit.file.document.text, edit.edits)] as const)
            const changed = withTexts(feature, new Map(texts))
            assert.deepEqual(meaningOf(changed), meaning, `${feature.path}: ${definition.id.text}`)
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
