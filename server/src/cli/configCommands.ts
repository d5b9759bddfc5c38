// `specwise config`: what is in force for a path, and from where. `specwise init`: a first configuration, from what is there.
import { join, resolve } from 'node:path'
import { createChecker } from '../analysis/checker.ts'
import { configNames } from '../base/fileNames.ts'
import { groupBy } from '../base/groups.ts'
import { counted } from '../base/words.ts'
import { allRules } from '../rules/all.ts'
import { severityShort, severityWords } from '../rules/engine/severity.ts'
import type { Files } from '../workspace/files.ts'
import { checkPaths } from './check.ts'
import { shownFrom } from './checkUnit.ts'
import { findingsOf } from './formats/format.ts'

/** What holds for a file or folder, in words, or as JSON. */
export async function configFor(files: Files, cwd: string, path: string, asJson: boolean): Promise<string> {
  const checker = createChecker({ files, kept: false, roots: () => [cwd], onError() {} })
  const full = resolve(cwd, path)
  const isFolder = (await files.kind(full)) === 'folder'
  const settings = await checker.settingsOf(isFolder ? join(full, 'x.md') : full)
  const shown = shownFrom(cwd)
  const { rules, specs, vocabularies } = settings.config
  const changed = [...rules.severities].map(([code, severities]) => ({ code, severities }))
  const options = Object.fromEntries(rules.options)
  const found = {
    path: shown(full),
    configuration: settings.path === undefined ? null : shown(settings.path),
    repository: settings.root === undefined ? null : shown(settings.root),
    constitution: settings.constitution === undefined ? null : shown(settings.constitution),
    formats: settings.formats.map(({ name, folder }) => ({
      name,
      from: folder === undefined ? 'built in' : shown(folder),
    })),
    specs: specs ?? null,
    vocabularies: Object.fromEntries(vocabularies),
    resourcePrefixes: rules.prefixes,
    severities: Object.fromEntries(changed.map(({ code, severities }) => [code, severities])),
    options,
    rules: allRules.length + rules.own.length,
    notes: settings.notes,
  }
  if (asJson) return `${JSON.stringify(found, null, 2)}\n`
  const lines = [
    `${found.path}`,
    `  configuration  ${found.configuration ?? 'none: the defaults hold'}`,
    `  repository     ${found.repository ?? 'none'}`,
    `  constitution   ${found.constitution ?? 'none'}`,
    `  formats        ${found.formats.map(({ name, from }) => `${name} (${from})`).join(', ')}`,
    ...(specs ? [`  specifications ${specs.join(', ')}`] : []),
    ...(settings.bad
      ? [`  wrong in it    ${counted(settings.bad.problems.length, 'problem')}: "specwise check" tells of them`]
      : []),
    ...settings.notes.map((note) => `  note           ${note}`),
    `  rules          ${found.rules}${changed.length > 0 ? ', with other severities:' : ', with their own severities'}`,
    ...changed.map(({ code, severities }) => {
      const own = allRules.find((rule) => rule.code === code)
      return `    ${code}: ${severityWords(severities)}${own ? ` (by itself: ${severityShort(own.severity)})` : ''}`
    }),
  ]
  return `${lines.join('\n')}\n`
}

/** Writes a configuration where there is none; what was found, in words. Rejects with a reason that can be shown. */
export async function initConfig(files: Files, cwd: string): Promise<string[]> {
  for (const name of configNames)
    if ((await files.kind(join(cwd, name))) !== undefined)
      throw new Error(`${name} is there already: nothing was changed`)
  const result = await checkPaths(files, cwd, ['.'])
  const { specs } = result
  const formats = [...groupBy(specs, ({ summary }) => summary.format)].sort(([, a], [, b]) => b.length - a.length)
  const serious = findingsOf(result, 'warning')
  const rules = [...groupBy(serious, ({ code }) => code)].sort(([, a], [, b]) => b.length - a.length)
  const found = [
    formats.length === 0
      ? 'No specification was found.'
      : `${counted(specs.length, 'specification')}: ${formats.map(([name, own]) => `${own.length} in the format ${name}`).join(', ')}.`,
    ...(rules.length > 0
      ? [
          `Found most often: ${rules
            .slice(0, 5)
            .map(([code, own]) => `${code} (${own.length})`)
            .join(', ')}.`,
        ]
      : []),
  ]
  const text = `{
  // ${found[0]}
  "$schema": "https://raw.githubusercontent.com/specwise/specwise/main/docs/specwise.schema.json",
  // Severities by rule: "off", "hint", "info", "warning" or "error". "specwise rules" lists the rules.
  "rules": {}
}
`
  const name = '.specwise.jsonc'
  await files.createFile(join(cwd, name), text, cwd)
  const next =
    serious.length > 0
      ? 'Next: "specwise check" shows them; "specwise baseline" has only new ones shown from then on.'
      : 'Next: "specwise check".'
  return [...found, `${name}: written`, next]
}
