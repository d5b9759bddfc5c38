// Which documents belong together, by which templates they are read, and which ids mean what over their borders.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { checkPaths } from '../../server/src/cli/check.ts'
import { idAt } from '../../server/src/document/ids.ts'
import { resolve } from '../../server/src/feature/feature.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { throwing } from '../support/rules.ts'

const kit = (more = '') =>
  `# Feature Specification: Queue\n\n**Feature Branch**: \`004-queue\`\n**Created**: 2026-01-01\n**Status**: Draft\n**Input**: "a"\n\n## User Scenarios & Testing *(mandatory)*\n\n### User Story 1 - Order (Priority: P1)\n\n1. **Given** a, **When** b, **Then** c\n\n## Requirements *(mandatory)*\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n\n## Success Criteria *(mandatory)*\n\n- **SC-001**: Every a renders\n- **SC-002**: No b is lost\n${more}`

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
    findings.filter((one) => one.code === code).map((one) => `${path.split('/').at(-1)}: ${one.message}`),
  )
}

describe('a specification', () => {
  const text =
    '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: a\n- **FR-001**: b\n'
  for (const name of ['plan.md', 'clarifications.md', 'a.md'])
    it(`is checked beside an ordinary ${name}`, async () => {
      const files = { [`${folder}/spec.md`]: text, [`${folder}/${name}`]: '# Notes\n' }
      assert.equal((await check(files, 'duplicate-id')).length, 1)
    })
  it('is checked when a file beside it cannot be read', async () => {
    const files = { [`${folder}/spec.md`]: text, [`${folder}/plan.md`]: null }
    const { specs, problems } = await checkPaths(memoryFiles(files), '/w', ['.'])
    assert.equal(specs.length, 1)
    assert.deepEqual(problems, [{ path: 'specs/004-queue/plan.md', reason: 'cannot be read: permission denied' }])
  })
})

