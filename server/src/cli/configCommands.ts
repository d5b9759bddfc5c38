// `specwise config`: the configuration in force for a path, and where it comes from. `specwise init`: a first configuration.
import { join, resolve } from 'node:path'
import { createChecker } from '../analysis/checker.ts'
import { configNames } from '../base/fileNames.ts'
import { groupBy } from '../base/groups.ts'
import { counted, t } from '../base/l10n.ts'
import { allRules } from '../rules/all.ts'
import { severityShort, severityWords } from '../rules/engine/severity.ts'
import type { Files } from '../workspace/files.ts'
import { checkPaths } from './check.ts'
import { shownFrom } from './checkUnit.ts'
import { findingsOf } from './formats/format.ts'

/** What is in force for a file or folder, as text or JSON. */
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
  const none = t('none')
  const formats = settings.formats.map(({ name, folder }) =>
    folder === undefined ? t('{0} (built in)', name) : t('{0} (from {1})', name, shown(folder)),
  )
  const rows: [string, string][] = [
    [t('Configuration'), found.configuration ?? t('none (the defaults apply)')],
    [t('Repository'), found.repository ?? none],
    [t('Constitution'), found.constitution ?? none],
    [t('Formats'), formats.join(', ')],
    ...(specs ? [[t('Specifications'), specs.join(', ')] as [string, string]] : []),
    ...(settings.bad ? [[t('Errors'), errorsText(settings.bad.problems.length)] as [string, string]] : []),
    ...settings.notes.map((note): [string, string] => [t('Note'), note]),
    [
      t('Rules'),
      changed.length > 0
        ? t('{0}; severities that differ from the default:', found.rules)
        : t('{0}, all with default severities', found.rules),
    ],
  ]
  const width = Math.max(...rows.map(([label]) => label.length))
  const lines = [
    found.path,
    ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    ...changed.map(({ code, severities }) => {
      const rule = allRules.find((candidate) => candidate.code === code)
      const now = severityWords(severities)
      return `    ${code}: ${rule ? t('{0} (default: {1})', now, severityShort(rule.severity)) : now}`
    }),
  ]
  return `${lines.join('\n')}\n`
}

const errorsText = (n: number): string =>
  counted(n, '{0} error. Run "specwise check" to see it.', '{0} errors. Run "specwise check" to see them.')

/** Creates a configuration where there is none. @returns what was done, as lines. Rejects with a reason that can be shown. */
export async function initConfig(files: Files, cwd: string): Promise<string[]> {
  for (const name of configNames)
    if ((await files.kind(join(cwd, name))) !== undefined)
      throw new Error(t('"{0}" already exists. Nothing was changed.', name))
  const result = await checkPaths(files, cwd, ['.'])
  const { specs } = result
  const formats = countsOf(specs.map(({ summary }) => summary.format))
  const serious = findingsOf(result, 'warning')
  const rules = countsOf(serious.map(({ code }) => code)).slice(0, 5)
  const name = '.specwise.jsonc'
  await files.createFile(join(cwd, name), configText(specs.length, formats), cwd)
  return [
    formats.length === 0
      ? t('No specifications found.')
      : counted(specs.length, 'Found {0} specification: {1}.', 'Found {0} specifications: {1}.', countsText(formats)),
    ...(rules.length > 0 ? [t('Most frequent findings: {0}.', countsText(rules))] : []),
    t('Created {0}.', name),
    serious.length > 0
      ? t('Run "specwise check" to see the findings, or "specwise baseline" to report only new ones from now on.')
      : t('Run "specwise check" to check the specifications.'),
  ]
}

/** How often each word is there, the most frequent first. */
const countsOf = (words: readonly string[]): [string, number][] =>
  [...groupBy(words, (word) => word)]
    .map(([word, { length }]): [string, number] => [word, length])
    .sort(([, a], [, b]) => b - a)

const countsText = (counts: readonly [string, number][]): string =>
  counts.map(([word, n]) => `${word} (${n})`).join(', ')

/** The text of a new configuration, whose comments are in English. */
function configText(specs: number, formats: readonly [string, number][]): string {
  const found =
    formats.length === 0
      ? 'No specification was found.'
      : `${specs} ${specs === 1 ? 'specification' : 'specifications'}: ${formats.map(([name, n]) => `${n} in the format ${name}`).join(', ')}.`
  return `{
  // ${found}
  "$schema": "https://raw.githubusercontent.com/specwise/specwise/main/docs/specwise.schema.json",
  // Severities by rule: "off", "hint", "info", "warning" or "error". "specwise rules" lists the rules.
  "rules": {}
}
`
}
