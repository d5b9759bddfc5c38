// Report a Wrong Finding: the contents of the report, and that it reveals nothing of the document.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { anonymise, type Kept, keywords } from '../../server/src/queries/anonymise.ts'
import { isReportable, issueAddress, wrongFindingText } from '../../server/src/queries/wrongFinding.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import { builtinFormats } from '../../server/src/templates/builtin.ts'
import { markdown } from '../support/generate.ts'
import { property, share } from '../support/property.ts'
import { folderOf, run, workspaceOf } from '../support/rules.ts'
import { specification } from '../support/specifications.ts'

const keptWords: Kept = { prefixes: new Set(['FR', 'T', 'US']), words: new Set(['offen']), parts: [] }
const shown = (text: string, parts: Kept['parts'] = []): string =>
  anonymise(text, { start: 0, end: text.length }, { ...keptWords, parts }).text

describe('anonymising', () => {
  for (const [text, expected] of [
    ['- **FR-001**: System MUST encrypt invoices', '- **FR-001**: Xxxxxxx MUST xxxxxxx xxxxxxx'],
    ['- [x] T001 [P] [US1] Bill Acme in src/bill.ts', '- [x] T001 [P] [US1] Xxxx Xxxx in xxxx/xxxx.xx'],
    ['### User Story 12 - Pay (Priority: P1)', '### User Story 12 - Xxxx (Priority: P1)'],
    ['ACME-4711 pays 12,50 € on 2026-01-02', 'XXXX-0000 xxxx 00,00 € on 0000-00-00'],
    ['3. third, 2026. word', '3. xxxxx, 0000. xxxx'.replace('xxxxx', 'xxxx')],
    ['2026. word', '0000. xxxx'],
    ['FR 002, FR-1..FR-3, MUSTANG', 'FR 002, FR-1..FR-3, XXXXXXX'],
    ['[NEEDS CLARIFICATION: who pays?] [offen: wer?]', '[NEEDS CLARIFICATION: xxxx xxxx?] [offen: xxxx?]'],
    ['[Acme](https://acme.example/pay?x=1#top)', '[Xxxx](https://xxxx.xxxxxxx/xxxx?x=0#xxxx)'],
    ['| Überweisung | 支払い | оплата | 결제 |', '| Xxxxxxxxxxxx | 文文文文 | xxxxxxx | 가가 |'],
    ['`camelCase` snake_case "don\'t"', '`xxxxxxx` xxxx_xxxx "xxxx\'x"'],
    ['\t> ```yaml\r\nname: a', '\t> ```yaml\r\nname: a'],
  ] as const)
    it(`keeps the shape of ${JSON.stringify(text)}`, () => assert.equal(shown(text), expected))

  it('keeps the words of a part only in that part', () => {
    const text = 'Billing: Billing of Acme'
    assert.equal(shown(text, [{ start: 0, end: 7, words: new Set(['billing']) }]), 'Billing: Xxxxxxx of Xxxx')
    assert.equal(shown(text, [{ start: 17, end: 24, words: 'all' }]), 'Xxxxxxx: Xxxxxxx of Acme')
  })
  it('maps offsets to the anonymised text', () => {
    const text = '- **FR-001**: encrypted invoices'
    const { at, text: now } = anonymise(text, { start: 2, end: text.length }, keptWords)
    assert.equal(now.slice(at(text.indexOf('FR')), at(text.indexOf('**:'))), 'FR-001')
    assert.equal(now.slice(at(text.indexOf('inv')), at(text.length)), 'xxxxxxx')
  })

  const letters = fc.stringMatching(/^[a-zäñ中é]{3,12}$/)
  const piece = fc.oneof(
    letters,
    letters,
    fc.constantFrom('FR-001', 'MUST', '**', '- [ ] ', '\n', '\r\n', '`', '|', '12', '#', ' '),
  )
  it('leaves no word of three letters (10,000 texts)', () => {
    property(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat({ max: 40 }), (pieces, from) => {
        const text = pieces.join('')
        const start = Math.min(from, text.length)
        const now = anonymise(text, { start, end: text.length }, keptWords).text
        leaksNothing(text, now, new Set([...keywords, 'fr']))
        assert.equal(now.split(/\r\n?|\n/).length, text.slice(start).split(/\r\n?|\n/).length)
      }),
      10_000,
    )
  })
})

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}]{3,}/gu) ?? []

/** Asserts that no word of `text` is in `now`, except the allowed ones. */
function leaksNothing(text: string, now: string, allowed: ReadonlySet<string>): void {
  const words = new Set(wordsOf(text).map((word) => word.toLowerCase()))
  const leaks = wordsOf(now).filter((word) => {
    const small = word.toLowerCase()
    return words.has(small) && !allowed.has(small) && !/^(?:x+|文+|か+|가+)$/.test(small)
  })
  assert.deepEqual(leaks, [], now)
}

