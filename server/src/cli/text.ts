// Findings as text for people: grouped by file, each with its source line and a caret, and a summary.

import { groupBy } from '../base/groups.ts'
import { counted, listed, someOf, t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import type { Severity } from '../rules/engine/rule.ts'
import { isAtLeast } from '../rules/engine/severity.ts'
import type { Totals } from './check.ts'
import type { CheckedFile, CheckedSpec, Step } from './checkUnit.ts'
import { type Paint, painter, type Style } from './paint.ts'
import type { Excerpt, RenderedFinding } from './renderedFinding.ts'
import type { Unread } from './unread.ts'

/** Renders results one by one, and a summary at the end. */
export interface TextPrinter {
  /** The text of a result; undefined if there is nothing to print. */
  step(step: Exclude<Step, { problem: unknown }>): string | undefined
  /** The summary. @param took the duration in seconds, if it is shown. */
  end(totals: Totals, took: number | undefined): string
}

export interface TextOptions {
  colour: boolean
  /** Shows the format of each specification, and why it was chosen. */
  verbose: boolean
  /** Shows findings of at least this severity; the others are only counted. */
  level: Severity
  /** Only changed specifications are checked. */
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
      for (const file of 'spec' in step ? step.spec.files : [step.file]) {
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
        ? `${t('No specifications have changed.')}\n`
        : `${unreadText(unread, verbose, paint)}${summaryText(specs, counts, totals, took, level, paint)}\n`,
  }
}

/** A document with only its findings of at least a severity. */
const atLeast = (file: CheckedFile, level: Severity): CheckedFile => ({
  ...file,
  findings: file.findings.filter(({ severity }) => isAtLeast(severity, level)),
})

const mostRelated = 3 // shown related locations of a finding

type Counts = Record<Severity | 'fixable', number>

function formatText({ path, summary, why, files }: CheckedSpec, paint: Paint): string {
  const how = why === '' ? t('set by --as') : why
  const documents = files.length > 1 ? paint('dim', ` (${counted(files.length, '{0} document', '{0} documents')})`) : ''
  return `${paint('underline', clean(path))}: ${t('format {0}', clean(summary.format))}: ${clean(how)}${documents}`
}

function fileText({ path, recognised, findings }: CheckedFile, paint: Paint): string {
  const width = String(findings.at(-1)?.start.line ?? 0).length // they are in the order of the text
  const note = recognised ? '' : paint('dim', ` (${t('does not look like a specification, checked because of --as')})`)
  const out = [paint('underline', clean(path)) + note]
  for (const [{ start, severity, message, code, excerpt, related }, ...alike] of folded(findings)) {
    const gutter = paint('dim', `${' '.repeat(width)} |`)
    const { source, caret } = excerptText(excerpt)
    out.push(
      `${start.line}:${start.column} ${label(severity, paint)} ${clean(message)} ${paint('dim', code)}`,
      `${paint('dim', `${String(start.line).padStart(width)} |`)} ${source}`,
      `${gutter} ${paint(colourOf(severity), caret)}`,
    )
    for (const { path: other, place, message: note } of related.slice(0, mostRelated)) {
      out.push(`${gutter} ${paint('dim', `${clean(other)}:${place.line}:${place.column}: ${clean(note)}`)}`)
    }
    if (related.length > mostRelated) {
      const more = counted(related.length - mostRelated, 'and {0} other location', 'and {0} other locations')
      out.push(`${gutter} ${paint('dim', more)}`)
    }
    if (alike.length > 0) out.push(`${gutter} ${paint('dim', alikeText(alike))}`)
  }
  return `${out.join('\n')}\n`
}

const mostAlike = 3 // findings with the same message in a document that are shown in full; more of them are folded

/** Groups of findings: many with the same message are folded into a group, others are alone. */
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
  return counted(
    alike.length,
    'and {0} more like this on line {1}',
    'and {0} more like this on lines {1}',
    `${lines.join(', ')}${alike.length > lines.length ? ', …' : ''}`,
  )
}

const colourOf = (severity: Severity): Style =>
  severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan'

const label = (severity: Severity, paint: Paint): string => paint(colourOf(severity), severity)

function countText(severity: Severity, n: number): string {
  switch (severity) {
    case 'error':
      return counted(n, '{0} error', '{0} errors')
    case 'warning':
      return counted(n, '{0} warning', '{0} warnings')
    case 'info':
      return counted(n, '{0} info', '{0} infos')
    case 'hint':
      return counted(n, '{0} hint', '{0} hints')
  }
}

/** The part of the line around a finding, and carets to put below it. */
function excerptText({ text, from, length, cutBefore, cutBehind }: Excerpt): { source: string; caret: string } {
  const marked = text.slice(from, from + length)
  const dots = cutBefore ? '…' : ''
  return {
    source: dots + clean(text).trimEnd() + (cutBehind ? '…' : ''),
    caret: `${' '.repeat(dots.length)}${blank(text.slice(0, from))}${'^'.repeat(Math.max(1, columnsOf(clean(marked).trimEnd())))}`,
  }
}

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
  const time = took === undefined ? [] : [t('{0} s', took.toFixed(1))]
  const looked = [counted(files, '{0} Markdown file', '{0} Markdown files'), ...time].join(', ')
  const found = Object.entries(counts).filter(([, n]) => n > 0) as [Severity, number][]
  const sentences: string[] = []
  if (fixed > 0) sentences.push(counted(fixed, 'Fixed {0} file.', 'Fixed {0} files.'))
  if (found.length === 0) {
    const nothing =
      specs === 0
        ? t('No specifications found')
        : paint('green', counted(specs, 'No findings in {0} specification', 'No findings in {0} specifications'))
    return [...sentences, `${nothing} (${looked}).`].join(' ')
  }
  const parts = found.map(([severity, n]) => paint(colourOf(severity), countText(severity, n)))
  sentences.push(
    counted(
      specs,
      'Found {1} in {0} specification ({2}).',
      'Found {1} in {0} specifications ({2}).',
      listed(parts),
      looked,
    ),
  )
  if (fixable > 0)
    sentences.push(
      counted(fixable, '{0} finding has a quick fix in the editor.', '{0} findings have a quick fix in the editor.'),
    )
  const lowest = found.at(-1)?.[0]
  if (lowest && !isAtLeast(lowest, level)) sentences.push(t('Use "--level {0}" to show all findings.', lowest))
  sentences.push(t('Run "specwise explain CODE" for details.'))
  return sentences.join(' ')
}

/** What the error output says if there was nothing to check, for outputs without a summary. */
export const noSpecsText = (files: number): string =>
  `specwise: ${counted(files, 'No specifications found in {0} Markdown file', 'No specifications found in {0} Markdown files')}\n`

const mostUnread = 3 // paths per reason

/** Files that look like specifications and are not checked, by reason. */
export function unreadText(unread: readonly Unread[], verbose: boolean, paint: Paint): string {
  const lines = [...groupBy(unread, ({ reason }) => reason)].map(([reason, files]) => {
    const paths = files.map(({ path }) => clean(path))
    const most = verbose ? paths.length : mostUnread
    const more = paths.length > most ? ` ${t('Use "--verbose" to list all files.')}` : ''
    return paint('dim', t('Not checked: {0}. {1}.', someOf(paths, most), reason) + more)
  })
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}
