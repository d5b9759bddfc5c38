// What the command line reports in whole repositories: rules that depend on where files are.
import assert from 'node:assert/strict'
import { run } from '../support/commandLine.ts'

const spec =
  '# Feature Specification: Queue\n\n**Feature Branch**: `004-queue`\n**Created**: 2026-01-01\n**Status**: Draft\n\n## Requirements\n\n### Functional Requirements\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n'

/** The findings of some rules in files below `/w`, one line each. */
async function findings(files: Record<string, string>, ...codes: string[]): Promise<string[]> {
  const disk = {
    '/w/.git/config': '',
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`/w/${name}`, text])),
  }
  const { out } = await run(disk, 'check', '--format', 'concise', '--level', 'hint')
  return out
    .split('\n')
    .filter((line) => codes.some((code) => line.includes(` ${code}: `)))
    .map((line) => line.trim())
}

describe('a link that leads out of the repository', () => {
  const linking = (to: string): Record<string, string> => ({
    'specs/004-queue/spec.md': `${spec}\n## Notes\n\nSee [it](${to}).\n`,
    'docs/setup.md': '# Setup\n\n## First steps\n',
  })
  const link = (to: string): Promise<string[]> => findings(linking(to), 'broken-link')
  it('is reported if the file is inside', async () => {
    assert.deepEqual(await link('../../../docs/setup.md#first-steps'), [
      'specs/004-queue/spec.md:16:10: warning broken-link: Broken link: "../../../docs/setup.md#first-steps" leads out of the repository. Did you mean "../../docs/setup.md#first-steps"?',
    ])
  })
  it('is not reported if nothing inside has its name', async () =>
    assert.deepEqual(await link('../../../other/docs.md'), []))
  it('is not reported if it stays inside', async () => assert.deepEqual(await link('../../docs/setup.md'), []))
})

describe('a specification that is a copy of its template', () => {
  const blanks = Array.from({ length: 9 }, (_, k) => `- **FR-00${k + 1}**: System MUST [capability ${k + 1}]\n`).join(
    '',
  )
  const template = `# Feature Specification: [FEATURE NAME]\n\n**Feature Branch**: \`[###-feature-name]\`\n**Created**: [DATE]\n\n## Requirements *(mandatory)*\n\n### Functional Requirements\n\n${blanks}`
  const plan = '# Implementation Plan: Queue\n\n## Notes\n\n- **FR-012**: stays as it is\n'
  const unknown = (spec: string): Promise<string[]> =>
    findings(
      {
        '.specify/templates/spec-template.md': template,
        'specs/001-queue/spec.md': spec,
        'specs/001-queue/plan.md': plan,
      },
      'undefined-id',
    )
  it('defines nothing, so that no requirement is unknown', async () => {
    assert.equal((await unknown(template.replace(/\[([^\]]*)\]/g, '$1'))).length, 1)
    assert.deepEqual(await unknown(template), [])
  })
})

describe('a link into a submodule', () => {
  const files = {
    'specs/001-queue/spec.md':
      '# Feature Specification: Queue\n\n## Requirements\n\n- **FR-001**: a [b](../../tools/mock/a.md) [c](../../tools/mocks/a.md)\n- **FR-002**: b\n',
    'specs/001-queue/plan.md': '# Implementation Plan: Queue\n',
  }
  it('is not reported, because the submodule may not be there', async () => {
    assert.equal((await findings(files, 'broken-link')).length, 2)
    const found = await findings(
      { ...files, '.gitmodules': '[submodule "mock"]\n\tpath = tools/mock\n\turl = https://e.x/mock\n' },
      'broken-link',
    )
    assert.equal(found.length, 1)
    assert.match(found[0] ?? '', /tools\/mocks\/a\.md/)
  })
  it('is reported if the submodule is there', async () => {
    const found = await findings(
      { ...files, '.gitmodules': '[submodule "mock"]\n\tpath = "tools/mock"\n', 'tools/mock/b.md': '' },
      'broken-link',
    )
    assert.equal(found.length, 2)
  })
})

