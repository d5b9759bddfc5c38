// How unknown ids are reported: grouped by prefix, many as one finding, and as severely as there is evidence.
import { groupBy } from '../base/groups.ts'
import { counted, quotedList, someOf, t } from '../base/l10n.ts'
import type { Reference } from '../document/model.ts'
import type { Report } from './engine/rule.ts'

/** An id that nothing defines. */
export interface Unknown {
  names: string[]
  prefix: string
  owner: number | undefined
  places: Reference[]
  /** Whether it may belong elsewhere. */
  isDoubtful: boolean
  /** Whether one of its places says by itself that it belongs to this specification. */
  isHere: boolean
  /** The number of a related specification that defines it. */
  definer: number | undefined
}

/** Groups unknown ids by owner and prefix. If half of many may belong elsewhere, so may the others. */
function byPrefix(all: readonly Unknown[]): Unknown[][] {
  const groups = groupBy(all, ({ owner, prefix }) => `${owner ?? ''} ${prefix}`)
  return [...groups.values()].map((group) => {
    const isMostlyDoubtful =
      group.length >= many && 2 * group.filter(({ isDoubtful }) => isDoubtful).length >= group.length
    return isMostlyDoubtful ? group.map((one) => ({ ...one, isDoubtful: true })) : group
  })
}

const many = 4 // unknown ids of one prefix in a document that are judged together
const mostSeparate = 8 // unknown ids of one prefix in a document; more are one finding
const mostStories = 2 // the same for stories: tasks with more have numbers of their own

const isOneCause = (all: readonly Unknown[]): boolean =>
  all.length > (all[0]?.prefix === 'US' ? mostStories : mostSeparate)

/** Reports the unknown ids of a document. */
export function reportUnknown(all: readonly Unknown[], report: Report): void {
  for (const group of byPrefix(all)) {
    const alone = group.filter(
      ({ owner, isDoubtful, definer }) => owner === undefined && !isDoubtful && definer === undefined,
    )
    const together = [...groupBy(alone, ({ isHere }) => isHere).values()].filter(isOneCause)
    for (const all of together) reportTogether(all, report)
    const reported = new Set(together.flat())
    for (const one of group) if (!reported.has(one)) reportOne(one, report)
  }
}

function reportTogether(all: readonly Unknown[], report: Report): void {
  const [first, ...rest] = all.flatMap(({ places: [first] }) => first ?? []) as [Reference, ...Reference[]]
  const names = [...new Set(all.flatMap(({ names }) => names))].map((name) => t('"{0}"', name))
  const as = all[0] && severityOf(all[0])
  report(
    first,
    t('{0} unknown ids: nothing in this specification defines {1}.', names.length, someOf(names, mostNamed)),
    {
      related: rest.slice(0, mostRelated).map((span) => ({ span, message: t('Unknown id') })),
      ...(as && { as }),
    },
  )
}

const mostNamed = 3
const mostRelated = 100

function reportOne(unknown: Unknown, report: Report): void {
  const { names, owner, places, definer } = unknown
  const as = severityOf(unknown)
  const [first, ...rest] = places as [Reference, ...Reference[]]
  const repeats =
    rest.length > 0
      ? ` ${counted(rest.length, 'Referenced in {0} other location.', 'Referenced in {0} other locations.')}`
      : ''
  const message =
    definer === undefined
      ? messageOf(names, owner)
      : t('Unknown id "{0}": specification {1} defines it, but this one does not.', names[0] ?? '', definer)
  report(first, message + repeats, {
    related: rest.map((span) => ({ span, message: t('Also referenced here') })),
    ...(as && { as }),
  })
}

/** The severity of an unknown id, if it is another one than that of the rule. An id of a specification that is named is looked up there. */
const severityOf = ({ isDoubtful, isHere, owner, definer }: Unknown): 'hint' | 'info' | undefined =>
  isDoubtful ? 'hint' : definer !== undefined ? 'info' : isHere || owner !== undefined ? undefined : 'hint'

function messageOf(names: readonly string[], owner: number | undefined): string {
  const [name = ''] = names
  const all = quotedList(names, 'and')
  if (owner !== undefined)
    return names.length === 1
      ? t('Unknown id "{0}": specification {1} does not define it.', name, owner)
      : t('Unknown ids {0}: specification {1} does not define them.', all, owner)
  return names.length === 1
    ? t('Unknown id "{0}": nothing in this specification defines it.', name)
    : t('Unknown ids {0}: nothing in this specification defines them.', all)
}
