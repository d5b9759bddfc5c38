// The template stack of spec-kit: which files it consists of, in which order, and the composed text.
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
  for (const [title, text, files] of [
    ['is the core template alone', '# Core', core],
    [
      'is an override above everything else',
      '# Own',
      { ...core, ...preset('a'), ...extension('e'), [`${top}/templates/overrides/spec-template.md`]: '# Own' },
    ],
    ['is that of a preset above extensions', '# a', { ...core, ...preset('a'), ...extension('e') }],
    ['is that of an extension above the core', '# e', { ...core, ...extension('e') }],
    ['is that of a preset if there is no other', '# a', preset('a')],
    [
      'is that of the lower priority',
      '# b',
      { ...preset('a'), ...preset('b'), ...registry({ a: { priority: 9 }, b: { priority: 2 } }) },
    ],
    [
      'is that of the first id with equal priorities',
      '# a',
      { ...preset('b'), ...preset('a'), ...registry({ b: { priority: 3 }, a: { priority: 3 } }) },
    ],
    [
      'has priority 10 by default',
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
      'has priority 10 for a string',
      '# a',
      { ...preset('a'), ...preset('b'), ...registry({ a: { priority: 'first' }, b: { priority: 10 } }) },
    ],
    ['is not that of a disabled preset', '# Core', { ...core, ...preset('a'), ...registry({ a: { enabled: false } }) }],
    ['is not that of an unregistered preset', '# Core', { ...core, ...preset('a'), ...registry({ b: {} }) }],
    [
      'is not that of presets that the registry does not name',
      '# Core',
      { ...core, ...preset('a'), ...registry('{"schema_version": "1.0"}') },
    ],
    [
      'is not that of a preset whose entry is not a mapping',
      '# Core',
      { ...core, ...preset('a'), ...registry({ a: 1 }) },
    ],
    ['is that of the first folder without a registry', '# a', { ...core, ...preset('b'), ...preset('a') }],
    [
      'is that of the first folder with a registry that is not JSON',
      '# a',
      { ...core, ...preset('b'), ...preset('a'), ...registry('{') },
    ],
    [
      'is that of the first folder with a registry of another structure',
      '# a',
      { ...core, ...preset('b'), ...preset('a'), ...registry([]) },
    ],
    [
      'is that of the first folder with a registry that cannot be read',
      '# a',
      { ...core, ...preset('b'), ...preset('a'), [`${top}/presets/.registry`]: null },
    ],
    [
      'is not that of an id that could lead outside',
      '# Core',
      {
        ...core,
        '/w/.specify/outside/templates/spec-template.md': '# No',
        ...preset('B_'),
        ...registry({ '../outside': {}, B_: {} }),
      },
    ],
    ['is not that of a folder with an invalid name', '# Core', { ...core, ...preset('.cache'), ...preset('A') }],
    [
      'is found in `templates` before the folder itself',
      '# In',
      { ...preset('a', '# In'), [`${top}/presets/a/spec-template.md`]: '# Beside' },
    ],
    ['can be in the folder itself', '# Beside', { ...core, [`${top}/presets/a/spec-template.md`]: '# Beside' }],
    [
      'follows the registry of extensions',
      '# f',
      {
        ...extension('e'),
        ...extension('f'),
        ...extension('g'),
        ...registry({ e: { priority: 5 }, f: { priority: 4 }, g: { enabled: false, priority: 1 } }, 'extensions'),
      },
    ],
    [
      'is the file that the manifest names',
      '# Named',
      {
        ...preset('a', '# Not'),
        [`${top}/presets/a/own/x.md`]: '# Named',
        [`${top}/presets/a/preset.yml`]: manifest(undefined, 'own/x.md'),
      },
    ],
    [
      'is the file that the manifest names, if no other file has the name of a template',
      '# Named',
      {
        [`${top}/presets/a/own/x.md`]: '# Named',
        [`${top}/presets/a/preset.yml`]: manifest(undefined, 'own/x.md'),
      },
    ],
    [
      'is found by convention if the manifest does not name it',
      '# a',
      { ...preset('a'), [`${top}/presets/a/preset.yml`]: manifest('append', 'plan.md', 'plan-template') },
    ],
  ] as const)
    it(title, async () => assert.equal(await textOf(files as Files), text))

  it('is undefined without a .specify folder that contains templates', async () => {
    assert.equal(await templateOf({}), undefined)
    assert.equal(await templateOf({ [`${top}/memory/constitution.md`]: '# C' }), undefined)
  })
})

