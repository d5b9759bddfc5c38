// Open and answered questions: where they are read, and which words only look like a question.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { formatNamed, read } from '../support/rules.ts'

const ask = '[NEEDS CLARIFICATION: how many days?]'
const questions = (text: string): string[] =>
  read(text).clarifications.map((question) => `${question.state}: ${question.question}`)
const inPlan = (text: string): [string, string][] => {
  const format = formatNamed('spec-kit')
  const plan = format.templates.find(({ documentKind }) => documentKind === 'plan')
  assert.ok(plan)
  return readBy(format, plan, readDocument(text), { path: '/w/plan.md' }).clarifications.map((question) => [
    question.question,
    text.slice(question.start, question.end),
  ])
}

describe('a question', () => {
  for (const [where, text] of Object.entries({
    'in a bullet': `- ${ask}\n`,
    'in a box': `- [ ] ${ask}\n`,
    'inside a requirement': `- **FR-001**: System MUST keep messages for ${ask}, and no longer\n`,
    'in a table cell': `| a | b |\n|---|---|\n| x | ${ask} |\n`,
    'in a heading': `## Retention ${ask}\n`,
    'in a quote': `> see ${ask}\n`,
    'over lines': 'a\n[NEEDS CLARIFICATION: how\nmany\n  days?]\nb\n',
    'over lines of a quote': '> - note [NEEDS CLARIFICATION: how\n>   many days?]\n',
    'over lines of a list item': '- a [NEEDS\n  CLARIFICATION: how many\n  days?]\n',
    'without a colon': '- [NEEDS CLARIFICATION how many days?]\n',
    'with a wide colon': '- [NEEDS CLARIFICATION：how many days?]\n',
  }))
    it(`is read ${where}`, () => assert.deepEqual(questions(text), ['open: how many days?']))

  it('after its marker ends with the block', () => {
    for (const rest of ['\n\nWhat?\n', '\n- What?\n'])
      assert.deepEqual(questions(`- [NEEDS CLARIFICATION] Limits${rest}`), ['open: Limits'])
  })
  it('may follow its marker, at the start of a line', () => {
    for (const text of [
      '- **[NEEDS CLARIFICATION] Limits**: will it stop?\n',
      '[NEEDS CLARIFICATION] Limits: will it stop?\n',
      '> 1. [NEEDS CLARIFICATION] Limits: will it stop? **\n',
      '- [ ] **FR-001** [NEEDS CLARIFICATION] Limits:\n  will it stop?\n',
    ]) {
      assert.deepEqual(questions(text), ['open: Limits: will it stop?'], text)
      const [question] = read(text).clarifications
      assert.equal(question && text.slice(question.start, question.end), '[NEEDS CLARIFICATION]')
    }
    assert.deepEqual(questions('- [待澄清] 用哪个？\n'), ['open: 用哪个？'])
    for (const text of [
      '- [NEEDS CLARIFICATION] markers resolved?\n',
      '- No [NEEDS CLARIFICATION] left?\n',
      '- [NEEDS CLARIFICATION](x.md) what?\n',
      '- [CLARIFIED] Limits: will it stop?\n',
    ])
      assert.deepEqual(questions(text), [], text)
  })
  it('may contain brackets, code and escaped brackets', () => {
    assert.deepEqual(questions('- [NEEDS CLARIFICATION: use `[]` or [list]?] [x]\n'), ['open: use `[]` or [list]?'])
    assert.deepEqual(questions('- [NEEDS CLARIFICATION: is \\] an end?] b\n'), ['open: is \\] an end?'])
  })
  it('may share a line with others', () => {
    assert.deepEqual(questions(`- ${ask} or [CLARIFIED: 4 days], ${ask}\n`), [
      'open: how many days?',
      'answered: 4 days',
      'open: how many days?',
    ])
  })
  for (const [where, text] of Object.entries({
    'in code': `\`${ask}\`\n\n\`\`\`\n${ask}\n\`\`\`\n`,
    'in a comment': `<!-- ${ask} -->\n\na <!-- ${ask} --> b\n`,
    'after a backslash': '\\\\[NEEDS CLARIFICATION: a?]\n',
    'in a sentence about markers': 'Use [NEEDS CLARIFICATION: specific question] or [NEEDS CLARIFICATION: …]\n',
    'in a statement about markers':
      '- [x] No [NEEDS CLARIFICATION] markers remain\n\nAll NEEDS CLARIFICATION: resolved in a plan only\n',
  }))
    it(`is not read ${where}`, () => assert.deepEqual(questions(text), []))
})

