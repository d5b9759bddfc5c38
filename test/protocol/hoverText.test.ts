// The hover text of an item: nothing from the document is active Markdown.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { headingText, hoverText } from '../../server/src/lsp/hoverText.ts'
import type { HeadingHover } from '../../server/src/queries/headingHover.ts'
import { hoverOf } from '../../server/src/queries/hover.ts'
import { symbolIn } from '../support/ids.ts'
import { property } from '../support/property.ts'

const place = { uri: 'file:///own', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }

/** The hover of an item with the given text. */
function shown(text: string): string {
  const { feature, symbol } = symbolIn(`# Spec: A\n\n## Requirements\n\n- **FR-$0001**: ${text}\n`)
  const [item] = hoverOf(feature, symbol).items
  return hoverText(item ?? assert.fail('no item'), true, () => place)
}

/** The types of active nodes: links except those of the hover itself, images and HTML. */
function active(node: Nodes): string[] {
  const isOwnLink = node.type === 'link' && node.url.startsWith('file:///own')
  const isActive = ['link', 'image', 'html', 'linkReference', 'imageReference'].includes(node.type) && !isOwnLink
  return [...(isActive ? [node.type] : []), ...('children' in node ? node.children.flatMap(active) : [])]
}
const check = (text: string): void => {
  const markdown = shown(text)
  assert.deepEqual(active(unified().use(remarkParse).parse(markdown)), [], markdown)
  assert.doesNotMatch(markdown.replaceAll('file:///own', ''), /:\/\/|www\.\w|@\w/, markdown)
}