describe('a preset composes', () => {
  for (const [title, text, files] of [
    ['before the layers below', '# a\n\n# Core', { ...core, ...composing('a', 'prepend', '# a') }],
    ['after the layers below', '# Core\n\n# a', { ...core, ...composing('a', 'append', '# a') }],
    [
      'around the layers below, as often as it says',
      '<# Core|# Core>',
      { ...core, ...composing('a', 'wrap', '<{CORE_TEMPLATE}|{CORE_TEMPLATE}>') },
    ],
    ['in place of the layers below', '# a', { ...core, ...composing('a', 'replace', '# a') }],
    ['with its strategy in any letter case', '# Core\n\n# a', { ...core, ...composing('a', 'APPEND', '# a') }],
    [
      'with other presets, from the bottom up',
      'c<# b\n\n# Core\n\n# a>',
      {
        ...core,
        ...composing('a', 'append', '# a'),
        ...composing('b', 'prepend', '# b'),
        ...composing('c', 'wrap', 'c<{CORE_TEMPLATE}>'),
        ...registry({ a: { priority: 3 }, b: { priority: 2 }, c: { priority: 1 } }),
      },
    ],
    ['with an extension', '# e\n\n# a', { ...core, ...extension('e'), ...composing('a', 'append', '# a') }],
    [
      'with the nearest layer that replaces',
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
      'nothing below an override',
      '# Own',
      { ...core, ...composing('a', 'append', '# a'), [`${top}/templates/overrides/spec-template.md`]: '# Own' },
    ],
  ] as const)
    it(title, async () => assert.equal(await textOf(files as Files), text))

  it('after the built-in template if the repository has none', async () => {
    const text = await textOf(composing('a', 'append', '## Ours'))
    assert.match(text ?? '', /^# Feature Specification[\s\S]*\n\n## Ours$/)
  })
  it('templates only up to a size', async () => {
    const files: Files = { ...core }
    for (let k = 0; k < 30; k++) Object.assign(files, composing(`p${k}`, 'wrap', '{CORE_TEMPLATE}{CORE_TEMPLATE}'))
    assert.ok(((await textOf(files)) ?? '').length <= 1_000_000)
    assert.match(
      (await notesOf(files)).join('\n'),
      /is ignored for spec-template: the composed template would be too large/,
    )
  })
})

describe('an unreadable part of the template stack', () => {
  for (const [title, text, note, files] of [
    [
      'a manifest that is not YAML',
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
      'an unknown strategy',
      '# Core',
      'Preset "a" is ignored. .specify/presets/a/preset.yml: unknown strategy "merge"',
      { ...core, ...composing('a', 'merge', '# a') },
    ],
    [
      'an unreadable manifest',
      '# Core',
      'Preset "a" is ignored. .specify/presets/a/preset.yml: cannot be read: permission denied',
      { ...core, ...preset('a'), [`${top}/presets/a/preset.yml`]: null },
    ],
    [
      'only the invalid one of two presets',
      '# b',
      'Preset "a" is ignored. .specify/presets/a/preset.yml: it is not a YAML mapping',
      { ...core, ...preset('a'), ...preset('b'), [`${top}/presets/a/preset.yml`]: '- a' },
    ],
    [
      'a wrap without its placeholder',
      '# Core',
      'Preset "a" is ignored for spec-template: it lacks {CORE_TEMPLATE}',
      { ...core, ...composing('a', 'wrap', '# a') },
    ],
    [
      'a missing file',
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
      'an absolute path',
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
      'an unreadable template',
      '# Core',
      '.specify/presets/a/templates/spec-template.md: cannot be read: permission denied. The layers below it are used.',
      { ...core, [`${top}/presets/a/templates/spec-template.md`]: null },
    ],
    [
      'an invalid registry',
      '# a',
      '.specify/presets/.registry: Not a valid registry. Presets are used in alphabetical order.',
      { ...core, ...preset('a'), ...registry('[') },
    ],
    [
      'an invalid registry of extensions',
      '# a',
      '.specify/extensions/.registry: Not a valid registry. Extensions are used in alphabetical order.',
      { ...core, ...extension('a'), ...registry('[', 'extensions') },
    ],
  ] as const)
    it(`is skipped and reported: ${title}`, async () => {
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
  it('is not reported for a disabled preset', async () =>
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
