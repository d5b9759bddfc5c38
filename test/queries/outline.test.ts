// The structure of a document: its outline, folded ranges, selections, tokens, and the tree of its items.
import assert from 'node:assert/strict'
import type { Span } from '../../server/src/base/span.ts'
import { itemOutline, type OutlineNode, outline } from '../../server/src/queries/documentSymbol.ts'
import { foldsOf } from '../../server/src/queries/foldingRange.ts'
import { selectionsAt } from '../../server/src/queries/selectionRange.ts'
import { semanticTokens } from '../../server/src/queries/semanticTokens.ts'
import { type SpecItem, specItems } from '../../server/src/queries/specItems.ts'
import { folderOf, read } from '../support/rules.ts'

const inText = (text: string, { start, end }: Span): string => text.slice(start, end)

describe('the outline', () => {
  const shown = ({ kind, name, children }: OutlineNode): string =>
    `${kind} ${name}${children.length > 0 ? ` (${children.map(shown).join(', ')})` : ''}`
  const outlined = (text: string): string[] => outline(read(text)).map(shown)
  for (const [behaviour, text, expected] of [
    [
      'nests items in sections, where a story is a section',
      '# Spec: A\n\n## User Stories\n\n### US-1: Order\n\n## Requirements\n\n- **FR-001**: a\n- **FR-002**: b\n',
      [
        'section Spec: A (section User Stories (section US-1: Order), section Requirements (requirement FR-001, requirement FR-002))',
      ],
    ],
    [
      'names a section without a title',
      '# Spec: A\n\n##\n\n- **FR-001**: a\n',
      ['section Spec: A (section (untitled) (requirement FR-001))'],
    ],
    [
      'has items above the first heading at the top',
      '- **FR-001**: a\n\n# Spec: A\n',
      ['section Spec: A', 'requirement FR-001'],
    ],
    ['calls an id of an unknown kind an item', '# Spec: A\n\n- **ZZ-1**: a\n', ['section Spec: A (item ZZ-1)']],
  ] as const)
    it(behaviour, () => assert.deepEqual(outlined(text), expected))

  it('of items alone nests an item in the item around it', () => {
    const nested = '# Spec: A\n\n## Requirements\n\n- **FR-001**: a\n  - **FR-001a**: b\n- **FR-002**: c\n'
    assert.deepEqual(itemOutline(read(nested)).map(shown), [
      'requirement FR-001 (requirement FR-001a)',
      'requirement FR-002',
    ])
  })
  it('of items alone calls an id of an unknown kind an item, too', () => {
    assert.deepEqual(itemOutline(read('# Spec: A\n\n- **ZZ-1**: a\n')).map(shown), ['item ZZ-1'])
  })
})

describe('folding', () => {
  it('folds sections, code and comments of several lines, the outer ones first', () => {
    const text =
      '# Spec: A\n\n<!-- one\ntwo -->\n\n```yaml\na: b\n```\n\n<!-- one line -->\n\n## Empty\n\n## B\n\n```\nc\n```\n'
    assert.deepEqual(
      foldsOf(read(text)).map((fold) => [fold.kind, inText(text, fold)]),
      [
        ['region', text.trimEnd()],
        ['comment', '<!-- one\ntwo -->'],
        ['region', '```yaml\na: b\n```'],
        ['region', '## B\n\n```\nc\n```'],
        ['region', '```\nc\n```'],
      ],
    )
  })
})

describe('the selections around a place', () => {
  const list = '- **FR-001**: a\n- **FR-002**: b FR-001\n  more'
  const section = `## Requirements\n\n${list}\n\nwords\n`
  const text = `# Spec: A\n\n${section}`
  const item = '**FR-002**: b FR-001\n  more'
  for (const [place, expected] of [
    ['FR-002', ['FR-002', item, `- ${item}`, section, text]],
    ['FR-001\n', ['FR-001', item, `- ${item}`, section, text]],
    ['more', [item, `- ${item}`, section, text]],
    ['words', ['words', section, text]],
    ['# Spec', ['# Spec: A', text]],
  ] as const)
    it(`grow from ${JSON.stringify(place)}`, () => {
      const spans = selectionsAt(read(text), text.indexOf(place) + 1)
      assert.deepEqual(
        spans.map((span) => inText(text, span)),
        expected,
      )
    })
})

