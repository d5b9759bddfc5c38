// The findings of the rules about ids, questions and placeholders, and what these rules ignore.
import assert from 'node:assert/strict'
import { checkRule, fixFirst, folderOf, functional, quotedIn, read, run } from '../support/rules.ts'

describe('duplicate-id', () => {
  it('names the first definition', () => {
    const [finding] = checkRule(
      'duplicate-id',
      functional(`- **FR-001**: System MUST a
- **FR-1** (tag): System MUST b
    ^^^^ Duplicate id "FR-1" (the same as "FR-001" on line 5).
`),
    )
    assert.equal(finding?.related[0]?.span.start, functional('- **').length)
  })
  it('finds duplicate tasks, headings and table rows', () => {
    checkRule('duplicate-id', '## Tasks\n\n### Phase 1\n- [ ] T001: a\n- [X] T001: b\n      ^^^^\n')
    checkRule('duplicate-id', '## User Stories\n\n### US-1: a\n\n### US-1: b\n    ^^^^\n')
    checkRule('duplicate-id', functional('| ID | x |\n|---|---|\n| FR-001 | a |\n| **FR-001** | b |\n    ^^^^^^\n'))
  })
  it('ignores repetitions in another form, section or table', () => {
    checkRule('duplicate-id', functional('- **FR-001**: a\n\n| ID | tasks |\n|---|---|\n| FR-001 | T001 |\n'))
    checkRule('duplicate-id', functional('- **FR-001**: a\n\n## Validation\n\n- [ ] **FR-001** verified\n'))
    checkRule('duplicate-id', '## Tasks\n\n- [ ] T001–T004: folded\n- [ ] T002: b\n')
    checkRule('duplicate-id', functional('```\n- **FR-001**: a\n- **FR-001**: a\n```\n'))
    checkRule(
      'duplicate-id',
      '## Notes\n\n| ADR | x |\n|---|---|\n| [ADR-006 D1](a.md) | b |\n| [ADR-006 D2](a.md) | c |\n',
    )
    // A decision record constrains several things.
    checkRule('duplicate-id', '## Notes\n\n| ADR | x |\n|---|---|\n| ADR-006 | b |\n| ADR-006 | c |\n')
    checkRule('duplicate-id', '## Notes\n\n| Case | x |\n|---|---|\n| EC-006 | b |\n| EC-006 | c |\n  ^^^^^^\n')
  })
  for (const note of [
    '### Non-Goals\n\n- FR-001 for other clusters\n- FR-001 does not cover SQS\n',
    'Traceability:\n\n- FR-001 → T001, T002\n',
    '### Inherited\n\n- **FR-001**: as in SPEC-004\n',
    '  - FR-001 still applies\n',
    '\n**FR-001**: rationale\n\n**FR-001**: more of it\n',
    '- **FR-001-i**: a part\n- **FR-001-ii**: another\n',
    '\n| covered | by |\n|---|---|\n| FR-001 | e2e |\n| FR-001 | unit |\n',
  ]) {
    it(`ignores notes: ${JSON.stringify(note)}`, () =>
      checkRule('duplicate-id', functional(`- **FR-001**: a\n${note}`)))
  }
  it('ignores measurements of criteria, the order of tasks and parts of stories', () => {
    checkRule(
      'duplicate-id',
      '## Success Criteria\n\n- **SC-001**: a\n\n### How we measure\n\n- **SC-001**: game day\n',
    )
    checkRule('duplicate-id', '## Tasks\n\n- [ ] T001: a\n\n### Order\n\n1. T001\n2. T001\n')
    checkRule('duplicate-id', '## User Stories\n\n### US-1: a\n\n#### US-1 edge cases\n')
  })
  it('does not suggest a withdrawn or malformed id', () => {
    assert.match(
      fixFirst('duplicate-id', functional('- **FR-001**: a\n- **FR-001**: b\n- **FR 002**: c\n')),
      /FR-003\*\*: b/,
    )
    assert.match(
      fixFirst('missing-id', functional('- **FR-001**: a\n- another thing\n\nFR-002 was withdrawn.\n')),
      /FR-003\*\*: another/,
    )
  })
  it('suggests the next free id', () => {
    assert.equal(
      fixFirst('duplicate-id', functional('- **FR-001**: a\n- **FR-007**: b\n- **FR-001**: c\n')),
      functional('- **FR-001**: a\n- **FR-007**: b\n- **FR-008**: c\n'),
    )
  })
})