describe('hover text', () => {
  for (const text of [
    'use `` ` `` and [click](http://evil) or `z`',
    '``a`b`` [click](command:x) ``c``',
    '`` [c](command:x)`',
    '`` a ` b `` and `x` ![i](http://evil/x.png) `y`',
    '`` ` [a](b) `` `x` <b> `y`',
    'www.evil.org and me@evil.org and <https://evil.org>',
  ])
    it(`contains no active content: ${text}`, () => check(text))
  it('contains no active content, whatever the item says', () => {
    const piece = fc.constantFrom(
      '`',
      '``',
      '```',
      '[a](b)',
      '![a](b)',
      '<b>',
      '\\',
      ' x ',
      '[',
      '](',
      ')',
      '<',
      '>',
      '[a]',
      '&lt;',
    )
    property(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => check(`x${pieces.join('')}`)),
      2000,
    )
  })
  it('shows code spans literally', () => assert.match(shown('set `a[0]` and `` b`c ``'), /set `a\[0\]` and `` b`c ``/))
  it('counts the scenarios and tasks of a story in singular and plural', () => {
    const story = (scenarios: number, tasks: number): string => {
      const steps = '1. **Given** a, **When** b, **Then** c\n'.repeat(scenarios)
      const work = Array.from({ length: tasks }, (_, k) => `- [${k > 0 ? ' ' : 'x'}] T00${k + 1}: a (US-1)\n`).join('')
      const { feature, symbol } = symbolIn(
        `# Spec: A\n\n## User Stories\n\n### US-$01: Order\n\n${steps}\n## Tasks\n\n${work}`,
      )
      const [item] = hoverOf(feature, symbol).items
      return hoverText(item ?? assert.fail('no item'), true, () => place).split('\n\n')[1] ?? ''
    }
    assert.equal(story(1, 1), '1 scenario · 1 task, 1 done: [T001](file:///own#L1)')
    assert.equal(story(2, 2), '2 scenarios · 2 tasks, 1 done: [T001](file:///own#L1) and [T002](file:///own#L1)')
    assert.equal(story(0, 2), '2 tasks, 1 done: [T001](file:///own#L1) and [T002](file:///own#L1)')
    assert.equal(story(2, 0), '2 scenarios')
  })
  it('calls what has an id of an unknown kind an item', () => {
    const { feature, symbol } = symbolIn('# Spec: A\n\n- **Z$0Z-1**: a\n')
    const [item] = hoverOf(feature, symbol).items
    assert.match(
      hoverText(item ?? assert.fail(), true, () => place),
      /\nDefined in \[spec\.md:1\]\([^)]*\) \(item\)$/,
    )
  })
  const facts = (fixture: string): string => {
    const { feature, symbol } = symbolIn(fixture)
    const [item] = hoverOf(feature, symbol).items
    const [, ...parts] = hoverText(item ?? assert.fail('no item'), true, () => place).split('\n\n')
    return parts
      .slice(0, -1)
      .join('\n\n')
      .replace(/\[([^\]]*)\]\(file:[^)]*\)/g, '$1')
  }
  const spec = (requirement: string, rest: string): string =>
    `# Spec: A\n\n**ID**: SPEC-004\n**Status**: draft\n\n## User Stories\n\n### US-1: Order\n\n## Requirements\n\n- ${requirement} (US-1)\n\n${rest}`
  const tasks = (second: string): string =>
    `## Tasks\n\n- [x] **T001**: a FR-001\n- [ ] **${second}**: b (depends on T001)\n- [ ] **T003**: c (depends on T002)\n`
  const facted: readonly [name: string, fixture: string, shown: string][] = [
    ['a requirement without tasks has its stories', spec('**FR-$0001**: a', ''), 'no task · stories: US-1'],
    [
      'a task has the tasks that it needs and that need it',
      spec('**FR-001**: a', tasks('T$0002')),
      'needs: T001 · needed by: T003',
    ],
    [
      'a story has its requirements',
      spec('**FR-001**: a', '').replace('US-1: Order', 'US-$01: Order'),
      'requirements: FR-001',
    ],
    [
      'a decision has its text, and the requirements that it affects',
      `${spec('**FR-001**: a CL-1', '')}//- clarifications.md\n# Clarifications Log — A\n\n## CL-$01 — 2026-01-02 — How long?\n\n**Decision**: 4 <days>\n`,
      'Decision: 4 \\<days\\>\n\nrequirements: FR-001',
    ],
    [
      'a specification has its progress',
      spec(
        '**FR-001**: a [NEEDS CLARIFICATION: b?]',
        `${tasks('T002')}\n## Review Checklist\n\n### SRE\n\n- [x] Alerts\n- [ ] Health checks\n`,
      ).replace('SPEC-004', 'SPEC-$0004'),
      'draft · 1 of 3 tasks done · review: 1 of 2 done · 1 open question',
    ],
    [
      'a specification without tasks has the rest of its progress',
      spec('**FR-001**: a [NEEDS CLARIFICATION: b?]', '').replace('SPEC-004', 'SPEC-$0004'),
      'draft · 1 open question',
    ],
    [
      'a specification without a status has the rest of its progress',
      spec('**FR-001**: a', '## Tasks\n\n- [x] **T001**: a\n')
        .replace('**Status**: draft\n', '')
        .replace('SPEC-004', 'SPEC-$0004'),
      '1 of 1 task done',
    ],
  ]
  for (const [name, fixture, shown] of facted) it(`says that ${name}`, () => assert.equal(facts(fixture), shown))
  it('starts with the state of a checkbox', () => {
    const first = (mark: string): string => {
      const { feature, symbol } = symbolIn(`# Spec: A\n\n## Tasks\n\n- [${mark}] **T$0001**: a\n`)
      const [item] = hoverOf(feature, symbol).items
      const [whole, short] = [true, false].map((all) => hoverText(item ?? assert.fail('no item'), all, () => place))
      return `${whole?.split('\n')[0]} / ${short}`
    }
    assert.equal(first('x'), '**T001** ✓ done — a / - **T001** ✓ done a')
    assert.equal(first(' '), '**T001** ○ open — a / - **T001** ○ open a')
    assert.equal(first('-'), '**T001** – dropped — a / - **T001** – dropped a')
  })
  it('escapes brackets in addresses, and names a document without a path', () => {
    const { feature, symbol } = symbolIn('# Spec: A\n\n## Requirements\n\n- **FR-$0001**: a\n')
    const [item = assert.fail('no item')] = hoverOf(feature, symbol).items
    const at = { ...place, uri: 'file:///a (b)/spec.md' }
    assert.match(
      hoverText(item, true, () => at),
      /\(file:\/\/\/a %28b%29\/spec\.md#L1\)/,
    )
    const located = { ...item.located, spec: { ...item.located.spec, path: '' } }
    assert.match(
      hoverText({ ...item, located }, true, () => at),
      /^Defined in \[this document:1\]/m,
    )
  })
})

describe('the hover of a heading', () => {
  const [boxes, text] = [{ done: 1, total: 2 }, '- a\n````\nb']
  const by = 'the template <a>'
  const cases: readonly [name: string, hover: Pick<HeadingHover, 'asked' | 'boxes'>, shown: string][] = [
    ['has the progress of its review', { asked: undefined, boxes }, 'Review: 1 of 2 items done'],
    [
      'has what a required section contains, as code',
      { asked: { by, required: true, text }, boxes: { done: 0, total: 0 } },
      'This section is required by the template \\<a\\>.\n\n````markdown\n- a\n\nb\n````',
    ],
    [
      'has both, and no empty code',
      { asked: { by: 'x', required: false, text: '' }, boxes: { done: 0, total: 1 } },
      'Review: 0 of 1 item done\n\nThis section is optional in x.',
    ],
  ]
  for (const [name, hover, shown] of cases)
    it(name, () => assert.equal(headingText({ start: 0, end: 1, title: 'A', ...hover }), shown))
})
