// Ids and sections that only seem to be missing, duplicate or undefined, and what makes them findings.
import assert from 'node:assert/strict'
import { readId } from '../../server/src/document/ids.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import { missingSection } from '../../server/src/rules/missingSection.ts'
import { found, kit } from '../support/kit.ts'
import { folderOf, run, workspaceOf } from '../support/rules.ts'

describe('ids with more than one letter or number after the number', () => {
  for (const [text, key] of [
    ['T026aa Add', 'T-26aa'],
    ['T062h1 Add', 'T-62h1'],
    ['T026x', 'T-26x'],
    ['FR-037l1**', 'FR-37l1'],
    ['T001st', undefined],
    ['T100ms', undefined],
    ['FR-00x', undefined],
    ['T026aab', undefined],
  ] as const)
    it(`are read as ${key} in ${text}`, () => assert.equal(readId(text, 0)?.key, key))
  it('are items like other ids', () => {
    const tasks = ['- [x] T026a Do a', '- [x] T026aa Do b', '- [ ] T062h1 Do c'].join('\n')
    const fixture = kit({ tasks: `${tasks}\n`, requirements: '- **FR-002a1**: System MUST c\n' })
    assert.deepEqual(found(fixture), [])
    const { tasks: counted, requirements } = summarise(folderOf(fixture).feature)
    assert.deepEqual([counted.total, requirements], [3, 3])
  })
  it('can be part of ranges', () => {
    const clauses = ['a', 'b', 'c', 'd'].map((letter) => `- **FR-002${letter}**: System MUST ${letter}\n`).join('')
    const uncovered = (tasks: string): string[] =>
      run(
        folderOf(kit({ requirements: clauses, tasks: `- [ ] T001 Do FR-001, ${tasks}\n` })),
        'uncovered-requirement',
      ).map(({ message }) => message)
    assert.deepEqual(uncovered('FR-002, FR-002a through FR-002d'), [])
    assert.match(uncovered('FR-002, FR-002a through FR-002c')[0] ?? '', /FR-002d/)
  })
})

describe('a list that checks what others define', () => {
  const tasks = (title: string): string =>
    `## Phase 1: Setup\n\n- [x] T001 Write the service\n- [x] T002 Write the tests\n\n## ${title}\n\n### Rules\n\n- [ ] T001: Service per request\n- [x] Tests first:\n  - [x] T002 covers all\n`
  it('does not define them again', () => {
    assert.deepEqual(found(kit({ tasks: tasks('Constitution Compliance') })), [])
    assert.deepEqual(found(kit({ tasks: tasks('Validation Checklist') })), [])
  })
  it('is not a phase of the tasks', () => assert.equal(found(kit({ tasks: tasks('Phase 2: Checks') })).length, 1))
})

describe('a table', () => {
  const table = (...ids: string[]): string =>
    kit({
      end: `\n## Files\n\n| Decision | File |\n|---|---|\n${ids.map((id) => `| ${id} / US1 | a.ts |\n`).join('')}`,
    })
  it('that repeats several ids lists what belongs to them', () =>
    assert.deepEqual(found(table('D-001', 'D-001', 'D-002', 'D-003', 'D-003')), []))
  it('that repeats one id has a duplicate', () =>
    assert.equal(found(table('D-001', 'D-002', 'D-003', 'D-003')).length, 1))
})

describe('an id that is repeated in another section of requirements', () => {
  const duplicates = (title: string, line: string): string[] => found(kit({ end: `\n## ${title}\n\n- **${line}\n` }))
  it('is reported where the text differs', () => {
    assert.match(
      duplicates('Constraints', 'SC-001**: Storage stays below 4 GB a tenant')[0] ?? '',
      /^duplicate-id: Duplicate id "SC-001" \(first defined on line \d+\)\.$/,
    )
    assert.equal(duplicates('Performance Requirements', 'FR-002**: Pages MUST open within 2 s').length, 1)
  })
  it('is a reference where the text is the same, or the section has another purpose', () => {
    assert.deepEqual(duplicates('Constraints', 'FR-001**: The system must create the queue at once'), [])
    for (const title of ['Requirements Coverage', 'Open Questions', 'Requirement Changes', 'Design'])
      assert.deepEqual(duplicates(title, 'FR-001**: a file of its own for each tenant'), [], title)
  })
})

