// Detection: which documents are specifications, by their content, and which format they have.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import seedText from '../../server/src/templates/builtin/seed.md'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { recognise } from '../../server/src/templates/detect.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { stageOfWord } from '../../server/src/templates/status.ts'
import type { Template } from '../../server/src/templates/template.ts'
import { makeText } from '../../server/src/workspace/store.ts'
import { seed } from '../support/rules.ts'

const isSpec = (text: string): boolean => recognise(makeText('', text, ''), builtinFormats()) !== undefined
const template = (): Template => seed().templates[0] as Template
const root = fileURLToPath(new URL('../..', import.meta.url))

describe('a document is a specification', () => {
  for (const [why, text] of Object.entries({
    'the template itself': seedText,
    'title and metadata': '# Spec: A\n\n**ID**: SPEC-001\n**Status**: draft\n',
    'metadata and ids in their sections, without a title':
      '**ID**: SPEC-001\n\n## Requirements\n\n### Functional\n\n- **FR-001**: a\n',
    'CRLF and a byte order mark': `\ufeff${seedText.replaceAll('\n', '\r\n')}`,
  })) {
    it(why, () => assert.ok(isSpec(text)))
  }
})

describe('a document is not a specification', () => {
  for (const [why, text] of Object.entries({
    'nothing in it': '',
    'a README that mentions FR-001 and a marker':
      '# Tool\n\nFR-001 says [NEEDS CLARIFICATION: what?].\n\n## Summary\n\n- **FR-001**: a\n',
    'a design document with common headings':
      '# Design\n\n**Status**: accepted\n\n## Summary\n\n## Problem\n\n## Design\n\n## Tasks\n\n## References\n',
    'an ADR': '# ADR-001: Spec first\n\n**Status**: accepted\n**Date**: 2026-01-01\n\n## Problem\n\n## References\n',
    'a title alone': '# Spec: HTTP caching\n\nSome words.\n',
    OpenSpec:
      '# a Specification\n\n## Purpose\n\na\n\n## Requirements\n\n### Requirement: A\n\nThe system SHALL a.\n\n#### Scenario: B\n\n- **WHEN** a\n- **THEN** b\n',
    'the template in a code block': `# How to\n\n\`\`\`\`markdown\n${seedText}\n\`\`\`\`\n`,
  })) {
    it(why, () => assert.ok(!isSpec(text)))
  }
  it('Markdown of this repository, except the examples', () => {
    for (const name of [
      'README.md',
      'CHANGELOG.md',
      'examples/README.md',
      'docs/rules/duplicate-id.md',
      'docs/rules/missing-section.md',
    ]) {
      assert.ok(!isSpec(readFileSync(join(root, name), 'utf8')), name)
    }
  })
})

describe('the structure of a built-in format', () => {
  const requirements = '\n## Requirements\n\n- **FR-001**: x MUST y\n'
  const looseOf = (text: string, path: string): boolean | undefined =>
    recognise(makeText(path, text, ''), builtinFormats(), { path, named: path.endsWith('/spec.md'), beside: new Set() })
      ?.spec.loose
  for (const [why, text, path] of [
    ['of a document with an id of its kind', `# Spec: A\n\n**ID**: SPEC-001\n${requirements}`, '/w/a.md'],
    [
      'of a document with most of its metadata',
      `# Spec: A\n\n**Issue**: #1\n**Status**: draft\n**Type**: platform\n**Created**: 2026-01-01\n${requirements}`,
      '/w/a.md',
    ],
    ['of a document in its folders', `# Spec: A\n${requirements}`, '/w/docs/specs/004-queue/spec.md'],
    ['of a file in its folder', `# Spec: A\n${requirements}`, '/w/docs/specs/004-queue.md'],
    [
      'of a document in the folders of spec-kit',
      `# Feature Specification: A\n${requirements}`,
      '/w/specs/004-a/spec.md',
    ],
  ] as const)
    it(`is required ${why}`, () => assert.equal(looseOf(text, path), false))
  for (const [why, text, path] of [
    ['of a document with a title alone', `# Spec: A\n${requirements}`, '/w/docs/a.md'],
    [
      'of a document with a title and some metadata',
      `# Specification: A\n\n**Status**: Draft\n**Created**: 2026-01-01\n${requirements}`,
      '/w/a.md',
    ],
    ['of a document in the folders of another format', `# Spec: A\n${requirements}`, '/w/specs/004-queue/spec.md'],
  ] as const)
    it(`is not required ${why}`, () => assert.notEqual(looseOf(text, path), false))
})

