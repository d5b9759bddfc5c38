// Turning a selection into a question, and the context that an entry of the log has of its question. `$0` is the cursor.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { offersAt } from '../../server/src/edits/answers.ts'
import { makeFeature } from '../../server/src/feature/feature.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { at, today } from '../support/answers.ts'
import { apply } from '../support/rules.ts'

const head = '# Spec: Queue\n\n'
const table = (row: string): string => `| A | B | C |\n|---|---|---|\n${row}`

describe('a selection becomes a question', () => {
  const asked = (body: string): string | undefined => {
    const { offers, after } = at(`${head}${body}\n`)
    return offers.some(({ action }) => action === 'ask') ? after('ask')['spec.md']?.slice(head.length, -1) : undefined
  }
  for (const [behaviour, body, expected] of [
    ['in a sentence', 'a $0b c$0 d', 'a [NEEDS CLARIFICATION: b c?] d'],
    ['with a whole code span', 'a $0`b c` d$0', 'a [NEEDS CLARIFICATION: `b c` d?]'],
    ['with whole emphasis', 'a $0**b** c$0', 'a [NEEDS CLARIFICATION: **b** c?]'],
    ['in a heading', '## a $0b$0', '## a [NEEDS CLARIFICATION: b?]'],
    ['in a cell', table('| x $0y z$0 | w | v |'), table('| x [NEEDS CLARIFICATION: y z?] | w | v |')],
    ['with an escaped bar', table('| x $0y \\| z$0 | w | v |'), table('| x [NEEDS CLARIFICATION: y \\| z?] | w | v |')],
    ['but not over two cells', table('| x $0y | z$0 | w |'), undefined],
    ['but not in a code block', '```\na $0b c$0 d\n```', undefined],
    ['but not in a comment', '<!-- a $0b c$0 d -->', undefined],
    ['but not over two paragraphs', 'a $0b\n\nc$0 d', undefined],
    ['but not over two items', '- a $0b\n- c$0 d', undefined],
    ['but not with a part of a code span', 'a $0b `c $0d` e', undefined],
    ['but not with the end of a code span', 'a `b $0c` d$0', undefined],
    ['but not inside a code span', 'a `b $0c$0 d`', undefined],
    ['but not with HTML', 'a $0<b>c</b>$0 d', undefined],
    ['but not with a link', 'a $0b [c](d)$0 e', undefined],
    ['but not from within a word', 'x$0y z$0', undefined],
    ['but not from within a path', 'a/$0y z$0', undefined],
    ['but not to within a word', 'x $0y z$0w', undefined],
    ['but not to within a path', 'x $0y z$0/w', undefined],
    ['and to the end of a sentence', 'x $0y z$0. W', 'x [NEEDS CLARIFICATION: y z?]. W'],
  ] as const)
    it(behaviour, () => assert.equal(asked(body), expected))
})

describe('the context of a question in the log', () => {
  const contextOf = (body: string): string | undefined => {
    const after = at(`${head}${body}//- plan.md\n# Plan: Queue\n`).after('log', '4')
    return /\*\*Context\*\*: (?!\[)(.*)/.exec(after['clarifications.md'] ?? '')?.[1]
  }
  const long = 'word '.repeat(80).trim()
  const sentence = 'keep [NEEDS CLARIFICATION: how$0 many?] days'
  for (const [behaviour, body, expected] of [
    [
      'is its paragraph, with a sign for each question',
      `${sentence} or [NEEDS CLARIFICATION: weeks?]\n`,
      'keep … days or …',
    ],
    ['has nothing of other items', `- other [NEEDS CLARIFICATION: what?]\n- ${sentence}\n- other\n`, 'keep … days'],
    ['is its line in a long paragraph', `${long}\n${sentence}\n${long}\n`, 'keep … days'],
    [
      'is its line in a long paragraph with several questions',
      `${long} [NEEDS CLARIFICATION: what?]\n${sentence}\n`,
      'keep … days',
    ],
    ['is its line with the name of a field', '**Storage**: NEEDS CLARI$0FICATION\n', 'Storage: …'],
    ['is its section, if there are no other words', '## Own\n\n[NEEDS CLARIFICATION: how$0 many?]\n', 'Under "Own"'],
  ] as const)
    it(behaviour, () => assert.equal(contextOf(body), expected))
  it('is the last line of a text without a line end', () => {
    const after = at(`${head}//- plan.md\n# Plan: Queue\n\n${long}\n${sentence}`).after('log', '4')
    assert.match(after['clarifications.md'] ?? '', /\n\*\*Context\*\*: keep … days\n/)
  })
})

describe('an answer in place', () => {
  const template =
    '# Spec: [T]\n\n<!-- [CLARIFIÉ : réponse] -->\n\n## Requirements\n\n- **FR-001**: [À CLARIFIER : quoi ?]\n'
  const answered = (text: string, templateText = template): string => {
    const format = learnFormat('own', [{ documentKind: 'spec', text: templateText, path: 's.md' }], [])
    const [specTemplate = assert.fail()] = format.templates
    const spec = readBy(format, specTemplate, readDocument(text), { path: '/w/004/spec.md' })
    const start = text.indexOf('[')
    const offers = offersAt(makeFeature('/w/004', '', [spec]), spec, { start, end: start })
    const change = offers.find(({ action }) => action === 'place')?.change('4', today) ?? assert.fail()
    return apply(text, change.documents[0]?.edits ?? [])
  }
  it('has the words of the repository', () => {
    assert.equal(answered('# Spec: A\n\na [À CLARIFIER : combien ?]\n'), '# Spec: A\n\na [CLARIFIÉ: 4]\n')
    assert.equal(answered('# Spec: A\n\na [NEEDS CLARIFICATION: b?]\n'), '# Spec: A\n\na [CLARIFIED: 4]\n')
  })
  it('has the English word, if the repository has none', () => {
    const without = template.replace('<!-- [CLARIFIÉ : réponse] -->\n\n', '')
    assert.equal(answered('# Spec: A\n\na [À CLARIFIER : combien ?]\n', without), '# Spec: A\n\na [CLARIFIED: 4]\n')
  })
})
