// Merge conflicts: one finding each, no findings inside, and outside only findings that both sides have.
import assert from 'node:assert/strict'
import { checkRule, quotedIn, run } from '../support/rules.ts'

const head = '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n'
const conflict = (ours: string, theirs: string): string => `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`
const requirement = (id: string): string => `- **${id}**: System MUST do ${id.slice(-1)} things\n`
const findingsIn = (text: string): string[] =>
  run(text).map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`)

describe('merge-conflict', () => {
  it('is found on the first line of each conflict', () => {
    checkRule(
      'merge-conflict',
      `${head}## Requirements

### Functional

<<<<<<< HEAD
^^^^^^^^^^^^ Unresolved merge conflict on lines 11 to 15. Keep one side
- **FR-001**: a
=======
- **FR-001**: b
>>>>>>> theirs

<<<<<<< HEAD
^^^^^^^^^^^^ Unresolved merge conflict on lines 17 to 22.
||||||| 1f3a
- **FR-002**: a
=======
- **FR-003**: a
>>>>>>> theirs
`,
    )
  })

  const start = `${head}## Requirements\n\n### Functional\n\n${requirement('FR-001')}`
  const texts: Record<string, string> = {
    'the same ids on both sides':
      start + conflict(requirement('FR-002'), requirement('FR-002')) + requirement('FR-003'),
    'a mistake on each side': start + conflict('- **FR 002**: fast, etc.\n', '- System is fast as FR-099 says\n'),
    'whole sections on both sides':
      start +
      conflict(
        '\n## Success Criteria\n\n- **SC-001**: a\n\n## Summary\n\na\n',
        '\n## Summary\n\nb\n\n## Summary\n\nc\n',
      ),
    'a reference to an item that one side defines': `${start + conflict(requirement('FR-002'), requirement('FR-003'))}- **FR-004**: System MUST do as FR-002 and FR-003 say\n`,
    'a link to a heading on one side': `${start}- **FR-002**: System MUST keep [this](#b-part) and [that](#a-part)\n${conflict('### A part\n', '### B part\n')}`,
    'metadata on both sides': `${start.replace('**Status**: draft\n', conflict('**Status**: draft\n', '**Status**: approved\n'))}`,
    'a table on both sides': `${start}\n| a | b |\n|---|---|\n${conflict('| 1 | 2 |\n', '| 1 | 3 |\n')}| 4 | 5 |\n`,
    'a question on one side': start + conflict('- **FR-002**: System MUST [NEEDS CLARIFICATION: a?]\n', ''),
    'text above the separator, which is not a setext underline': `${start}\n${conflict('Some words\n', 'Other words\n')}\n${requirement('FR-002')}`,
  }
  for (const [name, text] of Object.entries(texts))
    it(`is the only finding for ${name}`, () => {
      const clean = new Set(findingsIn(start))
      assert.deepEqual(
        findingsIn(text).filter(
          (finding) => !clean.has(finding) && !/^(?:missing-section|missing-metadata|too-few)/.test(finding),
        ),
        ['merge-conflict: <<<<<<< HEAD'],
      )
    })

  it('does not hide unrelated findings outside the conflict', () => {
    const text = `${start}${conflict(requirement('FR-002'), requirement('FR-002'))}${requirement('FR-001')}- **FR-005**: System MUST do as FR-099 says\n`
    assert.deepEqual(
      findingsIn(text).filter((finding) => /duplicate|undefined|merge/.test(finding)),
      ['merge-conflict: <<<<<<< HEAD', 'duplicate-id: FR-001', 'undefined-id: FR-099'],
    )
  })

  it('leaves the other documents of a feature with the findings that both sides have', () => {
    const spec = start + conflict(requirement('FR-002'), requirement('FR-003'))
    const found = run(`${spec}//- tasks.md\n# Tasks: Queue\n\n## Tasks\n\n- [ ] T001 Do FR-002, FR-003 and FR-009\n`)
    assert.deepEqual(
      found.filter(({ code }) => code === 'undefined-id').map(({ message }) => quotedIn(message)),
      ['FR-009'],
    )
  })

  it('can be suppressed like any finding, and there are still no findings inside', () => {
    const text = `<!-- specwise-disable-file merge-conflict: on purpose -->\n${texts['the same ids on both sides']}`
    assert.deepEqual(
      findingsIn(text).filter((finding) => !/^(?:missing-section|missing-metadata|too-few)/.test(finding)),
      findingsIn(start).filter((finding) => !/^(?:missing-section|missing-metadata|too-few)/.test(finding)),
    )
  })

  it('respects suppression comments for text outside the conflict, whichever side has them', () => {
    const comment = '<!-- specwise-disable undefined-id: why -->\n'
    const found = (ours: string, theirs: string): string[] =>
      findingsIn(`${start}${conflict(ours, theirs)}- **FR-005**: System MUST do as FR-099 says\n`).filter((finding) =>
        /undefined|suppression/.test(finding),
      )
    assert.deepEqual(found('', 'a\n'), ['undefined-id: FR-099'])
    // With one of the sides the finding is suppressed, and it is not decided which side stays.
    for (const [ours, theirs] of [
      [comment, ''],
      ['', comment],
      [comment, comment],
    ] as const)
      assert.deepEqual(found(ours, theirs), [])
  })

  it('is not found in a code fence, or where a heading is underlined', () => {
    const example = `${start}\n\`\`\`\n${conflict('a\n', 'b\n')}\`\`\`\n\nTitle\n=======\n`
    assert.deepEqual(
      findingsIn(example).filter((finding) => finding.startsWith('merge')),
      [],
    )
  })
})
