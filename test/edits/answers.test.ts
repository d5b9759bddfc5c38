// What is offered for questions, answers and decisions, and the documents that come of it.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readDocument } from '../../server/src/document/read.ts'
import { type Offer, offersAt } from '../../server/src/edits/answers.ts'
import { makeFeature } from '../../server/src/feature/feature.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { property } from '../support/property.ts'
import { apply, documentsOf, folderOf, read } from '../support/rules.ts'

const today = '2026-11-23'

/** What is offered at the cursor `$0`, or for the text between two of them, in the document that has it. */
function at(fixture: string): { offers: Offer[]; after(action: string, answer?: string): Record<string, string> } {
  const documents = documentsOf(fixture)
  const [name = ''] = [...documents].find(([, text]) => text.includes('$0')) ?? []
  const start = (documents.get(name) ?? '').indexOf('$0')
  const rest = (documents.get(name) ?? '').replace('$0', '')
  const end = rest.includes('$0') ? rest.indexOf('$0') : start
  const { feature } = folderOf(fixture.replaceAll('$0', ''))
  const spec = feature.documents.find(({ path }) => path.endsWith(`/${name}`))
  assert.ok(spec, name)
  const offers = offersAt(feature, spec, { start, end })
  return {
    offers,
    after(action, answer) {
      const change = offers.find((one) => one.action === action)?.change(answer, today)
      assert.ok(change, `${action} is offered: ${offers.map((one) => one.action)}`)
      const texts: Record<string, string> = {}
      for (const { path, before, edits } of change.documents) {
        const file = path.slice('/w/specs/004-queue/'.length)
        assert.equal(before, feature.documents.find((one) => one.path === path)?.document.text)
        texts[file] = apply(before ?? '', edits)
      }
      const { path, start: from, end: to } = change.cursor ?? { path: '', start: 0, end: 0 }
      const file = path.slice('/w/specs/004-queue/'.length)
      if (change.cursor) texts.cursor = `${file}: ${(texts[file] ?? '').slice(from, to)}`
      return texts
    },
  }
}
const actions = (fixture: string): string[] => at(fixture).offers.map((one) => one.action)
const requirement = (what: string): string =>
  `# Spec: Queue\n\n## Requirements\n\n- **FR-001**: System MUST keep ${what}\n`
const ask = '[NEEDS CLARIFICATION: how$0 many days?]'

describe('an open question', () => {
  it('is answered in the way of the format first', () => {
    assert.deepEqual(actions(requirement(ask)), ['place'])
    assert.deepEqual(actions(`${requirement(ask)}//- plan.md\n# Plan: Queue\n`), ['log', 'place'])
    assert.deepEqual(actions(`${requirement(ask)}//- tasks.md\n# Tasks\n`), ['session', 'place'])
    const [first, second] = at(`${requirement(ask)}//- plan.md\n# Plan: Queue\n`).offers
    assert.deepEqual([first?.preferred, second?.preferred], [true, false])
    assert.equal(first?.title, 'Record decision CL-1 in clarifications.md')
    assert.equal(first?.question, 'how many days?')
  })
  it('is not offered beside its place', () => {
    assert.deepEqual(actions(`$0${requirement('[NEEDS CLARIFICATION: how many days?]')}`), [])
  })
})

