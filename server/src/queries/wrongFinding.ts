// Report a Wrong Finding: the text of an issue with the finding and its surroundings, without the content of the document. The
// editor and the command line show it; nothing is sent. The issue is in English, for those who maintain the program.
import { t } from '../base/l10n.ts'
import { lineEnd, lineStart } from '../base/lines.ts'
import type { Span } from '../base/span.ts'
import { blockAt } from '../document/places.ts'
import { sectionFinder } from '../document/sections.ts'
import { specPrefix } from '../document/specNumber.ts'
import type { Feature } from '../feature/feature.ts'
import { allRules } from '../rules/all.ts'
import type { Finding } from '../rules/engine/rule.ts'
import type { SpecDocument } from '../templates/specDocument.ts'
import type { Template } from '../templates/template.ts'
import { type Anonymised, anonymise, type Kept } from './anonymise.ts'

/** Whether a finding may be reported as wrong. Rules of a repository are its own responsibility. */
export const isReportable = ({ code }: Pick<Finding, 'code'>): boolean => allRules.some((one) => one.code === code)

/**
 * The text of the report: its title as a heading, facts, and an anonymised excerpt.
 * @param version of the program.
 */
export function wrongFindingText(feature: Feature, spec: SpecDocument, finding: Finding, version: string): string {
  const { format, template, document } = spec
  const fence = '`'.repeat(Math.max(4, 1 + longestRun(document.text)))
  const rule = allRules.find(({ code }) => code === finding.code)
  const head = [
    `# Wrong finding: ${finding.code}`,
    `<!-- ${instructions()} -->`,
    '**Why it is wrong**: ',
    [
      `- Rule: \`${finding.code}\` (${finding.severity}): ${rule?.summary ?? ''}`,
      `- Specwise: ${version}`,
      `- Format: ${format.folder === undefined ? `${format.name} (built in)` : 'templates from the repository'}, ${template.documentKind} document`,
      `- Recognized by: ${evidenceOf(feature)}`,
    ].join('\n'),
  ].join('\n\n')
  for (let most = mostLines; ; most -= 3) {
    const text = `${head}\n\n${fence}markdown\n${excerptOf(feature, spec, finding, most)}\n${fence}\n`
    if (most <= 3 || issueAddress(text, '').whole) return text
  }
}

/** The address of a new issue with the text of a report; `whole` is false if the text is too long for an address. */
export function issueAddress(report: string, issues: string): { url: string; whole: boolean } {
  const [, title = 'Wrong finding', body = report] = /^# *([^\r\n]*)\s*([\s\S]*)$/.exec(report.trimStart()) ?? []
  const address = (text: string): string => `${issues}/new?title=${encode(title.slice(0, 200))}&body=${encode(text)}`
  const url = address(body)
  return url.length + longestIssues <= longestAddress
    ? { url, whole: true }
    : { url: address(t('The report is too long for a link. Paste it here.')), whole: false }
}

/** For the writer, in a comment. */
const instructions = (): string =>
  [
    t('Please explain why this finding is wrong.'),
    t('In the excerpt, letters and digits are replaced, except in ids, Markdown and words of the template.'),
    t('Change or remove anything you do not want to share.'),
  ].join('\n')

const longestAddress = 8000 // characters; GitHub takes about 8,190
const longestIssues = 200 // of the address of the repository's issues
const mostLines = 20

/** A lone half of a pair of surrogates cannot be encoded. */
const encode = (text: string): string =>
  encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'))

