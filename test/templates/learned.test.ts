// What is learned from templates and their manifests in unusual forms, and what lines of documents are told to be.
import assert from 'node:assert/strict'
import { readAs } from '../../server/src/templates/detect.ts'
import { learnFormat, type TemplateSource } from '../../server/src/templates/learn.ts'
import { isTemplateText, leftOversOf } from '../../server/src/templates/leftOver.ts'
import { lineOf, personaOf } from '../../server/src/templates/snippetPieces.ts'
import { asText, snippetsOf } from '../../server/src/templates/snippets.ts'
import { compose, readManifest, readRegistry } from '../../server/src/templates/stack.ts'
import { found, kit } from '../support/kit.ts'
import { formatNamed, read } from '../support/rules.ts'

const learned = (text: string, documentKind: TemplateSource['documentKind'] = 'spec') =>
  learnFormat('house', [{ documentKind, text, path: 'x.md' }], [])
const roles = (text: string, documentKind?: TemplateSource['documentKind']): string =>
  learned(text, documentKind)
    .kinds.map(({ prefix, role }) => `${prefix} ${role}`)
    .join(', ')

describe('the role of ids with checkboxes', () => {
  for (const [title, id, expected] of [
    ['Tasks', 'ABC-001', 'ABC task'],
    ['Acceptance Criteria', 'ABC-001', 'ABC criterion'],
    ['User Stories', 'ABC-001', 'ABC story'],
    ['Requirements', 'ABC-001', 'ABC requirement'],
    ['Notes', 'ABC-001', 'ABC task'],
    ['Requirements', 'US-001', 'US story'],
    ['Requirements', 'AC-001', 'AC criterion'],
    ['Tasks', 'FR-001', 'FR requirement'],
    ['Requirements', 'TASK-001', 'TASK task'],
  ] as const)
    it(`${id} under "${title}" is ${expected.split(' ')[1]}`, () =>
      assert.equal(roles(`# Spec: [T]\n\n## ${title}\n\n- [ ] **${id}**: [x]\n`), expected))
})

describe('the role of ids without checkboxes', () => {
  const spec = '# Spec: [T]\n\n## Requirements\n\n- **FR-001**: [x]\n'
  for (const [behaviour, text, documentKind, expected] of [
    [
      'is a requirement beside requirements',
      `${spec}- **RULE-001**: [y]\n`,
      'spec',
      'FR requirement, RULE requirement',
    ],
    [
      'is a criterion in a section of criteria',
      `${spec}\n## Success Criteria\n\n- **OUT-001**: [y]\n- **OUT-002**: [y]\n`,
      'spec',
      'FR requirement, OUT criterion',
    ],
    ['is that of tasks only for headings of tasks', '# Tasks\n\n## T-001: [x]\n\n## US-1: [y]\n', 'tasks', 'T task'],
    ['is a decision in the comment of a log', '# Log\n\n<!--\n## CL-N: x\n-->\n', 'clarifications', 'CL decision'],
    ['is none in a comment with another comment', '# Log\n\n<!-- <!--\n## CL-1: x\n-->\n', 'clarifications', ''],
  ] as const)
    it(behaviour, () => assert.equal(roles(text, documentKind), expected))
})

