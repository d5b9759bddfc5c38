// What a template asks for, and of whom: marks, examples, conditions; older documents; dates in any form.
import assert from 'node:assert/strict'
import { readDocument } from '../../server/src/document/read.ts'
import { featureOf, makeFeature } from '../../server/src/feature/feature.ts'
import { allRules } from '../../server/src/rules/all.ts'
import { check } from '../../server/src/rules/engine/run.ts'
import kitPlan from '../../server/src/templates/builtin/spec-kit/plan.md'
import kitSpec from '../../server/src/templates/builtin/spec-kit/spec.md'
import kitTasks from '../../server/src/templates/builtin/spec-kit/tasks.md'
import { builtinFormats, optionalSections } from '../../server/src/templates/builtin.ts'
import { recognise } from '../../server/src/templates/detect.ts'
import { learnFormat, type TemplateSource } from '../../server/src/templates/learn.ts'
import { readBy, type SpecDocument } from '../../server/src/templates/specDocument.ts'
import type { Format, Template } from '../../server/src/templates/template.ts'
import { makeText } from '../../server/src/workspace/store.ts'
import { folderOf, formatNamed, throwing } from '../support/rules.ts'

const house = `# Feature Specification: [FEATURE NAME]

**Created**: [DATE]
**Due**: YYYY-MM-DD

## Goals

[what]

## Requirements

- **FR-001**: System MUST [do]

## Risks

*Include only when there are any.*

- [risk]

## Data

<!-- Remove this section if the feature has none. -->

## Step 1: [Title]

## Review 2

`
const formatOf = (...sources: TemplateSource[]): Format =>
  learnFormat('house', sources, optionalSections, '/w/.specify/templates')
const own = (documentKind: TemplateSource['documentKind'], text: string): TemplateSource => ({
  documentKind,
  text,
  path: `.specify/templates/${documentKind}-template.md`,
})
const askedFor = (format: Format): string[][] =>
  format.templates.map(({ sections }) => sections.filter(({ required }) => required).map(({ title }) => title))

describe('a template asks for', () => {
  it('what is no example and has no condition', () =>
    assert.deepEqual(askedFor(formatOf(own('spec', house))), [['Goals', 'Requirements']]))
  it('what it marks itself: stock plans and tasks ask for nothing, whatever the specification does', () =>
    assert.deepEqual(askedFor(formatOf(own('spec', house), own('plan', kitPlan), own('tasks', kitTasks))), [
      ['Goals', 'Requirements'],
      [],
      [],
    ]))
  it('nothing that it asks of some projects only', () =>
    assert.deepEqual(
      askedFor(
        formatOf(
          own(
            'spec',
            '# Spec: [A]\n\n## Goals *(mandatory)*\n\n## Boundary Map *(mandatory for multi-feature projects)*\n\n## Data *(mandatory for all)*\n',
          ),
        ),
      ),
      [['Goals', 'Data']],
    ))
  it('what its marks say, where the others have none', () =>
    assert.deepEqual(
      askedFor(formatOf(own('spec', house), own('tasks', '# Tasks: [A]\n\n## Order *(mandatory)*\n\n## Notes\n'))),
      [['Goals', 'Requirements'], ['Order']],
    ))
})

const readIn = (formats: readonly Format[], text: string): SpecDocument =>
  recognise(makeText('', text, ''), formats)?.spec ?? assert.fail('no specification')
const findings = (spec: SpecDocument, ...codes: string[]): string[] => {
  const feature = featureOf(spec)
  const rules = allRules.filter(({ code }) => codes.includes(code))
  return check(feature, spec, { rules, context: folderOf('').context, onError: throwing }).map(({ message }) => message)
}

