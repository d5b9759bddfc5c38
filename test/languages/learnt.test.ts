// Words that no language has are learned from the template, and the words of the template come first.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { definitionsOf, readBy } from '../../server/src/templates/specDocument.ts'

const learn = (text: string) => {
  const format = learnFormat('own', [{ documentKind: 'spec', text, path: 'spec-template.md' }], [])
  return { format, template: format.templates[0] ?? assert.fail() }
}
const template = `# Şartname: [AD]

**Durum**: Taslak

## Kullanıcı Senaryoları

### Kullanıcı Hikayesi 1 - [Başlık] (Öncelik: P1)

1. **Given** [a], **When** [b], **Then** [c]

### Kullanıcı Hikayesi 2 - [Başlık] (Öncelik: P2)

1. **Given** [a], **When** [b], **Then** [c]

## Gereksinimler

- **FR-001**: [x]
`

describe('story names of a template', () => {
  const { format, template: learned } = learn(template)
  it('are learned', () => {
    assert.deepEqual(format.storyNames, ['kullanıcı hikayesi'])
    assert.deepEqual(
      format.kinds.map(({ prefix, role }) => [prefix, role]),
      [
        ['US', 'story'],
        ['FR', 'requirement'],
      ],
    )
    assert.deepEqual(learned.story, { words: [], scenarios: true })
  })
  it('define stories, and references to them', () => {
    const text = `# Şartname: A

## Kullanıcı Senaryoları

### Kullanıcı Hikayesi 1 - Sipariş (Öncelik: P1)

Bkz. Kullanıcı hikayesi 2, \`Kullanıcı Hikayesi 3\`.

### Kullanıcı Hikayesi 2: İptal

## Gereksinimler

- **FR-001**: US1
`
    const spec = readBy(format, learned, readDocument(text), { path: '/w/spec.md' })
    assert.deepEqual(
      definitionsOf(spec, 'story').map(({ id, form, section }) => [id.key, form, section?.level]),
      [
        ['US-1', 'heading', 3],
        ['US-2', 'heading', 3],
      ],
    )
    assert.deepEqual(
      spec.references.filter(({ id }) => id.prefix === 'US').map(({ id, code }) => [id.key, code]),
      [
        ['US-2', false],
        ['US-3', true],
        ['US-1', false],
      ],
    )
  })
  it('are not learned from other headings', () => {
    for (const heading of [
      'Phase 1: Setup',
      'Option 1',
      'User Story 1 - [Title] (P1)',
      'FR-001 [x] (P1)',
      '用户故事 1 (P1)',
    ])
      assert.deepEqual(learn(template.replaceAll(/Kullanıcı Hikayesi \d.*\n\n1\..*/g, heading)).format.storyNames, [])
  })
  it('do not replace the fields and markers of a template', () => {
    const { format, template: learned } = learn(
      '# A\n\n**Estado**: borrador | listo\n\n## B\n\n- **FR-001**: [DUDA ABIERTA: ¿qué?]\n',
    )
    const text = '# A\n\n**Status**: x\n**Estado**: listo\n\n## B\n\n- **FR-001**: [DUDA ABIERTA: ¿y?] [待澄清：？]\n'
    const spec = readBy(format, learned, readDocument(text), { path: '/w/spec.md' })
    assert.deepEqual(
      [...spec.fields.values()].map(({ key }) => key),
      ['Estado'],
    )
    assert.deepEqual(
      spec.clarifications.map(({ question }) => question),
      ['¿y?', '？'],
    )
  })
})
