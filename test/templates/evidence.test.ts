// What a template requires, and of which documents: marks, examples and conditions; older documents; dates in any form.
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
const source = (documentKind: TemplateSource['documentKind'], text: string): TemplateSource => ({
  documentKind,
  text,
  path: `.specify/templates/${documentKind}-template.md`,
})
const requiredBy = (format: Format): string[][] =>
  format.templates.map(({ sections }) => sections.filter(({ required }) => required).map(({ title }) => title))

describe('a template requires', () => {
  it('sections that are no examples and have no condition', () =>
    assert.deepEqual(requiredBy(formatOf(source('spec', house))), [['Goals', 'Requirements']]))
  it('nothing in stock plans and tasks, whatever the specification requires', () =>
    assert.deepEqual(requiredBy(formatOf(source('spec', house), source('plan', kitPlan), source('tasks', kitTasks))), [
      ['Goals', 'Requirements'],
      [],
      [],
    ]))
  for (const [name, sections, required] of [
    [
      'that is mandatory for some projects only',
      '## Goals *(mandatory)*\n\n## Boundary Map *(mandatory for multi-feature projects)*\n\n## Data *(mandatory for all)*\n',
      ['Goals', 'Data'],
    ],
    [
      'whose mark names a condition or no obligation, in any language',
      '## Goals *(obligatoire)*\n\n## Slices *(模块切片时必填)*\n\n## Data *(必填)*\n\n## Tables *(pour un élément de bibliothèque)*\n\n## Notes *(recommended)*\n',
      ['Goals', 'Data'],
    ],
    ['for open questions, in any language', '## Goals\n\n## Perguntas em aberto\n\n## Offene Fragen\n', ['Goals']],
  ] as const)
    it(`no section ${name}`, () =>
      assert.deepEqual(requiredBy(formatOf(source('spec', `# Spec: [A]\n\n${sections}`))), [required]))
  it('the sections that it marks, even if the other templates have no marks', () =>
    assert.deepEqual(
      requiredBy(
        formatOf(source('spec', house), source('tasks', '# Tasks: [A]\n\n## Order *(mandatory)*\n\n## Notes\n')),
      ),
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
  const formats = [formatOf(source('spec', kitSpec)), ...builtinFormats()]
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
  it('needs the sections of its generation only', () =>
    assert.deepEqual(findings(readIn(formats, older + review), 'missing-section'), []))
  it('counts as new without anything that only the older template has', () =>
    assert.match(
      findings(readIn(formats, older.replace('### Primary User Story\n\n', '')), 'missing-section').join(),
      /"Success Criteria"/,
    ))
  it('needs all sections of its generation', () =>
    assert.match(
      findings(
        readIn(formats, older.replace(/## User Scenarios[\s\S]*?(?=## Req)/, '') + review),
        'missing-section',
      ).join(),
      /"User Scenarios & Testing"/,
    ))
})

describe('a date', () => {
  const formats = [formatOf(source('spec', house)), ...builtinFormats()]
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
    it(`is invalid: ${date}`, () => assert.equal(dated(date, '2026-02-10').length, 1))
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
  it('gets a hint instead of an error for documents that nobody will write any more', () => {
    assert.deepEqual(severities(spec('Implemented')), ['hint'])
    assert.deepEqual(severities(spec('Implemented'), '# Implementation Plan: Queue\n'), ['hint'])
    assert.deepEqual(severities(spec('Approved'), '# Implementation Plan: Queue\n'), ['warning'])
  })
})

describe('a section of the template', () => {
  const names = (...titles: string[]): Record<string, string> => {
    const kit = formatNamed('spec-kit')
    const text = `# Feature Specification: A\n\n${titles.map((title) => `## ${title}\n\na\n`).join('\n')}`
    const { sections } = readBy(kit, kit.templates[0] as Template, readDocument(text), { path: '' })
    return Object.fromEntries([...sections].map(([wanted, { title }]) => [wanted.title, title]))
  }
  it('is found by the first or last words of its name', () => {
    assert.deepEqual(names('User Scenarios', 'System Requirements', 'Success Criteria: measured'), {
      'User Scenarios & Testing': 'User Scenarios',
      Requirements: 'System Requirements',
      'Success Criteria': 'Success Criteria: measured',
    })
    assert.deepEqual(names('User Scenarios and Testing'), { 'User Scenarios & Testing': 'User Scenarios and Testing' })
  })
  it('is the best match, not the first one', () => {
    assert.equal(names('System Requirements', 'Functional Requirements').Requirements, 'Functional Requirements')
    assert.equal(names('Functional Requirements', 'Requirements').Requirements, 'Requirements')
  })
  it('is not matched by a section about tests, or by one word of its name', () =>
    assert.deepEqual(names('Test Requirements', 'Testing', 'User'), {}))
})

describe('kinds of ids', () => {
  it('follow from common prefixes, not from their order', () => {
    const text =
      '# Feature Specification: [A]\n\n## User Scenarios\n\n### Edge Cases\n\n- **EC-001**: IF [x] THEN [y]\n\n## Requirements\n\n- **FR-001**: [do]\n\n## Success Criteria\n\n- **SC-001**: [see]\n'
    assert.deepEqual(
      formatOf(source('spec', text)).kinds.map(({ prefix, role }) => `${prefix} ${role}`),
      ['FR requirement', 'SC criterion'],
    )
  })
  it('are not learned from gates in a plan', () => {
    const plan =
      '# Implementation Plan: [A]\n\n## Constitution Check\n\n- [ ] **L1 (CRITICAL)**: all of [x]\n- [ ] **L2**: [y]\n'
    assert.deepEqual(
      formatOf(source('spec', kitSpec), source('plan', plan)).kinds.map(({ prefix }) => prefix),
      ['US', 'FR', 'SC'],
    )
  })
})

describe('words in capitals in a heading of the template', () => {
  it('are tags that documents keep, if the template has them elsewhere, too', () => {
    const text =
      '# Plan: [FEATURE]\n\n## Triage: [SYNC] vs [ASYNC]\n\n| [TASK] | [SYNC] or [ASYNC] |\n|---|---|\n\nOf [FEATURE]: [DATE].\n'
    const { placeholders } = formatOf(source('spec', text)).templates[0] as Template
    assert.deepEqual([...placeholders.prose].sort(), ['[DATE]', '[FEATURE]', '[TASK]'])
  })
})

describe('a template of tasks', () => {
  it('does not take labels that it explains for kinds of items', () => {
    const tasks =
      '# Tasks: [A]\n\n## Labels\n\n- **[US1]**: of story 1\n- **[T1]** / **[T2]**: tier\n\n## Phase 1\n\n- [ ] T001 [do]\n'
    assert.deepEqual(
      formatOf(source('spec', kitSpec), source('tasks', tasks)).kinds.map(({ prefix, role }) => `${prefix} ${role}`),
      ['US story', 'FR requirement', 'SC criterion', 'T task'],
    )
  })
})

describe('a spec.md that follows no template', () => {
  const own = formatOf(source('spec', house), source('plan', kitPlan), source('tasks', kitTasks))
  const path = '/w/.specify/specs/030-errors/spec.md'
  const recognised = (
    text: string,
    formats: readonly Format[],
    beside: TemplateSource['documentKind'][],
    named = true,
    at = path,
  ): [string | undefined, boolean | undefined] => {
    const found = recognise(makeText(at, text, ''), formats, { path: at, named, beside: new Set(beside) })
    return [found?.why, found?.spec.loose]
  }
  const withIds = '# Spec 030: Errors\n\n## Functional needs\n\n### FR-001 — A tab\n\n### FR-002 — A list\n'
  const withoutIds = '# Specification: Unit tests\n\n## Objective\n\nSee T001.\n'
  const none: [undefined, undefined] = [undefined, undefined]
  it('is one if it has requirements next to a plan or tasks', () => {
    const builtin = builtinFormats()
    assert.deepEqual(recognised(withIds, builtin, ['tasks']), ['a spec.md with requirement ids next to tasks', true])
    assert.deepEqual(recognised(withIds, builtin, []), none)
    assert.deepEqual(recognised(withIds, builtin, ['tasks'], false), none)
    assert.deepEqual(recognised(withIds.replace('FR-002', 'B'), builtin, ['tasks']), none)
  })
  it('is one between a plan and tasks, where the repository has templates for them', () => {
    const why = 'a spec.md next to plan, tasks, in a folder of this format'
    assert.deepEqual(recognised(withoutIds, [own], ['plan', 'tasks']), [why, true])
    assert.deepEqual(recognised(withoutIds, [own], ['tasks']), none)
    assert.deepEqual(recognised(withoutIds, builtinFormats(), ['plan', 'tasks']), none)
    assert.deepEqual(recognised(withoutIds, [own], ['plan', 'tasks'], true, '/w/docs/030-errors/spec.md'), none)
    assert.deepEqual(recognised(withoutIds, [own], ['plan', 'tasks'], true, '/w/specs/errors/spec.md'), none)
  })
})
