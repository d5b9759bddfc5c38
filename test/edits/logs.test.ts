// Where decisions and answers are kept: in a log of the own template, a new one, or in sessions.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { offersAt } from '../../server/src/edits/answers.ts'
import { makeFeature } from '../../server/src/feature/feature.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { readBy } from '../../server/src/templates/specDocument.ts'
import { ask, at, requirement, today } from '../support/answers.ts'

describe('a log with a template of its own', () => {
  const templateText = '# Spec: [T]\n\n**ID**: SPEC-XXX\n\n## Requirements\n\n- **FR-001**: [x]\n'
  const answer = 'a long answer '.repeat(10).trim()
  it('counts the decisions that it has, not those that its template speaks of', () => {
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
    const [own, log] = format.templates
    assert.ok(own && log)
    const text = requirement(ask.replace('$0', ''))
    const read = (template: typeof own, words: string, name: string) =>
      readBy(format, template, readDocument(words), { path: `/w/specs/004-queue/${name}.md` })
    const spec = read(own, text, 'spec')
    const kept = read(log, `${about.replace('[T]', 'Queue')}## CL-1: when?\n\nDecision: now\n`, 'clarifications')
    const start = text.indexOf('[NEEDS')
    const change = offersAt(makeFeature('/w/specs/004-queue', '', [spec, kept]), spec, {
      start,
      end: start,
    })[0]?.change(answer, today)
    assert.match(change?.documents.map(({ edits }) => edits.map((one) => one.text).join()).join() ?? '', /## CL-2\b/)
  })
  for (const [name, entry, line] of [
    ['in a list', '## CL-N — YYYY-MM-DD — [question]\n\n- **Answer**: [answer]', `- **Answer**: ${answer}`],
    ['in French', '## CL-N — AAAA-MM-JJ — [question]\n\n**Décision** : [réponse]', `**Décision** : ${answer}`],
    ['plain', '## CL-N: [question]\n\nDecision: [answer]', `Decision: ${answer}`],
    ['without a place for the answer', '## CL-N: [question]\n\nSome words.', `**Decision**: ${answer}`],
  ] as const) {
    it(`has the answer: ${name}`, () => {
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
        const own = format.templates[0]
        assert.ok(own)
        const text = requirement(ask.replace('$0', ''))
        const spec = readBy(format, own, readDocument(text), { path: '/w/specs/004-queue/spec.md' })
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
  it('is offered where the template of logs has ids, and the specification a folder', () => {
    const log = '# Log\n\n## CL-1 — [question]\n\n**Decision**: [answer]\n'
    const ways = (template: string, top: string, path: string): string[] => {
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
    assert.ok(ways(log, '/w/004', '/w/004/spec.md').includes('log'))
    assert.ok(!ways('# Log\n\nWords.\n', '/w/004', '/w/004/spec.md').includes('log'))
    assert.ok(!ways(log, '/w/004.md', '/w/004.md').includes('log'))
    assert.ok(!ways(log, '', 'spec.md').includes('log'))
  })
  it('is its template with title and id, without the entry that it shows', () => {
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
    const own = format.templates[0] ?? assert.fail()
    const text = requirement(ask.replace('$0', '')).replace('\n\n', '\n\n**ID**: SPEC-004\n\n')
    const spec = readBy(format, own, readDocument(text), { path: '/w/specs/004-queue/spec.md' })
    const start = text.indexOf('[NEEDS')
    const [offer] = offersAt(makeFeature('/w/specs/004-queue', '', [spec]), spec, { start, end: start })
    assert.equal(
      offer?.change('4 days', today)?.documents[1]?.edits[0]?.text,
      '# Log — Queue\n\nOf SPEC-004, in docs/specs/001-XXX.\n\n## CL-1 — 2026-11-23 — how many days?\n\n**Decision**: 4 days\n\n## Related\n\n- none\n',
    )
  })
})

describe('a session', () => {
  const kit = (before: string, what: string, more = ''): string =>
    `# Feature Specification: Queue\n\n**Status**: Draft\n\n${before}## Requirements\n\n- **FR-001**: System MUST keep ${what}\n${more}//- tasks.md\n# Tasks\n`
  const entry = '- Q: how many days? → A: 4 days\n'
  it('starts the section that is missing, before the first one', () => {
    const after = at(kit('', ask)).after('session', '4 days')
    assert.equal(
      after['spec.md'],
      `# Feature Specification: Queue\n\n**Status**: Draft\n\n## Clarifications\n\n### Session ${today}\n\n${entry}\n## Requirements\n\n- **FR-001**: System MUST keep 4 days\n`,
    )
    assert.equal(after.cursor, 'spec.md: 4 days')
  })
  it('goes on with that of today, and starts one of today behind older ones', () => {
    const own = `## Clarifications\n\n### Session ${today}\n\n- Q: a → A: b\n\n`
    assert.ok(at(kit(own, ask)).after('session', '4 days')['spec.md']?.includes(`- Q: a → A: b\n${entry}\n## Req`))
    const old = '## Clarifications\n\n### Session 2026-01-02\n\n- Q: a → A: b\n\n'
    assert.ok(
      at(kit(old, ask))
        .after('session', '4 days')
        ['spec.md']?.includes(`- Q: a → A: b\n\n### Session ${today}\n\n${entry}`),
    )
  })
  it('is written like the others, in their language', () => {
    const own = '## Klärungen\n\n### Sitzung 2026-01-02\n\n* F: a → A: b\n\n'
    const after = at(kit(own, ask)).after('session', '4 Tage')['spec.md'] ?? ''
    assert.ok(
      after.includes(`* F: a → A: b\n\n### Sitzung ${today}\n\n* F: how many days? → A: 4 Tage\n\n## Req`),
      after,
    )
  })
  it('is not written into code that never ends', () => {
    const own = `## Clarifications\n\n### Session ${today}\n\n- Q: a → A: b\n\n\`\`\`\nx\n`
    const fixture = kit('', `${ask}\n\n${own}`)
    assert.equal(
      at(fixture)
        .offers.find(({ action }) => action === 'session')
        ?.change('x', today),
      undefined,
    )
  })
  it('stands in the specification, for questions of other documents too', () => {
    const fixture = `${kit('', 'a')}\n- [ ] T001 Keep [NEEDS $0CLARIFICATION: how many days?]\n`
    const after = at(fixture).after('session', '4 days')
    assert.ok(after['spec.md']?.includes(entry))
    assert.ok(after['tasks.md']?.includes('- [ ] T001 Keep 4 days\n'))
  })
})
