// The number of a specification and the priority of a story: where they are read, and the findings of the rules about them.
import assert from 'node:assert/strict'
import { numberOf } from '../../server/src/document/specNumber.ts'
import { spec } from '../support/conventions.ts'
import { checkRuleInWorkspace, fixFirst, leavesAlone, run, says, workspaceOf } from '../support/rules.ts'

describe('the number of a specification', () => {
  const id = (value: string): string => `# Spec: Queue\n\n**ID**: ${value}\n`
  it('equals that of the folder and of the documents beside the specification', () => {
    assert.match(says('mismatched-id', id('SPEC-03 (moved)')), /^ID is SPEC-03, but the folder number is 4\.$/)
    assert.equal(fixFirst('mismatched-id', id('SPEC-03')), id('SPEC-04'))
    const plan = `${id('SPEC-004')}//- plan.md\n# Plan: Queue\n\n**Spec**: [SPEC-005](spec.md)\n`
    assert.match(says('mismatched-id', plan), /^Spec is SPEC-005, but the specification in this folder is SPEC-004\.$/)
  })
  const values = ['SPEC-004', 'SPEC-4', 'SPEC-0004', 'SPEC-XXX', '`SPEC-004`', 'TBD', '[SPEC-004](spec.md)']
  leavesAlone('mismatched-id', id, ...values)
  it('is not used by another specification, not even in an archive', async () => {
    for (const [other, shown] of [
      ['004-topic', 'specs/004-topic'],
      ['done/004-topic', 'done/004-topic'],
      ['done/2026-Q3/4-topic', '2026-Q3/4-topic'],
    ] as const) {
      const document = `${id('SPEC-004')}        ^^^^^^^^ Duplicate specification number 4 (also used by ${shown}).\n`
      await checkRuleInWorkspace('duplicate-spec-id', `${document}//- ../${other}/spec.md\n# Spec: Topic\n`)
    }
    const folders = ['004-a', '004-b', '004-c', '004-d'].map((name) => `//- ../${name}/spec.md\n# Spec: Topic\n`)
    const messages = async (count: number): Promise<string[]> =>
      run(await workspaceOf(`${id('SPEC-004')}${folders.slice(0, count).join('')}`), 'duplicate-spec-id').map(
        ({ message }) => message,
      )
    assert.deepEqual(await messages(2), [
      'Duplicate specification number 4 (also used by specs/004-a and specs/004-b).',
    ])
    assert.deepEqual(await messages(3), [
      'Duplicate specification number 4 (also used by specs/004-a, specs/004-b and specs/004-c).',
    ])
    assert.deepEqual(await messages(4), [
      'Duplicate specification number 4 (also used by specs/004-a, specs/004-b, specs/004-c and 1 more).',
    ])
    const unnumbered = (count: number) => workspaceOf(`# Spec: Queue\n${folders.slice(0, count).join('')}`)
    const severities = async (count: number) =>
      run(await unnumbered(count), 'duplicate-spec-id').map(({ severity }) => severity)
    assert.deepEqual(await severities(3), ['warning'])
    assert.deepEqual(await severities(4), ['hint'], 'a number that many specifications share is no id')
    for (const other of ['040-topic/spec.md', '004-topic/notes.md', 'topic-004/spec.md', '../x/004-topic/spec.md'])
      await checkRuleInWorkspace('duplicate-spec-id', `${id('SPEC-004')}//- ../${other}\n# Spec: Topic\n`)
  })
  it('is shared by a specification and its parts, whose names extend its own', async () => {
    const named = (name: string, link = ''): string => `//- ../${name}/spec.md\n# Spec: ${name}\n\n${link}\n`
    const severities = async (own: string, ...others: string[]) =>
      run(await workspaceOf(own + others.join('')), 'duplicate-spec-id').map(({ severity }) => severity)
    const parent = '[whole](../004-queue/spec.md)'
    assert.deepEqual(await severities('# Spec: Queue\n', named('004-queue-sqs', parent)), ['hint'])
    assert.deepEqual(await severities('# Spec: Queue\n', named('004-topic')), ['warning'])
    const whole = named('004')
    for (const link of ['../004/spec.md', '../004', './../004/spec.md#a', '../../specs/004/spec.md'])
      assert.deepEqual(await severities(`# Spec: Queue\n\n[whole](${link})\n`, whole), [], link)
    const other = named('004-topic')
    assert.deepEqual(await severities('# Spec: Queue\n\n[whole](../004/spec.md)\n', whole, other), [], 'another part')
    assert.deepEqual(await severities('# Spec: Queue\n', whole), ['warning'], 'it does not say that it is a part')
  })
  it('is not read from a date', () => {
    const names = ['007-queue', '0012-12-queue', 'spec-3.md', '2026-04-18-queue', '202604-queue', '2026-04']
    assert.deepEqual(names.map(numberOf), [7, 12, 3, undefined, undefined, undefined])
  })
})

describe('the priority of a story in the tasks', () => {
  const story =
    '## User Scenarios & Testing\n\n### User Story 1 - Order a queue (Priority: P3)\n\nAs a user, I order.\n'
  const phase = (heading: string): string =>
    `//- spec.md\n${spec(story)}\n//- tasks.md\n# Tasks: Queue\n\n## ${heading}\n\n- [ ] T001 a\n`
  it('is that of the specification', () => {
    const [finding, ...more] = run(
      phase('Phase 3: User Story 1 - Order a queue (Priority: P1) 🎯 MVP'),
      'mismatched-id',
    )
    assert.equal(more.length, 0)
    assert.equal(finding?.severity, 'info')
    assert.equal(finding?.message, 'User Story 1 has the priority P1 here, but P3 in the specification.')
    const [fix] = finding?.fixes() ?? []
    assert.deepEqual([fix?.title, fix?.edits[0]?.text, fix?.preferred], ['Change to "P3"', 'P3', false])
  })
  for (const heading of [
    'Phase 3: User Story 1 - Order a queue (Priority: P3)',
    'Phase 3: User Story 1 - Order a queue (P3)',
    'Phase 3: User Story 1 - Order a queue',
    'Phase 3: User Story 1 - Delete a queue (P1)',
    'Phase P1: User Story 1 - Order a queue (Priority: P3)',
    'Phase 3: User Story 1 - Order a queue (raised from P1 to P3)',
    'Phase 3: User Story 2 - Other (P1)',
  ])
    it(`says nothing about "${heading}"`, () => assert.deepEqual(run(phase(heading), 'mismatched-id'), []))
})