describe('the report of a wrong finding', () => {
  const reportsOf = async (fixture: string): Promise<{ code: string; text: string }[]> => {
    const { feature, context } = await workspaceOf(fixture)
    return feature.documents.flatMap((spec) =>
      check(feature, spec, { context }).map((finding) => ({
        code: finding.code,
        text: wrongFindingText(feature, spec, finding, '1.2.3'),
      })),
    )
  }

  it('shows the finding, the format, and the anonymised lines around it', async () => {
    const fixture = `# Spec: Billing of Acme

**ID**: SPEC-004
**Status**: draft
**Type**: platform

## Requirements

Some words about invoices of 2026.

### Functional

- **FR-001**: System MUST encrypt invoices
  of all customers
- **FR-002**: System MUST log as FR-009 says
`
    const { feature, context } = folderOf(fixture)
    const [spec] = feature.documents
    assert.ok(spec)
    const finding = check(feature, spec, { context }).find(({ code }) => code === 'undefined-id')
    assert.ok(finding)
    assert.equal(
      wrongFindingText({ ...feature, why: 'a title that starts with "Spec:"' }, spec, finding, '1.2.3'),
      `# Wrong finding: undefined-id

<!-- Please explain why this finding is wrong.
In the excerpt, letters and digits are replaced, except in ids, Markdown and words of the template.
Change or remove anything you do not want to share. -->

**Why it is wrong**: 

- Rule: \`undefined-id\` (warning): An id is referenced but not defined.
- Specwise: 1.2.3
- Format: seed (built in), spec document
- Recognized by: a title that starts with "Spec:"

\`\`\`\`markdown
# Spec: Xxxxxxx of Xxxx
…
## Requirements
…
### Functional
…
- **FR-001**: Xxxxxxx MUST xxxxxxx xxxxxxx
  of all xxxxxxx
- **FR-002**: Xxxxxxx MUST xxxx as FR-009 xxxx
                                   ^^^^^^
\`\`\`\`
`,
    )
  })
  it('shows the head of a table, the fences of a block, and the related locations', async () => {
    const table = '| ID | What |\n|----|------|\n'
    const [row] = await reportsOf(
      `# Spec: A\n\n## Requirements\n\n${table}${Array.from({ length: 30 }, (_, k) => `| FR-${100 + k} | a FR-100 |\n`).join('')}| FR-100 | again |\n`,
    ).then((all) => all.filter(({ code }) => code === 'duplicate-id'))
    assert.match(row?.text ?? '', /\| ID \| Xxxx \|\n\|----\|------\|\n\| FR-100 \| a FR-100 \|\n…\n/)
    assert.match(row?.text ?? '', /\n\| FR-100 \| xxxx \|\n {2}\^{6}\n````\n$/)
  })
  it('can be made for the bad example of every rule, without revealing it', async () => {
    // The words of the built-in templates and the keywords may appear.
    const allowed = new Set(keywords)
    for (const { templates } of builtinFormats())
      for (const { document } of templates) for (const word of wordsOf(document.text)) allowed.add(word.toLowerCase())
    for (const rule of allRules) {
      const all = await reportsOf(rule.bad)
      assert.ok(
        all.some(({ code }) => code === rule.code),
        rule.code,
      )
      for (const { text, code } of all) {
        const excerpt = /````+markdown\n([\s\S]*)\n````+\n$/.exec(text)?.[1] ?? assert.fail(text)
        if (code !== 'vague-term') leaksNothing(rule.bad, excerpt, allowed)
        assert.ok(issueAddress(text, 'https://github.com/a/b/issues').url.length < 8000)
      }
    }
  })
  it('can be made for any finding, and fits into a URL (2,000 documents)', () => {
    let reportCount = 0
    property(
      fc.property(
        fc.oneof(
          specification,
          fc.tuple(specification, markdown).map((two) => two.join('\n')),
        ),
        (text) => {
          const { feature, context } = folderOf(text)
          const [spec] = feature.documents
          if (!spec) return
          for (const finding of check(feature, spec, { context }).slice(0, 5)) {
            reportCount++
            const report = wrongFindingText(feature, spec, finding, '1.2.3')
            const { url, whole } = issueAddress(report, 'https://github.com/a/b/issues')
            assert.ok(whole && url.length < 8000, url)
            assert.equal(new URL(url).searchParams.get('title'), `Wrong finding: ${finding.code}`)
          }
        },
      ),
      2_000,
    )
    assert.ok(reportCount > share * 2_000, `only ${reportCount} reports`)
  })
  it("is not made for a finding of the repository's own rules", () => {
    const [finding] = run('# Spec: A\n', 'missing-section')
    assert.ok(finding && isReportable(finding) && !isReportable({ code: 'acme/own' }))
  })
  it("opens an issue with the user's text, or without a text that is too long", () => {
    const { url, whole } = issueAddress(
      '# Wrong finding: a & b\n\nSee #12, 50 % + `x`\n',
      'https://github.com/a/b/issues',
    )
    const { pathname, searchParams, hash } = new URL(url)
    assert.deepEqual(
      [pathname, searchParams.get('title'), searchParams.get('body'), hash, whole],
      ['/a/b/issues/new', 'Wrong finding: a & b', 'See #12, 50 % + `x`\n', '', true],
    )
    const long = issueAddress(`# T\n\n${'x'.repeat(9000)}`, 'https://github.com/a/b/issues')
    assert.deepEqual([long.whole, long.url.length < 400], [false, true])
    assert.equal(new URL(issueAddress('no heading', 'https://a.b').url).searchParams.get('body'), 'no heading')
  })
})