describe('a question in another spelling', () => {
  for (const [text, question] of [
    ['- keep logs [NEEDS CLARIFICATION how long]', 'how long'],
    ['- keep logs [NEEDS_CLARIFICATION: how long?]', 'how long?'],
    ['- keep logs [Needs clarification: how long?]', 'how long?'],
    ['- keep logs [needs-clarification - how long]', 'how long'],
    ['- linked (NEEDS CLARIFICATION - old or new?)', 'old or new?'],
    ['- linked (NEEDS CLARIFICATION: the old (a) or b)', 'the old (a) or b'],
    ['- linked (needs clarification: which one?)', 'which one?'],
    ['- 【NEEDS CLARIFICATION：多少天】', '多少天'],
    ['- ［NEEDS CLARIFICATION: how［a］?］ b', 'how［a］?'],
    ['- （NEEDS CLARIFICATION：多少天？）', '多少天？'],
    ['- {NEEDS CLARIFICATION: how long?}', 'how long?'],
    ['- [NEEDS CLARIFICATION #1: how long?]', '#1: how long?'],
  ] as const)
    it(text, () => assert.deepEqual(questions(`${text}\n`), [`open: ${question}`]))
  for (const text of [
    '- [NEEDS CLARIFICATION markers] are none',
    '- [NEEDS CLARIFICATION how](x.md)',
    '- Payment (needs clarification) is next',
    '- Formats (e.g. [NEEDS CLARIFICATION: which?]) are told',
  ])
    it(`is not read in ${text}`, () => assert.deepEqual(questions(`${text}\n`), []))
})

