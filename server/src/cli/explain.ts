// `specwise explain`: the page of a rule, or what was learned from templates.
import { basename, dirname, resolve } from 'node:path'
import { createChecker } from '../analysis/checker.ts'
import { listed, t } from '../base/l10n.ts'
import { allRules } from '../rules/all.ts'
import { pageOfRule } from '../rules/engine/page.ts'
import { severityShort } from '../rules/engine/severity.ts'
import {
  type FieldShape,
  type Format,
  type IdKind,
  isFallback,
  partAt,
  type Template,
  type TemplateSection,
  templateName,
} from '../templates/template.ts'
import type { Files } from '../workspace/files.ts'
import { isBelow } from '../workspace/paths.ts'
import { layerLines } from './templateLayers.ts'

/** The page of a rule, built-in or from a pack that is in force in a folder; without a code, the list of all rules. Undefined for an unknown code. */
export async function explainRule(files: Files, cwd: string, code: string | undefined): Promise<string | undefined> {
  if (code !== undefined) {
    const checker = createChecker({ files, kept: false, roots: () => [cwd], onError: () => {} })
    const ofPacks = code.includes('/') ? (await checker.settingsOf(resolve(cwd, 'x'))).config.rules.own : []
    const rule = [...allRules, ...ofPacks].find((candidate) => candidate.code === code)
    return rule && pageOfRule(rule)
  }
  const width = Math.max(...allRules.map((rule) => rule.code.length))
  return allRules
    .map((rule) => `${rule.code.padEnd(width)}  ${severityShort(rule.severity).padEnd(14)}  ${rule.summary}\n`)
    .join('')
}

/**
 * What was learned from templates: those of the format with a name, of the format of a document, or of all formats in
 * force in a folder. Undefined for an unknown name or path.
 */
export async function explainFormat(
  files: Files,
  cwd: string,
  wanted: string | undefined,
): Promise<string | undefined> {
  const checker = createChecker({ files, kept: false, roots: () => [cwd], onError: () => {} })
  const path = resolve(cwd, wanted ?? '.')
  const kind = await files.kind(path)
  const { formats, notes } = await checker.settingsOf(kind === 'folder' ? resolve(path, 'x') : path)
  const formatsText = (shown: readonly Format[]): string =>
    [...notes.map((note) => `${t('Note: {0}', note)}\n`), ...shown.map(formatText)].join('\n')
  const named = formats.filter(({ name }) => name === wanted)
  if (named.length > 0 || wanted === undefined) return formatsText(wanted === undefined ? formats : named)
  if (kind !== 'file') return kind === 'folder' ? formatsText(formats) : undefined
  const around = formats.find(
    ({ folder = '', templates }) =>
      templates.length > 0 &&
      (folder === dirname(path) || (basename(dirname(folder)) === '.specify' && isBelow(dirname(folder), path))),
  )
  if (around) return formatsText([around])
  const loaded = await checker.load(path)
  if (!loaded) return undefined
  const { format, why } = loaded.feature
  return `${t('{0} has the format {1}: {2}.', wanted, format.name, why)}\n\n${formatsText([format])}`
}

function formatText(format: Format): string {
  const title =
    format.folder === undefined
      ? t('Format {0} (built in)', format.name)
      : t('Format {0} (templates of this repository)', format.name)
  const templates = format.templates.map((template) => templateText(template, isFallback(format, template)))
  return `# ${title}\n\n${templates.join('\n')}`
}

function templateText(template: Template, fallback: boolean): string {
  const { titleForm, fields, sections, kinds, placeholders, review, story } = template
  const out = [`## ${templateTitle(template, fallback)}`, '']
  const add = (name: string, lines: readonly string[]): void => {
    if (lines.length > 0) out.push(`${name}:`, ...lines.map((line) => `- ${line}`), '')
  }
  add(t('Layers, from top to bottom'), layerLines(template.layers ?? []))
  if (titleForm !== '') out.push(t('Title: starts with "{0}"', titleForm), '')
  add(
    t('Metadata'),
    fields.map(({ key, shape }) => `${key}: ${shapeText(shape)}`),
  )
  add(
    t('Sections'),
    sections.filter(({ section }) => section.level === 2).map((section) => sectionText(template, section)),
  )
  add(t('Ids'), kinds.map(kindText))
  if (story) add(t('Stories'), [story.words.length > 0 ? `"${story.words.join(' … ')} …"` : t('free text')])
  if (review) add(t('Review, under "{0}"', review.name), review.personas)
  add(t('Placeholders'), [...placeholders.prose, ...placeholders.code, ...placeholders.lines])
  return out.join('\n')
}

function templateTitle({ documentKind, path, format }: Template, fallback: boolean): string {
  if (path !== undefined) return t('{0}, from {1}', documentKind, path)
  return fallback ? t('{0}, from the built-in {1} template', documentKind, format) : documentKind
}

/** The title of a section, whether a document must have it, and the layer that it is from. */
function sectionText(template: Template, { title, section, required, added }: TemplateSection): string {
  const layer = partAt(template, section.start) ? templateName(template, section.start) : undefined
  if (layer === undefined) return required ? t('{0} (required)', title) : added ? t('{0} (recommended)', title) : title
  if (required) return t('{0} (required, from {1})', title, layer)
  return added ? t('{0} (recommended, from {1})', title, layer) : t('{0} (from {1})', title, layer)
}

function shapeText(shape: FieldShape): string {
  switch (shape.type) {
    case 'words':
      return listed(shape.words, 'or')
    case 'id':
      return t('an id such as {0}-001', shape.prefix)
    case 'date':
      return t('a date (YYYY-MM-DD)')
    case 'link':
      return t('an issue such as {0}', shape.sample)
    case 'blank':
      return t('must be filled in')
    case 'text':
      return t('free text')
  }
}

function kindText({ prefix, role, form, boxed, home, lead, digits }: IdKind): string {
  const sample = `${lead}${'1'.padStart(digits, '0')}`
  const facts = [
    role,
    boxed ? t('list items with a checkbox') : formText(form),
    home === undefined ? t('anywhere in the document') : t('under "{0}"', home),
    t('for example {0}', sample),
  ]
  return `${prefix}: ${facts.join(', ')}`
}

function formText(form: IdKind['form']): string {
  switch (form) {
    case 'item':
      return t('list items')
    case 'heading':
      return t('headings')
    case 'row':
      return t('table rows')
    case 'paragraph':
      return t('paragraphs')
  }
}