describe('an id that nothing defines', () => {
  const findings = (line: string): string[] => found(kit({ edges: `- ${line}\n` }))
  for (const line of [
    'It takes the posture that feature 039 took for its FR-011.',
    'The ratchet (spec 064 Assumptions / FR-009 "no campaign") stays.',
    'No literals (`scaffold` FR-012 / SC-005).',
    'FR-020–FR-029 (structure, contracts) are **N/A** for this feature.',
    'N/A — FR-020–FR-029: nothing new is shown.',
    'Análogo a FR-011 da Spec 009.',
  ])
    it(`is not reported if it belongs elsewhere or does not apply: ${line}`, () => assert.deepEqual(findings(line), []))
  for (const line of [
    'The scaffold (FR-011) stays.',
    'The `scaffold` stays. FR-011 says so.',
    '| a | FR-011 | N/A (there) |',
  ])
    it(`is reported: ${line}`, () => assert.match(findings(line)[0] ?? '', /^undefined-id: Unknown id "FR-011": /))
})

describe('words such as "removed" after an id', () => {
  const requirements = (line: string): number =>
    summarise(folderOf(kit({ requirements: `- **FR-003**: ${line}\n` })).feature).requirements
  for (const line of [
    '*(removido nesta versão, ver Session 2)* Depende da lista',
    'Removed and merged into FR-002',
    '(cancelled, see FR-001) System MUST',
  ])
    it(`withdraw the item: ${line}`, () => assert.equal(requirements(line), 2))
  for (const line of [
    'Cancelled and skipped sessions MUST never be listed',
    'Removed/deprecated commands MUST be told',
  ])
    it(`are part of the requirement: ${line}`, () => assert.equal(requirements(line), 3))
})

describe('a checkbox with a tilde', () => {
  const total = (line: string): number =>
    summarise(folderOf(kit({ tasks: `- [x] T001 Do\n- [~] T002 ${line}\n` })).feature).tasks.total
  it('marks a task that was dropped', () => assert.equal(total('Write it'), 1))
  it('marks a task that is partly done, if the text says so', () =>
    assert.equal(total('Partially applied: the rest is open'), 2))
})

describe('items without an id in a document with ids', () => {
  const below = (title: string, item: string): string[] =>
    found(kit({ requirements: `\n#### ${title}\n\n- ${item}\n- ${item}, too\n` }))
  it('are details below a heading of their own', () =>
    assert.deepEqual(below('UX Detail: Status', '**Loading**: The card shows a spinner'), []))
  it('are reported where they state an obligation, as a hint', () => {
    const fixture = kit({ requirements: '\n#### Could have\n\n- System COULD send a mail\n- System COULD send two\n' })
    assert.deepEqual(
      run(folderOf(fixture), 'missing-id').map(({ severity }) => severity),
      ['hint'],
    )
  })
})

