// What each rule finds and what it leaves alone. A line of ^^^ marks what must be found in the line above.
import assert from 'node:assert/strict'
import { checkRule, fixFirst, run } from '../support/rules.ts'

const functional = (lines: string): string => `## Requirements\n\n### Functional\n\n${lines}`

describe('duplicate-id', () => {
  it('names the other place', () => {
    const [finding] = checkRule(
      'duplicate-id',
      functional(`- **FR-001**: System MUST a
- **FR-1** (tag): System MUST b
    ^^^^ FR-1 is the same id as FR-001, "System MUST a"
`),
    )
    assert.equal(finding?.related[0]?.span.start, functional('- **').length)
  })
  it('sees tasks, headings and rows', () => {
    checkRule('duplicate-id', '## Tasks\n\n### Phase 1\n- [ ] T001: a\n- [X] T001: b\n      ^^^^\n')
    checkRule('duplicate-id', '## User Stories\n\n### US-1: a\n\n### US-1: b\n    ^^^^\n')
    checkRule('duplicate-id', functional('| ID | x |\n|---|---|\n| FR-001 | a |\n| **FR-001** | b |\n    ^^^^^^\n'))
  })
  it('leaves repeats in another form, section or table alone', () => {
    checkRule('duplicate-id', functional('- **FR-001**: a\n\n| ID | tasks |\n|---|---|\n| FR-001 | T001 |\n'))
    checkRule('duplicate-id', functional('- **FR-001**: a\n\n## Validation\n\n- [ ] **FR-001** verified\n'))
    checkRule('duplicate-id', '## Tasks\n\n- [ ] T001–T004: folded\n- [ ] T002: b\n')
    checkRule('duplicate-id', functional('```\n- **FR-001**: a\n- **FR-001**: a\n```\n'))
  })
  for (const note of [
    '### Non-Goals\n\n- FR-001 for other clusters\n- FR-001 does not cover SQS\n',
    'Traceability:\n\n- FR-001 → T001, T002\n',
    '### Inherited\n\n- **FR-001**: as in SPEC-004\n',
    '  - FR-001 still applies\n',
    '\n**FR-001**: rationale\n\n**FR-001**: more of it\n',
    '\n| covered | by |\n|---|---|\n| FR-001 | e2e |\n| FR-001 | unit |\n',
  ]) {
    it(`leaves notes alone: ${JSON.stringify(note)}`, () =>
      checkRule('duplicate-id', functional(`- **FR-001**: a\n${note}`)))
  }
  it('leaves the measures of criteria, orders of tasks and parts of stories alone', () => {
    checkRule(
      'duplicate-id',
      '## Success Criteria\n\n- **SC-001**: a\n\n### How we measure\n\n- **SC-001**: game day\n',
    )
    checkRule('duplicate-id', '## Tasks\n\n- [ ] T001: a\n\n### Order\n\n1. T001\n2. T001\n')
    checkRule('duplicate-id', '## User Stories\n\n### US-1: a\n\n#### US-1 edge cases\n')
  })
  it('knows that a withdrawn or malformed id is not free', () => {
    assert.match(
      fixFirst('duplicate-id', functional('- **FR-001**: a\n- **FR-001**: b\n- **FR 002**: c\n')),
      /FR-003\*\*: b/,
    )
    assert.match(
      fixFirst('missing-id', functional('- **FR-001**: a\n- another thing\n\nFR-002 was withdrawn.\n')),
      /FR-003\*\*: another/,
    )
  })
  it('gives the next free id', () => {
    assert.equal(
      fixFirst('duplicate-id', functional('- **FR-001**: a\n- **FR-007**: b\n- **FR-001**: c\n')),
      functional('- **FR-001**: a\n- **FR-007**: b\n- **FR-008**: c\n'),
    )
  })
})

