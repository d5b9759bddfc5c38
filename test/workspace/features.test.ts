// Features: which documents belong together, which templates read them, and how ids are resolved across documents.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { checkPaths } from '../../server/src/cli/check.ts'
import { idAt } from '../../server/src/document/ids.ts'
import { resolve } from '../../server/src/feature/feature.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { throwing } from '../support/rules.ts'

const kit = (extra = '') =>
  `# Feature Specification: Queue\n\n**Feature Branch**: \`004-queue\`\n**Created**: 2026-01-01\n**Status**: Draft\n**Input**: "a"\n\n## User Scenarios & Testing *(mandatory)*\n\n### User Story 1 - Order (Priority: P1)\n\n1. **Given** a, **When** b, **Then** c\n\n## Requirements *(mandatory)*\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n\n## Success Criteria *(mandatory)*\n\n- **SC-001**: Every a renders\n- **SC-002**: No b is lost\n${extra}`

const folder = '/w/specs/004-queue'
const documents = {
  '/w/.git/HEAD': '',
  [`${folder}/spec.md`]: kit(),
  [`${folder}/plan.md`]: '# Implementation Plan: Queue\n\nFR-001 and FR-009, FR-002b of FR-002, SC-001..SC-002.\n',
  [`${folder}/tasks.md`]: '# Tasks: Queue\n\n## Phase 1: Setup\n\n- [ ] T001 [US1] a FR-001\n- [x] T002 [US2] b T009\n',
  [`${folder}/checklists/requirements.md`]: '# Quality Checklist: Queue\n\n- [ ] CHK001 Is FR-008 clear?\n',
  [`${folder}/research.md`]: '# Research\n\n- **FR-009**: an old one\n\nFR-777\n',
}

const load = async (files: Record<string, string>, path = `${folder}/spec.md`) =>
  createChecker({ files: memoryFiles(files), kept: true, roots: () => ['/w'], onError: throwing }).load(path)
const check = async (files: Record<string, string | null>, code: string): Promise<string[]> => {
  const { checked } = await checkPaths(memoryFiles(files), '/w', ['.'])
  return checked.flatMap(({ path, findings }) =>
    findings
      .filter((finding) => finding.code === code)
      .map((finding) => `${path.split('/').at(-1)}: ${finding.message}`),
  )
}

describe('a specification', () => {
  const text =
    '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: a\n- **FR-001**: b\n'
  for (const name of ['plan.md', 'clarifications.md', 'a.md'])
    it(`is checked next to an ordinary ${name}`, async () => {
      const files = { [`${folder}/spec.md`]: text, [`${folder}/${name}`]: '# Notes\n' }
      assert.equal((await check(files, 'duplicate-id')).length, 1)
    })
  it('is checked when a neighbouring file cannot be read', async () => {
    const files = { [`${folder}/spec.md`]: text, [`${folder}/plan.md`]: null }
    const { specs, problems } = await checkPaths(memoryFiles(files), '/w', ['.'])
    assert.equal(specs.length, 1)
    assert.deepEqual(problems, [{ path: 'specs/004-queue/plan.md', reason: 'cannot be read: permission denied' }])
  })
})

describe('attachments', () => {
  it('are other Markdown files in the folder and its parts that are not specifications themselves', async () => {
    const mailSpec =
      '# Spec: Mail\n\n**ID**: SPEC-009\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: x\n- **FR-777**: y\n'
    const files = {
      ...documents,
      [`${folder}/contracts/api.md`]: 'For FR-001.\n',
      [`${folder}/contracts/none.md`]: 'For nobody.\n',
      [`${folder}/src/readme.md`]: 'FR-001\n',
      [`${folder}/specs/mail.md`]: mailSpec,
      [`${folder}/mail.md`]: mailSpec,
      [`${folder}/phases/a/notes.md`]: 'FR-001\n',
    }
    const checker = createChecker({ files: memoryFiles(files), kept: true, roots: () => ['/w'], onError: throwing })
    const feature = (await checker.load(`${folder}/spec.md`))?.feature
    const names = feature?.attachments.map(({ path }) => path.slice(folder.length + 1))
    assert.deepEqual(names?.sort(), ['contracts/api.md', 'phases/a/notes.md', 'research.md'])
    assert.equal(feature?.known.has('FR-777'), false)
    for (const name of names ?? [])
      assert.equal((await checker.attachmentAt(`${folder}/${name}`))?.feature.path, folder)
    assert.equal(await checker.attachmentAt(`${folder}/src/readme.md`), undefined)
  })
})

