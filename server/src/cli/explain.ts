// `specwise explain`: a rule's page, or what was learnt from templates.
import { basename, dirname, resolve } from 'node:path'
import { createChecker } from '../analysis/checker.ts'
import { allRules } from '../rules/all.ts'
import { pageOf } from '../rules/engine/page.ts'
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

/** The page of a rule, also of the packs that are in force in a folder, or the list of all rules; undefined for a code that there is not. */
export async function explainRule(files: Files, cwd: string, code: string | undefined): Promise<string | undefined> {
  if (code !== undefined) {
    const checker = createChecker({ files, kept: false, roots: () => [cwd], onError: () => {} })
    const own = code.includes('/') ? (await checker.settingsOf(resolve(cwd, 'x'))).config.rules.own : []
    const rule = [...allRules, ...own].find((one) => one.code === code)
    return rule && pageOf(rule)
  }
  const width = Math.max(...allRules.map((rule) => rule.code.length))
  return allRules
    .map((rule) => `${rule.code.padEnd(width)}  ${severityShort(rule.severity).padEnd(14)}  ${rule.summary}\n`)
    .join('')
}

/**
 * What was learnt from the templates: of the format with a name, of the one that a document is written in, or of all
 * that are in force in a folder. Undefined when the name or path means none of these.
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
    [...notes.map((note) => `Note: ${note}\n`), ...shown.map(formatText)].join('\n')
  const named = formats.filter(({ name }) => name === wanted)
  if (named.length > 0 || wanted === undefined) return formatsText(wanted === undefined ? formats : named)
  if (kind !== 'file') return kind === 'folder' ? formatsText(formats) : undefined
  const own = formats.find(
    ({ folder = '', templates }) =>
      templates.length > 0 &&
      (folder === dirname(path) || (basename(dirname(folder)) === '.specify' && isBelow(dirname(folder), path))),
  )
  if (own) return formatsText([own])
  const loaded = await checker.load(path)
  return (
    loaded &&
    `${wanted} is read by the format ${loaded.feature.format.name}: ${loaded.feature.why}.\n\n${formatsText([loaded.feature.format])}`
  )
}

function formatText(format: Format): string {
  const origin = format.folder === undefined ? 'built in' : 'templates of this repository'
  const templates = format.templates.map((template) => templateText(template, isFallback(format, template)))
  return `# Format ${format.name} (${origin})\n\n${templates.join('\n')}`
}

function templateText(template: Template, fallback: boolean): string {
  const { documentKind, path, titleForm, fields, sections, kinds, placeholders, review, story } = template
  const origin = path === undefined ? (fallback ? `, built in: the ${template.format} template` : '') : `, from ${path}`
  const out = [`## ${documentKind}${origin}`, '']
  const tell = (name: string, lines: readonly string[]): void => {
    if (lines.length > 0) out.push(`${name}:`, ...lines.map((line) => `- ${line}`), '')
  }
  tell('Layers, from the top', layerLines(template.layers ?? []))
  if (titleForm !== '') out.push(`Title: starts with "${titleForm}"`, '')
  tell(
    'Metadata',
    fields.map(({ key, shape }) => `${key}: ${shapeWords(shape)}`),
  )
  tell(
    'Sections',
    sections.filter(({ section }) => section.level === 2).map((one) => `${one.title}${askedWords(template, one)}`),
  )
  tell('Ids', kinds.map(kindWords))
  if (story) tell('Stories', [story.words.length > 0 ? `say "${story.words.join(' … ')} …"` : 'are free text'])
  if (review) tell(`Review, under "${review.name}"`, review.personas)
  tell('Placeholders', [...placeholders.prose, ...placeholders.code, ...placeholders.lines])
  return out.join('\n')
}

/** Whether a section is asked for, and by which layer. */
function askedWords(template: Template, { section, required, added }: TemplateSection): string {
  const asked = required ? ', has to be there' : added ? ', should be there' : ''
  return partAt(template, section.start) ? `${asked} (${templateName(template, section.start)})` : asked
}

function shapeWords(shape: FieldShape): string {
  switch (shape.type) {
    case 'words':
      return `one of ${shape.words.join(', ')}`
    case 'id':
      return `an id, ${shape.prefix}-001`
    case 'date':
      return 'a date, YYYY-MM-DD'
    case 'link':
      return `an issue, ${shape.sample}`
    case 'blank':
      return 'has to be filled in'
    case 'text':
      return 'free text'
  }
}

function kindWords({ prefix, role, form, boxed, home, lead, digits }: IdKind): string {
  const place = home === undefined ? 'anywhere in the document' : `under "${home}"`
  const written = boxed ? 'list items with a box' : form === 'item' ? 'list items' : `${form}s`
  return `${prefix}: a ${role}, in ${written} ${place}, as ${lead}${'1'.padStart(digits, '0')}`
}