describe('a line that is no item', () => {
  const reasonOf = (fixture: string): string[] =>
    found(fixture).map((message) => /not recognized as an item: (.*)/.exec(message)?.[1] ?? message)
  for (const [line, expected] of [
    ['- **FR 003**: a', '"FR" and the number are separated by a space instead of "-". Did you mean "FR-003"?'],
    ['- **FR_003**: a', '"FR" and the number are separated by "_" instead of "-". Did you mean "FR-003"?'],
    ['- **FR-**: a', 'the number is missing. Did you mean "FR-003"?'],
    ['- **fr-003**: a', '"fr" should be "FR". Did you mean "FR-003"?'],
    ['- **FR-003foo**: a', 'unexpected text follows the number.'],
    ['- `FR-003`: a', 'it is formatted as code. Did you mean "**FR-003**"?'],
  ] as const)
    it(`${line} tells why in requirements`, () =>
      assert.deepEqual(reasonOf(kit({ requirements: `${line}\n` })), [expected]))
  for (const [line, expected] of [
    ['- [ ] T 001 a', '"T" and the number are separated by a space. Did you mean "T001"?'],
    ['- [ ] T_001 a', '"T" and the number are separated by "_". Did you mean "T001"?'],
    ['- [] T001 a', 'the checkbox is written "[]". Did you mean "[ ] T001"?'],
    ['- ( ) T001 a', 'the checkbox is written "( )". Did you mean "[ ] T001"?'],
    ['- [ ]T001 a', 'a space is missing after the checkbox. Did you mean "[ ] T001"?'],
    ['-[ ] T001 a', 'a space is missing after "-". Did you mean "- [ ] T001"?'],
  ] as const)
    it(`${line} tells why in tasks`, () => assert.deepEqual(reasonOf(kit({ tasks: `${line}\n` })), [expected]))
  it('is told in the order of the text', () => {
    assert.deepEqual(
      found(kit({ tasks: '- [ ] T001 a\n- T002 b\n- [ ] T 003 c\n' })).map((message) => /"([^"]*)"/.exec(message)?.[1]),
      ['T002', 'T 003'],
    )
  })
})

describe('what is left of a template', () => {
  const text = '# Spec: A\n\nAs a [role], I want [capability].\n'
  it('is not the text of a link', () => {
    const words = (body: string): string[] => leftOversOf(read(body)).map((one) => one.words)
    assert.deepEqual(words(text), ['[role]', '[capability]'])
    assert.deepEqual(words(`${text}\n[role]: x.md\n`), ['[capability]'])
  })
  it('is a text that it has word for word, unless that is long', () => {
    const isLeft = (legend: string): boolean => {
      const own = learned(`# Spec: [T]\n\n${legend}\n\n## Requirements\n`)
      const spec = readAs(own, `# Spec: A\n\n${legend}\n`)
      return isTemplateText(spec, spec.document.text.indexOf('FR-001'))
    }
    assert.equal(isLeft('Ids such as FR-001 are stable.'), true)
    assert.equal(isLeft(`Ids such as FR-001 are stable. ${'word '.repeat(500).trim()}`), false)
    const spec = read('# Spec: A\n\n\n')
    assert.equal(isTemplateText(spec, spec.document.text.length - 1), false)
  })
})

describe('snippets', () => {
  it('are named and described by the kinds of their format', () => {
    const described = (name: string): string[] =>
      snippetsOf(formatNamed(name)).map(({ prefix, description }) => `${prefix}: ${description}`)
    assert.ok(described('seed-directory').includes('spec-decision: Decision (seed-directory)'))
    assert.ok(described('spec-kit').includes('spec-check: Checklist item CHK (spec-kit)'))
    const log = learned('# Log\n\n## CL-1: [question]\n', 'clarifications')
    assert.deepEqual(
      snippetsOf(log)
        .map(({ prefix, description }) => `${prefix}: ${description}`)
        .slice(0, 2),
      ['spec-new: Specification (house)', 'spec-decision: Decision CL (house)'],
    )
    assert.ok(described('seed').includes('spec-story: User story US (seed)'))
  })
  it('are plain text with the first choices', () => {
    assert.equal(
      asText('a #{1|MUST,MAY|} #{2:b\\}c} $3 #{CURRENT_YEAR}-#{CURRENT_MONTH}-#{CURRENT_DATE}'.replaceAll('#', '$')),
      'a MUST b}c  YYYY-MM-DD',
    )
  })
  it('are made of the whole last line', () => {
    assert.equal(lineOf('a\nb c', 3), 'b c')
    assert.equal(lineOf('a\nb c\nd', 3), 'b c')
  })
  it('have a point for a persona, if it has some', () => {
    const pieceOf = (points: string): string => {
      const [template = assert.fail()] = learned(`# Spec: [T]\n\n## Review\n\n### SRE\n\n${points}## End\n`).templates
      const section = template.document.sections.find(({ title }) => title === 'SRE') ?? assert.fail()
      return personaOf(template, section)
    }
    assert.equal(pieceOf('- [ ] a\n\n'), '### [persona]\n\n- [ ] [point]')
    assert.equal(pieceOf(''), '### [persona]')
  })
})

