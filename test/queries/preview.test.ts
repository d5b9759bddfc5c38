// The Markdown preview: ids, questions and checkboxes. No document text becomes HTML, and other documents do not change.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { assertPreview, head, own, plain, previewed } from '../support/preview.ts'
import { property } from '../support/property.ts'

describe('the preview', () => {
  it('has anchors for definitions and links for references', () => {
    const html = own.render(head)
    assert.ok(html.includes('<strong><span class="specwise-id" id="fr-001">FR-001</span></strong>: a'), html)
    assert.ok(
      html.includes(
        'see <a class="specwise-mention" href="#fr-001">FR-001</a>, <code>FR-001</code> and <a href="x.md">FR-001</a>',
      ),
      html,
    )
  })
  it('recognises stories by all of their names', () => {
    const html = own.render(`${head}### User Story 1 - Order\n\nFor US1 and US-1.\n`)
    assert.ok(html.includes('<h3><span class="specwise-id" id="us-1">User Story 1</span> - Order</h3>'), html)
    assert.equal(html.match(/href="#us-1"/g)?.length, 2)
  })
  for (const story of [
    '用户故事 １',
    'Historia de usuario 1',
    'Récit utilisateur 1',
    'Пользовательская история 1',
    'Historia 1',
  ])
    it(`recognises the story "${story}"`, () => {
      const html = own.render(`${head}### ${story}：a\n\nFor US1, [需要澄清：a?] and [待确认].\n`)
      assert.ok(html.includes(`<h3><span class="specwise-id" id="us-1">${story}</span>：a</h3>`), html)
      assert.equal(html.match(/href="#us-1"/g)?.length, 1)
      assert.ok(html.includes('specwise-open" title="open question">[需要澄清：a?]</span> and [待确认].'), html)
    })
  it('shows open and answered questions, also with code in them', () => {
    const html = own.render('- [NEEDS CLARIFICATION: use `[]` or [list]?] and [CLARIFIED: yes]\n')
    assert.ok(
      html.includes(
        '<span class="specwise-question specwise-open" title="open question">[NEEDS CLARIFICATION: use <code>[]</code> or [list]?]</span> and <span class="specwise-question specwise-answered" title="answered question">[CLARIFIED: yes]</span>',
      ),
      html,
    )
  })
  it('shows checkboxes and their state', () => {
    const html = own.render(`${head}- [x] T001: a\n- [ ] **T002**: b\n- [~] T003: c\n`)
    assert.match(
      html,
      /aria-label="done" title="done">☑<\/span><span class="specwise-id specwise-done" id="t001">T001<\/span>: a/,
    )
    assert.match(html, /aria-label="open" title="open">☐<\/span>/)
    assert.match(html, /aria-label="neither open nor done"[^>]*>◪<\/span>/)
    const unusual = own.render(`${head}- [✔️] T001: a\n- [WIP] T002: b\n- [!] T003: c\n- [P] T004: d\n`)
    assert.deepEqual(unusual.match(/[☑☐◪](?=<\/span>)/g), ['☑', '◪', '◪'])
  })
  for (const text of [
    '# Readme\n\nFR-001 and `a`.\n\n- [ ] todo\n',
    '- **FR-001**: one id is none\n',
    'See AES-256 and RFC-2119.\n',
  ])
    it(`does not change ${JSON.stringify(text)}`, () => assert.equal(own.render(text), plain.render(text)))
  it('never turns document text into HTML', () => {
    property(fc.property(previewed, assertPreview), 3000)
  })
})