describe('undefined-id', () => {
  const find = (line: string): string[] =>
    run(functional(`- **FR-001**: a\n- **FR-003**: lists (a) and (b)\n\n${line}\n`), 'undefined-id').map(
      (one) => one.message,
    )
  it('is not put off by ordinary words', () => {
    assert.equal(find('System MUST keep removed items as FR-099 says.').length, 1)
  })
  it('takes one odd id for a name, not for a kind', () => {
    const text = functional('- **FR-001**: a\n- **P95**: < 200 ms\n- **AES-256**: on\n\n(Priority: P1), P50, AES-128\n')
    assert.deepEqual(run(text, 'undefined-id'), [])
    assert.equal(
      run(functional('- **FR-001**: a\n- **NFR-001**: b\n- **NFR-002**: c\n\nNFR-009\n'), 'undefined-id').length,
      1,
    )
    assert.deepEqual(run(functional('- **FR-005a**: a\n- **FR-005b**: b\n\nFR-005\n'), 'undefined-id'), [])
  })
  it('finds ids and the ends of ranges', () => {
    assert.equal(find('As FR-009 says.').length, 1)
    assert.match(find('FR-001 through FR-012 hold.')[0] ?? '', /^FR-012 is/)
    assert.match(find('FR-001/008 hold.')[0] ?? '', /^FR-008 is/)
  })
  for (const line of [
    'FR-001–FR-003, FR-001..003 and FR-001 through FR-003 hold.',
    'FR-003b and FR-003.1 are sub-clauses.',
    '`FR-009` in code, <!-- FR-009 in a comment -->',
    'SPEC-004 FR-009, 097’s FR-016, spec 098 FR-015, FR-024 (original spec), FR-020 in 098.',
    'See [SPEC-002 and its FR-009](../002-x/spec.md).',
    'See [the rule FR-009](../002-x/spec.md#fr-009).',
    'FR-009 was withdrawn.',
    'FR-007 and\nFR-008 were removed. FR-005 is not used, FR-006 (cut). Dropped: FR-004.',
    '[SPEC-004](../004-queues/spec.md) FR-012, SPEC-005 (buckets) FR-017, SPEC-004’s requirement FR-013.',
    'as SPEC-007\nFR-014 asks; the queue spec’s FR-018; FR-030 and FR-031 of SPEC-004; see FR-014 in [SPEC-005](../005/spec.md).',
    '<https://x.io/?q=FR-092>, https://x.io/?q=FR-095, FR-096@x.io, FR-090.md and [^FR-099]',
    'NIST FR-7 and FR-1078 are names.',
    'UTF-8, SHA-256, P1, HTTP-2, ISO-8601, CVE-2024-1234, T001 and NFR-001.',
    'FR-00x and FR-XXX are names of forms.',
  ]) {
    it(`leaves alone: ${line}`, () => assert.deepEqual(find(line), []))
  }
})

describe('open-clarification', () => {
  const count = (text: string): number => run(text, 'open-clarification').length
  it('finds markers wherever they stand', () => {
    checkRule(
      'open-clarification',
      functional(
        '- **FR-001**: keep [NEEDS CLARIFICATION: use `[]` or [a list]?] days\n                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ use `[]` or [a list]?\n',
      ),
    )
    assert.equal(count('| a | [NEEDS CLARIFICATION: b?] |\n|---|---|\n| [NEEDS CLARIFICATION: c?] | d |\n'), 2)
    assert.equal(count('- [NEEDS CLARIFICATION: over\n  two lines?] and [NEEDS CLARIFICATION: one more?]\n'), 2)
    assert.equal(count('# [NEEDS CLARIFICATION: title?]\n\n> [NEEDS CLARIFICATION：full width?]\n'), 2)
    assert.equal(count('[NEEDS CLARIFICATION: never closed\n\nnext\n'), 1)
  })
  it('leaves code, comments, answers and plain mentions alone', () => {
    assert.equal(
      count('`[NEEDS CLARIFICATION: a?]`\n\n```\n[NEEDS CLARIFICATION: a?]\n```\n\n    [NEEDS CLARIFICATION: a?]\n'),
      0,
    )
    assert.equal(count('<!-- [NEEDS CLARIFICATION: a?] -->\n\ntext <!-- [NEEDS CLARIFICATION: a?] -->\n'), 0)
    assert.equal(count('- [ ] No [NEEDS CLARIFICATION] markers remain\n- [CLARIFIED: yes]\n'), 0)
  })
})