describe('an answer in place', () => {
  const answered = (what: string, answer?: string): string | undefined =>
    at(requirement(what)).after('place', answer)['spec.md']?.split('keep ')[1]
  it('stands where the question stood', () => {
    assert.equal(
      answered(`messages for ${ask}, and no longer`, '4 days'),
      'messages for [CLARIFIED: 4 days], and no longer\n',
    )
  })
  it('may still have to be written: it is selected then', () => {
    const after = at(requirement(ask)).after('place')
    assert.match(after['spec.md'] ?? '', /\[CLARIFIED: …\]/)
    assert.equal(after.cursor, 'spec.md: …')
  })
  it('may have anything in it', () => {
    assert.equal(answered(ask, 'one\n two'), '[CLARIFIED: one two]\n')
    assert.equal(answered(ask, 'a ] b'), '[CLARIFIED: a \\] b]\n')
    assert.equal(answered(ask, 'x[0] and `[`'), '[CLARIFIED: x[0] and `[`]\n')
    assert.equal(answered(ask, 'a ` b'), "[CLARIFIED: a ' b]\n")
    const table = '# Spec: Queue\n\n| a | b |\n|---|---|\n| x | [NEEDS $0CLARIFICATION: y?] |\n'
    assert.match(at(table).after('place', 'p | q')['spec.md'] ?? '', /\| x \| \[CLARIFIED: p \\\| q\] \|/)
  })
  it('is read again as one answer, whatever it says', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '[',
      ']',
      '\\',
      '`',
      '``',
      '|',
      '\n',
      '*',
      '<!--',
      '-->',
      '](',
      'é',
      '😀',
      '#',
    )
    const reads = fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const answer = `x${pieces.join('')}`
      for (const around of [requirement(`a ${ask} b`), `# Spec: Q\n\n| a |\n|---|\n| ${ask} b |\n`]) {
        const text = at(around).after('place', answer)['spec.md'] ?? ''
        const found = read(text).clarifications
        assert.deepEqual(
          found.map((one) => one.state),
          ['answered'],
          text,
        )
        assert.match(text.slice(found[0]?.end), /^ b/, text)
      }
    })
    property(reads, 3000)
  })
  it('of words without brackets is the answer alone', () => {
    const plan = '# Spec: Queue\n//- plan.md\n# Plan: Queue\n\n**Storage**: NEEDS$0 CLARIFICATION: which one?\n'
    assert.equal(at(plan).after('place', 'Postgres')['plan.md'], '# Plan: Queue\n\n**Storage**: Postgres\n')
  })
  it('can be reopened, and a text can become a question', () => {
    const again = at(requirement('messages for [CLARIFIED: 4$0 days.]')).after('reopen')
    assert.match(again['spec.md'] ?? '', /keep messages for \[NEEDS CLARIFICATION: 4 days\?\]\n/)
    assert.equal(again.cursor, 'spec.md: 4 days?')
    const asked = at(requirement('messages for$0 4 days$0 or so')).after('ask')
    assert.match(asked['spec.md'] ?? '', /keep messages for \[NEEDS CLARIFICATION: 4 days\?\] or so\n/)
  })
  it('is not asked of ids, code, markers and pieces of them', () => {
    for (const what of [
      'messages `for$0 a` while$0',
      '$0[NEEDS CLARIFICATION: x?]$0 a',
      '$0 $0',
      'a [$0x](y.md)$0',
      '$0**b$0**',
      'a.md/$0b$0',
      '$0a\n\nb$0',
    ])
      assert.ok(!actions(requirement(what)).includes('ask'), what)
    assert.ok(!actions('# Spec: Queue\n\n## Requirements\n\n- $0**FR-001**$0: a\n').includes('ask'))
  })
})

