// What a rule reports of a document, by its scope: rules of a small scope are run again only where their part of the text,
// or their document, is another one. What is kept hangs on the facts that it was made of.
import { createObjectTable } from '../../base/perObject.ts'
import { firstFrom, type Span } from '../../base/span.ts'
import { type CodeBlock, codeBlocksOf } from '../../document/codeBlocks.ts'
import { lengthOf } from '../../document/places.ts'
import { definedItems, identityOf, itemOf } from '../../feature/items.ts'
import type { SpecDocument } from '../../templates/specDocument.ts'
import type { Extra, LocalInput, Report, Rule, RuleInput } from './rule.ts'

/** A report, before it is known how severe it is. */
export interface Reported extends Span {
  message: string
  extra: Extra | undefined
}

/**
 * All that a rule reports of a document. Throws what the rule throws, and for spans outside of the text.
 * @param keep what is reported of unchanged facts is kept: for who will ask again.
 */
export function reportsOf(rule: Rule, spec: SpecDocument, input: RuleInput, keep: boolean): readonly Reported[] {
  const { template, loose, document } = spec
  const local: LocalInput = { template, loose, options: input.options }
  const gather = (work: (report: Report) => void): Reported[] => {
    const all: Reported[] = []
    work(({ start, end }, message, extra) => {
      if (!(start >= 0 && end <= lengthOf(document) && start <= end))
        throw new Error(`${rule.code}: span ${start}–${end} of ${lengthOf(document)}`)
      all.push({ start, end, message, extra })
    })
    return all
  }
  const all: Reported[] = []
  const add = (reports: readonly Reported[]): void => {
    for (const one of reports) all.push(one)
  }
  switch (rule.scope) {
    case 'item':
      for (const role of rule.roles)
        for (const definition of definedItems(spec, role)) {
          const make = () => gather((report) => rule.check(itemOf(spec, role, definition), report, local))
          add(kept(keep ? identityOf(document, definition) : undefined, definition.start, rule, local, make))
        }
      return all
    case 'section':
      for (const { chunk, start, blocks } of bySection(spec))
        add(
          kept(keep ? chunk : undefined, start, rule, local, () =>
            gather((report) => rule.check(blocks, report, local)),
          ),
        )
      return all
    case 'document':
      return kept(keep ? spec : undefined, 0, rule, local, () => gather((report) => rule.check(spec, report, local)))
    case 'feature':
      return gather((report) => rule.check(spec, report, input))
  }
}

interface Kept extends LocalInput {
  reports: readonly Reported[]
}

const reports = createObjectTable<object, Map<Rule, Kept>>()

/**
 * What was reported of some facts, made anew where these, the template or the options are others.
 * @param facts undefined: nothing is kept.
 * @param at where they stand: what is kept counts from there.
 */
function kept(
  facts: object | undefined,
  at: number,
  rule: Rule,
  input: LocalInput,
  make: () => Reported[],
): readonly Reported[] {
  if (!facts) return make()
  const byRule = reports.get(facts) ?? new Map<Rule, Kept>()
  const last = byRule.get(rule)
  const isSame = last?.template === input.template && last.loose === input.loose && last.options === input.options
  if (isSame) return at === 0 || last.reports.length === 0 ? last.reports : last.reports.map((one) => moved(one, at))
  const made = make()
  // What has places of its own would have to be moved, too.
  if (at > 0 && made.some(({ extra }) => extra?.related || extra?.fixes)) return made
  const own = at === 0 ? made : made.map((one) => moved(one, -at))
  reports.set(facts, byRule.set(rule, { ...input, reports: own }))
  return made
}

const moved = ({ start, end, message, extra }: Reported, by: number): Reported => ({
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