describe('missing-id', () => {
  it('gives one finding for a list, and numbers it', () => {
    const text = functional('- System MUST a\n- System MUST b\n  - with a detail\n- System MUST c\n')
    checkRule(
      'missing-id',
      functional(
        '- System MUST a\n  ^^^^^^^^^^^^^ 3 requirements under "Functional"\n- System MUST b\n  - with a detail\n- System MUST c\n',
      ),
    )
    assert.equal(
      fixFirst('missing-id', text),
      functional(
        '- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n  - with a detail\n- **FR-003**: System MUST c\n',
      ),
    )
  })
  it('looks into sub-headings, and at the section of the top', () => {
    assert.equal(run(functional('- **FR-001**: a\n\n#### Could have\n\n- System COULD b\n'), 'missing-id').length, 1)
    assert.equal(
      run(
        '## Problem\n\n### Requirements\n\n- none of it\n\n## Requirements\n\n### Functional\n\n- System MUST a\n',
        'missing-id',
      ).length,
      1,
    )
  })
  it('reads ids in underscores, and never writes a second id into a line', () => {
    assert.deepEqual(run(functional('- __FR-001__: System MUST a\n'), 'missing-id', 'malformed-id'), [])
    for (const line of ['- **FR-001abc**: a', '- **FR-001_**: a'])
      assert.deepEqual(run(functional(`${line}\n`), 'missing-id'), [], line)
  })
  it('gives the next free id, written as in the document', () => {
    assert.equal(
      fixFirst('missing-id', functional('- FR-01: a thing\n- FR-07: b thing\n- another thing\n')),
      functional('- FR-01: a thing\n- FR-07: b thing\n- FR-08: another thing\n'),
    )
    assert.equal(
      fixFirst('missing-id', '## Tasks\n\n- [x] T001: a thing\n- [ ] another thing\n'),
      '## Tasks\n\n- [x] T001: a thing\n- [ ] T002: another thing\n',
    )
  })
  it('leaves groups, links, notes, open questions and other sections alone', () => {
    checkRule(
      'missing-id',
      functional(
        '- Queues:\n  - **FR-001**: a\n- FR-002 to FR-004 are reserved\n- [the list](x.md)\n- Note: b\n- [NEEDS CLARIFICATION: c?]\n- N/A\n',
      ),
    )
    checkRule('missing-id', '## Requirements\n\n### Non-Goals\n\n- Nothing of that\n')
    checkRule(
      'missing-id',
      functional(
        '- [NEEDS CLARIFICATION: `[]` or [list]?]\n- **[NEEDS CLARIFICATION: who?]** (Bob)\n- N/A — documentation only\n- See [the ADR](x.md) for more\n- ![d](x.png)\n- ~~System MUST x~~ dropped\n',
      ),
    )
    checkRule('missing-id', '## Tasks\n\n- [ ] T001: a\n\n### Definition of Done\n\n- [ ] Reviewed\n')
    checkRule('missing-id', '## Tasks\n\n- Plain bullet without a box\n')
    checkRule('missing-id', '## Success Criteria\n\n- **SC-001**: a\n\n### How to verify\n\n- Run the thing\n')
  })
})

describe('malformed-id', () => {
  for (const [line, reason, fixed] of [
    ['- **FR 002**: a', 'a space stands between', '- **FR-002**: a'],
    ['- **fr-002**: a', '"fr" has to be written "FR"', '- **FR-002**: a'],
    ['- **FR_002**: a', '"_" stands between', '- **FR-002**: a'],
    ['- **FR–002**: a', '"–" stands between', '- **FR-002**: a'],
    ['- **FR-0O2**: a', 'has a letter in it', '- **FR-002**: a'],
    ['- **FR-XXX**: a', 'has no number yet', '- **FR-002**: a'],
    ['- **FR-**: a', 'has no number yet', '- **FR-002**: a'],
    ['- FR 002 System MUST a', 'a space stands between', '- FR-002 System MUST a'],
    ['- **FR-002A**: a', 'has to be a small one', '- **FR-002a**: a'],
    ['- **FR-TBD**: a', 'has no number yet', '- **FR-002**: a'],
    ['- Fr-002: a', '"Fr" has to be written "FR"', '- FR-002: a'],
  ] as const) {
    it(`${line} becomes ${fixed}`, () => {
      const text = functional(`- **FR-001**: x\n${line}\n`)
      assert.match(run(text, 'malformed-id')[0]?.message ?? '', new RegExp(reason))
      assert.equal(fixFirst('malformed-id', text), functional(`- **FR-001**: x\n${fixed}\n`))
      assert.deepEqual(run(text, 'missing-id'), [], 'not a second finding for the same line')
    })
  }
  it('never suggests an id that is taken', () => {
    assert.match(fixFirst('malformed-id', functional('- **FR-001**: a\n- **FR 001**: c\n')), /\*\*FR-002\*\*: c/)
  })
  for (const [line, fixed] of [
    ['- [] T002: a', '- [ ] T002: a'],
    ['- [ x] T002: a', '- [x] T002: a'],
    ['- [ ]T002: a', '- [ ] T002: a'],
    ['-[ ] T002: a', '- [ ] T002: a'],
    ['- [ ] t002: a', '- [ ] T002: a'],
  ] as const) {
    it(`${line} becomes ${fixed}`, () => {
      assert.equal(
        fixFirst('malformed-id', `## Tasks\n\n- [x] T001: x\n\n${line}\n`),
        `## Tasks\n\n- [x] T001: x\n\n${fixed}\n`,
      )
    })
  }
  for (const line of [
    '- to do: nothing',
    '- from 5 to 7: fine',
    '- **Fraud check**: a',
    '- **Frequency**: 3',
    '- us 2 people',
  ]) {
    it(`leaves prose alone: ${line}`, () => checkRule('malformed-id', `${functional(line)}\n\n## Tasks\n\n${line}\n`))
  }
})

