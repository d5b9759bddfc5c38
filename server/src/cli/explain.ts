// `specwise explain`: a rule's page, or what was learnt from templates.
import { dirname, resolve } from 'node:path'
import { createChecker } from '../analysis/checker.ts'
import { allRules } from '../rules/all.ts'
import { pageOf } from '../rules/engine/page.ts'
import { severityShort } from '../rules/engine/severity.ts'
import type { FieldShape, Format, IdKind, Template } from '../templates/template.ts'
import type { Files } from '../workspace/files.ts'

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
  const { formats } = await checker.settingsOf(kind === 'folder' ? resolve(path, 'x') : path)
  const named = formats.filter(({ name }) => name === wanted)
  if (named.length > 0 || wanted === undefined) return formatsText(wanted === undefined ? formats : named)
  if (kind !== 'file') return kind === 'folder' ? formatsText(formats) : undefined
  const own = formats.find(({ folder, templates }) => folder === dirname(path) && templates.length > 0)
  if (own) return formatsText([own])
  const loaded = await checker.load(path)
  return (
    loaded &&
    `${wanted} is read by the format ${loaded.feature.format.name}: ${loaded.feature.why}.\n\n${formatsText([loaded.feature.format])}`
  )
}

const formatsText = (formats: readonly Format[]): string => formats.map(formatText).join('\n')

function formatText(format: Format): string {
  const origin = format.folder === undefined ? 'built in' : 'templates of this repository'
  return `# Format ${format.name} (${origin})\n\n${format.templates.map(templateText).join('\n')}`
}

function templateText(template: Template): string {
  const { documentKind, path, titleForm, fields, sections, kinds, placeholders, review, story } = template
  const out = [`## ${documentKind}${path === undefined ? '' : `, from ${path}`}`, '']
  const tell = (name: string, lines: readonly string[]): void => {
    if (lines.length > 0) out.push(`${name}:`, ...lines.map((line) => `- ${line}`), '')
  }
  if (titleForm !== '') out.push(`Title: starts with "${titleForm}"`, '')
  tell(
    'Metadata',
    fields.map(({ key, shape }) => `${key}: ${shapeWords(shape)}`),
  )
  tell(
    'Sections',
    sections
      .filter(({ section }) => section.level === 2)
      .map(({ title, required }) => `${title}${required ? ', has to be there' : ''}`),
  )
  tell('Ids', kinds.map(kindWords))
  if (story) tell('Stories', [story.words.length > 0 ? `say "${story.words.join(' … ')} …"` : 'are free text'])
  if (review) tell(`Review, under "${review.name}"`, review.personas)
  tell('Placeholders', [...placeholders.prose, ...placeholders.code, ...placeholders.lines])
  return out.join('\n')
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