describe('a decision', () => {
  const plan = '//- plan.md\n# Plan: Queue\n'
  const log = `//- clarifications.md
# Clarifications Log — Queue

## CL-1 — 2026-04-18 — Which region?

**Context**: x
**Decision**: eu-west-3

---

## Related
`
  it('is appended behind the last one, and the question becomes its id', () => {
    const after = at(`${requirement(`messages for ${ask}`)}${plan}${log}`).after('log', '4 days')
    assert.equal(
      after['spec.md'],
      '# Spec: Queue\n\n## Requirements\n\n- **FR-001**: System MUST keep messages for 4 days (CL-2)\n',
    )
    assert.equal(
      after['clarifications.md'],
      `# Clarifications Log — Queue

## CL-1 — 2026-04-18 — Which region?

**Context**: x
**Decision**: eu-west-3

## CL-2 — 2026-11-23 — how many days?

**Asked by**: [who]
**Context**: FR-001: System MUST keep messages for …

**Options considered**:

| Option | Answer | Pros | Cons |
|--------|--------|------|------|
| A | 4 days |   |   |

**Decision**: 4 days
**Rationale**: [why]
**Decided by**: [who]
**References**: FR-001 in spec.md

---

## Related
`,
    )
    assert.equal(after.cursor, 'clarifications.md: [why]')
  })
  it('without an answer is still to be written', () => {
    const after = at(`${requirement(ask)}${plan}${log}`).after('log')
    assert.match(after['spec.md'] ?? '', /System MUST keep CL-2\n/)
    assert.equal(after.cursor, 'clarifications.md: [answer]')
  })
  it('ticks the box of a question that stands alone, as the document does', () => {
    const alone = (box: string, more = ''): string =>
      at(`# Spec: Queue\n\n- ${box}[NEEDS$0 CLARIFICATION: which region?]\n${more}${plan}`).after('log', 'x')[
        'spec.md'
      ] ?? ''
    assert.match(alone('[ ] '), /^- \[x\] CL-1 — which region\?$/m)
    assert.match(alone('[ ] ', '- [X] a\n'), /^- \[X\] CL-1 — which region\?$/m)
    assert.match(alone(''), /^- CL-1 — which region\?$/m)
  })
  it('makes the log from the template where there is none', () => {
    const text = requirement(ask).replace('\n\n', '\n\n**ID**: SPEC-004\n\n')
    const after = at(`${text}${plan}`).after('log', '4 days')['clarifications.md'] ?? ''
    assert.match(after, /^# Clarifications Log — Queue\n\n\*\*Spec\*\*: \[SPEC-004\]\(spec\.md\)\n/)
    assert.match(after, /-->\n\n## CL-1 — 2026-11-23 — how many days\?\n/)
    assert.ok(after.indexOf('## CL-1 — 2026-11-23') < after.indexOf('## Related'))
  })
  it('keeps the line ends of both documents', () => {
    const fixture = `${requirement(ask)}${plan}${log}`.replaceAll('\n', '\r\n').replace(/^(\/\/- .*)\r\n/gm, '$1\n')
    const after = at(fixture).after('log', '4 days')
    for (const file of ['spec.md', 'clarifications.md']) assert.ok(!/(?<!\r)\n/.test(after[file] ?? ''), file)
    assert.equal(after.cursor, 'clarifications.md: [why]')
  })
  it('is superseded by a new one, and points to it', () => {
    for (const fixture of [
      `# Spec: Queue\n\nSee CL-$01.\n${plan}${log}`,
      `# Spec: Queue\n${plan}${log.replace('## CL-1', '## CL$0-1')}`,
    ]) {
      const after = at(fixture).after('supersede', 'eu-north-1')['clarifications.md'] ?? ''
      assert.match(
        after,
        /## CL-1 — 2026-04-18 — Which region\?\n\n\*\*Superseded by\*\*: CL-2\n\n\*\*Context\*\*: x\n/,
      )
      assert.match(after, /## CL-2 — 2026-11-23 — Which region\?\n\n\*\*Supersedes\*\*: CL-1\n/)
      assert.match(after, /\*\*Decision\*\*: eu-north-1\n/)
    }
    const once = log.replace('**Context**', '**Superseded by**: CL-9\n\n**Context**')
    assert.deepEqual(actions(`# Spec: Queue\n\nSee CL-$01.\n${plan}${once}`), [])
  })
  it('quotes no other question', () => {
    const two = requirement(`messages for ${ask} in [NEEDS CLARIFICATION: which region?]`)
    const after = at(`${two}${plan}${log}`).after('log', '4 days')['clarifications.md'] ?? ''
    assert.match(after, /\*\*Context\*\*: FR-001: System MUST keep messages for … in …\n/)
    const nested = requirement('[NEEDS CLARIFICATION: how$0 long, and [NEEDS CLARIFICATION: why?]?]')
    assert.deepEqual(
      read(at(`${nested}${plan}${log}`).after('log', '4 days')['clarifications.md'] ?? '').clarifications,
      [],
    )
  })
  it('gives no id that something has, in whatever form', () => {
    for (const text of [
      `${requirement(`messages (CL-4) for ${ask}`)}${plan}`,
      `${requirement(`messages for ${ask}`)}${plan}//- clarifications.md\n# Log\n\n- **CL-3**: a\n- **CL-4**: b\n`,
    ])
      assert.equal(at(text).offers[0]?.title, 'Record decision CL-5 in clarifications.md')
  })
  it('is written like those before it', () => {
    const own =
      '//- clarifications.md\n# Log\n\n## Decisions\n\n### CL-1 — a\n\nx\n\n---\n\n### CL-2 — b\n\ny\n\n## Related\n'
    const after = at(`${requirement(ask)}${plan}${own}`).after('log', '4 days')['clarifications.md'] ?? ''
    assert.match(after, /\ny\n\n---\n\n### CL-3 — 2026-11-23 — how many days\?\n[\s\S]*\n\n## Related\n$/)
    const table = '//- clarifications.md\n# Log\n\n| id | b |\n|---|---|\n| **CL-1** | x |\n| **CL-2** | x |\n'
    assert.match(
      at(`${requirement(ask)}${plan}${table}`).after('log', '4 days')['clarifications.md'] ?? '',
      /\| \*\*CL-2\*\* \| x \|\n\n## CL-3/,
    )
  })
  it('is superseded where it is named in a requirement, and where it has no body', () => {
    const bare = '//- clarifications.md\n# Log\n\n## CL-1 — 2026-04-18 — Which region?'
    for (const end of ['', '\n']) {
      const after = at(`${requirement('a (CL-$01)')}${plan}${bare}${end}`).after('supersede', 'x')
      assert.match(
        after['clarifications.md'] ?? '',
        /Which region\?\n\n\*\*Superseded by\*\*: CL-2\n\n## CL-2 — 2026-11-23 — Which region\?\n/,
      )
      assert.equal(after.cursor, 'clarifications.md: [why]')
    }
    assert.deepEqual(actions(`${requirement('as SPEC-009 CL-$01')}${plan}${log}`), [])
  })
  it('stands in a sentence as a person writes it', () => {
    const written = (what: string, answer: string): string =>
      (at(`${requirement(what)}${plan}`).after('log', answer)['spec.md'] ?? '').split('keep ')[1] ?? ''
    assert.equal(written(`it for ${ask}.`, '4 days.'), 'it for 4 days (CL-1).\n')
    assert.equal(written(`it (${ask})`, '4 days'), 'it (4 days, CL-1)\n')
    assert.equal(written(ask, 'x'.repeat(100)), 'CL-1\n')
  })
  it('is not offered for a specification of one file', () => {
    assert.ok(!actions(requirement(ask)).includes('log'))
  })
})

describe('a log with a template of its own', () => {
  const templateText = '# Spec: [T]\n\n**ID**: SPEC-XXX\n\n## Requirements\n\n- **FR-001**: [x]\n'
  const answer = 'a long answer '.repeat(10).trim()
  for (const [name, entry, line] of [
    ['in a list', '## CL-N — YYYY-MM-DD — [question]\n\n- **Answer**: [answer]', `- **Answer**: ${answer}`],
    ['in French', '## CL-N — AAAA-MM-JJ — [question]\n\n**Décision** : [réponse]', `**Décision** : ${answer}`],
    ['plain', '## CL-N: [question]\n\nDecision: [answer]', `Decision: ${answer}`],
    ['without a place for the answer', '## CL-N: [question]\n\nSome words.', `**Decision**: ${answer}`],
  ] as const) {
    it(`has the answer: ${name}`, () => {
      for (const template of [
        `# Log — [T]\n\n<!--\n${entry}\n-->\n`,
        `# Log — [T]\n\n${entry.replace('CL-N', 'CL-1')}\n\n## Related\n`,
      ]) {
        const format = learnFormat(
          'own',
          [
            { documentKind: 'spec', text: templateText, path: 's.md' },
            { documentKind: 'clarifications', text: template, path: 'c.md' },
          ],
          [],
        )
        const own = format.templates[0]
        assert.ok(own)
        const text = requirement(ask.replace('$0', ''))
        const spec = readBy(format, own, readDocument(text), { path: '/w/specs/004-queue/spec.md' })
        const feature = makeFeature('/w/specs/004-queue', '', [spec])
        const start = text.indexOf('[NEEDS')
        const change = offersAt(feature, spec, { start, end: start })[0]?.change(answer, today)
        const written = change?.documents[1]?.edits[0]?.text ?? ''
        assert.ok(written.includes(`\n${line}\n`), written)
        assert.equal(written.match(/^## CL-1/gm)?.length, 1, written)
        assert.ok(!/\[question\]|AAAA-MM-JJ\b.*how/.test(written.slice(written.lastIndexOf('## CL-1'))), written)
      }
    })
  }
})

describe('a new log', () => {
  it('is offered where the template of logs has ids, and the specification a folder', () => {
    const log = '# Log\n\n## CL-1 — [question]\n\n**Decision**: [answer]\n'
    const ways = (template: string, top: string, path: string): string[] => {
      const format = learnFormat(
        'own',
        [
          { documentKind: 'spec', text: '# Spec: [T]\n\n## Requirements\n\n- **FR-001**: [x]\n', path: 's.md' },
          { documentKind: 'clarifications', text: template, path: 'c.md' },
        ],
        [],
      )
      const text = requirement(ask.replace('$0', ''))
      const spec = readBy(format, format.templates[0] ?? assert.fail(), readDocument(text), { path })
      const start = text.indexOf('[NEEDS')
      return offersAt(makeFeature(top, '', [spec]), spec, { start, end: start }).map(({ action }) => action)
    }
    assert.ok(ways(log, '/w/004', '/w/004/spec.md').includes('log'))
    assert.ok(!ways('# Log\n\nWords.\n', '/w/004', '/w/004/spec.md').includes('log'))
    assert.ok(!ways(log, '/w/004.md', '/w/004.md').includes('log'))
    assert.ok(!ways(log, '', 'spec.md').includes('log'))
  })
  it('is its template with title and id, without the entry that it shows', () => {
    const log =
      '# Log — [Title]\n\nOf SPEC-XXX, in docs/specs/001-XXX.\n\n## CL-1 — YYYY-MM-DD — [question]\n\n**Decision**: [answer]\n\n## Related\n\n- none\n'
    const format = learnFormat(
      'own',
      [
        {
          documentKind: 'spec',
          text: '# Spec: [T]\n\n**ID**: SPEC-XXX\n\n## Requirements\n\n- **FR-001**: [x]\n',
          path: 's.md',
        },
        { documentKind: 'clarifications', text: log, path: 'c.md' },
      ],
      [],
    )
    const own = format.templates[0] ?? assert.fail()
    const text = requirement(ask.replace('$0', '')).replace('\n\n', '\n\n**ID**: SPEC-004\n\n')
    const spec = readBy(format, own, readDocument(text), { path: '/w/specs/004-queue/spec.md' })
    const start = text.indexOf('[NEEDS')
    const [offer] = offersAt(makeFeature('/w/specs/004-queue', '', [spec]), spec, { start, end: start })
    assert.equal(
      offer?.change('4 days', today)?.documents[1]?.edits[0]?.text,
      '# Log — Queue\n\nOf SPEC-004, in docs/specs/001-XXX.\n\n## CL-1 — 2026-11-23 — how many days?\n\n**Decision**: 4 days\n\n## Related\n\n- none\n',
    )
  })
})

describe('a session', () => {
  const kit = (before: string, what: string, more = ''): string =>
    `# Feature Specification: Queue\n\n**Status**: Draft\n\n${before}## Requirements\n\n- **FR-001**: System MUST keep ${what}\n${more}//- tasks.md\n# Tasks\n`
  const entry = '- Q: how many days? → A: 4 days\n'
  it('starts the section that is missing, before the first one', () => {
    const after = at(kit('', ask)).after('session', '4 days')
    assert.equal(
      after['spec.md'],
      `# Feature Specification: Queue\n\n**Status**: Draft\n\n## Clarifications\n\n### Session ${today}\n\n${entry}\n## Requirements\n\n- **FR-001**: System MUST keep 4 days\n`,
    )
    assert.equal(after.cursor, 'spec.md: 4 days')
  })
  it('goes on with that of today, and starts one of today behind older ones', () => {
    const own = `## Clarifications\n\n### Session ${today}\n\n- Q: a → A: b\n\n`
    assert.ok(at(kit(own, ask)).after('session', '4 days')['spec.md']?.includes(`- Q: a → A: b\n${entry}\n## Req`))
    const old = '## Clarifications\n\n### Session 2026-01-02\n\n- Q: a → A: b\n\n'
    assert.ok(
      at(kit(old, ask))
        .after('session', '4 days')
        ['spec.md']?.includes(`- Q: a → A: b\n\n### Session ${today}\n\n${entry}`),
    )
  })
  it('is written like the others, in their language', () => {
    const own = '## Klärungen\n\n### Sitzung 2026-01-02\n\n* F: a → A: b\n\n'
    const after = at(kit(own, ask)).after('session', '4 Tage')['spec.md'] ?? ''
    assert.ok(
      after.includes(`* F: a → A: b\n\n### Sitzung ${today}\n\n* F: how many days? → A: 4 Tage\n\n## Req`),
      after,
    )
  })
  it('is not written into code that never ends', () => {
    const own = `## Clarifications\n\n### Session ${today}\n\n- Q: a → A: b\n\n\`\`\`\nx\n`
    const fixture = kit('', `${ask}\n\n${own}`)
    assert.equal(
      at(fixture)
        .offers.find(({ action }) => action === 'session')
        ?.change('x', today),
      undefined,
    )
  })
  it('stands in the specification, for questions of other documents too', () => {
    const fixture = `${kit('', 'a')}\n- [ ] T001 Keep [NEEDS $0CLARIFICATION: how many days?]\n`
    const after = at(fixture).after('session', '4 days')
    assert.ok(after['spec.md']?.includes(entry))
    assert.ok(after['tasks.md']?.includes('- [ ] T001 Keep 4 days\n'))
  })
})
