// The findings of malformed-id, the fixes that it offers, and what it ignores.
import assert from 'node:assert/strict'
import { checkRule, fixFirst, functional, run } from '../support/rules.ts'

describe('malformed-id', () => {
  it('offers no fix that would not be an item', () => {
    const [finding] = run(functional('- **FR-001**: a\n- **FR 002** – **FR-009**: b\n'), 'malformed-id')
    assert.equal(finding?.fixable, false)
    assert.equal(run(functional('**FR-001**: a\n\n- **Fr.4**: x\n'), 'malformed-id')[0]?.fixable, false)
  })
  it('is silent if another document defines the item, and reports two lines with one id once', () => {
    const tasks =
      '# Spec: A\n\n## Requirements\n\n- **FR-001**: a\n//- tasks.md\n# Tasks: A\n\n## Phase 1\n\n- [ ] T001 a\n- [ ] T003 c\n'
    checkRule(
      'malformed-id',
      `${tasks}//- phases/p2/tasks.md\n# Tasks: A\n\n## Phase 2\n\n- [ ] T010 a\n- T003 done before\n`,
    )
    assert.equal(run('## Tasks\n\n- [ ] T001: a\n- T003 one\n- T003 two\n', 'malformed-id').length, 1)
    checkRule('malformed-id', '## Tasks\n\n- [ ] T001: a\n\n### Within a story\n\n- T00X: the page → T00X: its style\n')
  })
  for (const [line, reason, fixed] of [
    ['- **FR 002**: a', '"FR" and the number are separated by a space instead of "-"', '- **FR-002**: a'],
    ['- **fr-002**: a', '"fr" should be "FR"', '- **FR-002**: a'],
    ['- **FR_002**: a', '"FR" and the number are separated by "_" instead of "-"', '- **FR-002**: a'],
    ['- **FR–002**: a', '"FR" and the number are separated by "–" instead of "-"', '- **FR-002**: a'],
    ['- **FR-0O2**: a', 'the number "0O2" contains a letter', '- **FR-002**: a'],
    ['- **FR-XXX**: a', 'the number is missing', '- **FR-002**: a'],
    ['- **FR-**: a', 'the number is missing', '- **FR-002**: a'],
    ['- **FR-** : a', 'the number is missing', '- **FR-002** : a'],
    [
      '- FR 002 System MUST a',
      '"FR" and the number are separated by a space instead of "-"',
      '- **FR-002**: System MUST a',
    ],
    ['- **FR-02A**: a', 'the letter after the number should be lowercase', '- **FR-002a**: a'],
    ['- **FR-TBD**: a', 'the number is missing', '- **FR-002**: a'],
    ['- Fr-002: a', '"Fr" should be "FR"', '- FR-002: a'],
    ['- `FR-002`: a', 'it is formatted as code', '- **FR-002**: a'],
  ] as const) {
    it(`${line} becomes ${fixed}`, () => {
      const text = functional(`- **FR-001**: x\n${line}\n`)
      assert.match(run(text, 'malformed-id')[0]?.message ?? '', new RegExp(reason))
      assert.equal(fixFirst('malformed-id', text), functional(`- **FR-001**: x\n${fixed}\n`))
      assert.deepEqual(run(text, 'missing-id'), [], 'not a second finding for the same line')
    })
  }
  for (const line of ['- **FR-**', '- **FR- (a)**: b', '- **FR-** — a', '- **FR-—a**'])
    it(`reports a missing number: ${line}`, () =>
      assert.match(
        run(functional(`- **FR-001**: x\n${line}\n`), 'malformed-id')[0]?.message ?? '',
        /the number is missing/,
      ))
  it('suggests an id in the form of the others, and a checkbox without the rest of a broken one', () => {
    for (const [text, message] of [
      [functional('- **FR-1**: a\n- **FR-7A**: b\n'), 'lowercase. Did you mean "FR-7a"?'],
      ['## Tasks\n\n- [ ] T001: a\n- [T002: b\n', 'the checkbox is missing. Did you mean "[ ] T002"?'],
      ['## Tasks\n\n- [ ] T001: a\n- [T002] b\n', 'the checkbox is missing. Did you mean "[ ] T002"?'],
      ['## Tasks\n\n- [ ] T001: a\n- **T002**: b\n', 'the checkbox is missing. Did you mean "[ ] **T002"?'],
      ['## Tasks\n\n- [ ] T1: a\n- [ ]T028: b\n', 'a space is missing after the checkbox. Did you mean "[ ] T028"?'],
    ] as const)
      assert.ok(run(text, 'malformed-id')[0]?.message.endsWith(message), text)
    checkRule('malformed-id', '## Tasks\n\n- [ ] T001: a\n\nLeft:\n\n1. T130A-C - API tests\n')
  })
  for (const [line, reason, fixed] of [
    ['-- [x] T002 b', 'the list marker is written "--"', '- [x] T002 b'],
    [' [x] **T002** b', 'the list marker is missing', ' - [x] **T002** b'],
    ['- [ T002 b', 'the checkbox is not closed', '- [ ] T002 b'],
  ] as const)
    it(`finds an item that Markdown does not read: ${line}`, () => {
      const text = `## Tasks\n\n- [ ] T001: a\n\n${line}\n`
      assert.match(run(text, 'malformed-id')[0]?.message ?? '', new RegExp(reason))
      assert.equal(fixFirst('malformed-id', text), `## Tasks\n\n- [ ] T001: a\n\n${fixed}\n`)
      assert.deepEqual(run(text, 'undefined-id'), [], 'not a second finding for the same line')
      assert.deepEqual(run(`${text}\n- [ ] T002: c\n`, 'malformed-id'), [], 'the item is defined elsewhere')
    })
  it('reports many items without a list marker once, and corrects them together', () => {
    const lines = (mark: string): string =>
      `## Tasks\n\n- [ ] T001: a\n\n${[2, 3, 4].map((n) => `${mark}[x] T00${n} b\n`).join('')}`
    const [finding, second] = run(lines(''), 'malformed-id')
    assert.equal(finding?.message, '"[x] T002" and 2 more are not recognized as items: the list marker is missing.')
    assert.equal(second, undefined)
    assert.equal(fixFirst('malformed-id', lines('')), lines('- '))
  })
  it('leaves a task with a word before its id alone', () =>
    checkRule('malformed-id', '## Tasks\n\n- [ ] T001: a\n- [x] SKIP: T002 (not needed)\n'))
  it('suggests the next free id for a task of any number', () => {
    assert.match(
      run('## Tasks\n\n- [ ] T001: a\n- [ ] T00X: b\n', 'malformed-id')[0]?.message ?? '',
      /the number is missing\. Did you mean "T002"\?$/,
    )
  })
  it('offers no fix that would break a link or marks', () => {
    for (const line of ['- [T002](x.md) b', '- [T002][x] b', '- **[T002]** b', '- [[T002]] b', '- [**T002**] b']) {
      const [finding] = run(`## Tasks\n\n- [ ] T001: a\n${line}\n`, 'malformed-id')
      assert.notEqual(finding?.fixable, true, line)
    }
  })
  it('never suggests an id that is taken', () => {
    assert.match(fixFirst('malformed-id', functional('- **FR-001**: a\n- **FR 001**: c\n')), /\*\*FR-002\*\*: c/)
  })
  for (const [line, fixed] of [
    ['- [] T002: a', '- [ ] T002: a'],
    ['- [ x] T002: a', '- [x] T002: a'],
    ['- [ ]T002: a', '- [ ] T002: a'],
    ['-[ ] T002: a', '- [ ] T002: a'],
    ['- [ ] t002: a', '- [ ] T002: a'],
    ['- T002 a', '- [ ] T002 a'],
    ['1. **T002**: a', '1. [ ] **T002**: a'],
    ['- ( ) T002: a', '- [ ] T002: a'],
    ['- (x) T002: a', '- [x] T002: a'],
    ['- [ ] [P] T002 a', '- [ ] T002 [P] a'],
    ['- [ ] [P] [US1] T002 a', '- [ ] T002 [P] [US1] a'],
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
    '- FR 001 to FR 003 are deferred',
    '### US 50 states',
    '### **US - Canada**',
    '- `FR-001`: covered',
    '- T001 comes first',
    '- T002 was removed',
    '- ~~T003 a~~',
    '- T002, T003 in any order',
    '- [ ] [P] T001 again',
    '- (a) T002 b',
  ]) {
    it(`ignores prose: ${line}`, () =>
      checkRule('malformed-id', `${functional(`- **FR-001**: a\n${line}`)}\n\n## Tasks\n\n- [ ] T001: a\n${line}\n`))
  }
})
