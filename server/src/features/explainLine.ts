// The command "Explain This Line": what was read on a line, and which part of which template decided.
import { type Feature, isKnown } from '../formats/feature.ts'
import type { IdKind } from '../formats/format.ts'
import { kindOf, type Reading, roleOf, spellingOf } from '../formats/reading.ts'
import type { Span } from '../markdown/blocks.ts'
import { templateName } from '../rules/text.ts'
import { otherOwnerOf } from '../spec/scope.ts'
import { leafAt, sectionFinder } from '../spec/sections.ts'

/** What is known of a line, a sentence each; never empty. */
export function explainLine(feature: Feature, reading: Reading, line: Span): string[] {
  const { spec, template, format } = reading
  const on = ({ start }: Span): boolean => start >= line.start && start <= line.end
  const out: string[] = []
  const tell = (text: string): void => void out.push(text)
  tell(`This document is read by ${templateName(template)} (format ${format.name}): ${feature.why}.`)
  const section = sectionFinder(spec.sections)(Math.min(line.start, Math.max(0, spec.text.length - 1)))
  const wanted = [...reading.sections].find(([, own]) => own === section)?.[0]
  if (section)
    tell(
      wanted
        ? `It stands in the section "${section.title}", which is the template's "${wanted.title}".`
        : `It stands in the section "${section.title}"${template.spec.sections.some(({ key }) => key === section.key) ? ', which the template has, too' : '; the template has none of this name'}.`,
    )
  const leaf = leafAt(spec.scan, line.start) ?? leafAt(spec.scan, line.end)
  if (leaf?.type === 'code' || leaf?.type === 'html')
    tell(
      `It is ${leaf.type === 'code' ? 'code' : 'HTML or a comment'}: ids in it are mentions, and nothing else of it is read.`,
    )
  for (const [own, field] of reading.fields)
    if (on(field)) tell(`"${field.key}" is a field of the template: ${shapeWords(own.shape)}.`)
  for (const one of reading.definitions.filter(on)) {
    const role = roleOf(format, reading.homes, one)
    const kind = kindOf(format, one)
    tell(
      `${one.id.text} is defined here${role ? `, as a ${role}` : '; the format knows no such kind of id'}${kind ? ` (${homeWords(kind)})` : ''}.`,
    )
  }
  for (const one of reading.malformed.filter(on))
    tell(`"${spec.text.slice(one.start, one.end)}" is not read as an id: ${one.reason}.`)
  for (const mention of reading.mentions.filter(on)) {
    const owner = otherOwnerOf(spec, mention)
    const known = isKnown(feature, mention.id)
    const where = owner
      ? `belongs to ${owner.number === undefined ? 'another specification' : `specification ${owner.number}`}, which is named with it`
      : known
        ? 'is defined in this feature'
        : feature.spellings.has(spellingOf(mention.id))
          ? 'is defined nowhere in this feature'
          : 'is written like no id of this feature: it is taken for a name'
    tell(`${spec.text.slice(mention.start, mention.end)} is a mention${mention.code ? ' in code' : ''}; it ${where}.`)
  }
  for (const one of reading.clarifications.filter(on))
    tell(`Here is ${one.state === 'open' ? 'an open question' : 'an answer'}: "${one.question}".`)
  if (reading.definitions.filter(on).length === 0 && reading.malformed.filter(on).length === 0) {
    const homes = [...reading.homes].filter(
      ([kind, home]) => kind.form === 'item' && home.start <= line.start && line.start < home.end,
    )
    for (const [kind] of homes) tell(`It is no ${kind.role}: ${homeWords(kind)}, written like "${example(kind)}".`)
  }
  return out
}

const example = ({ boxed, before, lead, digits, after }: IdKind): string =>
  `- ${boxed ? '[ ] ' : ''}${before}${lead}${'1'.padStart(digits, '0')}${after}…`

const homeWords = ({ prefix, home, within, form }: IdKind): string =>
  `${prefix} ids are defined ${form === 'heading' ? 'by headings' : form === 'row' ? 'in tables' : 'by list items'}${home === undefined ? '' : ` under "${home}"`}${within.type === 'named' ? `, in "${within.name}"` : ''}`

function shapeWords(shape: { type: string; words?: readonly string[] }): string {
  if (shape.words) return `one of ${shape.words.join(', ')}`
  return (
    { id: 'an id', date: 'a date', link: 'a link', blank: 'something has to stand there', text: 'any text' }[
      shape.type
    ] ?? shape.type
  )
}
