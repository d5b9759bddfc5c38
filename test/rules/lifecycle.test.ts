// The findings of the rules about documents, sections, links, numbers and status, and what these rules ignore.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { readDocument } from '../../server/src/document/read.ts'
import { featureOf } from '../../server/src/feature/feature.ts'
import { check, emptyContext } from '../../server/src/rules/engine/run.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { stageOfWord } from '../../server/src/templates/status.ts'
import { isTemplatePath } from '../../server/src/workspace/paths.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { checkRule, fixFirst, folderOf, leavesAlone, run, says, workspaceOf } from '../support/rules.ts'

const head = (status: string, body = ''): string =>
  `# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: ${status}\n\n${body}`
const tasks = (...boxes: string[]): string =>
  `## Tasks\n\n${boxes.map((box, k) => `- ${box} T00${k + 1}: a\n`).join('')}`

const asIs = (text: string): string => text

describe('missing-artifact', () => {
  it('names the document that is missing beside the specification', () => {
    assert.match(
      says('missing-artifact', '# Spec: Queue\n//- plan.md\n# Plan: Queue\n'),
      /^Missing document "clarifications\.md" .* expects spec\.md, plan\.md and clarifications\.md\)\.$/,
    )
    assert.match(
      says('missing-artifact', '# Spec: Queue\n//- tasks.md\n# Tasks: Queue\n'),
      /^Missing document "plan\.md" /,
    )
  })
  it('gives a hint about a document that the team does not write', async () => {
    const beside = (withTasks: number): string =>
      [1, 2, 3, 5, 6]
        .map((n) => `//- ../00${n}-a/spec.md\n# A\n${n <= withTasks ? `//- ../00${n}-a/tasks.md\n# B\n` : ''}`)
        .join('')
    const severities = async (withTasks: number): Promise<string[]> => {
      const folder = await workspaceOf(
        `# Feature Specification: Q\n\n**Status**: Approved\n//- checklists/a.md\n# C\n//- plan.md\n# P\n${beside(withTasks)}`,
      )
      return run(folder, 'missing-artifact').map(({ severity }) => severity)
    }
    assert.deepEqual(await severities(2), ['hint'], 'three of five have none')
    assert.deepEqual(await severities(3), ['warning'])
  })
  it('ignores complete features, and formats of one file', () => {
    checkRule('missing-artifact', '# Spec: Queue\n//- research.md\n# Research\n')
    checkRule('missing-artifact', '# Feature Specification: Queue\n//- plan.md\n# Plan\n//- tasks.md\n# Tasks\n')
    checkRule('missing-artifact', '# Spec: Queue\n//- plan.md\n# Plan\n//- clarifications.md\n# Log\n')
  })
})