describe('a specification of a spec-kit extension', () => {
  it('is not checked', async () => {
    const text = '# Feature Specification: Queue\n\n## Requirements\n\n- **FR-001**: a [b](no.md)\n- **FR-002**: b\n'
    const files = (folder: string) => ({
      [`${folder}/spec.md`]: text,
      [`${folder}/plan.md`]: '# Implementation Plan: Queue\n',
    })
    assert.equal((await findings(files('specs/001-a'), 'broken-link')).length, 1)
    assert.deepEqual(await findings(files('.specify/extensions/verify/specs/001-a'), 'broken-link'), [])
  })
})

describe('a link in an open task to a file that does not exist', () => {
  const tasks = (box: string): Record<string, string> => ({
    'specs/004-queue/spec.md': spec,
    'specs/004-queue/tasks.md': `# Tasks: Queue\n\n## Phase 1\n\n- ${box} T001 Create [the test](../../test/a.py) for FR-001\n- [ ] T002 FR-002\n`,
  })
  for (const [box, severity] of [
    ['[ ]', 'hint'],
    ['[x]', 'warning'],
  ] as const)
    it(`is a ${severity} behind ${box}`, async () => {
      const [finding, ...more] = await findings(tasks(box), 'broken-link')
      assert.match(finding ?? '', new RegExp(` ${severity} broken-link: `))
      assert.deepEqual(more, [])
    })
})

describe('a file beside spec.md', () => {
  const contract =
    '# Contract: Router\n\n**Feature Branch**: `004-queue`\n**Created**: 2026-01-01\n**Status**: Draft\n\n## Requirements\n\n## Success Criteria\n\nSee [it](gone.md).\n'
  it('is no specification of its own without the title of one', async () =>
    assert.deepEqual(
      await findings(
        { 'specs/004-queue/spec.md': spec, 'specs/004-queue/contracts/router.md': contract },
        'missing-section',
        'broken-link',
      ).then((all) => all.filter((line) => line.includes('router'))),
      ['specs/004-queue/contracts/router.md:11:10: warning broken-link: Broken link: "gone.md" does not exist.'],
    ))
  it('is none in any folder if only metadata and sections look like one', async () => {
    const { err } = await run(
      { '/w/.git/config': '', '/w/changes/proposal.md': contract },
      'check',
      '--format',
      'concise',
    )
    assert.match(err, /^specwise: No specifications found/m)
  })
})

describe('metadata that names the folder', () => {
  const input = (folder: string): Record<string, string> => ({
    [`specs/${folder}/spec.md`]: spec,
    [`specs/${folder}/tasks.md`]:
      '# Tasks: Queue\n\n**Input**: Design documents from `/specs/004-queue/`\n\n## Phase 1\n\n- [ ] T001 FR-001 FR-002\n',
  })
  for (const folder of ['004-queue', 'completed-004-queue', '004-queue/backup'])
    it(`fits ${folder}`, async () => assert.deepEqual(await findings(input(folder), 'mismatched-id'), []))
  it('does not fit another number', async () =>
    assert.equal((await findings(input('005-queue'), 'mismatched-id')).length, 1))
})

describe('the first numbers of a specification that numbers on', () => {
  it('are ids of the one before it', async () => {
    const later = spec.replace('FR-001', 'FR-003').replace('FR-002', 'FR-004')
    const files = {
      'specs/004-queue/spec.md': spec,
      'specs/005-topic/spec.md': `${later}\n## Dependencies\n\n- the core (FR-001)\n`,
    }
    assert.match(
      (await findings(files, 'undefined-id')).join('\n'),
      /^specs\/005-topic\/spec\.md:16:13: info undefined-id: .* specification 4 defines it/,
    )
  })
})

