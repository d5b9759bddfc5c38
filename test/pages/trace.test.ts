// The traceability page: its model, filters and views, and that no text becomes markup.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { useLanguage } from '../../server/src/base/l10n.ts'
import { type Child, type Element, element, toXml } from '../../server/src/pages/element.ts'
import { graphOf } from '../../server/src/pages/graph.ts'
import { fileHtml, webviewHtml } from '../../server/src/pages/html.ts'
import { listOf } from '../../server/src/pages/list.ts'
import { matrixOf } from '../../server/src/pages/matrix.ts'
import {
  filteredRows,
  noFilter,
  type TraceModel,
  taskSections,
  traceSummary,
} from '../../server/src/pages/traceModel.ts'
import { traceModel } from '../../server/src/queries/traceModel.ts'
import { folderOf } from '../support/rules.ts'

const spec =
  '# Spec: Queue\n\n**Status**: draft\n\n## User Stories\n\n### US-1: Order <b>\n\n### US-2: Delete\n\n## Requirements\n\n- **FR-001**: a & "b" (US-1)\n- **FR-002**: c\n- **FR-003**: d (US-1)\n\n## Success Criteria\n\n- **SC-001**: FR-001 works\n'
const plan =
  '//- plan.md\n# Plan\n\n## Tasks\n\n### Phase 1: Setup\n\n#### Code\n\n- [x] **T001**: FR-001..FR-002\n\n### Phase 2: End\n\n- [ ] **T002**: FR-002\n- [ ] **T003**: tidy up\n'
const model = traceModel(folderOf(spec + plan).feature, (path) => `file://${path}`)
const ids = (items: readonly number[]): string => items.map((k) => model.items[k]?.id).join(' ')
const rowsOf = (rows: TraceModel['rows']): string[] =>
  rows.map(({ about, stories, tasks, criteria, gaps }) =>
    [about === null ? '' : ids([about]), ids(stories), ids(tasks), ids(criteria), gaps.join(' ')].join(' | '),
  )
const all = rowsOf(model.rows)

/** The elements with a tag, in document order. */
function found(tag: string, node: Child): Element[] {
  if (typeof node === 'string') return []
  return [...(node.tag === tag ? [node] : []), ...node.children.flatMap((child) => found(tag, child))]
}
const textOf = (node: Child): string => (typeof node === 'string' ? node : node.children.map(textOf).join(''))

describe('the traceability model', () => {
  it('contains the items with their locations, phases and gaps', () => {
    const items = model.items.map(({ id, kind, state, section, gaps, line, document }) =>
      [id, kind, state ?? '', section, gaps.join(' '), `${document}:${line}`].join(' | '),
    )
    assert.deepEqual(items, [
      'US-1 | story |  | User Stories |  | 0:7',
      'US-2 | story |  | User Stories | requirement task | 0:9',
      'FR-001 | requirement |  | Requirements |  | 0:13',
      'FR-002 | requirement |  | Requirements |  | 0:14',
      'FR-003 | requirement |  | Requirements | task | 0:15',
      'T001 | task | done | Phase 1: Setup |  | 1:9',
      'T002 | task | open | Phase 2: End |  | 1:13',
      'T003 | task | open | Phase 2: End |  | 1:14',
      'SC-001 | criterion |  | Success Criteria |  | 0:19',
    ])
    assert.deepEqual(taskSections(model), ['Phase 1: Setup', 'Phase 2: End'])
    assert.equal(traceSummary(model), '2 stories · 3 requirements · 3 tasks, 1 done · 1 criterion · 3 gaps')
    assert.deepEqual([model.title, model.status], ['Queue', 'draft'])
  })
  it('links items that reference each other, from left to right', () => {
    assert.deepEqual(model.links.map((pair) => ids(pair)).sort(), [
      'FR-001 SC-001',
      'FR-001 T001',
      'FR-002 T001',
      'FR-002 T002',
      'US-1 FR-001',
      'US-1 FR-003',
    ])
  })
  it('is filtered by gaps, story, phase and words', () => {
    assert.deepEqual(rowsOf(filteredRows(model, noFilter)), all)
    assert.deepEqual(
      rowsOf(filteredRows(model, { ...noFilter, gapsOnly: true })),
      all.filter((row) => !row.endsWith('| ')),
    )
    assert.deepEqual(rowsOf(filteredRows(model, { ...noFilter, story: model.items[0]?.id ?? '' })), [
      'FR-001 | US-1 | T001 | SC-001 | ',
      'FR-003 | US-1 |  |  | task',
    ])
    assert.deepEqual(rowsOf(filteredRows(model, { ...noFilter, section: 'Phase 2: End' })), [
      'FR-002 |  | T002 |  | ',
      ' |  | T003 |  | requirement',
    ])
    assert.deepEqual(rowsOf(filteredRows(model, { ...noFilter, text: 'sc-001 WORKS' })), [
      'FR-001 | US-1 |  | SC-001 | ',
    ])
    assert.deepEqual(filteredRows(model, { ...noFilter, text: 'nowhere' }), [])
  })
})

