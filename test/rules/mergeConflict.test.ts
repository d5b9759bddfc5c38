// Merge conflicts: one finding each, nothing from inside, and outside only what is found with either side.
import assert from 'node:assert/strict'
import { checkRule, quotedIn, run } from '../support/rules.ts'

const head = '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n**Type**: platform\n\n'
const conflict = (ours: string, theirs: string): string => `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`
const requirement = (id: string): string => `- **${id}**: System MUST do ${id.slice(-1)} things\n`
const said = (text: string): string[] => run(text).map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`)

describe('merge-conflict', () => {
  it('is found on the first line of each', () => {
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
    'a defect of each side': start + conflict('- **FR 002**: fast, etc.\n', '- System is fast as FR-099 says\n'),
    'whole sections on both sides':
      start +
      conflict(
        '\n## Success Criteria\n\n- **SC-001**: a\n\n## Summary\n\na\n',
        '\n## Summary\n\nb\n\n## Summary\n\nc\n',
      ),
    'a mention of what one side defines': `${start + conflict(requirement('FR-002'), requirement('FR-003'))}- **FR-004**: System MUST do as FR-002 and FR-003 say\n`,
    'a link to a heading of one side': `${start}- **FR-002**: System MUST keep [this](#b-part) and [that](#a-part)\n${conflict('### A part\n', '### B part\n')}`,
    'metadata on both sides': `${start.replace('**Status**: draft\n', conflict('**Status**: draft\n', '**Status**: approved\n'))}`,
    'a table on both sides': `${start}\n| a | b |\n|---|---|\n${conflict('| 1 | 2 |\n', '| 1 | 3 |\n')}| 4 | 5 |\n`,
    'a question on one side': start + conflict('- **FR-002**: System MUST [NEEDS CLARIFICATION: a?]\n', ''),
    'text above the separator, which is no underline': `${start}\n${conflict('Some words\n', 'Other words\n')}\n${requirement('FR-002')}`,
  }
  for (const [name, text] of Object.entries(texts))
    it(`is all that is told of ${name}`, () => {
      const clean = new Set(said(start))
      assert.deepEqual(
        said(text).filter((one) => !clean.has(one) && !/^(?:missing-section|missing-metadata|too-few)/.test(one)),
        ['merge-conflict: <<<<<<< HEAD'],
      )
    })

  it('hides nothing that stands outside of it and has nothing to do with it', () => {
    const text = `${start}${conflict(requirement('FR-002'), requirement('FR-002'))}${requirement('FR-001')}- **FR-005**: System MUST do as FR-099 says\n`
    assert.deepEqual(
      said(text).filter((one) => /duplicate|undefined|merge/.test(one)),
      ['merge-conflict: <<<<<<< HEAD', 'duplicate-id: FR-001', 'undefined-id: FR-099'],
    )
  })

  it('in one document of a feature leaves the others with what holds for either side', () => {
    const spec = start + conflict(requirement('FR-002'), requirement('FR-003'))
    const found = run(`${spec}//- tasks.md\n# Tasks: Queue\n\n## Tasks\n\n- [ ] T001 Do FR-002, FR-003 and FR-009\n`)
    assert.deepEqual(
      found.filter(({ code }) => code === 'undefined-id').map(({ message }) => quotedIn(message)),
      ['FR-009'],
    )
  })

  it('can be silenced like any other, and what is inside stays silent', () => {
    const text = `<!-- specwise-disable-file merge-conflict: on purpose -->\n${texts['the same ids on both sides']}`
    assert.deepEqual(
      said(text).filter((one) => !/^(?:missing-section|missing-metadata|too-few)/.test(one)),
      said(start).filter((one) => !/^(?:missing-section|missing-metadata|too-few)/.test(one)),
    )
  })

  it('has comments that silence what stands outside, whichever side has them', () => {
    const comment = '<!-- specwise-disable undefined-id: why -->\n'
    const found = (ours: string, theirs: string): string[] =>
      said(`${start}${conflict(ours, theirs)}- **FR-005**: System MUST do as FR-099 says\n`).filter((one) =>
        /undefined|suppression/.test(one),
      )
    assert.deepEqual(found('', 'a\n'), ['undefined-id: FR-099'])
    // Silenced with one of the sides: nobody knows yet.
    for (const [ours, theirs] of [
      [comment, ''],
      ['', comment],
      [comment, comment],
    ] as const)
      assert.deepEqual(found(ours, theirs), [])
  })

  it('is none in a fence that shows one, nor where a heading is underlined', () => {
    const example = `${start}\n\`\`\`\n${conflict('a\n', 'b\n')}\`\`\`\n\nTitle\n=======\n`
    assert.deepEqual(
      said(example).filter((one) => one.startsWith('merge')),
      [],
    )
  })
})
