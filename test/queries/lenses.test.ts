// What is shown above and behind lines: open questions, the next status, what covers an item, what it lacks.
import assert from 'node:assert/strict'
import type { Evidence } from '../../server/src/evidence/evidence.ts'
import { lensesOf } from '../../server/src/queries/codeLens.ts'
import { coverageLenses, gapHints } from '../../server/src/queries/coverageLens.ts'
import { folderOf } from '../support/rules.ts'

const head = (status = 'draft'): string => `# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: ${status}\n`
const question = '\n[NEEDS CLARIFICATION: who?]\n'
const plan = '//- plan.md\n# Plan: Queue\n'

/** The lenses of a document: the text below, the title, and the document of the first question. */
const lenses = (fixture: string, name = 'spec.md'): string[] => {
  const { feature } = folderOf(fixture)
  const spec = feature.documents.find(({ path }) => path.endsWith(`/${name}`)) ?? assert.fail(name)
  return lensesOf(feature, spec).map(({ at, title, first }) =>
    [spec.document.text.slice(at.start, at.end), title, ...(first ? [first.spec.path.replace(/^.*\//, '')] : [])].join(
      ' | ',
    ),
  )
}
const next = '**Status**: draft | Next: in-review'

describe('the lens of open questions', () => {
  for (const [behaviour, fixture, name, expected] of [
    ['counts one', head() + question, 'spec.md', ['Spec: Queue | 1 open question | spec.md', next]],
    ['counts several', head() + question + question, 'spec.md', ['Spec: Queue | 2 open questions | spec.md', next]],
    [
      'tells how many are in other documents',
      head() + question + plan + question,
      'spec.md',
      ['Spec: Queue | 2 open questions, 1 in other documents | spec.md', next],
    ],
    [
      'tells that the only one is in another document',
      head() + plan + question,
      'spec.md',
      ['Spec: Queue | 1 open question in another document | plan.md', next],
    ],
    [
      'tells that all are in other documents',
      head() + plan + question + question,
      'spec.md',
      ['Spec: Queue | 2 open questions in other documents | plan.md', next],
    ],
    [
      'counts only its own above another document',
      head() + question + plan + question,
      'plan.md',
      ['Plan: Queue | 1 open question | plan.md'],
    ],
    ['is not shown without questions', head() + question + plan, 'plan.md', []],
  ] as const)
    it(behaviour, () => assert.deepEqual(lenses(fixture, name), expected))
})

describe('the lens of the status', () => {
  for (const [status, expected] of [
    ['draft', ['**Status**: draft | Next: in-review']],
    ['in-review', ['**Status**: in-review | Next: approved']],
    ['Approved (today)', ['**Status**: Approved (today) | Next: implementing']],
    ['done', []],
    ['later', []],
    ['', []],
  ] as const)
    it(`is what follows ${JSON.stringify(status)} in the template`, () =>
      assert.deepEqual(lenses(head(status)), expected))
  it('names what blocks the next status', () => {
    assert.equal(
      lenses(head('in-review') + question)[1],
      '**Status**: in-review | Next: approved (blocked by 1 open question: "who?")',
    )
  })
  it('is not shown without a status', () => assert.deepEqual(lenses('# Spec: Queue\n\n**ID**: SPEC-004\n'), []))
})

const items =
  '# Spec: Q\n\n## Requirements\n\n- **FR-001**: a (US-1)\n- **FR-002**: b\n\n## User Stories\n\n### US-1: Order\n\n### US-2: Delete\n\n### US-3: Show\n\n## Success Criteria\n\n- **SC-001**: FR-001 works\n'
const tasks = '//- plan.md\n# Plan\n\n- [x] **T001**: FR-001\n- [ ] **T002**: FR-001\n- [ ] **T003**: US-3\n'

describe('the lenses of coverage', () => {
  const shown = (fixture: string, kinds: { stories: boolean; requirements: boolean }, evidence?: Evidence) => {
    const { feature } = folderOf(fixture)
    return coverageLenses(feature, feature.spec, kinds, evidence && (() => evidence)).map(
      ({ at, title }) => `${feature.spec.document.text.slice(at.start, at.end)}: ${title}`,
    )
  }
  const all = { stories: true, requirements: true }
  const inTest: Evidence = { verified: 'test', tests: [], code: [], results: [] }
  it('show tasks and criteria, in the order of the text', () => {
    assert.deepEqual(shown(items + tasks, all), ['FR-001: 2 tasks, 1 done · SC-001', 'US-3: 1 task, 0 done'])
  })
  it('show nothing without tasks', () => assert.deepEqual(shown(items, all), []))
  it('show what verifies items also without tasks', () => {
    assert.deepEqual(shown(items, { stories: false, requirements: true }, inTest), [
      'FR-001: SC-001 · named in a test',
      'FR-002: named in a test',
    ])
  })
})

describe('the hints at gaps', () => {
  const hints = (fixture: string): string[] => {
    const { feature } = folderOf(fixture)
    const { text } = feature.spec.document
    return gapHints(feature, feature.spec).map(
      ({ offset, label, tooltip }) =>
        `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)} | ${label} | ${tooltip}`,
    )
  }
  it('are behind the lines of requirements and stories without tasks, in the order of the text', () => {
    const toldAbout = (id: string): string => `no task | No task covers ${id}. Dropped tasks do not count.`
    assert.deepEqual(hints(items + tasks), [
      `- **FR-002**: b | ${toldAbout('FR-002')}`,
      `### US-2: Delete | ${toldAbout('US-2')}`,
    ])
    const storiesFirst = items.replace(/(## Requirements[\s\S]*)(## User[\s\S]*)(## Success)/, '$2$1$3')
    assert.deepEqual(hints(storiesFirst + tasks), [
      `### US-2: Delete | ${toldAbout('US-2')}`,
      `- **FR-002**: b | ${toldAbout('FR-002')}`,
    ])
  })
})