describe('section-order', () => {
  it('finds only the section that has to move', () => {
    checkRule(
      'section-order',
      '## Tasks\n   ^^^^^ Section "Tasks" is out of order\n\n## Summary\n\n## Problem\n\n## Requirements\n',
    )
  })
  it('names the heading as it is in the document', () => {
    const text = '## Requirements *(mandatory)*\n\n## Summary\n\n## Problem Statement\n\n## Success Criteria\n'
    assert.match(
      says('section-order', text),
      /^Section "Requirements" is out of order\. According to .*, it belongs after "Problem Statement"\.$/,
    )
    const named = '## Summary\n\n## Requirements\n\n## Success Criteria\n\n## Problem Statement\n'
    assert.match(
      says('section-order', named),
      /^Section "Problem Statement" is out of order\. According to .*, it belongs after "Summary"\.$/,
    )
  })
  it('names the last phase if the template only has the first ones', async () => {
    const phases = (...names: string[]) =>
      names.map((name, k) => `## Phase ${k + 1}: ${name}\n\n- [ ] T00${k + 1} a\n\n`)
    const strategy = '## Implementation Strategy\n\ntext\n\n'
    const templates = {
      spec: '# Feature Specification: [NAME]\n\n## Requirements\n\n- **FR-001**: System MUST [a]\n',
      tasks: `# Tasks: [NAME]\n\n${phases('Setup', 'Foundations').join('')}## Dependencies\n\ntext\n\n${strategy}`,
    }
    const checker = createChecker({
      files: memoryFiles({
        '/w/.git/HEAD': '',
        '/w/.specify/templates/spec-template.md': templates.spec,
        '/w/.specify/templates/tasks-template.md': templates.tasks,
        '/w/specs/004-queue/spec.md':
          '# Feature Specification: Queue\n\n## Requirements\n\n- **FR-001**: System MUST a\n',
        '/w/specs/004-queue/tasks.md': `# Tasks: Queue\n\n${strategy}${phases('Setup', 'Foundations', 'Search', 'Sort').join('')}`,
      }),
      kept: false,
      roots: () => ['/w'],
      onError: assert.fail,
    })
    const { files } = await checker.check((await checker.load('/w/specs/004-queue/spec.md')) ?? assert.fail())
    assert.deepEqual(
      files.flatMap(({ findings }) =>
        findings.flatMap(({ code, message }) => (code === 'section-order' ? message : [])),
      ),
      [
        'Section "Implementation Strategy" is out of order. According to .specify/templates/tasks-template.md, it belongs after "Phase 4: Sort".',
      ],
    )
  })
  leavesAlone(
    'section-order',
    asIs,
    '## Functional\n\n## Summary\n\n## Problem\n\n## Success Criteria\n',
    '## Summary\n\n## Background\n\n## Problem\n\n## Glossary\n\n## Requirements\n',
    '## 1. Summary\n\n## 🎯 Problem Statement\n\n## Functional Requirements\n',
    '## Requirements\n\n### Summary\n\n## Success Criteria\n',
    '```\n## Tasks\n```\n\n## Summary\n\n<!--\n## Tasks\n-->\n\n## Problem\n',
  )
})

describe('empty-section', () => {
  it('finds a section with nothing but headings, thematic breaks and comments', () => {
    checkRule(
      'empty-section',
      '## Summary\n   ^^^^^^^ Empty section "Summary"\n\n---\n\n<!-- later -->\n\n### Detail\n\n## Problem\n\na\n',
    )
  })
  const bodies = 'None.;### Detail\n\na;```\na\n```;- a;| a |\n|---|;![a](a.png);<details>a</details>;> a'.split(';')
  leavesAlone('empty-section', asIs, ...bodies.map((body) => `## Summary\n\n${body}\n\n## Problem\n\na\n`))
  leavesAlone('empty-section', asIs, '## References\n\n## Clarifications\n\n## Glossary\n')
})

describe('duplicate-section', () => {
  it('finds the second section, regardless of case and marks', () => {
    assert.match(says('duplicate-section', '## Requirements\n\n## requirements\n'), /^Duplicate section "requirements"/)
    assert.match(
      says('duplicate-section', '## Requirements *(mandatory)*\n\n## Requirements\n'),
      /^Duplicate section "Requirements"/,
    )
  })
  leavesAlone(
    'duplicate-section',
    asIs,
    '## Requirements\n\n### Requirements\n\n## Notes\n\n## Notes\n',
    '## Requirements\n\n## ADDED Requirements\n\n## MODIFIED Requirements\n\n## ADDED Requirements\n',
    '## Requirements\n\n```\n## Requirements\n```\n\n<!--\n## Requirements\n-->\n',
    '## Requirements\n//- plan.md\n## Requirements\n',
  )
})

