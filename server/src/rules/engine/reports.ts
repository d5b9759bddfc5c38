// What rules report of a document, by their scope: rules of a small scope are run again only where their part of the text,
// or their document, is another one. What is kept hangs on the facts that it was made of.
import { createObjectTable } from '../../base/perObject.ts'
import { firstFrom, type Span } from '../../base/span.ts'
import { type CodeBlock, codeBlocksOf } from '../../document/codeBlocks.ts'
import { lengthOf } from '../../document/places.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import type { Extra, ItemRule, LocalInput, Report, Rule, RuleInput } from './rule.ts'

/** A report, before it is known how severe it is. */
export interface Reported extends Span {
  message: string
  extra: Extra | undefined
}

/** Gathers what a rule reports; throws for spans outside of the text. */
export const reporterOf =
  ({ document }: SpecDocument, { code }: Rule, all: Reported[], length = lengthOf(document)): Report =>
  ({ start, end }, message, extra) => {
    if (!(start >= 0 && end <= length && start <= end)) throw new Error(`${code}: span ${start}–${end} of ${length}`)
    all.push({ start, end, message, extra })
  }

/**
 * All that a rule of a larger scope than items reports of a document. Throws what the rule throws, and for spans outside of
 * the text.
 * @param keep what is reported of unchanged facts is kept: for who will ask again.
 */
export function reportsOf(
  rule: Exclude<Rule, ItemRule>,
  spec: SpecDocument,
  input: RuleInput,
  keep: boolean,
): readonly Reported[] {
  const { template, loose } = spec
  const local: LocalInput = { template, loose, options: input.options }
  const all: Reported[] = []
  const report = reporterOf(spec, rule, all)
  /** Adds what some work reports, or what it reported of the same facts, which stand at an offset. */
  const add = (facts: object | undefined, at: number, work: () => void): void => {
    const last = facts && keptOf(facts, rule, local)
    if (last) for (const one of last) all.push(at === 0 ? one : moved(one, at))
    else {
      const first = all.length
      work()
      if (facts) keepReports(facts, rule, local, at, all.slice(first))
    }
  }
  switch (rule.scope) {
    case 'section':
      for (const { chunk, start, blocks } of bySection(spec))
        add(keep ? chunk : undefined, start, () => rule.check(blocks, report, local))
      break
    case 'document':
      add(keep ? spec : undefined, 0, () => rule.check(spec, report, local))
      break
    case 'feature':
      rule.check(spec, report, input)
  }
  return all
}

interface Kept extends LocalInput {
  reports: readonly Reported[]
}

const reports = createObjectTable<object, Map<Rule, Kept>>()

/** What was reported of some facts, counted from their place; undefined where the template or the options were others. */
function keptOf(facts: object, rule: Rule, input: LocalInput): readonly Reported[] | undefined {
  const last = reports.get(facts)?.get(rule)
  const isSame = last?.template === input.template && last.loose === input.loose && last.options === input.options
  return isSame ? last.reports : undefined
}

/** @param at where the facts stand: what is kept counts from there. */
function keepReports(facts: object, rule: Rule, input: LocalInput, at: number, made: readonly Reported[]): void {
  if (at > 0 && made.some(hasPlaces)) return
  const own = at === 0 ? made : made.map((one) => moved(one, -at))
  reports.set(facts, (reports.get(facts) ?? new Map<Rule, Kept>()).set(rule, { ...input, reports: own }))
}

/** Whether a report has places of its own, which would have to be moved with it. */
export const hasPlaces = ({ extra }: Reported): boolean => extra?.related !== undefined || extra?.fixes !== undefined

export const moved = ({ start, end, message, extra }: Reported, by: number): Reported => ({
  start: start + by,
  end: end + by,
  message,
  extra,
})

/** The parts of a document that have code blocks, with these. */
function bySection({ document }: SpecDocument): { chunk: object; start: number; blocks: readonly CodeBlock[] }[] {
  const all = codeBlocksOf(document)
  if (all.length === 0) return []
  return document.chunks.flatMap(({ chunk, start }) => {
    const blocks = all.slice(firstFrom(all, start), firstFrom(all, start + chunk.text.length))
    return blocks.length > 0 ? [{ chunk, start, blocks }] : []
  })
}
