// Ids of items that code and tests name: `FR-012`, `@req FR-012`, `test_fr_012_keeps_order`, `testFr012KeepsOrder`, `US1`.
import { detachedCopy, excerpt } from '../base/words.ts'
import { idAt } from '../document/ids.ts'

/** A place in code that names an id. */
export interface Mention {
  /** The key of the id, see `Id`: `FR-12`. */
  key: string
  /** From 1. */
  line: number
  /** The line without the spaces around it, shortened. */
  excerpt: string
  /** The specifications that the line names for this id: the number of an id, or the name of a folder with hyphens. */
  specs: readonly string[]
}

export interface CodeFacts {
  mentions: readonly Mention[]
  /** Those that the path or the text names. */
  specs: readonly string[]
  isTest: boolean
}

const end = String.raw`(?![a-z0-9]|[A-Z](?![a-z])|\.\d)` // `FR012KeepsOrder` ends before the capital
// In capitals, also behind a small letter; as a word of a name in camel case; in small letters only as a word of its own or, if the
// letters are a usual word, beside an underscore.
const id = new RegExp(
  [
    String.raw`(?<![A-Z0-9-])(?<prefix>[A-Z]{2,8}(?:[-_][A-Z]{2,8}){0,2})[-_]?(?<number>\d{1,4})(?:[a-z](?![A-Za-z0-9])|\.\d{1,2}(?![\d.]))?${end}`,
    String.raw`(?<![A-Z0-9-])(?<camel>Fr|Nfr|Sc|Us|Ac|Req)(?<digits>\d{1,4})${end}`,
    String.raw`(?<![A-Za-z0-9-])(?<small>(?:fr|nfr|req)(?:_[a-z]{2,10}){0,2})[-_]?(?<count>\d{1,4})(?![A-Za-z0-9.-])`,
    String.raw`(?<=_)(?<word>us|sc|ac)_?(?<word1>\d{1,4})(?![A-Za-z0-9.-])|(?<![A-Za-z0-9-])(?<start>us|sc|ac)_?(?<start1>\d{1,4})(?=_)`,
  ].join('|'),
  'g',
)
const spec =
  /(?<![A-Za-z0-9])(?:SPEC[-_ ]?(?<id>\d{1,4})|(?:[Ss]pec|[Ff]eature)[-_ ]?#?(?<number>\d{3,4}))(?![A-Za-z0-9]|-[a-z])|(?<![\w-]|\d\.)(?<folder>\d{3,4}[-_][a-z][a-z0-9]*(?:[-_][a-z0-9]+)*)|(?<=\bspecs\/)(?<name>[a-z][\w-]*)(?=\/)/g
const quick = /[A-Z]{2}[-_]?\d|(?:fr|sc|us|ac|req)_?-?\d|(?:Fr|Sc|Us|Ac|Req)\d|(?:fr|req)_[a-z]/
const mostMentions = 500 // of a file
const longestLine = 2000 // characters; a longer line is generated

const codeFile =
  /\.(?:[cm]?[jt]sx?|py|go|rs|java|kts?|scala|groovy|gradle|cs|fs|vb|rb|php|swift|mm?|c|cc|cpp|cxx|h|hpp|dart|exs?|erl|clj|hs|ml|elm|lua|p[lm]|t|r|jl|nim|zig|cr|sol|s?v|vhdl?|ad[bs]|f90|sh|bash|ps1|sql|feature|robot|bats|vue|svelte|astro|proto|graphql|tf|bicep|rego|http|hurl)$/i
const generated = /(?:\.min\.js|\.pb\.\w+|_pb2\.py|\.(?:generated|g|designer)\.\w+)$/i
const testPath =
  /(?:^|\/)(?:tests?|__tests__|e2e|integration[-_]tests?|features|it)\/|[._-](?:tests?|spec|it|e2e)\.\w+$|(?:Tests?|Spec|IT)\.\w+$|(?:^|\/)test_\w+\.py$|\.(?:feature|robot|bats|t)$/

/** Whether a file may be code or a test that somebody wrote. */
export const isCodePath = (path: string): boolean => codeFile.test(path) && !generated.test(path)

/** Whether the folder of a name may have code of the project: not that of others, and nothing that a build made. */
export const isCodeFolder = (name: string): boolean =>
  !/^(?:node_modules|vendor|third[-_]party|Pods|\.?venv|site-packages|dist|build|target|out|obj|coverage|\.next|__pycache__)$/i.test(
    name,
  )

/** The ids that a file names. Linear in its text. @param path with `/`, relative to the workspace */
export function codeFacts(path: string, text: string): CodeFacts {
  const isTest = testPath.test(path)
  if (!quick.test(text) || text.includes('\0')) return { mentions: [], specs: [], isTest }
  const mentions: Mention[] = []
  const all = new Set(specsIn(path).map(({ name }) => name))
  for (const [k, whole] of text.split(/\r\n?|\n/).entries()) {
    if (mentions.length >= mostMentions) break
    if (whole.length > longestLine || !(quick.test(whole) || /\d[-_][a-z]|[Ss]pec|[Ff]eature/.test(whole))) continue
    const content = whole.replace(/\bhttps?:\/\/\S+/g, (url) => ' '.repeat(url.length))
    const specs = specsIn(content)
    for (const { name } of specs) all.add(name)
    const seen = new Set<string>()
    for (const { 0: found, index, groups = {} } of content.matchAll(id)) {
      const key = keyAt(content, index, found.length, groups)
      const before = specs.findLast((one) => one.index < index)
      const own = before ? [before.name] : specs.map(({ name }) => name)
      const identity = [key, ...own].join(' ')
      if (key === undefined || seen.has(identity)) continue
      seen.add(identity)
      mentions.push({
        key: detachedCopy(key),
        line: k + 1,
        excerpt: detachedCopy(excerpt(content.trim(), 120)),
        specs: own,
      })
    }
  }
  return { mentions, specs: [...all], isTest }
}

/** The key of the id at an offset; undefined for the id of a specification, and for a colour. */
function keyAt(
  text: string,
  at: number,
  length: number,
  groups: Record<string, string | undefined>,
): string | undefined {
  if (text[at - 1] === '#' && /^[0-9A-F]{3,8}\b/i.test(text.slice(at, at + 10))) return undefined
  const { prefix, number, camel, digits, small, count, word, word1, start, start1 } = groups
  const letters = (prefix ?? camel ?? small ?? word ?? start ?? '').toUpperCase().replaceAll('_', '-')
  if (letters === 'SPEC') return undefined
  const read = prefix !== undefined && !prefix.includes('_') ? idAt(text.slice(at, at + length), 0) : undefined
  return read?.key ?? `${letters}-${Number(number ?? digits ?? count ?? word1 ?? start1)}`
}

/** The specifications that a text names: `4` for `SPEC-004` and `feature 004`, `004-queue` for `specs/004-queue` and `004_queue`. */
const specsIn = (text: string): { name: string; index: number }[] =>
  [...text.matchAll(spec)].map(({ index, groups = {} }) => {
    const folder = groups.folder ?? groups.name
    const name = folder === undefined ? String(Number(groups.id ?? groups.number)) : folder.replaceAll('_', '-')
    return { name: detachedCopy(name), index }
  })
