// The command "Explain This Line": what was read on a line, and which part of which template decided.
import { lineStart } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import { basePrefix } from '../document/ids.ts'
import { blockAt } from '../document/places.ts'
import { sectionFinder } from '../document/sections.ts'
import { type Feature, isItself, isKnown, qualifierIn, resolve } from '../feature/feature.ts'
import { kindOf, roleOf, type SpecDocument, spellingOf } from '../templates/specDocument.ts'
import {
  type Format,
  type IdKind,
  sourceAt,
  type Template,
  type TemplateField,
  templateName,
} from '../templates/template.ts'

/** What is known of a line, a sentence each; never empty. */
export function explainLine(feature: Feature, spec: SpecDocument, line: Span): string[] {
  const { document, template, format } = spec
  const on = ({ start }: Span): boolean => start >= line.start && start <= line.end
  const out: string[] = []
  const tell = (text: string): void => void out.push(text)
  tell(`This document is read by ${templateName(template)} (format ${format.name}): ${feature.why}.`)
  const section = sectionFinder(document.sections)(Math.min(line.start, Math.max(0, document.text.length - 1)))
  const wanted = [...spec.sections].find(([, own]) => own === section)?.[0]
  if (section)
    tell(
      wanted
        ? `It stands in the section "${section.title}", which is the template's "${wanted.title}" (${lineOf(template, wanted.section)}).`
        : `It stands in the section "${section.title}"${template.document.sections.some(({ key }) => key === section.key) ? ', which the template has, too' : '; the template has none of this name'}.`,
    )
  const leaf = blockAt(document, line.start) ?? blockAt(document, line.end)
  if (leaf?.type === 'code' || leaf?.type === 'html')
    tell(
      `It is ${leaf.type === 'code' ? 'code' : 'HTML or a comment'}: ids in it are mentions, and nothing else of it is read.`,
    )
  for (const [own, field] of spec.fields)
    if (on(field))
      tell(`"${field.key}" is a field of the template: ${shapeWords(own.shape)} (${fieldLine(template, own)}).`)
  for (const one of spec.definitions.filter(on)) {
    const role = roleOf(format, spec.homes, one)
    const kind = kindOf(format, one)
    tell(
      `${one.id.text} is defined here${role ? `, as a ${role}` : '; the format knows no such kind of id'}${kind ? `: ${homeWords(format, kind)}` : ''}.`,
    )
  }
  for (const one of spec.malformed.filter(on))
    tell(`"${document.text.slice(one.start, one.end)}" is not read as an id: ${one.reason}.`)
  const isWrong = ({ start, end }: Span): boolean => spec.malformed.some((one) => one.start <= start && end <= one.end)
  for (const reference of spec.references.filter((one) => on(one) && !isWrong(one))) {
    const owner = qualifierIn(feature, reference)
    const known = isKnown(feature, reference.id)
    const [first] = resolve(feature, reference.id)
    const where = owner
      ? `belongs to ${owner.number === undefined ? 'another specification' : `specification ${owner.number}`}, which is named with it`
      : first && isItself(first)
        ? 'names this specification'
        : known
          ? 'is defined in this feature'
          : feature.spellings.has(spellingOf(reference.id))
            ? 'is defined nowhere in this feature'
            : 'is written like no id of this feature: it is taken for a name'
    tell(
      `${document.text.slice(reference.start, reference.end)} is a mention${reference.code ? ' in code' : ''}; it ${where}.`,
    )
  }
  for (const one of spec.clarifications.filter(on))
    tell(`Here is ${one.state === 'open' ? 'an open question' : 'an answer'}: "${one.question}".`)
  if (spec.definitions.filter(on).length === 0 && spec.malformed.filter(on).length === 0) {
    const homes = [...spec.homes].filter(
      ([kind, home]) => kind.form === 'item' && home.start <= line.start && line.start < home.end,
    )
    for (const [kind] of homes)
      tell(`It is no ${kind.role}: ${homeWords(format, kind)}. They are written like "${example(kind)}".`)
  }
  return out
}

const example = ({ boxed, before, lead, digits, after }: IdKind): string =>
  `- ${boxed ? '[ ] ' : ''}${before}${lead}${'1'.padStart(digits, '0')}${after}…`

const homeWords = (format: Format, kind: IdKind): string => {
  const { prefix, home, within, form } = kind
  const how = form === 'heading' ? 'by headings' : form === 'row' ? 'in tables' : 'by list items'
  const where = `${home === undefined ? '' : ` under "${home}"`}${within.type === 'named' ? `, in "${within.name}"` : ''}`
  const template = format.templates.find(({ kinds }) => kinds.includes(kind))
  const first = template?.document.definitions.find((one) => basePrefix(one.id) === prefix)
  return `${prefix} ids are defined ${how}${where}${template && first ? `, as in ${lineOf(template, first)}` : ''}`
}

/** A line of a template: its number, from 1, and what it says. */
function lineOf(template: Template, { start }: Span): string {
  const { name, text, at } = sourceAt(template, start)
  const from = lineStart(text, at)
  const words = text.slice(from).split(/\r?\n/, 1)[0] ?? ''
  return `line ${text.slice(0, from).split('\n').length} of ${name}: "${excerpt(words, 60)}"`
}

const fieldLine = (template: Template, { line }: TemplateField): string =>
  lineOf(template, { start: template.document.text.indexOf(line), end: 0 })

function shapeWords(shape: { type: string; words?: readonly string[] }): string {
  if (shape.words) return `one of ${shape.words.join(', ')}`
  return (
    { id: 'an id', date: 'a date', link: 'a link', blank: 'something has to stand there', text: 'any text' }[
      shape.type
    ] ?? shape.type
  )
}
