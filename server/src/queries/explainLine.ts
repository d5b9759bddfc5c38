// The command "Explain This Line": how a line is read, and which part of which template decides that.
import { listed, t } from '../base/l10n.ts'
import { lineStart } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import { excerpt } from '../base/words.ts'
import { basePrefix } from '../document/ids.ts'
import type { Reference } from '../document/model.ts'
import { blockAt } from '../document/places.ts'
import { sectionFinder } from '../document/sections.ts'
import { type Feature, isKnown, isSpecItself, qualifierIn, resolve } from '../feature/feature.ts'
import { kindOf, roleOf, type SpecDocument, spellingOf } from '../templates/specDocument.ts'
import {
  type FieldShape,
  type Format,
  type IdKind,
  sourceAt,
  type Template,
  type TemplateField,
  templateName,
} from '../templates/template.ts'
import { roleName } from './roleName.ts'

/** Sentences about a line; never empty. */
export function explainLine(feature: Feature, spec: SpecDocument, line: Span): string[] {
  const { document, template, format } = spec
  const on = ({ start }: Span): boolean => start >= line.start && start <= line.end
  const out: string[] = []
  const tell = (text: string): void => void out.push(text)
  tell(
    feature.why === ''
      ? t('This document is read with {0} (format {1}).', templateName(template), format.name)
      : t('This document is read with {0} (format {1}): {2}.', templateName(template), format.name, feature.why),
  )
  const section = sectionFinder(document.sections)(Math.min(line.start, Math.max(0, document.text.length - 1)))
  const wanted = [...spec.sections].find(([, match]) => match === section)?.[0]
  if (section)
    tell(
      wanted
        ? t(
            'This line is in the section "{0}", which matches the template section "{1}" ({2}).',
            section.title,
            wanted.title,
            lineOf(template, wanted.section),
          )
        : template.document.sections.some(({ key }) => key === section.key)
          ? t('This line is in the section "{0}". The template also has a section with this name.', section.title)
          : t('This line is in the section "{0}". The template has no section with this name.', section.title),
    )
  const leaf = blockAt(document, line.start) ?? blockAt(document, line.end)
  if (leaf?.type === 'code') tell(t('This line is code: only references to ids are read from it.'))
  if (leaf?.type === 'html') tell(t('This line is HTML or a comment: only references to ids are read from it.'))
  for (const [expected, field] of spec.fields)
    if (on(field))
      tell(
        t(
          '"{0}" is a metadata field of the template: {1} ({2}).',
          field.key,
          shapeWords(expected.shape),
          fieldLine(template, expected),
        ),
      )
  for (const one of spec.definitions.filter(on)) {
    const role = roleOf(format, spec.homes, one)
    const kind = kindOf(format, one)
    if (!role) tell(t('"{0}" is defined here. The format has no ids of this kind.', one.id.text))
    else if (!kind) tell(t('"{0}" is defined here as a {1}.', one.id.text, roleName(role)))
    else tell(t('"{0}" is defined here as a {1}: {2}.', one.id.text, roleName(role), homeWords(format, kind)))
  }
  for (const one of spec.malformed.filter(on))
    tell(t('"{0}" is not recognized as an item: {1}.', document.text.slice(one.start, one.end), one.reason))
  const isWrong = ({ start, end }: Span): boolean => spec.malformed.some((one) => one.start <= start && end <= one.end)
  for (const reference of spec.references.filter((one) => on(one) && !isWrong(one))) {
    const text = document.text.slice(reference.start, reference.end)
    tell(referenceText(feature, reference, text))
    if (reference.code && leaf?.type !== 'code') tell(t('"{0}" is formatted as code.', text))
  }
  for (const one of spec.clarifications.filter(on))
    tell(one.state === 'open' ? t('Open question: "{0}".', one.question) : t('Answer: "{0}".', one.question))
  if (spec.definitions.filter(on).length === 0 && spec.malformed.filter(on).length === 0) {
    const homes = [...spec.homes].filter(
      ([kind, home]) => kind.form === 'item' && home.start <= line.start && line.start < home.end,
    )
    for (const [kind] of homes)
      tell(
        t(
          'This line does not define a {0}: {1}. Example: "{2}".',
          roleName(kind.role),
          homeWords(format, kind),
          example(kind),
        ),
      )
  }
  return out
}

/** What a reference is resolved to. */
function referenceText(feature: Feature, reference: Reference, text: string): string {
  const qualifier = qualifierIn(feature, reference)
  if (qualifier)
    return qualifier.number === undefined
      ? t('"{0}" is a reference to an id of another specification.', text)
      : t('"{0}" is a reference to an id of specification {1}.', text, qualifier.number)
  const [first] = resolve(feature, reference.id)
  if (first && isSpecItself(first)) return t('"{0}" is a reference to this specification.', text)
  if (isKnown(feature, reference.id)) return t('"{0}" is a reference to an id defined in this feature.', text)
  return feature.spellings.has(spellingOf(reference.id))
    ? t('"{0}" is a reference to an id that is not defined in this feature.', text)
    : t('"{0}" is read as a name: no id in this feature has this form.', text)
}

const example = ({ boxed, before, lead, digits, after }: IdKind): string =>
  `- ${boxed ? '[ ] ' : ''}${before}${lead}${'1'.padStart(digits, '0')}${after}…`

const homeWords = (format: Format, kind: IdKind): string => {
  const { prefix, home, within, form } = kind
  const template = format.templates.find(({ kinds }) => kinds.includes(kind))
  const first = template?.document.definitions.find((one) => basePrefix(one.id) === prefix)
  const facts = [
    form === 'heading'
      ? t('{0} ids are defined by headings', prefix)
      : form === 'row'
        ? t('{0} ids are defined in tables', prefix)
        : t('{0} ids are defined by list items', prefix),
  ]
  if (home !== undefined) facts.push(t('under "{0}"', home))
  if (within.type === 'named') facts.push(t('in "{0}"', within.name))
  if (template && first) facts.push(t('as in {0}', lineOf(template, first)))
  return facts.join(', ')
}

/** A line of a template: its number, from 1, and its text. */
function lineOf(template: Template, { start }: Span): string {
  const { name, text, at } = sourceAt(template, start)
  const from = lineStart(text, at)
  const words = text.slice(from).split(/\r?\n/, 1)[0] ?? ''
  return t('line {0} of {1}: "{2}"', text.slice(0, from).split('\n').length, name, excerpt(words, 60))
}

const fieldLine = (template: Template, { line }: TemplateField): string =>
  lineOf(template, { start: template.document.text.indexOf(line), end: 0 })

function shapeWords(shape: FieldShape): string {
  switch (shape.type) {
    case 'words':
      return t('one of {0}', listed(shape.words, 'or'))
    case 'id':
      return t('an id')
    case 'date':
      return t('a date')
    case 'link':
      return t('a link')
    case 'blank':
      return t('a value is required')
    case 'text':
      return t('any text')
  }
}