describe('other Markdown of a folder', () => {
  it('speaks of its ids in the folders that are parts of it, when it is no specification itself', async () => {
    const one =
      '# Spec: Mail\n\n**ID**: SPEC-009\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: x\n- **FR-777**: y\n'
    const files = {
      ...documents,
      [`${folder}/contracts/api.md`]: 'For FR-001.\n',
      [`${folder}/contracts/none.md`]: 'For nobody.\n',
      [`${folder}/src/readme.md`]: 'FR-001\n',
      [`${folder}/specs/mail.md`]: one,
      [`${folder}/mail.md`]: one,
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
  const own = '# Spec: Queue\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n'
  it('may have HTML in it', async () => {
    const html = '# Plan: [N]\n\n<details>\n</details>\n'
    const templates = { '/w/.specify/templates/spec.md': spec, '/w/.specify/templates/plan.md': html }
    const found = await check({ ...templates, [`${folder}/spec.md`]: own }, 'missing-section')
    assert.match(found.join(), /Missing section "Zebra"/)
  })
  it('is whatever the configuration names, by any name', async () => {
    const files = { '/w/docs/house.md': spec, '/w/.specwise.json': '{"templates":["docs/house.md"]}' }
    assert.match(
      (await check({ ...files, [`${folder}/spec.md`]: own }, 'missing-section')).join(),
      /Missing section "Zebra"/,
    )
  })
})

describe('a feature folder', () => {
  it('is spec, plan, tasks and checklists; any of them leads to it', async () => {
    for (const name of ['spec.md', 'plan.md', 'tasks.md', 'checklists/requirements.md']) {
      const loaded = await load(documents, `${folder}/${name}`)
      assert.deepEqual(
        loaded?.feature.documents.map((one) => one.template.documentKind),
        ['spec', 'checklist', 'plan', 'tasks'],
        name,
      )
      assert.equal(loaded?.feature.format.name, 'spec-kit')
    }
    assert.equal(await load(documents, `${folder}/research.md`), undefined)
  })
  it('defines ids for all of its documents: mentions are resolved over their borders', async () => {
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
  it('has phases with plans of their own, and archived ones are read too', async () => {
    const spec =
      '# Spec: A\n\n**ID**: SPEC-004\n**Status**: done\n**Type**: platform\n\n## Requirements\n\n- **FR-001**: System MUST a\n'
    const done = '/w/docs/specs/done/2026-Q1/004-a'
    const files = {
      [`${done}/spec.md`]: spec,
      [`${done}/plan.md`]: '# Plan: A\n\n**Spec**: [SPEC-004](spec.md)\n\n## Tasks\n\n- [x] **T001**: a\n',
      [`${done}/phases/1-b/plan.md`]: '# Plan: B\n\n## Tasks\n\n- [x] **T101**: a after T001, T102\n',
    }
    const loaded = await load(files, `${done}/phases/1-b/plan.md`)
    assert.equal(loaded?.feature.format.name, 'seed-directory')
    assert.deepEqual(
      loaded?.feature.documents.map(({ part }) => part),
      [false, true, false],
    )
    assert.deepEqual(await check(files, 'undefined-id'), [
      'plan.md: Unknown id "T102": nothing in this specification defines it.',
    ])
  })
  it('is one file where no spec.md is beside it', async () => {
    const files = { '/w/specs/004-queue.md': kit(), '/w/specs/plan.md': '# Plan\n\nFR-009\n' }
    assert.equal((await load(files, '/w/specs/004-queue.md'))?.feature.documents.length, 1)
    assert.equal(await load(files, '/w/specs/plan.md'), undefined)
  })
  it('of another specification keeps its ids: they are never bound to the local ones', async () => {
    const files = {
      ...documents,
      [`${folder}/plan.md`]: "# Implementation Plan: A\n\nspec 098 FR-015, 097's FR-016 and SPEC-002 US-4\n",
    }
    assert.deepEqual(
      (await check(files, 'undefined-id')).filter((one) => one.startsWith('plan')),
      [],
    )
  })
})

describe('an id of another specification', () => {
  const other = kit().replaceAll('Queue', 'Topic')
  const told = (plan: string, topic = other): Promise<string[]> =>
    check(
      {
        ...documents,
        [`${folder}/plan.md`]: `# Implementation Plan: A\n\n${plan}\n`,
        '/w/specs/002-topic/spec.md': topic,
      },
      'undefined-id',
    ).then((all) => all.filter((one) => one.startsWith('plan')))
  it('is looked for there, and never here', async () => {
    assert.deepEqual(await told('SPEC-002 FR-002, spec 002 SC-001 and FR-009 of 002-topic'), [
      'plan.md: Unknown id "FR-009": specification 2 does not define it.',
    ])
    assert.deepEqual(await told('SPEC-002 FR-001..FR-007'), [
      'plan.md: Unknown id "FR-007": specification 2 does not define it.',
    ])
  })
  it('may be an own one, where it only stands behind the name of the other', async () => {
    const less = other.replace(/.*\*\*FR-002\*\*.*\n/, '')
    assert.notEqual(less, other)
    assert.deepEqual(await told('Handover to `002-topic` (FR-002), spec 002 (Topic): FR-001, FR-002', less), [])
    assert.equal((await told('As SPEC-002 FR-002 says', less)).length, 1)
  })
  it('is left alone where that one is not to be found', async () => {
    assert.deepEqual(await told('SPEC-777 FR-099 and SPEC-002 R-1'), [])
  })
})

describe('two specifications of one number', () => {
  const spec = (title: string): string =>
    `# Spec: ${title}\n\n**ID**: SPEC-004\n**Status**: draft\n\n## Requirements\n\n- **FR-001**: a\n`
  for (const names of [
    ['spec.md', 'spec.md'],
    ['spec.md', 'Spec.md'],
    ['SPEC.MD', 'spec.markdown'],
  ] as const)
    it(`are told of each other, as ${names.join(' and ')}`, async () => {
      const paths = ['a', 'b'].map((folder, k) => `/w/specs/004-${folder}/${names[k]}`)
      const files = Object.fromEntries(paths.map((path) => [path, spec(path)]))
      const checker = createChecker({
        files: memoryFiles(files),
        kept: true,
        roots: () => ['/w'],
        onError: throwing,
      })
      const told = paths.map(async (path) => {
        const { documents = [] } = await checker.check((await checker.load(path)) ?? assert.fail(path))
        return documents.flatMap(({ findings }) =>
          findings.filter(({ code }) => code === 'duplicate-spec-id').map(({ message }) => message),
        )
      })
      assert.deepEqual(await Promise.all(told), [
        ['Specification number 4 is also used by specs/004-b.'],
        ['Specification number 4 is also used by specs/004-a.'],
      ])
    })
  it('is nobody else\u2019s where the configuration leaves the other one out', async () => {
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

  it('are those of the repository first: translated headings, placeholders and words just work', async () => {
    const files = { ...templates, [`${folder}/spec.md`]: document }
    const loaded = await load(files)
    assert.equal(loaded?.feature.format.name, '.specify/templates')
    assert.match(loaded?.feature.why ?? '', /as in \.specify\/templates\/spec-template\.md$/)
    assert.equal(loaded?.feature.stage, 'draft')
    assert.deepEqual(await check(files, 'missing-section'), [
      'spec.md: Missing section "成功标准" after "需求" (required by .specify/templates/spec-template.md).',
    ])
    assert.deepEqual(await check(files, 'placeholder'), ['spec.md: Placeholder of the template: "[能力]". Replace it.'])
  })
  it('are the built-in ones for documents that the own templates do not describe', async () => {
    assert.equal((await load({ ...templates, [`${folder}/spec.md`]: kit() }))?.feature.format.name, 'spec-kit')
  })
  it('change with the template, at once', async () => {
    const files: Record<string, string> = { ...templates, [`${folder}/spec.md`]: document }
    const checker = createChecker({ files: memoryFiles(files), kept: true, roots: () => ['/w'], onError: throwing })
    const missing = async (): Promise<number> => {
      const loaded = (await checker.load(`${folder}/spec.md`)) ?? assert.fail()
      const {
        documents: [own],
      } = await checker.check(loaded)
      return own?.findings.filter(({ code }) => code === 'missing-section').length ?? -1
    }
    assert.equal(await missing(), 1)
    files['/w/.specify/templates/spec-template.md'] = house.replace('## 成功标准 *(必填)*', '## 成功标准 *(可选)*')
    assert.equal(await missing(), 0)
  })
  it('are told by the generation of the template that fits', async () => {
    const old = kit()
      .replace(/## Success[\s\S]*/, '')
      .replace('### User Story 1 - Order (Priority: P1)', '### Primary User Story\n\na\n\n### Acceptance Scenarios')
    assert.deepEqual(await check({ [`${folder}/spec.md`]: old }, 'missing-section'), [])
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
    it(`none is ${name}`, async () => assert.equal(await load({ [`/w/${name}`]: text }, `/w/${name}`), undefined))
  }
})