describe('a template of the repository', () => {
  const spec = '# Spec: [T]\n\n**ID**: SPEC-XXX\n**Status**: draft | done\n\n## Zebra\n\n## Requirements\n'
  const document = '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n'
  it('may contain HTML', async () => {
    const html = '# Plan: [N]\n\n<details>\n</details>\n'
    const templates = { '/w/.specify/templates/spec.md': spec, '/w/.specify/templates/plan.md': html }
    const found = await check({ ...templates, [`${folder}/spec.md`]: document }, 'missing-section')
    assert.match(found.join(), /Missing section "Zebra"/)
  })
  it('is any file that the configuration names, by any name', async () => {
    const files = { '/w/docs/house.md': spec, '/w/.specwise.json': '{"templates":["docs/house.md"]}' }
    assert.match(
      (await check({ ...files, [`${folder}/spec.md`]: document }, 'missing-section')).join(),
      /Missing section "Zebra"/,
    )
  })
})

describe('a feature folder', () => {
  it('consists of spec, plan, tasks and checklists, and is found from each of them', async () => {
    for (const name of ['spec.md', 'plan.md', 'tasks.md', 'checklists/requirements.md']) {
      const loaded = await load(documents, `${folder}/${name}`)
      assert.deepEqual(
        loaded?.feature.documents.map((document) => document.template.documentKind),
        ['spec', 'checklist', 'plan', 'tasks'],
        name,
      )
      assert.equal(loaded?.feature.format.name, 'spec-kit')
    }
    assert.equal(await load(documents, `${folder}/research.md`), undefined)
  })
  it('defines ids for all of its documents', async () => {
    assert.deepEqual(await check(documents, 'undefined-id'), [
      'requirements.md: Unknown id "FR-008": nothing in this specification defines it.',
      'tasks.md: Unknown id "US2": nothing in this specification defines it.',
      'tasks.md: Unknown id "T009": nothing in this specification defines it.',
    ])
    const feature = (await load(documents))?.feature
    assert.ok(feature)
    const at = (text: string) =>
      resolve(feature, idAt(text, 0) ?? assert.fail(text)).map(({ definition }) => definition.id.text)
    assert.deepEqual(at('FR-002b'), ['FR-002'])
    assert.deepEqual(at('US-1'), ['User Story 1'])
    assert.deepEqual(at('T001'), ['T001'])
    assert.deepEqual(at('FR-999'), [])
  })
  it('has phases with their own plans, also in the archive', async () => {
    const spec =
      '# Spec: A\n\n**ID**: SPEC-004\n**Status**: done\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST a\n'
    const archived = '/w/docs/specs/done/2026-Q1/004-a'
    const files = {
      [`${archived}/spec.md`]: spec,
      [`${archived}/plan.md`]: '# Plan: A\n\n**Spec**: [SPEC-004](spec.md)\n\n## Tasks\n\n- [x] **T001**: a\n',
      [`${archived}/phases/1-b/plan.md`]: '# Plan: B\n\n## Tasks\n\n- [x] **T101**: a after T001, T102\n',
    }
    const loaded = await load(files, `${archived}/phases/1-b/plan.md`)
    assert.equal(loaded?.feature.format.name, 'seed-directory')
    assert.deepEqual(
      loaded?.feature.documents.map(({ part }) => part),
      [false, true, false],
    )
    assert.deepEqual(await check(files, 'undefined-id'), [
      'plan.md: Unknown id "T102": nothing in this specification defines it.',
    ])
  })
  it('is a single file if there is no spec.md next to it', async () => {
    const files = { '/w/specs/004-queue.md': kit(), '/w/specs/plan.md': '# Plan\n\nFR-009\n' }
    assert.equal((await load(files, '/w/specs/004-queue.md'))?.feature.documents.length, 1)
    assert.equal(await load(files, '/w/specs/plan.md'), undefined)
  })
  it('never resolves ids of another specification to its own', async () => {
    const files = {
      ...documents,
      [`${folder}/plan.md`]: "# Implementation Plan: A\n\nspec 098 FR-015, 097's FR-016 and SPEC-002 US-4\n",
    }
    assert.deepEqual(
      (await check(files, 'undefined-id')).filter((message) => message.startsWith('plan')),
      [],
    )
  })
})

