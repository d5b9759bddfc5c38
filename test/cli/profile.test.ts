// specwise check --profile: the time of phases and rules.
import assert from 'node:assert/strict'
import { createProfile } from '../../server/src/cli/profile.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { runWith } from '../support/commandLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

describe('specwise check --profile', () => {
  it('measures phases, rules and the remaining time', async () => {
    let clock = 0
    const profile = createProfile(() => clock)
    await profile.phase('reading', async () => {
      clock += 30
    })
    const [rule, ...otherRules] = allRules
    assert.ok(rule)
    const slow = {
      ...rule,
      check: () => {
        clock += 20
      },
    } as typeof rule
    const measured = profile.measured(slow)
    assert.equal(profile.measured(slow), measured) // the same object, since caches are keyed by the rule
    assert.notEqual(measured, profile.measured(otherRules[0] as typeof rule))
    ;(measured.check as () => void)()
    ;(measured.check as () => void)()
    assert.equal(
      profile.text(100),
      [
        '       ms      %  Phase',
        '      0.0    0.0  finding files',
        '     30.0   30.0  reading',
        '     40.0   40.0  rules',
        '     30.0   30.0  other',
        '',
        '       ms      %  Rule',
        `     40.0   40.0  ${rule.code}`,
        '',
      ].join('\n'),
    )
  })
  it('changes no findings, and prints to standard error', async () => {
    const files = memoryFiles({
      '/w/specs/001-a/spec.md':
        '# Spec: A\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-001**: System MUST b\n',
    })
    let clock = 0
    const now = (): number => clock++
    const plain = await runWith(['check', '--format', 'json'], { files, now })
    const { out, err, code } = await runWith(['check', '--format', 'json', '--profile'], { files, now })
    assert.deepEqual([out, code], [plain.out, plain.code])
    assert.match(err, /^ +ms +% {2}Phase\n/)
    assert.match(err, / {2}duplicate-id\n/)
  })
})
