// Explain This Line: the sentences about a line, at the cursor `$0`.
import assert from 'node:assert/strict'
import { type Feature, featureOf } from '../../server/src/feature/feature.ts'
import { explainLine } from '../../server/src/queries/explainLine.ts'
import { readAs } from '../../server/src/templates/detect.ts'
import { learnFormat } from '../../server/src/templates/learn.ts'
import type { SpecDocument } from '../../server/src/templates/specDocument.ts'
import { spec } from '../support/ids.ts'
import { cursorIn } from '../support/rules.ts'

const explain = (feature: Feature, read: SpecDocument, offset: number): string[] => {
  const { text } = read.document
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return explainLine(feature, read, { start, end: text.indexOf('\n', offset) })
}
const explained = (fixture: string): string[] => {
  const { feature, spec: read = assert.fail(), offset } = cursorIn(fixture)
  return explain(feature, read, offset)
}
/** The sentences about a line at the end of a document, without those about the document, the section and new items. */
const inProse = (line: string): string[] =>
  explained(`${spec}\n${line}\n`).filter((sentence) => !/^This (?:document|line is in|line does)/.test(sentence))

describe('the explanation of a line', () => {
  for (const [behaviour, fixture, expected] of [
    [
      'names the section of the template',
      spec.replace('- **SC', '- $0**SC'),
      'This line is in the section "Success Criteria", which matches the template section "Success Criteria" (line 57 of the seed template: "## Success Criteria").',
    ],
    [
      'says that the template has no such section',
      `${spec}\n## Own\n\nx$0\n`,
      'This line is in the section "Own". The template has no section with this name.',
    ],
    [
      'says that another section is read as that of the template',
      `${spec}\n## Requirements\n\nx$0\n`,
      'This line is in the section "Requirements". The template also has a section with this name.',
    ],
  ] as const)
    it(behaviour, () => assert.equal(explained(fixture)[1], expected))

  for (const [behaviour, line, expected] of [
    [
      'says that a comment is not read',
      '<!-- so$0 -->',
      ['This line is HTML or a comment: only references to ids are read from it.'],
    ],
    ['tells an open question', '[NEEDS CLARI$0FICATION: who?]', ['Open question: "who?".']],
    ['tells an answer', '[CLARI$0FIED: we]', ['Answer: "we".']],
    [
      'tells that an id is code',
      'see `FR-0$001`',
      ['"FR-001" is a reference to an id defined in this feature.', '"FR-001" is formatted as code.'],
    ],
    [
      'tells that an id is not defined',
      'see FR-0$099',
      ['"FR-099" is a reference to an id that is not defined in this feature.'],
    ],
    ['tells that a name is no id', 'in UTF$0-8', ['"UTF-8" is read as a name: no id in this feature has this form.']],
    [
      'tells that an id belongs to a specification without a number',
      'as the parent spec says in FR-0$001',
      ['"FR-001" is a reference to an id of another specification.'],
    ],
  ] as const)
    it(behaviour, () => assert.deepEqual(inProse(line), expected))

  for (const [behaviour, fixture, expected] of [
    [
      'tells the words that a field may have',
      spec.replace('**ID**', '**Status**: d$0raft\n**ID**'),
      '"Status" is a metadata field of the template: one of draft, in-review, approved, implementing or done (line 5 of the seed template: "**Status**: draft | in-review | approved | implementing | d…").',
    ],
    [
      'tells that a field is a link',
      spec.replace('**ID**', '**Issue**: [#1$0](x)\n**ID**'),
      '"Issue" is a metadata field of the template: a link (line 4 of the seed template: "**Issue**: [#XXX](https://github.com/Smana/cloud-native-ref…").',
    ],
    [
      'tells that a field is a date',
      spec.replace('**ID**', '**Created**: 2026-0$01-01\n**ID**'),
      '"Created" is a metadata field of the template: a date (line 7 of the seed template: "**Created**: YYYY-MM-DD").',
    ],
    [
      'tells that a field needs a value',
      '# Feature: A\n\n**Feature Bra$0nch**: x\n//- tasks.md\n# Tasks\n',
      '"Feature Branch" is a metadata field of the template: a value is required (line 3 of the spec-kit template: "**Feature Branch**: `[###-feature-name]`").',
    ],
    [
      'tells that a field may have any text',
      '# Feature: A\n\n**Sta$0tus**: x\n//- tasks.md\n# Tasks\n',
      '"Status" is a metadata field of the template: any text (line 5 of the spec-kit template: "**Status**: Draft").',
    ],
    [
      'tells that ids are defined by headings',
      spec.replace('US-1: Order', 'US$0-1: Order'),
      '"US-1" is defined here as a story: US ids are defined by headings, under "user stories", as in line 25 of the seed template: "### US-1: [Story Title] (Priority: P1)".',
    ],
    [
      'tells that an id is one of a decision',
      '# Spec: A\n//- clarifications.md\n# Clarifications\n\n## CL-$01 — 2026-01-01 — a?\n',
      '"CL-1" is defined here as a decision: CL ids are defined by headings.',
    ],
    [
      'tells that an id of another kind stands for an item of the section',
      `${spec}- **ZZ-$01**: a\n`,
      '"ZZ-1" is defined here as a criterion.',
    ],
    [
      'tells that the format has no such ids',
      `${spec}\n## Own\n\n- **ZZ-$01**: a\n`,
      '"ZZ-1" is defined here. The format has no ids of this kind.',
    ],
    [
      'tells what a point of a checklist looks like',
      '# Spec: A\n//- checklists/ux.md\n# Checklist: A\n\n- [ ] So$0me\n',
      'This line does not define a checklist item: CHK ids are defined by list items, as in line 9 of the spec-kit template for checklist.md: "- [ ] CHK001 First checklist item with clear action". Example: "- [ ] CHK001 …".',
    ],
  ] as const)
    it(behaviour, () => assert.equal(explained(fixture).at(-1), expected))

  it('tells that ids are defined in tables, if those of the template are', () => {
    const template = '# Spec: [Title]\n\n## Requirements\n\n| ID | Text |\n|---|---|\n| REQ-001 | [text] |\n'
    const house = learnFormat('house', [{ documentKind: 'spec', path: 'specs/template.md', text: template }], [], '/w')
    const read = readAs(house, template.replace('[Title]', 'A').replace('[text]', 'a'))
    assert.equal(
      explain(featureOf(read), read, read.document.text.indexOf('| REQ')).at(-1),
      '"REQ-001" is defined here as a requirement: REQ ids are defined in tables, under "requirements", as in line 7 of specs/template.md: "| REQ-001 | [text] |".',
    )
  })
})
