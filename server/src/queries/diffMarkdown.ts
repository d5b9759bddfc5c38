// What changed in specifications, as Markdown for one comment on a pull request.
import { clean } from '../base/words.ts'
import type { FeatureDiff } from '../feature/featureDiff.ts'
import { diffText } from './diffText.ts'

/** For one comment on a pull request. @param shown a path, as it is shown */
export const diffForComment = (diffs: readonly FeatureDiff[], shown: (path: string) => string): string =>
  diffText(diffs, {
    line: (mark, text) => `- ${{ '+': '➕', '-': '➖', '~': '✏️' }[mark]} ${text}\n`,
    detail: (text) => `  - ${text}\n`,
    removed: (text) => `~~${text}~~`,
    added: (text) => `**${text}**`,
    quoted: escaped,
    path: shown,
    place: (path, line) => codeSpan(`${shown(path)}:${line}`),
    heading(path, title) {
      const code = codeSpan(shown(path))
      return `### ${title === '' ? code : `${escaped(title)} (${code})`}\n\n`
    },
  })

const escaped = (text: string): string =>
  clean(text)
    .replace(/([\\`*_~[\]<>|#&])/g, '\\$1')
    .replace(/@(?=\w)/g, '@\u200b') // names nobody

/** CommonMark 0.31.2, 6.1: the fence is longer than any run of backticks inside. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^`|`$/.test(text) ? ' ' : ''
  return `${fence}${pad}${clean(text)}${pad}${fence}`
}
