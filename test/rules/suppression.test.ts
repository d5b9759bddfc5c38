// Suppression comments, the code action that inserts them, and the findings about comments without effect.
import assert from 'node:assert/strict'
import { suppressionFix } from '../../server/src/rules/engine/suppression.ts'
import { apply, checkRule, read, run } from '../support/rules.ts'

const head = '## Requirements\n\n### Functional\n\n- **FR-001**: System MUST a\n'
const codes = (text: string): string[] =>
  run(text, 'duplicate-id', 'unused-suppression', 'unknown-suppression').map((finding) => finding.code)

describe('the fix that suppresses a finding', () => {
  it('works in a document without a title', () => {
    const text = 'Words.\n'
    const [finding] = run(text, 'missing-section')
    assert.ok(finding)
    assert.deepEqual(
      run(apply(text, suppressionFix(read(text).document, finding).edits), 'missing-section', 'unused-suppression'),
      [],
    )
  })
})

describe('a suppression', () => {
  it('that is written twice ends at the next comment that enables the rule', () => {
    const again = '- **FR-001**: System MUST b\n'
    const twice = '\n<!-- specwise-disable duplicate-id -->\n\n<!-- specwise-disable duplicate-id -->\n\n'
    const hidden = `${head}${twice}${again}`
    assert.deepEqual(run(hidden + again, 'duplicate-id').length, 0)
    assert.deepEqual(run(`${hidden}\n<!-- specwise-enable duplicate-id -->\n\n${again}`, 'duplicate-id').length, 1)
  })
  for (const [name, text] of Object.entries({
    'applies to the next line': `${head}<!-- specwise-disable-next-line duplicate-id: why -->\n- **FR-001**: System MUST b\n`,
    'applies to the next line after a blank line': `${head}\n<!-- specwise-disable-next-line duplicate-id -->\n\n- **FR-001**: System MUST b\n`,
    'applies to its own line': `${head}- **FR-001**: System MUST b <!-- specwise-disable-line duplicate-id: why -->\n`,
    'applies to a part of the document': `${head}<!-- specwise-disable duplicate-id -->\n- **FR-001**: b\n<!-- specwise-enable duplicate-id -->\n- **FR-002**: c\n`,
    'applies to the file, wherever it is': `${head}- **FR-001**: System MUST b\n\n<!-- specwise-disable-file duplicate-id: a sample -->\n`,
    'may have an arrow in its reason': `${head}<!-- specwise-disable-next-line duplicate-id: FR-1 -> FR-2 -->\n- **FR-001**: System MUST b\n`,
    'applies to all rules': `${head}<!-- specwise-disable-next-line -->\n- **FR-001**: System MUST b\n`,
    'applies to several rules': `${head}<!-- specwise-disable-next-line undefined-id, duplicate-id: why -->\n- **FR-001**: as FR-009 says\n`,
  })) {
    it(name, () =>
      assert.deepEqual(
        codes(text).filter((code) => code === 'duplicate-id'),
        [],
      ),
    )
  }
  it('ends where the rule is enabled again, or after the next line', () => {
    assert.deepEqual(
      codes(
        `${head}<!-- specwise-disable duplicate-id -->\n- **FR-001**: b\n<!-- specwise-enable -->\n- **FR-001**: c\n`,
      ),
      ['duplicate-id'],
    )
    assert.deepEqual(
      codes(`${head}<!-- specwise-disable-next-line duplicate-id -->\n- **FR-001**: b\n- **FR-001**: c\n`),
      ['duplicate-id'],
    )
  })
  it('has no effect in code', () => {
    assert.deepEqual(codes(`${head}\`<!-- specwise-disable-file duplicate-id -->\`\n- **FR-001**: b\n`), [
      'duplicate-id',
    ])
    assert.deepEqual(codes(`${head}- **FR-001**: b\n\n\`\`\`\n<!-- specwise-disable-file duplicate-id -->\n\`\`\`\n`), [
      'duplicate-id',
    ])
  })
  it('applies to the whole block that starts on the next line', () => {
    const text = '<!-- specwise-disable-next-line placeholder -->\nAs a person\nI am a **[role]**\n'
    assert.deepEqual(run(text, 'placeholder'), [])
    assert.equal(run(text.replace('I am', '\nI am'), 'placeholder').length, 1)
  })
})

describe('unused-suppression and unknown-suppression', () => {
  const all = (text: string): string[] =>
    run(text)
      .filter(({ code }) => /suppression/.test(code))
      .map(({ message }) => message)
  it('report codes that suppress nothing or do not exist', () => {
    assert.deepEqual(all(`<!-- specwise-disable-file duplicate-id, undefined-ids -->\n${head}`), [
      'Unused disable comment: it hides no duplicate-id findings.',
      'Unknown rule "undefined-ids". Did you mean "undefined-id"?',
    ])
    assert.deepEqual(all('<!-- specwise-disable -->\n'), ['Unused disable comment: it hides no findings.'])
  })
  it('have a fix that removes the comment and its line', () => {
    const text = `# Spec: A\n<!-- specwise-disable-file duplicate-id -->\n${head}`
    const [finding] = run(text).filter(({ code }) => code === 'unused-suppression')
    assert.equal(apply(text, finding?.fixes()[0]?.edits ?? []), `# Spec: A\n${head}`)
  })
  it('are silent about a rule that did not run', () => {
    checkRule('unused-suppression', '<!-- specwise-disable-file duplicate-id -->\n')
  })
})

describe('the fix "Disable … for This Line"', () => {
  for (const [name, text] of Object.entries({
    'above a list item': `${head}- **FR-001**: System MUST b\n`,
    'above a nested list item, with its indentation': `${head}  - **FR-002**: a\n  - **FR-002**: b\n`,
    'in the row of a table': '## Requirements\n\n| id | text |\n|---|---|\n| FR-001 | a |\n| FR-001 | b |\n',
    'in CRLF': `${head}- **FR-001**: System MUST b\n`.replaceAll('\n', '\r\n'),
    'above a heading': '## User Stories\n\n### US-1: a\n\n### US-1: b\n',
  })) {
    it(`inserts the comment ${name}, where it has its effect`, () => {
      const [finding] = run(text, 'duplicate-id')
      assert.ok(finding)
      const { title, edits } = suppressionFix(read(text).document, finding)
      assert.equal(title, 'Disable duplicate-id for This Line')
      const fixed = apply(text, edits)
      assert.deepEqual(codes(fixed), [], fixed)
      assert.equal(/\r\n/.test(text), /\r\n/.test(fixed) && !/[^\r]\n/.test(fixed))
      assert.equal(read(fixed).definitions.length, read(text).definitions.length)
    })
  }
  it('suppresses a finding about the whole document', () => {
    const text = '# Spec: A\n'
    const [finding] = run(text, 'missing-section')
    assert.ok(finding)
    assert.deepEqual(run(apply(text, suppressionFix(read(text).document, finding).edits), 'missing-section'), [])
  })
})