describe('what neighbouring specifications lack, too', () => {
  const template =
    '# Spec: [Name]\n\n- **Status**: Draft | Done\n- **Created**: YYYY-MM-DD\n\n## Requirements\n\n- **FR-001**: [text]\n\n## Estimation\n\n[text]\n'
  const full =
    '# Spec: A\n\n- **Status**: Draft\n- **Created**: 2026-01-01\n\n## Requirements\n\n- **FR-001**: a\n\n## Estimation\n\na\n'
  const bare = '# Spec: A\n\n## Requirements\n\n- **FR-001**: a\n'
  const missing = (...texts: string[]): Promise<string[]> =>
    findings(
      {
        '.specify/templates/spec-template.md': template,
        ...Object.fromEntries(texts.map((text, k) => [`specs/${'abcdef'[k]}-queue/spec.md`, text])),
      },
      'missing-metadata',
      'missing-section',
    )
  it('is a hint, also in folders without numbers', async () => {
    const found = await missing(bare, bare, bare, full)
    assert.equal(found.length, 9)
    for (const finding of found) assert.match(finding, / hint missing-(?:metadata|section): /)
  })
  it('is a warning in a single one', async () => {
    const found = await missing(full, bare, full, full)
    assert.equal(found.length, 3)
    for (const finding of found) assert.match(finding, / warning missing-(?:metadata|section): /)
  })
  it('is silent about titles in another script', async () => {
    const missingIn = (titles: string): Promise<string[]> =>
      missing(
        full,
        full,
        full,
        `# Spec: A\n\n- **Status**: Draft\n- **Created**: 2026-01-01\n\n## Requirements\n\n- **FR-001**: a\n${titles}`,
      )
    assert.equal((await missingIn('')).length, 1)
    assert.equal((await missingIn('\n## Goals\n\na\n')).length, 1)
    assert.deepEqual(await missingIn('\n## 项目宗旨\n\na\n'), [])
  })
  it('is a hint in a specification with a layout of its own', async () => {
    const missingIn = (others: number): Promise<string[]> =>
      missing(
        full,
        full,
        full,
        `# Spec: A\n\n- **Status**: Draft\n- **Created**: 2026-01-01\n\n## Requirements\n\n- **FR-001**: a\n${Array.from({ length: others }, (_, k) => `\n## Goals ${'abc'[k]}\n\na\n`).join('')}`,
      )
    assert.match((await missingIn(2)).join(), / warning missing-section: /)
    assert.match((await missingIn(3)).join(), / hint missing-section: /)
  })
})

describe('metadata that names another folder', () => {
  const tasks = '# Tasks: Queue\n\n**Input**: Design documents from `/specs/003-order/`\n\n- [ ] T001 a\n'
  const named = (folder: string): Promise<string[]> =>
    findings({ [`${folder}spec.md`]: spec, [`${folder}tasks.md`]: tasks }, 'mismatched-id')
  for (const folder of ['specs/004-queue/', '.specify/specs/004-queue/', 'kitty-specs/004-queue/'])
    it(`is reported in ${folder}`, async () => assert.equal((await named(folder)).length, 1))
  for (const folder of ['', 'docs/app/'])
    it(`is not reported in "${folder}", whose name is not that of a specification`, async () =>
      assert.deepEqual(await named(folder), []))
})

