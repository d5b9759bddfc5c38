// Collects the messages of the product: those in `t('…')` and `counted(n, '…', '…')` calls, and in the built-in rule pack.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

const folders = ['server/src', 'client/src', 'client/page']

/** The source files that may contain messages, sorted, with `/` as separator. */
const sources = () =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
        .map((name) => `${folder}/${name.split('\\').join('/')}`),
    )
    .sort()

/** Messages by file: `{ path, messages, wrong }`. `wrong` contains the lines of calls whose message is not a plain string. */
export function messagesOfSources() {
  const found = sources().map((path) => ({ path, ...messagesIn(readFileSync(join(root, path), 'utf8')) }))
  const pack = 'server/src/rules/packs/crossplane.json'
  const { rules } = JSON.parse(readFileSync(join(root, pack), 'utf8'))
  const messages = Object.values(rules).flatMap(({ checks }) => checks.map(({ message }) => message))
  found.push({ path: pack, messages: [...new Set(messages)], wrong: [] })
  return found.filter((file) => file.messages.length + file.wrong.length > 0)
}

/** The messages in a source text, in order, and the lines (from 1) of calls that cannot be read. */
export function messagesIn(text) {
  const messages = new Set()
  const wrong = []
  for (const { 0: call, 1: name, index } of text.matchAll(/(?<![\w.\\])(t|counted)\(/g)) {
    if (/(?:const|function) $/.test(text.slice(0, index))) continue
    let at = index + call.length
    if (name === 'counted') at = behindArgument(text, at)
    for (let k = 0; k < (name === 'counted' ? 2 : 1); k++) {
      const [whole, literal] =
        /^\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\s*,?/.exec(text.slice(at, at + 1000)) ?? []
      if (whole === undefined) {
        wrong.push(text.slice(0, index).split('\n').length)
        break
      }
      messages.add(stringOf(literal))
      at += whole.length
    }
  }
  return { messages: [...messages], wrong }
}

const stringOf = (literal) =>
  JSON.parse(
    literal.startsWith('"')
      ? literal
      : `"${literal
          .slice(1, -1)
          .replace(/\\'/g, "'")
          .replace(/(?<!\\)"/g, '\\"')}"`,
  )

/** The offset after the comma that ends an argument. */
function behindArgument(text, from) {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if ('([{'.includes(text[at])) depth++
    else if (')]}'.includes(text[at])) depth--
    else if (text[at] === ',' && depth === 0) return at + 1
  }
  return text.length
}

const titles = {
  'server/src/rules/packs/crossplane.json': 'The built-in rule pack',
}

/** The text of docs/messages.md: all messages by file. */
export function messagesPage() {
  const parts = messagesOfSources().map(
    ({ path, messages }) =>
      `## ${titles[path] ?? path}\n\n${messages.map((message) => `- ${message.replace(/([<>*_`[\]])/g, '\\$1')}`).join('\n')}\n`,
  )
  return `# Messages

Every sentence that the product shows, by the file that owns it. \`{0}\`, \`{1}\` … stand for names, ids and numbers. The sentences
are the keys of the translations in \`l10n/\`. This page is written by \`npm run generate\`.

${parts.join('\n')}`
}

/** The translation bundles by path, in the order of the sources and without keys that no longer exist. */
export function bundles() {
  const keys = [...new Set(messagesOfSources().flatMap(({ messages }) => messages))]
  return readdirSync(join(root, 'l10n')).map((name) => {
    const bundle = JSON.parse(readFileSync(join(root, 'l10n', name), 'utf8'))
    return [`l10n/${name}`, Object.fromEntries(keys.flatMap((key) => (key in bundle ? [[key, bundle[key]]] : [])))]
  })
}
