// Actions on questions, answers and decisions, and the resulting documents.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { actions, ask, at, requirement } from '../support/answers.ts'
import { property } from '../support/property.ts'
import { read } from '../support/rules.ts'

describe('an open question', () => {
  it('is answered in the way of the format first', () => {
    assert.deepEqual(actions(requirement(ask)), ['place'])
    assert.deepEqual(actions(`${requirement(ask)}//- plan.md\n# Plan: Queue\n`), ['log', 'place'])
    assert.deepEqual(actions(`${requirement(ask)}//- tasks.md\n# Tasks\n`), ['session', 'place'])
    const [first, second] = at(`${requirement(ask)}//- plan.md\n# Plan: Queue\n`).offers
    assert.deepEqual([first?.preferred, second?.preferred], [true, false])
    assert.equal(first?.title, 'Record Decision "CL-1" in clarifications.md')
    assert.equal(first?.question, 'how many days?')
  })
  it('is only offered at its location', () => {
    assert.deepEqual(actions(`$0${requirement('[NEEDS CLARIFICATION: how many days?]')}`), [])
  })
})

describe('an answer in place', () => {
  const answered = (sentence: string, answer?: string): string | undefined =>
    at(requirement(sentence)).after('place', answer)['spec.md']?.split('keep ')[1]
  it('replaces the question', () => {
    assert.equal(
      answered(`messages for ${ask}, and no longer`, '4 days'),
      'messages for [CLARIFIED: 4 days], and no longer\n',
    )
  })
  it('is a selected placeholder if no answer is given', () => {
    const after = at(requirement(ask)).after('place')
    assert.match(after['spec.md'] ?? '', /\[CLARIFIED: …\]/)
    assert.equal(after.cursor, 'spec.md: …')
  })
  it('escapes any characters', () => {
    assert.equal(answered(ask, 'one\n two'), '[CLARIFIED: one two]\n')
    assert.equal(answered(ask, 'a ] b'), '[CLARIFIED: a \\] b]\n')
    assert.equal(answered(ask, 'x[0] and `[`'), '[CLARIFIED: x[0] and `[`]\n')
    assert.equal(answered(ask, 'a ` b'), "[CLARIFIED: a ' b]\n")
    const table = '# Spec: Queue\n\n| a | b |\n|---|---|\n| x | [NEEDS $0CLARIFICATION: y?] |\n'
    assert.match(at(table).after('place', 'p | q')['spec.md'] ?? '', /\| x \| \[CLARIFIED: p \\\| q\] \|/)
  })
  it('is read again as one answer, whatever it contains', () => {
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
          found.map((question) => question.state),
          ['answered'],
          text,
        )
        assert.match(text.slice(found[0]?.end), /^ b/, text)
      }
    })
    property(reads, 3000)
  })
  it('replaces markers of other forms', () => {
    for (const marker of [
      '[NEEDS$0 CLARIFICATION]',
      '[NEEDS$0_CLARIFICATION: how long?]',
      '(NEEDS$0 CLARIFICATION - how long?)',
      '【NEEDS$0 CLARIFICATION：多少天】',
      '[NEEDS$0 CLARIFICATION how long]',
    ])
      assert.equal(answered(`messages for ${marker}`, '4 days'), 'messages for [CLARIFIED: 4 days]\n', marker)
    const named = '# Spec: Queue\n\n## Notes\n\n- **[NEEDS$0 CLARIFICATION] Limits**: will it hold?\n'
    const text = at(named).after('place', 'yes')['spec.md'] ?? ''
    assert.match(text, /- \*\*\[CLARIFIED: yes\] Limits\*\*: will it hold\?\n/)
    assert.deepEqual(
      read(text).clarifications.map((question) => question.state),
      ['answered'],
    )
    const logged = at(`${requirement('messages for [NEEDS$0 CLARIFICATION]')}//- plan.md\n# Plan: Queue\n`)
    const after = logged.after('log', '4 days')
    assert.match(after['spec.md'] ?? '', /messages for 4 days \(CL-1\)\n/)
    assert.match(after['clarifications.md'] ?? '', /## CL-1 — 2026-11-23 — FR-001: System MUST keep messages for …/)
  })
  it('replaces a marker without brackets by the answer alone', () => {
    const plan = '# Spec: Queue\n//- plan.md\n# Plan: Queue\n\n**Storage**: NEEDS$0 CLARIFICATION: which one?\n'
    assert.equal(at(plan).after('place', 'Postgres')['plan.md'], '# Plan: Queue\n\n**Storage**: Postgres\n')
  })
  it('can be reopened, and a selection can become a question', () => {
    const again = at(requirement('messages for [CLARIFIED: 4$0 days.]')).after('reopen')
    assert.match(again['spec.md'] ?? '', /keep messages for \[NEEDS CLARIFICATION: 4 days\?\]\n/)
    assert.equal(again.cursor, 'spec.md: 4 days?')
    const converted = at(requirement('messages for$0 4 days$0 or so')).after('ask')
    assert.match(converted['spec.md'] ?? '', /keep messages for \[NEEDS CLARIFICATION: 4 days\?\] or so\n/)
  })
  it('is not offered for ids, code, markers and parts of them', () => {
    for (const selected of [
      'messages `for$0 a` while$0',
      '$0[NEEDS CLARIFICATION: x?]$0 a',
      '$0 $0',
      'a [$0x](y.md)$0',
      '$0**b$0**',
      'a.md/$0b$0',
      '$0a\n\nb$0',
    ])
      assert.ok(!actions(requirement(selected)).includes('ask'), selected)
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
  it('is appended after the last one, and its id replaces the question', () => {
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
**References**: FR-001 in [spec.md](spec.md#requirements)

---

## Related
`,
    )
    assert.equal(after.cursor, 'clarifications.md: [why]')
  })
  it('without an answer contains a selected placeholder', () => {
    const after = at(`${requirement(ask)}${plan}${log}`).after('log')
    assert.match(after['spec.md'] ?? '', /System MUST keep CL-2\n/)
    assert.equal(after.cursor, 'clarifications.md: [answer]')
  })
  it('ticks the checkbox of a standalone question in the style of the document', () => {
    const alone = (box: string, extra = ''): string =>
      at(`# Spec: Queue\n\n- ${box}[NEEDS$0 CLARIFICATION: which region?]\n${extra}${plan}`).after('log', 'x')[
        'spec.md'
      ] ?? ''
    assert.match(alone('[ ] '), /^- \[x\] CL-1 — which region\?$/m)
    assert.match(alone('[ ] ', '- [X] a\n'), /^- \[X\] CL-1 — which region\?$/m)
    assert.match(alone(''), /^- CL-1 — which region\?$/m)
  })
  it('creates the log from the template if there is none', () => {
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
  it('is superseded by a new one, which points to it', () => {
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
  it('gets an id that nothing else has, in any form', () => {
    for (const text of [
      `${requirement(`messages (CL-4) for ${ask}`)}${plan}`,
      `${requirement(`messages for ${ask}`)}${plan}//- clarifications.md\n# Log\n\n- **CL-3**: a\n- **CL-4**: b\n`,
    ])
      assert.equal(at(text).offers[0]?.title, 'Record Decision "CL-5" in clarifications.md')
  })
  it('is formatted like the previous ones', () => {
    const existingLog =
      '//- clarifications.md\n# Log\n\n## Decisions\n\n### CL-1 — a\n\nx\n\n---\n\n### CL-2 — b\n\ny\n\n## Related\n'
    const after = at(`${requirement(ask)}${plan}${existingLog}`).after('log', '4 days')['clarifications.md'] ?? ''
    assert.match(after, /\ny\n\n---\n\n### CL-3 — 2026-11-23 — how many days\?\n[\s\S]*\n\n## Related\n$/)
    const table = '//- clarifications.md\n# Log\n\n| id | b |\n|---|---|\n| **CL-1** | x |\n| **CL-2** | x |\n'
    assert.match(
      at(`${requirement(ask)}${plan}${table}`).after('log', '4 days')['clarifications.md'] ?? '',
      /\| \*\*CL-2\*\* \| x \|\n\n## CL-3/,
    )
  })
  it('is superseded from a reference in a requirement, and without a body', () => {
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
  it('fits into the sentence', () => {
    const written = (sentence: string, answer: string): string =>
      (at(`${requirement(sentence)}${plan}`).after('log', answer)['spec.md'] ?? '').split('keep ')[1] ?? ''
    assert.equal(written(`it for ${ask}.`, '4 days.'), 'it for 4 days (CL-1).\n')
    assert.equal(written(`it (${ask})`, '4 days'), 'it (4 days, CL-1)\n')
    assert.equal(written(ask, 'x'.repeat(100)), 'CL-1\n')
  })
  it('is not offered for a specification of one file', () => {
    assert.ok(!actions(requirement(ask)).includes('log'))
  })
})
