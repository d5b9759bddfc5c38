// The rule near-duplicate: which requirements and criteria say nearly the same, and which only look like it.
import assert from 'node:assert/strict'
import { checkRule, functional, leavesAlone, run } from '../support/rules.ts'

const requirement = (words: string): string => functional(`- **FR-001**: ${words}\n`)
const criterion = (words: string): string => `## Success Criteria\n\n- **SC-001**: ${words}\n`
const count = (code: string, text: string): number => run(text, code).length

describe('near-duplicate', () => {
  const written = 'System MUST write the connection details of a queue into a Secret beside the claim'
  const pair = (words: string): string => functional(`- **FR-001**: ${written} in 5 s\n- **FR-002**: ${words}\n`)
  it('finds requirements and criteria with the same words in another order', () => {
    const words = 'in 5 s the system SHALL write connection details of the queue beside a claim into its Secret.'
    assert.match(run(pair(words), 'near-duplicate')[0]?.message ?? '', /^FR-002 says nearly the same as FR-001 \("/)
    assert.equal(count('near-duplicate', criterion(`${written}\n- **SC-002**: ${written}`)), 1)
  })
  it('ignores a list that follows a pattern', () => {
    const command = (k: number): string =>
      `- **FR-00${k}**: The ${'list show sync diff plan move'.split(' ').slice(0, k).join(' ')} command MUST print its result as one JSON object on standard output without colours or progress lines when a flag of the caller asks for machine readable text\n`
    const list = [0, 1, 2, 3, 4, 5].map(command).join('')
    assert.equal(count('near-duplicate', functional(list)), 0)
    assert.equal(count('near-duplicate', functional(command(0) + command(1))), 1)
  })
  it('ignores two items with one id, which another rule reports', () => {
    const item = '- **FR-001**: System MUST write the connection details of a queue into a Secret of the namespace\n'
    assert.equal(count('near-duplicate', functional(item + item)), 0)
    assert.equal(count('near-duplicate', functional(item + item.replace('FR-001', 'FR-002'))), 1)
  })
  it('ignores items in which words change places, or are replaced by others', () => {
    const items = (first: string, second: string): string =>
      functional(
        `- **FR-001**: System MUST ${first} while the form is open\n- **FR-002**: System MUST ${second} while the form is open\n`,
      )
    const found = (first: string, second: string): number => count('near-duplicate', items(first, second))
    assert.equal(found('turn a transaction into a transfer', 'turn a transfer into a transaction'), 0)
    assert.equal(found('turn a transaction into a transfer', 'turn the transaction into a transfer'), 1)
    assert.equal(
      found(
        'limit and log all failed login attempts per account',
        'limit and log all failed change requests per account',
      ),
      0,
    )
  })
  it('ignores items that go the other way, or are about a part', () => {
    const found = (first: string, second: string): number =>
      count('near-duplicate', functional(`- **FR-001**: System MUST ${first}\n- **FR-002**: System MUST ${second}\n`))
    const way = 'allow navigation with the keyboard from the skill view to the reference view'
    assert.equal(found(way, 'allow navigation with the keyboard from the reference view back to the skill view'), 0)
    assert.equal(found(way, 'allow navigation with the keyboard from the skill view back to the reference view'), 1)
    assert.equal(
      found('read what customers say from the cache of claims', 'read what customers say from its cache of claims'),
      1,
    )
    const trim = (what: string): string =>
      `trim whitespace at both ends of the ${what} before it is stored; an empty ${what} becomes null in the database table`
    assert.equal(found(trim('description'), trim('tolerance description')), 0)
    assert.equal(found(trim('tolerance description'), trim('description')), 0)
    assert.equal(found(trim('description'), trim('description').replace('both', 'both of the two')), 1)
  })
  it('ignores items in which a word is replaced by one that both have elsewhere', () => {
    const approval = (only: string): string =>
      `System MUST create a patient document approval ${only} that belongs to the organization in the route`
    const found = (second: string): number =>
      count(
        'near-duplicate',
        functional(`- **FR-001**: ${approval('for a required document')}\n- **FR-002**: ${second}\n`),
      )
    assert.equal(found(approval('for a patient')), 0)
    assert.equal(found(approval('for a document')), 1)
  })
  it('ignores items that differ only in their subject', () => {
    const item = (id: string, part: string): string =>
      `- **${id}**: The ${part} MUST check each request for a token of the tenant before it answers\n`
    assert.equal(count('near-duplicate', functional(item('FR-001', 'backend') + item('FR-002', 'frontend'))), 0)
  })
  for (const [first, second] of [
    [
      'When "API Key" is selected, ONLY the API key input field MUST be visible; the username and password fields MUST be hidden',
      'When "Username & Password" is selected, ONLY the username and password fields MUST be visible; the API key field MUST be hidden',
    ],
    [
      'Settings MUST show built-in and custom app themes with display names, current selection, validation feedback, and save behavior',
      'Settings MUST show built-in and custom Markdown themes with display names, selection, validation feedback, and save behavior',
    ],
    [
      'The export MUST write all rows of the selected table with their headers and types as JSON into the folder of the user',
      'The export MUST write all rows of the selected table with headers and types as YAML into the folder of the user',
    ],
  ])
    it(`treats different cases as different items: ${second}`, () =>
      assert.equal(count('near-duplicate', functional(`- **FR-001**: ${first}.\n- **FR-002**: ${second}.\n`)), 0))
  it('does not take capitalised words at the start of a sentence for names', () => {
    const [first, second] = [`${written}. Each day`, `${written.replace('System', 'Always, it')}. Each day`]
    assert.equal(count('near-duplicate', functional(`- **FR-001**: ${first}.\n- **FR-002**: ${second}.\n`)), 1)
  })
  it('never compares a requirement with a criterion', () => {
    checkRule('near-duplicate', `${requirement(written)}\n${criterion(written)}`)
  })
  leavesAlone(
    'near-duplicate',
    pair,
    `${written} in 60 s`,
    `${written.replace('queue', 'topic').replace('Secret', 'ConfigMap')} in 5 s`,
    `${written} in 5 s as \`sqs\``,
    `${written.replace('MUST write', 'MUST NOT write')} in 5 s`,
    `~~${written} in 5 s~~`,
  )
})