describe('an id of another specification', () => {
  const otherSpec = kit().replaceAll('Queue', 'Topic')
  const unknownIds = (plan: string, topic = otherSpec): Promise<string[]> =>
    check(
      {
        ...documents,
        [`${folder}/plan.md`]: `# Implementation Plan: A\n\n${plan}\n`,
        '/w/specs/002-topic/spec.md': topic,
      },
      'undefined-id',
    ).then((all) => all.filter((message) => message.startsWith('plan')))
  it('is resolved only there', async () => {
    assert.deepEqual(await unknownIds('SPEC-002 FR-002, spec 002 SC-001 and FR-009 of 002-topic'), [
      'plan.md: Unknown id "FR-009": specification 2 does not define it.',
    ])
    assert.deepEqual(await unknownIds('SPEC-002 FR-001..FR-007'), [
      'plan.md: Unknown id "FR-007": specification 2 does not define it.',
    ])
  })
  it('may be a local one if it only follows the name of the other specification', async () => {
    const less = otherSpec.replace(/.*\*\*FR-002\*\*.*\n/, '')
    assert.notEqual(less, otherSpec)
    assert.deepEqual(await unknownIds('Handover to `002-topic` (FR-002), spec 002 (Topic): FR-001, FR-002', less), [])
    assert.equal((await unknownIds('As SPEC-002 FR-002 says', less)).length, 1)
  })
  it('is ignored if the folder of that number has another name', async () => {
    assert.deepEqual(await unknownIds('See 002-billing / FR-009 and FR-009 of 002-other'), [])
    assert.equal((await unknownIds('See 002-topic / FR-009 and FR-008 of 002-topic-for-all')).length, 2)
  })
  it('is said to be defined by a specification that the documents name anywhere', async () => {
    const more = otherSpec.replace(/(.*\*\*)FR-002(\*\*.*\n)/, '$1FR-002$2$1FR-077$2')
    assert.deepEqual(
      await unknownIds('**Builds on**: [Topic](../002-topic/spec.md)\n\n## Summary\n\nAs FR-077, FR-078', more),
      [
        'plan.md: Unknown id "FR-077": specification 2 defines it, but this one does not.',
        'plan.md: Unknown id "FR-078": nothing in this specification defines it.',
      ],
    )
    assert.match((await unknownIds('As FR-077', more))[0] ?? '', /nothing in this specification/)
  })
  it('is an own one beside the path of its own folder', async () => {
    const own = `\`specs/${folder.slice(folder.lastIndexOf('/') + 1)}/contract.md\``
    assert.deepEqual(await unknownIds(`Write (FR-001) in ${own}, and FR-099 in ${own}`), [
      'plan.md: Unknown id "FR-099": nothing in this specification defines it.',
    ])
  })
  it('is ignored if that specification cannot be found', async () => {
    assert.deepEqual(await unknownIds('SPEC-777 FR-099 and SPEC-002 R-1'), [])
  })
})

describe('two specifications with the same number', () => {
  const spec = (title: string): string =>
    `# Spec: ${title}\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: a\n`
  for (const names of [
    ['spec.md', 'spec.md'],
    ['spec.md', 'Spec.md'],
    ['SPEC.MD', 'spec.markdown'],
  ] as const)
    it(`are reported, as ${names.join(' and ')}`, async () => {
      const paths = ['a', 'b'].map((folder, k) => `/w/specs/004-${folder}/${names[k]}`)
      const files = Object.fromEntries(paths.map((path) => [path, spec(path)]))
      const checker = createChecker({
        files: memoryFiles(files),
        kept: true,
        roots: () => ['/w'],
        onError: throwing,
      })
      const duplicates = paths.map(async (path) => {
        const { files } = await checker.check((await checker.load(path)) ?? assert.fail(path))
        return files.flatMap(({ findings }) =>
          findings.filter(({ code }) => code === 'duplicate-spec-id').map(({ message }) => message),
        )
      })
      assert.deepEqual(await Promise.all(duplicates), [
        ['Duplicate specification number 4 (also used by specs/004-b).'],
        ['Duplicate specification number 4 (also used by specs/004-a).'],
      ])
    })
  it('are not reported if the configuration excludes one of them', async () => {
    const files = { '/w/.git/HEAD': '', '/w/specs/004-a/spec.md': kit(), '/w/specs/done/004-b/spec.md': kit() }
    const config = (specs: string): Record<string, string> => ({ '/w/.specwise.json': `{ "specs": [${specs}] }` })
    assert.equal((await check({ ...files, ...config('"specs/**"') }, 'duplicate-spec-id')).length, 2)
    assert.deepEqual(await check({ ...files, ...config('"specs/*/spec.md"') }, 'duplicate-spec-id'), [])
  })
})