describe('semantic tokens', () => {
  const tokens = (body: string): string[] => {
    const text = `# Spec: A\n\n## Requirements\n\n${body}\n`
    return semanticTokens(read(text), ['xplane-']).map(
      (token) => `${token.type}${token.defines ? ' defines' : ''}${token.done ? ' done' : ''}: ${inText(text, token)}`,
    )
  }
  for (const [behaviour, body, expected] of [
    [
      'mark ids, obligations, names of resources and placeholders',
      '- **FR-001**: System MUST make xplane-b, MUST NOT [requirement] of FR-009',
      [
        'variable defines: FR-001',
        'keyword: MUST',
        'type: xplane-b',
        'keyword: MUST NOT',
        'macro: [requirement]',
        'variable: FR-009',
      ],
    ],
    [
      'mark nothing in code',
      '`MUST` `xplane-a` MAY\n\n```\nMUST xplane-c\n```\n\n    SHOULD\n\nSHALL',
      ['keyword: MAY', 'keyword: SHALL'],
    ],
    ['mark nothing in comments', '<!-- MUST -->\n\nMAY', ['keyword: MAY']],
    [
      'mark the words of questions and answers',
      '[NEEDS CLARIFICATION: who?] [CLARIFIED: we]',
      ['string: [NEEDS CLARIFICATION', 'string done: [CLARIFIED'],
    ],
    [
      'mark the ends of a range of new ids, and a range of references once',
      '- [ ] T001–T003 a, of FR-001–FR-004',
      ['variable defines: T001', 'variable defines: T003', 'variable: FR-001–FR-004'],
    ],
    ['leave out what spans lines', '[What\nfor]', []],
  ] as const)
    it(behaviour, () => assert.deepEqual(tokens(body), expected))
})

describe('the tree of a specification', () => {
  const shown = ({ kind, label, description, box, isReady, children }: SpecItem): string =>
    `${kind} ${label}${description && `, ${description}`}${box ? `, ${box.state}` : ''}${isReady ? ', ready' : ''}${
      children.length > 0 ? ` (${children.map(shown).join('; ')})` : ''
    }`
  const groups = (fixture: string): string[] => specItems(folderOf(fixture).feature).map(shown)
  it('groups review points by their persona', () => {
    const review = '## Review Checklist\n\n### SRE\n\n- [x] a\n- [ ] b\n\n### Platform Engineer\n\n- [ ] c\n'
    assert.deepEqual(groups(`# Spec: A\n\n${review}`), [
      'group Review, 1 of 3 (group SRE, 1 of 2 (point a, done; point b, open); group Platform Engineer, 0 of 1 (point c, open))',
      'group Sections, 1 (section Review Checklist)',
    ])
  })
  it('says that a question has no text', () => {
    assert.deepEqual(groups('# Spec: A\n\n[NEEDS CLARIFICATION: ]\n'), ['group Questions, 1 (question (no text))'])
  })
  it('has tasks above the first heading beside the phases', () => {
    const tasks = '- [ ] T001 a\n- [x] T002 b\n\n# Tasks\n\n## Phase 1\n\n- [ ] T003 c\n'
    assert.deepEqual(groups(`# Spec: A\n//- tasks.md\n${tasks}`), [
      'group Tasks, 1 of 3 (task T001, a, open, ready; task T002, b, done; group Phase 1, 0 of 1 (task T003, c, open))',
      'group Sections, 1 (section Phase 1, tasks.md)',
    ])
  })
})