describe('sections under other names', () => {
  const missing = (fixture: string): string[] => run(folderOf(fixture), 'missing-section').map(({ message }) => message)
  it('are recognised as sections of the template', () => {
    const fixture = kit({})
      .replace('## Success Criteria', '## Acceptance Criteria *(mandatory)*')
      .replaceAll('SC-', 'AC-')
    assert.deepEqual(missing(fixture), [])
    assert.equal(summarise(folderOf(fixture).feature).criteria, 1)
  })
  it('may have several names, separated by a slash', () => {
    const named = (title: string): string => kit({}).replace('## User Scenarios & Testing', `## ${title}`)
    assert.deepEqual(missing(named('3. User Scenarios / User Stories')), [])
    const { sections } = folderOf(named('3. User Scenarios / User Stories')).feature.spec
    assert.ok([...sections.values()].some(({ key }) => key === 'user scenarios / user stories'))
  })
  it('are an error only if the repository has the template, or the document an id of its format', () => {
    const severityIn = (fixture: string): string | undefined => run(folderOf(fixture), 'missing-section')[0]?.severity
    const stories = '## User Stories\n\n### US-1: Order a queue (Priority: P1)\n\nText.\n'
    assert.equal(severityIn(kit({}).replace(/## Success Criteria\n[\s\S]*?(?=\/\/-)/, '')), 'warning')
    assert.equal(severityIn(missingSection.bad), 'error')
    assert.equal(severityIn(`# Spec: Queue\n\n**ID**: SPEC-004\n\n${stories}`), 'error')
  })
  it('may have stories in a list', () => {
    const stories =
      '### User stories\n\n- **US-001**: As an author, I want a queue\n- **US-002**: As a user, I want one\n'
    const fixture = kit({}).replace(/## User Scenarios[\s\S]*?## Requirements\n/, `## Requirements\n\n${stories}`)
    assert.deepEqual(missing(fixture), [])
    assert.equal(summarise(folderOf(fixture).feature).stories, 2)
  })
  it('may follow questions that were inserted before them', () => {
    const fixture = kit({}).replace(
      '### Edge Cases\n',
      '## Clarifications\n\n### Session 2026-01-02\n\n- Q: Which? → A: All\n\n### User Story 2 - Drain (Priority: P2)\n\nAs a user, I want to drain.\n\n### Edge Cases\n\n- Q: What when? → A: Nothing\n',
    )
    const { stories, clarifications } = summarise(folderOf(fixture).feature)
    assert.deepEqual([stories, clarifications.answered], [2, 1])
  })
  it('are a hint if the neighbouring specifications leave them out, too', async () => {
    const incomplete = kit({}).replace(/## Success Criteria\n[\s\S]*?(?=\/\/-)/, '')
    const severities = async (...texts: string[]): Promise<string[]> => {
      const neighbours = texts
        .map((text, k) => `//- ../00${k + 5}-a/spec.md\n${text.replace(/^.*\n/, '').split('//-')[0]}`)
        .join('')
      return run(await workspaceOf(incomplete + neighbours), 'missing-section').map(({ severity }) => severity)
    }
    assert.deepEqual(await severities(kit({}), kit({})), ['warning'])
    assert.deepEqual(await severities(incomplete, kit({})), ['warning'])
    assert.deepEqual(await severities(incomplete, incomplete), ['hint'])
  })
})

describe('a heading for questions', () => {
  it('is not a question itself', () =>
    assert.equal(
      summarise(folderOf(kit({ end: '\n## Open questions / [NEEDS CLARIFICATION]\n\n(none)\n' })).feature)
        .clarifications.open,
      0,
    ))
})

describe('metadata', () => {
  it('may have several fields in one line, whatever separates them', () => {
    const fixture = kit({}).replace('\n\n', '\n\n**Branch:** `a` · **Created:** 2026-01-02 · **Status:** Clarified\n\n')
    const { fields } = folderOf(fixture).feature.spec.document
    assert.deepEqual(
      fields.map(({ key }) => key),
      ['Branch', 'Created', 'Status'],
    )
    assert.equal(fields[2]?.value, 'Clarified')
  })
  it('may continue in the next line', () => {
    const fixture = kit({}).replace(
      '\n\n',
      '\n\n**Feature Branch**: `001-queue` **Created**: 2026-01-02 **Status**:\nDraft **Input**: a queue\n\n',
    )
    const fields = folderOf(fixture).feature.spec.document.fields.map(({ key, value }) => [key, value])
    assert.deepEqual(fields.slice(2), [
      ['Status', 'Draft'],
      ['Input', 'a queue'],
    ])
  })
})

describe('tasks below a heading that says what they are for', () => {
  it('need no reference of their own', () => {
    const list = [1, 2, 3].map((n) => `- [ ] T00${n} Do FR-001 and FR-002\n`).join('')
    const untraced = (title: string): number =>
      run(folderOf(kit({ tasks: `## ${title}\n\n### Code\n\n${list}- [ ] T004 Make it\n` })), 'untraced-task').length
    assert.equal(untraced('Phase 6: Queries (FR-002)'), 0)
    assert.equal(untraced('Phase 6: Queries'), 1)
  })
})