describe('the traceability views', () => {
  it('show a matrix whose rows have equal width', () => {
    const matrix = matrixOf(model, model.rows)
    const rows = found('tr', matrix).slice(1)
    const width = (row: Element): number =>
      row.children.reduce((sum, cell) => sum + (typeof cell === 'string' ? 0 : Number(cell.attributes.colspan ?? 1)), 0)
    const [ids, ...body] = rows as [Element, ...Element[]]
    assert.deepEqual(found('a', ids).map(textOf), ['T001', 'T002', 'T003', 'SC-001'])
    assert.deepEqual(new Set(body.map(width)), new Set([width(ids) + 3]))
    const cells = body
      .flatMap((row) => found('td', row))
      .filter(({ attributes }) => /^cell/.test(`${attributes.class}`))
    assert.deepEqual(
      cells.map((cell) => `${cell.attributes.class} ${textOf(cell)}`),
      ['cell done ✓', 'cell named ●', 'cell done ✓', 'cell open ○', 'cell open ○'],
    )
    assert.match(toXml(matrix), /aria-label="FR-001: T001, done, FR-001..FR-002"/)
  })
  it('group rows by story, and show a story without requirements as a row', () => {
    const rows = found('tr', matrixOf(model, model.rows)).slice(2)
    assert.deepEqual(
      rows.map((row) => textOf(row.children[0] as Child)),
      ['US-1 Order <b>', 'FR-001 a & "b" (US-1)', 'FR-003 d (US-1)', 'US-2 Delete', 'FR-002 c', 'No requirement'],
    )
  })
  it('show a graph with a column per kind and a line per link', () => {
    const graph = graphOf(model, model.rows)
    assert.deepEqual(
      found('text', graph)
        .filter(({ attributes }) => attributes.class === 'column')
        .map(textOf),
      ['Stories (2)', 'Requirements (3)', 'Tasks (3)', 'Criteria (1)'],
    )
    assert.equal(found('path', graph).length, model.links.length)
    const places = found('a', graph).map(({ attributes }) => String(attributes.transform))
    assert.equal(new Set(places).size, model.items.length, 'no two items overlap')
  })
  it('show the same rows in the list', () => {
    const rows = found('tr', listOf(model, model.rows)).slice(1)
    assert.equal(rows.length, model.rows.length)
    assert.deepEqual((rows[0]?.children ?? []).map(textOf), [
      'US-1',
      'FR-001',
      'a & "b" (US-1)',
      '✓ T001',
      'SC-001',
      '',
    ])
  })
  it('grow with items and links, not with rows times columns', () => {
    const nodes = (n: number): number => {
      const many = Array.from({ length: n }, (_, k) => String(k + 1).padStart(4, '0'))
      const specText = `# Spec: Q\n\n## Requirements\n\n${many.map((k) => `- **FR-${k}**: a\n`).join('')}`
      const planText = `//- plan.md\n# Plan\n\n${many.map((k) => `- [ ] **T${k}**: FR-${k}\n`).join('')}`
      const large = traceModel(folderOf(specText + planText).feature, (path) => path)
      const count = (node: Child): number =>
        typeof node === 'string' ? 1 : node.children.reduce((sum: number, child) => sum + count(child), 1)
      return count(matrixOf(large, large.rows)) + count(graphOf(large, large.rows))
    }
    const [fifty, two, four] = [nodes(50), nodes(100), nodes(200)]
    assert.ok(two < 2.1 * fifty && four < 2.1 * two, `${fifty} ${two} ${four}`)
  })
})

