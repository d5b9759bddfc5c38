// A check of a pack on one resource: what must hold at a path.
import { memoized } from '../../base/lru.ts'
import type { Span } from '../../base/span.ts'
import { mayHaveMore, plain, type Resource, type Value, valuesAt } from '../../manifests/manifest.ts'
import { compilePattern } from '../../manifests/pattern.ts'
import type { Must, ResourceCheck } from './pack.ts'
import { at, isExcerpt } from './select.ts'

/** Something that does not hold. */
export interface Failure {
  span: Span
  /** What stands there; undefined when it is missing. */
  value: Value | undefined
  /** Words for the message. */
  words: Readonly<Record<string, string>>
}

/** What fails in a resource. @param prefixes those of the configuration. */
export function failuresOf(resource: Resource, check: ResourceCheck, prefixes: readonly string[]): Failure[] {
  const { each, path, or, must } = check
  const wanted = typeof each === 'string' ? [each] : (each ?? [])
  const tops = each === undefined ? [resource.root] : wanted.flatMap((one) => at(resource, one))
  const instead = or === undefined ? [] : at(resource, or)
  return tops.flatMap((top): Failure[] => {
    if (top === resource.root && path.startsWith('@pod') && at(resource, '@pod').length === 0) return []
    const found = top === resource.root && path.startsWith('@pod') ? at(resource, path) : valuesAt(top, path)
    const words = { kind: resource.kind, name: plain(resource.name) ?? '', item: plain(valuesAt(top, 'name')[0]) ?? '' }
    const inQuestion = found.length > 0 ? found : instead
    if (inQuestion.length === 0)
      return isMissing(must) &&
        !resource.block.partial &&
        !(ofPod(check) && isExcerpt(resource)) &&
        !mayBeElsewhere(resource, top, path)
        ? [{ span: spanOf(resource, top), value: undefined, words: { ...words, value: '', key: path } }]
        : []
    return inQuestion.flatMap((value) => {
      const text = plain(value)
      if (holds(text, must, prefixes)) return []
      return [{ span: value.span, value, words: { ...words, value: text ?? '', key: value.name } }]
    })
  })
}

/** Of patches and excerpts nothing is asked of the pod. */
const ofPod = ({ each, path }: ResourceCheck): boolean =>
  [...(typeof each === 'string' ? [each] : (each ?? [])), path].some((one) => one.startsWith('@pod'))

const isMissing = ({ exist, equal, oneOf }: Must): boolean =>
  exist === true || equal !== undefined || oneOf !== undefined

/** A merge key, an alias or an empty place may bring what is missing. */
function mayBeElsewhere(resource: Resource, top: Value, path: string): boolean {
  const steps = path.split('.')
  return [resource.root, top, ...steps.map((_, k) => valuesAt(top, steps.slice(0, k).join('.'))[0])].some(
    (value) => value !== undefined && mayHaveMore(value),
  )
}

/** The name of a part, its key, or the kind of the resource. */
const spanOf = (resource: Resource, top: Value): Span =>
  top === resource.root ? resource.at : (valuesAt(top, 'name')[0]?.span ?? resource.at)

/** A text that a template fills in holds whatever is asked; of lists and maps it is only asked that they are there. */
function holds(text: string | undefined, must: Must, prefixes: readonly string[]): boolean {
  if (must.exist === false) return false
  if (text === undefined) return true
  const { equal, oneOf, startWith, match, notMatch, maxLength } = must
  const starts = startWith?.flatMap((one) => (one === '@prefixes' ? prefixes : [one]))
  return (
    (equal === undefined || text === String(equal)) &&
    (oneOf === undefined || oneOf.includes(text)) &&
    (starts === undefined ||
      starts.length === 0 ||
      /[A-Z]{3}/.test(text) ||
      starts.some((one) => text.startsWith(one))) && // NAME stands for a name
    (match === undefined || patternOf(match)(text.slice(0, longestValue))) &&
    (notMatch === undefined || !patternOf(notMatch)(text.slice(0, longestValue))) &&
    (maxLength === undefined || text.length <= maxLength)
  )
}

const longestValue = 10_000
const patternOf = memoized(200, compilePattern)