describe('a marker without a question', () => {
  for (const [text, question] of [
    ['- **FR-001**: System MUST keep logs for [NEEDS CLARIFICATION]', 'FR-001: System MUST keep logs for …'],
    ['- The limit is [NEEDS CLARIFICATION].', 'The limit is …'],
    [
      `- ROUTING MODE: Should the view be ${'quick and '.repeat(20)}small? [NEEDS CLARIFICATION]`,
      `ROUTING MODE: Should the view be ${'quick and '.repeat(20)}small? …`,
    ],
    [`- ${'a bcd '.repeat(200)}is [NEEDS CLARIFICATION]`, `… ${'a bcd '.repeat(99)}is …`],
    [`- ${'字'.repeat(700)}[NEEDS CLARIFICATION]`, `…${'字'.repeat(600)} …`],
    ['- It MUST be kept for a further [NEEDS CLARIFICATION] days', 'It MUST be kept for a further … days'],
    ['- Each store has a marker [NEEDS CLARIFICATION].', 'Each store has a marker …'],
    ['**Storage**: NEEDS CLARIFICATION: no retention is defined yet', 'no retention is defined yet'],
    ['**Scale**: NEEDS CLARIFICATION: none of the teams agreed', 'none of the teams agreed'],
    ['- Retention: [NEEDS CLARIFICATION]', 'Retention'],
    ['**Retention**: **[NEEDS CLARIFICATION]**', 'Retention'],
    ['- Linked (NEEDS CLARIFICATION)', 'Linked …'],
    ['- System MUST keep logs for [NEEDS CLARIFICATION] days', 'System MUST keep logs for … days'],
    ['- System MUST use [NEEDS CLARIFICATION]', 'System MUST use …'],
    ['- **[NEEDS CLARIFICATION] Limits**: will it hold?', 'Limits: will it hold?'],
    ['- [NEEDS CLARIFICATION] Retention of logs', 'Retention of logs'],
    ['- **FR-001**: [NEEDS CLARIFICATION] How long?', 'How long?'],
    ['- [NEEDS CLARIFICATION]', ''],
    ['## Retention [NEEDS CLARIFICATION]', 'Retention …'],
    ['| a | b |\n|---|---|\n| Storage | [NEEDS CLARIFICATION] |', 'Storage'],
  ] as const)
    it(`asks for a value in ${JSON.stringify(text)}`, () =>
      assert.deepEqual(questions(`${text}\n`), [`open: ${question}`]))
  for (const text of [
    '- [ ] No [NEEDS CLARIFICATION] markers remain',
    '- [x] T026 Replace [NEEDS CLARIFICATION]',
    '- Use [NEEDS CLARIFICATION]',
    '- If unsure, write [NEEDS CLARIFICATION].',
    '- Mark all unclear items with [NEEDS CLARIFICATION]',
    '- Items are called out with [NEEDS CLARIFICATION] markers or assumptions.',
    '- If any [NEEDS CLARIFICATION]: WARN "uncertain"',
    '- The count keeps its [NEEDS CLARIFICATION] marker',
    '- rather than left as [NEEDS CLARIFICATION], since a default exists',
    '- All [NEEDS CLARIFICATION] resolved',
    '- [NEEDS CLARIFICATION] marks what is unclear',
    '- **[NEEDS CLARIFICATION]**: marks what is unclear',
    '- Marker: [NEEDS CLARIFICATION]',
    '- The spec MUST NOT contain [NEEDS CLARIFICATION]',
    '- The spec MUST contain no [NEEDS CLARIFICATION]',
    '- At most 3 [NEEDS CLARIFICATION]',
    '- Every gap MUST be marked [NEEDS CLARIFICATION].',
    '- It is a decision, not a new [NEEDS CLARIFICATION].',
    '- No quedan marcadores [NEEDS CLARIFICATION].',
    '- Todas cerradas, por isso nenhum [NEEDS CLARIFICATION].',
    '- **NEEDS CLARIFICATION**: nenhum bloqueante, o contrato está mapeado',
    '- Search for [NEEDS CLARIFICATION]',
    '- Leads to [NEEDS CLARIFICATION](x.md)',
    '- `[NEEDS CLARIFICATION]`',
    '- Was [CLARIFIED]',
  ])
    it(`is only mentioned in ${text}`, () => assert.deepEqual(questions(`${text}\n`), []))
})

