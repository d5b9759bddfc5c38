// Snippets: parts of the templates with tab stops. Filled in, they are read as the items that they are for.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { asText, snippetsOf } from '../../server/src/templates/snippets.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'

/** A snippet after pressing only Tab: the first choice, or the default text, of each tab stop. */
const filled = (body: string): string => asText(body).replaceAll('YYYY-MM-DD', '2026-11-23')

describe('the snippets', () => {
  for (const format of builtinFormats()) {
    const snippets = snippetsOf(format)
    it(`of ${format.name} are complete, and have unique prefixes`, () => {
      const prefixes = snippets.map(({ prefix }) => prefix)
      assert.equal(new Set(prefixes).size, prefixes.length)
      for (const name of ['new', 'story', 'scenario', 'fr', 'sc', 'task', 'question'])
        assert.ok(prefixes.includes(`spec-${name}`), `${name} among ${prefixes}`)
    })
    it(`of ${format.name} define the kind of item that they are named after`, () => {
      for (const { prefix, body } of snippets) {
        const text = filled(body)
        assert.ok(!/\$\{|\|\}/.test(text), `${prefix}: ${text}`)
        for (const template of format.templates) {
          const kind = template.kinds.find(
            (candidate) => prefix === `spec-${candidate.prefix.toLowerCase()}` || prefix === `spec-${candidate.role}`,
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
    it(`of ${format.name} include a whole specification, with choices from its vocabularies`, () => {
      const [spec] = format.templates
      const whole = snippets.find(({ prefix }) => prefix === 'spec-new')
      assert.ok(spec && whole)
      const read = readBy(format, spec, readDocument(filled(whole.body)), { path: '' })
      const required = spec.sections.filter((section) => section.required && section.section.level === 2)
      for (const section of required) assert.ok(read.sections.has(section), section.title)
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
    it(`have tab stops for the number and the name of a phase: ${heading}`, () => {
      const text = `# Spec: [T]\n\n**ID**: SPEC-XXX\n\n## Tasks\n\n${heading}\n\n- [ ] T001: [task]\n`
      const snippets = snippetsOf(learnFormat('own', [{ documentKind: 'spec', text, path: undefined }], []))
      const { body = '' } = snippets.find(({ prefix }) => prefix === 'spec-phase') ?? {}
      assert.equal(body.split('\n')[0], first)
    })
  it('continue the numbers of ids that are written in words', () => {
    const specKit = builtinFormats().find(({ name }) => name === 'spec-kit') ?? assert.fail('no format')
    const snippets = snippetsOf(specKit, (prefix) => (prefix === 'US' ? '4' : undefined))
    const story = snippets.find(({ prefix }) => prefix === 'spec-story')
    assert.match(story?.body ?? '', /^### User Story \$\{1:4\} - \$\{2:\[Brief Title\]\}/)
  })
  it('include a decision where there is a log, and a persona, a phase and a row where the template has them', () => {
    const prefixes = builtinFormats().flatMap((format) => snippetsOf(format).map(({ prefix }) => prefix))
    for (const name of ['decision', 'persona', 'phase', 'resource']) assert.ok(prefixes.includes(`spec-${name}`), name)
  })
})
