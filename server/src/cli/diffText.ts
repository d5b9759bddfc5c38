// specwise diff: the differences as text for a terminal.
import { clean } from '../base/words.ts'
import type { FeatureDiff } from '../feature/featureDiff.ts'
import { diffText } from '../queries/diffText.ts'
import { shownFrom } from './checkUnit.ts'
import { painter } from './paint.ts'

/** @param cwd paths are relative to it */
export function diffForTerminal(diffs: readonly FeatureDiff[], cwd: string, isColored: boolean): string {
  const paint = painter(isColored)
  const shown = shownFrom(cwd)
  const colors = { '+': 'green', '-': 'red', '~': 'yellow' } as const
  return diffText(diffs, {
    path: shown,
    place: (path, line) => `${clean(shown(path))}:${line}`,
    heading: (path, title) => `${paint('underline', clean(shown(path)))}${title === '' ? '' : `  ${clean(title)}`}\n`,
    line: (mark, text) => `  ${paint(colors[mark], mark)} ${text}\n`,
    detail: (text) => `      ${text}\n`,
    removed: (text) => (isColored ? paint('red', text) : `[-${text}-]`),
    added: (text) => (isColored ? paint('green', text) : `{+${text}+}`),
    quoted: clean,
  })
}
