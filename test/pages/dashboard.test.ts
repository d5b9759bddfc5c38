// The dashboard: sort order, chart and age of questions.
import assert from 'node:assert/strict'
import { chartOf, dashboardOf } from '../../server/src/pages/dashboard.ts'
import { type DashboardRow, sortedRows, stageCounts } from '../../server/src/pages/dashboardModel.ts'
import { toXml } from '../../server/src/pages/element.ts'

const row = (number: string, values: Partial<DashboardRow> = {}): DashboardRow => ({
  uri: `file:///w/${number}/spec.md`,
  number,
  title: `Title ${number}`,
  status: 'Draft',
  stage: 'draft',
  tasks: { done: 0, total: 0 },
  review: { done: 0, total: 0 },
  questions: 0,
  oldest: '',
  errors: 0,
  warnings: 0,
  archived: false,
  ...values,
})
const rows = [
  row('10', {
    tasks: { done: 1, total: 2 },
    questions: 2,
    oldest: '2026-11-01T00:00:00Z',
    stage: 'done',
    status: 'Done',
  }),
  row('9', { tasks: { done: 1, total: 4 }, errors: 1, stage: '', status: '' }),
  row('2', { warnings: 9, questions: 1 }),
]
const numbers = (sorted: readonly DashboardRow[]): string => sorted.map(({ number }) => number).join(' ')

describe('the dashboard', () => {
  it('sorts by each column, with what needs work first', () => {
    const by = (column: Parameters<typeof sortedRows>[1], backwards = false): string =>
      numbers(sortedRows(rows, column, backwards))
    assert.equal(by('number'), '2 9 10')
    assert.equal(by('number', true), '10 9 2')
    assert.equal(by('title'), '10 2 9')
    assert.equal(by('stage'), '9 2 10')
    assert.equal(by('tasks'), '9 10 2')
    assert.equal(by('questions'), '10 2 9')
    assert.equal(by('problems'), '9 2 10')
    assert.equal(by('review'), '10 9 2')
  })
  it('counts the stages, also for screen readers', () => {
    assert.deepEqual(stageCounts(rows), [
      { stage: 'draft', count: 1 },
      { stage: 'done', count: 1 },
      { stage: 'other', count: 1 },
    ])
    assert.match(toXml(chartOf(rows)), /aria-label="Specifications by stage: draft: 1, done: 1, other: 1"/)
  })
  it('shows problems, questions with their age, and the sort order', () => {
    const table = toXml(dashboardOf(rows, { now: '2026-11-29T00:00:00Z' }, 'title', true))
    assert.ok(table.includes('2 · 28 days'), table)
    assert.ok(table.includes('✗ 1') && table.includes('⚠ 9'))
    assert.ok(table.includes('>1 error<') && table.includes('>9 warnings<'), table)
    assert.ok(table.includes('>no status<'), table)
    assert.ok(/aria-sort="descending"><button type="button" data-sort="title">Specification ↓/.test(table))
  })
})