describe('placeholder', () => {
  it('finds exact text of the template, in code only what stands there in code', () => {
    checkRule(
      'placeholder',
      `## User Stories

As a **[role]**, I want [capability]
       ^^^^^^ text of the template
                        ^^^^^^^^^^^^
`,
    )
    assert.equal(run('## Design\n\n```yaml\nkind: [Kind]\nrole: [role]\n```\n', 'placeholder').length, 1)
    assert.equal(run('# Spec: A\n\n**ID**: SPEC-XXX\n**Created**: YYYY-MM-DD\n', 'placeholder').length, 2)
    assert.equal(run('| a | b | c |\n|---|---|---|\n| Resource1 | Always | Description |\n', 'placeholder').length, 1)
  })
  it('leaves other brackets, links, code and dates in prose alone', () => {
    checkRule(
      'placeholder',
      'An [optional] thing, [role](x.md), [role][1], `[role]`, [Role], dates as YYYY-MM-DD, SPEC-XXX.\n',
    )
  })
})

describe('metadata', () => {
  const head = (...lines: string[]): string => `# Spec: A\n\n${lines.join('\n')}\n`
  const messages = (text: string): string[] => run(text, 'invalid-metadata').map((one) => one.message)
  it('takes notes, case, spaces and full stops', () => {
    for (const status of [
      'draft',
      'Draft',
      'In Review',
      'in-review (since Monday)',
      '✅ done',
      'done.',
      '**approved**',
    ]) {
      assert.deepEqual(messages(head(`**Status**: ${status}`)), [], status)
    }
  })
  it('offers the nearest word', () => {
    assert.equal(fixFirst('invalid-metadata', head('**Status**: aproved')), head('**Status**: approved'))
    assert.equal(messages(head('**Status**: draft | done')).length, 1)
  })
  it('knows dates, ids and issues', () => {
    assert.equal(messages(head('**Created**: 2026-02-30')).length, 1)
    assert.equal(messages(head('**Created**: yesterday')).length, 1)
    assert.equal(messages(head('**Created**: 2024-02-29 (moved)')).length, 0)
    assert.equal(messages(head('**Created**: 12026-02-031')).length, 1)
    assert.equal(messages(head('**ID**: 12')).length, 1)
    assert.equal(messages(head('**ID**: SPEC-0xx')).length, 1)
    assert.equal(messages(head('**Issue**: [#XXX](https://github.com/acme/p/issues/XXX)')).length, 1)
    assert.equal(messages(head('**Status**: approved <!-- draft | in-review -->')).length, 0)
    assert.equal(messages(head('**ID**: SPEC-0012')).length, 0)
    assert.equal(messages(head('**Issue**: TBD (see #12)')).length, 1)
    assert.equal(messages(head('**Issue**: N/A (predates the tracker)')).length, 0)
  })
  it('inserts a missing line in its place, in the line ends of the document', () => {
    assert.equal(
      fixFirst(
        'missing-metadata',
        '# Spec: A\r\n\r\n**ID**: SPEC-1\r\n**Status**: draft\r\n**Type**: platform\r\n**Created**: 2026-01-01\r\n',
      ),
      '# Spec: A\r\n\r\n**ID**: SPEC-1\r\n**Issue**: [#XXX](https://github.com/Smana/cloud-native-ref/issues/XXX)\r\n**Status**: draft\r\n**Type**: platform\r\n**Created**: 2026-01-01\r\n',
    )
    assert.equal(
      run(head('**Status**:'), 'missing-metadata').filter((one) => one.message.includes('no value')).length,
      1,
    )
  })
  it('reads every spelling of a field', () => {
    for (const line of [
      '- **Status**: wip',
      '__Status__: wip',
      '`Status`: wip',
      '| a | b |\n|---|---|\n| **Status** | wip |',
      '**ID**: SPEC-1 | **Status**: wip',
      '## Metadata\n\n**Status**: wip',
      '**Status:** wip',
      '> **Status**: wip',
      '**Status**：wip',
      'Status: wip',
    ]) {
      assert.equal(messages(head(line)).length, 1, line)
    }
  })
})