describe('the status', () => {
  it('is stale when all tasks are done', () => {
    const text = head('draft', tasks('[x]', '[X]'))
    assert.match(says('stale-status', text), /^Status is "draft", but all 2 tasks are done/)
    assert.equal(fixFirst('stale-status', text), head('done', tasks('[x]', '[X]')))
    assert.equal(run(head('in-review', tasks('[x]')), 'stale-status').length, 1)
    const asked = head('draft', `${tasks('[x]')}\n[NEEDS CLARIFICATION: how?]\n`)
    assert.match(says('stale-status', asked), /Answer the open question first\.$/)
    assert.equal(run(asked, 'stale-status')[0]?.fixable, false)
  })
  it('is not stale without tasks, with open tasks, or once it is approved', () => {
    for (const text of ['', tasks('[x]', '[ ]'), '- [x] a box\n', '```\n- [x] T001: a\n```\n'])
      checkRule('stale-status', head('draft', text))
    for (const status of ['approved', 'implementing', 'done', '✅ Complete', 'Implemented (2026)', 'unknown'])
      checkRule('stale-status', head(status, tasks('[x]')))
    checkRule('stale-status', '# Spec: Queue\n\n## Tasks\n\n- [x] T001: a\n')
  })
  it('is not stale if the neighbouring specifications have the first status, too', async () => {
    const finished = head('draft', tasks('[x]'))
    const beside = (...statuses: string[]): string =>
      statuses.map((status, k) => `//- ../00${k + 5}-a/spec.md\n${head(status)}`).join('')
    const found = async (text: string): Promise<number> => run(await workspaceOf(text), 'stale-status').length
    assert.equal(await found(finished + beside('draft', 'Draft', 'draft v2')), 0)
    assert.equal(await found(finished + beside('draft', 'draft')), 1, 'too few to tell')
    assert.equal(await found(finished + beside('draft', 'draft', 'done')), 1)
    assert.equal(await found(finished + beside('draft', 'draft', 'draft', 'draft', 'draft', 'draft', 'done')), 0, 'far')
    assert.equal(
      await found(head('in-review', tasks('[x]')) + beside('draft', 'draft', 'draft')),
      1,
      'this status was set on purpose',
    )
    assert.equal(await found(head('draft', tasks('[ ]')) + beside('draft', 'draft', 'done')), 0)
  })
  it('cannot be done while tasks are open', () => {
    assert.match(
      says('open-tasks', head('✅ Complete', tasks('[x]', '[ ]', '[ ]'))),
      /2 tasks are still open \(3 in total\)/,
    )
    checkRule('open-tasks', head('done', tasks('[x]', '[X]', '[~]', '[-]', '[N/A]', '[⊘]')))
    checkRule('open-tasks', head('approved', tasks('[ ]')))
    for (const [status, severity] of [
      ['Implemented', 'warning'],
      ['Implemented (validation pending)', 'hint'],
      ['Complete, 95%', 'hint'],
      ['Implemented, nothing left', 'warning'],
      ['Done (0 tasks remaining)', 'warning'],
      ['完成，期待发布', 'warning'],
      ['完成（待验证）', 'hint'],
      ['Complete, 100%', 'warning'],
      ['Implemented. Validação em tela pendente', 'hint'],
    ] as const)
      assert.equal(run(head(status, tasks('[x]', '[ ]')), 'open-tasks')[0]?.severity, severity, status)
    checkRule('open-tasks', head('done', `${tasks('[x]')}\n~~~\n- [ ] T009: a\n~~~\n\n## Validation\n\n- [ ] a\n`))
  })
})

