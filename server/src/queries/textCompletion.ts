// Completion of the parts of a specification: missing sections, questions, keywords of RFC 2119, the sentence of a scenario,
// links to its other documents.

import { t } from '../base/l10n.ts'
import { inLineEndsOf } from '../base/lines.ts'
import { firstIndexFrom } from '../base/span.ts'
import { sectionFinder } from '../document/sections.ts'
import type { Feature } from '../feature/feature.ts'
import { englishMarkers } from '../languages/markers.ts'
import { within } from '../templates/fit.ts'
import { templateSectionText } from '../templates/learn.ts'
import { toSnippet } from '../templates/snippets.ts'
import { roleOf, type SpecDocument } from '../templates/specDocument.ts'
import { templateName } from '../templates/template.ts'
import type { Completion, Line } from './completion.ts'

type Offer = (feature: Feature, spec: SpecDocument, offset: number, line: Line) => Completion[]

/** What may be written at an offset. */
export const textCompletions: Offer = (...at) =>
  [sections, question, obligations, scenario, links].flatMap((one) => one(...at))

/** After `## `: the sections of the template that the document lacks. */
const sections: Offer = (_, spec, offset, line) => {
  const typed = /^##[ \t]+([^#\n]*)$/.exec(line.before)?.[1]
  if (typed === undefined || line.after.trim() !== '') return []
  return spec.template.sections
    .filter((one) => one.section.level === 2 && !spec.sections.has(one))
    .filter(({ title }) => title.toLowerCase().startsWith(typed.trim().toLowerCase()))
    .map((wanted, k): Completion => {
      const body = templateSectionText(spec.template, wanted)
      return {
        label: wanted.title,
        short: t('template section'),
        detail: t('Section "{0}" from {1}', wanted.title, templateName(spec.template, wanted.section.start)),
        span: { start: line.start, end: line.end },
        text: inLineEndsOf(spec.document.text, body),
        snippet: inLineEndsOf(spec.document.text, toSnippet(body, spec.template)),
        filter: spec.document.text.slice(line.start, offset),
        rank: k,
        kind: 'section',
      }
    })
}

/** After `[` and the first letters of a marker. */
const question: Offer = ({ format }, _, offset, { before, after }) => {
  const typed = /\[([A-Z ]{0,20})$/.exec(before)?.[1]
  if (typed === undefined || /\]\[$/.test(before)) return []
  if (/^[^\s\].,;:)]/.test(after) || /^[^[\]]*\](?:\(|\[)/.test(after)) return [] // a link, a box, a question
  const close = after.startsWith(']') ? 1 : 0
  const words = [...format.answers.markers.open, englishMarkers.open]
  return words
    .filter((word) => word.startsWith(typed))
    .slice(0, 1)
    .map((word) => ({
      label: `[${word}: …]`,
      short: t('open question'),
      detail: t('Question to answer before the specification is approved'),
      span: { start: offset - typed.length - 1, end: offset + close },
      text: `[${word}: ]`,
      snippet: `[${word}: \${1:question}]`,
      filter: `[${word}`,
      rank: 3,
      kind: 'word' as const,
    }))
}

const words = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY']

/** In a requirement, after the first capital letter. (RFC 2119) */
const obligations: Offer = (_, spec, offset, { before, after }) => {
  if (/^[\w-]/.test(after)) return []
  const typed = /[^\w-]([MS][A-Z]{0,6})$/.exec(before)?.[1]
  if (!typed || (/^[MS]$/.test(typed) === false && !words.some((word) => word.startsWith(typed)))) return []
  const item = spec.definitions[firstIndexFrom(spec.definitions, offset) - 1]
  if (!item || offset > item.whole.end || roleOf(spec.format, spec.homes, item) !== 'requirement') return []
  const span = { start: offset - typed.length, end: offset }
  return words
    .filter((word) => word.startsWith(typed))
    .map((label, k) => ({
      label,
      short: undefined,
      detail: t('Requirement level (RFC 2119)'),
      span,
      rank: 10 + k,
      kind: 'word' as const,
    }))
}

/** At the start of a list item in a section of stories. */
const scenario: Offer = (_, spec, offset, { before, after }) => {
  const typed = /^\s*(?:[-*+]|\d{1,3}[.)])[ \t]+(\**(?:G[a-z]{0,4})?)$/.exec(before)?.[1]
  if (typed === undefined || /^\**\s*[^\s*]/.test(after)) return []
  const section = sectionFinder(spec.document.sections)(offset)
  const home = [...spec.homes].find(([kind]) => kind.role === 'story')?.[1]
  if (!home || !section || section === home || !within(home, section)) return []
  const behind = /^\**/.exec(after)?.[0].length ?? 0
  return [
    {
      label: 'Given … When … Then …',
      short: t('scenario'),
      detail: t('Acceptance scenario'),
      span: { start: offset - typed.length, end: offset + behind },
      text: '**Given** …, **When** …, **Then** …',
      snippet: `**Given** \${1:state}, **When** \${2:action}, **Then** \${3:outcome}`,
      filter: typed + after.slice(0, behind) || 'Given',
      rank: 5,
      kind: 'word',
    },
  ]
}

/** After `](`: the documents of the feature. */
const links: Offer = (feature, spec, offset, { before, after }) => {
  const typed = /\]\(([\w./-]{0,80})$/.exec(before)?.[1]
  if (typed === undefined || typed.includes('..')) return []
  const own = spec.path.slice(feature.path.length + 1)
  const up = '../'.repeat(Math.max(0, own.split('/').length - 1))
  const close = /^[\w./-]*/.exec(after)?.[0].length ?? 0
  return feature.fileNames
    .filter((file) => file !== own)
    .map((file) => up + file)
    .filter((label) => label.startsWith(typed))
    .map((label, k) => ({
      label,
      short: undefined,
      detail: t('Document of this specification'),
      span: { start: offset - typed.length, end: offset + close },
      rank: k,
      kind: 'file' as const,
    }))
}
