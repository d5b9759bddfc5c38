// Joining words of all languages: between the ends of a range of ids, and between the ids of a list.
import { wordsOf } from './index.ts'
import { anyOf, mayTouch } from './pattern.ts'

const range = wordsOf((language) => language.joints.range)
const all = [...new Set([...range, ...wordsOf((language) => language.joints.list)])]

export const joints = {
  // Sources of patterns.
  range: anyOf(range),
  list: anyOf(wordsOf((language) => language.joints.list)),
  words: anyOf(all.filter((word) => !mayTouch(word))),
  /** Words of scripts without spaces. */
  touching: anyOf(all.filter(mayTouch)),
  /** For a quick test: the words in ASCII, and the first characters of all others. */
  plain: new Set(all.filter((word) => /^[a-z]+$/.test(word))) as ReadonlySet<string>,
  starts: new Set([
    ...'、…–—‑～〜－，',
    ...all.filter((word) => word[0] !== undefined && word[0] > '\u007f').map((word) => word[0] as string),
  ]) as ReadonlySet<string>,
}
