// Makes snippets of the pieces of a template. Placeholders become tab stops, vocabularies become choices.

import { t } from '../base/l10n.ts'
import { literal } from '../base/words.ts'
import { englishMarkers } from '../languages/markers.ts'
import { folded } from './placeholders.ts'
import { blanksIn, cellsOf, lineOf, personaOf, phaseOf, sectionSource } from './snippetPieces.ts'
import { definitionsOf, readBy, type SpecDocument } from './specDocument.ts'
import type { Format, IdKind, Role, Template } from './template.ts'

export interface Snippet {
  prefix: string
  description: string
  /** In the snippet syntax of LSP and VS Code. */
  body: string
}

/** A text of a built-in template with its issue links changed to a repository. By default, the address is a placeholder. */
export const inRepository = (text: string, repository = 'https://github.com/OWNER/REPOSITORY'): string =>
  text.replace(/https:\/\/github\.com\/[\w.-]+\/[\w.-]+(?=\/issues\/)/g, () => repository)

/** Escapes text for the body of a snippet. */
export const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&')

/** The number of the k-th new id of a prefix, as it is written; k counts from 0. Undefined if the template's number is used. */
export type NextNumber = (prefix: string, k: number) => string | undefined

const inChoice = (word: string): string => word.replace(/[\\$},|]/g, '\\$&')

/**
 * Makes the body of a snippet from a piece of a template. Tab stops are placeholders, the numbers of ids, vocabularies
 * (`a | b | c`), issue links, priorities and MUST or SHOULD; dates become variables. The same placeholder twice gives two
 * tab stops. Placeholders keep their brackets, so that those that are not filled in are found.
 * @param blanks the texts in brackets that count as placeholders
 * @param next the numbers of the ids in the piece
 * @param spoken the words that ids are written with, and the prefix that they mean: `User Story ` for `US`
 */
export function toSnippet(
  piece: string,
  template: Template,
  blanks: ReadonlySet<string> = template.placeholders.prose,
  next: NextNumber = () => undefined,
  spoken: ReadonlyMap<string, string> = new Map(),
): string {
  let places = 0
  const ids = new Map<string, string[]>() // the different numbers in the piece, by prefix
  const countOf = (prefix: string, digits: string): number => {
    const numbers = ids.get(prefix) ?? []
    if (!numbers.includes(digits)) numbers.push(digits)
    ids.set(prefix, numbers)
    return numbers.indexOf(digits)
  }
  const words = template.fields.flatMap(({ shape, value }) =>
    shape.type === 'words' ? [{ value, words: shape.words }] : [],
  )
  const date = ['YEAR', 'MONTH', 'DATE'].map((part) => `\${CURRENT_${part}}`).join('-')
  const pattern = new RegExp(
    [
      '(?<date>Y{4}-M{2}-D{2})',
      '(?<link>\\[#X{3}\\]\\([^)]*\\))',
      `(?<id>\\b(?:${['[A-Z]{1,6}-?', ...[...spoken.keys()].map(literal)].join('|')})(?:\\d{1,4}|X{3})\\b)`,
      '(?<priority>Priority: P\\d)',
      '(?<must>\\b(?:MUST|SHOULD)\\b)',
      '(?<words>[\\w-]+(?: \\| [\\w-]+)+)',
      '(?<blank>\\[(?:[^[\\]\\n]|\\[[^[\\]\\n]*\\])+\\])',
    ].join('|'),
    'g',
  )
  let out = ''
  let at = 0
  for (const match of piece.matchAll(pattern)) {
    const { date: isDate, link, id, priority, must, words: list, blank } = match.groups ?? {}
    const [whole] = match
    const place = tabStop({ isDate, link, id, priority, must, list, blank })
    if (place === undefined) continue
    out += escapeSnippet(piece.slice(at, match.index)) + place
    at = match.index + whole.length
  }
  return out + escapeSnippet(piece.slice(at))

  function tabStop(groups: Record<string, string | undefined>): string | undefined {
    if (groups.isDate) return date
    if (groups.link) {
      const number = `\${${++places}:123}`
      const address = /\(([^)]*)\)/.exec(groups.link)?.[1] ?? ''
      return `[#${number}](${address.split('XXX').map(escapeSnippet).join(`$${places}`)})`
    }
    if (groups.id) {
      const [, lead = '', digits = ''] = /^(.*?)(\d+|X+)$/.exec(groups.id) ?? []
      const words = spoken.get(lead)
      const kind = template.kinds.find(({ prefix }) =>
        words === undefined ? lead.startsWith(prefix) : words === prefix,
      )
      if (!kind && !digits.startsWith('X')) return undefined
      const sample = digits.replace(/X/g, '0').replace(/0$/, (last) => (digits.startsWith('X') ? '1' : last))
      return `${lead}\${${++places}:${(kind && next(kind.prefix, countOf(kind.prefix, digits))) ?? sample}}`
    }
    if (groups.priority) return `Priority: \${${++places}|P1,P2,P3|}`
    if (groups.must)
      return `\${${++places}|${[groups.must, 'MUST', 'SHOULD', 'MAY', 'MUST NOT'].filter((word, k, all) => all.indexOf(word) === k).join(',')}|}`
    const list = words.find(({ value }) => value === groups.list)
    if (list) return `\${${++places}|${list.words.map(inChoice).join(',')}|}`
    if (groups.blank && blanks.has(folded(groups.blank))) return `\${${++places}:${escapeSnippet(groups.blank)}}`
    return undefined
  }
}

