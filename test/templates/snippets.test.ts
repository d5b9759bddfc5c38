// Snippets are what the templates say, with places to type at: filled in, they are read as what they are for.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { asText, snippetsOf } from '../../server/src/templates/snippets.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'

/** A snippet as somebody leaves it who only presses Tab: the first choice, the words of each place. */
const filled = (body: string): string => asText(body).replaceAll('YYYY-MM-DD', '2026-11-23')

describe('the snippets', () => {
  for (const format of builtinFormats()) {
    const snippets = snippetsOf(format)
    it(`of ${format.name} are all that is wanted, each once`, () => {
      const prefixes = snippets.map(({ prefix }) => prefix)
      assert.equal(new Set(prefixes).size, prefixes.length)
      for (const name of ['new', 'story', 'scenario', 'fr', 'sc', 'task', 'question'])
        assert.ok(prefixes.includes(`spec-${name}`), `${name} among ${prefixes}`)
    })
    it(`of ${format.name} define what they are named for, and leave blanks that are found`, () => {
      for (const { prefix, body } of snippets) {
        const text = filled(body)
        assert.ok(!/\$\{|\|\}/.test(text), `${prefix}: ${text}`)
        for (const template of format.templates) {
          const kind = template.kinds.find(
            (one) => prefix === `spec-${one.prefix.toLowerCase()}` || prefix === `spec-${one.role}`,
          )
          if (!kind) continue
          const { definitions } = readBy(format, template, readDocument(text), { path: '' }).document
          assert.ok(
            definitions.some(({ id }) => id.prefix === kind.prefix),
            `${prefix}: ${text}`,
          )
        }
      }
    })
    it(`of ${format.name}: the whole specification reads as one, with choices of its vocabularies`, () => {
      const [spec] = format.templates
      const whole = snippets.find(({ prefix }) => prefix === 'spec-new')
      assert.ok(spec && whole)
      const read = readBy(format, spec, readDocument(filled(whole.body)), { path: '' })
      const wanted = spec.sections.filter((one) => one.required && one.section.level === 2)
      for (const one of wanted) assert.ok(read.sections.has(one), one.title)
      for (const { shape } of spec.fields)
        if (shape.type === 'words') assert.ok(whole.body.includes(`|${shape.words.join(',')}|}`), shape.words.join())
    })
  }
  for (const [heading, first] of [
    ['### Phase 1: Setup', `### Phase \${1:[1]}: \${2:[Setup]}`],
    ['### Phase 1:Setup', `### Phase \${1:[1]}:\${2:[Setup]}`],
    ['### 阶段 1：准备', `### 阶段 \${1:[1]}：\${2:[准备]}`],
    ['### Setup', '### Setup'],
  ] as const)
    it(`have the number and the name of a phase to type at: ${heading}`, () => {
      const text = `# Spec: [T]\n\n**ID**: SPEC-XXX\n\n## Tasks\n\n${heading}\n\n- [ ] T001: [task]\n`
      const snippets = snippetsOf(learnFormat('own', [{ documentKind: 'spec', text, path: undefined }], []))
      const { body = '' } = snippets.find(({ prefix }) => prefix === 'spec-phase') ?? {}
      assert.equal(body.split('\n')[0], first)
    })
  it('count on where ids are written in words', () => {
    const specKit = builtinFormats().find(({ name }) => name === 'spec-kit') ?? assert.fail('no format')
    const snippets = snippetsOf(specKit, (prefix) => (prefix === 'US' ? '4' : undefined))
    const story = snippets.find(({ prefix }) => prefix === 'spec-story')
    assert.match(story?.body ?? '', /^### User Story \$\{1:4\} - \$\{2:\[Brief Title\]\}/)
  })
  it('has a decision where there is a log, and a persona, a phase and a row where the template has them', () => {
    const prefixes = builtinFormats().flatMap((format) => snippetsOf(format).map(({ prefix }) => prefix))
    for (const name of ['decision', 'persona', 'phase', 'resource']) assert.ok(prefixes.includes(`spec-${name}`), name)
  })
})
