// Applies a check of a pack to one resource: which conditions fail at a path.
import { memoized } from '../../base/lru.ts'
import type { Span } from '../../base/span.ts'
import { mayHaveMore, plainText, type Resource, type Value, valuesAt } from '../../manifests/manifest.ts'
import { compilePattern } from '../../manifests/pattern.ts'
import type { Must, ResourceCheck } from './pack.ts'
import { isExcerpt, valuesIn } from './select.ts'

/** A condition that does not hold. */
export interface Failure {
  span: Span
  /** The value that fails. Undefined if a value is missing. */
  value: Value | undefined
  /** Values of the placeholders in the message. */
  words: Readonly<Record<string, string>>
}

/**
 * The failures of a check in a resource.
 * @param prefixes the configured prefixes of resource names
 */
export function failuresOf(resource: Resource, check: ResourceCheck, prefixes: readonly string[]): Failure[] {
  const { each, path, or, must } = check
  const wanted = typeof each === 'string' ? [each] : (each ?? [])
  const tops = each === undefined ? [resource.root] : wanted.flatMap((eachPath) => valuesIn(resource, eachPath))
  const fallback = or === undefined ? [] : valuesIn(resource, or)
  return tops.flatMap((top): Failure[] => {
    if (top === resource.root && path.startsWith('@pod') && valuesIn(resource, '@pod').length === 0) return []
    const found = top === resource.root && path.startsWith('@pod') ? valuesIn(resource, path) : valuesAt(top, path)
    const words = {
      kind: resource.kind,
      name: plainText(resource.name) ?? '',
      item: plainText(valuesAt(top, 'name')[0]) ?? '',
    }
    const values = found.length > 0 ? found : fallback
    if (values.length === 0)
      return requiresValue(must) &&
        !resource.block.partial &&
        !(isAboutPod(check) && isExcerpt(resource)) &&
        !mayBeElsewhere(resource, top, path)
        ? [{ span: spanOf(resource, top), value: undefined, words: { ...words, value: '', key: path } }]
        : []
    return values.flatMap((value) => {
      const text = plainText(value)
      if (holds(text, must, prefixes)) return []
      return [{ span: value.span, value, words: { ...words, value: text ?? '', key: value.name } }]
    })
  })
}

/** Whether a check is about a pod. Such checks do not apply to patches and excerpts. */
const isAboutPod = ({ each, path }: ResourceCheck): boolean =>
  [...(typeof each === 'string' ? [each] : (each ?? [])), path].some((step) => step.startsWith('@pod'))

const requiresValue = ({ exist, equal, oneOf }: Must): boolean =>
  exist === true || equal !== undefined || oneOf !== undefined

/** Whether a merge key, an alias or an empty value on the way may provide what is missing. */
function mayBeElsewhere(resource: Resource, top: Value, path: string): boolean {
  const steps = path.split('.')
  return [resource.root, top, ...steps.map((_, k) => valuesAt(top, steps.slice(0, k).join('.'))[0])].some(
    (value) => value !== undefined && mayHaveMore(value),
  )
}

/** Where to report a missing value: at the name of the part, or at the kind of the resource. */
const spanOf = (resource: Resource, top: Value): Span =>
  top === resource.root ? resource.at : (valuesAt(top, 'name')[0]?.span ?? resource.at)

/**
 * Whether a value meets the conditions. Values that a template fills in, and lists and maps, have no text: only their
 * existence is checked.
 */
function holds(text: string | undefined, must: Must, prefixes: readonly string[]): boolean {
  if (must.exist === false) return false
  if (text === undefined) return true
  const { equal, oneOf, startWith, match, notMatch, maxLength } = must
  const starts = startWith?.flatMap((prefix) => (prefix === '@prefixes' ? prefixes : [prefix]))
  return (
    (equal === undefined || text === String(equal)) &&
    (oneOf === undefined || oneOf.includes(text)) &&
    (starts === undefined ||
      starts.length === 0 ||
      /[A-Z]{3}/.test(text) ||
      starts.some((prefix) => text.startsWith(prefix))) && // NAME in capitals stands for any name
    (match === undefined || patternOf(match)(text.slice(0, longestValue))) &&
    (notMatch === undefined || !patternOf(notMatch)(text.slice(0, longestValue))) &&
    (maxLength === undefined || text.length <= maxLength)
  )
}

const longestValue = 10_000
const patternOf = memoized(200, compilePattern)
