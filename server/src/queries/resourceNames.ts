// The name of a resource: the base of textDocument/hover, definition, references and rename of names.
import { t } from '../base/l10n.ts'
import type { Span } from '../base/span.ts'
import { nameAt, namesIn } from '../manifests/manifestIndex.ts'
import type { NamePlace } from '../manifests/resourceNames.ts'

/** The name with one of the prefixes at an offset. */
export function resourceNameAt(
  text: string,
  offset: number,
  prefixes: readonly string[],
): (Span & { name: string }) | undefined {
  const one = nameAt(text, offset, prefixes)
  return one && { name: one.name, start: one.start, end: one.start + one.name.length }
}

/** All places of a name in a text. */
export const placesOfName = (text: string, name: string, prefixes: readonly string[]): Span[] =>
  namesIn(text, prefixes)
    .filter((found) => found.name === name)
    .map(({ start }) => ({ start, end: start + name.length }))

/** Where a name is defined: in manifests, or if there are none, in the code that generates them. */
export function definitionsOfName(places: readonly NamePlace[]): readonly NamePlace[] {
  const manifests = places.filter(({ apiVersion }) => apiVersion !== undefined)
  return manifests.length > 0 ? manifests : places.filter(({ path }) => /\.(?:k|kcl|tf|tofu)$/i.test(path))
}

/** Why a word cannot be the name of a resource; undefined if it can. (RFC 1123, section 2.1, as Kubernetes requires it.) */
export function whyNoName(word: string): string | undefined {
  if (word.length > 253) return t('The name has {0} characters. Use at most 253.', word.length)
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/.test(word)
    ? undefined
    : t(
        'Invalid resource name "{0}". Use lowercase letters, digits, "-" and ".", and start and end with a letter or digit.',
        word,
      )
}

const mostLines = 12

/** The head of the manifest around a line: from its start to its `spec:`. @param line from 0. */
export function headAround(text: string, line: number): string {
  const lines = text.split(/\r?\n/)
  let first = line
  while (first > 0 && !lines[first - 1]?.startsWith('---') && line - first < mostLines) first--
  const rest = lines.slice(first, first + mostLines)
  const end = rest.findIndex(
    (one, k) => k > 0 && (one.startsWith('---') || /^(?:spec|data|rules|stringData):/.test(one)),
  )
  return (end < 0 ? rest : rest.slice(0, end)).join('\n').trimEnd()
}
