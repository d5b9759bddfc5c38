// spec-kit repositories in memory: overrides, presets and extensions, and the templates that are learned from them.
import { createChecker } from '../../server/src/analysis/checker.ts'
import type { Template } from '../../server/src/templates/template.ts'
import { memoryFiles } from './memoryFiles.ts'
import { throwing } from './rules.ts'

export type Files = Record<string, string | null>

export const top = '/w/.specify'
export const core = { [`${top}/templates/spec-template.md`]: '# Core' }
export const git = { '/w/.git/HEAD': '' }

export const settingsOf = (files: Files) =>
  createChecker({
    files: memoryFiles({ ...git, ...files }),
    kept: true,
    roots: () => ['/w'],
    onError: throwing,
  }).settingsOf('/w/specs/001-a/spec.md')

export const templateOf = async (files: Files, kind = 'spec'): Promise<Template | undefined> =>
  (await settingsOf(files)).formats
    .find(({ folder }) => folder !== undefined)
    ?.templates.find(({ documentKind }) => documentKind === kind)
export const textOf = async (files: Files): Promise<string | undefined> => (await templateOf(files))?.document.text
export const notesOf = async (files: Files): Promise<readonly string[]> => (await settingsOf(files)).notes

export const registry = (presets: unknown, key = 'presets'): Files => ({
  [`${top}/${key}/.registry`]: typeof presets === 'string' ? presets : JSON.stringify({ [key]: presets }),
})
export const preset = (id: string, text = `# ${id}`): Files => ({
  [`${top}/presets/${id}/templates/spec-template.md`]: text,
})
export const manifest = (
  strategy: string | undefined,
  file = 'templates/spec-template.md',
  name = 'spec-template',
): string =>
  `provides:\n  templates:\n    - type: template\n      name: ${name}\n      file: "${file}"\n${strategy === undefined ? '' : `      strategy: ${strategy}\n`}`
export const composing = (id: string, strategy: string, text: string): Files => ({
  ...preset(id, text),
  [`${top}/presets/${id}/preset.yml`]: manifest(strategy),
})
export const extension = (id: string, text = `# ${id}`): Files => ({
  [`${top}/extensions/${id}/templates/spec-template.md`]: text,
})
