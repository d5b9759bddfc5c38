// The effects of template layers: findings, kinds of documents from built-in templates, and explanations.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { checkPaths } from '../../server/src/cli/check.ts'
import { main } from '../../server/src/cli/main.ts'
import { explainLine } from '../../server/src/queries/explainLine.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { throwing } from '../support/rules.ts'
import {
  composing,
  type Files,
  git,
  manifest,
  preset,
  registry,
  settingsOf,
  templateOf,
  top,
} from '../support/templateStack.ts'

const spec = (extra = '', created = '2026-09-01'): string =>
  `# Feature Specification: Queue\n\n**Feature Branch**: \`001-a\`\n**Created**: ${created}\n**Status**: Draft\n**Input**: "a"\n\n## User Scenarios & Testing\n\n### User Story 1 - Order (Priority: P1)\n\n1. **Given** a, **When** b, **Then** c\n\n## Requirements\n\n- **FR-001**: System MUST a\n- **FR-002**: System MUST b\n\n${extra}`
const template =
  '# Feature Specification: [FEATURE NAME]\n\n**Feature Branch**: `[###-feature-name]`\n**Created**: [DATE]\n**Status**: Draft\n**Input**: "$ARGUMENTS"\n\n## User Scenarios & Testing *(mandatory)*\n\n### User Story 1 - [Brief Title] (Priority: P1)\n\n1. **Given** [a], **When** [b], **Then** [c]\n\n## Requirements *(mandatory)*\n\n- **FR-001**: System MUST [a]\n\n## Success Criteria *(mandatory)*\n\n- **SC-001**: [metric]\n\n## Assumptions\n'
const house = { ...git, [`${top}/templates/spec-template.md`]: template }

async function missing(files: Files, text = spec()): Promise<string[]> {
  const { checked } = await checkPaths(memoryFiles({ ...files, '/w/specs/001-a/spec.md': text }), '/w', ['.'])
  return checked.flatMap(({ findings }) =>
    findings.filter(({ code }) => code === 'missing-section').map(({ severity, message }) => `${severity}: ${message}`),
  )
}

