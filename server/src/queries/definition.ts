// textDocument/definition of ids: the item of the feature, of a range all of them, in another specification where one is
// named with the id.
import type { Feature, Located } from '../feature/feature.ts'
import { definitionsOfSymbol, featureOfSymbol, type IdSymbol } from '../feature/symbol.ts'

/**
 * Where a symbol is defined; nothing for an id of another specification that is not known.
 * @param other the specification with a number.
 */
export async function definitionsAt(
  feature: Feature,
  symbol: IdSymbol,
  other: (number: number) => Promise<Feature | undefined>,
): Promise<readonly Located[]> {
  const there = await featureOfSymbol(feature, symbol, other)
  return there ? definitionsOfSymbol(there, symbol) : []
}
