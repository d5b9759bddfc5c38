// The template stack of spec-kit: which files count, in which order, and what text follows from them.
import assert from 'node:assert/strict'
import { createChecker } from '../../server/src/analysis/checker.ts'
import { memoryFiles } from '../support/memoryFiles.ts'
import { throwing } from '../support/rules.ts'
import {
  composing,
  core,
  extension,
  type Files,
  git,
  manifest,
  notesOf,
  preset,
  registry,
  templateOf,
  textOf,
  top,
} from '../support/templateStack.ts'

describe('the template in force', () => {
  for (const [why, text, files] of [
    ['is the core one alone', '# Core', core],
    [
      'is the override above all',
      '# Own',
      { ...core, ...preset('a'), ...extension('e'), [`${top}/templates/overrides/spec-template.md`]: '# Own' },
    ],
    ['is that of a preset above extensions', '# a', { ...core, ...preset('a'), ...extension('e') }],
    ['is that of an extension above the core', '# e', { ...core, ...extension('e') }],
    ['is that of a preset where there is no other', '# a', preset('a')],
    [
      'is that of the lower priority',
      '# b',
      { ...preset('a'), ...preset('b'), ...registry({ a: { priority: 9 }, b: { priority: 2 } }) },
    ],
    [
      'is that of the first id among equals',
      '# a',
      { ...preset('b'), ...preset('a'), ...registry({ b: { priority: 3 }, a: { priority: 3 } }) },
    ],
    [
      'has priority 10 unless another is written',
      '# b',
      { ...preset('a'), ...preset('b'), ...registry({ a: {}, b: { priority: 9 } }) },
    ],
    [
      'has priority 10 for a boolean',
      '# b',
      { ...preset('a'), ...preset('b'), ...registry({ a: { priority: true }, b: { priority: 9 } }) },
    ],
    [
      'has priority 10 for a fraction',
      '# b',
      { ...preset('a'), ...preset('b'), ...registry({ a: { priority: 1.5 }, b: { priority: 9 } }) },
    ],
    [
      'has priority 10 below 1',
      '# b',
      { ...preset('a'), ...preset('b'), ...registry({ a: { priority: 0 }, b: { priority: 9 } }) },
    ],
    [
      'has priority 10 for words',
      '# a',
      { ...preset('a'), ...preset('b'), ...registry({ a: { priority: 'first' }, b: { priority: 10 } }) },
    ],
    [
      'is none of a preset that is not enabled',
      '# Core',
      { ...core, ...preset('a'), ...registry({ a: { enabled: false } }) },
    ],
    ['is none of a preset that is not registered', '# Core', { ...core, ...preset('a'), ...registry({ b: {} }) }],
    [
      'is none of presets that a registry does not name',
      '# Core',
      { ...core, ...preset('a'), ...registry('{"schema_version": "1.0"}') },
    ],
    ['is none of a preset whose entry is no mapping', '# Core', { ...core, ...preset('a'), ...registry({ a: 1 }) }],
    ['is that of the first folder without a registry', '# a', { ...core, ...preset('b'), ...preset('a') }],
    [
      'is that of the first folder with a registry that is no JSON',
      '# a',
      { ...core, ...preset('b'), ...preset('a'), ...registry('{') },
    ],
    [
      'is that of the first folder with a registry of another form',
      '# a',
      { ...core, ...preset('b'), ...preset('a'), ...registry([]) },
    ],
    [
      'is that of the first folder with a registry that cannot be read',
      '# a',
      { ...core, ...preset('b'), ...preset('a'), [`${top}/presets/.registry`]: null },
    ],
    [
      'is none of an id that could lead elsewhere',
      '# Core',
      {
        ...core,
        '/w/.specify/outside/templates/spec-template.md': '# No',
        ...preset('B_'),
        ...registry({ '../outside': {}, B_: {} }),
      },
    ],
    ['is none of a folder with such a name', '# Core', { ...core, ...preset('.cache'), ...preset('A') }],
    [
      'stands in `templates` before the folder itself',
      '# In',
      { ...preset('a', '# In'), [`${top}/presets/a/spec-template.md`]: '# Beside' },
    ],
    ['may stand in the folder itself', '# Beside', { ...core, [`${top}/presets/a/spec-template.md`]: '# Beside' }],
    [
      'of extensions follows their registry',
      '# f',
      {
        ...extension('e'),
        ...extension('f'),
        ...extension('g'),
        ...registry({ e: { priority: 5 }, f: { priority: 4 }, g: { enabled: false, priority: 1 } }, 'extensions'),
      },
    ],
    [
      'is what the manifest names',
      '# Named',
      {
        ...preset('a', '# Not'),
        [`${top}/presets/a/own/x.md`]: '# Named',
        [`${top}/presets/a/preset.yml`]: manifest(undefined, 'own/x.md'),
      },
    ],
    [
      'is by convention where the manifest does not name it',
      '# a',
      { ...preset('a'), [`${top}/presets/a/preset.yml`]: manifest('append', 'plan.md', 'plan-template') },
    ],
  ] as const)
    it(why, async () => assert.equal(await textOf(files as Files), text))

  it('is none without a folder `.specify`, or one that has templates', async () => {
    assert.equal(await templateOf({}), undefined)
    assert.equal(await templateOf({ [`${top}/memory/constitution.md`]: '# C' }), undefined)
  })
})