describe('findings of a composed template', () => {
  const criteria = '## Success Criteria\n\n- **SC-001**: All a\n'
  it('do not report a section that an override omits', async () => {
    assert.equal((await missing(house)).length, 1)
    const override = template.replace(/## Success[\s\S]*/, '')
    assert.deepEqual(await missing({ ...house, [`${top}/templates/overrides/spec-template.md`]: override }), [])
  })
  it('name the preset or file that requires a section', async () => {
    const files = { ...house, ...composing('legal', 'append', '## Data Protection *(mandatory)*\n\n[what]\n') }
    assert.deepEqual(await missing(files), [
      'warning: Missing section "Success Criteria" after "Requirements" (required by .specify/templates/spec-template.md).',
      'error: Missing section "Data Protection" after "Requirements" (required by preset "legal").',
    ])
    assert.deepEqual(await missing(files, spec(`${criteria}\n## Data Protection\n\nNone.\n`)), [])
  })
  it('are hints for unmarked sections of a preset, from the day of its installation', async () => {
    const files = { ...house, ...composing('legal', 'append', '## Data Protection\n\n[what]\n') }
    const hint = ['hint: Missing section "Data Protection" after "Success Criteria" (expected by preset "legal").']
    assert.deepEqual(await missing(files, spec(criteria)), hint)
    const installed = { ...files, ...registry({ legal: { installed_at: '2026-06-04T10:12:48+00:00' } }) }
    assert.deepEqual(await missing(installed, spec(criteria)), hint)
    assert.deepEqual(await missing(installed, spec(criteria, '2026-06-03')), [])
  })
  it('name a preset that replaces the template', async () => {
    const files = { ...house, ...preset('legal', template) }
    assert.deepEqual(await missing(files), [
      'error: Missing section "Success Criteria" after "Requirements" (required by preset "legal").',
    ])
  })
  it('name that preset also for requirements without a place in the template', async () => {
    const text = spec('## Success Criteria\n\n- **SC-001**: All a\n').replace(/1\. \*\*Given.*\n/, '')
    const found = async (files: Files): Promise<string[]> => {
      const { checked } = await checkPaths(memoryFiles({ ...files, '/w/specs/001-a/spec.md': text }), '/w', ['.'])
      return checked.flatMap(({ findings }) =>
        findings.filter(({ code }) => code === 'missing-scenario').map(({ message }) => message),
      )
    }
    const expected = (by: string): string[] => [`User story without an acceptance scenario (expected by ${by}).`]
    assert.deepEqual(await found(house), expected('.specify/templates/spec-template.md'))
    assert.deepEqual(await found({ ...house, ...preset('legal', template) }), expected('preset "legal"'))
    const composed = { ...house, ...composing('legal', 'append', '## Law\n') }
    assert.deepEqual(await found(composed), expected('.specify/templates/spec-template.md'))
  })
  it('name the layer of an empty section', async () => {
    const files = { ...house, ...composing('legal', 'append', '## Data Protection *(mandatory)*\n') }
    const text = spec(`${criteria}\n## Data Protection\n`)
    const { checked } = await checkPaths(memoryFiles({ ...files, '/w/specs/001-a/spec.md': text }), '/w', ['.'])
    const empty = checked.flatMap(({ findings }) => findings.filter(({ code }) => code === 'empty-section'))
    assert.deepEqual(
      empty.map(({ message }) => message),
      ['Empty section "Data Protection" (required by preset "legal").'],
    )
  })
  it('report a section of several layers once, and allow all of them in a document', async () => {
    const files = {
      ...house,
      ...composing('a', 'append', '## Evidence\n\nA.\n'),
      ...composing('b', 'append', '## Evidence\n\nB.\n'),
    }
    assert.deepEqual(await missing(files, spec(criteria)), [
      'hint: Missing section "Evidence" after "Success Criteria" (expected by preset "b").',
    ])
    const twice = '\n## Evidence\n\nA.\n'.repeat(2)
    const { checked } = await checkPaths(
      memoryFiles({ ...files, '/w/specs/001-a/spec.md': spec(criteria + twice) }),
      '/w',
      ['.'],
    )
    assert.ok(!checked.some(({ findings }) => findings.some(({ code }) => code === 'duplicate-section')))
  })
  it('do not appear in the layers themselves, whatever they are called', async () => {
    const text = spec('- **FR-002**: again\n')
    const files = {
      ...house,
      [`${top}/presets/a/own/x.md`]: text,
      [`${top}/presets/a/preset.yml`]: manifest('append', 'own/x.md'),
    }
    const { checked } = await checkPaths(memoryFiles(files), '/w', ['.'])
    assert.deepEqual(
      checked.map(({ path }) => path),
      [],
    )
  })
})

describe('the origin of a place in a composed template', () => {
  const files = {
    ...house,
    ...composing('a', 'prepend', '> before\n'),
    ...composing('b', 'wrap', '> first\n{CORE_TEMPLATE}\n> between\n{CORE_TEMPLATE}\n> last\n'),
    ...composing('c', 'append', '## Data Protection\n\n[what]\n'),
  }
  it('is known for all of its text, with the offset in the file of the layer', async () => {
    const { document, parts = [] } = (await templateOf(files)) ?? assert.fail()
    let end = 0
    for (const part of parts) {
      assert.equal(part.start, end)
      end = part.end
      const partText = document.text.slice(part.start, part.end)
      assert.equal(partText.trim(), part.layer.text.slice(Math.max(0, part.from), part.from + partText.length).trim())
    }
    assert.equal(end, document.text.length)
    assert.deepEqual([...new Set(parts.map(({ layer }) => layer.id))].sort(), ['a', 'b', 'c', undefined])
  })
  it('is shown by Explain This Line', async () => {
    const text = spec('## Data Protection\n\nNone.\n')
    const checker = createChecker({
      files: memoryFiles({ ...files, '/w/specs/001-a/spec.md': text }),
      kept: true,
      roots: () => ['/w'],
      onError: throwing,
    })
    const { feature } = (await checker.load('/w/specs/001-a/spec.md')) ?? assert.fail()
    const at = text.indexOf('None.')
    assert.match(
      explainLine(feature, feature.spec, { start: at, end: at + 5 }).join('\n'),
      /matches the template section "Data Protection" \(line 1 of preset "c": "## Data Protection"\)/,
    )
  })
})

describe('kinds of documents without a template in the repository', () => {
  const tasks = '# Tasks: Queue\n\n## Phase 1: Setup\n\n- [x] T001 [US1] a FR-001\n- [ ] T002 b FR-009\n'
  const documents = {
    '/w/specs/001-a/spec.md': spec('## Success Criteria\n\n- **SC-001**: All a\n'),
    '/w/specs/001-a/tasks.md': tasks,
  }
  it('are read by the built-in templates of the family, without requiring their structure', async () => {
    const { specs } = await checkPaths(memoryFiles({ ...house, ...documents }), '/w', ['.'])
    assert.deepEqual(specs[0]?.summary.tasks, { done: 1, total: 2 })
    assert.equal(specs[0]?.summary.format, '.specify/templates')
    const found = specs[0]?.files.find(({ path }) => path.endsWith('tasks.md'))?.findings ?? []
    assert.ok(found.some(({ code, message }) => code === 'undefined-id' && message.includes('FR-009')))
    assert.deepEqual(
      found.filter(({ code }) => /section|metadata/.test(code)),
      [],
    )
  })
  it("use built-in ids for roles that the repository's templates do not cover, without requiring them", async () => {
    const plain =
      '# Feature Specification: [TITLE]\n\n**Created**: [DATE]\n**Status**: Draft\n**Feature Branch**: [x]\n\n## Requirements\n\n- [what]\n'
    const houseTemplates = {
      ...git,
      [`${top}/templates/spec-template.md`]: plain,
      [`${top}/templates/tasks-template.md`]: '# Tasks: [TITLE]\n\n## Tasks\n\n- [ ] [what]\n',
    }
    const { specs } = await checkPaths(memoryFiles({ ...houseTemplates, ...documents }), '/w', ['.'])
    assert.deepEqual(specs[0]?.summary.tasks, { done: 1, total: 2 })
    assert.equal(specs[0]?.summary.requirements, 2)
    const without = {
      '/w/specs/001-a/spec.md': documents['/w/specs/001-a/spec.md'].replace(/\*\*FR-\d+\*\*: /g, ''),
      '/w/specs/001-a/tasks.md': tasks.replace(/T\d+ /g, ''),
    }
    const { checked } = await checkPaths(memoryFiles({ ...houseTemplates, ...without }), '/w', ['.'])
    assert.deepEqual(
      checked.flatMap(({ findings }) => findings.filter(({ code }) => /missing-id|too-few/.test(code))),
      [],
    )
  })
  it('are not reported as missing in a folder', async () => {
    const text = spec('## Success Criteria\n\n- **SC-001**: All a\n').replace('Draft', 'Approved')
    const { checked } = await checkPaths(memoryFiles({ ...house, '/w/specs/001-a/spec.md': text }), '/w', ['.'])
    assert.ok(!checked.some(({ findings }) => findings.some(({ code }) => code === 'missing-artifact')))
  })
  it('can be specifications, when only tasks have a template', async () => {
    const tasksOnly = {
      ...git,
      [`${top}/templates/tasks-template.md`]: '# Tasks: [FEATURE]\n\n## Work\n\n- [ ] JOB-001 [what]\n',
    }
    const jobs = {
      ...documents,
      '/w/specs/001-a/tasks.md': '# Tasks: Queue\n\n## Work\n\n- [x] JOB-001 a\n- [ ] JOB-002 b\n',
    }
    const { specs } = await checkPaths(memoryFiles({ ...tasksOnly, ...jobs }), '/w', ['.'])
    assert.deepEqual(specs[0]?.summary.tasks, { done: 1, total: 2 })
    assert.equal(specs[0]?.summary.requirements, 2)
    assert.deepEqual(await missing(tasksOnly, spec('')), await missing(git, spec('')))
    assert.equal((await missing(tasksOnly, spec(''))).length, 1)
  })
  it('of the seed format belong to its folder', async () => {
    const seed =
      '# Spec: [Title]\n\n**ID**: SPEC-XXX\n**Status**: draft | done\n\n## Summary\n\n## Requirements\n\n### Functional\n\n- **FR-001**: [text]\n'
    const text =
      '# Spec: Queue\n\n**ID**: SPEC-001\n**Status**: draft\n\n## Summary\n\nA.\n\n## Requirements\n\n### Functional\n\n- **FR-001**: System MUST a\n'
    const files = {
      ...git,
      '/w/docs/specs/templates/spec.md': seed,
      '/w/docs/specs/001-a/spec.md': text,
      '/w/docs/specs/001-a/plan.md': '# Plan: Queue\n\n## Tasks\n\n- [x] **T001**: a FR-001\n- [ ] **T002**: b\n',
    }
    const { specs } = await checkPaths(memoryFiles(files), '/w', ['.'])
    assert.deepEqual(specs[0]?.summary.tasks, { done: 1, total: 2 })
  })
  it('have no templates in a format without a family', async () => {
    const files = {
      ...git,
      '/w/docs/specs/templates/spec.md':
        '# Vorgabe: [Titel]\n\n**Nummer**: SPEC-XXX\n\n## Ziel\n\n- **ZI-001**: [Ziel]\n',
    }
    const { formats } = await settingsOf(files)
    assert.deepEqual(
      formats[0]?.templates.map(({ documentKind }) => documentKind),
      ['spec'],
    )
  })
  it('do not include a file that the configuration names', async () => {
    const files = {
      ...git,
      '/w/.specwise.json': '{ "templates": ["docs/house.md"] }',
      '/w/docs/house.md': spec('- **FR-002**: again\n'),
    }
    const { specs } = await checkPaths(memoryFiles(files), '/w', ['.'])
    assert.deepEqual(specs, [])
  })
})

describe('the template stack', () => {
  async function run(files: Files, ...args: string[]): Promise<string> {
    let out = ''
    const write = (text: string): void => {
      out += text
    }
    await main(args, { files: memoryFiles(files), cwd: '/w', version: '1', colour: false, out: write, err: write })
    return out
  }
  const files: Files = {
    ...house,
    ...composing('legal', 'append', '## Data Protection\n'),
    ...composing('old', 'append', '## Old\n'),
    ...composing('broken', 'wrap', '## Broken\n'),
    ...registry({ legal: { priority: 5 }, old: { priority: 7, enabled: false }, broken: {} }),
    [`${top}/extensions/uat/templates/spec-template.md`]:
      '# Feature Specification: [A]\n\n## Requirements *(mandatory)*\n\n## UAT\n',
  }
  it('is printed by explain --format from the top, with what each layer adds', async () => {
    const out = await run(files, 'explain', '--format', '.specify/templates')
    const [, layers = ''] = /Layers, from top to bottom:\n([\s\S]*?)\n\n/.exec(out) ?? []
    assert.deepEqual(layers.split('\n'), [
      '- preset "legal" .specify/presets/legal/templates/spec-template.md, priority 5: goes after the layers below; adds "Data Protection"',
      '- preset "old" .specify/presets/old/templates/spec-template.md, priority 7: disabled',
      '- preset "broken" .specify/presets/broken/templates/spec-template.md, priority 10: ignored: it lacks {CORE_TEMPLATE}',
      '- extension "uat" .specify/extensions/uat/templates/spec-template.md: replaces the layers below; adds "UAT"; leaves out "User Scenarios & Testing", "Success Criteria" and "Assumptions"',
      '- core .specify/templates/spec-template.md (replaced by a layer above): has "User Scenarios & Testing", "Requirements", "Success Criteria" and "Assumptions"',
    ])
    assert.match(out, /^Note: Preset "broken" is ignored for spec-template: it lacks \{CORE_TEMPLATE\}\n/)
    assert.match(out, /\n- Data Protection \(recommended, from preset "legal"\)\n/)
    assert.match(out, /\n## tasks, from the built-in spec-kit template\n/)
    const layerPath = `${top}/presets/legal/templates/spec-template.md`
    assert.equal(await run(files, 'explain', '--format', layerPath), out)
  })
  it('is printed by check --verbose, with what cannot be read', async () => {
    const out = await run({ ...files, '/w/specs/001-a/spec.md': spec() }, 'check', '.', '--verbose')
    assert.match(
      out,
      /specs\/001-a\/spec\.md: format \.specify\/templates: .*; Preset "broken" is ignored for spec-template: it lacks \{CORE_TEMPLATE\}/,
    )
  })
})

describe('reading the template stack', () => {
  it('takes one question per folder without a stack, and reads each of its files once', async () => {
    const memory = memoryFiles({ ...house, ...preset('a'), ...registry({ a: {} }) })
    const requested: string[] = []
    const files = {
      ...memory,
      kind: async (path: string) => {
        requested.push(path)
        return memory.kind(path)
      },
      list: async (path: string) => {
        requested.push(path)
        return memory.list(path)
      },
    }
    const checker = createChecker({ files, kept: false, roots: () => ['/w'], onError: throwing })
    for (const name of ['a', 'b', 'c']) await checker.settingsOf(`/w/specs/${name}/spec.md`)
    assert.deepEqual(
      requested.filter((path) => path.includes('/specs/') && path.endsWith('.specify')),
      ['/w/specs/a/.specify', '/w/specs/.specify', '/w/specs/b/.specify', '/w/specs/c/.specify'],
    )
    const counts = new Map<string, number>()
    for (const path of [...requested.filter((requestedPath) => requestedPath.startsWith(top)), ...memory.reads])
      counts.set(path, (counts.get(path) ?? 0) + 1)
    assert.ok(Math.max(...counts.values()) <= 2, JSON.stringify([...counts])) // a folder has its kind requested, and is listed
  })
})
