// Traceability, and its representation as Markdown, CSV and JSON.
import assert from 'node:assert/strict'
import { trace } from '../../server/src/cli/trace.ts'
import { traceOf } from '../../server/src/feature/trace.ts'
import { quoted, traceCsv, traceMarkdown } from '../../server/src/queries/traceText.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { folderOf } from '../support/rules.ts'

const spec =
  '# Spec: Queue\n\n## User Stories\n\n### US-1: Order\n\n### US-2: Delete\n\n## Requirements\n\n- **FR-001**: a (US-1)\n- **FR-002**: =b | c\n- **FR-003**: d\n\n## Success Criteria\n\n- **SC-001**: FR-001 works\n- **SC-002**: else\n'
const plan =
  '//- plan.md\n# Plan\n\n- [x] **T001**: FR-001..FR-002\n- [ ] **T002**: SC-002 and FR-002b\n- [ ] **T003**: SPEC-009 FR-003\n'
const rows = (fixture: string) =>
  traceOf(folderOf(fixture).feature).map(({ stories, requirement, tasks, criteria, gaps }) => {
    const ids = (list: readonly { id: string }[]): string => list.map(({ id }) => id).join(' ')
    return [ids(stories), requirement?.id ?? '', ids(tasks), ids(criteria), gaps.join(' ')].join(' | ')
  })

describe('traceability', () => {
  it('has a row for each requirement, and for items without one', () => {
    assert.deepEqual(rows(spec + plan), [
      'US-1 | FR-001 | T001 | SC-001 | ',
      ' | FR-002 | T001 T002 |  | ',
      ' | FR-003 |  |  | task',
      'US-2 |  |  |  | requirement task',
      ' |  | T002 | SC-002 | ',
      ' |  | T003 |  | requirement',
    ])
  })
  it('has the tasks of a story without requirements only in the row of the story', () => {
    const stories = '# Spec: Queue\n\n## User Stories\n\n### US-1: Order\n\n### US-2: Delete\n'
    assert.deepEqual(rows(`${stories}//- plan.md\n# Plan\n\n- [x] **T001**: US-1\n- [ ] **T002**: tidy up\n`), [
      'US-1 |  | T001 |  | ',
      'US-2 |  |  |  | task',
      ' |  | T002 |  | ',
    ])
  })
  it('assigns references to the right one of duplicate ids', () => {
    const twice =
      '# Spec: Q\n\n## Requirements\n\n- **FR-001**: a\n- **FR-002**: b\n\n## Tasks\n\n- [ ] T001: FR-001\n- [ ] T001: FR-002\n'
    assert.deepEqual(rows(twice), [' | FR-001 | T001 |  | ', ' | FR-002 | T001 |  | '])
  })
  it('reports no gaps if the specification does not trace', () => {
    assert.deepEqual(rows('# Spec: Queue\n\n## Requirements\n\n- **FR-001**: a\n'), [' | FR-001 |  |  | '])
  })
  it('is written as Markdown and CSV, with any characters escaped', () => {
    const all = traceOf(folderOf(spec + plan).feature)
    const text = traceMarkdown('Queue', all, ({ id }) => `x.md#${id}`)
    assert.match(text, /\n3 of 6 rows have gaps\.\n/)
    const cells = text.replace(/ +/g, ' ')
    assert.ok(
      cells.includes(
        '| [US-1](x.md#US-1) | [FR-001](x.md#FR-001) | ✓ [T001](x.md#T001) | [SC-001](x.md#SC-001) | | a (US-1) |\n',
      ),
      text,
    )
    assert.ok(/\| \[FR-002\]\(x\.md#FR-002\) .*\| =b \\\| c \|/.test(cells))
    assert.ok(traceCsv(all).includes("\r\n,FR-002,'=b | c,T001 T002,1,,\r\n"))
  })
  it('shows the text of the requirement in each row, else that of the story, the criterion or the only task', () => {
    const all = traceOf(folderOf(spec + plan).feature)
    const expected = ['a (US-1)', '=b \\| c', 'd', 'Delete', 'else', 'SPEC-009 FR-003']
    const text = traceMarkdown('Queue', all, ({ id }) => id)
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    assert.deepEqual(
      rows.slice(2).map((line) =>
        line
          .split(/(?<!\\)\|/)
          .at(-2)
          ?.trim(),
      ),
      expected,
    )
  })
  it('quotes cells so that spreadsheets read them literally', () => {
    for (const [cell, written] of [
      ['', ''],
      ['a b', 'a b'],
      ['a, b', '"a, b"'],
      ['say "a"', '"say ""a"""'],
      ['a\nb', '"a\nb"'],
      ['a\rb', '"a\rb"'],
      ['=1', "'=1"],
      ['+1', "'+1"],
      ['-1', "'-1"],
      ['@a', "'@a"],
      ['\ta', "'\ta"],
      ['a=1', 'a=1'],
    ] as const)
      assert.equal(quoted(cell), written)
  })
  it('is printed for the specifications of a folder', async () => {
    const files = memoryFiles({
      '/w/specs/1-a/spec.md': spec.replace('# Spec: Queue\n', '# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: draft\n'),
    })
    const csv = (await trace(files, '/w', ['.'], { format: 'csv', version: '1' })).text
    assert.match(
      csv,
      /^specification,stories,requirement,text,tasks,tasks done,criteria,missing\r\nspecs\/1-a\/spec\.md,US-1,FR-001,/,
    )
    const json = JSON.parse((await trace(files, '/w', ['.'], { format: 'json', version: '1' })).text)
    assert.deepEqual(json.specs[0].rows[0].requirement, {
      id: 'FR-001',
      text: 'a (US-1)',
      path: 'specs/1-a/spec.md',
      line: 14,
    })
    assert.match(
      (await trace(files, '/w', ['.'], { format: 'markdown', version: '1' })).text,
      /\[FR-001\]\(specs\/1-a\/spec\.md#L14\)/,
    )
  })
})