describe('the default format', () => {
  it('is learned from the template', () => {
    const format = template()
    assert.equal(format.titleForm, 'spec:')
    assert.deepEqual(
      format.fields.map((field) => field.key),
      ['ID', 'Issue', 'Status', 'Type', 'Created'],
    )
    assert.deepEqual(format.fields[2]?.shape, {
      type: 'words',
      words: ['draft', 'in-review', 'approved', 'implementing', 'done'],
    })
    assert.deepEqual(
      format.kinds.map((kind) => [kind.prefix, kind.role, kind.home]),
      [
        ['US', 'story', 'user stories'],
        ['FR', 'requirement', 'requirements'],
        ['SC', 'criterion', 'success criteria'],
        ['T', 'task', 'tasks'],
      ],
    )
    assert.deepEqual(format.review?.personas, ['Project Manager', 'Platform Engineer', 'Security & Compliance', 'SRE'])
    assert.ok(format.placeholders.prose.has('[role]') && format.placeholders.code.has('[Kind]'))
  })
  for (const [value, type] of [
    ['SPEC-XXX', 'id'],
    ['[SPEC-XXX](spec.md)', 'id'],
    ['as SPEC-XXX', 'text'],
    ['SPEC-XXX or none', 'text'],
    ['[#XXX](https://example.org/XXX)', 'link'],
    ['YYYY-MM-DD', 'date'],
    ['[DATE]', 'date'],
    ['a | b', 'words'],
    ['[a] | [b]', 'blank'],
    ['[name]', 'blank'],
    ['Mark an item `[x]` when it is true', 'text'],
    ['by $ARGUMENTS', 'blank'],
    ['[plan](plan.md)', 'text'],
    ['words', 'text'],
  ] as const)
    it(`has ${type} where the sample of a field is ${value}`, () => {
      const text = `# Spec: [T]\n\n**A**: ${value}\n\n## B\n`
      const [learned] = learnFormat('own', [{ documentKind: 'spec', text, path: undefined }], []).templates
      assert.equal(learned?.fields[0]?.shape.type, type)
    })
  it('is the seed template, byte for byte, if that is present', () => {
    const original = join(root, '..', 'shared', 'seed', 'spec-template.md')
    if (existsSync(original)) assert.equal(seedText, readFileSync(original, 'utf8'))
  })
  it('is not repeated in code', () => {
    const { sections, fields, review, placeholders } = template()
    const words = [
      ...sections.map(({ section }) => section.title).filter((title) => title.includes(' ')),
      ...fields.flatMap(({ shape }) =>
        shape.type === 'words' ? shape.words.filter((word) => word.length > 5 && stageOfWord(word) !== word) : [],
      ),
      ...(review?.personas ?? []).filter((persona) => persona.length > 3),
      ...[...placeholders.prose].filter((text) => text.includes(' ')),
    ]
    assert.ok(words.length > 25)
    const code = sources(join(root, 'server/src'))
    assert.ok(code.length > 150)
    for (const { file, text } of code) {
      // These files have words for free text in many languages, and words of titles that suggest a type.
      if (file.startsWith('languages') || file === 'templates/specTypes.ts') continue
      const strings =
        text
          .replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
          .match(/'(?:[^'\\\n]|\\.)*'/g)
          ?.join() ?? ''
      for (const word of words) {
        assert.ok(!strings.includes(word), `${file} repeats "${word}" of the template`)
      }
    }
  })
})

function sources(folder: string): { file: string; text: string }[] {
  const { readdirSync } = process.getBuiltinModule('node:fs')
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ file: name, text: readFileSync(join(folder, name), 'utf8') }))
}

describe('a document with other documents beside it', () => {
  const text = '# Spec: Core\n\n**Status**: Draft\n**Type**: x\n**Created**: 2026-01-02\n\n## Summary\n\na\n'
  const formatFor = (spec: string, beside: readonly ('plan' | 'tasks' | 'clarifications')[]): string | undefined => {
    const place = { path: '/w/a/core/spec.md', named: true, beside: new Set(beside) }
    return recognise(makeText(place.path, spec, ''), builtinFormats(), place)?.spec.format.name
  }
  it('is read by a format that has templates for them, where nothing else decides', () => {
    assert.equal(formatFor(text, ['plan', 'clarifications']), 'seed-directory')
    assert.equal(formatFor(text, ['plan', 'tasks']), 'spec-kit')
    const identified = text.replace('**Status**', '**ID**: SPEC-004\n**Status**')
    assert.match(formatFor(identified, ['tasks']) ?? '', /^seed/, 'the id decides')
  })
})
