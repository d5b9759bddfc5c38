// The properties that hold for every text, from reading it to findings and fixes.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { applyEdits } from '../server/src/base/edit.ts'
import { fixAll } from '../server/src/edits/fixAll.ts'
import type { Finding } from '../server/src/rules/engine/rule.ts'
import { asyncProperty, property, share } from './support/property.ts'
import { assertReadable } from './support/reading.ts'
import { apply, run } from './support/rules.ts'
import { specification } from './support/specifications.ts'

const findingsOf = (text: string, ...codes: string[]): Finding[] => run(text, ...codes)
const signature = ({ code, start, end, message }: Finding): string => `${code} ${start} ${end} ${message}`

/** Reads and checks a text, and applies its fixes. Anything thrown is a failure. */
function checkText(text: string): void {
  assertReadable(text)
  const findings = findingsOf(text)
  if (text.length <= large)
    assert.deepEqual(findingsOf(text).map(signature), findings.map(signature), 'the same text gives the same findings')
  const before = byCode(findings)
  for (const group of before.values())
    for (const finding of someOf(group, text.length)) checkFixes(text, before, finding)
}

// The rules whose findings no fix may add.
const breaks = ['duplicate-id', 'malformed-id', 'missing-metadata', 'missing-section', 'unclosed-fence']

type ByCode = ReadonlyMap<string, readonly Finding[]>

function byCode(findings: readonly Finding[]): ByCode {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = groups.get(finding.code)
    if (group) group.push(finding)
    else groups.set(finding.code, [finding])
  }
  return groups
}

/**
 * At most two findings of a rule, or one in a large text, chosen by `length`. With all of them, missing sections would crowd out
 * everything else.
 */
const someOf = (findings: readonly Finding[], length: number): readonly Finding[] => {
  const most = length > large ? 1 : 2
  return findings.length <= most ? findings : findings.slice(length % findings.length).slice(0, most)
}

const large = 100_000 // characters
const long = 2 ** (share < 1 ? 17 : 20) // characters of lines that take long to check

function checkFixes(text: string, before: ByCode, finding: Finding): void {
  assert.notEqual(finding.message, '')
  // No value that is missing or no text, and no placeholder without an argument. `undefined-id` is the code of a rule.
  assert.doesNotMatch(finding.message.replace(/"[^"]*"/g, ''), /undefined(?!-id\b)|NaN|\[object|\{\d\}/)
  for (const fix of finding.fixes()) {
    let last = -1
    for (const edit of [...fix.edits].sort((a, b) => a.start - b.start)) {
      assert.ok(
        edit.start >= last && edit.end >= edit.start && edit.end <= text.length,
        'edits lie inside and never overlap',
      )
      last = edit.end
    }
    if (!fix.preferred) continue
    // Rules are independent of each other, except those that count the findings that suppression comments hide.
    const codes = finding.code.endsWith('-suppression') ? [] : [finding.code, ...breaks]
    const after = byCode(findingsOf(apply(text, fix.edits), ...codes))
    const count = (findings: ByCode, code: string): number => findings.get(code)?.length ?? 0
    const where = `${finding.code}: ${finding.message}`
    assert.ok(count(after, finding.code) < count(before, finding.code), `the fix removes its finding: ${where}`)
    // Inserted text may have to be filled in, and an id that can be read now may reveal other mistakes, but nothing breaks.
    for (const code of breaks) assert.ok(count(after, code) <= count(before, code), `the fix adds no ${code}: ${where}`)
  }
}

describe('for every text', function () {
  this.timeout(300_000)

  it('reading, checking and fixing never throw, spans are inside the text, and a fix removes its finding (20,000 documents)', () => {
    property(fc.property(specification, checkText), 20_000)
  })

  it('applying all safe fixes twice is the same as applying them once (4,000 documents)', async () => {
    const fixed = async (text: string): Promise<string> =>
      applyEdits(text, await fixAll(text, async (current) => findingsOf(current)))
    const idempotent = fc.asyncProperty(specification, async (text) => {
      const once = await fixed(text)
      assert.equal(await fixed(once), once)
    })
    await asyncProperty(idempotent, 4_000)
  })

  for (const [name, text] of Object.entries({
    'an empty file': '',
    'only line ends': '\r\n\n\r',
    'a binary file': Array.from({ length: 65_536 }, (_, k) => String.fromCharCode((k * 7919) % 256)).join(''),
    'a lone surrogate at the end': '# Spec: A\ud83d',
    'a line of 1 MiB': `# Spec: A\n\n**ID**: SPEC-1\n\n${'a '.repeat(1 << 19)}`,
    'a long line of brackets': `- ${'[NEEDS CLARIFICATION: '.repeat(long / 22)}`,
    'a long line of ids': `# Spec: A\n\n- **FR-001**: ${'FR-002, '.repeat(long / 8)}`,
    'a heading of 200 KB of spaces and colons': `# Spec: A\n\n## Summary${' '.repeat(100_000)}x\n\n## Tasks${':'.repeat(100_000)}x\n`,
    'a list 400 deep': Array.from({ length: 400 }, (_, k) => `${'  '.repeat(k)}- **FR-${k}**: a`).join('\n'),
    '100,000 list markers on a line': '- '.repeat(100_000),
    'quotes 3,200 deep': `${'>'.repeat(3200)} a\n`.repeat(3),
    '80 KB of `**_* `': '**_* '.repeat(16_000),
    '55 KB of `a**b`': 'a**b'.repeat(14_000),
    '80 KB of open backticks': Array.from({ length: 400 }, (_, k) => `x${'`'.repeat(k)}`).join(' '),
    'unclosed everything':
      '---\n# Spec: A [\n**ID**: SPEC-\n```yaml\n<!-- [NEEDS CLARIFICATION: `a\n| a |\n|-\n- [ \n> - **FR-',
    'mixed line ends': '# Spec: A\r\n\r**ID**: SPEC-1\n\r\n## Requirements\r- a\r\n- b\n',
    '20,000 open comments': '<!-- a\n\n'.repeat(20_000),
    '20,000 references': `${Array.from({ length: 20_000 }, (_, k) => `[r${k}]: https://e.x/${k}`).join('\n')}\n`,
  })) {
    it(`bad input: ${name}`, () => checkText(text))
  }
})