describe('undefined-id', () => {
  const find = (line: string): string[] =>
    run(functional(`- **FR-001**: a\n- **FR-003**: lists (a) and (b)\n\n${line}\n`), 'undefined-id').map(
      (finding) => finding.message,
    )
  it('is not misled by ordinary words', () => {
    assert.equal(find('System MUST keep removed items as FR-099 says.').length, 1)
  })
  for (const line of [
    'Implement FR-099 so that removed parcels are listed.',
    'The queue keeps what FR-099 asks for, and no deleted order is shown.',
    'FR-099 MUST hold. The old queue was removed.',
    'FR-099: Removed items MUST be listed',
    'In 300 cases FR-099 holds.',
    'See [the notes](./notes.md): FR-099.',
  ])
    it(`does not take a word nearby for a withdrawal or a qualifier: ${line}`, () =>
      assert.match(find(line)[0] ?? '', /^Unknown id "FR-099": nothing in this specification/))
  it('reports an id once, with its other references', () => {
    const found = run(functional('- **FR-001**: a\n\nFR-009, FR-008.\n\nFR-009 and FR-009.\n'), 'undefined-id')
    assert.deepEqual(
      found.map(({ message, related }) => [quotedIn(message), related.length]),
      [
        ['FR-009', 2],
        ['FR-008', 0],
      ],
    )
  })
  it('counts the other references, and reports one or both ends of a range', () => {
    const unknown = 'Unknown id "FR-009": nothing in this specification defines it.'
    for (const [line, message] of [
      ['FR-009.', unknown],
      ['FR-009. FR-009.', `${unknown} Referenced in 1 other location.`],
      ['FR-009. FR-009. FR-009.', `${unknown} Referenced in 2 other locations.`],
      ['FR-001–FR-009.', unknown],
      ['FR-008–FR-009.', 'Unknown ids "FR-008" and "FR-009": nothing in this specification defines them.'],
    ] as const)
      assert.deepEqual(find(line), [message], line)
  })
  it('applies a withdrawal to all references of an id', () =>
    assert.deepEqual(
      run(functional('- **FR-001**: a\n\nIs FR-009 needed? No: FR-009 was removed.\n'), 'undefined-id'),
      [],
    ))
  it('takes a single unusual id for a name, not for a kind of id', () => {
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
    assert.match(find('FR-001 through FR-012 hold.')[0] ?? '', /^Unknown id "FR-012": /)
    assert.match(find('FR-001/008 hold.')[0] ?? '', /^Unknown id "FR-008": /)
  })
  for (const line of [
    'FR-008 in 200 ms',
    '24-hour (FR-008)',
    "FR-001's criterion FR-008",
    '[x](#y)FR-008',
    '文本[链接](#y)与FR-008',
    '365-day FR-008',
    '16-digit FR-008',
    'FR-008 of 404/500 replies',
    'FR-008 in 120 (of 130) cases',
    'This specification’s FR-008',
    'the previous requirement FR-008',
    'as standard FR-008 says',
  ]) {
    it(`does not belong to another specification: ${line}`, () =>
      assert.match(find(`${line}\n`)[0] ?? '', /^Unknown id "FR-008": /))
  }
  for (const line of [
    'FR-001–FR-003, FR-001..003 and FR-001 through FR-003 hold.',
    'FR-003b and FR-003.1 are sub-clauses.',
    '`FR-009` in code, <!-- FR-009 in a comment -->',
    'SPEC-006 FR-009, 097’s FR-016, spec 098 FR-015, FR-024 (original spec), FR-020 in 098.',
    'See [SPEC-002 and its FR-009](../002-x/spec.md).',
    'See [the rule FR-009](../002-x/spec.md#fr-009).',
    'FR-009 was withdrawn.',
    'FR-007 and\nFR-008 were removed. FR-005 is not used, FR-006 (cut). Dropped: FR-004.',
    '[SPEC-006](../006-queues/spec.md) FR-012, SPEC-005 (buckets) FR-017, SPEC-006’s requirement FR-013.',
    'as SPEC-007\nFR-014 asks; the queue spec’s FR-018; FR-030 and FR-031 of SPEC-004; see FR-014 in [SPEC-005](../005/spec.md).',
    'FR-004, FR-005, FR-006, FR-007, FR-008 and FR-009 were originally part of this spec and have been moved to companion spec 108.',
    'FR-004, FR-005 (the old form) are now contracted in 108; FR-006 and FR-007 are all owned by 108.',
    'The FR-009 family is owned by 108, and FR-008, which has since been removed, is not needed.',
    '| FR-009 | high | removed in v2 |\n|---|---|---|\n| FR-008 | low | ~~withdrawn~~ |',
    'It is inherited from 107 (FR-014a), and 107’s audit query (FR-014b) stays.',
    'Needs the SPEC-123 e2e task (FR-010), the parent epic (#19), server FR-027/040.',
    'In feature 002, FR-013 and FR-014 apply.',
    'See [billing](../002-billing/spec.md): FR-013, FR-014.',
    'As `specs/002-billing/spec.md` says in FR-013.',
    'FR-011 to FR-020 will be specified when those phases become active.',
    'Coherent with 022 FR-003 and 025 FR-003, with FR-001 and 030’s FR-001. Per FR-001, 030 ships first.',
    'The tasks-template T019 line and the FR-014-style ledger.',
    'Deferred to v2: FR-010 and FR-011. This supersedes FR-012.',
    '## Inherited Requirements (Reference Only — Owned by 107)\n\n- **FR-014**: a\n- **FR-015**: b\n\n## More\n\nFR-014 holds.',
    '### Story 2 (from 123 FR-077)',
    '<https://x.io/?q=FR-092>, https://x.io/?q=FR-095, FR-096@x.io, FR-090.md and [^FR-099]',
    'NIST FR-7 and FR-1078 are names.',
    'UTF-8, SHA-256, P1, HTTP-2, ISO-8601, CVE-2024-1234, T001 and NFR-001.',
    'FR-00x and FR-XXX are names of forms.',
  ]) {
    it(`ignores: ${line}`, () => assert.deepEqual(find(line), []))
  }
  it('does not count items below a heading that assigns them to another specification', () => {
    const { definitions } = read(
      functional('- **FR-001**: a\n- **FR-002**: b\n\n### Inherited Requirements (Owned by 107)\n\n- **FR-014**: c\n'),
    )
    assert.deepEqual(
      definitions.map(({ id }) => id.text),
      ['FR-001', 'FR-002'],
    )
  })
})

