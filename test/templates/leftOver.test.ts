// Text that is left over from a template, also where its lines end in a hard line break.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { stageOf } from '../../server/src/feature/lifeCycle.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import { specEntry } from '../../server/src/lsp/specs.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { leftOversOf } from '../../server/src/templates/leftOver.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import type { Format, Template } from '../../server/src/templates/template.ts'
import { alone, throwing } from '../support/rules.ts'

const templateText =
  '# Spec: [T]\n\n**ID**: SPEC-XXX\n**Status**: Draft | Approved | Done\n**Type**: alpha | beta\n**Created**: YYYY-MM-DD\n\n## Requirements\n\n- **FR-001**: [x]\n'
const formats: readonly Format[] = [
  ...builtinFormats(),
  learnFormat('own', [{ documentKind: 'spec', text: templateText, path: undefined }], []),
]

/** What users see of a text: its findings without locations, its summary, and its entry in lists of specifications. */
function shownOf(format: Format, template: Template, text: string) {
  const spec = readBy(format, template, readDocument(text), { path: '/w/specs/004-queue/spec.md' })
  const feature = alone(spec)
  const { stage, status, type, title } = specEntry(feature, (path) => path)
  const findings = check(feature, spec, { onError: throwing })
  return {
    findings: findings.map(({ code, severity, message }) => `${severity} ${code}: ${message}`),
    summary: summarise(feature),
    entry: { stage, status, type, title },
    stage: stageOf(spec),
  }
}

const endings: Readonly<Record<string, string>> = {
  'a backslash': '\\',
  'a backslash after a space': ' \\',
  'two spaces': '  ',
  'three spaces': '   ',
}

describe('metadata left over from a template, with a hard break', () => {
  for (const format of formats)
    for (const [k, template] of format.templates.filter(({ documentKind }) => documentKind === 'spec').entries())
      for (const [name, ending] of Object.entries(endings))
        it(`of ${name} is read as without it: ${format.name} ${k + 1}`, () => {
          const { text } = template.document
          const withBreaks = template.fields.reduce(
            (broken, { line }) => broken.replace(line, () => line + ending),
            text,
          )
          assert.notEqual(withBreaks, text)
          const plain = shownOf(format, template, text)
          assert.deepEqual(shownOf(format, template, withBreaks), plain)
          assert.deepEqual(
            plain.findings.filter((finding) => finding.startsWith('error')),
            [],
          )
        })
  it('is learned without the hard break', () => {
    const broken = templateText.replace(/^(\*\*.*)$/gm, '$1\\')
    const [template] = learnFormat('own', [{ documentKind: 'spec', text: broken, path: undefined }], []).templates
    const [plain] = formats.at(-1)?.templates ?? []
    assert.deepEqual(
      template?.fields.map(({ key, shape, value }) => ({ key, shape, value })),
      plain?.fields.map(({ key, shape, value }) => ({ key, shape, value })),
    )
  })
})

describe('a placeholder left over from a template', () => {
  const text = '# Spec: [T]\n\n## Requirements\n\n- **FR-001**: System MUST <do it>, [when]\n\n```\n[name]\n```\n'
  const format = learnFormat('own', [{ documentKind: 'spec', text, path: undefined }], [])
  const [template] = format.templates
  assert.ok(template)
  for (const [written, ...found] of [
    ['it <do it> at [when]', '<do it>', '[when]'],
    ['a link: [when](x.md), [when][x], [x][when]'],
    ['code, which mentions it: `<do it>` and `[when]`'],
    ['```\n<do it> at [when] by [name]\n```', '[name]'],
    ['<div>\n<do it> at [when]\n</div>'],
    ['what another template has: <do that> at [where] by [name]'],
  ] as const)
    it(`is ${found.length === 0 ? 'not found' : `found as ${found.join(' and ')}`} in ${JSON.stringify(written)}`, () => {
      const spec = readBy(format, template, readDocument(`# Spec: A\n\n${written}\n`), { path: '' })
      assert.deepEqual(
        leftOversOf(spec).map(({ words }) => words),
        found,
      )
    })
  it('is no label in bold behind an id', () => {
    const tasks =
      '- [ ] TXXX **[Code Review]** Check the types\n- [ ] TXXX [P] **[Title]**\n- [ ] TXXX Review **[area]** of it\n'
    const source = { documentKind: 'spec' as const, text: `# Spec: [T]\n\n## Notes\n\n${tasks}`, path: undefined }
    const [learned] = learnFormat('own', [source], []).templates
    const written = tasks.replaceAll('TXXX', 'T001').replace('Check', 'Read')
    const spec = readBy(format, learned ?? assert.fail(), readDocument(`# Spec: A\n\n${written}`), { path: '' })
    assert.deepEqual(
      leftOversOf(spec).map(({ words }) => words),
      ['[Title]', '[area]'],
    )
  })
  it('may continue in the next line, in the template or in the document', () => {
    const leftOversIn = (sample: string, written: string) => {
      const source = { documentKind: 'spec' as const, text: `# Spec: [T]\n\n## Notes\n\n${sample}\n`, path: undefined }
      const [learned] = learnFormat('own', [source], []).templates
      const spec = readBy(format, learned ?? assert.fail(), readDocument(`# Spec: A\n\n${written}\n`), { path: '' })
      return leftOversOf(spec).length
    }
    const [long, wrapped] = ['**Decision**: [say what was chosen]', '**Decision**: [say what\nwas chosen]']
    for (const sample of [long, wrapped])
      for (const written of [long, wrapped]) assert.equal(leftOversIn(sample, written), 1)
    assert.equal(leftOversIn('- [say what\n  was chosen]', '- [say what\n  was chosen]'), 1, 'in an item')
    assert.equal(leftOversIn('[a\n\nb c]', '[a\n\nb c]'), 0, 'not in two paragraphs')
  })
  it('may be a sample line of the template, in a list or a table', () => {
    const samples =
      '- [ ] Ready, e.g. in 5 minutes\n- Other words\n\n| A | B |\n|---|---|\n| Resource1 | Always |\n| Other | Never |\n'
    const [learned] = learnFormat(
      'own',
      [{ documentKind: 'spec', text: `${text}\n## Notes\n\n${samples}`, path: undefined }],
      [],
    ).templates
    const spec = readBy(format, learned ?? assert.fail(), readDocument(`# Spec: A\n\n${samples}`), { path: '' })
    assert.deepEqual(
      leftOversOf(spec).map(({ kind, start, end }) => `${kind}: ${spec.document.text.slice(start, end)}`),
      ['sample: Ready, e.g. in 5 minutes', 'sample: | Resource1 | Always |'],
    )
  })
  for (const [line, ...found] of [
    ['**Consolidate findings** in `research.md` using format:'],
    ['Write each decision into `research.md` in this format:'],
    ['Use the following format for `research.md`:'],
    ['Write each decision in this format:', '[what was chosen]'],
    ['Consolidate findings in `research.md`:', '[what was chosen]'],
  ] as const)
    it(`is ${found.length === 0 ? 'not found' : 'found'} in the list below "${line}"`, () => {
      const planText = `# Plan\n\n1. First\n2. ${line}\n   - Decision: [what was chosen]\n3. Then [go on]\n`
      const [learned] = learnFormat('own', [{ documentKind: 'spec', text: planText, path: undefined }], []).templates
      const spec = readBy(format, learned ?? assert.fail(), readDocument(planText), { path: '' })
      assert.deepEqual(
        leftOversOf(spec).map(({ words }) => words),
        [...found, '[go on]'],
      )
    })
})