describe('a preset composes', () => {
  for (const [why, text, files] of [
    ['before what lies below', '# a\n\n# Core', { ...core, ...composing('a', 'prepend', '# a') }],
    ['behind it', '# Core\n\n# a', { ...core, ...composing('a', 'append', '# a') }],
    [
      'around it, as often as it says',
      '<# Core|# Core>',
      { ...core, ...composing('a', 'wrap', '<{CORE_TEMPLATE}|{CORE_TEMPLATE}>') },
    ],
    ['in place of it', '# a', { ...core, ...composing('a', 'replace', '# a') }],
    ['in any case of letters', '# Core\n\n# a', { ...core, ...composing('a', 'APPEND', '# a') }],
    [
      'with others, from the bottom up',
      'c<# b\n\n# Core\n\n# a>',
      {
        ...core,
        ...composing('a', 'append', '# a'),
        ...composing('b', 'prepend', '# b'),
        ...composing('c', 'wrap', 'c<{CORE_TEMPLATE}>'),
        ...registry({ a: { priority: 3 }, b: { priority: 2 }, c: { priority: 1 } }),
      },
    ],
    ['upon an extension', '# e\n\n# a', { ...core, ...extension('e'), ...composing('a', 'append', '# a') }],
    [
      'upon the nearest that replaces',
      '# b\n\n# a',
      {
        ...core,
        ...composing('a', 'append', '# a'),
        ...composing('b', 'replace', '# b'),
        ...composing('c', 'prepend', '# c'),
        ...registry({ a: { priority: 1 }, b: { priority: 2 }, c: { priority: 3 } }),
      },
    ],
    [
      'not with an override above',
      '# Own',
      { ...core, ...composing('a', 'append', '# a'), [`${top}/templates/overrides/spec-template.md`]: '# Own' },
    ],
  ] as const)
    it(why, async () => assert.equal(await textOf(files as Files), text))

  it('upon the built-in template where the repository has none', async () => {
    const text = await textOf(composing('a', 'append', '## Ours'))
    assert.match(text ?? '', /^# Feature Specification[\s\S]*\n\n## Ours$/)
  })
  it('and may not make a template of any size', async () => {
    const files: Files = { ...core }
    for (let k = 0; k < 30; k++) Object.assign(files, composing(`p${k}`, 'wrap', '{CORE_TEMPLATE}{CORE_TEMPLATE}'))
    assert.ok(((await textOf(files)) ?? '').length <= 1_000_000)
    assert.match(
      (await notesOf(files)).join('\n'),
      /is ignored for spec-template: the composed template would be too large/,
    )
  })
})

describe('what cannot be read', () => {
  for (const [why, text, note, files] of [
    [
      'a manifest that is no YAML',
      '# Core',
      'Preset "a" is ignored. .specify/presets/a/preset.yml: it is not a YAML mapping',
      { ...core, ...preset('a'), [`${top}/presets/a/preset.yml`]: 'provides: [' },
    ],
    [
      'a manifest without templates',
      '# Core',
      'Preset "a" is ignored. .specify/presets/a/preset.yml: "provides.templates" is not a list of templates',
      { ...core, ...preset('a'), [`${top}/presets/a/preset.yml`]: 'provides: {}\n' },
    ],
    [
      'a strategy that there is not',
      '# Core',
      'Preset "a" is ignored. .specify/presets/a/preset.yml: unknown strategy "merge"',
      { ...core, ...composing('a', 'merge', '# a') },
    ],
    [
      'a manifest that nobody may read',
      '# Core',
      'Preset "a" is ignored. .specify/presets/a/preset.yml: cannot be read: permission denied',
      { ...core, ...preset('a'), [`${top}/presets/a/preset.yml`]: null },
    ],
    [
      'the others count all the same',
      '# b',
      'Preset "a" is ignored. .specify/presets/a/preset.yml: it is not a YAML mapping',
      { ...core, ...preset('a'), ...preset('b'), [`${top}/presets/a/preset.yml`]: '- a' },
    ],
    [
      'a wrap without its place',
      '# Core',
      'Preset "a" is ignored for spec-template: it lacks {CORE_TEMPLATE}',
      { ...core, ...composing('a', 'wrap', '# a') },
    ],
    [
      'a file that there is not',
      '# Core',
      'Preset "a" is ignored for spec-template: "gone.md" is missing or cannot be read',
      { ...core, ...preset('a'), [`${top}/presets/a/preset.yml`]: manifest('append', 'gone.md') },
    ],
    [
      'a file outside of the preset',
      '# Core',
      'Preset "a" is ignored for spec-template: "../../../../secret.md" is outside its folder',
      {
        ...core,
        ...preset('a'),
        '/secret.md': '# S',
        [`${top}/presets/a/preset.yml`]: manifest('append', '../../../../secret.md'),
      },
    ],
    [
      'a file at the root',
      '# Core',
      'Preset "a" is ignored for spec-template: "/secret.md" is outside its folder',
      {
        ...core,
        ...preset('a'),
        '/secret.md': '# S',
        [`${top}/presets/a/preset.yml`]: manifest('append', '/secret.md'),
      },
    ],
    [
      'a template that nobody may read',
      '# Core',
      '.specify/presets/a/templates/spec-template.md: cannot be read: permission denied. The layers below it are used.',
      { ...core, [`${top}/presets/a/templates/spec-template.md`]: null },
    ],
    [
      'a registry',
      '# a',
      '.specify/presets/.registry: Not a valid registry. Presets are used in alphabetical order.',
      { ...core, ...preset('a'), ...registry('[') },
    ],
  ] as const)
    it(`is passed over and told: ${why}`, async () => {
      assert.equal(await textOf(files as Files), text)
      assert.deepEqual(await notesOf(files as Files), [note])
    })
  it('is never a file outside of the repository', async () => {
    const memory = memoryFiles({
      ...git,
      ...core,
      ...preset('a'),
      '/secret.md': 's',
      [`${top}/presets/a/preset.yml`]: manifest('append', '..\\..\\..\\..\\secret.md'),
    })
    const checker = createChecker({ files: memory, kept: true, roots: () => ['/w'], onError: throwing })
    await checker.settingsOf('/w/specs/001-a/spec.md')
    assert.deepEqual(
      memory.reads.filter((path) => !path.startsWith('/w/')),
      [],
    )
  })
  it('is not told of a preset that is not enabled', async () =>
    assert.deepEqual(
      await notesOf({
        ...core,
        ...preset('a'),
        [`${top}/presets/a/preset.yml`]: '[',
        ...registry({ a: { enabled: false } }),
      }),
      [],
    ))
})
