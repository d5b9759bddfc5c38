// A new specification: its number, location and name, and the values that are filled in.
import assert from 'node:assert/strict'
import { checkPaths } from '../../server/src/cli/check.ts'
import { makeSpec, type NewOptions } from '../../server/src/cli/new.ts'
import { documentsOf, type NewSpec, slugOf } from '../../server/src/edits/newSpec.ts'
import kitSpec from '../../server/src/templates/builtin/spec-kit/spec.md'
import { learnFormat } from '../../server/src/templates/learn.ts'
import { suggestedType } from '../../server/src/templates/specTypes.ts'
import { memoryFiles } from '../support/memoryFiles.ts'

const defaults: NewOptions = { title: 'Crossplane queues on demand', type: undefined, issue: 12, today: '2026-11-23' }
const make = async (
  disk: Record<string, string>,
  overrides: Partial<NewOptions> = {},
  branches?: string[],
  remote?: string,
) => {
  const created = await makeSpec(
    memoryFiles(disk),
    '/w',
    { ...defaults, ...overrides },
    {
      branches: async () => branches ?? [],
      remote: async () => remote,
    },
  )
  return { made: created, text: disk[`/w/${created[0]}`] ?? '' }
}

describe('a new specification', () => {
  it('has all known values filled in', async () => {
    const { made: created, text } = await make({ '/w/.git/HEAD': '' })
    assert.deepEqual(created, ['docs/specs/001-crossplane-queues-demand/spec.md'])
    assert.ok(
      text.startsWith(
        '# Spec: Crossplane queues on demand\n\n**ID**: SPEC-001\n**Issue**: [#12](https://github.com/OWNER/REPOSITORY/issues/12)\n**Status**: draft\n**Type**: composition\n**Created**: 2026-11-23\n',
      ),
      text.slice(0, 300),
    )
    assert.ok(text.includes('SC-001 through SC-XXX verified'), 'text outside of fields is kept')
  })
  it('has a single hint for its placeholders, also without an issue', async () => {
    const disk: Record<string, string> = { '/w/.git/HEAD': '' }
    const { text } = await make(disk, { issue: undefined })
    assert.match(text, /^\*\*Issue\*\*: N\/A$/m)
    const { checked } = await checkPaths(memoryFiles(disk), '/w', ['.'])
    assert.deepEqual(
      checked.flatMap(({ findings }) => findings.map(({ code, severity }) => `${code} ${severity}`)),
      ['placeholder hint'],
    )
  })
  it('links its issue in the repository of the Git remote, not in that of the template', async () => {
    const { text } = await make({ '/w/.git/HEAD': '' }, {}, [], 'https://gitlab.example.org/acme/shop')
    assert.match(text, /^\*\*Issue\*\*: \[#12\]\(https:\/\/gitlab\.example\.org\/acme\/shop\/issues\/12\)$/m)
    const template =
      '# Spec: [Title]\n\n**ID**: SPEC-XXX\n**Issue**: [#XXX](https://github.com/acme/issues/issues/XXX)\n\n## Summary\n'
    const disk = { '/w/.git/HEAD': '', '/w/docs/specs/templates/spec.md': template }
    assert.match((await make(disk, {}, [], 'https://example.org/other')).text, /acme\/issues\/issues\/12/)
  })
  it('has the format of the existing ones, with the documents that it starts with', async () => {
    const spec =
      '# Spec: Old\n\n**ID**: SPEC-0041\n**Status**: done\n\nsee [plan.md](plan.md)\n\n## Requirements\n\n- **FR-001**: a\n'
    const { made: created, text } = await make({
      '/w/specs/0041-old/spec.md': spec,
      '/w/specs/0041-old/plan.md': '# Plan: Old\n',
    })
    assert.deepEqual(
      created.map((path) => path.split('/').slice(1).join('/')),
      ['spec.md', 'plan.md', 'clarifications.md'].map((name) => `0042-crossplane-queues-demand/${name}`),
    )
    assert.match(text, /\*\*ID\*\*: SPEC-0042\n/)
    const kit =
      '# Feature Specification: Old\n\n**Feature Branch**: `003-old`\n**Created**: 2026-01-01\n**Status**: Draft\n\n## Requirements *(mandatory)*\n\n- **FR-001**: a\n- **FR-002**: b\n\n## Success Criteria *(mandatory)*\n\n- **SC-001**: c\n'
    const fromKit = await make({ '/w/specs/003-old/spec.md': kit })
    assert.deepEqual(fromKit.made, ['specs/004-crossplane-queues-demand/spec.md'])
    for (const part of [
      '# Feature Specification: Crossplane queues on demand',
      '`004-crossplane-queues-demand`',
      '**Created**: 2026-11-23',
      'User description: "Crossplane queues on demand"',
    ])
      assert.ok(fromKit.text.includes(part), part)
  })
  it("uses the repository's own template", async () => {
    const template = '# 规格：[名称]\n\n**编号**: SPEC-XXX\n**日期**: YYYY-MM-DD\n\n## 需求\n\n- **FR-001**: [需求]\n'
    const { text, made: created } = await make({ '/w/.specify/templates/spec.md': template })
    assert.equal(
      text,
      template
        .replace('[名称]', 'Crossplane queues on demand')
        .replace('XXX', '001')
        .replace('YYYY-MM-DD', '2026-11-23'),
    )
    assert.deepEqual(created, ['specs/001-crossplane-queues-demand/spec.md'])
  })
  it('gets a number that is unused in active and archived specifications and on other branches', async () => {
    const disk = {
      '/w/docs/specs/004-a/spec.md': '# Spec: A\n',
      '/w/docs/specs/done/2026-Q1/007-b/spec.md': '# Spec: B\n',
    }
    assert.match((await make({ ...disk })).made[0] ?? '', /specs\/008-/)
    assert.match((await make({ ...disk }, {}, ['012-c', 'main', '2026-11-23-x'])).made[0] ?? '', /specs\/013-/)
  })
  it('has no errors', async () => {
    const disk: Record<string, string> = { '/w/.git/HEAD': '', '/w/docs/specs/constitution.md': '# C\n' }
    await make(disk)
    const { checked } = await checkPaths(memoryFiles(disk), '/w', ['.'])
    assert.deepEqual(
      checked.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error')),
      [],
    )
  })
  it('has a single hint for what is still to be filled in', async () => {
    for (const format of ['seed', 'spec-kit']) {
      const disk: Record<string, string> = { '/w/.git/HEAD': '' }
      if (format === 'spec-kit') disk['/w/.specify/templates/spec-template.md'] = kitSpec
      await make(disk)
      const { checked, specs } = await checkPaths(memoryFiles(disk), '/w', ['.'])
      assert.deepEqual(
        checked.flatMap(({ findings }) => findings.map(({ code, severity }) => `${severity} ${code}`)),
        ['hint placeholder'],
      )
      assert.deepEqual(specs[0]?.summary.clarifications, { open: 0, answered: 0 })
    }
  })
  it('fills in the type in the right field, and keeps the title literally', async () => {
    const template =
      '# Spec: [T]\n\n**ID**: SPEC-XXX\n**Status**: entwurf | fertig\n**Type**: alpha | beta\n**Priority**: low | high\n\n## Requirements\n\n- **FR-001**: [x]\n'
    const title = 'SPEC-XXX $& [DATE] YYYY-MM-DD MUST'
    const { text } = await make({ '/w/.specify/templates/spec.md': template }, { title, type: 'beta' })
    assert.ok(
      text.startsWith(
        `# Spec: ${title}\n\n**ID**: SPEC-001\n**Status**: entwurf\n**Type**: beta\n**Priority**: low | high\n`,
      ),
      text,
    )
  })
  it('never overwrites, and refuses an unknown type', async () => {
    await assert.rejects(
      make({}, { type: 'dance' }),
      /Type "dance" is not allowed\. Expected composition, infrastructure, security or platform/,
    )
    const disk = { '/w/docs/specs/x.md': 'theirs' }
    const files = memoryFiles(disk)
    await assert.rejects(files.createFolder('/w/docs/specs', [{ name: 'x.md', text: 'x' }]), /there already/)
  })
})

describe('the documents of a new specification', () => {
  type Source = Parameters<typeof learnFormat>[1][number]
  const source = (documentKind: Source['documentKind'], text: string): Source => ({ documentKind, text, path: 't.md' })
  const made = (sources: readonly Source[], wanted: Partial<NewSpec> = {}) =>
    documentsOf(learnFormat('house', sources, []), {
      ...{ title: 'My Queue', number: 4, digits: 3, type: undefined, issue: undefined, repository: undefined },
      ...{ today: '2026-11-23', ...wanted },
    })
  it('are those that have a template', () => {
    const log = source('clarifications', '# Log — [Title]\n\n## CL-1: [question]\n')
    assert.deepEqual(
      made([source('spec', '# Spec: [Title]\n'), log]).map(({ name }) => name),
      ['spec.md', 'clarifications.md'],
    )
  })
  for (const [behaviour, line, wanted, expected] of [
    [
      'have their title in words of the template',
      '[FEATURE NAME], [FEATURE]: $ARGUMENTS',
      {},
      'My Queue, My Queue: My Queue',
    ],
    ['have the first status', '**Status**: draft | done', {}, '**Status**: draft'],
    ['have the type', '**Type**: a | b', { type: 'b' }, '**Type**: b'],
    ['keep the types without one', '**Type**: a | b', {}, '**Type**: a | b'],
    [
      'have the issue',
      '**Issue**: [#XXX](https://example.org/XXX)',
      { issue: 7 },
      '**Issue**: [#7](https://example.org/7)',
    ],
    ['have no issue without one', '**Issue**: [#XXX](https://example.org/XXX)', {}, '**Issue**: N/A'],
    [
      'keep a link to something else',
      '**Page**: [#X](https://example.org/X)',
      {},
      '**Page**: [#X](https://example.org/X)',
    ],
    ['have the day, except in comments', '[DATE] <!-- [DATE] -->', {}, '2026-11-23 <!-- [DATE] -->'],
    ['have the name of the folder', '`[###-feature-name]`', {}, '`004-queue`'],
  ] as const)
    it(behaviour, () => {
      const [spec] = made([source('spec', `# Spec: [Title]\n\n${line}\n`)], wanted)
      assert.equal(spec?.text, `# Spec: My Queue\n\n${expected}\n`)
    })
})

describe('the folder name', () => {
  for (const [title, slug] of [
    ['Queues on demand for the teams of the platform', 'queues-demand-teams-platform'],
    ['Émigré Größe', 'emigre-große'],
    ['消息队列', '消息队列'],
    ['../../etc/passwd', 'etc-passwd'],
    ['A B', 'a-b'],
    ['On and off', 'off'],
    ['To be or', 'to-be-or'],
    ['!!!', 'spec'],
    ['S3', 's3'],
    ['がぎぐ データ', 'がぎぐ-データ'],
    ['हिन्दी', 'हिन्दी'],
  ] as const)
    it(`of "${title}" is ${slug}`, () => assert.equal(slugOf(title), slug))
})

describe('the suggested type', () => {
  const words = ['composition', 'infrastructure', 'security', 'platform']
  for (const [title, type] of [
    ['RBAC for the KCL composition', 'security'],
    ['A Crossplane composition for EKS', 'composition'],
    ['Karpenter node pools', 'infrastructure'],
    ['Something else', 'platform'],
  ] as const)
    it(`of "${title}" is ${type}`, () => assert.equal(suggestedType(title, words), type))
  it('is undefined if the vocabulary has no matching word', () =>
    assert.equal(suggestedType('RBAC', ['a', 'b']), undefined))
})
