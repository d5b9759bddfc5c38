// Fixtures and cases of conventions: documents of teams that write in their own way.
import assert from 'node:assert/strict'
import { run } from './rules.ts'

export const spec = (body: string, status = 'Draft', input = ''): string =>
  `# Feature Specification: Queue\n\n**Status**: ${status}\n${input}\n${body}`
export const requirements =
  '## Requirements\n\n### Functional Requirements\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n'
export const kit = (text: string): string =>
  `//- spec.md\n${text}\n//- tasks.md\n# Tasks: Queue\n\n## Phase 1\n\n- [ ] T001 a\n`
export const withTasks = (tasks: string, status = 'Draft', body = requirements): string =>
  `//- spec.md\n${spec(body, status)}\n//- tasks.md\n# Tasks: Queue\n\n## Phase 1\n\n${tasks}\n`
export const stories = (notes: string): string =>
  spec(
    `## User Scenarios & Testing\n\n### User Story 1 - A (Priority: P1)\n\ntext\n\n${requirements}\n## Notes\n\n${notes}\n`,
  )
export const many = (numbers: readonly number[], line: (id: string) => string): string =>
  numbers.map((n) => line(`FR-${String(n).padStart(3, '0')}`)).join('\n')
export const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k)

export const inPlan = (text: string): string =>
  `//- spec.md\n${spec(requirements)}\n//- plan.md\n# Implementation Plan: Queue\n\n## Summary\n\n${text}\n`
export const inChecklist = (text: string): string =>
  `//- spec.md\n${spec(requirements)}\n//- tasks.md\n# Tasks: Queue\n\n## Phase 1\n\n- [ ] T001 a\n//- checklists/all.md\n# Checklist: All\n\n- [ ] CHK001 ${text}\n`

/** A rule, the convention, a fixture, and the findings: each a severity, or a severity and the message. */
export type Convention = readonly [code: string, name: string, fixture: string, expected: string[]]

/** Adds a test for each convention. */
export function testConventions(cases: readonly Convention[]): void {
  for (const [code, name, fixture, expected] of cases)
    it(`${code}: ${name}`, () => {
      const found = run(fixture, code).map(({ severity, message }) => `${severity} ${message}`)
      // Only the severity where the message does not matter.
      assert.deepEqual(
        found.map((one, k) => ((expected[k] ?? ' ').includes(' ') ? one : one.split(' ', 1)[0])),
        expected,
      )
    })
}