/** The body of a snippet as plain text, with the text of each tab stop and the first choices. */
export const asText = (body: string): string =>
  body
    .replace(/\$\{\d+\|((?:\\.|[^,|])*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}])*)\}/g, '$1')
    .replace(/\$\{CURRENT_\w+\}/g, (name) => (/YEAR/.test(name) ? 'YYYY' : /MONTH/.test(name) ? 'MM' : 'DD'))
    .replace(/\$\d/g, '')
    .replace(/\\([\\$},|])/g, '$1')

/** The snippets of a format: the pieces of its templates that writers repeat. For `next`, see `toSnippet`. */
export function snippetsOf(format: Format, next?: NextNumber): Snippet[] {
  const snippets: Snippet[] = []
  const [first] = format.templates
  for (const template of format.templates) {
    const spec = readBy(format, template, template.document, { path: '' })
    const { text } = template.document
    const spoken = spokenLeads(spec)
    const add = (name: string, description: string, piece: string, blanks?: ReadonlySet<string>): void => {
      const prefix = `spec-${name}`
      if (piece === '' || snippets.some((snippet) => snippet.prefix === prefix)) return
      snippets.push({
        prefix,
        description: t('{0} ({1})', description, format.name),
        body: `${toSnippet(template.path === undefined ? inRepository(piece) : piece, template, blanks, next, spoken)}$0`,
      })
    }
    if (template === first) add('new', t('Specification'), text.trimEnd())
    for (const kind of template.kinds) {
      const sample = definitionsOf(spec, kind.role).find(({ id }) => id.prefix === kind.prefix)
      if (!sample) continue
      const piece =
        sample.form === 'heading' && sample.section
          ? sectionSource(text, sample.section)
          : lineOf(text, sample.whole.start)
      add(nameOf(kind), descriptionOf(kind.role, kind.prefix), piece)
      const parent = sample.section
      if (kind.role === 'task' && parent && parent.level > 2)
        add('phase', t('Phase with tasks'), ...phaseOf(template, sectionSource(text, parent)))
    }
    const scenario = text.split('\n').find((line) => /^\s*\d+\.\s.*\*\*/.test(line))
    if (scenario) add('scenario', t('Acceptance scenario'), scenario.trim())
    const blanks = new Set(['[persona]', '[point]'])
    const persona = spec.review && template.document.sections.find(({ parent }) => parent === spec.review)
    if (persona) add('persona', t('Review checklist'), personaOf(template, persona), blanks)
    const row = text
      .split('\n')
      .find((line) => template.placeholders.lines.has(line.replace(/\s*\|\s*/g, ' | ').trim()))
    if (row) add('resource', t('Resource row'), cellsOf(row), blanksIn(cellsOf(row)))
    if (template.placeholders.prose.size > 0 && template === first) {
      const box = /^[ \t]*[-*+][ \t]+\[ \][ \t]+\[NEEDS/m.test(text) ? '[ ] ' : ''
      const body = `- ${box}[${format.answers.markers.open[0] ?? englishMarkers.open}: \${1:question?}]$0`
      snippets.push({ prefix: 'spec-question', description: t('{0} ({1})', t('Open question'), format.name), body })
    }
  }
  const { entry } = format.answers
  if (entry && first) {
    const body = `${toSnippet(entry, first, blanksIn(entry), next)}$0`
    snippets.push({ prefix: 'spec-decision', description: t('{0} ({1})', t('Decision'), format.name), body })
  }
  return snippets
}

/** The words before the number of ids that are written in words (`User Story `), and the prefix that they mean. */
function spokenLeads({ document: { text, definitions } }: SpecDocument): Map<string, string> {
  const leads = new Map<string, string>()
  for (const { id, start, end } of definitions) {
    const lead = /^(\D*\s)\d+$/.exec(text.slice(start, end))?.[1]
    if (lead !== undefined) leads.set(lead, id.prefix)
  }
  return leads
}

const nameOf = ({ role, prefix }: IdKind): string =>
  role === 'requirement' || role === 'criterion' ? prefix.toLowerCase() : role

function descriptionOf(role: Role, prefix: string): string {
  switch (role) {
    case 'requirement':
      return t('Requirement {0}', prefix)
    case 'criterion':
      return t('Success criterion {0}', prefix)
    case 'story':
      return t('User story {0}', prefix)
    case 'task':
      return t('Task {0}', prefix)
    case 'decision':
      return t('Decision {0}', prefix)
    default:
      return t('Checklist item {0}', prefix)
  }
}
