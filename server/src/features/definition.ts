// textDocument/definition of ids: the item of the feature, of a range all of them, in another specification where one is
// named with the id.
import type { Feature, Located } from '../formats/feature.ts'
import { definitionsOfSymbol, type IdSymbol } from './symbol.ts'

/**
 * Where a symbol is defined; nothing for an id of another specification that is not known.
 * @param other the specification with a number.
 */
export async function definitionsAt(
  feature: Feature,
  symbol: IdSymbol,
  other: (number: number) => Promise<Feature | undefined>,
): Promise<readonly Located[]> {
  const { owner } = symbol
  if (!owner) return definitionsOfSymbol(feature, symbol)
  const there = owner.number === undefined ? undefined : await other(owner.number)
  return there ? definitionsOfSymbol(there, symbol) : []
}