describe('a document that is older than the template', () => {
  const formats = [formatOf(own('spec', kitSpec)), ...builtinFormats()]
  const older = `# Feature Specification: Queue

**Feature Branch**: \`004-queue\`
**Created**: 2025-09-10
**Status**: Done

## User Scenarios & Testing

### Primary User Story

As a user, I want a queue.

## Requirements

### Functional Requirements

- **FR-001**: System MUST a
- **FR-002**: System MUST b
`
  const review = '\n## Review & Acceptance Checklist\n\n- [x] a\n'
  it('is asked for what its generation has', () =>
    assert.deepEqual(findings(readIn(formats, older + review), 'missing-section'), []))
  it('is new where nothing is in it that only the older one has', () =>
    assert.match(
      findings(readIn(formats, older.replace('### Primary User Story\n\n', '')), 'missing-section').join(),
      /"Success Criteria"/,
    ))
  it('has to have all of its generation', () =>
    assert.match(
      findings(
        readIn(formats, older.replace(/## User Scenarios[\s\S]*?(?=## Req)/, '') + review),
        'missing-section',
      ).join(),
      /"User Scenarios & Testing"/,
    ))
})

describe('a date', () => {
  const formats = [formatOf(own('spec', house)), ...builtinFormats()]
  const dated = (created: string, due: string): string[] =>
    findings(
      readIn(
        formats,
        `# Feature Specification: A\n\n**Created**: ${created}\n**Due**: ${due}\n\n## Goals\n\na\n\n## Requirements\n\n- **FR-001**: a\n`,
      ),
      'invalid-metadata',
    )
  for (const date of ['2026-02-10', 'February 10, 2026', '10 février 2026', '10.2.2026', '2/10/2026', '2026年2月10日'])
    it(`is complete in any form where the template says [DATE]: ${date}`, () => {
      assert.deepEqual(dated(date, '2026-02-10'), [])
    })
  for (const date of ['February', '2026', 'soon', '2026-02-31'])
    it(`is none: ${date}`, () => assert.equal(dated(date, '2026-02-10').length, 1))
  it('has the form that the template shows', () => assert.equal(dated('2026-02-10', 'February 10, 2026').length, 1))
})

describe('a specification that was written down afterwards', () => {
  const spec = (status: string): string =>
    `# Feature Specification: Queue\n\n**Feature Branch**: \`004-queue\`\n**Created**: 2026-02-10\n**Status**: ${status}\n**Input**: a\n\n## User Scenarios & Testing\n\n## Requirements\n\n- **FR-001**: a\n`
  const severities = (...texts: string[]): string[] => {
    const kit = formatNamed('spec-kit')
    const documents = texts.map((text, k) =>
      readBy(
        kit,
        kit.templates.filter(({ documentKind }) => documentKind === (k === 0 ? 'spec' : 'plan'))[0] as Template,
        readDocument(text),
        { path: `/w/specs/004-queue/${k}.md` },
      ),
    )
    const feature = makeFeature('/w/specs/004-queue', '', documents, { fileNames: ['spec.md'], attachments: [] })
    const rules = allRules.filter(({ code }) => code === 'missing-artifact')
    return check(feature, feature.spec, { rules, context: folderOf('').context, onError: throwing }).map(
      ({ severity }) => severity,
    )
  }
  it('gets a hint, not an error, for the documents that nobody will write any more', () => {
    assert.deepEqual(severities(spec('Implemented')), ['hint'])
    assert.deepEqual(severities(spec('Implemented'), '# Implementation Plan: Queue\n'), ['warning'])
  })
})

describe('a section of the template', () => {
  const names = (...titles: string[]): Record<string, string> => {
    const kit = formatNamed('spec-kit')
    const text = `# Feature Specification: A\n\n${titles.map((title) => `## ${title}\n\na\n`).join('\n')}`
    const { sections } = readBy(kit, kit.templates[0] as Template, readDocument(text), { path: '' })
    return Object.fromEntries([...sections].map(([wanted, { title }]) => [wanted.title, title]))
  }
  it('is found by the words of its name, from the front or the back', () => {
    assert.deepEqual(names('User Scenarios', 'System Requirements', 'Success Criteria: measured'), {
      'User Scenarios & Testing': 'User Scenarios',
      Requirements: 'System Requirements',
      'Success Criteria': 'Success Criteria: measured',
    })
    assert.deepEqual(names('User Scenarios and Testing'), { 'User Scenarios & Testing': 'User Scenarios and Testing' })
  })
  it('is the best of several, not the first', () => {
    assert.equal(names('System Requirements', 'Functional Requirements').Requirements, 'Functional Requirements')
    assert.equal(names('Functional Requirements', 'Requirements').Requirements, 'Requirements')
  })
  it('is not what tests need, nor one word of its name', () =>
    assert.deepEqual(names('Test Requirements', 'Testing', 'User'), {}))
})

describe('kinds of ids', () => {
  it('are told by common prefixes, not by their order', () => {
    const text =
      '# Feature Specification: [A]\n\n## User Scenarios\n\n### Edge Cases\n\n- **EC-001**: IF [x] THEN [y]\n\n## Requirements\n\n- **FR-001**: [do]\n\n## Success Criteria\n\n- **SC-001**: [see]\n'
    assert.deepEqual(
      formatOf(own('spec', text)).kinds.map(({ prefix, role }) => `${prefix} ${role}`),
      ['FR requirement', 'SC criterion'],
    )
  })
  it('are not those of gates in a plan', () => {
    const plan =
      '# Implementation Plan: [A]\n\n## Constitution Check\n\n- [ ] **L1 (CRITICAL)**: all of [x]\n- [ ] **L2**: [y]\n'
    assert.deepEqual(
      formatOf(own('spec', kitSpec), own('plan', plan)).kinds.map(({ prefix }) => prefix),
      ['US', 'FR', 'SC'],
    )
  })
})

describe('words in capitals in a heading of the template', () => {
  it('are tags that documents keep, where it has them elsewhere, too', () => {
    const text =
      '# Plan: [FEATURE]\n\n## Triage: [SYNC] vs [ASYNC]\n\n| [TASK] | [SYNC] or [ASYNC] |\n|---|---|\n\nOf [FEATURE]: [DATE].\n'
    const { placeholders } = formatOf(own('spec', text)).templates[0] as Template
    assert.deepEqual([...placeholders.prose].sort(), ['[DATE]', '[FEATURE]', '[TASK]'])
  })
})

describe('a template of tasks', () => {
  it('takes labels that it explains for no kinds of items', () => {
    const tasks =
      '# Tasks: [A]\n\n## Labels\n\n- **[US1]**: of story 1\n- **[T1]** / **[T2]**: tier\n\n## Phase 1\n\n- [ ] T001 [do]\n'
    assert.deepEqual(
      formatOf(own('spec', kitSpec), own('tasks', tasks)).kinds.map(({ prefix, role }) => `${prefix} ${role}`),
      ['US story', 'FR requirement', 'SC criterion', 'T task'],
    )
  })
})
