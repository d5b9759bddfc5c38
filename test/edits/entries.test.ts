// Entries of logs and sessions at their limits: unusual logs, templates and places.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { offersAt } from '../../server/src/edits/answers.ts'
import { archiveFolder } from '../../server/src/edits/archive.ts'
import { makeFeature } from '../../server/src/feature/feature.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { ask, at, requirement, today } from '../support/answers.ts'
import { apply } from '../support/rules.ts'

const plan = '//- plan.md\n# Plan: Queue\n'
const log = (entries: string): string => `//- clarifications.md\n# Clarifications Log — Queue\n\n${entries}\n`
/** What follows the comment with the example of a new log, or the text of an old one. */
const logAfter = (fixture: string, action = 'log'): string =>
  at(fixture).after(action, '4 days')['clarifications.md']?.split('-->\n').at(-1) ?? assert.fail()

describe('an entry of the log', () => {
  it('has a number behind those that are only referenced', () => {
    assert.match(logAfter(requirement(ask).replace('keep', 'keep CL-7') + plan), /^\n## CL-8 — /)
    const spelled = (id: string): string => requirement(ask).replace('keep', `keep ${id}`) + plan + log('## CL-1 — a')
    assert.match(logAfter(spelled('CL7')), /\n## CL-8 — /)
    assert.match(logAfter(spelled('CL7–CL9')), /\n## CL-10 — /)
  })
  it('comes after entries that are items of a list', () => {
    assert.match(
      logAfter(requirement(ask) + plan + log('- **CL-1**: a\n- **CL-2**: b\n\nWords.')),
      /\n- \*\*CL-2\*\*: b\n\nWords\.\n\n## CL-3 — /,
    )
  })
  it('comes before the section below the last item', () => {
    assert.match(
      logAfter(requirement(ask) + plan + log('- **CL-1**: a\n\n## Related\n\n- x')),
      /\n- \*\*CL-1\*\*: a\n\n## CL-2 — [\s\S]*\n\n## Related\n\n- x\n$/,
    )
  })
  it('comes after the last item of a log without headings', () => {
    assert.match(
      logAfter(`${requirement(ask)}${plan}//- clarifications.md\n- **CL-1**: a\n\nWords.\n`),
      /^- \*\*CL-1\*\*: a\n\n## CL-2 — [\s\S]*\n\nWords\.\n$/,
    )
  })
  it('comes before the references of a log without entries', () => {
    assert.match(
      logAfter(requirement(ask) + plan + log('Words.\n\n## References\n\n- x')),
      /\nWords\.\n\n## CL-1 — [\s\S]*\n\n## References\n\n- x\n$/,
    )
  })
  it('comes at the end of a log without entries and references', () => {
    assert.match(logAfter(requirement(ask) + plan + log('Words.\n')), /\nWords\.\n\n## CL-1 — /)
  })
  it('is not written into an unclosed code block', () => {
    const changes = at(requirement(ask) + plan + log('```\nx')).offers.map(({ action, change }) => [
      action,
      change('4 days', today) !== undefined,
    ])
    assert.deepEqual(changes, [
      ['log', false],
      ['place', true],
    ])
  })
  it('is not offered for a question of the log', () => {
    assert.deepEqual(
      at(requirement('x') + plan + log('## CL-1 — a\n\n[NEEDS CL$0ARIFICATION: b?]')).offers.map(
        ({ action }) => action,
      ),
      ['place'],
    )
  })
})

describe('an entry that supersedes another one', () => {
  it('names it, if that has no question', () => {
    for (const heading of ['## CL$0-1', '## CL$0-1 — 2026-01-01'])
      assert.match(
        logAfter(requirement('x') + plan + log(`${heading}\n\n**Decision**: b`), 'supersede'),
        /\*\*Decision\*\*: b\n\n## CL-2 — 2026-11-23 — in place of CL-1\n\n\*\*Supersedes\*\*: CL-1\n/,
      )
  })
  it('repeats its question', () => {
    assert.match(
      logAfter(requirement('x') + plan + log('## CL$0-1 — 2026-01-01 — how long?\n\n**Decision**: b'), 'supersede'),
      /\n## CL-2 — 2026-11-23 — how long\?\n/,
    )
  })
  it('is not written into an unclosed code block', () => {
    const [offer] = at(requirement('x') + plan + log('## CL$0-1 — a?\n\n```\n')).offers
    assert.deepEqual([offer?.action, offer?.change('4 days', today)], ['supersede', undefined])
  })
})

describe("an entry in the form of the repository's template", () => {
  const entryOf = (form: string): string => {
    const format = learnFormat(
      'own',
      [
        { documentKind: 'spec', text: '# Spec: [T]\n\n## Requirements\n\n- **FR-001**: [x]\n', path: 's.md' },
        { documentKind: 'clarifications', text: `# Log — [T]\n\n${form}`, path: 'c.md' },
      ],
      [],
    )
    const [specTemplate = assert.fail()] = format.templates
    const text = requirement(ask.replace('$0', ''))
    const spec = readBy(format, specTemplate, readDocument(text), { path: '/w/004/spec.md' })
    const start = text.indexOf('[NEEDS')
    const [offer] = offersAt(makeFeature('/w/004', '', [spec]), spec, { start, end: start })
    const [, created = assert.fail()] = offer?.change('4 days', today)?.documents ?? []
    return apply('', created.edits).trimEnd()
  }
  for (const [behaviour, form, expected] of [
    [
      'has its question in place of a placeholder',
      '## CL-1: [question]\n\n**Decision**: [x]\n',
      '## CL-1: how many days?\n\n**Decision**: 4 days',
    ],
    [
      'has its question in place of the words behind a dash',
      '## CL-1 — 2026-01-02 — Which queue?\n\n**Decision**: [x]\n',
      `## CL-1 — ${today} — how many days?\n\n**Decision**: 4 days`,
    ],
    [
      'has its question behind the id, if that is alone',
      '## CL-1\n\n**Decision**: [x]\n',
      '## CL-1 — how many days?\n\n**Decision**: 4 days',
    ],
  ] as const)
    it(behaviour, () => assert.equal(entryOf(form), `# Log — Queue\n\n${expected}`))
})

describe('a session', () => {
  const kit = (before: string, rest: string): string =>
    `# Feature Specification: Queue\n\n${before}## Requirements\n\n${rest}\n//- tasks.md\n# Tasks\n`
  const session = `### Session ${today}\n\n- Q: how many days? → A: 4 days\n`
  const after = (fixture: string, answer?: string) => at(fixture).after('session', answer)
  it('has a blank to fill in without an answer', () => {
    const { cursor, 'spec.md': text } = after(kit('', `Keep ${ask}`))
    assert.match(text ?? '', /\n- Q: how many days\? → A: …\n\n## Requirements\n\nKeep …\n/)
    assert.equal(cursor, 'spec.md: …')
  })
  it('leaves the question and the answer, where the question stands alone', () => {
    const { cursor, 'spec.md': text } = after(kit('', `- ${ask}`), '4 days')
    assert.match(text ?? '', /\n- how many days\? → 4 days\n$/)
    assert.equal(cursor, 'spec.md: 4 days')
  })
  it('leaves only the answer in a heading', () => {
    const { 'spec.md': text } = after(kit('', `### ${ask}`), '4 days')
    assert.match(text ?? '', /\n- Q: how many days\? → A: 4 days\n\n## Requirements\n\n### 4 days\n$/)
  })
  it('continues an empty section', () => {
    const { 'spec.md': text } = after(kit('## Clarifications\n\n', `Keep ${ask}`), '4 days')
    assert.equal(
      text,
      `# Feature Specification: Queue\n\n## Clarifications\n\n${session}\n## Requirements\n\nKeep 4 days\n`,
    )
  })
  it('is in no section of a lower level', () => {
    const { 'spec.md': text } = after(kit('#### Clarifications\n\n', `Keep ${ask}`), '4 days')
    assert.equal(
      text,
      `# Feature Specification: Queue\n\n#### Clarifications\n\n## Clarifications\n\n${session}\n## Requirements\n\nKeep 4 days\n`,
    )
  })
  it('begins the list of a day with words', () => {
    const words = `## Clarifications\n\n### Session ${today}\n\nNone.\n\n`
    const { 'spec.md': text } = after(kit(words, `Keep ${ask}`), '4 days')
    assert.match(text ?? '', /\n\nNone\.\n\n- Q: how many days\? → A: 4 days\n\n## Requirements\n/)
  })
  it('comes last in a text without sections', () => {
    const fixture = `# Feature Specification: Queue\n\nKeep ${ask}\n//- tasks.md\n# Tasks\n`
    assert.ok(
      after(fixture, '4 days')['spec.md']?.startsWith(
        `# Feature Specification: Queue\n\nKeep 4 days\n\n## Clarifications\n\n${session}`,
      ),
    )
  })
})

describe('the archive folder', () => {
  it('is named after the quarter as the others are', () => {
    for (const [name, expected] of [
      ['2026q3', 'done/2026q4'],
      ['2026-q3', 'done/2026-q4'],
      ['2026Q3', 'done/2026Q4'],
    ] as const)
      assert.equal(
        archiveFolder(['done'], () => [name], '2026-11-23'),
        expected,
      )
  })
})
