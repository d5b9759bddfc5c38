// What changed in specifications, as Markdown: for one comment on a pull request, and for a page with links in an editor.
import { t } from '../base/l10n.ts'
import { clean } from '../base/words.ts'
import { lineNumberAt } from '../document/places.ts'
import type { FeatureDiff } from '../feature/featureDiff.ts'
import { type DiffStyle, diffText } from './diffText.ts'

/** For one comment on a pull request. @param shown a path, as it is shown */
export const diffForComment = (diffs: readonly FeatureDiff[], shown: (path: string) => string): string =>
  diffText(diffs, {
    ...inMarkdown,
    path: (path) => codeSpan(shown(path)),
    id: (id) => id,
    place: (path, line) => codeSpan(`${shown(path)}:${line}`),
    heading(path, title) {
      const code = codeSpan(shown(path))
      return `### ${title === '' ? code : `${escaped(title)} (${code})`}\n\n`
    },
  })

/**
 * A page on which paths and ids are links.
 * @param base what the specifications are compared with
 * @param shown a path, as it is shown
 * @param address the address of a file; undefined if links cannot lead to it
 */
export function diffPage(
  diffs: readonly FeatureDiff[],
  base: string,
  shown: (path: string) => string,
  address: (path: string) => string | undefined,
): string {
  const link = (label: string, path: string, line: number): string => {
    const at = address(path)
    return at === undefined ? escaped(label) : `[${escaped(label)}](${at}#L${line})`
  }
  const text = diffText(diffs, {
    ...inMarkdown,
    line: (mark, text) => `- \`${mark}\` ${text}\n`,
    path: (path) => escaped(shown(path)),
    id: (id, at) =>
      at ? link(id, at.spec.path, lineNumberAt(at.spec.document, at.definition.start)) : `**${escaped(id)}**`,
    place: (path, line) => link(`${shown(path)}:${line}`, path, line),
    heading(path, title, exists) {
      const place = exists ? link(shown(path), path, 1) : escaped(shown(path))
      return title === '' ? `## ${place}\n\n` : `## ${escaped(title)}\n\n${place}\n\n`
    },
  })
  return `# ${t('Changes since {0}', escaped(base))}\n\n${text}`
}

const inMarkdown: Pick<DiffStyle, 'line' | 'detail' | 'removed' | 'added' | 'quoted'> = {
  line: (mark, text) => `- ${{ '+': '➕', '-': '➖', '~': '✏️' }[mark]} ${text}\n`,
  detail: (text) => `  - ${text}\n`,
  removed: (text) => `~~${text}~~`,
  added: (text) => `**${text}**`,
  quoted: (text) => escaped(text),
}

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