describe('bare ids in a specification that follows no template', () => {
  const tasks = '# Tasks: Queue\n\n## Phase 1\n\n- [ ] T001 Build it (FR-2)\n- [ ] T002 Test it (FR-9)\n'
  const found = (demands: string): Promise<string[]> =>
    findings(
      {
        'specs/004-queue/spec.md': `---\nstatus: approved\n---\n\n# Queue rules\n\n- **US-1 (teams)**: They order queues.\n\n## 9. What it does\n\n${demands}`,
        '.specify/templates/spec-template.md':
          '# Feature Specification: [FEATURE NAME]\n\n**Feature Branch**: `[###-feature-name]`\n\n## Requirements *(mandatory)*\n\n### Functional Requirements\n\n- **FR-001**: System MUST [capability]\n',
        'specs/004-queue/tasks.md': tasks,
        'specs/004-queue/plan.md': '# Implementation Plan: Queue\n\n## Summary\n\nA queue.\n',
      },
      'duplicate-id',
      'undefined-id',
    )
  const series = '- FR-1 Orders come first.\n- FR-2 Deletes come last.\n- FR-3 The log is kept.\n'
  it('define items in a series from 1 on', async () => {
    assert.deepEqual(await found(`${series}- FR-3 The log is short.\n`), [
      'specs/004-queue/spec.md:14:3: error duplicate-id: Duplicate id "FR-3" (first defined on line 13).',
      'specs/004-queue/tasks.md:6:21: warning undefined-id: Unknown id "FR-9": nothing in this specification defines it.',
    ])
  })
  for (const [name, demands] of [
    ['in a series from another number on', series.replace('FR-1', 'FR-4')],
    ['of two items', series.replace('- FR-1 Orders come first.\n', '')],
    ['in several sections', `${series}\n## 10. More\n\n- FR-4 It is fast.\n`],
    ['beside others in bold', `${series}- **FR-4**: It is fast.\n`],
  ] as const)
    it(`define nothing ${name}`, async () =>
      assert.deepEqual(
        (await found(`${demands}- FR-3 The log is short.\n`)).filter((line) => line.includes('duplicate-id')),
        [],
      ))
})

describe('an unknown id behind the name of a folder', () => {
  const unknown = (notes: string): Promise<string[]> =>
    findings(
      {
        'specs/001-init-shell/spec.md': spec,
        'specs/004-queue/spec.md': spec,
        'specs/004-queue/tasks.md': `# Tasks: Queue\n\n## Phase 1\n\n- [ ] T001 ${notes}\n`,
      },
      'undefined-id',
    )
  for (const [notes, severity] of [
    ['Extend init-shell: the bell of FR-009', 'hint'],
    ['Extend init-mail: the bell of FR-009', 'warning'],
    ['Write init-shell tests for FR-009', 'warning'],
  ] as const)
    it(`is a ${severity}: ${notes}`, async () =>
      assert.match((await unknown(notes)).join(), new RegExp(` ${severity} `)))
})

describe('a link to a file that may be absent', () => {
  for (const [words, severity] of [
    ['(generated by `/speckit.tasks`)', 'hint'],
    ['for a development key (if available).', 'hint'],
    ['(optional)', 'hint'],
    ['. It is old (optional)', 'warning'],
    ['(see below)', 'warning'],
    ['has what is generated', 'warning'],
  ] as const)
    it(`is a ${severity} before "${words}"`, async () => {
      const files = { 'specs/001-queue/spec.md': `${spec}\n## Notes\n\nSee [it](it.md) ${words}\n` }
      assert.match((await findings(files, 'broken-link')).join(), new RegExp(` ${severity} `))
    })
})

describe('a link into a folder that is gone', () => {
  const message = async (to: string): Promise<string | undefined> => {
    const files = { 'specs/001-queue/spec.md': `${spec}\n## Notes\n\nSee [it](${to}).\n`, 'lib/core/a.ts': '' }
    return /Broken link: .*/.exec((await findings(files, 'broken-link')).join())?.[0]
  }
  for (const [to, gone] of [
    ['../../libs/core/b.ts', 'libs'],
    ['../../lib/old/deep/b.ts', 'lib/old'],
    ['contracts/b.ts', 'specs/001-queue/contracts'],
    ['../../lib/core/b.ts', undefined],
    ['../../libs', undefined],
  ] as const)
    it(`names ${gone ?? 'no folder'}: ${to}`, async () =>
      assert.equal(
        await message(to),
        `Broken link: "${to}" does not exist.${gone ? ` The repository has no folder "${gone}".` : ''}`,
      ))
})
