// textDocument/definition of ids: the item in the feature, or in the specification that qualifies the id; all items of a range.
import type { Feature, LocatedDefinition } from '../feature/feature.ts'
import { definitionsOfSymbol, featureOfSymbol, type IdSymbol } from '../feature/symbol.ts'

/**
 * The definitions of a symbol; empty for an id of an unknown specification.
 * @param other the specification with a number.
 */
export async function definitionsAt(
  feature: Feature,
  symbol: IdSymbol,
  other: (number: number) => Promise<Feature | undefined>,
): Promise<readonly LocatedDefinition[]> {
  const there = await featureOfSymbol(feature, symbol, other)
  return there ? definitionsOfSymbol(there, symbol) : []
}
