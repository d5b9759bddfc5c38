// The findings of the rules about sections and metadata, and what these rules ignore.
import assert from 'node:assert/strict'
import { checkRule, fixFirst, quotedIn, run } from '../support/rules.ts'

describe('metadata', () => {
  const head = (...lines: string[]): string => `# Spec: A\n\n${lines.join('\n')}\n`
  const messages = (text: string): string[] => run(text, 'invalid-metadata').map((finding) => finding.message)
  it('allows notes, other case, spaces and full stops', () => {
    for (const status of [
      'draft',
      'Draft',
      'In Review',
      'in-review (since Monday)',
      '✅ done',
      'done.',
      '**approved**',
    ]) {
      assert.deepEqual(messages(head(`**Status**: ${status}`)), [], status)
    }
  })
  it('suggests the nearest allowed word', () => {
    assert.equal(fixFirst('invalid-metadata', head('**Status**: aproved')), head('**Status**: approved'))
    assert.equal(messages(head('**Status**: draft | done')).length, 1)
  })
  it('gives a hint about a month, and an error about what is no date', () => {
    const severities = (value: string): string[] =>
      run(head(`**Created**: ${value}`), 'invalid-metadata').map(({ severity }) => severity)
    for (const month of ['Julho 2026', 'julho de 2026', 'Sept. 2026', '2026年7月'])
      assert.deepEqual(severities(month), ['hint'], month)
    for (const other of ['2026', 'yesterday', 'Q3 2026']) assert.deepEqual(severities(other), ['error'], other)
  })
  it('is one finding for three missing lines or more, with a fix for all', () => {
    for (const text of [
      '# Spec: A\n',
      '# Spec: A\n\n**Status**: draft\n',
      '# Spec: A\r\n\r\n- **Status**: draft\r\n',
    ]) {
      const [finding, ...more] = run(text, 'missing-metadata')
      assert.match(
        finding?.message ?? '',
        /^Missing metadata "ID", "Issue", .* and "Created" \(required by the seed template\)\.$/,
      )
      assert.deepEqual(more, [])
      assert.deepEqual(run(fixFirst('missing-metadata', text), 'missing-metadata'), [], text)
    }
  })
  it('checks dates, ids and issues', () => {
    assert.equal(messages(head('**Created**: 2026-02-30')).length, 1)
    assert.equal(messages(head('**Created**: yesterday')).length, 1)
    assert.equal(messages(head('**Created**: 2024-02-29 (moved)')).length, 0)
    assert.equal(messages(head('**Created**: 12026-02-031')).length, 1)
    assert.equal(messages(head('**ID**: 12')).length, 1)
    assert.equal(messages(head('**ID**: SPEC-0xx')).length, 1)
    assert.equal(messages(head('**Issue**: [#XXX](https://github.com/acme/p/issues/XXX)')).length, 1)
    assert.equal(messages(head('**Status**: approved <!-- draft | in-review -->')).length, 0)
    assert.equal(messages(head('**ID**: SPEC-0012')).length, 0)
    assert.equal(messages(head('**Issue**: TBD (see #12)')).length, 1)
    assert.equal(messages(head('**Issue**: N/A (predates the tracker)')).length, 0)
  })
  it('inserts a missing line in its place, with the line ends of the document', () => {
    assert.equal(
      fixFirst(
        'missing-metadata',
        '# Spec: A\r\n\r\n**ID**: SPEC-1\r\n**Status**: draft\r\n**Type**: platform\r\n**Created**: 2026-01-01\r\n',
      ),
      '# Spec: A\r\n\r\n**ID**: SPEC-1\r\n**Issue**: [#XXX](https://github.com/OWNER/REPOSITORY/issues/XXX)\r\n**Status**: draft\r\n**Type**: platform\r\n**Created**: 2026-01-01\r\n',
    )
    assert.equal(
      run(head('**Status**:'), 'missing-metadata').filter(
        (finding) => finding.message === 'Metadata "Status" is empty.',
      ).length,
      1,
    )
  })
  it('inserts a missing line in the form of its neighbour, but not among other words', () => {
    const withStatus = (line: string): string => head(`**ID**: SPEC-1`).replace('**ID**: SPEC-1', line)
    const fixed = (line: string): string | undefined =>
      run(withStatus(line), 'missing-metadata')[0]?.fixes()[0]?.edits[0]?.text
    assert.match(fixed('> - **ID**: SPEC-1') ?? '', /^\n> - \*\*/)
    assert.doesNotMatch(fixed('Known as **ID**: SPEC-1') ?? '', /Known as/)
  })
  it('recognises every spelling of a field', () => {
    for (const line of [
      '- **Status**: wip',
      '__Status__: wip',
      '`Status`: wip',
      '| a | b |\n|---|---|\n| **Status** | wip |',
      '**ID**: SPEC-1 | **Status**: wip',
      '## Metadata\n\n**Status**: wip',
      '**Status:** wip',
      '> **Status**: wip',
      '**Status**：wip',
      'Status: wip',
    ]) {
      assert.equal(messages(head(line)).length, 1, line)
    }
  })
})