describe('words without brackets, in a plan', () => {
  it('are a question in place of a value', () => {
    assert.deepEqual(inPlan('**Storage**: NEEDS CLARIFICATION: Postgres or S3?\n'), [
      ['Postgres or S3?', 'NEEDS CLARIFICATION: Postgres or S3?'],
    ])
    assert.deepEqual(inPlan('- **Testing**: NEEDS CLARIFICATION\n'), [['Testing', 'NEEDS CLARIFICATION']])
    assert.deepEqual(inPlan('**Scale:** NEEDS CLARIFICATION (how many users?)\n'), [
      ['how many users?', 'NEEDS CLARIFICATION (how many users?)'],
    ])
    assert.deepEqual(inPlan('| Topic | State |\n|---|---|\n| Storage | NEEDS CLARIFICATION |\n'), [
      ['Storage', 'NEEDS CLARIFICATION'],
    ])
    assert.deepEqual(inPlan('NEEDS CLARIFICATION: who pays?\n'), [['who pays?', 'NEEDS CLARIFICATION: who pays?']])
  })
  it('may be bold, in brackets, in a task or over several lines, and end before a comment', () => {
    assert.deepEqual(inPlan('**Storage**: **NEEDS CLARIFICATION**: which one?\n')[0]?.[0], 'which one?')
    assert.deepEqual(inPlan('**Storage**: [NEEDS CLARIFICATION]\n'), [['Storage', '[NEEDS CLARIFICATION]']])
    assert.deepEqual(inPlan('- [ ] T001 [P] NEEDS CLARIFICATION: how?\n')[0]?.[0], 'how?')
    assert.deepEqual(inPlan('**Storage**: NEEDS CLARIFICATION which one?\n')[0]?.[0], 'which one?')
    assert.deepEqual(
      inPlan('- **S**: NEEDS CLARIFICATION: which one\n  of the two?\n- b\n')[0]?.[0],
      'which one of the two?',
    )
    assert.deepEqual(inPlan('**S**: NEEDS CLARIFICATION: which?<!-- x -->\n')[0]?.[1], 'NEEDS CLARIFICATION: which?')
    assert.deepEqual(
      inPlan('**S**: NEEDS CLARIFICATION: which?\n**T**: go test\n')[0]?.[1],
      'NEEDS CLARIFICATION: which?',
    )
  })
  it('are no question in a sentence, in code or in a placeholder', () => {
    for (const text of [
      '**All NEEDS CLARIFICATION resolved**: yes\n',
      'Every NEEDS CLARIFICATION: is gone\n',
      '- [x] NEEDS CLARIFICATION resolved\n',
      '`NEEDS CLARIFICATION: x`\n',
      '<!-- NEEDS CLARIFICATION: x -->\n',
      '**Language**: [e.g., Python 3.11 or NEEDS CLARIFICATION]\n',
    ])
      assert.deepEqual(inPlan(text), [], text)
  })
})

describe('markers in another language', () => {
  const template =
    '# 功能规格：[名称]\n\n## 需求\n\n- **FR-001**: 系统必须通过 [需要澄清：未指定认证方法 - 邮箱、SSO？] 认证\n- **FR-002**: 保留 [需要澄清: 期限]\n\n<!-- 用 [已澄清：答案] 回答 -->\n'
  const format = learnFormat('own', [{ documentKind: 'spec', text: template, path: 't.md' }], [])
  it('are learned from the template', () => {
    assert.deepEqual(format.answers.markers, { open: ['需要澄清'], answered: ['已澄清'] })
    const learned = format.templates[0]
    assert.ok(learned)
    const text = '- **FR-001**: 系统 [需要澄清：多少天？] [已澄清：四天] [NEEDS CLARIFICATION: why?] [其他：x]\n'
    const { clarifications } = readBy(format, learned, readDocument(text), { path: '' })
    assert.deepEqual(
      clarifications.map((clarification) => `${clarification.state} ${clarification.question}`),
      ['open 多少天？', 'answered 四天', 'open why?'],
    )
    assert.ok(!learned.placeholders.prose.has('[需要澄清：未指定认证方法 - 邮箱、SSO？]'))
  })
  it('are not learned from abbreviations or notes', () => {
    const text = '# Spec: [T]\n\n## Requirements\n\n- **FR-001**: [ID: x] [e.g.: a]\n\n<!-- [TODO: check this] -->\n'
    assert.deepEqual(
      learnFormat('own', [{ documentKind: 'spec', text, path: 't.md' }], []).answers.markers.answered,
      [],
    )
  })
})

describe('how a format keeps its answers', () => {
  it('is learned from its templates', () => {
    const modes = ['seed', 'seed-directory', 'spec-kit'].map((name) => formatNamed(name).answers.mode)
    assert.deepEqual(modes, ['place', 'log', 'session'])
    assert.match(
      formatNamed('seed-directory').answers.entry ?? '',
      /^## CL-1 — YYYY-MM-DD — \[question\]\n[\s\S]*links\]$/,
    )
  })
})
