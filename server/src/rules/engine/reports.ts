// Runs a rule over a document according to its scope. Section and document rules run again only for sections and
// documents that changed. Reports are cached on the facts that they were made from.
import { createObjectTable } from '../../base/perObject.ts'
import { firstIndexFrom, type Span } from '../../base/span.ts'
import { type CodeBlock, codeBlocksOf } from '../../document/codeBlocks.ts'
import { lengthOf } from '../../document/places.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import type { Extra, ItemRule, LocalInput, Report, Rule, RuleInput } from './rule.ts'

/** A report of a rule, before its severity is known. */
export interface Reported extends Span {
  message: string
  extra: Extra | undefined
}

/** A function that collects the reports of a rule in `all`. Throws for spans outside of the text. */
export const reporterOf =
  (
    { document }: Pick<SpecDocument, 'document'>,
    { code }: Rule,
    all: Reported[],
    length = lengthOf(document),
  ): Report =>
  ({ start, end }, message, extra) => {
    if (!(start >= 0 && end <= length && start <= end)) throw new Error(`${code}: span ${start}–${end} of ${length}`)
    all.push({ start, end, message, extra })
  }

/**
 * The reports of a rule that is not an item rule. Throws what the rule throws, and for spans outside of the text.
 * @param keep whether to cache reports, for documents that will be checked again
 */
export function reportsOf(
  rule: Exclude<Rule, ItemRule>,
  spec: SpecDocument,
  input: RuleInput,
  keep: boolean,
): readonly Reported[] {
  const all: Reported[] = []
  const report = reporterOf(spec, rule, all)
  if (rule.scope === 'feature') {
    rule.check(spec, report, input)
    return all
  }
  const { template, loose } = spec
  const local: LocalInput = { template, loose, options: input.options }
  /** Adds the cached reports of `facts`, which start at offset `at`, or runs `work` to make them. */
  const add = (facts: object | undefined, at: number, work: () => void): void => {
    const cached = facts && cachedReports(facts, rule, local)
    if (cached) for (const report of cached) all.push(at === 0 ? report : movedBy(report, at))
    else {
      const first = all.length
      work()
      if (facts) cacheReports(facts, rule, local, at, all.slice(first))
    }
  }
  if (rule.scope === 'document') add(keep ? spec : undefined, 0, () => rule.check(spec, report, local))
  else
    for (const { chunk, start, blocks } of bySection(spec))
      add(keep ? chunk : undefined, start, () => rule.check(blocks, report, local))
  return all
}

interface CachedReports extends LocalInput {
  reports: readonly Reported[]
}

const reportsByFacts = createObjectTable<object, Map<Rule, CachedReports>>()

/** The cached reports of facts, with offsets from their start. Undefined if the template or the options differ. */
function cachedReports(facts: object, rule: Rule, input: LocalInput): readonly Reported[] | undefined {
  const cached = reportsByFacts.get(facts)?.get(rule)
  const isSame = cached?.template === input.template && cached.loose === input.loose && cached.options === input.options
  return isSame ? cached.reports : undefined
}

/** @param at the offset of the facts, which cached offsets count from */
function cacheReports(facts: object, rule: Rule, input: LocalInput, at: number, fresh: readonly Reported[]): void {
  if (at > 0 && fresh.some(hasOtherPlaces)) return
  const relative = at === 0 ? fresh : fresh.map((report) => movedBy(report, -at))
  reportsByFacts.set(
    facts,
    (reportsByFacts.get(facts) ?? new Map<Rule, CachedReports>()).set(rule, { ...input, reports: relative }),
  )
}

/** Whether a report contains further places, which would have to be moved with it. */
export const hasOtherPlaces = ({ extra }: Reported): boolean =>
  extra?.related !== undefined || extra?.fixes !== undefined

export const movedBy = ({ start, end, message, extra }: Reported, by: number): Reported => ({
  start: start + by,
  end: end + by,
  message,
  extra,
})

/** The chunks of a document that have code blocks, with these blocks. */
function bySection({ document }: SpecDocument): { chunk: object; start: number; blocks: readonly CodeBlock[] }[] {
  const all = codeBlocksOf(document)
  if (all.length === 0) return []
  return document.chunks.flatMap(({ chunk, start }) => {
    const blocks = all.slice(firstIndexFrom(all, start), firstIndexFrom(all, start + chunk.text.length))
    return blocks.length > 0 ? [{ chunk, start, blocks }] : []
  })
}