describe('missing-section', () => {
  const names = (text: string): string[] =>
    run(text, 'missing-section').flatMap(({ message }) =>
      / missing sections: /.test(message)
        ? Array.from(message.matchAll(/"([^"]+)"/g), ([, name = '']) => name)
        : (quotedIn(message) ?? ''),
    )
  const all = [
    'Summary',
    'Problem',
    'User Stories',
    'Requirements',
    'Success Criteria',
    'Design',
    'Tasks',
    'Review Checklist',
  ]
  const document = (titles: string[]): string =>
    `# Spec: A\n\n${titles.map((title) => `${title}\n\ntext\n`).join('\n')}`
  it('accepts numbers, marks, emoji, other case and longer names', () => {
    const spelled = [
      '## 1. Summary',
      '## Problem Statement',
      '## User stories *(mandatory)*',
      '## Functional Requirements',
      '## 🎯 Success Criteria',
      '# Design:',
      '## TASKS',
      'Review Checklist\n---',
    ]
    assert.deepEqual(names(document(spelled)), [])
  })
  it('ignores headings in code (fault 78)', () => {
    assert.deepEqual(
      names(
        `${document(all.filter((name) => name !== 'Tasks').map((name) => `## ${name}`))}\n\`\`\`yaml\n## Tasks\n\`\`\`\n`,
      ),
      ['Tasks'],
    )
  })
  it('inserts the section where it belongs', () => {
    const without = document(
      ['Summary', 'User Stories', 'Requirements', 'Success Criteria', 'Design', 'Tasks', 'Review Checklist'].map(
        (name) => `## ${name}`,
      ),
    )
    const fixed = fixFirst('missing-section', without)
    assert.match(fixed, /## Summary\n\ntext\n\n## Problem\n\n\[Who experiences[^\n]*\n\n## User Stories/)
    assert.deepEqual(names(fixed), [])
    const last = fixFirst('missing-section', document(all.slice(0, -1).map((name) => `## ${name}`)))
    assert.match(
      last,
      /## Tasks\n\ntext\n\n## Review Checklist\n\nComplete this[\s\S]*- \[ \] Recovery\/rollback path clear\n$/,
    )
  })
  it('inserts a section beside the other sections, never into one of them', () => {
    const text = '# Spec: A\n\n## Overview\n\n### Summary\n\na\n\n### Problem\n\nb\n\n### Notes\n\nc\n'
    assert.match(fixFirst('missing-section', text), /### Notes\n\nc\n\n## User Stories\n/)
  })
  for (const end of ['', '\n', '\n\n', '\n\n\n'])
    it(`inserts a section after one blank line at the end of a text that ends in ${JSON.stringify(end)}`, () => {
      const text = `# Spec: A\n\n## Summary\n\na${end}`
      assert.match(
        fixFirst('missing-section', text).slice(text.trimEnd().length),
        end.length > 2 ? /^\n{3}## / : /^\n\n## /,
      )
    })
  it('keeps the thematic breaks between sections', () => {
    const text = '# Spec: A\n\n---\n\n## Summary\n\na\n\n---\n\n## User Stories\n'
    assert.match(
      fixFirst('missing-section', text),
      /a\n\n---\n\n## Problem\n\n\[Who[^\n]*\n\n---\n\n## User Stories\n\n---\n\n## Requirements\n\n(?:.+\n+)+---\n\n## Success Criteria\n/,
    )
  })
  it('ignores links in comments, in code or to other documents', () => {
    for (const link of ['<!-- [p](plan.md) -->', '`[p](plan.md)`', '[glossary](glossary.md)']) {
      assert.equal(names(`${document(['## Summary'])}\n${link}\n`).length, 7, link)
    }
  })
  it('is one finding for three sections or more, with a fix for all', () => {
    const two = document(all.filter((name) => name !== 'Problem' && name !== 'Design').map((name) => `## ${name}`))
    assert.equal(run(two, 'missing-section').length, 2)
    const [finding, ...more] = run('# Spec: A\n\n## Summary\n\na\n', 'missing-section')
    assert.match(
      finding?.message ?? '',
      /^7 missing sections: "Problem", .* and "Review Checklist" \(required by the seed template\)\.$/,
    )
    assert.deepEqual(more, [])
    assert.deepEqual(names(fixFirst('missing-section', '# Spec: A\r\n\r\n## Summary\r\n\r\na')), [])
  })
  it('is not reported for what a code block swallows that is never closed', () => {
    const text = document(all.map((name) => (name === 'Design' ? `\`\`\`yaml\na: b\n\n## ${name}` : `## ${name}`)))
    assert.deepEqual(names(text), [])
  })
  it('is not satisfied by a heading about something else', () => {
    assert.ok(names(document(['## Summary', '### US-2: See the problem', '### Background tasks'])).includes('Problem'))
    assert.deepEqual(
      names(document(all.map((name) => (name === 'Design' ? '## [Design](#d): overview' : `## ${name}`)))),
      [],
    )
  })
  it('is silent in another language, but not in a document that has just been started', () => {
    const german = [
      'Zusammenfassung',
      'Problem',
      'Nutzer',
      'Anforderungen',
      'Erfolg',
      'Entwurf',
      'Aufgaben',
      'Prüfung',
    ].map((name) => `## ${name}`)
    assert.deepEqual(names(document(german)), [])
    assert.equal(names('# Spec: A\n').length, 8)
  })
  it('is silent if a file beside the document has the name of the section', () => {
    const missed = names(document(['## Summary']))
    const beside = names(`${document(['## Summary'])}\n//- design.md\n`)
    assert.deepEqual(
      beside,
      missed.filter((name) => name !== 'Design'),
    )
  })
})

describe('unclosed-fence', () => {
  it('finds fences that run to the end of the document or of a list item', () => {
    checkRule(
      'unclosed-fence',
      'a\n\n~~~~yaml\n^^^^ Unclosed code block. Add a line "~~~~" where the code ends, or remove this one.\nb\n',
    )
    checkRule('unclosed-fence', 'a\n\n```\n^^^ Unclosed code block without code. Remove the line "```".\n')
    checkRule('unclosed-fence', '- a\n\n  ```\n  ^^^\n  b\n\nc\n')
    checkRule('unclosed-fence', '```\na\n```\n\n````\n```\n````\n')
  })
})
