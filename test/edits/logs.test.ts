// Where answers are recorded: in a log with the repository's own template, in a new log, or in sessions.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { offersAt } from '../../server/src/edits/answers.ts'
import { makeFeature } from '../../server/src/feature/feature.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { ask, at, requirement, today } from '../support/answers.ts'

describe("a log with the repository's own template", () => {
  const templateText = '# Spec: [T]\n\n**ID**: SPEC-XXX\n\n## Requirements\n\n- **FR-001**: [x]\n'
  const answer = 'a long answer '.repeat(10).trim()
  it('counts its decisions, not those that its template mentions', () => {
    const about = '# Log — [T]\n\nEntries are numbered (`CL-1`, `CL-2`, CL-7 ...).\n\n'
    const format = learnFormat(
      'own',
      [
        { documentKind: 'spec', text: templateText, path: 's.md' },
        {
          documentKind: 'clarifications',
          text: `${about}<!--\n## CL-N: [question]\n\nDecision: [answer]\n-->\n`,
          path: 'c.md',
        },
      ],
      [],
    )
    const [specTemplate, log] = format.templates
    assert.ok(specTemplate && log)
    const text = requirement(ask.replace('$0', ''))
    const read = (template: typeof specTemplate, words: string, name: string) =>
      readBy(format, template, readDocument(words), { path: `/w/specs/004-queue/${name}.md` })
    const spec = read(specTemplate, text, 'spec')
    const logDocument = read(log, `${about.replace('[T]', 'Queue')}## CL-1: when?\n\nDecision: now\n`, 'clarifications')
    const start = text.indexOf('[NEEDS')
    const change = offersAt(makeFeature('/w/specs/004-queue', '', [spec, logDocument]), spec, {
      start,
      end: start,
    })[0]?.change(answer, today)
    assert.match(change?.documents.map(({ edits }) => edits.map((edit) => edit.text).join()).join() ?? '', /## CL-2\b/)
  })
  for (const [name, entry, line] of [
    ['in a list', '## CL-N — YYYY-MM-DD — [question]\n\n- **Answer**: [answer]', `- **Answer**: ${answer}`],
    ['in French', '## CL-N — AAAA-MM-JJ — [question]\n\n**Décision** : [réponse]', `**Décision** : ${answer}`],
    ['plain', '## CL-N: [question]\n\nDecision: [answer]', `Decision: ${answer}`],
    ['without a place for the answer', '## CL-N: [question]\n\nSome words.', `**Decision**: ${answer}`],
  ] as const) {
    it(`contains the answer: ${name}`, () => {
      for (const template of [
        `# Log — [T]\n\n<!--\n${entry}\n-->\n`,
        `# Log — [T]\n\n${entry.replace('CL-N', 'CL-1')}\n\n## Related\n`,
      ]) {
        const format = learnFormat(
          'own',
          [
            { documentKind: 'spec', text: templateText, path: 's.md' },
            { documentKind: 'clarifications', text: template, path: 'c.md' },
          ],
          [],
        )
        const specTemplate = format.templates[0]
        assert.ok(specTemplate)
        const text = requirement(ask.replace('$0', ''))
        const spec = readBy(format, specTemplate, readDocument(text), { path: '/w/specs/004-queue/spec.md' })
        const feature = makeFeature('/w/specs/004-queue', '', [spec])
        const start = text.indexOf('[NEEDS')
        const change = offersAt(feature, spec, { start, end: start })[0]?.change(answer, today)
        const written = change?.documents[1]?.edits[0]?.text ?? ''
        assert.ok(written.includes(`\n${line}\n`), written)
        assert.equal(written.match(/^## CL-1/gm)?.length, 1, written)
        assert.ok(!/\[question\]|AAAA-MM-JJ\b.*how/.test(written.slice(written.lastIndexOf('## CL-1'))), written)
      }
    })
  }
})

describe('a new log', () => {
  it('is offered if the log template has ids and the specification has a folder', () => {
    const log = '# Log\n\n## CL-1 — [question]\n\n**Decision**: [answer]\n'
    const actionsFor = (template: string, top: string, path: string): string[] => {
      const format = learnFormat(
        'own',
        [
          { documentKind: 'spec', text: '# Spec: [T]\n\n## Requirements\n\n- **FR-001**: [x]\n', path: 's.md' },
          { documentKind: 'clarifications', text: template, path: 'c.md' },
        ],
        [],
      )
      const text = requirement(ask.replace('$0', ''))
      const spec = readBy(format, format.templates[0] ?? assert.fail(), readDocument(text), { path })
      const start = text.indexOf('[NEEDS')
      return offersAt(makeFeature(top, '', [spec]), spec, { start, end: start }).map(({ action }) => action)
    }
    assert.ok(actionsFor(log, '/w/004', '/w/004/spec.md').includes('log'))
    assert.ok(!actionsFor('# Log\n\nWords.\n', '/w/004', '/w/004/spec.md').includes('log'))
    assert.ok(!actionsFor(log, '/w/004.md', '/w/004.md').includes('log'))
    assert.ok(!actionsFor(log, '', 'spec.md').includes('log'))
  })
  it('is the template with title and id, without the example entry', () => {
    const log =
      '# Log — [Title]\n\nOf SPEC-XXX, in docs/specs/001-XXX.\n\n## CL-1 — YYYY-MM-DD — [question]\n\n**Decision**: [answer]\n\n## Related\n\n- none\n'
    const format = learnFormat(
      'own',
      [
        {
          documentKind: 'spec',
          text: '# Spec: [T]\n\n**ID**: SPEC-XXX\n\n## Requirements\n\n- **FR-001**: [x]\n',
          path: 's.md',
        },
        { documentKind: 'clarifications', text: log, path: 'c.md' },
      ],
      [],
    )
    const specTemplate = format.templates[0] ?? assert.fail()
    const text = requirement(ask.replace('$0', '')).replace('\n\n', '\n\n**ID**: SPEC-004\n\n')
    const spec = readBy(format, specTemplate, readDocument(text), { path: '/w/specs/004-queue/spec.md' })
    const start = text.indexOf('[NEEDS')
    const [offer] = offersAt(makeFeature('/w/specs/004-queue', '', [spec]), spec, { start, end: start })
    assert.equal(
      offer?.change('4 days', today)?.documents[1]?.edits[0]?.text,
      '# Log — Queue\n\nOf SPEC-004, in docs/specs/001-XXX.\n\n## CL-1 — 2026-11-23 — how many days?\n\n**Decision**: 4 days\n\n## Related\n\n- none\n',
    )
  })
})

describe('a session', () => {
  const kit = (before: string, operation: string, extra = ''): string =>
    `# Feature Specification: Queue\n\n**Status**: Draft\n\n${before}## Requirements\n\n- **FR-001**: System MUST keep ${operation}\n${extra}//- tasks.md\n# Tasks\n`
  const entry = '- Q: how many days? → A: 4 days\n'
  it('creates the missing section before the first section', () => {
    const after = at(kit('', ask)).after('session', '4 days')
    assert.equal(
      after['spec.md'],
      `# Feature Specification: Queue\n\n**Status**: Draft\n\n## Clarifications\n\n### Session ${today}\n\n${entry}\n## Requirements\n\n- **FR-001**: System MUST keep 4 days\n`,
    )
    assert.equal(after.cursor, 'spec.md: 4 days')
  })
  it('is continued on the same day, and otherwise added after older sessions', () => {
    const existing = `## Clarifications\n\n### Session ${today}\n\n- Q: a → A: b\n\n`
    assert.ok(at(kit(existing, ask)).after('session', '4 days')['spec.md']?.includes(`- Q: a → A: b\n${entry}\n## Req`))
    const older = '## Clarifications\n\n### Session 2026-01-02\n\n- Q: a → A: b\n\n'
    assert.ok(
      at(kit(older, ask))
        .after('session', '4 days')
        ['spec.md']?.includes(`- Q: a → A: b\n\n### Session ${today}\n\n${entry}`),
    )
  })
  it('is formatted like the others, in their language', () => {
    const existing = '## Klärungen\n\n### Sitzung 2026-01-02\n\n* F: a → A: b\n\n'
    const after = at(kit(existing, ask)).after('session', '4 Tage')['spec.md'] ?? ''
    assert.ok(
      after.includes(`* F: a → A: b\n\n### Sitzung ${today}\n\n* F: how many days? → A: 4 Tage\n\n## Req`),
      after,
    )
  })
  it('is not written into an unclosed code block', () => {
    const unclosed = `## Clarifications\n\n### Session ${today}\n\n- Q: a → A: b\n\n\`\`\`\nx\n`
    const fixture = kit('', `${ask}\n\n${unclosed}`)
    assert.equal(
      at(fixture)
        .offers.find(({ action }) => action === 'session')
        ?.change('x', today),
      undefined,
    )
  })
  it('is written to the specification, also for questions of other documents', () => {
    const fixture = `${kit('', 'a')}\n- [ ] T001 Keep [NEEDS $0CLARIFICATION: how many days?]\n`
    const after = at(fixture).after('session', '4 days')
    assert.ok(after['spec.md']?.includes(entry))
    assert.ok(after['tasks.md']?.includes('- [ ] T001 Keep 4 days\n'))
  })
})
