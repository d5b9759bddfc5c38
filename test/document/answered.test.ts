// Answered questions in clarification sessions: which lines count, and where.
import assert from 'node:assert/strict'
import { answeredIn } from '../../server/src/document/answeredQuestions.ts'
import { readDocument } from '../../server/src/document/read.ts'
import { summarise } from '../../server/src/feature/summary.ts'
import { folderOf } from '../support/rules.ts'

const day = '## Clarifications\n\n### Session 2026-01-01\n\n'

describe('answered questions of sessions', () => {
  for (const [title, text, count] of [
    ['are read on one line', `${day}- Q: Which? → A: The first\n- Q: Why → A: *So*\n- Q: a -> A: b\n`, 3],
    ['are read with bold labels', `${day}- **Q**: Which? → **A**: The first\n- **Q: Why?** **A:** So\n`, 2],
    ['are read over two lines', `${day}- Q: Which of the\n  two? → A: The\n  first\n- **Q**: Why?\n  **A**: So\n`, 2],
    ['are read with an item for the answer', `${day}- Q: Which?\n  - A: The first\n- Q: Why?\n- A: So\n`, 2],
    ['are read in paragraphs', `${day}**Q1**: Which?\n\n**A1**: The first\n\nQ: Why?\nA: So\nQ: When?\nA: Now\n`, 3],
    ['are read without labels', `${day}- Which one? → The first\n`, 1],
    [
      'are read directly below the section',
      '## Clarifications\n\n- Q: Which? → A: The first\n\n## Other\n\n- Q: a? → A: b\n',
      1,
    ],
    [
      'are read below a session in another section',
      '## Notes\n\n### Session 2026-01-01\n\n- Q: Which? → A: The first\n',
      1,
    ],
    [
      'are read in other languages',
      '## 澄清\n\n### 会话 2026-01-01\n\n- 问：哪个？ → 答：第一个\n- Q: 哪个？ → A: 第一个\n',
      2,
    ],
    [
      'are not counted without an answer',
      `${day}- Q: Which? → A: …\n- Q: Why?\n- Q: [question] → A: [answer]\n- Q: a → b?\n`,
      0,
    ],
    ['are not read in other text', `${day}- Moved a → b\n- A: so\n\nText.\n\n\`\`\`\n- Q: a? → A: b\n\`\`\`\n`, 0],
  ] as const)
    it(title, () => {
      assert.equal(answeredIn(readDocument(`# Spec\n\n${text}`)), count)
      assert.equal(answeredIn(readDocument(`# Spec\n\n${text}`.replaceAll('\n', '\r\n'))), count)
    })
  it('are counted together with answers in the text', () => {
    const { feature } = folderOf(
      `# Feature Specification: Queue\n\n${day}- Q: Which? → A: The first\n\n## Requirements\n\n- **FR-001**: System MUST [CLARIFIED: a]\n- ~~**FR-002**: System MUST b~~\n- **FR-003**: (withdrawn) c\n- **FR-004**: d [NEEDS CLARIFICATION: which?]\n`,
    )
    const { clarifications, requirements } = summarise(feature)
    assert.deepEqual({ ...clarifications, requirements }, { open: 1, answered: 2, requirements: 2 })
  })
})