describe('a document of a format without a template for specifications', () => {
  it('is read by its first template', () => {
    assert.equal(readAs(learned('# Tasks: [T]\n', 'tasks'), '# Tasks: A\n').template.documentKind, 'tasks')
  })
})

describe('the manifest of a preset', () => {
  const entry = 'type: template, name: a, file: b'
  for (const [behaviour, text, expected] of [
    ['lists its templates', `{provides: {templates: [{${entry}}]}}`, [{ name: 'a', file: 'b', strategy: 'replace' }]],
    [
      'has strategies in any case',
      `{provides: {templates: [{${entry}, strategy: Wrap}]}}`,
      [{ name: 'a', file: 'b', strategy: 'wrap' }],
    ],
    ['may list commands', '{provides: {templates: [{type: command, name: a, file: b}]}}', []],
    ['is not too large', ' '.repeat(1_000_001), { problem: 'it is too large' }],
    ['is a mapping', '- a', { problem: 'it is not a YAML mapping' }],
    ['has a list', '{provides: {templates: a}}', { problem: '"provides.templates" is not a list of templates' }],
    [
      'names a file',
      '{provides: {templates: [{type: template, name: a}]}}',
      { problem: 'a template lacks "type", "name" or "file"' },
    ],
    [
      'has entries that are mappings',
      '{provides: {templates: [a]}}',
      { problem: 'a template lacks "type", "name" or "file"' },
    ],
    ['has known types', '{provides: {templates: [{type: x, name: a, file: b}]}}', { problem: 'unknown type "x"' }],
    ['has known strategies', `{provides: {templates: [{${entry}, strategy: x}]}}`, { problem: 'unknown strategy "x"' }],
    [
      'has strategies that are words',
      `{provides: {templates: [{${entry}, strategy: 1}]}}`,
      { problem: 'unknown strategy "1"' },
    ],
  ] as const)
    it(behaviour, () => assert.deepEqual(readManifest(text), expected))
})

describe('the registry of presets', () => {
  it('is read in the order of priority, without unsafe names', () => {
    const presets = {
      b: {},
      a: { priority: 10 },
      c: { priority: 1, enabled: false },
      d: { priority: 0 },
      '../e': {},
      f: 1,
    }
    assert.deepEqual(
      readRegistry(JSON.stringify({ presets }), 'presets')?.map(
        ({ id, priority, enabled }) => `${id} ${priority} ${enabled}`,
      ),
      ['c 1 false', 'a 10 true', 'b 10 true', 'd 10 true'],
    )
  })
  it('tells the day since when a preset is there', () => {
    const presets = { a: { installed_at: '2026-05-01T10:00:00Z' }, b: { installed_at: 'May' }, c: { installed_at: 5 } }
    assert.deepEqual(
      readRegistry(JSON.stringify({ presets }), 'presets')?.map(({ since }) => since),
      ['2026-05-01', undefined, undefined],
    )
  })
  it('is empty without presets, and unknown if it cannot be read', () => {
    assert.deepEqual(readRegistry('{}', 'presets'), [])
    for (const text of ['', '[]', '{"presets": []}']) assert.equal(readRegistry(text, 'presets'), undefined, text)
  })
})

describe('a composed template', () => {
  const layer = (strategy: 'replace' | 'append', text: string) =>
    ({ strategy, text, kind: 'preset', path: text, id: text }) as never
  it('needs a template below a layer that adds to it', () => {
    assert.equal(compose([layer('append', 'a')]), undefined)
    const composed = compose([layer('replace', 'b'), layer('append', 'a')])
    assert.equal(composed?.text, 'b')
    assert.deepEqual(
      composed.problems.map(({ reason }) => reason),
      ['there is no template below it'],
    )
  })
})