describe('open-clarification', () => {
  const count = (text: string): number => run(text, 'open-clarification').length
  it('finds markers everywhere in a document', () => {
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
  it('ignores code, comments, answers and mere mentions', () => {
    assert.equal(
      count('`[NEEDS CLARIFICATION: a?]`\n\n```\n[NEEDS CLARIFICATION: a?]\n```\n\n    [NEEDS CLARIFICATION: a?]\n'),
      0,
    )
    assert.equal(count('<!-- [NEEDS CLARIFICATION: a?] -->\n\ntext <!-- [NEEDS CLARIFICATION: a?] -->\n'), 0)
    assert.equal(count('- [ ] No [NEEDS CLARIFICATION] markers remain\n- [CLARIFIED: yes]\n'), 0)
  })
})

describe('missing-id', () => {
  it('reports a list once, and numbers it', () => {
    const text = functional('- System MUST a\n- System MUST b\n  - with a detail\n- System MUST c\n')
    checkRule(
      'missing-id',
      functional(
        '- System MUST a\n  ^^^^^^^^^^^^^ 3 requirements without an id. The next free ids are FR-001 to FR-003.\n- System MUST b\n  - with a detail\n- System MUST c\n',
      ),
    )
    assert.equal(
      fixFirst('missing-id', text),
      functional(
        '- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n  - with a detail\n- **FR-003**: System MUST c\n',
      ),
    )
  })
  it('says what kind of item has no id, in singular or plural', () => {
    const task = '- [ ] T001 a\n'
    const criterion = '- **SC-001**: a\n'
    for (const [text, message] of [
      [functional('- System MUST a\n'), 'Requirement without an id. The next free id is FR-001.'],
      [
        `## Success Criteria\n\n${criterion}- 90 % of b\n`,
        'Success criterion without an id. The next free id is SC-002.',
      ],
      [
        `## Success Criteria\n\n${criterion}- 90 % of b\n- 80 % of c\n`,
        '2 success criteria without an id. The next free ids are SC-002 to SC-003.',
      ],
      [`## Tasks\n\n${task}- [ ] Do b\n`, 'Task without an id. The next free id is T002.'],
      [`## Tasks\n\n${task}- [ ] Do b\n- [ ] Do c\n`, '2 tasks without an id. The next free ids are T002 to T003.'],
    ] as const)
      assert.deepEqual(
        run(text, 'missing-id').map((finding) => finding.message),
        [message],
      )
  })
  it('looks below subheadings, and only at the section on the top level', () => {
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
  it('suggests the next free id in the form of the document', () => {
    assert.equal(
      fixFirst('missing-id', functional('- FR-01: a thing\n- FR-07: b thing\n- another thing\n')),
      functional('- FR-01: a thing\n- FR-07: b thing\n- FR-08: another thing\n'),
    )
    assert.equal(
      fixFirst('missing-id', '## Tasks\n\n- [x] T001: a thing\n- [ ] another thing\n'),
      '## Tasks\n\n- [x] T001: a thing\n- [ ] T002: another thing\n',
    )
    // An id below a repeated heading is not free either, although items are not looked for there.
    assert.equal(
      fixFirst('missing-id', '## Tasks\n\n- [ ] a thing\n\n## Tasks\n\n- [x] T001: another thing\n'),
      '## Tasks\n\n- [ ] T002: a thing\n\n## Tasks\n\n- [x] T001: another thing\n',
    )
  })
  it('ignores groups, links, notes, open questions and other sections', () => {
    checkRule(
      'missing-id',
      functional(
        '- Queues:\n  - **FR-001**: a\n- FR-002 to FR-004 are reserved\n- [the list](x.md)\n- Note: b\n- [NEEDS CLARIFICATION: c?]\n- N/A\n',
      ),
    )
    checkRule('missing-id', '## Requirements\n\n### Non-Goals\n\n- Nothing of that\n')
    checkRule('missing-id', '## Tasks\n\n- [ ] T001: a\n- [x] SKIP: T002 (not needed)\n')
    const grouped = (lines: string): string => functional(`**Group:**\n\n${lines}`)
    assert.equal(run(grouped('- **FR-001**: a\n- System MUST b\n- **FR-002**: c\n'), 'missing-id').length, 1)
    assert.equal(run(grouped('- System MUST a\n- **FR-001**: b\n'), 'missing-id').length, 1)
    assert.equal(run(`${functional('- **FR-001**: a\n\n')}**Not:**\n\n- System MUST b\n`, 'missing-id').length, 0)
    const long = `- “Done” means ${'checked '.repeat(40)}\n`
    checkRule(
      'missing-id',
      `## Success Criteria\n\n- **SC-001**: a\n\n**Clarifications**:\n\n- As SC-001 has it\n${long}- b means c\n`,
    )
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

describe('placeholder', () => {
  it('marks a metadata value, whatever precedes it', () => {
    for (const before of ['', '---\nowner: me\n---\n\n', 'Some words.\n\n', '<!-- a -->\n\n'])
      checkRule(
        'placeholder',
        `${before}# Spec: A\n\n**ID**: SPEC-XXX\n        ^^^^^^^^ ID still has the template value "SPEC-XXX".\n**Status**: draft\n`,
      )
  })
  it('finds the exact text of the template, and in code only text that is code in the template', () => {
    checkRule(
      'placeholder',
      `## User Stories

As a **[role]**, I want [capability]
       ^^^^^^ Template placeholder "[role]" is not filled in.
                        ^^^^^^^^^^^^
`,
    )
    assert.equal(run('## Design\n\n```yaml\nkind: [Kind]\nrole: [role]\n```\n', 'placeholder').length, 1)
    assert.equal(run('# Spec: A\n\n**ID**: SPEC-XXX\n**Created**: YYYY-MM-DD\n', 'placeholder').length, 1)
    assert.equal(run('| a | b | c |\n|---|---|---|\n| Resource1 | Always | Description |\n', 'placeholder').length, 1)
  })
  it('gives a hint about an optional section that is not used', () => {
    const plan = (...rows: string[]): string =>
      `//- spec.md\n# Feature Specification: Queue\n\n**Status**: Approved\n//- plan.md\n# Implementation Plan: Queue\n\n## Summary\n\nA queue.\n\n## Complexity Tracking\n\n| Violation | Why Needed | Simpler Alternative Rejected Because |\n|---|---|---|\n${rows.join('\n')}\n//- tasks.md\n# Tasks: Queue\n`
    const [first, second] = [
      '| [e.g., 4th project] | [current need] | [why 3 projects insufficient] |',
      '| [e.g., Repository pattern] | [specific problem] | [why direct DB access insufficient] |',
    ]
    const severities = (text: string): string[] => run(folderOf(text), 'placeholder').map(({ severity }) => severity)
    assert.deepEqual(severities(plan(first as string, second as string)), ['hint', 'hint'])
    assert.deepEqual(severities(plan('| A cache | latency | too slow |', second as string)), ['error'])
  })
  it('ignores other brackets, links, code and dates in prose', () => {
    checkRule(
      'placeholder',
      'An [optional] thing, [role](x.md), [role][1], `[role]`, [Role], dates as YYYY-MM-DD, SPEC-XXX.\n',
    )
  })
})
