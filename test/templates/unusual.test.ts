// Documents that deviate from the template: requirements in other sections, items without ids, headings that are not headings.
import assert from 'node:assert/strict'
import { summarise } from '../../server/src/feature/summary.ts'
import { found, kit } from '../support/kit.ts'
import { folderOf, run } from '../support/rules.ts'

describe('requirements that continue elsewhere', () => {
  const countOf = (fixture: string): number => summarise(folderOf(fixture).feature).requirements
  it('are counted below a heading that says so', () => {
    const continued = (title: string): string => kit({ end: `\n## ${title}\n\n- **FR-003**: System MUST c\n` })
    assert.equal(countOf(continued('Requirements (Continued)')), 3)
    assert.equal(countOf(continued('Functional Requirements (continued)')), 3)
    assert.equal(countOf(continued('Functional Requirements')), 2)
    assert.equal(countOf(continued('Requirements Coverage')), 2)
  })
  it('are counted below headings that follow the heading of the template', () => {
    const fixture = kit({ end: '' }).replace(
      '### Functional Requirements\n',
      '---\n\n## P1: Local\n\n### Module 1\n\n**Functional Requirements**:\n',
    )
    assert.equal(countOf(fixture), 2)
    assert.deepEqual(run(folderOf(fixture), 'empty-section', 'too-few-requirements'), [])
  })
})

describe('items without an id', () => {
  const letters = 'ABCDE'
  it('may be identified by letters', () => {
    const fixture = kit({
      requirements: [...letters].map((letter) => `- **FR-${letter} (Part ${letter})**: System MUST a\n`).join(''),
    })
    assert.deepEqual(found(fixture), [])
  })
  it('may be identified by letters and digits, in tasks', () => {
    const tasks = ['- [x] T001 Do a', '- [ ] T0DB Do b', '- [~] T0YD ~~Do c~~', '- [ ] T0EM Do d'].join('\n')
    assert.deepEqual(found(kit({ tasks: `${tasks}\n` })), [])
  })
  it('are something else if many of them follow the others', () => {
    const tail = (count: number): string =>
      kit({
        requirements: `- **FR-003**: System MUST c\n${[...letters.slice(0, count)].map((letter) => `- Service ${letter} stays as it is\n`).join('')}`,
      })
    assert.deepEqual(found(tail(5)), [])
    assert.equal(found(tail(2)).length, 1)
  })
})

describe('lines that were meant as headings', () => {
  const messages = (fixture: string): string[] =>
    run(folderOf(fixture), 'missing-section').map(({ message }) => message)
  it('are reported with the missing mark', () => {
    const text = kit({})
    for (const [line, message] of [
      [
        '/# Feature Specification: Queue',
        'Title "Feature Specification: Queue" is not a heading. Start its line with "# ".',
      ],
      [
        '。# Feature Specification: Queue',
        'Title "Feature Specification: Queue" is not a heading. Start its line with "# ".',
      ],
    ] as const)
      assert.deepEqual(messages(text.replace('# Feature Specification: Queue', line)), [message])
    assert.deepEqual(messages(text.replace('## Requirements', '##Requirements')), [
      'Section "Requirements" is not a heading. Start its line with "## ".',
    ])
  })
  it('are not tags or other words', () => {
    for (const line of [
      '#Requirements',
      '##requirements',
      '- /# Feature Specification: Queue',
      '/# Another title',
      '!##Notes',
    ])
      assert.deepEqual(messages(`${kit({ end: `\n${line}\n` })}`), [], line)
  })
  it('are corrected by the fix', () => {
    const [finding] = run(folderOf(kit({}).replace('## Requirements', '##Requirements')), 'missing-section')
    assert.deepEqual(
      finding?.fixes?.()[0]?.edits.map(({ text }) => text),
      ['## Requirements'],
    )
  })
})

describe('stated progress', () => {
  const messages = (line: string, boxes = '- [x] T001 Do FR-001\n- [ ] T002 Do FR-002\n'): string[] =>
    run(folderOf(kit({ tasks: `${line}\n\n${boxes}` })), 'open-tasks').map(
      ({ message, severity }) => `${severity}: ${message}`,
    )
  it('is compared with the checkboxes', () => {
    const message = 'info: The text says 2 tasks are done, but the checkboxes say 1 of 2.'
    for (const line of ['**Progress**: 2/2 tasks', 'All done (2 of 2 tasks)', '## Status: 2 / 2 tasks'])
      assert.deepEqual(messages(line), [message], line)
  })
  it('may be behind the checkboxes, or be about a plan or something else', () => {
    for (const line of [
      '**Progress**: 1/2 tasks',
      '**Progress**: 0/2 tasks',
      'Ship once 2/2 tasks are done',
      '2/2 tests',
      'v2/2 tasks',
    ])
      assert.deepEqual(messages(line), [], line)
    assert.deepEqual(
      messages('**Progress**: 2/2 tasks', '### T001: Do FR-001\n\ntext\n'),
      [],
      'the state of the tasks is unknown',
    )
  })
})