describe('missing-reference', () => {
  const found = (template: string, loose = false): number => {
    const format = learnFormat('own', [{ documentKind: 'spec', text: template, path: undefined }], [])
    const learned = format.templates[0] ?? assert.fail()
    const spec = readBy(format, learned, readDocument(head('draft')), { path: '/w/specs/004-queue/spec.md', loose })
    const context = { ...emptyContext, constitution: { path: '/w/constitution.md', text: '# C\n' } }
    return check(featureOf(spec), spec, { context }).filter(({ code }) => code === 'missing-reference').length
  }
  const template = (words: string): string =>
    `# Spec: [T]\n\n**Status**: Draft\n\n${words}\n\n## Requirements\n\n- **FR-001**: [x]\n`
  it('reports a reference that the template has', () => {
    for (const words of ['See `constitution.md`.', '- [C](../constitution.md#a)', '**Constitution**: [clauses]'])
      assert.equal(found(template(words)), 1, words)
  })
  it('is silent about a document that may follow another template', () =>
    assert.equal(found(template('See `constitution.md`.'), true), 0))
  it('ignores comments and front matter of the template, and names of steps', () => {
    for (const words of [
      '<!-- See constitution.md -->',
      '<!--\nBasis:\n\nconstitution.md\n-->',
      'A <!-- constitution.md --> b',
      '**Constitution check**: done',
    ])
      assert.equal(found(template(words)), 0, words)
    assert.equal(found(`---\nbasis: constitution.md\n---\n${template('a')}`), 0)
  })
})

describe('review-incomplete', () => {
  const review = (...boxes: string[]): string =>
    `## Review Checklist\n\n### SRE\n\n${boxes.map((box) => `- ${box} a\n`).join('')}\n### Project Manager\n\n- [x] b\n`
  it('finds a persona with less than three quarters of its points ticked', () => {
    assert.match(
      says('review-incomplete', review('[x]', '[x]', '[ ]')),
      /^Incomplete review "SRE" \(2 of 3 items checked\)\.$/,
    )
    assert.equal(run(head('approved', review('[ ]').replace('[x]', '[ ]')), 'review-incomplete').length, 2)
  })
  it('ignores reviews with enough ticks, and reviews that have not started', () => {
    checkRule('review-incomplete', review('[x]', '[X]', '[x]', '[ ]'))
    checkRule('review-incomplete', head('draft', review('[ ]').replace('[x]', '[ ]')))
    checkRule('review-incomplete', head('approved', '## Review Checklist\n\nDone by mail.\n'))
    checkRule('review-incomplete', `${review('[x]')}\n## Validation\n\n- [ ] a\n`)
  })
})

describe('too few items', () => {
  it('are reported at their section', () => {
    checkRule(
      'too-few-criteria',
      '## Success Criteria\n   ^^^^^^^^^^^^^^^^ Too few success criteria: 0 found, at least 2 expected.\n',
    )
    checkRule(
      'too-few-requirements',
      '## Requirements\n   ^^^^^^^^^^^^ Too few requirements: 1 found, at least 2 expected.\n\n- **FR-001**: a\n',
    )
  })
  it('are not reported for tables, headings, sub-clauses, other prefixes and lists without ids', () => {
    const lists = '- FR-001a: a\n- FR-001b: b;- a\n- b;- **RF-01**: a\n- **RF-02**: b;- **FR-001**: a\n- b'.split(';')
    const table = '| ID | a |\n|---|---|\n| FR-001 | a |\n| FR-002 | b |\n'
    for (const text of [table, '#### FR-001: a\n\n#### FR-002: b\n', '**FR-001**: a\n\n**FR-002**: b\n', ...lists])
      checkRule('too-few-requirements', `## Requirements\n\n### Functional\n\n${text}`)
    const nested = '- Queues\n  - **FR-001**: a\n  - **FR-002**: b\n  - **FR-003**: c\n'
    checkRule('too-few-requirements', `## Requirements\n\n### Functional\n\n${nested}`)
    checkRule('too-few-requirements', '## Requirements\n\n- **FR-001**: a\n\n### Non-Functional\n\n- **NFR-001**: b\n')
  })
})