/** Why the document is read by this format, without paths and words of the repository's own templates. */
function evidenceOf({ why, format, spec: { template } }: Feature): string {
  if (why === '') return 'named explicitly'
  if (format.folder === undefined) return why
  const signs = template.path === undefined ? why : why.replaceAll(template.path, '…')
  // What follows is about the templates of the repository.
  return signs.replace(/["“][^"”]*["”]/g, '"…"').split('; ', 1)[0] ?? ''
}

const longestRun = (text: string): number =>
  (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)

const widest = 240 // characters of a line

/** The lines around a finding, anonymised, with carets under it; a line `…` replaces those between. */
function excerptOf(feature: Feature, spec: SpecDocument, finding: Finding, most: number): string {
  const { text } = spec.document
  const kept = keptOf(feature, spec, finding)
  const out: string[] = []
  let last: number | undefined // where the last line ends
  for (const start of linesOf(spec, finding, most)) {
    const end = lineEnd(text, start)
    if (last !== undefined && start > behind(text, last)) out.push('…')
    last = end
    const on = finding.start >= start && finding.start <= end
    const from = on && finding.start - start > widest - 80 ? finding.start - 80 : start
    const stop = Math.min(end, from + widest)
    const shown = anonymise(text, { start: from, end: stop }, kept)
    const dots = from > start ? '…' : ''
    out.push(dots + shown.text + (stop < end ? '…' : ''))
    if (on) out.push(caret(shown, finding, stop, dots.length))
  }
  return out.join('\n').trimEnd()
}

function caret({ at }: Anonymised, { start, end }: Span, stop: number, indent: number): string {
  const [from, to] = [at(start), at(Math.min(end, stop))]
  return ' '.repeat(indent + from) + '^'.repeat(Math.max(1, to - from))
}

/** Where the line behind a line's end starts. */
const behind = (text: string, end: number): number => end + (text.startsWith('\r\n', end) ? 2 : 1)

/** The starts of the lines that show a finding, in order: headings above it, its item, code block or table, and what it references. */
function linesOf(spec: SpecDocument, finding: Finding, most: number): number[] {
  const { document } = spec
  const { text } = document
  const starts = new Set<number>()
  const add = (at: number, room = 0): void => {
    if (starts.size + room < most) starts.add(lineStart(text, Math.min(at, text.length)))
  }
  const addHeadings = (at: number): void => {
    const section = sectionFinder(document.sections)(Math.min(at, Math.max(0, text.length - 1)))
    for (let one = section; one; one = one.parent) add(one.name.start)
  }
  for (const { start } of [
    finding,
    ...finding.related.flatMap(({ span, other }) => (other ? [] : [span])).slice(0, 2),
  ]) {
    add(start)
    addHeadings(start)
  }
  for (const at of aroundBlock(spec, finding)) add(at)
  // A finding about the whole document is at its top: the sections show how it was read.
  if (finding.start <= (document.title?.name.end ?? 0) || document.fields.some((one) => one.start === finding.start))
    for (const { level, name } of document.sections) if (level <= 2) add(name.start)
  const item = spec.definitions.findLast(({ whole }) => whole.start <= finding.start && finding.start <= whole.end)
  const { start } = item?.whole ?? finding
  const end = item?.form === 'heading' && item.section ? item.section.end - 1 : (item?.whole.end ?? finding.end)
  const room = 4 // lines above and below it
  for (let at = finding.start; at <= end && at - finding.start < farthest; at = lineBelow(text, at)) add(at, room)
  for (let at = finding.start; at > start && finding.start - at < farthest; at = lineAbove(text, at)) add(at, room)
  let [above, below] = [Math.min(start, finding.start), Math.min(Math.max(end, finding.end), finding.start + farthest)]
  for (let k = 0; k < room / 2; k++) {
    above = lineAbove(text, above)
    below = lineBelow(text, below)
    add(above)
    if (below < text.length) add(below)
  }
  return [...starts].sort((a, b) => a - b)
}

const farthest = 4000 // characters around a finding that are looked at

/** The start of the line above that of an offset; of the first line itself. */
function lineAbove(text: string, at: number): number {
  const start = lineStart(text, at)
  return lineStart(text, Math.max(0, start - (text.startsWith('\r\n', start - 2) ? 2 : 1)))
}

const lineBelow = (text: string, at: number): number => behind(text, lineEnd(text, at))

/** Offsets of the lines that show the kind of block around a finding: fences, the head of a table, conflict markers. */
function aroundBlock({ document }: SpecDocument, { start }: Span): number[] {
  const conflict = document.conflicts.find((one) => one.start === start)
  if (conflict) return [conflict.ours.end, conflict.theirs.start, conflict.theirs.end]
  const block = blockAt(document, start)
  if (block?.type === 'code' || block?.type === 'html') return [block.start, block.end]
  return block?.type === 'row' ? tableHead(document.text, block.start) : []
}

/** Where the head of the table around a row starts, and the line below it. */
function tableHead(text: string, row: number): number[] {
  let first = lineStart(text, row)
  let second = first
  for (let k = 0; k < 500 && first > 0; k++) {
    const above = lineAbove(text, first)
    if (text.slice(above, first).trim() === '') break
    second = first
    first = above
  }
  return [first, second]
}

/** What is not anonymised: ids, words of the template where the template has them, and what the rule itself is about. */
function keptOf({ documents }: Feature, spec: SpecDocument, finding: Finding): Kept {
  const { format, document } = spec
  const prefixes = new Set([specPrefix, ...format.kinds.map(({ prefix }) => prefix)])
  for (const { definitions } of documents) for (const { id } of definitions) prefixes.add(id.prefix)
  const words = new Set<string>()
  const add = (text: string, to = words): void => {
    for (const [one] of text.matchAll(/[\p{L}\p{M}]+/gu)) to.add(one.toLowerCase())
  }
  for (const one of [...format.answers.markers.open, ...format.answers.markers.answered]) add(one)
  const [titles, keys, values] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const { document: source, fields, sections, titleForm, review } of format.templates) {
    add(titleForm, titles)
    for (const { title } of sections) add(withoutPlaceholders(title), titles)
    for (const { key, shape } of fields) {
      add(key, keys)
      if (shape.type === 'id') prefixes.add(shape.prefix)
      if (shape.type === 'words') for (const one of shape.words) add(one, values)
    }
    // The words of a built-in template are public.
    if (format.folder === undefined) {
      for (const one of review?.personas ?? []) add(one)
      for (const [, label = ''] of source.text.matchAll(/\*\*([^*[\]\n]{1,60})\*\*/g)) add(label)
    }
  }
  const all: (Span & { words: ReadonlySet<string> | 'all' })[] = [
    ...document.sections.map(({ name }) => ({ ...name, words: titles })),
    ...document.fields.flatMap(({ name, valueSpan }) => [
      { ...name, words: keys },
      { ...valueSpan, words: values },
    ]),
  ]
  const isOwnText = ownWords.has(finding.code) || (finding.code === 'placeholder' && isBuiltin(spec.template))
  if (isOwnText) all.push({ start: finding.start, end: finding.end, words: 'all' })
  return { prefixes, words, parts: apart(all) }
}

/** Rules whose findings are words of the rule. */
const ownWords: ReadonlySet<string> = new Set(['vague-term'])

const isBuiltin = ({ path }: Template): boolean => path === undefined

const withoutPlaceholders = (title: string): string => title.replace(/\[[^\]]*\]/g, '')

/** In order, without spans that overlap an earlier one. */
function apart<T extends Span>(spans: readonly T[]): T[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const found: T[] = []
  for (const one of sorted) if (one.start >= (found.at(-1)?.end ?? 0) && one.end > one.start) found.push(one)
  return found
}