describe('missing-section', () => {
  const names = (text: string): string[] =>
    run(text, 'missing-section').map((one) => /"([^"]*)"/.exec(one.message)?.[1] ?? '')
  const all = [
    'Summary',
    'Problem',
    'User Stories',
    'Requirements',
    'Success Criteria',
    'Design',
    'Tasks',
    'Review Checklist',
  ]
  const document = (titles: string[]): string =>
    `# Spec: A\n\n${titles.map((title) => `${title}\n\ntext\n`).join('\n')}`
  it('takes numbers, marks, emoji, case and longer names', () => {
    const spelled = [
      '## 1. Summary',
      '## Problem Statement',
      '## User stories *(mandatory)*',
      '## Functional Requirements',
      '## 🎯 Success Criteria',
      '# Design:',
      '## TASKS',
      'Review Checklist\n---',
    ]
    assert.deepEqual(names(document(spelled)), [])
  })
  it('is not fooled by headings in code (fault 78)', () => {
    assert.deepEqual(
      names(
        `${document(all.filter((name) => name !== 'Tasks').map((name) => `## ${name}`))}\n\`\`\`yaml\n## Tasks\n\`\`\`\n`,
      ),
      ['Tasks'],
    )
  })
  it('inserts the section where it belongs', () => {
    const without = document(
      ['Summary', 'User Stories', 'Requirements', 'Success Criteria', 'Design', 'Tasks', 'Review Checklist'].map(
        (name) => `## ${name}`,
      ),
    )
    const fixed = fixFirst('missing-section', without)
    assert.match(fixed, /## Summary\n\ntext\n\n## Problem\n\n\[Who experiences[^\n]*\n\n## User Stories/)
    assert.deepEqual(names(fixed), [])
    const last = fixFirst('missing-section', document(all.slice(0, -1).map((name) => `## ${name}`)))
    assert.match(
      last,
      /## Tasks\n\ntext\n\n## Review Checklist\n\nComplete this[\s\S]*- \[ \] Recovery\/rollback path clear\n$/,
    )
  })
  it('puts a section beside the others, never into one', () => {
    const text = '# Spec: A\n\n## Overview\n\n### Summary\n\na\n\n### Problem\n\nb\n\n### Notes\n\nc\n'
    assert.match(fixFirst('missing-section', text), /### Notes\n\nc\n\n## User Stories\n/)
  })
  it('keeps the rules between sections', () => {
    const text = '# Spec: A\n\n---\n\n## Summary\n\na\n\n---\n\n## User Stories\n'
    assert.match(
      fixFirst('missing-section', text),
      /a\n\n---\n\n## Problem\n\n\[Who[^\n]*\n\n---\n\n## User Stories\n$/,
    )
  })
  it('is not put off by links in comments, in code or to other documents', () => {
    for (const link of ['<!-- [p](plan.md) -->', '`[p](plan.md)`', '[glossary](glossary.md)']) {
      assert.equal(names(`${document(['## Summary'])}\n${link}\n`).length, 7, link)
    }
  })
  it('is not satisfied by a heading of another thing', () => {
    assert.ok(names(document(['## Summary', '### US-2: See the problem', '### Background tasks'])).includes('Problem'))
    assert.deepEqual(
      names(document(all.map((name) => (name === 'Design' ? '## [Design](#d): overview' : `## ${name}`)))),
      [],
    )
  })
  it('is silent in another language, not in a document that has just been started', () => {
    const german = [
      'Zusammenfassung',
      'Problem',
      'Nutzer',
      'Anforderungen',
      'Erfolg',
      'Entwurf',
      'Aufgaben',
      'Prüfung',
    ].map((name) => `## ${name}`)
    assert.deepEqual(names(document(german)), [])
    assert.equal(names('# Spec: A\n').length, 8)
  })
  it('is silent where a document beside it has the rest', () => {
    assert.deepEqual(names(`${document(['## Summary'])}\nSee [plan.md](plan.md).\n`), [])
  })
})

describe('unclosed-fence', () => {
  it('finds fences that run to the end, also of a list item', () => {
    checkRule('unclosed-fence', 'a\n\n~~~~yaml\n^^^^\nb\n')
    checkRule('unclosed-fence', '- a\n\n  ```\n  ^^^\n  b\n\nc\n')
    checkRule('unclosed-fence', '```\na\n```\n\n````\n```\n````\n')
  })
})