describe('the severity by status', () => {
  const missing = '## Requirements\n\n- **FR-001**: [NEEDS CLARIFICATION: a?]\n'
  const at = (status: string, code: string, body = missing): string | undefined =>
    run(head(status, body), code)[0]?.severity
  it('rises until the specification is approved', () => {
    const stages = ['draft', 'in-review', 'approved', 'done', 'Someday']
    const all = (code: string, body?: string): string => stages.map((stage) => at(stage, code, body)).join(' ')
    assert.equal(all('open-clarification'), 'hint warning error error hint')
    assert.equal(all('too-few-requirements'), 'hint hint warning warning hint')
    const twice = '## Requirements\n\n- **FR-001**: a\n- **FR-001**: b\n'
    assert.equal(all('duplicate-id', twice), 'error error error error error')
  })
  it('depends on the status of the specification only, in other words and languages, too', () => {
    const words = ['Draft (revised after round 1)', '下書き', '草稿', '✅ Complete', '**Approved**', 'Implemented']
    assert.deepEqual(
      words.map((status) => folderOf(head(status)).feature.stage),
      ['draft', 'draft', 'draft', 'done', 'approved', 'done'],
    )
    const plan = `${head('draft', missing)}//- plan.md\n# Plan: Queue\n\n**Status**: done\n`
    assert.equal(run(plan, 'open-clarification')[0]?.severity, 'hint')
  })
  it('does not rise for a summary', () => {
    const text = `${missing}- **FR-002**: b\n\n${tasks('[ ]')}`
    assert.equal(at('approved', 'uncovered-requirement', text), 'info')
  })
})

describe('a status', () => {
  const stages = {
    draft: ['Draft', 'draft v2', 'DRAFT (see #12)', 'Proposed, see the board', 'Draft - phase 2'],
    review: ['In review', 'in-review since 2026-01-02', 'Clarifying'],
    approved: ['~~Draft~~ Approved', 'Approved by the board', 'Ready', 'In Progress – phase 2', '✅ Accepted'],
    done: ['Implemented: 2026-01-02', 'done ✅', 'Completed.', '已完成'],
  }
  for (const [stage, words] of Object.entries(stages)) {
    for (const word of words) it(`"${word}" means ${stage}`, () => assert.equal(stageOfWord(word), stage))
  }
  for (const word of [
    'Approved?',
    'Ready for review',
    'Final review',
    'Active discussion',
    'Complete draft',
    'Closed beta feedback',
  ])
    it(`"${word}" has no meaning`, () => assert.equal(stageOfWord(word), undefined))
})

describe('an archive', () => {
  it('is a folder inside the repository, not around it', async () => {
    const text = head('draft')
    const { feature, context } = await workspaceOf(text)
    const at = (path: string, root: string): string[] =>
      check({ ...feature, path }, feature.spec, { context: { ...context, root } }).map(({ code }) => code)
    assert.ok(at('/w/specs/done/2026-Q3/004-queue', '/w').includes('stale-status'))
    assert.ok(at('/w/specs/closed/004-queue', '/w').includes('stale-status'))
    assert.ok(!at('/home/a/completed/specs/004-queue', '/home/a/completed').includes('stale-status'))
  })
  it('may have duplicate numbers, which are reported outside the archive only', async () => {
    const { feature, context } = await workspaceOf(head('draft'))
    const isReported = (path: string, other: string, root = '/w'): boolean =>
      check({ ...feature, path }, feature.spec, {
        context: { ...context, root, others: [{ path: `${other}/spec.md` }] },
      }).some(({ code }) => code === 'duplicate-spec-id')
    assert.ok(!isReported('/w/specs/archive/004-queue', '/w/specs/archive/004-topic'))
    assert.ok(isReported('/w/specs/004-queue', '/w/specs/archive/004-topic'))
    assert.ok(isReported('/h/archive/w/specs/004-queue', '/h/archive/w/specs/004-topic', '/h/archive/w'))
  })
})

describe('a template file', () => {
  it('is recognised by its path', () => {
    const paths = ['a/template.md', 'a/spec-template.md', 'plan.template.md', 'templates/x.md', 'docs/templates/a/x.md']
    assert.deepEqual(
      paths.map(isTemplatePath),
      paths.map(() => true),
    )
    assert.ok(!isTemplatePath('docs/specs/005-email-template.md'))
  })
})