describe('conventions of a repository', () => {
  const messages = (fixture: string, ...codes: string[]): string[] =>
    run(folderOf(fixture), ...codes).map(({ message, severity }) => `${severity}: ${message}`)
  it('a file is not reported as missing if a document says that there is none', () => {
    const approved = (line: string): string =>
      kit({ tasks: `${line}\n\n- [ ] T001 Do FR-001\n` }).replace('Queue\n', 'Queue\n\n**Status**: Approved\n')
    assert.equal(messages(approved('Prerequisites: spec.md'), 'missing-artifact').length, 1)
    for (const line of [
      'This spec has no `plan.md`: it is settled.',
      'Done without a plan.md.',
      'No separate **plan.md**',
    ])
      assert.deepEqual(messages(approved(line), 'missing-artifact'), [], line)
  })
  it('a question in a plan with research beside it is a hint', () => {
    const plan = '//- plan.md\n# Implementation Plan: Queue\n\n**Storage**: NEEDS CLARIFICATION: which one?\n'
    const done = kit({}).replace('Queue\n', 'Queue\n\n**Status**: Approved\n')
    const severities = (others: string): string[] =>
      run(folderOf(`${done}${plan}${others}`), 'open-clarification').map(({ severity }) => severity)
    assert.deepEqual(severities(''), ['error'])
    assert.deepEqual(severities('//- research.md\n# Research\n'), ['hint'])
  })
  it('a story followed by the number of another specification belongs to that specification', () => {
    const tasks = '## Phase 3: User Story 6 (008) - Lint\n\n- [ ] T001 [US6-008] Do a\n- [ ] T002 Do FR-001\n'
    assert.deepEqual(found(kit({ tasks })), [])
    assert.equal(found(kit({ tasks: tasks.replaceAll('008', '8') })).length, 1)
  })
  it('an id after the name of another repository belongs to that repository', () => {
    const tasks = (words: string): string => kit({ tasks: `- [ ] T001 Do FR-001 ${words}\n` })
    for (const words of [
      '(port gram-hs T030)',
      'ported from gram-hs T030',
      'ported from those in `../hs/tests/Properties.hs` (T025–T030)',
    ])
      assert.deepEqual(found(tasks(words)), [], words)
    for (const words of ['on port 80 of T030', 'in `../src/queue.ts` (T030)', 'as in `../spec.md` (T030)'])
      assert.equal(found(tasks(words)).length, 1, words)
  })
  it('a list below a label with an explanation is a separate list', () => {
    const list = '- `src/`: Python\n- `ui/`: views\n'
    assert.deepEqual(found(kit({ requirements: `\n**Scope Definition** (directories scanned):\n\n${list}` })), [])
  })
  it('metadata may have several fields in one line', () => {
    const line = '**Feature Branch**: `001-a` **Created**: 2026-04-25 **Status**: Implemented **Input**: "a"'
    const { feature } = folderOf(kit({}).replace('Queue\n', `Queue\n\n${line}\n`))
    assert.equal(summarise(feature).status, 'Implemented')
    assert.deepEqual(
      feature.spec.document.fields.map(({ key, value }) => `${key}=${value}`),
      ['Feature Branch=`001-a`', 'Created=2026-04-25', 'Status=Implemented', 'Input="a"'],
    )
  })
})

describe('unusual words in headings and tables', () => {
  it('a story about something inherited belongs to this specification', () => {
    const stories = (title: string): number =>
      summarise(
        folderOf(
          kit({}).replace('### Edge Cases', `### User Story 2 - ${title}\n\nAs a user, I want a.\n\n### Edge Cases`),
        ).feature,
      ).stories
    assert.equal(stories('A checkout that inherited its hooks is reported'), 2)
    assert.equal(stories('Rights are inherited by folders'), 2)
  })
  it('requirements below a heading such as "Inherited" belong to another specification', () => {
    for (const heading of ['Inherited Requirements (owned by 107)', '2.1 Inherited from 107', 'Reference only'])
      assert.equal(
        summarise(folderOf(kit({ requirements: `\n### ${heading}\n\n- **FR-107**: System MUST a\n` })).feature)
          .requirements,
        2,
        heading,
      )
  })
  it('entities are not requirements', () => {
    const text = kit({ requirements: '' }).replace(
      /## Requirements[\s\S]*?(?=## Success)/,
      '## Key Entities\n\n- **Queue**: one a team\n- **Topic**: many\n\n',
    )
    assert.deepEqual(found(text), [])
  })
  it('non-functional requirements count below a heading of their own', () => {
    const nonFunctional =
      '\n## Non-Functional Requirements\n\n- **NFR-001**: System MUST a\n- **NFR-002**: System MUST b\n'
    assert.equal(summarise(folderOf(kit({ end: nonFunctional })).feature).requirements, 4)
  })
  it('a table row of the template is one finding', () => {
    const row = '| [e.g., 4th project] | [current need] | [why 3 projects insufficient] |'
    const head = '| Violation | Why Needed | Simpler Alternative Rejected Because |\n|---|---|---|'
    const plan = `//- plan.md\n# Implementation Plan: Queue\n\n## Complexity Tracking\n\n${head}\n${row}\n`
    assert.deepEqual(
      run(folderOf(`${kit({})}${plan}`), 'placeholder').map(({ message }) => message),
      ['This row has 3 template placeholders. Fill them in, or remove the row.'],
    )
  })
})
