// The findings for people: grouped by file, each with its source line and a caret, and a summary.

import { styleText } from 'node:util'
import { groupBy } from '../base/groups.ts'
import { counted } from '../base/words.ts'
import type { Severity } from '../rules/engine/rule.ts'
import { isAtLeast } from '../rules/engine/severity.ts'
import type { Totals } from './check.ts'
import type { CheckedFile, CheckedSpec, Step } from './checkUnit.ts'
import type { Excerpt, RenderedFinding } from './renderedFinding.ts'
import type { Unread } from './unread.ts'

type Style = 'red' | 'yellow' | 'cyan' | 'green' | 'dim' | 'underline'

/** Puts a style on a text, or leaves it when there are no colours. */
type Paint = (style: Style, text: string) => string

const painter =
  (colour: boolean): Paint =>
  (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text

/** Prints results one by one, and at the end what they were. */
export interface TextPrinter {
  /** The text of one result; undefined when there is nothing to say. */
  step(step: Exclude<Step, { problem: unknown }>): string | undefined
  /** The summary. @param took seconds; undefined where nothing is said of them. */
  end(totals: Totals, took: number | undefined): string
}

export interface TextOptions {
  colour: boolean
  /** With the format of each specification, and why it is read so. */
  verbose: boolean
  /** Shows findings from this severity on; the others are counted. */
  level: Severity
  /** Only what changed is looked at. */
  ofChanges?: boolean | undefined
}

export function createTextPrinter({ colour, verbose, level, ofChanges = false }: TextOptions): TextPrinter {
  const paint = painter(colour)
  const counts: Counts = { error: 0, warning: 0, info: 0, hint: 0, fixable: 0 }
  let specs = 0
  const unread: Unread[] = []
  return {
    step(step) {
      if ('unread' in step) {
        if (!step.unread.named) unread.push(step.unread)
        return undefined
      }
      const out: string[] = []
      if ('spec' in step) {
        specs++
        if (verbose) out.push(formatText(step.spec, paint))
      }
      for (const file of 'spec' in step ? step.spec.files : [step.config]) {
        for (const { severity, fixable } of file.findings) {
          counts[severity]++
          if (fixable) counts.fixable++
        }
        const shown = atLeast(file, level)
        if (shown.findings.length > 0) out.push(fileText(shown, paint))
      }
      return out.length > 0 ? `${out.join('\n')}\n` : undefined
    },
    end: (totals, took) =>
      ofChanges && specs === 0 && totals.files === 0
        ? 'No specification has changed.\n'
        : `${unreadText(unread, verbose, paint)}${summaryText(specs, counts, totals, took, level, paint)}\n`,
  }
}

/** A document with its findings from a severity on. */
const atLeast = (file: CheckedFile, level: Severity): CheckedFile => ({
  ...file,
  findings: file.findings.filter(({ severity }) => isAtLeast(severity, level)),
})

const mostRelated = 3 // places of one finding that are shown; all are in the JSON

type Counts = Record<Severity | 'fixable', number>

function formatText({ path, summary, why, files }: CheckedSpec, paint: Paint): string {
  const how = why === '' ? 'checked as you asked' : why
  const documents = files.length > 1 ? paint('dim', ` (${files.length} documents)`) : ''
  return `${paint('underline', clean(path))}: format ${clean(summary.format)}: ${clean(how)}${documents}`
}

function fileText({ path, recognised, findings }: CheckedFile, paint: Paint): string {
  const width = String(findings.at(-1)?.start.line ?? 0).length // they are in the order of the text
  const note = recognised ? '' : paint('dim', ' (checked as you asked; it does not look like a specification)')
  const out = [paint('underline', clean(path)) + note]
  for (const [{ start, severity, message, code, excerpt, related }, ...alike] of folded(findings)) {
    const gutter = paint('dim', `${' '.repeat(width)} |`)
    const { source, caret } = excerptText(excerpt)
    out.push(
      `${start.line}:${start.column} ${label(severity, paint)} ${clean(message)} ${paint('dim', code)}`,
      `${paint('dim', `${String(start.line).padStart(width)} |`)} ${source}`,
      `${gutter} ${paint(colourOf(severity), caret)}`,
    )
    for (const { path: other, place, message: told } of related.slice(0, mostRelated)) {
      out.push(`${gutter} ${paint('dim', `${clean(other)}:${place.line}:${place.column}: ${clean(told)}`)}`)
    }
    if (related.length > mostRelated)
      out.push(`${gutter} ${paint('dim', `and ${counted(related.length - mostRelated, 'other place')}`)}`)
    if (alike.length > 0) out.push(`${gutter} ${paint('dim', alikeText(alike))}`)
  }
  return `${out.join('\n')}\n`
}

const mostAlike = 3 // findings that say the same in one document and are shown each; more are folded

/** The findings, those that say the same word for word behind the first of them, where they are many. */
function folded(findings: readonly RenderedFinding[]): [RenderedFinding, ...RenderedFinding[]][] {
  const same = groupBy(findings, ({ code, message }) => `${code} ${message}`)
  return findings.flatMap((finding): [RenderedFinding, ...RenderedFinding[]][] => {
    const all = same.get(`${finding.code} ${finding.message}`) ?? []
    if (all.length <= mostAlike) return [[finding]]
    return all[0] === finding ? [[finding, ...all.slice(1)]] : []
  })
}

function alikeText(alike: readonly RenderedFinding[]): string {
  const lines = alike.slice(0, 8).map(({ start }) => start.line)
  return `and ${alike.length} more like this: ${alike.length > 1 ? 'lines' : 'line'} ${lines.join(', ')}${alike.length > lines.length ? ', …' : ''}`
}

const colourOf = (severity: Severity): Style =>
  severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan'

const label = (severity: Severity, paint: Paint): string => paint(colourOf(severity), severity)

/** The part of the line around a finding, and carets below it. */
function excerptText({ text, from, length, cutBefore, cutBehind }: Excerpt): { source: string; caret: string } {
  const marked = text.slice(from, from + length)
  const dots = cutBefore ? '…' : ''
  return {
    source: dots + clean(text).trimEnd() + (cutBehind ? '…' : ''),
    caret: `${' '.repeat(dots.length)}${blank(text.slice(0, from))}${'^'.repeat(Math.max(1, columnsOf(clean(marked).trimEnd())))}`,
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const control = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Nothing of a document may steer the terminal. */
export const clean = (text: string): string => text.replace(/\t/g, '    ').replace(control, '\ufffd')

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud800-\udbff][\udc00-\udfff]/g

const columnsOf = (text: string): number => text.replace(wide, 'xx').length

const blank = (text: string): string => ' '.repeat(columnsOf(clean(text)))

function summaryText(
  specs: number,
  { fixable, ...counts }: Counts,
  { files, fixed }: Totals,
  took: number | undefined,
  level: Severity,
  paint: Paint,
): string {
  const time = took === undefined ? '' : `, ${took.toFixed(1)} s`
  const looked = `${counted(specs, 'specification')} in ${counted(files, 'Markdown file')}${time}`
  const told = Object.entries(counts).filter(([, n]) => n > 0) as [Severity, number][]
  const mended = fixed > 0 ? `Fixed ${counted(fixed, 'file')}. ` : ''
  if (specs === 0 && told.length === 0) return `${mended}No specification found in ${counted(files, 'Markdown file')}.`
  if (told.length === 0) return `${mended}${paint('green', 'No findings')} in ${looked}.`
  const parts = told.map(([severity, n]) => paint(colourOf(severity), counted(n, severity)))
  const fixes = fixable > 0 ? ` ${fixable} of them ${fixable === 1 ? 'has' : 'have'} a quick fix in the editor.` : ''
  const isShown = told.every(([severity]) => isAtLeast(severity, level))
  const hidden = isShown ? '' : ` "--level ${told.at(-1)?.[0]}" shows all.`
  return `${mended}${parts.join(', ')} in ${looked}.${fixes}${hidden} "specwise explain CODE" tells more.`
}

/** What looks like a specification and is not read, by reason. */
function unreadText(unread: readonly Unread[], verbose: boolean, paint: Paint): string {
  const byReason = new Map<string, string[]>()
  for (const { path, reason } of unread) {
    const same = byReason.get(reason)
    if (same) same.push(path)
    else byReason.set(reason, [path])
  }
  const lines = [...byReason].map(([reason, paths]) => {
    const shown = verbose ? paths : paths.slice(0, 3)
    const more = paths.length > shown.length ? ` and ${paths.length - shown.length} more` : ''
    return paint('dim', `Not read as a specification, since ${reason}: ${shown.map(clean).join(', ')}${more}.`)
  })
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}