describe('the HTML document of a page', () => {
  it('contains its model as data that cannot end the script', async () => {
    const evil = { ...model, title: '</script><img src=x onerror=alert(1)>' }
    const html = await fileHtml('<T>', { type: 'trace', model: evil }, { script: 'a("</script>")', style: 'b{}' })
    assert.equal(html.match(/<\/script>/g)?.length, 2)
    assert.ok(!html.includes('<img'))
    assert.ok(html.includes('<title>&lt;T&gt;</title>'))
    const data = /id="shown">(.*)<\/script>/.exec(html)?.[1] ?? ''
    assert.deepEqual(JSON.parse(data), { type: 'trace', model: evil })
  })
  it('allows only its own script and style', async () => {
    const html = await fileHtml('T', { type: 'trace', model }, { script: 'abc', style: 'b{}' })
    const digest = (text: string): string => createHash('sha256').update(text).digest('base64')
    const allowed = `style-src 'sha256-${digest('b{}')}'; script-src 'sha256-${digest('abc')}'`
    assert.ok(html.includes(`content="default-src 'none'; ${allowed}"`))
    const view = webviewHtml('T', { script: 'https://x/p.js', style: 'https://x/p.css', source: 'https://x' })
    assert.ok(view.includes(`content="default-src 'none'; style-src https://x; script-src https://x"`))
    assert.ok(!/<script>|<style>| style=| on\w+=/.test(view))
  })
  it('contains the translations of the language, none for English, as data that cannot end the script', async () => {
    const bundle = { Matrix: '</script>矩阵' }
    const parts = { script: 'abc', style: 'b{}', source: 'https://x' }
    const html = await fileHtml('T', { type: 'trace', model }, parts, { tag: 'zh-cn', bundle })
    for (const text of [html, webviewHtml('T', parts, { tag: 'zh-cn', bundle })]) {
      assert.ok(text.includes('<html lang="zh-cn">'))
      assert.deepEqual(JSON.parse(/id="l10n">(.*?)<\/script>/.exec(text)?.[1] ?? ''), bundle)
    }
    const english = webviewHtml('T', parts, { tag: 'en-gb', bundle: undefined })
    assert.ok(english.includes('<html lang="en">') && !english.includes('l10n'))
  })
  it('shows translated states, gaps and counts', () => {
    useLanguage(
      { done: '完成', 'no task': '没有任务', requirement: '需求', '{0} gaps': '{0} 处缺口', Missing: '缺少' },
      'zh-cn',
    )
    try {
      const matrix = toXml(matrixOf(model, model.rows))
      assert.match(matrix, /aria-label="FR-001: T001, 完成, FR-001\.\.FR-002"/)
      assert.match(matrix, /aria-label="FR-003, 没有任务, d \(US-1\)"/)
      assert.match(matrix, />缺少</)
      assert.match(matrix, />⚠ 需求</)
      assert.match(traceSummary(model), / · 3 处缺口$/)
    } finally {
      useLanguage(undefined)
    }
  })
  it('escapes any text in SVG', () => {
    assert.equal(
      toXml(element('text', { a: '"<\u0000&' }, '<b>\u0007&"')),
      '<text a="&quot;&lt;&amp;">&lt;b&gt;&amp;&quot;</text>',
    )
  })
})
