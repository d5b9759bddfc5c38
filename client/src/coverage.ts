// What covers an item: a peek view of its tasks and criteria, below the CodeLens that counts them.
import { commands, Location, Position, Range, Uri } from 'vscode'

interface Place {
  line: number
  character: number
}

/** The command `specwise.showCoverage`. Positions and ranges are those of LSP. */
export async function showCoverage(
  uri: string,
  at: Place,
  locations: readonly { uri: string; range: { start: Place; end: Place } }[],
): Promise<void> {
  const positionOf = ({ line, character }: Place): Position => new Position(line, character)
  const places = locations.map(
    ({ uri: where, range: { start, end } }) =>
      new Location(Uri.parse(where), new Range(positionOf(start), positionOf(end))),
  )
  await commands.executeCommand('editor.action.peekLocations', Uri.parse(uri), positionOf(at), places, 'peek')
}