describe('formats', () => {
  const house = `# 功能规格：[名称]\n\n**状态**: 草稿 | 已批准 | 完成\n**编号**: SPEC-XXX\n\n## 需求 *(必填)*\n\n- **FR-001**: 系统必须 [能力]\n\n## 成功标准 *(必填)*\n\n- **SC-001**: [指标]\n\n## 备注 *(可选)*\n`
  const templates = { '/w/.git/HEAD': '', '/w/.specify/templates/spec-template.md': house }
  const document =
    '# 功能规格：队列\n\n**状态**: 草稿\n**编号**: SPEC-004\n\n## 需求\n\n- **FR-001**: 系统必须 [能力]\n'

  it('of the repository come first, with translated headings, placeholders and words', async () => {
    const files = { ...templates, [`${folder}/spec.md`]: document }
    const loaded = await load(files)
    assert.equal(loaded?.feature.format.name, '.specify/templates')
    assert.match(loaded?.feature.why ?? '', /as in \.specify\/templates\/spec-template\.md$/)
    assert.equal(loaded?.feature.stage, 'draft')
    assert.deepEqual(await check(files, 'missing-section'), [
      'spec.md: Missing section "成功标准" after "需求" (required by .specify/templates/spec-template.md).',
    ])
    assert.deepEqual(await check(files, 'placeholder'), ['spec.md: Template placeholder "[能力]" is not filled in.'])
  })
  it("are built in for documents that the repository's templates do not describe", async () => {
    assert.equal((await load({ ...templates, [`${folder}/spec.md`]: kit() }))?.feature.format.name, 'spec-kit')
  })
  it('change with the template at once', async () => {
    const files: Record<string, string> = { ...templates, [`${folder}/spec.md`]: document }
    const checker = createChecker({ files: memoryFiles(files), kept: true, roots: () => ['/w'], onError: throwing })
    const missing = async (): Promise<number> => {
      const loaded = (await checker.load(`${folder}/spec.md`)) ?? assert.fail()
      const {
        files: [first],
      } = await checker.check(loaded)
      return first?.findings.filter(({ code }) => code === 'missing-section').length ?? -1
    }
    assert.equal(await missing(), 1)
    files['/w/.specify/templates/spec-template.md'] = house.replace('## 成功标准 *(必填)*', '## 成功标准 *(可选)*')
    assert.equal(await missing(), 0)
  })
  it('are recognised by the generation of the template that fits best', async () => {
    const olderSpec = kit()
      .replace(/## Success[\s\S]*/, '')
      .replace('### User Story 1 - Order (Priority: P1)', '### Primary User Story\n\na\n\n### Acceptance Scenarios')
    assert.deepEqual(await check({ [`${folder}/spec.md`]: olderSpec }, 'missing-section'), [])
    assert.equal(
      (await check({ [`${folder}/spec.md`]: kit().replace(/## Success[\s\S]*/, '') }, 'missing-section')).length,
      1,
    )
  })
  for (const [name, text] of Object.entries({
    'openspec/specs/a/spec.md':
      '# A Specification\n\n## Purpose\n\na\n\n## Requirements\n\n### Requirement: A\n\nThe system SHALL a.\n\n#### Scenario: B\n\n- **WHEN** a\n- **THEN** b\n',
    'openspec/changes/a/specs/b/spec.md': '## ADDED Requirements\n\n### Requirement: A\n\nThe system SHALL a.\n',
    '.kiro/specs/a/requirements.md':
      '# Requirements Document\n\n## Introduction\n\n## Requirements\n\n### Requirement 1\n\n**User Story:** As a user, I want a, so that b\n\n#### Acceptance Criteria\n\n1. WHEN a THEN the system SHALL b\n',
    '.kiro/specs/a/tasks.md': '# Implementation Plan\n\n- [ ] 1. Do a\n  - _Requirements: 1.1_\n',
    'src/auth.spec.md': '---\nmodule: auth\nstatus: active\nfiles: []\n---\n\n# Auth\n\n## Purpose\n\n## Public API\n',
    'spec.md': '# Test fixture\n\nFR-001 [NEEDS CLARIFICATION: what?]\n',
  })) {
    it(`do not match ${name}`, async () => assert.equal(await load({ [`/w/${name}`]: text }, `/w/${name}`), undefined))
  }
})
